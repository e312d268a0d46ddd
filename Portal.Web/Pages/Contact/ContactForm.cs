using Portal.Data;
using Portal.Data.Threads;

namespace Portal.Web.Pages.Contact;

/// <summary>The form for a wish: the viewer's own, or the clinic's. Its fields begin with whose it is.</summary>
public sealed record ContactForm
{
    public const string Own = "own";
    public const string Clinic = "clinic";

    /// <summary>One of the two above.</summary>
    public required string Prefix { get; init; }

    /// <summary>Of the wish as the form shows it; 0 when there is none.</summary>
    public int Version { get; init; }

    public ContactWay? Way { get; init; }

    public string Hours { get; init; } = "";

    public string Note { get; init; } = "";

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    public static ContactForm Of(string prefix, ContactPreference? saved) => new()
    {
        Prefix = prefix,
        Version = saved?.Version ?? 0,
        Way = saved?.Way,
        Hours = saved?.Hours ?? "",
        Note = saved?.Note ?? "",
    };

    /// <summary>What was posted, whatever is wrong with it.</summary>
    public static ContactForm Read(string prefix, IFormCollection form) => new()
    {
        Prefix = prefix,
        Version = int.TryParse(form["version"], out var version) ? version : 0,
        Way = Enum.TryParse<ContactWay>(form[$"{prefix}Way"], out var way) && Enum.IsDefined(way) ? way : null,
        Hours = TextRules.Clean(form[$"{prefix}Hours"]),
        Note = TextRules.Clean(form[$"{prefix}Note"]),
    };

    public ContactPreferenceInput ToInput() => new() { Way = Way, Hours = Hours, Note = Note };

    /// <summary>The same with what is wrong, under the names that the form's fields have.</summary>
    public ContactForm With(IReadOnlyList<FieldError> errors) =>
        this with { Errors = [.. errors.Select(error => error with { Field = Prefix + char.ToUpperInvariant(error.Field[0]) + error.Field[1..] })] };
}
