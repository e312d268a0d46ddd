using System.Globalization;
using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Certificates.Reminders;
using Portal.Data.Citizens;
using Portal.Data.Consents;
using Portal.Data.Directory;
using Portal.Data.Offers;

namespace Portal.Data.Demo;

/// <summary>Fills an empty database with an invented world. Everything goes through the services, so that it obeys the rules and has its audit trail.</summary>
public sealed class DemoWorld(
    DirectoryRepository directory,
    DirectoryService directoryService,
    CitizenService citizenService,
    OfferRepository offerRepository,
    OfferService offerService,
    CertificateTypes types,
    CertificateRepository certificates,
    CertificateService certificateService,
    AnswerService answerService,
    ClinicService clinicService,
    SparringService sparringService,
    ConsentService consentService,
    DemoFolders folders,
    DemoClinics clinics,
    DemoFees fees,
    DemoSubstitutions substitutions,
    DemoEmployerStatements employerStatements,
    ReminderService reminderService)
{
    // The world is made long before anything in it happens.
    private const int FoundedDaysAgo = 400;

    // No demo certificate has waited longer.
    private const int RemindersDaysAgo = 60;

    private readonly Dictionary<string, Guid> _municipalities = [];
    private readonly Dictionary<string, Guid> _units = [];
    private readonly Dictionary<string, Guid> _clinics = [];
    private readonly Dictionary<string, Person> _people = [];
    private readonly Dictionary<string, DemoCitizen> _citizens = [];
    private readonly Dictionary<string, Guid> _citizenIds = [];
    private DateTime _now;

    /// <summary>Whether there is a world already.</summary>
    public async Task<bool> ExistsAsync(CancellationToken ct) => (await directory.ListMunicipalitiesAsync(ct)).Count > 0;

    /// <param name="now">The demo's now, UTC: all times are counted back from here.</param>
    /// <param name="offers">The offers of each municipality, by its short name.</param>
    public async Task CreateAsync(DateTime now, Func<IReadOnlyDictionary<string, Guid>, IReadOnlyList<OfferInput>> offers, CancellationToken ct)
    {
        _now = now;
        await AddOrganisationsAsync(DemoFiles.Read<DemoOrganisations>("organisations"), ct);
        var byName = (await directory.ListMunicipalitiesAsync(ct)).ToDictionary(m => m.ShortName, m => m.Id);
        foreach (var offer in offers(byName))
        {
            Expect(await offerService.PublishAsync(offer, Coordinator(offer.MunicipalityId, 120), ct), offer.Slug);
        }

        await AddCitizensAsync(DemoFiles.Read<IReadOnlyList<DemoCitizen>>("citizens"), ct);
        // In the order of life: a request stands in the way of the next of its type until it is answered.
        foreach (var certificate in DemoFiles.Read<IReadOnlyList<DemoCertificate>>("certificates").OrderByDescending(certificate => certificate.SentDaysAgo ?? 0))
        {
            await AddCertificateAsync(certificate, ct);
        }

        var scene = new DemoScene(key => _citizenIds[key], key => _people[_citizens[key].Caseworker], key => _people[key], (daysAgo, hour) => At(daysAgo, hour));
        await folders.AddAsync(scene, ct);
        await clinics.AddAsync(scene, ct);
        await fees.AddAsync(scene, ct);
        await substitutions.AddAsync(scene, ct);
        await employerStatements.AddAsync(scene, ct);
        await FireRemindersAsync(ct);
    }

    /// <summary>As the job would have done, had it run all the time.</summary>
    private async Task FireRemindersAsync(CancellationToken ct)
    {
        for (var daysAgo = RemindersDaysAgo; daysAgo >= 0; daysAgo--)
        {
            await reminderService.FireDueAsync(At(daysAgo, 8), ct);
            await reminderService.FireDueAsync(At(daysAgo, 16), ct);
        }
    }

    internal static void Expect(Outcome outcome, string what)
    {
        if (!outcome.IsDone)
        {
            var why = outcome.Reason?.Key ?? string.Join(", ", outcome.Errors.Select(error => $"{error.Field}: {error.Key}"));
            throw new InvalidOperationException($"The demo data break a rule at '{what}': {outcome.Kind} {why}");
        }
    }

    /// <summary>A time in working hours of the day that lies so many days back; today's is never later than now.</summary>
    private DateTime At(int daysAgo, int hour, int minute = 0)
    {
        var at = DanishTime.InstantOf(DanishTime.DayOf(_now).AddDays(-daysAgo), new TimeOnly(hour, minute));
        return at > _now ? _now : at;
    }

    private async Task AddOrganisationsAsync(DemoOrganisations world, CancellationToken ct)
    {
        var by = ActionContext.System(At(FoundedDaysAgo, 8));
        foreach (var municipality in world.Municipalities)
        {
            var id = _municipalities[municipality.Key] = Guid.CreateVersion7();
            await directoryService.AddAsync(
                new Municipality { Id = id, Name = municipality.Name, ShortName = municipality.ShortName, Label = municipality.Label, Phone = municipality.Phone }, by, ct);
            foreach (var unit in municipality.Units)
            {
                var unitId = _units[unit.Key] = Guid.CreateVersion7();
                await directoryService.AddAsync(new Unit { Id = unitId, MunicipalityId = id, Name = unit.Name }, by, ct);
            }
        }

        foreach (var clinic in world.Clinics)
        {
            var id = _clinics[clinic.Key] = Guid.CreateVersion7();
            await directoryService.AddAsync(
                new Clinic
                {
                    Id = id,
                    MunicipalityId = _municipalities[clinic.Municipality],
                    Name = clinic.Name,
                    Street = clinic.Street,
                    PostalCode = clinic.PostalCode,
                    City = clinic.City,
                    Phone = clinic.Phone,
                    ProviderNumber = clinic.ProviderNumber,
                },
                by,
                ct);
        }

        foreach (var person in world.People)
        {
            var row = _people[person.Key] = new Person
            {
                Id = Guid.CreateVersion7(),
                SignInKey = person.Person,
                Name = person.Name,
                Title = person.Title,
                Role = person.Role,
                MunicipalityId = person.Municipality is null ? null : _municipalities[person.Municipality],
                UnitId = person.Unit is null ? null : _units[person.Unit],
                ClinicId = person.Clinic is null ? null : _clinics[person.Clinic],
                Phone = person.Phone,
                ReachableHours = person.ReachableHours,
            };
            await directoryService.AddAsync(row, by, ct);
            foreach (var unit in person.Covers)
            {
                Expect(await directoryService.CoverUnitAsync(row.Id, _units[unit], by, ct), person.Key);
            }

            if (person.AlsoAt is { } clinic)
            {
                Expect(await directoryService.AddClinicAsync(row.Id, _clinics[clinic], by, ct), person.Key);
            }
        }
    }

    private async Task AddCitizensAsync(IReadOnlyList<DemoCitizen> citizens, CancellationToken ct)
    {
        foreach (var citizen in citizens)
        {
            var caseworker = _people[citizen.Caseworker];
            var outcome = await citizenService.RegisterAsync(
                new NewCitizen
                {
                    Cpr = CprNumber.TryParse(citizen.Cpr) ?? throw new InvalidOperationException($"The demo citizen '{citizen.Key}' has no valid number."),
                    Name = citizen.Name,
                    MunicipalityId = caseworker.MunicipalityId!.Value,
                    UnitId = caseworker.UnitId!.Value,
                    CaseworkerId = caseworker.Id,
                    ClinicId = _clinics[citizen.Clinic],
                    Occupation = citizen.Occupation,
                    SickSinceOn = citizen.SickSinceDaysAgo is { } days ? DanishTime.DayOf(_now).AddDays(-days) : null,
                    BenefitArea = citizen.BenefitArea,
                    InterpreterLanguage = citizen.InterpreterLanguage,
                    IsProtected = citizen.IsProtected,
                },
                Acting(caseworker, At(FoundedDaysAgo - 100, 9)),
                ct);
            Expect(outcome, citizen.Key);
            _citizens[citizen.Key] = citizen;
            _citizenIds[citizen.Key] = outcome.Id;
        }
    }

    private async Task AddCertificateAsync(DemoCertificate certificate, CancellationToken ct)
    {
        var what = $"{certificate.Citizen} {certificate.Type}";
        var citizen = _citizens[certificate.Citizen];
        var caseworker = _people[citizen.Caseworker];
        var type = (await types.ListOrderableAsync(caseworker.MunicipalityId!.Value, DanishTime.DayOf(_now), ct)).First(t => t.TypeId == certificate.Type);
        var isDraft = certificate.SentDaysAgo is null;
        var asking = Acting(caseworker, isDraft ? At(1, 13, 20) : At(certificate.SentDaysAgo!.Value, 9, 40));
        var created = await certificateService.CreateAsync(
            new RequestInput
            {
                CommandId = Guid.CreateVersion7(),
                TypeVersionId = type.Id,
                CitizenId = _citizenIds[certificate.Citizen],
                DoctorId = certificate.Doctor is null ? null : _people[certificate.Doctor].Id,
                Content = Request(certificate, caseworker),
                NewConsent = Consent(type.Definition, citizen, DanishTime.DayOf(asking.At)),
            },
            send: !isDraft,
            asking,
            ct);
        Expect(created, what);
        switch (certificate.State)
        {
            case CertificateStatus.Draft or CertificateStatus.Sent:
                return;
            case CertificateStatus.InConsultation:
                var consultant = _people.Values.First(person => person.Role == Role.MedicalConsultant && person.MunicipalityId == caseworker.MunicipalityId);
                Expect(
                    await sparringService.AskAsync(created.Id, 1, consultant.Id, certificate.SparringQuestion!, Acting(caseworker, At(1, 13, 40)), ct), what);
                return;
            case CertificateStatus.Withdrawn:
                var withdrawing = Acting(caseworker, At(1, 15));
                Expect(
                    await certificateService.WithdrawAsync(created.Id, 1, WithdrawalReason.NotNeeded, certificate.WithdrawalNote, withdrawing, ct), what);
                return;
        }

        await AnswerAsync(created.Id, certificate, what, ct);
        await FinishAsync(created.Id, certificate, caseworker, what, ct);
        if (certificate.State == CertificateStatus.Paused)
        {
            var by = Acting(caseworker, At(1, 11, 5));
            var consentId = (await certificates.FindAsync(created.Id, by, ct))!.ConsentId!.Value;
            Expect(await consentService.WithdrawAsync(consentId, _citizenIds[certificate.Citizen], by, ct), what);
        }
    }

    private async Task AnswerAsync(Guid id, DemoCertificate certificate, string what, CancellationToken ct)
    {
        var clinic = _clinics[_citizens[certificate.Citizen].Clinic];
        var doctor = certificate.Answer?.SignedBy is { } signer ? _people[signer]
            : certificate.Doctor is { } named ? _people[named]
            : _people.Values.First(person => person.ClinicId == clinic && person.Role == Role.Gp);
        var opened = Acting(doctor, At(certificate.OpenedDaysAgo ?? certificate.SentDaysAgo!.Value, 11, 10));
        await certificateService.ViewAsync((await certificates.FindAsync(id, opened, ct))!, opened, ct);
        if (certificate.ConsultationInDays is { } days)
        {
            var version = (await certificates.FindAsync(id, opened, ct))!.Version;
            Expect(await clinicService.BookAsync(id, version, DanishTime.DayOf(_now).AddDays(days), opened, ct), what);
        }

        if (certificate.Answer is not { } answer)
        {
            return;
        }

        var preparer = answer.PreparedBy is { } key ? _people[key] : doctor;
        var answeredDaysAgo = certificate.AnsweredDaysAgo ?? 0;
        var input = await AnswerInputAsync(answer, ct);
        if (certificate.State == CertificateStatus.InProgress || preparer != doctor)
        {
            Expect(await answerService.SaveDraftAsync(id, input, Acting(preparer, At(answeredDaysAgo, 10, 12)), ct), what);
        }

        if (certificate.State != CertificateStatus.InProgress)
        {
            Expect(await answerService.SignAsync(id, input, Acting(doctor, At(answeredDaysAgo, 10, 42)), ct), what);
        }
    }

    private async Task FinishAsync(Guid id, DemoCertificate certificate, Person caseworker, string what, CancellationToken ct)
    {
        if (certificate.State is not (CertificateStatus.Approved or CertificateStatus.Closed))
        {
            return;
        }

        var by = Acting(caseworker, At(certificate.ApprovedDaysAgo ?? certificate.ClosedDaysAgo ?? 0, 14, 5));
        var seen = await certificateService.ViewAsync((await certificates.FindAsync(id, by, ct))!, by, ct);
        Expect(await certificateService.ApproveAsync(id, seen.Version, by, ct), what);
        if (certificate.State == CertificateStatus.Closed)
        {
            Expect(await certificateService.CloseAsync(id, seen.Version + 1, by with { At = At(certificate.ClosedDaysAgo ?? 0, 14, 30) }, ct), what);
        }
    }

    /// <summary>The consent that the caseworker obtained the day before asking.</summary>
    private ConsentInput Consent(CertificateTypeDefinition type, DemoCitizen citizen, DateOnly askedOn) => new()
    {
        Kinds = type.InformationKinds,
        ClinicIds = [_clinics[citizen.Clinic]],
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

    private async Task<AnswerInput> AnswerInputAsync(DemoAnswer answer, CancellationToken ct)
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

        if (answer.ReassessInDays is { } days)
        {
            sections["m.reassess"] = DanishTime.DayOf(_now).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
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
        };
    }

    private ActionContext Coordinator(Guid municipalityId, int daysAgo)
    {
        var person = _people.Values.FirstOrDefault(p => p.MunicipalityId == municipalityId && p.Role == Role.Coordinator);
        return new ActionContext
        {
            PersonId = person?.Id ?? Guid.Empty,
            Role = Role.Coordinator,
            MunicipalityId = municipalityId,
            UnitId = person?.UnitId,
            At = At(daysAgo, 10),
        };
    }

    internal static ActionContext Acting(Person person, DateTime at) => new()
    {
        PersonId = person.Id,
        Role = person.Role,
        MunicipalityId = person.MunicipalityId,
        UnitId = person.UnitId,
        ClinicId = person.ClinicId,
        At = at,
    };
}
