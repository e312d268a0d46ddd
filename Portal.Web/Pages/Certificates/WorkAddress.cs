using System.Globalization;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Directory;

namespace Portal.Web.Pages.Certificates;

/// <summary>Which list a caseworker looks at, as the address says it. What the address says and nobody knows counts as not said.</summary>
public sealed record WorkAddress
{
    /// <summary>Ages that the list can be narrowed down to, in days.</summary>
    public static IReadOnlyList<int> Ages { get; } = [7, 14, 30];

    public WorkView View { get; init; }

    /// <summary>The units' certificates rather than the viewer's own.</summary>
    public bool WholeUnit { get; init; }

    public string? TypeId { get; init; }

    public NextActor? WaitsFor { get; init; }

    /// <summary>Only what has lain untouched for more than so many days.</summary>
    public int? OlderThanDays { get; init; }

    public ListCursor? After { get; init; }

    /// <summary>A caseworker begins with their own certificates, a coordinator with the units'.</summary>
    public bool IsUnitByDefault { get; init; }

    /// <summary>In how many ways the list is narrowed down.</summary>
    public int Narrowings => (TypeId is null ? 0 : 1) + (WaitsFor is null ? 0 : 1) + (OlderThanDays is null ? 0 : 1);

    public string Href => CertificateLinks.Index + Query([]);

    /// <summary>The same list as a file.</summary>
    public string CsvHref => CertificateLinks.Index + (this with { After = null }).Query([new("handler", "csv")]);

    public static WorkAddress Read(IQueryCollection query, Role role)
    {
        var isUnitByDefault = role == Role.Coordinator;
        return new WorkAddress
        {
            View = ReadName<WorkView>(query["view"]) ?? WorkView.ToDo,
            WholeUnit = query["of"].ToString() switch { "unit" => true, "mine" => false, _ => isUnitByDefault },
            TypeId = CertificateTypes.Catalogue.Any(type => type.Id == query["type"]) ? query["type"].ToString() : null,
            WaitsFor = ReadName<NextActor>(query["waits"]) is { } actor and not NextActor.Nobody ? actor : null,
            OlderThanDays = int.TryParse(query["older"], NumberStyles.None, CultureInfo.InvariantCulture, out var days) && Ages.Contains(days) ? days : null,
            After = ListCursor.TryParse(query["after"]),
            IsUnitByDefault = isUnitByDefault,
        };
    }

    /// <summary>The name of a value in an address.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>What the open certificates are narrowed down to.</summary>
    /// <param name="now">UTC.</param>
    public WorkFilter FilterAt(DateTime now) => new()
    {
        TypeId = TypeId,
        WaitsFor = WaitsFor,
        UntouchedSince = OlderThanDays is { } days ? now.AddDays(-days) : null,
    };

    /// <summary>What this list is narrowed down to. What is done is an archive that only grows: no index has it by type, so it is shown whole.</summary>
    /// <param name="now">UTC.</param>
    public WorkFilter ListFilterAt(DateTime now) => View == WorkView.Done ? WorkFilter.None : FilterAt(now);

    private static T? ReadName<T>(string? text)
        where T : struct, Enum => Enum.GetValues<T>().Where(value => Name(value) == text).Select(value => (T?)value).FirstOrDefault();

    private QueryString Query(List<KeyValuePair<string, string?>> query)
    {
        Add("view", View == WorkView.ToDo ? null : Name(View));
        Add("of", WholeUnit == IsUnitByDefault ? null : WholeUnit ? "unit" : "mine");
        Add("type", TypeId);
        Add("waits", WaitsFor is { } actor ? Name(actor) : null);
        Add("older", OlderThanDays?.ToString(CultureInfo.InvariantCulture));
        Add("after", After?.ToString());
        return QueryString.Create(query);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                query.Add(new(name, value));
            }
        }
    }
}
