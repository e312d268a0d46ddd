using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Certificates.Reminders;
using Portal.Data.Citizens;
using Portal.Data.Directory;
using Portal.Data.Offers;

namespace Portal.Data.Demo;

/// <summary>Fills an empty database with an invented world. Everything goes through the services, so that it obeys the rules and has its audit trail.</summary>
public sealed class DemoWorld(
    DirectoryRepository directory,
    DirectoryService directoryService,
    CitizenService citizenService,
    OfferService offerService,
    DemoCertificates certificates,
    DemoFolders folders,
    DemoClinics clinics,
    DemoFees fees,
    DemoSubstitutions substitutions,
    DemoContacts contacts,
    DemoEmployerStatements employerStatements,
    DemoThreads threads,
    DemoAfterwards afterwards,
    DemoGuidelines guidelines,
    DemoHours hours,
    DemoSeminars seminars,
    ReassessmentService reassessmentService,
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
        await certificates.AddAsync(new DemoCast(_people, _citizens, _citizenIds, _clinics, now), ct);

        var scene = new DemoScene(key => _citizenIds[key], key => _people[_citizens[key].Caseworker], key => _people[key], (daysAgo, hour) => At(daysAgo, hour));
        await folders.AddAsync(scene, ct);
        await clinics.AddAsync(scene, ct);
        await fees.AddAsync(scene, ct);
        await substitutions.AddAsync(scene, ct);
        await contacts.AddAsync(scene, ct);
        await employerStatements.AddAsync(scene, ct);
        await threads.AddAsync(scene, ct);
        await afterwards.AddAsync(scene, ct);
        await guidelines.AddAsync(scene, ct);
        await hours.AddAsync(scene, ct);
        await seminars.AddAsync(scene, ct);
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

        await reassessmentService.FireDueAsync(At(0, 8), ct);
    }

    internal static void Expect(Outcome outcome, string what)
    {
        if (!outcome.IsDone)
        {
            var why = outcome.Reason?.Key ?? string.Join(", ", outcome.Errors.Select(error => $"{error.Field}: {error.Key}"));
            throw new InvalidOperationException($"The demo data break a rule at '{what}': {outcome.Kind} {why}");
        }
    }

    private DateTime At(int daysAgo, int hour) => DemoTime.At(_now, daysAgo, hour);

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
                Email = person.Email,
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
