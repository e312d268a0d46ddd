using System.Text.RegularExpressions;
using Portal.Tests.Support;

namespace Portal.Tests.Conventions;

/// <summary>No statement reads a table that grows from one end to the other.</summary>
public sealed partial class QueryPlanTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    /// <summary>Tables that stay small, and why.</summary>
    private static readonly Dictionary<string, string> Small = new()
    {
        ["Municipalities"] = "a handful",
        ["Units"] = "some for each municipality",
        ["CertificateTypeVersions"] = "some dozens; a new row only when a form changes",
    };

    [Fact]
    public async Task No_statement_scans_a_table_that_grows()
    {
        var faults = new List<string>();
        await foreach (var (statement, step) in StepsAsync())
        {
            if (step.Contains("AUTOMATIC", StringComparison.Ordinal))
            {
                faults.Add($"{statement.Name}: {step}");
            }

            if (Scan().Match(step) is { Success: true } scan
                && !IsSubquery(statement, scan.Groups[1].Value)
                && !Small.ContainsKey(TableOf(statement, scan.Groups[1].Value)))
            {
                faults.Add($"{statement.Name}: {step}");
            }
        }

        Assert.Empty(faults);
    }

    [Fact]
    public async Task Pages_of_certificates_come_from_an_index_that_has_their_order()
    {
        var sorted = new List<string>();
        await foreach (var (statement, step) in StepsAsync())
        {
            if (PagedList().IsMatch(statement.Name) && step.Contains("TEMP B-TREE", StringComparison.Ordinal))
            {
                sorted.Add($"{statement.Name}: {step}");
            }
        }

        Assert.Empty(sorted);
        Assert.Equal(8, SqlStatements.All.Count(statement => PagedList().IsMatch(statement.Name)));
    }

    [Fact]
    public async Task What_is_counted_up_to_a_number_comes_from_an_index_that_has_its_order()
    {
        var sorted = new List<string>();
        await foreach (var (statement, step) in StepsAsync())
        {
            if (CappedCount().IsMatch(statement.Name) && step.Contains("TEMP B-TREE", StringComparison.Ordinal))
            {
                sorted.Add($"{statement.Name}: {step}");
            }
        }

        Assert.Empty(sorted);
        Assert.Equal(6, SqlStatements.All.Count(statement => CappedCount().IsMatch(statement.Name)));
    }

    private static async IAsyncEnumerable<(SqlStatement Statement, string Step)> StepsAsync()
    {
        await using var database = await TestDatabase.CreateAsync(TestEngine.Sqlite);
        await using var engine = await database.StartEngineAsync();
        await using var write = await engine.BeginWriteAsync(Ct);
        foreach (var statement in SqlStatements.All)
        {
            await using var command = statement.Command(write, engine, "EXPLAIN QUERY PLAN ");
            await using var reader = await command.ExecuteReaderAsync(Ct);
            while (await reader.ReadAsync(Ct))
            {
                yield return (statement, reader.GetString(3));
            }
        }
    }

    /// <summary>Whether a name in a plan stands for rows that the statement itself put together: what it reads for them are other steps.</summary>
    private static bool IsSubquery(SqlStatement statement, string name) => Regex.IsMatch(statement.Text, $@"\)\s+{name}\b");

    /// <summary>The table that a name in a plan stands for: the name itself or, where the statement gives one, what the alias stands for.</summary>
    private static string TableOf(SqlStatement statement, string name) =>
        Regex.Match(statement.Text, $@"\b(?:FROM|JOIN)\s+(\w+)\s+{name}\b") is { Success: true } alias ? alias.Groups[1].Value : name;

    [GeneratedRegex(@"^SCAN (?!CONSTANT|\d)(\w+)")]
    private static partial Regex Scan();

    [GeneratedRegex(@"^(CertificateListRepository\.List(Open|Done)ForClinic|WorklistRepository\.List(Desk|Done|Overdue)Of\w+)Sql$")]
    private static partial Regex PagedList();

    [GeneratedRegex(@"^(WorklistRepository\.Count(Narrowed)?Of\w+|DirectoryRepository\.Find(Viewer|SignedIn))Sql$")]
    private static partial Regex CappedCount();
}
