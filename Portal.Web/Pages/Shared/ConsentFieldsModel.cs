using Portal.Data;
using Portal.Data.Consents;

namespace Portal.Web.Pages.Shared;

/// <summary>The boxes in which a consent is registered, as they are drawn: preset, from a draft, or from what was posted.</summary>
/// <remarks>Their names are those of <see cref="ConsentRules.Check"/>. Any form may hold them, once.</remarks>
public sealed record ConsentFieldsModel
{
    /// <summary>The clinics that may be named; ids of others are not read.</summary>
    public required IReadOnlyList<ConsentSource> Clinics { get; init; }

    /// <summary>The clinics that are named.</summary>
    public IReadOnlyList<Guid> ClinicIds { get; init; } = [];

    /// <summary>The one clinic is no choice: the request goes there.</summary>
    public bool ClinicIsGiven { get; init; }

    public IReadOnlyList<InformationKind> Kinds { get; init; } = [];

    public string OtherSources { get; init; } = "";

    public string CaseReference { get; init; } = "";

    public ConsentForm? HowGiven { get; init; }

    public bool ToldAboutRefusing { get; init; }

    /// <summary>A day as a browser posts it, or whatever was typed where the browser has no date box.</summary>
    public string GivenOn { get; init; } = "";

    /// <summary>See <see cref="GivenOn"/>.</summary>
    public string ExpiresOn { get; init; } = "";

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>A consent given today for half a year, as most are.</summary>
    public static ConsentFieldsModel Preset(IReadOnlyList<ConsentSource> clinics, IReadOnlyList<InformationKind> kinds, string caseReference, DateOnly today) => new()
    {
        Clinics = clinics,
        ClinicIds = clinics is [var only] ? [only.ClinicId] : [],
        Kinds = kinds,
        CaseReference = caseReference,
        GivenOn = FormDay.Text(today),
        ExpiresOn = FormDay.Text(today.AddMonths(6)),
    };

    /// <summary>What a draft has kept. Its days are those of the drawing until somebody has said how the consent was given.</summary>
    public static ConsentFieldsModel Of(ConsentInput begun, ConsentFieldsModel preset) => preset with
    {
        ClinicIds = begun.ClinicIds,
        Kinds = begun.Kinds,
        OtherSources = begun.OtherSources,
        CaseReference = begun.CaseReference,
        HowGiven = begun.HowGiven,
        ToldAboutRefusing = begun.ToldAboutRefusing,
        GivenOn = begun.HowGiven is null && !begun.ToldAboutRefusing ? preset.GivenOn : FormDay.Text(begun.GivenOn),
        ExpiresOn = begun.HowGiven is null && !begun.ToldAboutRefusing ? preset.ExpiresOn : FormDay.Text(begun.ExpiresOn),
    };

    /// <summary>What was posted, whatever is wrong with it.</summary>
    public static ConsentFieldsModel Read(IFormCollection form, IReadOnlyList<ConsentSource> clinics) => new()
    {
        Clinics = clinics,
        ClinicIds = [.. clinics.Select(clinic => clinic.ClinicId).Where(id => form["consent.clinics"].Contains(id.ToString()))],
        Kinds = [.. Enum.GetValues<InformationKind>().Where(kind => form["consent.kinds"].Contains(kind.ToString()))],
        OtherSources = TextRules.Clean(form["consent.sources"]),
        CaseReference = TextRules.Clean(form["consent.case"]),
        HowGiven = Enum.TryParse<ConsentForm>(form["consent.how"], out var how) && Enum.IsDefined(how) ? how : null,
        ToldAboutRefusing = form["consent.told"] == "true",
        GivenOn = TextRules.Clean(form["consent.given"]),
        ExpiresOn = TextRules.Clean(form["consent.expires"]),
    };

    public ConsentInput ToInput() => new()
    {
        Kinds = Kinds,
        ClinicIds = ClinicIds,
        OtherSources = OtherSources,
        CaseReference = CaseReference,
        HowGiven = HowGiven,
        ToldAboutRefusing = ToldAboutRefusing,
        GivenOn = FormDay.Read(GivenOn),
        ExpiresOn = FormDay.Read(ExpiresOn),
    };
}
