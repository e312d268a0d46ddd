using Portal.Data.Audit;
using Portal.Data.Directory;
using Portal.Tests.Support;

namespace Portal.Tests.Audit;

public sealed class AuditLogTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_row_falls_with_its_act(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var before = await world.CountAsync("AuditEntries");

        await using (await world.Db.BeginAsync(Ct))
        {
            await world.Get<AuditLog>().WriteAsync(world.As(Cast.Adam), "test.act", "Person", Cast.Bo.Id, null, null, Ct);
        }

        Assert.Equal(before, await world.CountAsync("AuditEntries"));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_act_falls_with_its_row(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var clockWithoutZone = world.As(Cast.Adam) with { At = DateTime.SpecifyKind(TestClock.Start, DateTimeKind.Local) };

        await Assert.ThrowsAsync<ArgumentException>(() => world.Get<DirectoryService>().DeactivateAsync(Cast.Bo.Id, clockWithoutZone, Ct));

        Assert.NotNull(await world.Get<DirectoryRepository>().FindViewerAsync(Cast.Bo.Id, new DateOnly(2026, 11, 23), Ct));
        Assert.Equal(["person.add"], (await world.AuditAsync(Cast.Bo.Id)).Select(row => row.Action));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_reading_is_written_down_in_a_transaction_of_its_own_and_long_details_are_cut(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var by = world.As(Cast.Mette) with { TraceId = "4bf92f3577b34da6a3ce929d0e0e4736" };
        var list = Guid.NewGuid();

        await world.Get<AuditLog>().WriteReadAsync(by, "certificate.list", "Certificate", list, null, new string('a', 2_001), Ct);

        var row = Assert.Single(await world.AuditAsync(list));
        Assert.Equal(("certificate.list", by.At, Cast.Mette.Id, 2_000), (row.Action, row.At, row.PersonId, row.Detail!.Length));
        var context = await world.Db.FindAsync<string>(
            "SELECT Role FROM AuditEntries WHERE ObjectId = @Id AND MunicipalityId = @MunicipalityId AND TraceId = @TraceId AND ClinicId IS NULL",
            new { Id = list, by.MunicipalityId, by.TraceId },
            Ct);
        Assert.Equal("Caseworker", context);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Statistics_count_the_acts_of_the_municipalitys_own_people_since_an_instant(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var log = world.Get<AuditLog>();
        await ReadAsync(Cast.Mette);
        var from = world.As(Cast.Mette).At;
        await log.WriteReadAsync(world.As(Cast.Mette) with { At = from }, "certificate.read", "Certificate", null, null, null, Ct);
        await ReadAsync(Cast.Karin);
        await ReadAsync(Cast.Kim);
        await ReadAsync(Cast.Anna);
        await log.WriteReadAsync(world.As(Cast.Mette), "citizen.list", "Citizen", null, null, null, Ct);

        var counts = await world.Get<AuditStatistics>().CountByActionAsync(Cast.Holbaek.Id, from, Ct);

        Assert.Equal([("certificate.read", 2), ("citizen.list", 1)], counts.Select(count => (count.Action, count.Count)));

        Task ReadAsync(Person person) => log.WriteReadAsync(world.As(person), "certificate.read", "Certificate", null, null, null, Ct);
    }
}
