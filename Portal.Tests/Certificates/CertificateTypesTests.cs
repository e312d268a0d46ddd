using Portal.Data.Certificates;
using Portal.Tests.Support;

namespace Portal.Tests.Certificates;

public sealed class CertificateTypesTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Taking_the_catalogue_in_again_makes_no_version(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var types = world.Get<CertificateTypes>();
        var before = await types.ListOrderableAsync(Cast.Holbaek.Id, new DateOnly(2026, 11, 23), Ct);
        var logged = await world.CountAsync("AuditEntries");

        await types.ImportCatalogueAsync(TestClock.Start.AddYears(1), Ct);

        Assert.Equal(logged, await world.CountAsync("AuditEntries"));
        Assert.Equal(Catalogue.Types.Count, await world.CountAsync("CertificateTypeVersions"));
        Assert.Equal(before.Select(type => type.Id), (await types.ListOrderableAsync(Cast.Holbaek.Id, new DateOnly(2028, 1, 1), Ct)).Select(type => type.Id));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_can_be_ordered_comes_in_the_order_of_the_catalogue(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);

        var orderable = await world.Get<CertificateTypes>().ListOrderableAsync(Cast.Holbaek.Id, new DateOnly(2026, 11, 23), Ct);

        Assert.Equal(["LAE125", "MULIG-LOKAL", "LAE135", "LAE145", "LAE225", "LAE145F"], orderable.Select(type => type.TypeId));
        Assert.Equivalent(Catalogue.Type("LAE125"), orderable[0].Definition, strict: true);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_version_that_does_not_exist_is_a_bug(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);

        await Assert.ThrowsAsync<InvalidOperationException>(() => world.Get<CertificateTypes>().GetVersionAsync(Guid.NewGuid(), null, Ct));
    }
}
