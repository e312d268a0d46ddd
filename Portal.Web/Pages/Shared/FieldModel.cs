using Portal.Data;

namespace Portal.Web.Pages.Shared;

/// <summary>One labelled box of a form, with its hint and what is wrong with it.</summary>
public sealed record FieldModel
{
    /// <summary>Name under which the browser posts it.</summary>
    public required string Name { get; init; }

    public required string Label { get; init; }

    public string? Hint { get; init; }

    public required string Value { get; init; }

    public FieldError? Error { get; init; }

    public bool IsOptional { get; init; }

    /// <summary>Rows of a box for several lines; 0 for a single line.</summary>
    public int Rows { get; init; }

    public string Type { get; init; } = "text";

    /// <summary>Id of a list of suggestions.</summary>
    public string? SuggestionsId { get; init; }

    public string? Autocomplete { get; init; }

    /// <summary>Follows from the name, unless the errors speak of a whole section whose first box this is.</summary>
    public string Id { get => field ?? FieldNames.Id(Name); init; }

    /// <summary>The ids of what describes the box, for <c>aria-describedby</c>.</summary>
    public string? DescribedBy => (Hint, Error) switch
    {
        (null, null) => null,
        (not null, null) => $"{Id}-hint",
        (null, not null) => $"{Id}-error",
        _ => $"{Id}-hint {Id}-error",
    };
}
