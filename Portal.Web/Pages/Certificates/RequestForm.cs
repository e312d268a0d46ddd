using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Certificates.Quality;
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

    public required BasisForm Basis { get; init; }

    public required IReadOnlyList<Person> Doctors { get; init; }

    public Guid? DoctorId { get; init; }

    public required Guid CommandId { get; init; }

    /// <summary>What was asked of the medical consultant about the draft, and advised.</summary>
    public IReadOnlyList<Sparring> Sparrings { get; init; } = [];

    /// <summary>Version of the draft the form was drawn from; 0 for a new request.</summary>
    public int Version { get; init; }

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>Names of offers, to choose from where lines are asked for.</summary>
    public IReadOnlyList<string> OfferNames { get; init; } = [];

    /// <summary>Questions that others have found good.</summary>
    public IReadOnlyList<LibraryEntry> Library { get; init; } = [];

    /// <summary>What has been asked before about the citizen with the same type.</summary>
    public required EarlierModel Earlier { get; init; }

    /// <summary>What may be said about the citizen's earlier answers: shown, so whoever draws the form logs it.</summary>
    public IReadOnlyList<AnsweredCertificate> Answered { get; init; } = [];

    /// <summary>The advice on the text; null while nobody has asked for it.</summary>
    public IReadOnlyList<QualityHint>? Hints { get; init; }

    /// <summary>Empty boxes beyond those that are filled in.</summary>
    public int ExtraBoxes { get; init; }

    /// <summary>How many boxes for questions are drawn: three, and always one more than are filled in.</summary>
    public int QuestionBoxes => Boxes(Content.Questions.Count, CertificateForms.MostQuestions);

    public int LineBoxes(string sectionId) => Boxes(Content.Lines(sectionId).Count, CertificateForms.MostLines);

    public string Question(int number) => number <= Content.Questions.Count ? Content.Questions[number - 1] : "";

    public string Line(string sectionId, int number) =>
        Content.Lines(sectionId) is { } lines && number <= lines.Count ? lines[number - 1] : "";

    /// <summary>The form with a question of the library in its first empty box; with an error when there is no room.</summary>
    /// <param name="key">Key of the entry; the form stays as it is when there is none, or it has been taken in already.</param>
    public RequestForm Inserting(string? key)
    {
        if (Library.FirstOrDefault(entry => entry.Key == key) is not { } entry || Content.Questions.Contains(entry.Wording))
        {
            return this;
        }

        return Content.Questions.Count >= CertificateForms.MostQuestions
            ? this with { Errors = [new FieldError(CertificateForms.QuestionField(CertificateForms.MostQuestions), "Errors.TooManyQuestions", CertificateForms.MostQuestions)] }
            : this with { Content = Content with { Questions = [.. Content.Questions, entry.Wording] } };
    }

    public RequestInput ToInput() => BasisForms.With(
        new RequestInput { CommandId = CommandId, TypeVersionId = Type.Id, CitizenId = Citizen.Id, DoctorId = DoctorId, Content = Content }, Basis);

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

        return new RequestContent
        {
            Sections = sections,
            Questions = [.. Numbered(form, "question", CertificateForms.MostQuestions)],
            RepeatReason = TextRules.Clean(form["repeatReason"]),
        };
    }

    /// <summary>A new request: the caseworker is its contact, and an interpreter is asked for when the citizen needs one.</summary>
    /// <param name="goal">What the citizen works towards; null when nothing is agreed.</param>
    /// <param name="known">See <see cref="KnownText"/>.</param>
    public static RequestContent Prefilled(Citizen citizen, Viewer viewer, string? goal, string known)
    {
        var sections = new Dictionary<string, string>
        {
            ["contact.name"] = viewer.Name,
            ["contact.title"] = viewer.Title,
            ["contact.phone"] = viewer.Phone,
            ["contact.hours"] = viewer.ReachableHours,
            ["interpreter"] = citizen.InterpreterLanguage is null ? "No" : "Yes",
        };
        Keep(sections, "interpreter.language", citizen.InterpreterLanguage ?? "");
        Keep(sections, "goal", goal ?? "");
        Keep(sections, "known", known);
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

/// <summary>A question that can be taken into a request: its text is copied.</summary>
/// <param name="Key">What the button posts.</param>
/// <param name="AgreedOn">The day the municipality agreed on it with its doctors; null for one of the portal's own.</param>
public sealed record LibraryEntry(string Key, string Wording, bool IsLocal, DateOnly? AgreedOn);
