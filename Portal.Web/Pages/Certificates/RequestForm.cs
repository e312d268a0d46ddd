using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Data.Directory;

namespace Portal.Web.Pages.Certificates;

/// <summary>The request form as it is drawn: from nothing, from a draft, or from what was posted.</summary>
public sealed record RequestForm
{
    private const int BoxesAtFirst = 3;

    public required CertificateTypeVersion Type { get; init; }

    public required Citizen Citizen { get; init; }

    public required RequestContent Content { get; init; }

    public required IReadOnlyList<Person> Doctors { get; init; }

    public Guid? DoctorId { get; init; }

    public required Guid CommandId { get; init; }

    /// <summary>Version of the draft the form was drawn from; 0 for a new request.</summary>
    public int Version { get; init; }

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>Names of offers, to choose from where work functions are asked for.</summary>
    public IReadOnlyList<string> OfferNames { get; init; } = [];

    /// <summary>Empty boxes beyond those that are filled in.</summary>
    public int ExtraBoxes { get; init; }

    /// <summary>How many boxes for questions are drawn: three, and always one more than are filled in.</summary>
    public int QuestionBoxes => Boxes(Content.Questions.Count, CertificateForms.MostQuestions);

    public int LineBoxes(string sectionId) => Boxes(Content.Lines(sectionId).Count, CertificateForms.MostLines);

    public string Question(int number) => number <= Content.Questions.Count ? Content.Questions[number - 1] : "";

    public string Line(string sectionId, int number) =>
        Content.Lines(sectionId) is { } lines && number <= lines.Count ? lines[number - 1] : "";

    /// <summary>What was posted, whatever is wrong with it.</summary>
    public static RequestContent Read(IFormCollection form, CertificateTypeDefinition type)
    {
        var sections = new Dictionary<string, string>();
        foreach (var section in type.RequestSections)
        {
            switch (section.Type)
            {
                case SectionType.List:
                    break;
                case SectionType.Contact:
                    foreach (var (part, _) in CertificateForms.ContactParts)
                    {
                        Keep(sections, $"{section.Id}.{part}", TextRules.Clean(form[$"{section.Id}.{part}"]));
                    }

                    break;
                case SectionType.OfferRefs:
                    Keep(sections, section.Id, string.Join('\n', Numbered(form, section.Id, CertificateForms.MostLines)));
                    break;
                default:
                    Keep(sections, section.Id, TextRules.Clean(form[section.Id]));
                    // What was typed before anything is chosen is kept; only another choice makes it void.
                    if (section.Detail is { } detail && (string.IsNullOrEmpty(form[section.Id]) || detail.ForOptions.Contains(form[section.Id].ToString())))
                    {
                        Keep(sections, detail.Id, TextRules.Clean(form[detail.Id]));
                    }

                    break;
            }
        }

        return new RequestContent { Sections = sections, Questions = [.. Numbered(form, "question", CertificateForms.MostQuestions)] };
    }

    /// <summary>A new request: the caseworker is its contact, and an interpreter is asked for when the citizen needs one.</summary>
    public static RequestContent Prefilled(Citizen citizen, Viewer viewer)
    {
        var sections = new Dictionary<string, string>
        {
            ["contact.name"] = viewer.Name,
            ["contact.title"] = viewer.Title,
            ["contact.phone"] = viewer.Phone,
            ["contact.hours"] = viewer.ReachableHours,
            ["interpreter"] = citizen.InterpreterLanguage is null ? "No" : "Yes",
        };
        if (citizen.InterpreterLanguage is { } language)
        {
            sections["interpreter.language"] = language;
        }

        return new RequestContent { Sections = sections };
    }

    private int Boxes(int filled, int most) => Math.Min(most, Math.Max(BoxesAtFirst, filled + 1) + ExtraBoxes);

    private static void Keep(Dictionary<string, string> sections, string id, string text)
    {
        if (text.Length > 0)
        {
            sections[id] = text;
        }
    }

    /// <summary>The filled-in boxes of a numbered row; empty ones in between close up.</summary>
    private static IEnumerable<string> Numbered(IFormCollection form, string name, int most) =>
        Enumerable.Range(1, most + 1).Select(number => TextRules.Clean(form[$"{name}-{number}"])).Where(text => text.Length > 0);
}
