using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Data.Certificates.Reminders;

namespace Portal.Data.Certificates;

/// <summary>Makes settings of what an administrator typed, or says what is wrong with it. Pure.</summary>
public static partial class TypeSettingsReader
{
    public const int LongestDeadlineDays = 365;
    public const int LongestRepeatDays = 730;
    public const int FarthestRungDays = 60;
    public const int LongestGuideline = 2000;
    public const int LongestNote = 500;

    private const int HighestFeeKroner = 100_000;
    private const string LocalPrefix = "local.";

    /// <param name="present">The settings that hold now: their sections keep their ids.</param>
    /// <param name="lastLocalNumber">The highest number that a local section of the type ever had: no later one takes it over.</param>
    /// <returns>The settings as far as they can be read, and what is wrong; the note is not looked at.</returns>
    public static (TypeSettings Settings, IReadOnlyList<FieldError> Errors) Read(TypeSettingsInput input, TypeSettings present, int lastLocalNumber)
    {
        var errors = new List<FieldError>();
        var (feeOre, feeFromOn) = ReadFee(input, errors);
        var settings = new TypeSettings
        {
            IsOn = input.IsOn,
            FeeOre = feeOre,
            FeeFromOn = feeFromOn,
            FeeSource = input.FeeSource,
            AfterRequestDays = ReadDays("afterRequestDays", input.AfterRequestDays, 1, LongestDeadlineDays, errors),
            AfterConsultationDays = ReadDays("afterConsultationDays", input.AfterConsultationDays, 0, LongestDeadlineDays, errors),
            RepeatWithinDays = ReadDays("repeatWithinDays", input.RepeatWithinDays, 0, LongestRepeatDays, errors) ?? TypeSettings.UsualRepeatWithinDays,
            Ladder = ReadLadder(input.Ladder, errors),
            LocalSections = ReadSections(input.LocalSections, present.LocalSections, lastLocalNumber, errors),
            Guideline = input.Guideline,
        };
        errors.AddIf(TextRules.CheckText("guideline", input.Guideline, LongestGuideline));
        return (settings, errors);
    }

    /// <summary>What is wrong with the reason for a change.</summary>
    public static FieldError? CheckNote(string note) => string.IsNullOrWhiteSpace(note)
        ? new FieldError("note", "Errors.SettingsNote")
        : TextRules.CheckText("note", note, LongestNote);

    /// <summary>The number in the id of a local section; 0 for another id.</summary>
    public static int LocalNumber(string id) =>
        id.StartsWith(LocalPrefix, StringComparison.Ordinal) && int.TryParse(id[LocalPrefix.Length..], CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static (int? Ore, DateOnly? FromOn) ReadFee(TypeSettingsInput input, List<FieldError> errors)
    {
        if (input is { FeeKroner: "", FeeFromOn: "", FeeSource: "" })
        {
            return (null, null);
        }

        var ore = OreOf(input.FeeKroner);
        if (ore is null)
        {
            errors.Add(new FieldError("feeKroner", input.FeeKroner.Length == 0 ? "Errors.FeeWithoutAmount" : "Errors.FeeAmount"));
        }

        var fromOn = FormDay.Read(input.FeeFromOn);
        if (fromOn is null)
        {
            errors.Add(new FieldError("feeFromOn", input.FeeFromOn.Length == 0 ? "Errors.FeeWithoutDay" : "Errors.Date"));
        }

        errors.AddIf(input.FeeSource.Length == 0 ? new FieldError("feeSource", "Errors.FeeWithoutSource") : TextRules.CheckLine("feeSource", input.FeeSource));
        return (ore, fromOn);
    }

    /// <summary>An amount in øre. A point or a space parts thousands; a comma or a point before one or two last digits parts øre.</summary>
    internal static int? OreOf(string text)
    {
        if (Kroner().Match(text) is not { Success: true } match
            || !int.TryParse(match.Groups[1].Value.Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), CultureInfo.InvariantCulture, out var kroner)
            || kroner > HighestFeeKroner)
        {
            return null;
        }

        var ore = (kroner * 100) + (match.Groups[2].Success ? int.Parse(match.Groups[2].Value.PadRight(2, '0'), CultureInfo.InvariantCulture) : 0);
        return ore > 0 ? ore : null;
    }

    private static int? ReadDays(string field, string text, int fewest, int most, List<FieldError> errors)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days >= fewest && days <= most)
        {
            return days;
        }

        errors.Add(new FieldError(field, "Errors.Days", fewest, most));
        return null;
    }

    private static List<Rung> ReadLadder(IReadOnlyList<RungInput> rungs, List<FieldError> errors)
    {
        var ladder = new List<Rung>();
        for (var i = 0; i < rungs.Count; i++)
        {
            var field = TypeSettingsInput.RungField(i + 1);
            var before = errors.Count;
            if (ReadDays(field, rungs[i].Days, 0, FarthestRungDays, errors) is not { } days)
            {
                continue;
            }

            var rung = new Rung(rungs[i].IsBefore ? -days : days, rungs[i].Kind);
            if (ladder.Count > 0 && rung.WorkingDays <= ladder[^1].WorkingDays)
            {
                errors.Add(new FieldError(field, "Errors.LadderOrder"));
            }
            else if (rung is { Kind: RungKind.Remind, WorkingDays: >= 0 })
            {
                // From the deadline on a person decides: such a rung would never fire.
                errors.Add(new FieldError(field, "Errors.RemindAfterDeadline"));
            }
            else if (ladder.Count == TypeSettingsInput.MostRungs)
            {
                errors.Add(new FieldError(field, "Errors.LadderTooLong", TypeSettingsInput.MostRungs));
            }

            if (errors.Count == before)
            {
                ladder.Add(rung);
            }
        }

        return ladder;
    }

    private static List<CertificateSection> ReadSections(
        IReadOnlyList<LocalSectionInput> inputs, IReadOnlyList<CertificateSection> present, int lastNumber, List<FieldError> errors)
    {
        var sections = new List<CertificateSection>();
        for (var i = 0; i < inputs.Count; i++)
        {
            var input = inputs[i];
            if (input.IsEmpty)
            {
                continue;
            }

            CheckLabel(TypeSettingsInput.SectionField(i + 1, "labelDa"), input.LabelDa, errors);
            CheckLabel(TypeSettingsInput.SectionField(i + 1, "labelEn"), input.LabelEn, errors);
            if (input.FilledBy is not (FilledBy.Requester or FilledBy.Doctor) || input.Type is not (SectionType.Text or SectionType.Boolean))
            {
                errors.Add(new FieldError(TypeSettingsInput.SectionField(i + 1, "labelDa"), "Errors.Choose"));
            }
            else if (input.Required && input.FilledBy == FilledBy.Doctor)
            {
                // An empty box never keeps a doctor from answering.
                errors.Add(new FieldError(TypeSettingsInput.SectionField(i + 1, "required"), "Errors.RequiredOfDoctor"));
            }

            if (sections.Count == TypeSettingsInput.MostLocalSections)
            {
                errors.Add(new FieldError(TypeSettingsInput.SectionField(i + 1, "labelDa"), "Errors.TooManySections", TypeSettingsInput.MostLocalSections));
                break;
            }

            // What is filled in another way is another section: a text that a draft holds must not end up in a tick box.
            var keepsId = present.Any(section => section.Id == input.Id && section.Type == input.Type && section.FilledBy == input.FilledBy)
                && sections.TrueForAll(section => section.Id != input.Id);
            sections.Add(new CertificateSection
            {
                Id = keepsId ? input.Id : $"{LocalPrefix}{++lastNumber}",
                LabelDa = input.LabelDa,
                LabelEn = input.LabelEn,
                FilledBy = input.FilledBy,
                Type = input.Type,
                Required = input.Required,
            });
        }

        return sections;
    }

    private static void CheckLabel(string field, string label, List<FieldError> errors) =>
        errors.AddIf(label.Length == 0 ? new FieldError(field, "Errors.LocalLabel") : TextRules.CheckLine(field, label));

    [GeneratedRegex(@"^(\d{1,3}(?:[. ]\d{3})+|\d{1,9})(?:[.,](\d{1,2}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Kroner();
}
