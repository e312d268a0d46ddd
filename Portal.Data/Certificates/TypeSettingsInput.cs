using System.Globalization;
using Portal.Data.Certificates.Reminders;

namespace Portal.Data.Certificates;

/// <summary>A municipality's settings of a type as the administrator's form gives them: texts as they were typed, so that nothing is lost.</summary>
public sealed record TypeSettingsInput
{
    public const int MostRungs = 5;
    public const int MostLocalSections = 8;

    /// <summary>Made by the form when it was drawn; a repeated post carries the same.</summary>
    public required Guid CommandId { get; init; }

    public required string TypeId { get; init; }

    /// <summary>Number of the settings that the form was drawn from; 0 when the municipality had none.</summary>
    public required int Version { get; init; }

    public required bool IsOn { get; init; }

    /// <summary>Kroner, such as »1.140« or »1.140,50«.</summary>
    public string FeeKroner { get; init; } = "";

    /// <summary>A day as yyyy-MM-dd, as browsers give it.</summary>
    public string FeeFromOn { get; init; } = "";

    public string FeeSource { get; init; } = "";

    /// <summary>Calendar days; empty keeps the type's own.</summary>
    public string AfterRequestDays { get; init; } = "";

    /// <summary>Calendar days; empty keeps the type's own.</summary>
    public string AfterConsultationDays { get; init; } = "";

    public string RepeatWithinDays { get; init; } = "";

    public IReadOnlyList<RungInput> Ladder { get; init; } = [];

    public IReadOnlyList<LocalSectionInput> LocalSections { get; init; } = [];

    public string Guideline { get; init; } = "";

    /// <summary>Why it is changed: stands in the history.</summary>
    public string Note { get; init; } = "";

    /// <summary>Field name of the days of the rung with a number, from 1.</summary>
    public static string RungField(int number) => $"rung-{number}.days";

    /// <summary>Field name of a part of the local section with a number, from 1.</summary>
    public static string SectionField(int number, string part) => $"local-{number}.{part}";

    /// <summary>The form as it stands before anybody has typed.</summary>
    /// <param name="version">The number of the settings that hold; 0 when there are none.</param>
    public static TypeSettingsInput Of(string typeId, TypeSettings settings, int version) => new()
    {
        CommandId = Guid.CreateVersion7(),
        TypeId = typeId,
        Version = version,
        IsOn = settings.IsOn,
        FeeKroner = settings.FeeOre is { } ore ? (ore / 100m).ToString(ore % 100 == 0 ? "N0" : "N2", CultureInfo.GetCultureInfo("da-DK")) : "",
        FeeFromOn = FormDay.Text(settings.FeeFromOn),
        FeeSource = settings.FeeSource,
        AfterRequestDays = Number(settings.AfterRequestDays),
        AfterConsultationDays = Number(settings.AfterConsultationDays),
        RepeatWithinDays = Number(settings.RepeatWithinDays),
        Ladder = [.. settings.Ladder.Select(rung => new RungInput(Number(Math.Abs(rung.WorkingDays)), rung.WorkingDays < 0, rung.Kind))],
        LocalSections = [.. settings.LocalSections.Select(section => new LocalSectionInput
        {
            Id = section.Id,
            LabelDa = section.LabelDa,
            LabelEn = section.LabelEn,
            FilledBy = section.FilledBy,
            Type = section.Type,
            Required = section.Required,
        })],
        Guideline = settings.Guideline,
    };

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}

/// <summary>A rung of the ladder as it was typed; without days it is none.</summary>
/// <param name="Days">Working days from the due day.</param>
public sealed record RungInput(string Days, bool IsBefore, RungKind Kind);

/// <summary>A section of the municipality's own as it was typed; without a label it is none.</summary>
public sealed record LocalSectionInput
{
    /// <summary>Empty for a new one.</summary>
    public string Id { get; init; } = "";

    public string LabelDa { get; init; } = "";

    public string LabelEn { get; init; } = "";

    public FilledBy FilledBy { get; init; } = FilledBy.Requester;

    public SectionType Type { get; init; } = SectionType.Text;

    public bool Required { get; init; }

    public bool IsEmpty => LabelDa.Length == 0 && LabelEn.Length == 0;
}
