using System.Globalization;
using System.Text.Json.Serialization;

namespace Portal.Data.Certificates;

/// <summary>Who fills in a section of a form.</summary>
public enum FilledBy
{
    Requester,
    Doctor,
    Citizen,
    EmployerAndEmployee,
}

/// <summary>How a section is filled in. Forms are drawn from this, so that a new certificate type needs no code.</summary>
public enum SectionType
{
    /// <summary>Free text.</summary>
    Text,

    /// <summary>The numbered questions.</summary>
    List,

    /// <summary>One of the section's options.</summary>
    Choice,

    /// <summary>A named person with title, phone and reachable hours.</summary>
    Contact,

    Boolean,

    /// <summary>The answers to the numbered questions.</summary>
    Answers,

    Period,
    Signature,

    /// <summary>Lines of text, one work function or offer in each.</summary>
    OfferRefs,

    /// <summary>One of the options for each line of another section.</summary>
    Matrix,

    Date,
    OfferRef,

    /// <summary>Any of the considerations that offers are described by.</summary>
    Considerations,
}

/// <summary>A text in both languages.</summary>
public sealed record LabelPair
{
    public required string Da { get; init; }

    public required string En { get; init; }

    /// <summary>In the language of the request.</summary>
    [JsonIgnore]
    public string Text => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "da" ? Da : En;
}

/// <summary>A line that belongs to some of a choice's options, such as the reason for going without consent.</summary>
public sealed record SectionDetail
{
    public required string Id { get; init; }

    public required string LabelDa { get; init; }

    public required string LabelEn { get; init; }

    public required IReadOnlyList<string> ForOptions { get; init; }

    public required bool Required { get; init; }
}

/// <summary>One section of a certificate form.</summary>
public sealed record CertificateSection
{
    public required string Id { get; init; }

    public required string LabelDa { get; init; }

    public required string LabelEn { get; init; }

    public string? HintDa { get; init; }

    public string? HintEn { get; init; }

    public required FilledBy FilledBy { get; init; }

    public required SectionType Type { get; init; }

    public required bool Required { get; init; }

    public IReadOnlyList<string> Options { get; init; } = [];

    public IReadOnlyDictionary<string, LabelPair> OptionLabels { get; init; } = new Dictionary<string, LabelPair>();

    public SectionDetail? Detail { get; init; }

    /// <summary>For a matrix: the section whose lines are its rows.</summary>
    public string? RowsFrom { get; init; }

    [JsonIgnore]
    public string Label => IsDanish ? LabelDa : LabelEn;

    [JsonIgnore]
    public string? Hint => IsDanish ? HintDa : HintEn;

    [JsonIgnore]
    public string DetailLabel => Detail is null ? "" : IsDanish ? Detail.LabelDa : Detail.LabelEn;

    private static bool IsDanish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "da";

    public string OptionLabel(string option) =>
        OptionLabels.TryGetValue(option, out var label) ? IsDanish ? label.Da : label.En : option;
}

/// <summary>The two clocks of a type, in calendar days.</summary>
public sealed record DeadlineRule
{
    public int? AfterRequestDays { get; init; }

    public int? AfterConsultationDays { get; init; }
}

/// <summary>A certificate type as the catalogue describes it.</summary>
public sealed record CertificateTypeDefinition
{
    public required string Id { get; init; }

    /// <summary>Code of the request form, such as »LÆ 121«; null for a local form.</summary>
    public string? RequestCode { get; init; }

    public string? AnswerCode { get; init; }

    public required string NameDa { get; init; }

    public required string NameEn { get; init; }

    /// <summary>What it gives, in English, as the sources say it; people read <see cref="PurposeText"/>.</summary>
    public required string Purpose { get; init; }

    public string? PurposeDa { get; init; }

    public string? PurposeEn { get; init; }

    /// <summary>none, required or optional: whether the citizen must see the doctor.</summary>
    public required string Attendance { get; init; }

    /// <summary>Length of the consultation in minutes, where it is known.</summary>
    public int? ConsultMinutes { get; init; }

    /// <summary>Whether the doctor may decline for lack of time; null where it is not settled.</summary>
    public bool? MayDecline { get; init; }

    public required DeadlineRule Deadline { get; init; }

    public required bool Orderable { get; init; }

    /// <summary>AgreedFee, OwnFee, LocalAgreement or NoFee.</summary>
    public required string FeeRule { get; init; }

    /// <summary>First day on which the form, as it is described here, can be ordered; null where that is long ago, or not settled.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day; null while no end is known.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>What kinds of information the form asks for: a consent must cover them all.</summary>
    public IReadOnlyList<Consents.InformationKind> InformationKinds { get; init; } = [];

    /// <summary>Place in the list of what can be ordered: the cheapest and most used first.</summary>
    public required int Order { get; init; }

    public required IReadOnlyList<CertificateSection> Sections { get; init; }

    public string Name => IsDanish ? NameDa : NameEn;

    public string PurposeText => IsDanish ? PurposeDa ?? Purpose : PurposeEn ?? Purpose;

    /// <summary>The code a doctor knows the form by.</summary>
    public string? Code => AnswerCode;

    public IEnumerable<CertificateSection> RequestSections => Sections.Where(section => section.FilledBy != FilledBy.Doctor);

    public IEnumerable<CertificateSection> AnswerSections => Sections.Where(section => section.FilledBy == FilledBy.Doctor);

    private static bool IsDanish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "da";
}

/// <summary>Whether a municipality can ask for a type on a day, and why not.</summary>
public enum TypeState
{
    On,

    /// <summary>The municipality has switched it off.</summary>
    Off,

    /// <summary>The portal has no request form for it: it is read, kept or got elsewhere.</summary>
    NotOrderable,

    /// <summary>The law brings it on a later day.</summary>
    Upcoming,

    /// <summary>The law knows it no more. It is readable; no switch brings it back.</summary>
    Abolished,
}

/// <summary>One version of a type. It never changes: a certificate is drawn by the version it was made with.</summary>
public sealed record CertificateTypeVersion
{
    public required Guid Id { get; init; }

    public required string TypeId { get; init; }

    public required int VersionNumber { get; init; }

    /// <summary>First day on which the version can be ordered.</summary>
    public DateOnly ValidFromOn { get; init; }

    /// <summary>Last day; null while no end is known.</summary>
    public DateOnly? ValidToOn { get; init; }

    /// <summary>The form as this municipality uses it: the catalogue's description with its settings applied.</summary>
    public required CertificateTypeDefinition Definition { get; init; }

    /// <summary>The form as the catalogue describes it, before the municipality's settings.</summary>
    public CertificateTypeDefinition Own { get => field ?? Definition; init; }

    /// <summary>The version of the municipality's settings that holds; null while it has made none.</summary>
    public Guid? SettingsId { get; init; }

    public TypeSettings Settings { get; init; } = TypeSettings.Usual;

    /// <param name="today">The day in Denmark.</param>
    public TypeState StateOn(DateOnly today) =>
        ValidToOn < today ? TypeState.Abolished
        : ValidFromOn > today ? TypeState.Upcoming
        : !Definition.Orderable ? TypeState.NotOrderable
        : Settings.IsOn ? TypeState.On : TypeState.Off;
}
