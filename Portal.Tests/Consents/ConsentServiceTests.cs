using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Consents;
using Portal.Tests.Support;

namespace Portal.Tests.Consents;

public sealed class ConsentServiceTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_withdrawn_consent_stops_what_rests_on_it_and_nothing_else(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        var consent = World.Done(await world.Get<ConsentService>().RegisterAsync(citizen, Samples.Consent(world.Clock.Now), world.As(Cast.Mette), Ct));
        var (resting, other) = (await SentOnAsync("LAE125", consent), await world.CertificateAsync(CertificateStatus.Sent, "LAE135", citizen));
        var answered = await world.CertificateAsync(CertificateStatus.Answered, "LAE145", citizen);
        await world.ViewAsync(resting, Cast.Anna);
        World.Done(await world.Answers.SaveDraftAsync(resting, await world.AnswerAsync(), world.As(Cast.Anna), Ct));

        World.Done(await world.Get<ConsentService>().WithdrawAsync(consent, citizen, world.As(Cast.Morten), Ct));
        World.Done(await world.Get<ConsentService>().WithdrawAsync(consent, citizen, world.As(Cast.Mette), Ct));
        var signed = await world.Answers.SignAsync(resting, await world.AnswerAsync() with { DraftVersion = 1 }, world.As(Cast.Anna), Ct);

        Assert.Equal((OutcomeKind.Refused, "Refusals.Paused"), (signed.Kind, signed.Reason?.Key));
        Assert.Equal((CertificateStatus.Paused, NextActor.Caseworker), ((await world.FindAsync(resting, Cast.Anna))!.Status, (await world.FindAsync(resting, Cast.Anna))!.NextActor));
        Assert.Equal(2, (await world.FindAsync(resting, Cast.Anna))!.Draft?.Version);
        Assert.Equal(
            (CertificateStatus.Sent, CertificateStatus.Answered), ((await world.FindAsync(other, Cast.Mette))!.Status, (await world.FindAsync(answered, Cast.Mette))!.Status));
        Assert.Equal(["consent.register", "consent.withdraw"], (await world.AuditAsync(consent)).Select(row => row.Action));

        async Task<Guid> SentOnAsync(string typeId, Guid consentId) => World.Done(await world.Requests.CreateAsync(
            await world.RequestAsync(typeId, citizen) with { ConsentId = consentId, NewConsent = null }, send: true, world.As(Cast.Mette), Ct));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_paused_request_goes_on_upon_another_basis_with_the_days_it_stood_still(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Paused);
        var paused = (await world.FindAsync(id, Cast.Mette))!;
        world.Clock.Now = world.Clock.Now.AddDays(7);
        var input = await world.RequestAsync(citizenId: paused.Citizen.Id);
        var onLaw = input with { NewConsent = null, Content = Basis(("legalBasis", "Law11c"), ("legalBasis.reason", "Sagen haster, og borgeren er indlagt.")) };

        var without = await world.Requests.ResumeAsync(id, paused.Version, input with { NewConsent = null }, world.As(Cast.Mette), Ct);
        var withdrawnOne = await world.Requests.ResumeAsync(
            id, paused.Version, input with { NewConsent = null, ConsentId = paused.ConsentId }, world.As(Cast.Mette), Ct);
        var unreasoned = await world.Requests.ResumeAsync(
            id, paused.Version, onLaw with { Content = Basis(("legalBasis", "Law11c")) }, world.As(Cast.Mette), Ct);
        World.Done(await world.Requests.ResumeAsync(id, paused.Version, onLaw, world.As(Cast.Mette), Ct));

        Assert.Equal(("consentId", "Refusals.ConsentWithdrawn", "legalBasis.reason"), (without.Errors[0].Field, withdrawnOne.Reason?.Key, unreasoned.Errors[0].Field));
        var seen = (await world.FindAsync(id, Cast.Anna))!;
        Assert.Equal((CertificateStatus.Sent, paused.AnswerDueAt!.Value.AddDays(7), 7), (seen.Status, seen.AnswerDueAt!.Value, seen.Facts.PausedDays));
        Assert.Equal(("Law11c", "Sagen haster, og borgeren er indlagt.", null), (seen.Request["legalBasis"], seen.Request["legalBasis.reason"], seen.Request.Consent));
        Assert.Equal(paused.Request["purpose"], seen.Request["purpose"]);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Nothing_is_sent_on_a_consent_that_is_another_citizens_or_does_not_cover_the_receiver(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var (citizen, stranger) = (await world.CitizenAsync(), await world.CitizenAsync());
        var others = World.Done(await world.Get<ConsentService>().RegisterAsync(stranger, Samples.Consent(world.Clock.Now), world.As(Cast.Mette), Ct));
        var request = await world.RequestAsync(citizenId: citizen);

        var foreign = await world.Requests.CreateAsync(request with { NewConsent = null, ConsentId = others }, send: true, world.As(Cast.Mette), Ct);
        var elsewhere = await world.Requests.CreateAsync(
            request with { NewConsent = request.NewConsent! with { ClinicIds = [Cast.Fjordhoej.Id] } }, send: true, world.As(Cast.Mette), Ct);
        var unit = await world.Get<ConsentService>().RegisterAsync(citizen, Samples.Consent(world.Clock.Now), world.As(Cast.Jonas), Ct);
        var doctor = await world.Get<ConsentService>().WithdrawAsync(others, stranger, world.As(Cast.Anna), Ct);

        Assert.Equal("consentId", Assert.Single(foreign.Errors).Field);
        Assert.Equal("Refusals.ConsentOtherClinic", elsewhere.Reason?.Key);
        Assert.Equal((OutcomeKind.NotFound, OutcomeKind.Refused), (unit.Kind, doctor.Kind));
        Assert.Equal((0, 1), (await world.CountAsync("CertificateRequests"), await world.CountAsync("Consents")));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_answer_is_not_sent_on_a_consent_that_has_run_out_and_is_kept(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Received);
        var lastDay = (await world.FindAsync(id, Cast.Anna))!.Request.Consent!.ExpiresOn;
        world.Clock.Now = DanishTime.InstantOf(lastDay.AddDays(1), new TimeOnly(0, 1));

        var signed = await world.Answers.SignAsync(id, await world.AnswerAsync(), world.As(Cast.Anna), Ct);

        var certificate = (await world.FindAsync(id, Cast.Anna))!;
        Assert.Equal((OutcomeKind.Refused, "Refusals.ConsentRanOut", CertificateStatus.Paused), (signed.Kind, signed.Reason?.Key, certificate.Status));
        Assert.Equal("Tekst til history.", certificate.Draft?.Content["history"]);
        Assert.Equal(0, await world.CountAsync("CertificateAnswers"));
    }

    private static RequestContent Basis(params (string Id, string Text)[] sections) =>
        new() { Sections = sections.ToDictionary(section => section.Id, section => section.Text) };
}
