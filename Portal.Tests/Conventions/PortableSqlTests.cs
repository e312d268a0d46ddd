using System.Text.RegularExpressions;
using Portal.Data.Database;
using Portal.Tests.Support;

namespace Portal.Tests.Conventions;

public sealed partial class PortableSqlTests
{
    // NNNN_what.sql; with one dot more it is for one engine.
    private static readonly IReadOnlyList<SourceFile> Shared = [.. SourceTree.Files("db/migrations", ".sql").Where(file => file.Name.Count(letter => letter == '.') == 1)];

    [Fact]
    public void Statements_use_what_both_engines_understand_alike()
    {
        var faults = SqlStatements.All.SelectMany(statement => PortableSql.Faults(statement.Text).Select(fault => $"{statement.Name}: {fault}"));

        Assert.Empty(faults);
        Assert.DoesNotContain(SqlStatements.All, statement => statement.Text.Contains(';', StringComparison.Ordinal));
    }

    [Fact]
    public void Migrations_use_what_both_engines_understand_alike()
    {
        Assert.NotEmpty(Shared);
        Assert.Empty(Shared.SelectMany(file => PortableSql.Faults(file.Text).Select(fault => $"{file.Name}: {fault}")));
    }

    [Fact]
    public void Columns_have_the_agreed_types_and_constraints_have_names()
    {
        foreach (var file in Shared)
        {
            var columns = Column().Matches(file.Text).Select(match => (Name: match.Groups[1].Value, Type: match.Groups[2].Value)).ToList();

            Assert.Empty(columns.Where(column => !AgreedType().IsMatch(column.Type)).Select(column => $"{file.Name}: {column.Name} {column.Type}"));
            Assert.Equal((file.Name, Count("PRIMARY KEY")), (file.Name, Count("CONSTRAINT PK_")));
            Assert.Equal((file.Name, Count("REFERENCES ")), (file.Name, Count("CONSTRAINT FK_")));
            Assert.Equal((file.Name, Count("CHECK (")), (file.Name, Count("CONSTRAINT CK_")));

            int Count(string words) => Regex.Count(file.Text, Regex.Escape(words));
        }
    }

    [Theory]
    [InlineData("SELECT TOP 5 Id FROM dbo.Offers")]
    [InlineData("SELECT Id FROM Offers ORDER BY Id LIMIT 5")]
    [InlineData("SELECT Id FROM Offers ORDER BY Id OFFSET 0 ROWS FETCH NEXT 5 ROWS ONLY")]
    [InlineData("SELECT ISNULL(Name, '') FROM Offers")]
    [InlineData("SELECT IFNULL(Name, '') FROM Offers")]
    [InlineData("SELECT LEN(Name) FROM Offers")]
    [InlineData("SELECT Name || '!' FROM Offers")]
    [InlineData("SELECT Name + '!' FROM Offers")]
    [InlineData("SELECT Id FROM Offers WHERE Name = N'x'")]
    [InlineData("SELECT Id FROM Offers WHERE Name = 'æ'")]
    [InlineData("SELECT Id FROM Offers WHERE Name LIKE '%x%'")]
    [InlineData("SELECT Id FROM Offers WHERE Name LIKE @Name")]
    [InlineData("SELECT Id FROM Offers WHERE LOWER(Name) = @Name")]
    [InlineData("SELECT Id FROM Offers WHERE UpdatedAt < GETUTCDATE()")]
    [InlineData("SELECT Id FROM Offers WHERE UpdatedAt < date('now')")]
    [InlineData("SELECT Id FROM Offers WHERE UpdatedAt < CURRENT_TIMESTAMP")]
    [InlineData("SELECT Id FROM Offers WITH (NOLOCK)")]
    [InlineData("SELECT Id FROM Offers ORDER BY Name COLLATE NOCASE")]
    [InlineData("SELECT json_extract(Facts, '$.kind') FROM OfferVersions")]
    [InlineData("SELECT Facts ->> 'kind' FROM OfferVersions")]
    [InlineData("SELECT * FROM Offers")]
    [InlineData("SELECT o.* FROM Offers o")]
    [InlineData("SELECT [Name] FROM Offers")]
    [InlineData("SELECT Id FROM People WHERE IsActive = TRUE")]
    [InlineData("INSERT INTO Offers (Id) VALUES (@Id) RETURNING Id")]
    [InlineData("INSERT INTO Offers (Id) VALUES (@Id) ON CONFLICT DO NOTHING")]
    [InlineData("INSERT OR REPLACE INTO Offers (Id) VALUES (@Id)")]
    [InlineData("MERGE Offers AS t USING (VALUES (1)) AS s ON 1 = 1 WHEN MATCHED THEN DELETE")]
    [InlineData("CREATE TABLE T (Id int IDENTITY)")]
    [InlineData("CREATE TABLE T (Content nvarchar(max))")]
    [InlineData("CREATE TABLE T (Content TEXT)")]
    [InlineData("SELECT Id FROM Offers {page}")]
    public void What_only_one_engine_understands_is_refused(string sql) => Assert.NotEmpty(PortableSql.Faults(sql));

    [Fact]
    public void Both_engines_have_the_same_migrations_numbered_without_a_gap()
    {
        var (sqlite, sqlServer) = (Migration.Embedded("sqlite"), Migration.Embedded("sqlserver"));

        Assert.Equal(sqlite.Select(script => script.Name), sqlServer.Select(script => script.Name));
        Assert.Equal(Enumerable.Range(1, sqlite.Count).Select(number => $"{number:0000}"), sqlite.Select(script => script.Name[..4]));
        Assert.Equal(
            SourceTree.Files("db/migrations", ".sql").Select(file => file.Name.Split('.')[0]).Distinct(),
            sqlite.Select(script => script.Name));
    }

    [GeneratedRegex(@"^    (\w+) (?!KEY|PK_|FK_|CK_|REFERENCES)([\w{}]+(?:\(\w+\))?) (?:NOT )?NULL", RegexOptions.Multiline)]
    private static partial Regex Column();

    [GeneratedRegex(@"^(uniqueidentifier|nvarchar\(\d+\)|varchar\(\d+\)|char\(\d+\)|int|bigint|float|bit|date|datetime2\(3\)|\{text\})$")]
    private static partial Regex AgreedType();
}
