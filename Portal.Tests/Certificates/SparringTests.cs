using Portal.Data;
using Portal.Data.Certificates;
using Portal.Tests.Support;

namespace Portal.Tests.Certificates;

/// <summary>The medical consultant advises before sending: sees exactly that case, until then, and the doctor never learns of it.</summary>
public sealed class SparringTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_consultant_sees_the_case_until_the_advice_is_given(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var (asked, other) = (await world.CertificateAsync(CertificateStatus.InConsultation), await world.CertificateAsync(CertificateStatus.Draft));

        var seen = (await world.FindAsync(asked, Cast.Lars))!;
        var unseen = await world.FindAsync(other, Cast.Lars);
        World.Done(await world.Get<SparringService>().AdviseAsync(asked, seen.Version, "Spørg om funktionen, ikke om diagnosen.", world.As(Cast.Lars), Ct));

        Assert.Equal((CertificateStatus.InConsultation, "Er spørgsmålene klare nok?"), (seen.Status, seen.Sparring?.Question));
        Assert.Null(unseen);
        Assert.Null(await world.FindAsync(asked, Cast.Lars));
        var sparring = Assert.Single(await world.Get<SparringRepository>().ListForRequestAsync(asked, Ct));
        Assert.Equal(("Spørg om funktionen, ikke om diagnosen.", Cast.Lars.Name, Cast.Mette.Name), (sparring.Advice, sparring.ConsultantName, sparring.AskedByName));
        Assert.Equal((CertificateStatus.Draft, null), ((await world.FindAsync(asked, Cast.Mette))!.Status, (await world.FindAsync(asked, Cast.Mette))!.Sparring));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_lies_with_the_consultant_is_neither_edited_nor_sent_until_it_is_taken_back(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.InConsultation);
        var input = await world.RequestAsync();

        var sent = await world.Requests.EditAsync(id, 2, input, send: true, world.As(Cast.Mette), Ct);
        World.Done(await world.Get<SparringService>().TakeBackAsync(id, 2, world.As(Cast.Morten), Ct));
        var late = await world.Get<SparringService>().AdviseAsync(id, 3, "For sent.", world.As(Cast.Lars), Ct);
        World.Done(await world.Requests.EditAsync(id, 3, input, send: true, world.As(Cast.Mette), Ct));

        Assert.Equal("Refusals.InConsultation", sent.Reason?.Key);
        Assert.Equal(OutcomeKind.NotFound, late.Kind);
        Assert.Null((await world.FindAsync(id, Cast.Anna))!.Sparring);
        Assert.Equal(
            ["certificate.create", "certificate.ask-sparring", "certificate.take-back", "certificate.send"], (await world.AuditAsync(id)).Select(row => row.Action));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_consultant_of_the_answering_clinic_is_refused_and_so_is_who_is_none(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Draft);
        await using (var transaction = await world.Db.BeginAsync(Ct))
        {
            await world.Db.ExecuteAsync(
                "INSERT INTO PersonClinics (PersonId, ClinicId) VALUES (@PersonId, @ClinicId)", new { PersonId = Cast.Lars.Id, ClinicId = Cast.Torvet.Id }, Ct);
            await transaction.CommitAsync(Ct);
        }

        var sparring = world.Get<SparringService>();
        var conflicted = await sparring.AskAsync(id, 1, Cast.Lars.Id, "Er det klart?", world.As(Cast.Mette), Ct);
        var colleague = await sparring.AskAsync(id, 1, Cast.Morten.Id, "Er det klart?", world.As(Cast.Mette), Ct);
        var nobody = await sparring.AskAsync(id, 1, null, "", world.As(Cast.Mette), Ct);

        Assert.Equal("Refusals.ConsultantOfClinic", conflicted.Reason?.Key);
        Assert.Equal("Refusals.NoSuchConsultant", colleague.Reason?.Key);
        Assert.Equal(["consultantId", "sparringQuestion"], nobody.Errors.Select(error => error.Field));
        Assert.Equal(0, await world.CountAsync("Sparrings"));
    }
}
