using Portal.Data.Certificates.Reminders;

namespace Portal.Data.Certificates;

/// <summary>What a municipality has settled about a certificate type. The portal's own proposals until it has.</summary>
public sealed record TypeSettings
{
    /// <summary>Days within which asking for the same again needs a reason. A proposal of the portal.</summary>
    public const int UsualRepeatWithinDays = 90;

    public static TypeSettings Usual { get; } = new();

    /// <summary>Whether the municipality uses the type; an abolished type cannot be switched on.</summary>
    public bool IsOn { get; init; } = true;

    /// <summary>The fee in øre, when the municipality has entered one; else no amount is shown.</summary>
    public int? FeeOre { get; init; }

    /// <summary>The day the amount holds from.</summary>
    public DateOnly? FeeFromOn { get; init; }

    /// <summary>Where the amount stands, such as the agreement and its date.</summary>
    public string FeeSource { get; init; } = "";

    /// <summary>Calendar days instead of the type's own; null keeps the type's.</summary>
    public int? AfterRequestDays { get; init; }

    public int? AfterConsultationDays { get; init; }

    public int RepeatWithinDays { get; init; } = UsualRepeatWithinDays;

    public IReadOnlyList<Rung> Ladder { get; init; } = ReminderLadder.Usual;

    /// <summary>Sections of the municipality's own, filled in by the caseworker or the doctor; their ids begin with <c>local.</c>.</summary>
    public IReadOnlyList<CertificateSection> LocalSections { get; init; } = [];

    /// <summary>The municipality's own guideline on when to use the type; empty when there is none.</summary>
    public string Guideline { get; init; } = "";

    /// <summary>The type as the municipality uses it.</summary>
    public CertificateTypeDefinition Apply(CertificateTypeDefinition definition) => definition with
    {
        Deadline = definition.Deadline with
        {
            AfterRequestDays = AfterRequestDays ?? definition.Deadline.AfterRequestDays,
            AfterConsultationDays = AfterConsultationDays ?? definition.Deadline.AfterConsultationDays,
        },
        Sections = LocalSections.Count == 0 ? definition.Sections : [.. definition.Sections, .. LocalSections],
    };
}
