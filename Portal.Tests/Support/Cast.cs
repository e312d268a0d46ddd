using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Audit;
using Portal.Data.Directory;

namespace Portal.Tests.Support;

/// <summary>Who is in every world: two municipalities, three clinics, and somebody of each role.</summary>
public static class Cast
{
    public static Municipality Holbaek { get; } = Municipality(1, "Holbæk");

    public static Municipality Kalundborg { get; } = Municipality(2, "Kalundborg");

    public static Unit Sygedagpenge { get; } = new() { Id = Id(11), MunicipalityId = Holbaek.Id, Name = "Sygedagpenge" };

    public static Unit Jobafklaring { get; } = new() { Id = Id(12), MunicipalityId = Holbaek.Id, Name = "Jobafklaring" };

    public static Unit KalundborgUnit { get; } = new() { Id = Id(13), MunicipalityId = Kalundborg.Id, Name = "Sygedagpenge" };

    public static Clinic Torvet { get; } = Clinic(21, Holbaek, "Lægerne Torvet", "Holbæk");

    public static Clinic Fjordhoej { get; } = Clinic(22, Holbaek, "Fjordhøj Lægehus", "Holbæk");

    public static Clinic Vestbyen { get; } = Clinic(23, Kalundborg, "Lægerne Vestbyen", "Kalundborg");

    public static Person Anna { get; } = OfClinic(31, Torvet, "Anna Holm", "Praktiserende læge", Role.Gp);

    /// <summary>Another doctor of Anna's clinic.</summary>
    public static Person Bo { get; } = OfClinic(32, Torvet, "Bo Nør", "Praktiserende læge", Role.Gp);

    public static Person Birgit { get; } = OfClinic(33, Torvet, "Birgit Nygaard", "Sygeplejerske", Role.ClinicStaff);

    public static Person Frida { get; } = OfClinic(34, Fjordhoej, "Frida Fog", "Praktiserende læge", Role.Gp);

    public static Person Viggo { get; } = OfClinic(35, Vestbyen, "Viggo Vest", "Praktiserende læge", Role.Gp);

    public static Person Mette { get; } = OfMunicipality(41, Holbaek, Sygedagpenge, "Mette Sørensen", "Sagsbehandler", Role.Caseworker);

    /// <summary>A colleague in Mette's unit.</summary>
    public static Person Morten { get; } = OfMunicipality(42, Holbaek, Sygedagpenge, "Morten Lund", "Sagsbehandler", Role.Caseworker);

    public static Person Karin { get; } = OfMunicipality(43, Holbaek, Sygedagpenge, "Karin Bach", "Koordinator", Role.Coordinator);

    /// <summary>In another unit of Mette's municipality.</summary>
    public static Person Jonas { get; } = OfMunicipality(44, Holbaek, Jobafklaring, "Jonas Juul", "Sagsbehandler", Role.Caseworker);

    public static Person Kim { get; } = OfMunicipality(45, Kalundborg, KalundborgUnit, "Kim Kaas", "Sagsbehandler", Role.Caseworker);

    public static Person Kirsten { get; } = OfMunicipality(46, Kalundborg, KalundborgUnit, "Kirsten Krag", "Koordinator", Role.Coordinator);

    public static Person Lars { get; } = OfMunicipality(47, Holbaek, Sygedagpenge, "Lars Lind", "Lægekonsulent", Role.MedicalConsultant);

    public static Person Adam { get; } = OfMunicipality(48, Holbaek, null, "Adam Abel", "Administrator", Role.Administrator);

    public static Person Inger { get; } = OfMunicipality(49, Holbaek, null, "Inger Iversen", "Revisor", Role.Auditor);

    public static IReadOnlyList<Person> People { get; } =
        [Anna, Bo, Birgit, Frida, Viggo, Mette, Morten, Karin, Jonas, Kim, Kirsten, Lars, Adam, Inger];

    /// <summary>Puts everybody into a migrated database.</summary>
    public static async Task EnterAsync(IServiceProvider services)
    {
        var directory = services.GetRequiredService<DirectoryService>();
        var by = new ActionContext { PersonId = Adam.Id, Role = Role.Administrator, At = TestClock.Start.AddYears(-2) };
        var ct = CancellationToken.None;
        foreach (var municipality in (Municipality[])[Holbaek, Kalundborg])
        {
            await directory.AddAsync(municipality, by, ct);
        }

        foreach (var unit in (Unit[])[Sygedagpenge, Jobafklaring, KalundborgUnit])
        {
            await directory.AddAsync(unit, by, ct);
        }

        foreach (var clinic in (Clinic[])[Torvet, Fjordhoej, Vestbyen])
        {
            await directory.AddAsync(clinic, by, ct);
        }

        foreach (var person in People)
        {
            await directory.AddAsync(person, by, ct);
        }
    }

    /// <summary>An id to recognise in a failing test.</summary>
    public static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);

    public static Person OfClinic(int number, Clinic clinic, string name, string title, Role role) => new()
    {
        Id = Id(number),
        SignInKey = $"person-{number}",
        Name = name,
        Title = title,
        Role = role,
        ClinicId = clinic.Id,
        Phone = "70 00 00 10",
        ReachableHours = "Hverdage kl. 8–9",
    };

    public static Person OfMunicipality(int number, Municipality municipality, Unit? unit, string name, string title, Role role) => new()
    {
        Id = Id(number),
        SignInKey = $"person-{number}",
        Name = name,
        Title = title,
        Role = role,
        MunicipalityId = municipality.Id,
        UnitId = unit?.Id,
        Phone = "70 00 00 20",
        ReachableHours = "Hverdage kl. 9–12",
    };

    public static Clinic Clinic(int number, Municipality municipality, string name, string city) => new()
    {
        Id = Id(number),
        MunicipalityId = municipality.Id,
        Name = name,
        Street = "Torvegade 214",
        PostalCode = "4300",
        City = city,
        Phone = "70 00 00 30",
        ProviderNumber = $"099{number:000}",
    };

    private static Municipality Municipality(int number, string name) => new()
    {
        Id = Id(number),
        Name = $"{name} Kommune",
        ShortName = name,
        Label = $"Jobcenter {name}",
        Phone = "70 00 00 40",
    };
}
