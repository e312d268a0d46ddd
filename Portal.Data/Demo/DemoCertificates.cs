using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Data.Consents;
using Portal.Data.Directory;
using Portal.Data.Offers;

namespace Portal.Data.Demo;

/// <summary>Makes the demo's certificates: each is asked, opened, answered, and played on to the state that its file names.</summary>
public sealed class DemoCertificates(
    OfferRepository offerRepository,
    CertificateTypes types,
    CertificateRepository certificates,
    CertificateService certificateService,
    AnswerService answerService,
    ClinicService clinicService,
    SparringService sparringService,
    DemoCourses courses)
{
    internal async Task AddAsync(DemoCast cast, CancellationToken ct)
    {
        // In the order of life: a request stands in the way of the next of its type until it is answered.
        foreach (var certificate in DemoFiles.Read<IReadOnlyList<DemoCertificate>>("certificates").OrderByDescending(certificate => certificate.SentDaysAgo ?? 0))
        {
            await AddAsync(cast, certificate, ct);
        }
    }

    private async Task AddAsync(DemoCast cast, DemoCertificate certificate, CancellationToken ct)
    {
        var what = $"{certificate.Citizen} {certificate.Type}";
        var citizen = cast.Citizens[certificate.Citizen];
        var caseworker = cast.People[citizen.Caseworker];
        var type = (await types.ListOrderableAsync(caseworker.MunicipalityId!.Value, DanishTime.DayOf(cast.Now), ct)).First(t => t.TypeId == certificate.Type);
        var isDraft = certificate.SentDaysAgo is null;
        var asking = Acting(caseworker, isDraft ? cast.At(1, 13, 20) : cast.At(certificate.SentDaysAgo!.Value, 9, 40));
        var created = await certificateService.CreateAsync(
            new RequestInput
            {
                CommandId = Guid.CreateVersion7(),
                TypeVersionId = type.Id,
                CitizenId = cast.CitizenIds[certificate.Citizen],
                DoctorId = certificate.Doctor is null ? null : cast.People[certificate.Doctor].Id,
                Content = Request(certificate, caseworker),
                NewConsent = Consent(cast, type.Definition, citizen, DanishTime.DayOf(asking.At)),
            },
            send: !isDraft,
            asking,
            ct);
        DemoWorld.Expect(created, what);
        switch (certificate.State)
        {
            case CertificateStatus.Draft or CertificateStatus.Sent:
                return;
            case CertificateStatus.InConsultation:
                var consultant = cast.People.Values.First(person => person.Role == Role.MedicalConsultant && person.MunicipalityId == caseworker.MunicipalityId);
                DemoWorld.Expect(
                    await sparringService.AskAsync(created.Id, 1, consultant.Id, certificate.SparringQuestion!, Acting(caseworker, cast.At(1, 13, 40)), ct), what);
                return;
        }

        var doctor = DoctorOf(cast, certificate);
        var scene = new DemoCourse(created.Id, certificate, caseworker, doctor, what);
        await OpenAsync(cast, scene, ct);
        if (certificate.State == CertificateStatus.Withdrawn)
        {
            var withdrawing = Acting(caseworker, cast.At(1, 15));
            DemoWorld.Expect(
                await certificateService.WithdrawAsync(
                    created.Id, await VersionAsync(created.Id, withdrawing, ct), WithdrawalReason.NotNeeded, certificate.WithdrawalNote, withdrawing, ct),
                what);
        }

        await AnswerAsync(cast, scene, ct);
        await courses.PlayAsync(cast, scene, ct);
    }

    private async Task OpenAsync(DemoCast cast, DemoCourse scene, CancellationToken ct)
    {
        var file = scene.File;
        var opened = Acting(scene.Doctor, cast.At(file.OpenedDaysAgo ?? file.SentDaysAgo!.Value, 11, 10));
        await certificateService.ViewAsync((await certificates.FindAsync(scene.Id, opened, ct))!, opened, ct);
        if (file.ConsultationInDays is { } days)
        {
            var version = await VersionAsync(scene.Id, opened, ct);
            DemoWorld.Expect(await clinicService.BookAsync(scene.Id, version, DanishTime.DayOf(cast.Now).AddDays(days), opened, ct), scene.What);
        }
    }

    private async Task AnswerAsync(DemoCast cast, DemoCourse scene, CancellationToken ct)
    {
        var (file, doctor) = (scene.File, scene.Doctor);
        if (file.Answer is not { } answer)
        {
            return;
        }

        var preparer = answer.PreparedBy is { } key ? cast.People[key] : doctor;
        var answeredDaysAgo = file.AnsweredDaysAgo ?? 0;
        var input = await AnswerInputAsync(cast, answer, ct);
        var isUnsigned = file.State is CertificateStatus.InProgress or CertificateStatus.Clarifying;
        if (isUnsigned || preparer != doctor)
        {
            DemoWorld.Expect(await answerService.SaveDraftAsync(scene.Id, input, Acting(preparer, cast.At(answeredDaysAgo, 10, 12)), ct), scene.What);
        }

        if (isUnsigned)
        {
            return;
        }

        DemoWorld.Expect(await answerService.SignAsync(scene.Id, input, Acting(doctor, cast.At(answeredDaysAgo, 10, 42)), ct), scene.What);
        if (answer.Correction is { } correction)
        {
            var sections = new Dictionary<string, string>(input.Sections);
            foreach (var (id, text) in correction.Sections)
            {
                sections[id] = text;
            }

            var mended = input with { CommandId = Guid.CreateVersion7(), FormId = Guid.CreateVersion7(), Sections = sections, AnswerVersion = 1 };
            DemoWorld.Expect(await answerService.SignAsync(scene.Id, mended, Acting(doctor, cast.At(correction.DaysAgo, 12, 20)), ct), scene.What);
        }
    }

    private static Person DoctorOf(DemoCast cast, DemoCertificate file)
    {
        var clinic = cast.Clinics[cast.Citizens[file.Citizen].Clinic];
        return file.Answer?.SignedBy is { } signer ? cast.People[signer]
            : file.Doctor is { } named ? cast.People[named]
            : cast.People.Values.First(person => person.ClinicId == clinic && person.Role == Role.Gp);
    }

    private async Task<int> VersionAsync(Guid id, ActionContext by, CancellationToken ct) => (await certificates.FindAsync(id, by, ct))!.Version;

    /// <summary>The consent that the caseworker obtained the day before asking.</summary>
    private static ConsentInput Consent(DemoCast cast, CertificateTypeDefinition type, DemoCitizen citizen, DateOnly askedOn) => new()
    {
        Kinds = type.InformationKinds,
        ClinicIds = [cast.Clinics[citizen.Clinic]],
        CaseReference = CaseOf(citizen.BenefitArea),
        HowGiven = ConsentForm.Written,
        ToldAboutRefusing = true,
        GivenOn = askedOn.AddDays(-1),
        ExpiresOn = askedOn.AddMonths(6),
    };

    private static string CaseOf(BenefitArea area) => area switch
    {
        BenefitArea.Sygedagpenge => "Sygedagpengesagen",
        BenefitArea.Jobafklaring => "Jobafklaringssagen",
        BenefitArea.Kontanthjaelp => "Kontanthjælpssagen",
        BenefitArea.Ressourceforloeb => "Sagen om ressourceforløb",
        BenefitArea.Fleksjob => "Fleksjobsagen",
        BenefitArea.Integration => "Integrationssagen",
        BenefitArea.Ledighedsydelse => "Sagen om ledighedsydelse",
        BenefitArea.Andet => "Sagen i kommunen",
    };

    private static RequestContent Request(DemoCertificate certificate, Person caseworker)
    {
        var sections = new Dictionary<string, string>(certificate.Fields)
        {
            ["legalBasis"] = certificate.LegalBasis,
            ["interpreter"] = certificate.InterpreterLanguage is null ? "No" : "Yes",
            ["contact.name"] = caseworker.Name,
            ["contact.title"] = caseworker.Title,
            ["contact.phone"] = caseworker.Phone,
            ["contact.hours"] = caseworker.ReachableHours,
        };
        AddIf("legalBasis.reason", certificate.LegalBasisReason);
        AddIf("interpreter.language", certificate.InterpreterLanguage);
        AddIf("m.tasks", certificate.WorkFunctions.Count == 0 ? null : string.Join('\n', certificate.WorkFunctions));
        return new RequestContent { Sections = sections, Questions = certificate.Questions, RepeatReason = certificate.RepeatReason };

        void AddIf(string id, string? text)
        {
            if (text is not null)
            {
                sections[id] = text;
            }
        }
    }

    private async Task<AnswerInput> AnswerInputAsync(DemoCast cast, DemoAnswer answer, CancellationToken ct)
    {
        var sections = new Dictionary<string, string>(answer.Sections.Where(section => section.Value != "false"));
        if (answer.Matrix.Count > 0)
        {
            sections["m.possible"] = string.Join('\n', answer.Matrix);
        }

        if (answer.Considerations.Count > 0)
        {
            sections["m.considerations"] = string.Join(' ', answer.Considerations);
        }

        var versions = new List<Guid>();
        foreach (var slug in answer.Offers)
        {
            versions.Add((await offerRepository.FindAsync(slug, null, null, ct))?.VersionId
                ?? throw new InvalidOperationException($"The demo data point to the offer '{slug}', which does not exist."));
        }

        return new AnswerInput
        {
            CommandId = Guid.CreateVersion7(),
            FormId = Guid.CreateVersion7(),
            DraftVersion = 0,
            Sections = sections,
            Replies = answer.Replies,
            OfferVersionIds = versions,
            ReassessOn = answer.AgainInDays is { } again ? DanishTime.DayOf(cast.Now).AddDays(again) : null,
        };
    }

    private static ActionContext Acting(Person person, DateTime at) => DemoWorld.Acting(person, at);
}
