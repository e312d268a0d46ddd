using System.Data.Common;
using Microsoft.Data.SqlClient;
using Portal.Tests.Support;

namespace Portal.Tests.Conventions;

public sealed class SqlStatementTests
{
    private const int NullNotAllowed = 515;

    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Every_statement_fits_the_migrated_schema(TestEngine kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await database.StartEngineAsync();
        var faults = new List<string>();

        foreach (var statement in SqlStatements.All)
        {
            // SQLite compiles without running. SQL Server compiles before it runs: with nothing but nulls a row is refused, not written.
            await using var write = await engine.BeginWriteAsync(Ct);
            await using var command = statement.Command(write, engine, kind == TestEngine.Sqlite ? "EXPLAIN " : "");
            try
            {
                await command.ExecuteNonQueryAsync(Ct);
            }
            catch (DbException e) when (e is not SqlException { Number: NullNotAllowed })
            {
                faults.Add($"{statement.Name}: {e.Message}");
            }
            catch (SqlException)
            {
                // The row of nulls.
            }
        }

        Assert.Empty(faults);
        Assert.InRange(SqlStatements.All.Count, 40, 1_000);
    }

    [Fact]
    public void Every_list_is_ordered_down_to_a_unique_column()
    {
        string[] uniqueOtherwise =
        [
            "CertificateTypes.ListNewestSql", // one row for each type
            "DirectoryRepository.ListDemoPeopleSql", // sign-in keys are unique
            "DirectoryRepository.FindSignedInSql", // as the next
            "DirectoryRepository.FindViewerSql", // one person; what waits is counted up to a number
            "WorklistRepository.CountOfCaseworkerSql", // numbers, each counted up to another
            "WorklistRepository.CountOfUnitSql",
            "FolderRepository.FindHandoversSql",
            "SubstitutionRepository.FindStandInSql", // one substitution; what waits is counted up to a number
            "FeeRepository.ListOfClinicSql", // one row for each request, whose id it has
            "FeeRepository.ListOfUnitsSql",
            "FeeRepository.ListClaimableSql",
            "WorklistRepository.CountNarrowedOfCaseworkerSql",
            "WorklistRepository.CountNarrowedOfUnitSql",
            "RequestRounds.ListVersionsSql", // one request, and its versions are numbered
            "RetractionService.ListRequestVersionsSql",
            "ThreadRepository.ListNewestSql", // one thread, and its messages are numbered
            "ThreadRepository.ListOldestSql",
            "ThreadPrints.ListHeldSql",
            "ThreadRepository.ListLinksSql", // and so is what goes with a message
            "ThreadRepository.ListReadsSql", // and a person reads up to a message once
            "SeminarRepository.ListAgendaSql", // the items of a meeting are numbered
            "SeminarRepository.ListMaterialsSql", // and so is its material
            "ClinicHoursRepository.ListWindowsSql", // the windows of a schedule are numbered
        ];

        var faults = SqlStatements.All
            .Where(statement => statement.Name.Contains(".List", StringComparison.Ordinal) || statement.Text.Contains("{take}", StringComparison.Ordinal))
            .Where(statement => !uniqueOtherwise.Contains(statement.Name))
            .Where(statement => !IsOrderedById(statement.Text));

        Assert.Empty(faults.Select(statement => statement.Name));

        static bool IsOrderedById(string sql)
        {
            var order = sql.LastIndexOf("ORDER BY", StringComparison.Ordinal);
            var columns = order < 0 ? "" : sql[order..].Replace("{take}", "", StringComparison.Ordinal).Replace(" DESC", "", StringComparison.Ordinal).TrimEnd();
            return columns.EndsWith(" Id", StringComparison.Ordinal) || columns.EndsWith(".Id", StringComparison.Ordinal);
        }
    }
}
