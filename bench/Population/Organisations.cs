using Portal.Data.Directory;

namespace Portal.Bench.Population;

/// <summary>A unit and the people in it.</summary>
internal sealed record UnitRow(Guid Id, Guid MunicipalityId, Guid ConsultantId, IReadOnlyList<Guid> Caseworkers);

/// <summary>A clinic and its doctors.</summary>
internal sealed record ClinicRow(Guid Id, string Name, IReadOnlyList<Guid> Doctors);

/// <summary>Municipalities of ten units with ten caseworkers and a coordinator each, and of twenty clinics with two doctors each.</summary>
internal sealed class Organisations
{
    public const int UnitsEach = 10;
    public const int CaseworkersEach = 10;
    public const int ClinicsEach = 20;

    /// <summary>Caseworkers of <see cref="CrowdUnit"/>.</summary>
    public const int CrowdSize = 200;

    private readonly List<UnitRow> _units = [];
    private readonly Dictionary<Guid, IReadOnlyList<ClinicRow>> _clinics = [];
    private readonly Chance _chance;
    private readonly DateTime _founded;
    private readonly BulkTable _people;

    public Organisations(BulkDatabase database, PopulationPlan plan, Chance chance)
    {
        _chance = chance;
        _founded = PopulationPlan.Now.AddYears(-5);
        _people = database.Table(
            "People",
            "Id", "SignInKey", "Name", "Title", "Role", "MunicipalityId", "UnitId", "ClinicId", "Phone", "ReachableHours", "IsActive", "Version");
        var municipalities = database.Table("Municipalities", "Id", "Name", "ShortName", "Label", "Phone", "Version");
        var units = database.Table("Units", "Id", "MunicipalityId", "Name", "Version");
        var clinics = database.Table(
            "Clinics", "Id", "MunicipalityId", "Name", "Street", "PostalCode", "City", "Phone", "ProviderNumber", "IsEnabled", "Version");
        for (var m = 0; m < plan.Municipalities; m++)
        {
            var municipality = NewId();
            var name = $"Å{m + 1:000}by";
            municipalities.Insert(municipality, $"{name} Kommune", name, $"Jobcenter {name}", "70 00 00 40", 1);
            AddUnits(units, municipality, m);
            AddClinics(clinics, municipality, m, name);
        }

        CrowdUnit = AddCrowd(units);
    }

    /// <summary>Where <see cref="Known.Caseworker"/> works, as the first of the caseworkers.</summary>
    public UnitRow KnownUnit => _units[0];

    public UnitRow HeavyUnit => _units[1];

    /// <summary>More people than any unit has, all of whom can sign in: those who look at one thread at the same time. It has no cases.</summary>
    public UnitRow CrowdUnit { get; }

    public ClinicRow KnownClinic => _clinics[KnownUnit.MunicipalityId][0];

    public ClinicRow HeavyClinic => _clinics[KnownUnit.MunicipalityId][1];

    /// <summary>Every unit but the heavy one.</summary>
    public IEnumerable<UnitRow> OtherUnits => _units.Where(unit => unit != HeavyUnit);

    /// <summary>A caseworker of a unit, but never the known one.</summary>
    public Guid SomeCaseworker(UnitRow unit) =>
        unit == KnownUnit ? unit.Caseworkers[_chance.Between(1, CaseworkersEach - 1)] : _chance.Of(unit.Caseworkers);

    /// <summary>A clinic of a municipality, but never the known or the heavy one.</summary>
    public ClinicRow SomeClinic(Guid municipalityId) => _clinics[municipalityId][_chance.Between(2, ClinicsEach - 1)];

    private Guid NewId() => _chance.Id(_founded.AddMinutes(_chance.Between(0, 500_000)));

    private void AddUnits(BulkTable units, Guid municipality, int m)
    {
        var consultant = AddPerson(null, "Lægekonsulent", Role.MedicalConsultant, municipality, null, null);
        for (var u = 0; u < UnitsEach; u++)
        {
            var unit = NewId();
            units.Insert(unit, municipality, $"Enhed {u + 1}", 1);
            var (isKnown, isHeavy) = (m == 0 && u == 0, m == 0 && u == 1);
            AddPerson(isHeavy ? Known.HeavyCoordinator : null, "Koordinator", Role.Coordinator, municipality, unit, null);
            var caseworkers = new List<Guid>();
            for (var c = 0; c < CaseworkersEach; c++)
            {
                var key = c > 0 ? null : isKnown ? Known.Caseworker : isHeavy ? Known.HeavyCaseworker : null;
                caseworkers.Add(AddPerson(key, "Sagsbehandler", Role.Caseworker, municipality, unit, null));
            }

            _units.Add(new UnitRow(unit, municipality, consultant, caseworkers));
        }
    }

    private UnitRow AddCrowd(BulkTable units)
    {
        var (unit, municipality) = (NewId(), KnownUnit.MunicipalityId);
        units.Insert(unit, municipality, "Enhed med mange", 1);
        var caseworkers = Enumerable.Range(0, CrowdSize)
            .Select(i => AddPerson(Known.InCrowd(i), "Sagsbehandler", Role.Caseworker, municipality, unit, null)).ToList();
        return new UnitRow(unit, municipality, KnownUnit.ConsultantId, caseworkers);
    }

    private void AddClinics(BulkTable clinics, Guid municipality, int m, string city)
    {
        var added = new List<ClinicRow>();
        for (var k = 0; k < ClinicsEach; k++)
        {
            var (clinic, name) = (NewId(), $"Lægehuset {k + 1}");
            clinics.Insert(clinic, municipality, name, $"Torvegade {k + 1}", "4300", city, "70 00 00 30", $"{(m * ClinicsEach) + k + 1:000000}", true, 1);
            var key = m > 0 ? null : k == 0 ? Known.Gp : k == 1 ? Known.HeavyGp : null;
            Guid[] doctors =
            [
                AddPerson(key, "Praktiserende læge", Role.Gp, null, null, clinic),
                AddPerson(null, "Praktiserende læge", Role.Gp, null, null, clinic),
            ];
            AddPerson(null, "Sygeplejerske", Role.ClinicStaff, null, null, clinic);
            added.Add(new ClinicRow(clinic, name, doctors));
        }

        _clinics[municipality] = added;
    }

    private Guid AddPerson(string? key, string title, Role role, Guid? municipality, Guid? unit, Guid? clinic)
    {
        var id = NewId();
        _people.Insert(id, key, Names.Of(_chance), title, role, municipality, unit, clinic, "70 00 00 20", "Hverdage kl. 9–12", true, 1);
        return id;
    }
}

/// <summary>Invented people's names.</summary>
internal static class Names
{
    private static readonly string[] First = ["Anna", "Bo", "Cecilie", "Ditte", "Erik", "Freja", "Gorm", "Helle", "Ida", "Jørgen", "Kaj", "Åse"];
    private static readonly string[] Last = ["Holm", "Nør", "Lund", "Bæk", "Østergård", "Vest", "Fog", "Krag", "Juul", "Ås"];

    public static string Of(Chance chance) => $"{chance.Of(First)} {chance.Of(Last)}";
}
