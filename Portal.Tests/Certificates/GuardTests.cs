using System.Globalization;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Consents;
using Portal.Data.Directory;
using Portal.Tests.Support;
using Portal.Web.Infrastructure;

namespace Portal.Tests.Certificates;

/// <summary>Each guard of the request, met once through the service, with its reason in both languages.</summary>
public sealed class GuardTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    /// <summary>What stands in the way, and the reason that is given.</summary>
    private static readonly (string Reason, Func<World, Task<Outcome>> Meet)[] Guards =
    [
        ("Refusals.OnlyCaseworkerAsks", async world => await SendAsync(world, by: Cast.Anna)),
        ("Refusals.TypeNotOrderable", async world => await SendAsync(world, request => request with { TypeVersionId = Cast.Id(99) })),
        ("Refusals.ClinicClosed", async world => await SendAsync(world, citizen: await ClosedAsync(world, "IsEnabled = 0"))),
        ("Refusals.ClinicLocked", async world => await SendAsync(world, citizen: await ClosedAsync(world, "LockedReason = 'Strejke.'"))),
        ("Refusals.ClinicHasNoDoctor", async world => await SendAsync(world, citizen: await WithoutDoctorAsync(world))),
        ("Refusals.DoctorNotAtClinic", async world => await SendAsync(world, request => request with { DoctorId = Cast.Frida.Id })),
        ("Refusals.ConsentOtherClinic", async world => await SendAsync(world, Consent(consent => consent with { ClinicIds = [Cast.Fjordhoej.Id] }))),
        ("Refusals.ConsentOtherKinds", async world => await SendAsync(world, Consent(consent => consent with { Kinds = [InformationKind.History] }))),
        ("Refusals.ConsentExpired", async world => await SendAsync(world, await RegisteredAsync(world, days: 400))),
        ("Refusals.ConsentWithdrawn", async world => await SendAsync(world, await RegisteredAsync(world, withdrawn: true))),
        ("Errors.ConsentMissing", async world => await SendAsync(world, request => request with { NewConsent = null })),
        ("Errors.ConsentTold", async world => await SendAsync(world, Consent(consent => consent with { ToldAboutRefusing = false }))),
        ("Errors.FillIn", async world => await SendAsync(world, Basis("Law11c"))),
        ("Errors.FillIn", async world => await SendAsync(world, Basis("Law11aStk2to4"))),
        ("Errors.Choose", async world => await SendAsync(world, Basis("Trust"))),
        ("Refusals.OpenRequestExists", async world => await SendAsync(world, citizen: await WithAsync(world, CertificateStatus.Sent))),
        ("Errors.RepeatReason", async world => await SendAsync(world, citizen: await WithAsync(world, CertificateStatus.Approved))),
        ("Refusals.NoSuchConsultant", async world => await world.Get<SparringService>().AskAsync(
            await world.CertificateAsync(CertificateStatus.Draft), 1, Cast.Id(99), "Hvad nu?", world.As(Cast.Mette), Ct)),
        ("Errors.AdviceEmpty", async world => await world.Get<SparringService>().AdviseAsync(
            await world.CertificateAsync(CertificateStatus.InConsultation), 2, " ", world.As(Cast.Lars), Ct)),
        ("Errors.WithdrawalReason", async world => await world.Requests.WithdrawAsync(
            await world.CertificateAsync(CertificateStatus.Sent), 1, null, "", world.As(Cast.Mette), Ct)),
        ("Refusals.OnlyCaseworkerConsents", async world => await world.Get<ConsentService>().RegisterAsync(
            await world.CitizenAsync(), Samples.Consent(world.Clock.Now), world.As(Cast.Anna), Ct)),
        // Last: after it the world has no consultant to ask.
        ("Refusals.ConsultantOfClinic", ConsultantOfClinicAsync),
    ];

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Each_guard_refuses_with_its_reason_and_writes_nothing(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);

        foreach (var (reason, meet) in Guards)
        {
            var outcome = await meet(world);
            Assert.Equal((reason, false), (outcome.Reason?.Key ?? (outcome.Errors is [var error, ..] ? error.Key : $"{outcome.Kind}"), outcome.IsDone));
            AssertWords(outcome.Reason ?? new Refusal(outcome.Errors[0].Key, outcome.Errors[0].Arguments));
        }
    }

    /// <summary>Why not, when it is the wrong moment: by the status alone.</summary>
    private static string WrongMoment(CertificateStatus status) => status switch
    {
        CertificateStatus.Draft => "Refusals.NotSentYet",
        CertificateStatus.InConsultation => "Refusals.InConsultation",
        CertificateStatus.Sent or CertificateStatus.Received or CertificateStatus.Accepted or CertificateStatus.Booked or CertificateStatus.InProgress =>
            "Refusals.AlreadySent",
        CertificateStatus.DeliveryFailed => "Refusals.DeliveryFailed",
        CertificateStatus.Clarifying => "Refusals.Clarifying",
        CertificateStatus.NoShow => "Refusals.NoShow",
        CertificateStatus.Answered => "Refusals.AlreadyAnswered",
        CertificateStatus.ComplementRequested => "Refusals.ComplementOpen",
        CertificateStatus.Returned => "Refusals.AlreadyReturned",
        CertificateStatus.Approved => "Refusals.AlreadyApproved",
        CertificateStatus.Closed => "Refusals.AlreadyClosed",
        CertificateStatus.Paused => "Refusals.Paused",
        CertificateStatus.Declined => "Refusals.AlreadyDeclined",
        CertificateStatus.Withdrawn => "Refusals.AlreadyWithdrawn",
        CertificateStatus.Retracted => "Refusals.AlreadyRetracted",
        CertificateStatus.Discarded => "Refusals.AlreadyDiscarded",
    };

    /// <summary>Why not, when it is the wrong person: by the act and the role alone. Null when it is the right one.</summary>
    private static string? WrongPerson(CertificateAction action, Role role) => action switch
    {
        CertificateAction.Open or CertificateAction.Accept or CertificateAction.Book or CertificateAction.NoteNoShow or CertificateAction.AskBack
            or CertificateAction.Decline or CertificateAction.Redirect or CertificateAction.Assign or CertificateAction.Answer or CertificateAction.MarkReady
            or CertificateAction.Correct => role.IsClinic() ? null : "Refusals.NotYourClinic",
        CertificateAction.Sign or CertificateAction.SignLate or CertificateAction.SignCorrection or CertificateAction.CannotComplement
            or CertificateAction.Dispute or CertificateAction.Revoke or CertificateAction.RetractAnswer => role switch
            {
                Role.Gp => null,
                Role.ClinicStaff => "Refusals.OnlyDoctorSigns",
                Role.Caseworker or Role.Coordinator or Role.MedicalConsultant or Role.Administrator or Role.Auditor => "Refusals.NotYourClinic",
            },
        CertificateAction.Advise => role == Role.MedicalConsultant ? null : "Refusals.NotYourSparring",
        CertificateAction.Reopen => role == Role.Coordinator ? null : "Refusals.OnlyCoordinatorReopens",
        CertificateAction.FailDelivery => "Refusals.OnlyPortal",
        CertificateAction.Edit or CertificateAction.Send or CertificateAction.Discard or CertificateAction.AskSparring or CertificateAction.TakeBack
            or CertificateAction.Pause or CertificateAction.Resume or CertificateAction.Withdraw or CertificateAction.Remind or CertificateAction.SendElsewhere
            or CertificateAction.AskNewTime or CertificateAction.Clarify or CertificateAction.AskAnew or CertificateAction.UseLate or CertificateAction.RejectLate
            or CertificateAction.AskComplement or CertificateAction.DropComplement or CertificateAction.Return or CertificateAction.LiftReturn
            or CertificateAction.RetractRequest or CertificateAction.GiveFeedback or CertificateAction.SettleReassessment
            or CertificateAction.ReadAnswer or CertificateAction.Approve or CertificateAction.Close => role.IsCasework() ? null : "Refusals.NotYourCase",
    };

    [Fact]
    public void Every_status_act_and_role_is_refused_with_the_reason_that_fits()
    {
        foreach (var (status, action, role) in
            from status in Enum.GetValues<CertificateStatus>() from action in Enum.GetValues<CertificateAction>() from role in Enum.GetValues<Role>()
            select (status, action, role))
        {
            var refusal = CertificateRules.WhyNot(CertificateRulesTests.InStatus(status), action, CertificateRulesTests.Own(role));
            var expected = WrongPerson(action, role) ?? (CertificateRules.Next(status, action) is null ? WrongMoment(status) : null);
            Assert.Equal((status, action, role, expected), (status, action, role, refusal?.Key));
        }
    }

    [Fact]
    public void Every_refusal_of_a_rule_has_its_words()
    {
        foreach (var (status, action, role) in
            from status in Enum.GetValues<CertificateStatus>() from action in Enum.GetValues<CertificateAction>() from role in Enum.GetValues<Role>()
            select (status, action, role))
        {
            if (CertificateRules.WhyNot(CertificateRulesTests.InStatus(status), action, CertificateRulesTests.Own(role)) is { } refusal)
            {
                AssertWords(refusal);
            }
        }
    }

    private static void AssertWords(Refusal refusal)
    {
        var sentences = ((string[])["da", "en"]).Select(culture =>
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            return new Texts()[refusal];
        }).ToList();

        Assert.All(sentences, sentence => Assert.DoesNotContain("⟦", sentence, StringComparison.Ordinal));
        Assert.NotEqual(sentences[0], sentences[1]);
    }

    private static Task<Outcome> SendAsync(World world, Func<RequestInput, RequestInput>? change = null, Guid? citizen = null, Person? by = null) =>
        SendAsync(world, change is null ? null : request => Task.FromResult(change(request)), citizen, by);

    private static async Task<Outcome> SendAsync(World world, Func<RequestInput, Task<RequestInput>>? change, Guid? citizen = null, Person? by = null)
    {
        var request = await world.RequestAsync(citizenId: citizen);
        return await world.Requests.CreateAsync(change is null ? request : await change(request), send: true, world.As(by ?? Cast.Mette), Ct);
    }

    private static Func<RequestInput, RequestInput> Consent(Func<ConsentInput, ConsentInput> change) =>
        request => request with { NewConsent = change(request.NewConsent!) };

    private static Func<RequestInput, RequestInput> Basis(string option) => request => request with
    {
        NewConsent = null,
        Content = request.Content with { Sections = new Dictionary<string, string>(request.Content.Sections) { ["legalBasis"] = option } },
    };

    /// <summary>A request on a consent that was registered some days ago for half a year, or that has been withdrawn.</summary>
    private static Task<Func<RequestInput, Task<RequestInput>>> RegisteredAsync(World world, int days = 1, bool withdrawn = false) =>
        Task.FromResult<Func<RequestInput, Task<RequestInput>>>(async request =>
        {
            var consents = world.Get<ConsentService>();
            var earlier = world.As(Cast.Mette) with { At = world.Clock.Now.AddDays(-days) };
            var id = World.Done(await consents.RegisterAsync(request.CitizenId, Samples.Consent(earlier.At), earlier, Ct));
            if (withdrawn)
            {
                World.Done(await consents.WithdrawAsync(id, request.CitizenId, world.As(Cast.Mette), Ct));
            }

            return request with { NewConsent = null, ConsentId = id };
        });

    private static async Task<Guid> WithAsync(World world, CertificateStatus status)
    {
        var citizen = await world.CitizenAsync();
        await world.CertificateAsync(status, citizenId: citizen);
        return citizen;
    }

    private static async Task<Guid> ClosedAsync(World world, string change)
    {
        var citizen = await WithoutDoctorAsync(world);
        await WriteAsync(world, $"UPDATE Clinics SET {change} WHERE Id = (SELECT ClinicId FROM Citizens WHERE Id = @Id)", new { Id = citizen });
        return citizen;
    }

    /// <summary>A citizen of a clinic where nobody works.</summary>
    private static async Task<Guid> WithoutDoctorAsync(World world)
    {
        var number = 100 + await world.CountAsync("Clinics");
        var clinic = Cast.Clinic(number, Cast.Holbaek, $"Klinik {number}", "Holbæk");
        await world.Get<DirectoryService>().AddAsync(clinic, world.As(Cast.Adam), Ct);
        return await world.CitizenAsync(citizen => citizen with { ClinicId = clinic.Id });
    }

    private static async Task<Outcome> ConsultantOfClinicAsync(World world)
    {
        await WriteAsync(
            world, "INSERT INTO PersonClinics (PersonId, ClinicId) VALUES (@PersonId, @ClinicId)", new { PersonId = Cast.Lars.Id, ClinicId = Cast.Torvet.Id });
        return await world.Get<SparringService>().AskAsync(
            await world.CertificateAsync(CertificateStatus.Draft), 1, Cast.Lars.Id, "Er det klart?", world.As(Cast.Mette), Ct);
    }

    private static async Task WriteAsync(World world, string sql, object parameters)
    {
        await using var transaction = await world.Db.BeginAsync(Ct);
        await world.Db.ExecuteAsync(sql, parameters, Ct);
        await transaction.CommitAsync(Ct);
    }
}
