using Portal.Data.Certificates;
using Portal.Data.Certificates.Reminders;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Certificates;

namespace Portal.Web.Pages.Admin.Types;

/// <summary>One setting in words.</summary>
/// <param name="Key">The same for the same setting of two versions.</param>
public sealed record SettingsLine(string Key, string Label, string Text);

/// <summary>One setting that two versions have differently.</summary>
public sealed record SettingsChange(string Label, string Before, string After);

/// <summary>A municipality's settings of a type in words: what holds, and what is changed.</summary>
public static class SettingsWords
{
    /// <summary>Every setting that one version has otherwise than another, in the order of the form.</summary>
    public static IReadOnlyList<SettingsChange> Changes(Texts texts, When when, CertificateTypeVersion type, TypeSettings before, TypeSettings after)
    {
        var (old, present) = (Lines(texts, when, type, before), Lines(texts, when, type, after));
        return [.. present.Concat(old).DistinctBy(line => line.Key)
            .Select(line => new SettingsChange(line.Label, TextOf(old, line.Key), TextOf(present, line.Key)))
            .Where(change => change.Before != change.After)];

        string TextOf(IReadOnlyList<SettingsLine> lines, string key) => lines.FirstOrDefault(line => line.Key == key)?.Text ?? texts["Admin.Absent"];
    }

    public static IReadOnlyList<SettingsLine> Lines(Texts texts, When when, CertificateTypeVersion type, TypeSettings settings) =>
    [
        new("isOn", texts["Admin.IsOn"], texts[settings.IsOn ? "Shared.Yes" : "Shared.No"]),
        new("fee", texts["Admin.Fee"], TypeWords.Amount(texts, when, settings) ?? texts["Admin.NoAmount"]),
        new("afterRequest", texts["Admin.AfterRequest"], Days(texts, settings.AfterRequestDays ?? type.Own.Deadline.AfterRequestDays)),
        new("afterConsultation", texts["Admin.AfterConsultation"], Days(texts, settings.AfterConsultationDays ?? type.Own.Deadline.AfterConsultationDays)),
        new("repeat", texts["Admin.Repeat"], Days(texts, settings.RepeatWithinDays)),
        new("ladder", texts["Admin.Ladder"], settings.Ladder.Count == 0 ? texts["Admin.None"] : string.Join("; ", settings.Ladder.Select(rung => Rung(texts, rung)))),
        new("guideline", texts["Admin.Guideline"], settings.Guideline.Length == 0 ? texts["Admin.None"] : settings.Guideline),
        .. settings.LocalSections.Select(field => new SettingsLine(field.Id, texts["Admin.LocalSection", field.Label], Section(texts, field))),
    ];

    public static string Days(Texts texts, int? days) => days is { } number ? texts.Count("Admin.Days", number) : texts["Admin.None"];

    /// <summary>Since when a version holds, and until when; null where neither is known.</summary>
    public static string? Validity(Texts texts, When when, CertificateTypeVersion type)
    {
        var from = type.ValidFromOn == CertificateTypes.BeforeThePortal ? (DateOnly?)null : type.ValidFromOn;
        return (from, type.ValidToOn) switch
        {
            (null, null) => null,
            ({ } first, null) => texts["Admin.ValidFrom", when.Day(first)],
            (_, { } last) when from is null || last < from => texts["Admin.ValidTo", when.Day(last)],
            ({ } first, { } last) => texts["Admin.ValidFromTo", when.Day(first), when.Day(last)],
            _ => null,
        };
    }

    /// <summary>The heading under which the list shows a type.</summary>
    public static string Group(Texts texts, TypeState state) => state switch
    {
        TypeState.On or TypeState.Off or TypeState.Upcoming => texts["Admin.GroupOrderable"],
        TypeState.NotOrderable => texts["Admin.GroupNotOrderable"],
        TypeState.Abolished => texts["Admin.GroupAbolished"],
    };

    private static string Rung(Texts texts, Rung rung)
    {
        var day = rung.WorkingDays switch
        {
            < 0 => texts.Count("Admin.RungBefore", -rung.WorkingDays),
            0 => texts["Admin.RungOn"],
            > 0 => texts.Count("Admin.RungAfter", rung.WorkingDays),
        };
        return $"{day}: {texts.Of(rung.Kind)}";
    }

    private static string Section(Texts texts, CertificateSection field) => string.Join(
        ", ",
        $"{field.LabelDa} / {field.LabelEn}",
        texts[$"Admin.FilledBy.{field.FilledBy}"],
        texts[$"Admin.SectionType.{field.Type}"],
        texts[field.Required ? "Admin.SectionRequired" : "Shared.Optional"]);
}
