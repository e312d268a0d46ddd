using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Certificates.Reminders;

namespace Portal.Web.Pages.Admin.Types;

/// <summary>The settings as the form posts them, whatever is wrong with them.</summary>
public static class SettingsForm
{
    /// <summary>Empty rows for sections beyond those that are filled in.</summary>
    private const int SpareSections = 2;

    /// <remarks>Of a type that cannot be ordered only the fee and the guideline are asked; the rest stays as it is.</remarks>
    public static TypeSettingsInput Read(IFormCollection form, CertificateTypeVersion type)
    {
        var common = TypeSettingsInput.Of(type.TypeId, type.Settings, int.TryParse(form["version"], out var version) ? version : 0) with
        {
            CommandId = Guid.TryParse(form["commandId"], out var command) ? command : Guid.CreateVersion7(),
            FeeKroner = Text(form, "feeKroner"),
            FeeFromOn = Text(form, "feeFromOn"),
            FeeSource = Text(form, "feeSource"),
            Guideline = Text(form, "guideline"),
            Note = Text(form, "note"),
        };
        return !type.Definition.Orderable ? common : common with
        {
            IsOn = form["isOn"] == "true",
            AfterRequestDays = Text(form, "afterRequestDays"),
            AfterConsultationDays = Text(form, "afterConsultationDays"),
            RepeatWithinDays = Text(form, "repeatWithinDays"),
            Ladder = [.. Enumerable.Range(1, TypeSettingsInput.MostRungs).Select(number => new RungInput(
                Text(form, TypeSettingsInput.RungField(number)),
                form[RungPart(number, "side")] == "before",
                Value<RungKind>(form, RungPart(number, "kind"))))],
            LocalSections = [.. Enumerable.Range(1, TypeSettingsInput.MostLocalSections).Select(number => new LocalSectionInput
            {
                Id = Text(form, TypeSettingsInput.SectionField(number, "id")),
                LabelDa = Text(form, TypeSettingsInput.SectionField(number, "labelDa")),
                LabelEn = Text(form, TypeSettingsInput.SectionField(number, "labelEn")),
                FilledBy = Value<FilledBy>(form, TypeSettingsInput.SectionField(number, "filledBy")),
                Type = Value<SectionType>(form, TypeSettingsInput.SectionField(number, "type")),
                Required = form[TypeSettingsInput.SectionField(number, "required")] == "true",
            })],
        };
    }

    public static string RungPart(int number, string part) => $"rung-{number}.{part}";

    /// <summary>The rung that stands in a row of the form.</summary>
    /// <param name="number">From 1.</param>
    public static RungInput Rung(TypeSettingsInput input, int number) =>
        number <= input.Ladder.Count ? input.Ladder[number - 1] : new RungInput("", false, RungKind.Task);

    /// <summary>The section that stands in a row of the form.</summary>
    /// <param name="number">From 1.</param>
    public static LocalSectionInput Section(TypeSettingsInput input, int number) =>
        number <= input.LocalSections.Count ? input.LocalSections[number - 1] : new LocalSectionInput();

    /// <summary>How many rows for sections are drawn.</summary>
    public static int SectionRows(TypeSettingsInput input) =>
        Math.Min(TypeSettingsInput.MostLocalSections, input.LocalSections.ToList().FindLastIndex(field => !field.IsEmpty) + 1 + SpareSections);

    private static string Text(IFormCollection form, string name) => TextRules.Clean(form[name]);

    private static T Value<T>(IFormCollection form, string name)
        where T : struct, Enum => Enum.TryParse<T>(form[name], out var value) && Enum.IsDefined(value) ? value : default;
}
