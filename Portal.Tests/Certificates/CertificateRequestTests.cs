using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Directory;
using Portal.Tests.Support;

namespace Portal.Tests.Certificates;

/// <summary>Asking, changing, sending, discarding.</summary>
public sealed class CertificateRequestTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_request_is_read_as_it_was_written(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var request = (await world.RequestAsync("MULIG-LOKAL")) with { DoctorId = Cast.Bo.Id };
        var id = World.Done(await world.Requests.CreateAsync(request, send: true, world.As(Cast.Mette), Ct));

        var certificate = (await world.FindAsync(id, Cast.Birgit))!;

        Assert.Equivalent(request.Content, certificate.Request with { Consent = null }, strict: true);
        Assert.Equal([Cast.Fjordhoej.Name, Cast.Torvet.Name], certificate.Request.Consent!.Sources);
        Assert.Equal(["Lette løft", "Arbejde ved skærm"], certificate.Request.Lines("m.tasks"));
        Assert.Equal((Cast.Mette.Id, Cast.Bo.Id), (certificate.Caseworker.PersonId, certificate.Doctor?.PersonId));
        Assert.Equal((Cast.Torvet.Name, "Holbæk Kommune"), (certificate.ClinicName, certificate.MunicipalityName));
        Assert.Equal(("MULIG-LOKAL", "Borger 01", "610170"), (certificate.Type.TypeId, certificate.Citizen.Name, certificate.Citizen.BirthDigits));
        Assert.Equal((new DateTime(2026, 12, 7, 15, 0, 0, DateTimeKind.Utc), Cast.Mette.Name), (certificate.AnswerDueAt, certificate.ChangedByName));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_cannot_be_sent_is_refused_and_nothing_is_written(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var request = await world.RequestAsync();
        var closed = Cast.Clinic(61, Cast.Holbaek, "Lukket Lægehus", "Holbæk") with { IsEnabled = false };
        await world.Get<DirectoryService>().AddAsync(closed, world.As(Cast.Adam), Ct);
        var atClosed = await world.CitizenAsync(citizen => citizen with { ClinicId = closed.Id });

        var tooLong = With(request.Content, "purpose", new string('x', 5_001));

        Assert.Equal("Invalid purpose: Errors.FillIn", await CreateAsync(request with { Content = Without(request.Content, "purpose") }));
        Assert.Equal("Invalid purpose: Errors.TooLong", await CreateAsync(request with { Content = tooLong }, send: false));
        Assert.Equal("Refused Refusals.TypeNotOrderable", await CreateAsync(request with { TypeVersionId = Guid.NewGuid() }));
        Assert.Equal("Refused Refusals.DoctorNotAtClinic", await CreateAsync(request with { DoctorId = Cast.Frida.Id }));
        Assert.Equal("Refused Refusals.DoctorNotAtClinic", await CreateAsync(request with { DoctorId = Cast.Birgit.Id }));
        Assert.Equal("Refused Refusals.ClinicClosed", await CreateAsync(request with { CitizenId = atClosed }));
        Assert.Equal("NotFound ", await CreateAsync(request with { CitizenId = Guid.NewGuid() }));
        Assert.Equal((0, 0), (await world.CountAsync("CertificateRequests"), await world.CountAsync("Commands")));

        async Task<string> CreateAsync(RequestInput input, bool send = true)
        {
            var outcome = await world.Requests.CreateAsync(input, send, world.As(Cast.Mette), Ct);
            return $"{outcome.Kind} {outcome.Reason?.Key}{string.Join(", ", outcome.Errors.Select(error => $"{error.Field}: {error.Key}"))}";
        }
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_unfinished_draft_is_kept_and_finished_by_a_colleague(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var request = await world.RequestAsync();
        var id = World.Done(await world.Requests.CreateAsync(request with { Content = RequestContent.Empty }, send: false, world.As(Cast.Mette), Ct));

        var incomplete = request with { CommandId = Guid.NewGuid(), Content = Without(request.Content, "known") };
        var unfinished = await world.Requests.EditAsync(id, 1, incomplete, send: true, world.As(Cast.Karin), Ct);
        World.Done(await world.Requests.EditAsync(id, 1, request with { CommandId = Guid.NewGuid() }, send: true, world.As(Cast.Karin), Ct));
        var afterwards = await world.Requests.EditAsync(id, 2, request with { CommandId = Guid.NewGuid() }, send: false, world.As(Cast.Mette), Ct);

        Assert.Equal((OutcomeKind.Invalid, "known"), (unfinished.Kind, Assert.Single(unfinished.Errors).Field));
        Assert.Equal((OutcomeKind.Refused, "Refusals.AlreadySent"), (afterwards.Kind, afterwards.Reason?.Key));
        var certificate = (await world.FindAsync(id, Cast.Anna))!;
        Assert.Equal((Cast.Mette.Id, Cast.Karin.Name), (certificate.Caseworker.PersonId, certificate.ChangedByName));
        Assert.Equal("Tekst til known.", certificate.Request["known"]);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_stale_version_changes_nothing(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var request = await world.RequestAsync();
        var id = World.Done(await world.Requests.CreateAsync(request, send: false, world.As(Cast.Mette), Ct));
        var (first, second) = (
            request with { CommandId = Guid.NewGuid(), Content = With(request.Content, "purpose", "Mettes") },
            request with { CommandId = Guid.NewGuid(), Content = With(request.Content, "purpose", "Mortens") });
        World.Done(await world.Requests.EditAsync(id, 1, first, send: false, world.As(Cast.Mette), Ct));

        OutcomeKind[] outcomes =
        [
            (await world.Requests.EditAsync(id, 1, second, send: false, world.As(Cast.Morten), Ct)).Kind,
            (await world.Requests.EditAsync(id, 3, second, send: true, world.As(Cast.Morten), Ct)).Kind,
            (await world.Requests.DiscardAsync(id, 1, world.As(Cast.Morten), Ct)).Kind,
        ];

        Assert.Equal([OutcomeKind.ChangedByOther, OutcomeKind.ChangedByOther, OutcomeKind.ChangedByOther], outcomes);
        var certificate = (await world.FindAsync(id, Cast.Mette))!;
        Assert.Equal(("Mettes", 2, CertificateStatus.Draft), (certificate.Request["purpose"], certificate.Version, certificate.Status));
        Assert.Equal(["certificate.create", "certificate.edit"], (await world.AuditAsync(id)).Select(row => row.Action));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Doing_again_what_is_done_changes_nothing_and_what_does_not_fit_is_refused(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var discarded = await world.CertificateAsync(CertificateStatus.Discarded);
        var answered = await world.CertificateAsync(CertificateStatus.Answered);
        var closed = await world.CertificateAsync(CertificateStatus.Closed);
        var by = world.As(Cast.Morten);
        var before = await world.CountAsync("AuditEntries");

        Outcome[] again =
        [
            await world.Requests.DiscardAsync(discarded, 1, by, Ct), await world.Requests.ApproveAsync(closed, 1, by, Ct),
            await world.Requests.CloseAsync(closed, 1, by, Ct),
        ];
        Outcome[] refused =
        [
            await world.Requests.CloseAsync(answered, 3, by, Ct), await world.Requests.DiscardAsync(answered, 3, by, Ct),
            await world.Requests.ApproveAsync(discarded, 2, by, Ct),
        ];

        Assert.Equal([(OutcomeKind.Done, 2), (OutcomeKind.Done, 5), (OutcomeKind.Done, 5)], again.Select(outcome => (outcome.Kind, outcome.Version)));
        Assert.Equal(["Refusals.AlreadyAnswered", "Refusals.AlreadyAnswered", "Refusals.AlreadyDiscarded"], refused.Select(outcome => outcome.Reason?.Key));
        Assert.Equal(before, await world.CountAsync("AuditEntries"));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_first_look_of_each_side_is_a_fact_and_each_later_one_a_reading(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Sent);

        await world.ViewAsync(id, Cast.Mette);
        var unopened = (await world.FindAsync(id, Cast.Anna))!;
        var opened = await world.ViewAsync(id, Cast.Birgit);
        // Anna asked for the page before Birgit had opened it.
        await world.Requests.ViewAsync(unopened, world.As(Cast.Anna), Ct);
        World.Done(await world.Answers.SignAsync(id, await world.AnswerAsync(), world.As(Cast.Anna), Ct));
        await world.ViewAsync(id, Cast.Anna);
        var read = await world.ViewAsync(id, Cast.Karin);
        await world.ViewAsync(id, Cast.Mette);

        var log = await world.AuditAsync(id);
        Assert.Equal(
            [
                "certificate.send", "certificate.read", "certificate.open", "certificate.read",
                "certificate.sign", "certificate.read", "certificate.read-answer", "certificate.read",
            ],
            log.Select(row => row.Action));
        Assert.Equal((log[2].At, log[6].At), (opened.Facts.OpenedAt, read.Facts.ReadAt));
        Assert.Equal(log[2].At, (await world.FindAsync(id, Cast.Mette))!.Facts.OpenedAt);
    }

    private static RequestContent With(RequestContent content, string id, string value) =>
        content with { Sections = new Dictionary<string, string>(content.Sections) { [id] = value } };

    private static RequestContent Without(RequestContent content, string id) =>
        content with { Sections = content.Sections.Where(section => section.Key != id).ToDictionary() };
}
