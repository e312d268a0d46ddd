using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Data.Citizens.Folder;
using Portal.Data.Directory;
using Portal.Tests.Support;

namespace Portal.Tests.Directory;

/// <summary>A caseworker who covers another unit sees and does there what its own people do, as long as it lasts.</summary>
public sealed class CrossCuttingTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_covered_unit_is_read_at_each_sign_in_and_gone_at_the_next(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);

        var before = await ViewerAsync(Cast.Jonas);
        await world.CoverAsync(Cast.Jonas, Cast.Sygedagpenge);
        var (covering, colleague) = (await ViewerAsync(Cast.Jonas), await ViewerAsync(Cast.Mette));
        await world.UncoverAsync(Cast.Jonas, Cast.Sygedagpenge);
        var after = await ViewerAsync(Cast.Jonas);

        Assert.Equal([Cast.Jobafklaring.Id], before.Acting(TestClock.Start, null).UnitIds);
        Assert.Equal([Cast.Jobafklaring.Id, Cast.Sygedagpenge.Id], covering.Acting(TestClock.Start, null).UnitIds);
        Assert.Equal([Cast.Sygedagpenge.Id], colleague.Acting(TestClock.Start, null).UnitIds);
        Assert.Equal((false, true, false), (before.CoversUnits, covering.CoversUnits, after.CoversUnits));
        Assert.Equal([Cast.Jobafklaring.Id], after.Acting(TestClock.Start, null).UnitIds);
        Assert.Equal(
            [("person.cover-unit", Cast.Sygedagpenge.Id.ToString()), ("person.uncover-unit", Cast.Sygedagpenge.Id.ToString())],
            (await world.AuditAsync(Cast.Jonas.Id)).Skip(1).Select(row => (row.Action, row.Detail!)));

        async Task<Viewer> ViewerAsync(Person person) => (await world.Get<DirectoryRepository>().FindViewerAsync(person.Id, Today, Ct))!;
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Certificates_and_citizens_of_the_covered_unit_are_theirs_and_no_others(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var ofMette = await world.CitizenAsync();
        var ofKim = await world.CitizenAsync(citizen => citizen with
        {
            Name = "Fremmed", MunicipalityId = Cast.Kalundborg.Id, UnitId = Cast.KalundborgUnit.Id, CaseworkerId = Cast.Kim.Id,
        });
        var answered = await world.CertificateAsync(CertificateStatus.Answered, citizenId: ofMette);

        var before = await SeenAsync();
        var refused = await world.Requests.ApproveAsync(answered, 3, world.As(Cast.Jonas), Ct);
        await world.CoverAsync(Cast.Jonas, Cast.Sygedagpenge);
        var covering = await SeenAsync();
        var approved = await world.Requests.ApproveAsync(answered, 3, world.As(Cast.Jonas), Ct);
        await world.UncoverAsync(Cast.Jonas, Cast.Sygedagpenge);
        var after = await SeenAsync();
        var tooLate = await world.Requests.CloseAsync(answered, 4, world.As(Cast.Jonas), Ct);

        Assert.Equal(new Seen(false, false, false, 0, 0), before);
        Assert.Equal(new Seen(Citizen: true, Certificate: true, Foreign: false, Citizens: 1, Certificates: 1), covering);
        Assert.Equal(before, after);
        Assert.Equal((OutcomeKind.NotFound, OutcomeKind.Done, OutcomeKind.NotFound), (refused.Kind, approved.Kind, tooLate.Kind));

        async Task<Seen> SeenAsync()
        {
            var by = world.As(Cast.Jonas);
            var citizens = world.Get<CitizenRepository>();
            return new Seen(
                await citizens.FindAsync(ofMette, by, Ct) is not null,
                await world.Get<CertificateRepository>().FindAsync(answered, by, Ct) is not null,
                await citizens.FindAsync(ofKim, by, Ct) is not null,
                (await citizens.ListAsync(by, null, wholeUnit: true, 10, Ct)).Count,
                (await world.Get<FolderRepository>().ListOwnAsync(ofMette, 10, by, Ct)).Count);
        }
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Only_casework_covers_units_and_only_other_units_of_its_own_municipality(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var service = world.Get<DirectoryService>();

        var covering = new List<string>();
        foreach (var person in Cast.People)
        {
            foreach (var unit in (Unit[])[Cast.Jobafklaring, Cast.KalundborgUnit])
            {
                if ((await service.CoverUnitAsync(person.Id, unit.Id, world.As(Cast.Adam), Ct)).IsDone)
                {
                    covering.Add($"{person.Name}: {unit.Name}");
                }
            }
        }

        var twice = await service.CoverUnitAsync(Cast.Mette.Id, Cast.Jobafklaring.Id, world.As(Cast.Adam), Ct);
        var never = await service.UncoverUnitAsync(Cast.Anna.Id, Cast.Jobafklaring.Id, world.As(Cast.Adam), Ct);

        Assert.Equal(
            [
                "Mette Sørensen: Jobafklaring", "Morten Lund: Jobafklaring", "Karin Bach: Jobafklaring",
            ],
            covering);
        Assert.Equal((OutcomeKind.NotFound, OutcomeKind.NotFound), (twice.Kind, never.Kind));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_consultant_does_not_advise_on_the_clinic_they_also_work_at(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var service = world.Get<DirectoryService>();

        var noted = await service.AddClinicAsync(Cast.Lars.Id, Cast.Torvet.Id, world.As(Cast.Adam), Ct);
        Outcome[] refused =
        [
            await service.AddClinicAsync(Cast.Lars.Id, Cast.Torvet.Id, world.As(Cast.Adam), Ct),
            await service.AddClinicAsync(Cast.Mette.Id, Cast.Torvet.Id, world.As(Cast.Adam), Ct),
        ];

        Assert.True(noted.IsDone);
        Assert.All(refused, outcome => Assert.Equal(OutcomeKind.NotFound, outcome.Kind));
        var sparrings = world.Get<SparringRepository>();
        Assert.True((await sparrings.ListConsultantsAsync(Cast.Holbaek.Id, Cast.Torvet.Id, Ct)).Single().IsOfClinic);
        Assert.False((await sparrings.ListConsultantsAsync(Cast.Holbaek.Id, Cast.Fjordhoej.Id, Ct)).Single().IsOfClinic);
    }

    private sealed record Seen(bool Citizen, bool Certificate, bool Foreign, int Citizens, int Certificates);
}
