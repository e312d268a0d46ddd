using System.Data.Common;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Data;
using Portal.Data.Database;
using Portal.Tests.Support;

namespace Portal.Tests.Database;

public sealed class MigratorTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    private static readonly Migration First = new()
    {
        Name = "0001_first",
        Sql = "CREATE TABLE Firsts (Id int NOT NULL CONSTRAINT PK_Firsts PRIMARY KEY, Note {text} NULL)",
    };

    private static readonly Migration Second = new() { Name = "0002_second", Sql = "INSERT INTO Firsts (Id) VALUES (1)" };

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Each_script_is_applied_once_in_order(TestEngine kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);
        await using var engine = await database.StartEngineAsync();

        await MigrateAsync(engine, First);
        await MigrateAsync(engine, First, Second);
        await MigrateAsync(engine, First, Second);

        Assert.Equal(["0001_first", "0002_second"], await AppliedAsync(engine));
        Assert.Equal(["1"], await ListAsync(engine, "SELECT Id FROM Firsts"));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_script_that_changed_after_it_was_applied_is_refused(TestEngine kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);
        await using var engine = await database.StartEngineAsync();
        await MigrateAsync(engine, First);

        var refused = await Assert.ThrowsAsync<MigrationException>(() => MigrateAsync(engine, First with { Sql = First.Sql + " " }, Second));

        Assert.Matches("0001_first.*changed", refused.Message);
        Assert.Equal(["0001_first"], await AppliedAsync(engine));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_database_made_by_a_newer_version_is_refused(TestEngine kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);
        await using var engine = await database.StartEngineAsync();
        await MigrateAsync(engine, First, Second);

        var refused = await Assert.ThrowsAsync<MigrationException>(() => MigrateAsync(engine, First));

        Assert.Matches("0002_second.*newer version", refused.Message);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_script_that_fails_leaves_nothing_of_itself(TestEngine kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);
        await using var engine = await database.StartEngineAsync();
        var broken = new Migration
        {
            Name = "0002_broken",
            Sql = "CREATE TABLE Halves (Id int NOT NULL);\nINSERT INTO Firsts (Id) VALUES (7);\nINSERT INTO Missing (Id) VALUES (1)",
        };

        await Assert.ThrowsAnyAsync<DbException>(() => MigrateAsync(engine, First, broken));

        Assert.Equal(["0001_first"], await AppliedAsync(engine));
        Assert.Empty(await ListAsync(engine, "SELECT Id FROM Firsts"));
        Assert.Equal(["0"], await ListAsync(engine, engine.CountTablesSql.Replace("@Name", "'Halves'", StringComparison.Ordinal)));
        await MigrateAsync(engine, First, Second);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Processes_that_start_at_once_all_succeed(TestEngine kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var services = TestServices.Build(database.NewEngine(), new TestClock());
            await PortalData.PrepareAsync(services, Ct);
        })));

        await using var engine = await database.StartEngineAsync();
        Assert.Equal(Migration.Embedded(engine.ScriptSuffix).Select(script => script.Name), await AppliedAsync(engine));
        Assert.Equal(["1"], await ListAsync(engine, "SELECT MAX(VersionNumber) FROM CertificateTypeVersions"));
        Assert.Equal([$"{Catalogue.Types.Count}"], await ListAsync(engine, "SELECT COUNT(*) FROM AuditEntries WHERE Action = 'certificate-type.import'"));
    }

    private static Task MigrateAsync(DatabaseEngine engine, params Migration[] scripts) =>
        new Migrator(engine, new TestClock(), NullLogger<Migrator>.Instance).MigrateAsync(scripts, Ct);

    private static Task<IReadOnlyList<string>> AppliedAsync(DatabaseEngine engine) => ListAsync(engine, "SELECT Name FROM SchemaMigrations ORDER BY Name");

    private static async Task<IReadOnlyList<string>> ListAsync(DatabaseEngine engine, string sql)
    {
        await using var db = new DbSession(engine);
        return await db.QueryAsync<string>(sql, null, Ct);
    }
}
