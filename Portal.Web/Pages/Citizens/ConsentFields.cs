using Portal.Data;
using Portal.Data.Citizens;
using Portal.Data.Consents;

namespace Portal.Web.Pages.Citizens;

/// <summary>The fields of a consent as they are drawn, and read. The names are those of <see cref="ConsentRules"/>.</summary>
public sealed record ConsentFields
{
    public required ConsentInput Input { get; init; }

    /// <summary>The clinics that the information may come from.</summary>
    public required IReadOnlyList<ConsentSource> Clinics { get; init; }

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>A new consent: given today, from the citizen's clinic, for half a year.</summary>
    public static ConsentFields New(Citizen citizen, DateOnly today) => new()
    {
        Input = new ConsentInput { ClinicIds = [citizen.ClinicId], GivenOn = today, ExpiresOn = today.AddMonths(6) },
        Clinics = [new ConsentSource(citizen.ClinicId, citizen.ClinicName)],
    };

    /// <summary>What was posted, whatever is wrong with it. A clinic that the form did not offer is not taken.</summary>
    public static ConsentFields Posted(IFormCollection form, Citizen citizen) => new()
    {
        Input = new ConsentInput
        {
            Kinds = [.. Enum.GetValues<InformationKind>().Where(kind => form["consent.kinds"].Contains(kind.ToString()))],
            ClinicIds = form["consent.clinics"].Contains(citizen.ClinicId.ToString()) ? [citizen.ClinicId] : [],
            OtherSources = TextRules.Clean(form["consent.sources"]),
            CaseReference = TextRules.Clean(form["consent.case"]),
            HowGiven = Enum.GetValues<ConsentForm>().Cast<ConsentForm?>().FirstOrDefault(how => how.ToString() == form["consent.how"]),
            ToldAboutRefusing = form["consent.told"] == "true",
            GivenOn = FolderAddress.Day(form["consent.given"]),
            ExpiresOn = FolderAddress.Day(form["consent.expires"]),
        },
        Clinics = [new ConsentSource(citizen.ClinicId, citizen.ClinicName)],
    };
}
