using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Directory;
using Portal.Tests.Support;

namespace Portal.Tests.Directory;

public sealed class DirectoryTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_signed_in_person_is_read_with_organisation_and_role(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);

        var viewers = new List<Viewer>();
        foreach (var person in Cast.People)
        {
            viewers.Add((await world.Get<DirectoryRepository>().FindViewerAsync(person.Id, Today, Ct))!);
        }

        Assert.Equal(
            Cast.People.Select(p => (p.Id, p.Name, p.Role, p.MunicipalityId, p.UnitId, p.ClinicId)),
            viewers.Select(v => (v.PersonId, v.Name, v.Role, v.MunicipalityId, v.UnitId, v.ClinicId)));
        var (anna, mette) = (viewers[0], viewers[5]);
        Assert.Equal(("Lægerne Torvet", "Holbæk", Cast.Holbaek.Id), (anna.OrganisationName, anna.PlaceName, anna.HomeMunicipalityId));
        Assert.Equal(("Jobcenter Holbæk", "Sygedagpenge", Cast.Holbaek.Id), (mette.OrganisationName, mette.PlaceName, mette.HomeMunicipalityId));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_badge_counts_what_waits_for_the_viewers_side(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        foreach (var status in Enum.GetValues<CertificateStatus>())
        {
            await world.CertificateAsync(status);
        }

        var counts = new Dictionary<Person, int>();
        foreach (var person in (Person[])[Cast.Anna, Cast.Birgit, Cast.Frida, Cast.Mette, Cast.Morten, Cast.Karin, Cast.Kirsten, Cast.Lars, Cast.Inger])
        {
            counts[person] = (await world.Get<DirectoryRepository>().FindViewerAsync(person.Id, Today, Ct))!.WaitingCount;
        }

        Assert.Equal([7, 7, 0, 7, 0, 7, 0, 1, 0], counts.Values);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_person_whose_access_has_ended_is_nobody(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var directory = world.Get<DirectoryRepository>();

        var ended = await world.Get<DirectoryService>().DeactivateAsync(Cast.Bo.Id, world.As(Cast.Adam), Ct);
        var again = await world.Get<DirectoryService>().DeactivateAsync(Cast.Bo.Id, world.As(Cast.Adam), Ct);

        Assert.Equal((OutcomeKind.Done, OutcomeKind.NotFound), (ended.Kind, again.Kind));
        Assert.Null(await directory.FindViewerAsync(Cast.Bo.Id, Today, Ct));
        Assert.Null(await directory.FindBySignInKeyAsync(Cast.Bo.SignInKey!, Ct));
        Assert.DoesNotContain(await directory.ListDemoPeopleAsync(Ct), person => person.PersonId == Cast.Bo.Id);
        Assert.Equal([Cast.Anna.Id], (await directory.ListDoctorsAsync(Cast.Torvet.Id, Ct)).Select(doctor => doctor.Id));
        Assert.Equal(["person.add", "person.deactivate"], (await world.AuditAsync(Cast.Bo.Id)).Select(row => row.Action));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Clinics_where_no_doctor_can_sign_in_are_listed_while_they_are_open(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var directory = world.Get<DirectoryService>();
        var lindely = Cast.Clinic(61, Cast.Holbaek, "Lindely", "Svinninge");
        await directory.AddAsync(lindely, world.As(Cast.Adam), Ct);
        await directory.AddAsync(Cast.Clinic(62, Cast.Holbaek, "Lukket", "Holbæk") with { IsEnabled = false }, world.As(Cast.Adam), Ct);
        await directory.AddAsync(Cast.OfClinic(63, lindely, "Uden adgang", "Læge", Role.Gp) with { SignInKey = null }, world.As(Cast.Adam), Ct);
        await directory.AddAsync(Cast.OfClinic(64, lindely, "Personale", "Sygeplejerske", Role.ClinicStaff), world.As(Cast.Adam), Ct);
        await directory.DeactivateAsync(Cast.Frida.Id, world.As(Cast.Adam), Ct);

        var clinics = await world.Get<DirectoryRepository>().ListClinicsWithoutDoctorAsync(Cast.Holbaek.Id, Ct);

        Assert.Equal(["Fjordhøj Lægehus", "Lindely"], clinics.Select(clinic => clinic.Name));
        Assert.Equal(lindely, clinics[1]);
    }
}
