using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Certificates.Snippets;
using Portal.Data.Offers;

namespace Portal.Web.Pages.Certificates;

/// <summary>The answer form as it is drawn: from the draft, or from what was posted.</summary>
public sealed record AnswerForm
{
    public required Certificate Certificate { get; init; }

    public required AnswerContent Content { get; init; }

    public required Guid CommandId { get; init; }

    public required Guid FormId { get; init; }

    /// <summary>Version of the draft the form stands on; 0 when there is none.</summary>
    public required int DraftVersion { get; init; }

    /// <summary>When it was last saved, UTC; null when it never was.</summary>
    public DateTime? SavedAt { get; init; }

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>What a colleague saved since the form was drawn; null when nobody did.</summary>
    public AnswerDraft? Theirs { get; init; }

    /// <summary>What the doctor searched the catalogue for, and what was found; null when nothing was searched.</summary>
    public OfferSearch? Search { get; init; }

    /// <summary>Whether the person may sign, or only prepare.</summary>
    public required bool MaySign { get; init; }

    /// <summary>Whether the person may mark it as ready for the doctor: what the staff does instead of signing.</summary>
    public bool MayMarkReady { get; init; }

    /// <summary>Short texts that the person or the clinic uses often.</summary>
    public IReadOnlyList<Snippet> Snippets { get; init; } = [];

    /// <summary>What the clinic signed about the citizen before.</summary>
    public IReadOnlyList<EarlierAnswer> Earlier { get; init; } = [];

    /// <summary>What else the clinic is writing.</summary>
    public IReadOnlyList<BegunAnswer> Begun { get; init; } = [];

    /// <summary>The offers that can meet every consideration that is ticked; null while none is.</summary>
    public OfferMatches? Matches { get; init; }

    /// <summary>The parts, with what is still empty.</summary>
    public IReadOnlyList<AnswerPart> Parts => CertificateForms.Parts(Certificate.Type.Definition, Certificate.Request, Content);

    /// <summary>The snippets that stand under a section: those for it, and those for any.</summary>
    public IEnumerable<Snippet> SnippetsFor(CertificateSection section) => Snippets.Where(snippet => snippet.SectionId is null || snippet.SectionId == section.Id);

    /// <summary>The considerations that are ticked, whatever the section is called.</summary>
    public static IReadOnlyList<Consideration> Considerations(CertificateTypeDefinition type, AnswerContent content) =>
        [.. type.AnswerSections.Where(section => section.Type == SectionType.Considerations).SelectMany(section => content.Considerations(section.Id)).Distinct()];

    /// <summary>The form as a doctor meets it first.</summary>
    public static AnswerForm Blank(Certificate certificate) => new()
    {
        Certificate = certificate,
        Content = AnswerContent.Empty,
        CommandId = Guid.Empty,
        FormId = Guid.Empty,
        DraftVersion = 0,
        MaySign = true,
    };

    /// <summary>What was posted, whatever is wrong with it.</summary>
    public static AnswerInput Read(IFormCollection form, CertificateTypeDefinition type, RequestContent request)
    {
        var sections = new Dictionary<string, string>();
        foreach (var section in type.AnswerSections)
        {
            sections[section.Id] = section.Type switch
            {
                SectionType.Matrix => string.Join('\n', Enumerable.Range(1, request.Lines(section.RowsFrom ?? "").Count)
                    .Select(row => form[$"{section.Id}-{row}"].ToString())).TrimEnd('\n'),
                SectionType.Considerations => string.Join(' ', form[section.Id].ToArray()),
                _ => TextRules.Clean(form[section.Id]),
            };
            // What was typed before anything is chosen is kept; only another choice makes it void.
            if (section.Detail is { } detail && (sections[section.Id].Length == 0 || detail.ForOptions.Contains(sections[section.Id])))
            {
                sections[detail.Id] = TextRules.Clean(form[detail.Id]);
            }
        }

        return new AnswerInput
        {
            CommandId = Id(form, "commandId"),
            FormId = Id(form, "formId"),
            DraftVersion = int.TryParse(form["draftVersion"], out var version) ? version : 0,
            Sections = sections,
            Replies = [.. Enumerable.Range(1, request.Questions.Count).Select(number => Reply(form, number))],
            ReassessOn = FormDay.Read(form["reassessOn"]),
            RequestVersion = int.TryParse(form["requestVersion"], out var requestVersion) ? requestVersion : 0,
            AnswerVersion = int.TryParse(form["answerVersion"], out var answerVersion) ? answerVersion : null,
            LastField = form["lastField"].ToString() is { Length: > 0 and <= 80 } field ? field : null,
            OfferVersionIds = [.. form["offer"].Select(text => Guid.TryParse(text, out var id) ? id : (Guid?)null).OfType<Guid>()],
        };
    }

    private static QuestionReply Reply(IFormCollection form, int number)
    {
        var text = TextRules.Clean(form[CertificateForms.ReplyField(number)]);
        var inNarrative = form[$"{CertificateForms.ReplyField(number)}-in-text"] == "true";
        return new QuestionReply
        {
            Number = number,
            Text = text,
            Mode = inNarrative ? ReplyMode.InNarrative : text.Length > 0 ? ReplyMode.Own : ReplyMode.None,
        };
    }

    private static Guid Id(IFormCollection form, string name) => Guid.TryParse(form[name], out var id) ? id : Guid.CreateVersion7();
}

/// <summary>A search in the catalogue from within an answer.</summary>
public sealed record OfferSearch(string Text, IReadOnlyList<OfferListItem> Found);

/// <summary>Offers that fit what a doctor has ticked.</summary>
/// <param name="Asked">The considerations that they meet.</param>
/// <param name="Found">The first of them.</param>
/// <param name="Total">How many there are.</param>
/// <param name="ChosenIds">Versions that the answer points to already.</param>
public sealed record OfferMatches(IReadOnlyList<Consideration> Asked, IReadOnlyList<OfferListItem> Found, int Total, IReadOnlyList<Guid> ChosenIds);
