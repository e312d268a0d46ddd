using Portal.Data;
using Portal.Data.Attachments;
using Portal.Data.Certificates;
using Portal.Data.Directory;
using Portal.Data.EmployerStatements;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.EmployerStatements;

/// <summary>Everything that a statement's page draws for its clinic.</summary>
public sealed record StatementView
{
    public required EmployerStatement Statement { get; init; }

    /// <summary>As it is kept, or as it was typed when it could not be.</summary>
    public required StatementBasics Basics { get; init; }

    /// <inheritdoc cref="Basics"/>
    public required IReadOnlyDictionary<string, string> Part1 { get; init; }

    /// <inheritdoc cref="Basics"/>
    public required IReadOnlyDictionary<string, string> Part2 { get; init; }

    /// <summary>Kroner as they stand in the box.</summary>
    public required string Fee { get; init; }

    /// <summary>The reason or the day that could not be taken, as it was typed.</summary>
    public string Text { get; init; } = "";

    public required IReadOnlyList<Person> Doctors { get; init; }

    /// <summary>The scanned paper of the first part.</summary>
    public required IReadOnlyList<Attachment> Paper { get; init; }

    /// <summary>The clinic's other statements about the patient.</summary>
    public required IReadOnlyList<StatementListItem> Others { get; init; }

    /// <summary>Somebody else has saved since the form was drawn: what they wrote stands beside what was typed.</summary>
    public bool IsConflict { get; init; }

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    public Banner? Banner { get; init; }

    /// <summary>The whole CPR number, when it was asked for.</summary>
    public string? Cpr { get; init; }

    public static StatementBasics BasicsOf(EmployerStatement statement) => new()
    {
        PatientName = statement.Document.PatientName,
        EmployerName = statement.Document.EmployerName,
        EmployerContact = statement.EmployerContact,
        DueOn = FormDay.Text(statement.EmployerDueOn),
        DoctorId = statement.DoctorId,
        Source = statement.Document.Part1Source,
    };
}

/// <summary>Who a statement is about and who asks, as boxes.</summary>
public sealed record BasicsModel(StatementBasics Basics, IReadOnlyList<Person> Doctors, IReadOnlyList<FieldError> Errors);

/// <summary>One section of a statement's form.</summary>
public sealed record StatementSectionModel(CertificateSection Section, IReadOnlyDictionary<string, string> Values, IReadOnlyList<FieldError> Errors);

/// <summary>Sections of a statement to read.</summary>
public sealed record StatementPartModel(IEnumerable<CertificateSection> Sections, IReadOnlyDictionary<string, string> Values);

/// <summary>The document, with the papers that belong to it.</summary>
public sealed record StatementDocumentModel(StatementDocument Document, IReadOnlyList<Attachment> Paper)
{
    /// <summary>The paper can be opened from here; on paper itself only its name stands.</summary>
    public bool HasLinks { get; init; }
}

/// <summary>What forms about statements post, read with their names.</summary>
public static class StatementPosts
{
    public static StatementBasics Basics(IFormCollection form) => new()
    {
        PatientName = TextRules.Clean(form["patientName"]),
        EmployerName = TextRules.Clean(form["employerName"]),
        EmployerContact = TextRules.Clean(form["employerContact"]),
        DueOn = TextRules.Clean(form["dueOn"]),
        // What is no id is no doctor of the clinic's, and the service says so.
        DoctorId = form["doctorId"].ToString() is { Length: > 0 } chosen ? Guid.TryParse(chosen, out var id) ? id : Guid.Empty : null,
        Source = form["source"] == nameof(StatementSource.Uploaded) ? StatementSource.Uploaded : StatementSource.Typed,
    };

    public static IReadOnlyDictionary<string, string> Sections(IFormCollection form, IEnumerable<CertificateSection> sections) =>
        StatementForms.Fields(sections).ToDictionary(field => field, field => TextRules.Clean(form[field]));

    public static Guid Command(IFormCollection form) => Guid.TryParse(form["commandId"], out var command) ? command : Guid.CreateVersion7();

    /// <returns>0 when it is no number: then the statement has changed since.</returns>
    public static int Version(IFormCollection form) =>
        int.TryParse(form["version"], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : 0;

    /// <summary>A form with one box.</summary>
    public static StatementActInput Act(IFormCollection form, string field) =>
        new() { CommandId = Command(form), Version = Version(form), Text = TextRules.Clean(form[field]) };
}

/// <summary>A form in the margin that takes a reason.</summary>
/// <param name="Handler">The handler it posts to.</param>
/// <param name="Field">Name of its box.</param>
/// <param name="Title">What it does, as heading and button.</param>
public sealed record ReasonModel(EmployerStatement Statement, string Handler, string Field, string Title, string Hint, StatementView View)
{
    public FieldError? Error => View.Errors.ErrorOf(Field);
}
