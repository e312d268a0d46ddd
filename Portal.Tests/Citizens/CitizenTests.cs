using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Data.Directory;
using Portal.Tests.Support;

namespace Portal.Tests.Citizens;

public sealed class CitizenTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_citizen_is_read_as_registered_and_the_number_is_not_readable_in_the_database(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CitizenAsync(citizen => citizen with
        {
            Cpr = CprNumber.TryParse("010170-1234")!,
            Name = "Ægir Østergård",
            SickSinceOn = new DateOnly(2026, 9, 1),
            InterpreterLanguage = "arabisk",
            IsProtected = true,
        });

        var citizen = await world.Get<CitizenRepository>().FindAsync(id, world.As(Cast.Mette), Ct);

        Assert.NotNull(citizen);
        Assert.Equal(("Ægir Østergård", "010170", new DateOnly(1970, 1, 1)), (citizen.Name, citizen.BirthDigits, citizen.BornOn));
        Assert.Equal((new DateOnly(2026, 9, 1), "arabisk", true), (citizen.SickSinceOn, citizen.InterpreterLanguage, citizen.IsProtected));
        Assert.Equal((BenefitArea.Sygedagpenge, Cast.Mette.Name), (citizen.BenefitArea, citizen.CaseworkerName));
        Assert.Equal((Cast.Torvet.Name, true), (citizen.ClinicName, citizen.ClinicIsEnabled));
        var stored = await world.Db.FindAsync<string>("SELECT CprCipher FROM Citizens WHERE Id = @Id", new { Id = id }, Ct);
        Assert.DoesNotContain("1234", stored + string.Join(' ', await world.AuditAsync(id)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_same_number_twice_in_a_municipality_is_refused(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var first = world.NewCitizen();
        World.Done(await world.Get<CitizenService>().RegisterAsync(first, world.As(Cast.Mette), Ct));

        var again = await world.Get<CitizenService>().RegisterAsync(first with { Name = "En anden" }, world.As(Cast.Morten), Ct);
        var elsewhere = await world.Get<CitizenService>().RegisterAsync(
            first with { MunicipalityId = Cast.Kalundborg.Id, UnitId = Cast.KalundborgUnit.Id, CaseworkerId = Cast.Kim.Id }, world.As(Cast.Kim), Ct);

        Assert.Equal((OutcomeKind.Refused, "Refusals.CitizenExists"), (again.Kind, again.Reason?.Key));
        Assert.True(elsewhere.IsDone);
        Assert.Equal(2, await world.CountAsync("Citizens"));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_citizen_is_seen_by_own_unit_and_by_a_clinic_that_was_asked_about_them(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CitizenAsync();

        var before = await SeenByAsync();
        await world.CertificateAsync(CertificateStatus.Draft, citizenId: id);
        var withDraft = await SeenByAsync();
        await world.CertificateAsync(CertificateStatus.Sent, citizenId: id);
        var withRequest = await SeenByAsync();

        Person[] unit = [Cast.Mette, Cast.Morten, Cast.Karin];
        Assert.Equal(unit, before);
        Assert.Equal(unit, withDraft);
        Assert.Equal([Cast.Anna, Cast.Bo, Cast.Birgit, .. unit], withRequest);

        async Task<List<Person>> SeenByAsync()
        {
            var seenBy = new List<Person>();
            foreach (var person in Cast.People)
            {
                if (await world.Get<CitizenRepository>().FindAsync(id, world.As(person), Ct) is not null)
                {
                    seenBy.Add(person);
                }
            }

            return seenBy;
        }
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Showing_the_number_is_written_down_and_refused_to_others(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CitizenAsync(citizen => citizen with { Cpr = CprNumber.TryParse("0101701234")! });
        var service = world.Get<CitizenService>();

        var shown = await service.ShowCprAsync(id, world.As(Cast.Morten), Ct);
        var refused = await service.ShowCprAsync(id, world.As(Cast.Jonas), Ct);

        Assert.Equal(("0101701234", null), (shown?.Reveal(), refused));
        Assert.Equal(
            [("citizen.register", Cast.Mette.Id, id), ("citizen.show-cpr", Cast.Morten.Id, id)],
            (await world.AuditAsync(id)).Select(row => (row.Action, row.PersonId!.Value, row.CitizenId!.Value)));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Lists_are_own_or_the_units_in_Danish_order_and_found_by_any_spelling(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        await world.CitizenAsync(citizen => citizen with { Name = "Per Ærenlund" });
        await world.CitizenAsync(citizen => citizen with { Name = "Anders Sand" });
        await world.CitizenAsync(citizen => citizen with { Name = "Søren Bech", CaseworkerId = Cast.Morten.Id });
        await world.CitizenAsync(citizen => citizen with { Name = "Fremmed", UnitId = Cast.Jobafklaring.Id, CaseworkerId = Cast.Jonas.Id });

        Assert.Equal(["Anders Sand", "Per Ærenlund"], await NamesAsync(null, wholeUnit: false));
        Assert.Equal(["Anders Sand", "Per Ærenlund", "Søren Bech"], await NamesAsync(" ", wholeUnit: true));
        Assert.Equal(["Anders Sand", "Per Ærenlund"], await NamesAsync(null, wholeUnit: true, take: 2));
        Assert.Equal(["Søren Bech"], await NamesAsync("SOEREN", wholeUnit: true));
        Assert.Equal(["Per Ærenlund"], await NamesAsync("ærenl", wholeUnit: true));

        async Task<IEnumerable<string>> NamesAsync(string? search, bool wholeUnit, int take = 50) =>
            (await world.Get<CitizenRepository>().ListAsync(world.As(Cast.Mette), search, wholeUnit, take, Ct)).Select(citizen => citizen.Name);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_number_finds_the_citizen_for_those_who_may_see_them(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var cpr = CprNumber.TryParse("010170-1234")!;
        var id = await world.CitizenAsync(citizen => citizen with { Cpr = cpr });
        var citizens = world.Get<CitizenRepository>();

        Assert.Equal(id, await citizens.FindByCprAsync(CprNumber.TryParse("0101701234")!, world.As(Cast.Morten), Ct));
        Assert.Null(await citizens.FindByCprAsync(cpr, world.As(Cast.Jonas), Ct));
        Assert.Null(await citizens.FindByCprAsync(cpr, world.As(Cast.Kim), Ct));
        Assert.Null(await citizens.FindByCprAsync(cpr, world.As(Cast.Anna), Ct));
        Assert.Null(await citizens.FindByCprAsync(CprNumber.TryParse("0101701235")!, world.As(Cast.Mette), Ct));
    }

    [Theory]
    [InlineData("1970-06-15", "2026-06-14", 55)]
    [InlineData("1970-06-15", "2026-06-15", 56)]
    [InlineData("2000-02-29", "2027-02-28", 27)]
    [InlineData("2000-02-29", "2027-02-27", 26)]
    public void Age_is_counted_in_whole_years(string bornOn, string day, int age)
    {
        var citizen = new Citizen
        {
            Id = default, MunicipalityId = default, UnitId = default, CaseworkerId = default, CaseworkerName = "", ClinicId = default, ClinicName = "",
            ClinicCity = "", ClinicIsEnabled = true, Name = "", BornOn = DateOnly.Parse(bornOn, null), BirthDigits = "", Occupation = "", BenefitArea = default,
        };

        Assert.Equal(age, citizen.AgeOn(DateOnly.Parse(day, null)));
    }
}
