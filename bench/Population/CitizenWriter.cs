using System.Globalization;
using Portal.Data;
using Portal.Data.Citizens;
using Portal.Data.Consents;

namespace Portal.Bench.Population;

/// <summary>Writes citizens, and what is in their folder besides certificates.</summary>
internal sealed class CitizenWriter(BulkDatabase database, CprProtector protector, Chance chance)
{
    private static readonly DateTime Now = PopulationPlan.Now;

    private readonly BulkTable _citizens = database.Table(
        "Citizens",
        "Id", "MunicipalityId", "UnitId", "CaseworkerId", "ClinicId", "Name", "NameFolded", "CprCipher", "CprLookup", "BornOn", "BirthDigits", "Occupation",
        "SickSinceOn", "BenefitArea", "InterpreterLanguage", "IsProtected", "Version");

    private readonly BulkTable _goals = database.Table(
        "CitizenGoals",
        "Id", "CitizenId", "VersionNumber", "Goal", "Specific", "Measurable", "Achievable", "Relevant", "DueOn", "OwnWords", "AgreedOn", "WrittenById",
        "WrittenAt");

    private readonly BulkTable _notes = database.Table(
        "PhoneNotes", "Id", "CitizenId", "RequestId", "SpokeWith", "SpokenAt", "Note", "WrittenById", "WrittenAt");

    private readonly BulkTable _handovers = database.Table("CaseHandovers", "Id", "CitizenId", "FromId", "ToId", "Note", "ById", "At");

    private int _count;

    /// <param name="id">Null for a new one.</param>
    public CitizenRow Add(UnitRow unit, Guid caseworker, ClinicRow clinic, Guid? id = null)
    {
        var cpr = InventedCpr(_count++);
        var name = Names.Of(chance);
        var citizen = new CitizenRow(id ?? chance.Id(Now.AddDays(-chance.Between(100, 1_600))), unit, caseworker, clinic);
        _citizens.Insert(
            citizen.Id, unit.MunicipalityId, unit.Id, caseworker, clinic.Id, name, TextFolding.Fold(name), protector.Encrypt(cpr, citizen.Id),
            protector.Lookup(cpr), cpr.BornOn, cpr.BirthDigits, "Lagermedarbejder", DanishTime.DayOf(Now).AddDays(-chance.Between(10, 300)),
            chance.Of(Enum.GetValues<BenefitArea>()), null, false, 1);
        return citizen;
    }

    /// <summary>Versions of the plan, notes of phone calls and handovers, so many of each.</summary>
    public void AddFolder(CitizenRow citizen, int goals, int notes, int handovers)
    {
        for (var i = 1; i <= goals; i++)
        {
            var at = Now.AddDays(-2 * (goals - i + 1));
            _goals.Insert(
                chance.Id(at), citizen.Id, i, "Tilbage på nedsat tid", "Tre dage om ugen", "Fremmøde", "Med hensyn til ryggen", "Borgerens eget ønske",
                DanishTime.DayOf(Now).AddDays(60), "Jeg vil gerne tilbage til mine kolleger.", DanishTime.DayOf(at), citizen.Caseworker, at);
        }

        for (var i = 1; i <= notes; i++)
        {
            var at = Now.AddDays(-i).AddMinutes(-i);
            _notes.Insert(chance.Id(at), citizen.Id, null, "Lægens sekretær", at, "Attesten kommer i løbet af ugen.", citizen.Caseworker, at);
        }

        for (var i = 1; i <= handovers; i++)
        {
            var at = Now.AddDays(-3 * i);
            _handovers.Insert(chance.Id(at), citizen.Id, citizen.Unit.Caseworkers[^1], citizen.Caseworker, "Ferie", citizen.Caseworker, at);
        }
    }

    /// <summary>A number of nobody: sixty is added to the day. Each of the first three million is another.</summary>
    private static CprNumber InventedCpr(int number)
    {
        const int Days = 28 * 12 * 90;
        var day = number % Days;
        var digits = string.Create(
            CultureInfo.InvariantCulture, $"{61 + (day % 28):00}{1 + (day / 28 % 12):00}{10 + (day / 28 / 12):00}{1 + (number / Days):0000}");
        return CprNumber.TryParse(digits) ?? throw new InvalidOperationException($"{digits} is no CPR number.");
    }
}

/// <summary>A citizen and those who have to do with them.</summary>
internal sealed record CitizenRow(Guid Id, UnitRow Unit, Guid Caseworker, ClinicRow Clinic);

/// <summary>Writes consents.</summary>
internal sealed class ConsentWriter(BulkDatabase database, Chance chance)
{
    private readonly BulkTable _consents = database.Table(
        "Consents",
        "Id", "CitizenId", "Kinds", "OtherSources", "CaseReference", "HowGiven", "ToldAboutRefusing", "GivenOn", "ExpiresOn", "RegisteredById", "RegisteredAt",
        "WithdrawnAt", "WithdrawnById", "Version");

    private readonly BulkTable _clinics = database.Table("ConsentClinics", "ConsentId", "ClinicId");

    /// <summary>A consent that covers everything a certificate may ask the citizen's clinic for.</summary>
    /// <param name="at">When it was given, UTC.</param>
    /// <param name="withdrawnAt">UTC; null while it holds.</param>
    public ConsentCopy Add(CitizenRow citizen, DateTime at, DateTime? withdrawnAt)
    {
        var givenOn = DanishTime.DayOf(at);
        var copy = new ConsentCopy
        {
            ConsentId = chance.Id(at),
            Kinds = Enum.GetValues<InformationKind>(),
            Sources = [citizen.Clinic.Name],
            CaseReference = "Sag om sygedagpenge",
            HowGiven = ConsentForm.Written,
            GivenOn = givenOn,
            ExpiresOn = ConsentRules.LatestExpiry(givenOn),
        };
        _consents.Insert(
            copy.ConsentId, citizen.Id, string.Join(' ', copy.Kinds), "", copy.CaseReference, copy.HowGiven, true, copy.GivenOn, copy.ExpiresOn,
            citizen.Caseworker, at, withdrawnAt, withdrawnAt is null ? null : citizen.Caseworker, withdrawnAt is null ? 1 : 2);
        _clinics.Insert(copy.ConsentId, citizen.Clinic.Id);
        return copy;
    }
}
