using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Portal.Bench.Population;
using Portal.Bench.Servers;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Database;
using Portal.Tests.Support;

namespace Portal.Tests.Web;

/// <summary>The populations that are written past the portal are such as the portal could have made them.</summary>
public sealed class PopulationTests
{
    private const string ListIndexesSql = "SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY name";

    [Fact]
    public async Task A_population_has_what_was_planned_and_obeys_the_schema()
    {
        var plan = PopulationPlan.OfSize(PopulationPlan.Fewest);
        var folder = System.IO.Directory.CreateTempSubdirectory("portal-population-").FullName;
        await PopulationMaker.MakeAsync(folder, plan, CancellationToken.None);

        await using (var portal = await PortalServer.StartAsync(folder))
        {
            await using var scope = portal.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<DbSession>();

            Assert.Empty(await db.QueryAsync<string>("PRAGMA foreign_key_check", null, CancellationToken.None));
            Assert.Equal(["ok"], await db.QueryAsync<string>("PRAGMA integrity_check", null, CancellationToken.None));
            Assert.Equal(await MigratedIndexesAsync(), await db.QueryAsync<string>(ListIndexesSql, null, CancellationToken.None));
            Assert.Equal(plan.Certificates, await CountAsync(db, "SELECT COUNT(*) FROM CertificateRequests"));
            Assert.Equal(plan.HeavyCitizen, await CountAsync(db, "SELECT COUNT(*) FROM CertificateRequests WHERE CitizenId = @Id", Known.HeavyCitizen));
            Assert.Equal(plan.HeavyUnit, await CountAsync(
                db, "SELECT COUNT(*) FROM CertificateRequests WHERE UnitId = (SELECT UnitId FROM People WHERE SignInKey = 'bench-heavy-coordinator')"));
            Assert.Equal(Known.OpenCases, await CountAsync(
                db,
                """
                SELECT COUNT(*) FROM CertificateRequests
                WHERE CaseworkerId = (SELECT Id FROM People WHERE SignInKey = 'bench-caseworker') AND Desk IN ('Draft', 'ToDo', 'Waiting')
                """));
            Assert.Equal(plan.LongThread, await CountAsync(db, "SELECT COUNT(*) FROM ThreadMessages WHERE ThreadId = @Id", Known.LongThread));
            Assert.Equal(0, await CountAsync(
                db, "SELECT COUNT(*) FROM DialogueThreads t WHERE t.LastSequence <> (SELECT MAX(g.Sequence) FROM ThreadMessages g WHERE g.ThreadId = t.Id)"));
            Assert.Empty(await ProblemsAsync(scope.ServiceProvider, db));
        }

        System.IO.Directory.Delete(folder, recursive: true);
    }

    private static Task<int> CountAsync(DbSession db, string sql, Guid? id = null) => db.FindAsync<int>(sql, new { Id = id }, CancellationToken.None);

    /// <summary>What the request form would say about each request.</summary>
    private static async Task<IReadOnlyList<string>> ProblemsAsync(IServiceProvider services, DbSession db)
    {
        var problems = new List<string>();
        foreach (var (typeVersionId, content) in await db.QueryAsync<(Guid, string)>(
            "SELECT TypeVersionId, Content FROM CertificateRequests", null, CancellationToken.None))
        {
            var type = (await services.GetRequiredService<CertificateTypes>().GetVersionAsync(typeVersionId, null, CancellationToken.None)).Definition;
            var request = PortalJson.Read<RequestContent>(content);
            problems.AddRange(CertificateForms.CheckRequest(type, request).Select(error => $"{type.Id} {error.Field} {error.Key}"));
            problems.AddRange(CertificateForms.RestsOnConsent(type, request) == (request.Consent is null) ? [$"{type.Id} consent"] : []);
        }

        return problems;
    }

    private static async Task<IReadOnlyList<string>> MigratedIndexesAsync()
    {
        await using var database = await TestDatabase.CreateAsync(TestEngine.Sqlite);
        await using var connection = new SqliteConnection($"{database.ConnectionString};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = ListIndexesSql;
        await using var reader = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await reader.ReadAsync())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}
