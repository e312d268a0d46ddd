using Portal.Data;
using Portal.Data.Certificates;
using Portal.Tests.Support;

namespace Portal.Tests.Certificates;

/// <summary>One certificate from draft to closed.</summary>
public sealed class CertificateJourneyTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Each_step_changes_status_version_and_log(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        var request = await world.RequestAsync("LAE135", citizen);
        var named = request with { DoctorId = Cast.Anna.Id };
        var answer = await world.AnswerAsync("LAE135");
        var seen = new List<(CertificateStatus Status, NextActor NextActor, int Version)>();

        var id = World.Done(await world.Requests.CreateAsync(request, send: false, world.As(Cast.Mette), Ct));
        await NoteAsync();
        await ExpectAsync(2, world.Requests.EditAsync(id, 1, named with { CommandId = Guid.NewGuid() }, send: false, world.As(Cast.Mette), Ct));
        await ExpectAsync(3, world.Requests.EditAsync(id, 2, named with { CommandId = Guid.NewGuid() }, send: true, world.As(Cast.Morten), Ct));
        await world.ViewAsync(id, Cast.Birgit);
        await NoteAsync();
        await ExpectAsync(5, world.Clinic.BookAsync(id, 4, new DateOnly(2026, 12, 1), world.As(Cast.Birgit), Ct));
        World.Done(await world.Answers.SaveDraftAsync(id, answer, world.As(Cast.Birgit), Ct));
        await NoteAsync();
        await ExpectAsync(7, world.Answers.SignAsync(id, answer, world.As(Cast.Anna), Ct));
        await world.ViewAsync(id, Cast.Mette);
        await NoteAsync();
        await ExpectAsync(9, world.Requests.ApproveAsync(id, 8, world.As(Cast.Mette), Ct));
        await ExpectAsync(10, world.Requests.CloseAsync(id, 9, world.As(Cast.Mette), Ct));

        Assert.Equal(
            [
                (CertificateStatus.Draft, NextActor.Caseworker, 1),
                (CertificateStatus.Draft, NextActor.Caseworker, 2),
                (CertificateStatus.Sent, NextActor.Clinic, 3),
                (CertificateStatus.Received, NextActor.Clinic, 4),
                (CertificateStatus.Booked, NextActor.Clinic, 5),
                (CertificateStatus.InProgress, NextActor.Clinic, 6),
                (CertificateStatus.Answered, NextActor.Caseworker, 7),
                (CertificateStatus.Answered, NextActor.Caseworker, 8),
                (CertificateStatus.Approved, NextActor.Nobody, 9),
                (CertificateStatus.Closed, NextActor.Nobody, 10),
            ],
            seen);
        var log = await world.AuditAsync(id);
        Assert.Equal(
            [
                ("certificate.create", Cast.Mette.Id), ("certificate.edit", Cast.Mette.Id), ("certificate.send", Cast.Morten.Id),
                ("certificate.open", Cast.Birgit.Id), ("certificate.book", Cast.Birgit.Id), ("certificate.save-answer", Cast.Birgit.Id),
                ("certificate.sign", Cast.Anna.Id), ("certificate.read-answer", Cast.Mette.Id), ("certificate.approve", Cast.Mette.Id),
                ("certificate.close", Cast.Mette.Id),
            ],
            log.Select(row => (row.Action, row.PersonId!.Value)));
        Assert.All(log, row => Assert.Equal(citizen, row.CitizenId));

        async Task NoteAsync()
        {
            var certificate = (await world.FindAsync(id, Cast.Mette))!;
            seen.Add((certificate.Status, certificate.NextActor, certificate.Version));
        }

        async Task ExpectAsync(int version, Task<Outcome> act)
        {
            var outcome = await act;
            Assert.Equal((OutcomeKind.Done, version, id), (outcome.Kind, outcome.Version, outcome.Id));
            await NoteAsync();
        }
    }
}
