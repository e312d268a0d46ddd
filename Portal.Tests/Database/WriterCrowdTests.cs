using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Citizens;
using Portal.Tests.Support;

namespace Portal.Tests.Database;

public sealed class WriterCrowdTests
{
    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Fifty_writers_at_once_all_succeed_each_with_a_row_in_the_log(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var crowd = Enumerable.Range(0, 50).Select(_ => (Citizen: world.NewCitizen(), By: world.As(Cast.Mette))).ToList();

        var outcomes = await Task.WhenAll(crowd.Select(one => Task.Run(() => world.ElsewhereAsync(services =>
            services.GetRequiredService<CitizenService>().RegisterAsync(one.Citizen, one.By, CancellationToken.None)))));

        var ids = outcomes.Select(World.Done).ToHashSet();
        Assert.Equal((50, 50), (ids.Count, await world.CountAsync("Citizens")));
        var logged = await world.Db.QueryAsync<Guid>("SELECT ObjectId FROM AuditEntries WHERE Action = 'citizen.register'", null, CancellationToken.None);
        Assert.Equal(ids, logged.ToHashSet());
    }
}
