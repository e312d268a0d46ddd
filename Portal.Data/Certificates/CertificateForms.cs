using Portal.Data.Offers;

namespace Portal.Data.Certificates;

/// <summary>What a filled-in form must hold before it can be sent. The names of the fields are the section ids.</summary>
public static class CertificateForms
{
    public const int MostQuestions = 10;
    public const int LongestQuestion = 1000;
    public const int MostLines = 12;

    /// <summary>Field name of the question with a number.</summary>
    public static string QuestionField(int number) => $"question-{number}";

    /// <summary>Field name of the answer to the question with a number.</summary>
    public static string ReplyField(int number) => $"reply-{number}";

    /// <summary>The parts of a contact, with whether they must be filled in: a named person, not a department.</summary>
    public static IReadOnlyList<(string Part, bool Required)> ContactParts { get; } =
        [("name", true), ("title", true), ("phone", true), ("hours", true), ("mail", false)];

    /// <summary>What keeps a request from being kept as a draft: texts that cannot be stored.</summary>
    public static IReadOnlyList<FieldError> CheckDraft(CertificateTypeDefinition type, RequestContent content)
    {
        var errors = new List<FieldError>();
        foreach (var section in type.RequestSections)
        {
            switch (section.Type)
            {
                case SectionType.List:
                    for (var i = 0; i < content.Questions.Count; i++)
                    {
                        errors.AddIf(TextRules.CheckText(QuestionField(i + 1), content.Questions[i], LongestQuestion));
                    }

                    if (content.Questions.Count > MostQuestions)
                    {
                        errors.Add(new FieldError(QuestionField(MostQuestions + 1), "Errors.TooManyQuestions", MostQuestions));
                    }

                    break;
                case SectionType.Contact:
                    errors.AddRange(ContactParts
                        .Select(part => TextRules.CheckLine($"{section.Id}.{part.Part}", content[$"{section.Id}.{part.Part}"]))
                        .OfType<FieldError>());
                    break;
                case SectionType.OfferRefs:
                    errors.AddIf(content.Lines(section.Id).Select(line => TextRules.CheckLine(section.Id, line)).FirstOrDefault(error => error is not null));
                    if (content.Lines(section.Id).Count > MostLines)
                    {
                        errors.Add(new FieldError(section.Id, "Errors.TooManyLines", MostLines));
                    }

                    break;
                default:
                    CheckValue(errors, section, content[section.Id], content[section.Detail?.Id ?? ""]);
                    break;
            }
        }

        return errors;
    }

    /// <summary>What keeps a request from being sent.</summary>
    public static IReadOnlyList<FieldError> CheckRequest(CertificateTypeDefinition type, RequestContent content)
    {
        var errors = new List<FieldError>();
        foreach (var section in type.RequestSections)
        {
            switch (section.Type)
            {
                case SectionType.List when section.Required && content.Questions.All(string.IsNullOrWhiteSpace):
                    errors.Add(new FieldError(QuestionField(1), "Errors.NoQuestion"));
                    break;
                case SectionType.Contact:
                    errors.AddRange(ContactParts
                        .Where(part => part.Required && string.IsNullOrWhiteSpace(content[$"{section.Id}.{part.Part}"]))
                        .Select(part => new FieldError($"{section.Id}.{part.Part}", "Errors.ContactPart")));
                    break;
                case SectionType.Choice:
                    var option = content[section.Id];
                    if (section.Required && option.Length == 0)
                    {
                        errors.Add(new FieldError(section.Id, "Errors.ChooseFor", section.Label));
                    }
                    else if (section.Detail is { Required: true } detail && detail.ForOptions.Contains(option) && string.IsNullOrWhiteSpace(content[detail.Id]))
                    {
                        errors.Add(new FieldError(detail.Id, "Errors.FillIn", section.DetailLabel));
                    }

                    break;
                default:
                    if (section.Required && section.Type is not SectionType.List && string.IsNullOrWhiteSpace(content[section.Id]))
                    {
                        errors.Add(new FieldError(section.Id, "Errors.FillIn", section.Label));
                    }

                    break;
            }
        }

        errors.AddRange(CheckDraft(type, content).Where(problem => errors.TrueForAll(error => error.Field != problem.Field)));
        return errors;
    }

    /// <summary>Id of the section in which a request says on which basis it asks.</summary>
    public const string BasisSection = "legalBasis";

    /// <summary>The option of <see cref="BasisSection"/> that takes a consent.</summary>
    public const string ConsentBasis = "Consent11a";

    /// <summary>Whether the request, as it is filled in, asks on the citizen's consent.</summary>
    public static bool RestsOnConsent(CertificateTypeDefinition type, RequestContent content) =>
        content[BasisSection] == ConsentBasis && type.RequestSections.Any(section => section.Id == BasisSection);

    /// <summary>What keeps a request from going on upon a basis.</summary>
    public static IReadOnlyList<FieldError> CheckBasis(CertificateTypeDefinition type, RequestContent content)
    {
        var detail = type.RequestSections.FirstOrDefault(section => section.Id == BasisSection)?.Detail?.Id;
        return [.. CheckRequest(type, content).Where(error => error.Field == BasisSection || error.Field == detail)];
    }

    /// <summary>A request with the basis of another, and the rest as it was.</summary>
    public static RequestContent WithBasis(RequestContent request, RequestContent basis)
    {
        var sections = new Dictionary<string, string>(request.Sections.Where(section => !IsBasis(section.Key)));
        foreach (var (id, text) in basis.Sections.Where(section => IsBasis(section.Key)))
        {
            sections[id] = text;
        }

        return request with { Sections = sections, Consent = null };

        static bool IsBasis(string id) => id == BasisSection || id.StartsWith(BasisSection + ".", StringComparison.Ordinal);
    }

    /// <summary>What keeps an answer from being kept as a draft: texts that cannot be stored. An empty box is never an error.</summary>
    public static IReadOnlyList<FieldError> CheckAnswerDraft(CertificateTypeDefinition type, AnswerContent content)
    {
        var errors = new List<FieldError>();
        foreach (var section in type.AnswerSections)
        {
            CheckValue(errors, section, content[section.Id], content[section.Detail?.Id ?? ""]);
        }

        errors.AddRange(content.Replies.Select(reply => TextRules.CheckText(ReplyField(reply.Number), reply.Text)).OfType<FieldError>());
        return errors;
    }

    /// <summary>What keeps an answer from being signed: only that it says nothing at all, or cannot be stored.</summary>
    public static IReadOnlyList<FieldError> CheckAnswer(CertificateTypeDefinition type, AnswerContent content) =>
        content.IsEmpty
            ? [new FieldError(FirstField(type), "Errors.EmptyAnswer")]
            : CheckAnswerDraft(type, content);

    /// <summary>The parts of an answer in the form's order, with whether there is something in them. Shown, never a condition.</summary>
    public static IReadOnlyList<AnswerPart> Parts(CertificateTypeDefinition type, RequestContent request, AnswerContent answer) =>
        [.. type.AnswerSections.SelectMany(section => section.Type switch
        {
            SectionType.Answers => Enumerable.Range(1, request.Questions.Count).Select(number => new AnswerPart(
                section, number, answer.Reply(number) is var reply && (reply.Mode == ReplyMode.InNarrative || !string.IsNullOrWhiteSpace(reply.Text)))),
            SectionType.Boolean or SectionType.Date => [],
            SectionType.Text or SectionType.List or SectionType.Choice or SectionType.Contact or SectionType.Period or SectionType.Signature or SectionType.OfferRefs
                or SectionType.Matrix or SectionType.OfferRef or SectionType.Considerations =>
                [new AnswerPart(section, null, !string.IsNullOrWhiteSpace(answer[section.Id]))],
        })];

    /// <summary>How many parts of an answer have something in them, of how many. Shown, never a condition.</summary>
    public static (int Filled, int Total) Progress(CertificateTypeDefinition type, RequestContent request, AnswerContent answer)
    {
        var parts = Parts(type, request, answer);
        return (parts.Count(part => part.IsFilled), parts.Count);
    }

    private static string FirstField(CertificateTypeDefinition type) =>
        type.AnswerSections.FirstOrDefault(section => section.Type == SectionType.Text)?.Id ?? type.AnswerSections.First().Id;

    private static void CheckValue(List<FieldError> errors, CertificateSection section, string value, string detail)
    {
        errors.AddIf(TextRules.CheckText(section.Id, value));
        if (section.Detail is { } part)
        {
            errors.AddIf(TextRules.CheckText(part.Id, detail));
        }

        var isKnown = section.Type switch
        {
            SectionType.Choice => value.Length == 0 || section.Options.Contains(value),
            SectionType.Matrix => value.Split('\n').All(line => line.Length == 0 || section.Options.Contains(line)),
            SectionType.Considerations => value.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(name => Enum.IsDefined(typeof(Consideration), name)),
            SectionType.Date => value.Length == 0 || FormDay.Read(value) is not null,
            SectionType.Boolean => value.Trim() is "" or "true",
            SectionType.Text or SectionType.List or SectionType.Contact or SectionType.Answers or SectionType.Period or SectionType.Signature
                or SectionType.OfferRefs or SectionType.OfferRef => true,
        };
        if (!isKnown)
        {
            errors.Add(new FieldError(section.Id, section.Type == SectionType.Date ? "Errors.Date" : "Errors.Choose"));
        }
    }
}

/// <summary>One thing that an answer can say.</summary>
/// <param name="Question">Number of the question, for a reply; else null.</param>
public sealed record AnswerPart(CertificateSection Section, int? Question, bool IsFilled)
{
    /// <summary>Name of its field.</summary>
    public string Field => Question is { } number ? CertificateForms.ReplyField(number) : Section.Id;
}
