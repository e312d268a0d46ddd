using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Data.Certificates;
using Portal.Data.Citizens;

namespace Portal.Data.EmployerStatements;

/// <summary>What the parts of a statement must hold. The names of the fields are the section ids.</summary>
public static partial class StatementForms
{
    /// <summary>Id of the form in the catalogue of types.</summary>
    public const string TypeId = "MULIG";

    public const int LongestName = 120;
    public const int LongestReturnReason = 1000;
    public const int LongestLapseReason = 300;
    public const int MostPeriods = 99;

    /// <summary>No doctor takes more for it, in kroner: a slip of the keyboard.</summary>
    private const decimal HighestFee = 20_000;

    /// <summary>The two who sign the first part, each with the day.</summary>
    public static IReadOnlyList<string> Signers { get; } = ["employee", "employer"];

    /// <summary>Field of the day on which somebody signed.</summary>
    public static string SignedField(string sectionId, string signer) => $"{sectionId}.{signer}";

    /// <summary>Field of how many weeks or months a period lasts.</summary>
    public static string NumberField(string sectionId) => $"{sectionId}.number";

    public static IEnumerable<CertificateSection> FirstPart(CertificateTypeDefinition form) =>
        form.Sections.Where(section => section.FilledBy == FilledBy.EmployerAndEmployee);

    public static IEnumerable<CertificateSection> SecondPart(CertificateTypeDefinition form) => form.AnswerSections;

    /// <summary>Every field of some sections, so that a form holds no other.</summary>
    public static IEnumerable<string> Fields(IEnumerable<CertificateSection> sections) => sections.SelectMany(section => section.Type switch
    {
        SectionType.Signature => Signers.Select(signer => SignedField(section.Id, signer)),
        SectionType.Period => [section.Id, NumberField(section.Id)],
        SectionType.Text or SectionType.List or SectionType.Choice or SectionType.Contact or SectionType.Boolean or SectionType.Answers or SectionType.OfferRefs
            or SectionType.Matrix or SectionType.Date or SectionType.OfferRef or SectionType.Considerations => new[] { section.Id },
    });

    /// <summary>What is wrong with who it is about and who asks.</summary>
    public static IReadOnlyList<FieldError> CheckBasics(StatementBasics basics)
    {
        FieldError?[] errors =
        [
            basics.PatientName.Length == 0 ? new FieldError("patientName", "EmployerStatements.NoPatientName") : TextRules.CheckLine("patientName", basics.PatientName, LongestName),
            basics.EmployerName.Length == 0 ? new FieldError("employerName", "EmployerStatements.NoEmployer") : TextRules.CheckLine("employerName", basics.EmployerName),
            TextRules.CheckLine("employerContact", basics.EmployerContact),
            basics.DueOn.Length > 0 && FormDay.Read(basics.DueOn) is null ? new FieldError("dueOn", "Errors.Date") : null,
        ];
        return [.. errors.OfType<FieldError>()];
    }

    /// <summary>What is wrong with a new statement.</summary>
    public static IReadOnlyList<FieldError> CheckNew(NewStatementInput input) =>
    [
        .. CprNumber.TryParse(input.Cpr) is null ? new[] { new FieldError("cpr", "EmployerStatements.Cpr") } : [],
        .. CheckBasics(input.Basics),
    ];

    /// <summary>What keeps the first part from being kept or, when it is said to be whole, from being whole.</summary>
    /// <param name="hasFile">The paper is attached.</param>
    /// <param name="today">The day in Denmark.</param>
    public static IReadOnlyList<FieldError> CheckFirst(CertificateTypeDefinition form, FirstPartInput input, bool hasFile, DateOnly today)
    {
        var errors = new List<FieldError>(CheckBasics(input.Basics));
        foreach (var section in FirstPart(form))
        {
            // What stands on an attached paper need not be typed; that both have signed must be seen on it.
            var isNeeded = input.IsComplete && (input.Basics.Source == StatementSource.Typed || section.Type == SectionType.Signature);
            CheckSection(errors, section, input.Sections, isNeeded, today);
        }

        if (input is { IsComplete: true, Basics.Source: StatementSource.Uploaded } && !hasFile)
        {
            errors.Add(new FieldError("source", "EmployerStatements.NoPaper"));
        }

        return errors;
    }

    /// <summary>What keeps the doctor's part from being kept or, when it is to be signed, from being signed.</summary>
    public static IReadOnlyList<FieldError> CheckSecond(CertificateTypeDefinition form, SecondPartInput input, DateOnly today)
    {
        var errors = new List<FieldError>();
        foreach (var section in SecondPart(form))
        {
            CheckSection(errors, section, input.Sections, input.Issue, today);
        }

        if (!TryReadFee(input.Fee, out _))
        {
            errors.Add(new FieldError("fee", "EmployerStatements.Fee"));
        }

        return errors;
    }

    /// <summary>What is wrong with a consent to sharing.</summary>
    public static IReadOnlyList<FieldError> CheckShare(ShareInput input, DateOnly today)
    {
        FieldError?[] errors =
        [
            input.GivenBy.Length == 0 ? new FieldError("givenBy", "EmployerStatements.NoGiver") : TextRules.CheckLine("givenBy", input.GivenBy, LongestName),
            input.HowGiven is null ? new FieldError("howGiven", "Errors.ConsentHow") : null,
            FormDay.Read(input.GivenOn) is not { } day ? new FieldError("givenOn", "Errors.Date") : day > today ? new FieldError("givenOn", "Errors.ConsentGivenLater") : null,
            input.ToldAboutRefusing ? null : new FieldError("told", "EmployerStatements.NotTold"),
        ];
        return [.. errors.OfType<FieldError>()];
    }

    /// <summary>What is wrong with a reason.</summary>
    public static IReadOnlyList<FieldError> CheckReason(string field, string reason, int longest) =>
        reason.Length == 0 ? [new FieldError(field, "EmployerStatements.NoReason")]
        : TextRules.CheckText(field, reason, longest) is { } error ? [error] : [];

    /// <summary>What is wrong with the day of a consultation: it lies within a month before the statement was begun, or within a year after.</summary>
    public static IReadOnlyList<FieldError> CheckConsultation(string text, StatementFacts facts) =>
        FormDay.Read(text) is not { } day ? [new FieldError("consultationOn", "Errors.Date")]
        : DanishTime.DayOf(facts.CreatedAt) is var begun && (day < begun.AddDays(-30) || day > begun.AddYears(1)) ? [new FieldError("consultationOn", "Errors.ConsultationDay")]
        : [];

    /// <summary>Kroner as people type them, with a comma for øre.</summary>
    /// <param name="ore">Null when nothing was typed.</param>
    public static bool TryReadFee(string text, out int? ore)
    {
        ore = null;
        if (text.Length == 0)
        {
            return true;
        }

        if (!Kroner().IsMatch(text)
            || decimal.Parse(text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.'), CultureInfo.InvariantCulture) is not (<= HighestFee and var kroner))
        {
            return false;
        }

        ore = (int)(kroner * 100);
        return true;
    }

    /// <summary>A period that was filled in.</summary>
    /// <returns>Null when it was not; the number is 0 for those that have none.</returns>
    public static (PeriodUnit Unit, int Number)? Period(IReadOnlyDictionary<string, string> sections, string sectionId)
    {
        if (!Enum.TryParse<PeriodUnit>(sections.GetValueOrDefault(sectionId), out var unit) || !Enum.IsDefined(unit))
        {
            return null;
        }

        var isCounted = unit is PeriodUnit.Weeks or PeriodUnit.Months;
        return !isCounted ? (unit, 0)
            : int.TryParse(sections.GetValueOrDefault(NumberField(sectionId)), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MostPeriods ? (unit, number)
            : null;
    }

    private static void CheckSection(
        List<FieldError> errors, CertificateSection section, IReadOnlyDictionary<string, string> sections, bool isNeeded, DateOnly today)
    {
        isNeeded &= section.Required;
        var value = sections.GetValueOrDefault(section.Id, "");
        switch (section.Type)
        {
            case SectionType.Choice:
                if (value.Length == 0 ? isNeeded : !section.Options.Contains(value))
                {
                    errors.Add(new FieldError(section.Id, "Errors.ChooseFor", section.Label));
                }

                break;
            case SectionType.Signature:
                foreach (var field in Signers.Select(signer => SignedField(section.Id, signer)))
                {
                    var text = sections.GetValueOrDefault(field, "");
                    if (text.Length == 0 ? isNeeded : FormDay.Read(text) is not { } day || day > today)
                    {
                        errors.Add(new FieldError(field, text.Length == 0 ? "EmployerStatements.NotSigned" : "EmployerStatements.SignedOn"));
                    }
                }

                break;
            case SectionType.Period:
                var number = sections.GetValueOrDefault(NumberField(section.Id), "");
                if ((value.Length > 0 || number.Length > 0 || isNeeded) && Period(sections, section.Id) is null)
                {
                    errors.Add(new FieldError(section.Id, "EmployerStatements.Period", MostPeriods));
                }

                break;
            default:
                if (value.Length == 0 ? isNeeded : TextRules.CheckText(section.Id, value) is not null)
                {
                    errors.Add(TextRules.CheckText(section.Id, value) ?? new FieldError(section.Id, "Errors.FillIn", section.Label));
                }

                break;
        }
    }

    [GeneratedRegex(@"^([0-9]{1,5}|[0-9]{1,2}\.[0-9]{3})(,[0-9]{1,2})?$")]
    private static partial Regex Kroner();
}
