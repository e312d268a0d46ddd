using System.Data.Common;
using System.Reflection;
using System.Text.RegularExpressions;
using Portal.Data;
using Portal.Data.Database;

namespace Portal.Tests.Conventions;

/// <summary>Every SQL statement that the features hold: the constants whose names end in Sql.</summary>
internal static partial class SqlStatements
{
    public static IReadOnlyList<SqlStatement> All { get; } =
        [.. typeof(PortalData).Assembly.GetTypes()
            .Where(type => type.Namespace != typeof(Migrator).Namespace)
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(field => field.IsLiteral && field.FieldType == typeof(string) && field.Name.EndsWith("Sql", StringComparison.Ordinal))
            .Select(field => new SqlStatement($"{field.DeclaringType!.Name}.{field.Name}", (string)field.GetRawConstantValue()!))
            .OrderBy(statement => statement.Name, StringComparer.Ordinal)];

    /// <summary>A command with every parameter bound to null, and to 1 where a number of rows is asked for.</summary>
    public static DbCommand Command(this SqlStatement statement, WriteLease lease, DatabaseEngine engine, string prefix = "")
    {
        var command = lease.Connection.CreateCommand();
        command.Transaction = lease.Transaction;
        // Dapper writes the brackets and the single parameters of a list.
        command.CommandText = prefix + ListParameter().Replace(engine.Translate(statement.Text), "IN (@$1)");
        foreach (var name in Parameter().Matches(command.CommandText).Select(match => match.Value).Distinct())
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = name == "@Take" ? 1 : DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    [GeneratedRegex(@"\bIN @(\w+)")]
    private static partial Regex ListParameter();

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();
}

/// <param name="Name">Class and constant, such as <c>OfferRepository.FindBySlugSql</c>.</param>
internal sealed record SqlStatement(string Name, string Text);
