namespace Portal.Tests.Support;

public enum TestEngine
{
    Sqlite,
    SqlServer,
}

/// <summary>Which engines a test runs on: SQLite always, SQL Server when the environment names one.</summary>
public static class Engines
{
    public const string SqlServerVariable = "PORTAL_TEST_SQLSERVER";
    public const string CollationVariable = "PORTAL_TEST_SQLSERVER_COLLATION";

    /// <summary>Connection string of a server on which the tests may make databases and drop them again; null when there is none.</summary>
    public static string? SqlServer { get; } = Setting(SqlServerVariable);

    /// <summary>A collation for servers that lack the product's own; null for the product's own.</summary>
    public static string? Collation { get; } = Setting(CollationVariable);

    /// <summary>Both engines, for <c>MemberData</c>; the one that is not there is reported as skipped.</summary>
    public static IEnumerable<TheoryDataRow<TestEngine>> All { get; } =
        [new(TestEngine.Sqlite), Skippable(SqlServer is null ? $"{SqlServerVariable} is not set." : null)];

    /// <summary>As <see cref="All"/>, for tests of the order of the Danish alphabet.</summary>
    public static IEnumerable<TheoryDataRow<TestEngine>> WithDanishOrder { get; } =
    [
        new(TestEngine.Sqlite),
        Skippable(SqlServer is null ? $"{SqlServerVariable} is not set." : Collation is null ? null : $"{CollationVariable} replaces the Danish collation."),
    ];

    private static TheoryDataRow<TestEngine> Skippable(string? reason) => new(TestEngine.SqlServer) { Skip = reason };

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? text : null;
}
