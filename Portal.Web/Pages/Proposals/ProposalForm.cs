using Portal.Data;
using Portal.Data.Citizens;
using Portal.Data.Consents;
using Portal.Data.Offers;
using Portal.Data.Proposals;

namespace Portal.Web.Pages.Proposals;

/// <summary>The doctor's form as it is drawn: empty, with a known patient, or from what was posted.</summary>
public sealed record ProposalForm
{
    public Guid CommandId { get; init; } = Guid.CreateVersion7();

    /// <summary>A patient whom the portal shows the clinic; else the doctor writes name and number.</summary>
    public Citizen? Citizen { get; init; }

    /// <summary>As posted; the page looks the citizen up.</summary>
    public Guid? CitizenId { get; init; }

    public string PatientName { get; init; } = "";

    public string Cpr { get; init; } = "";

    public string Proposal { get; init; } = "";

    public IReadOnlyList<Guid> OfferVersionIds { get; init; } = [];

    /// <summary>What the ids stand for.</summary>
    public IReadOnlyList<OfferReference> Offers { get; init; } = [];

    public string OfferSearch { get; init; } = "";

    /// <summary>What the catalogue has for the words; null when nobody searched.</summary>
    public IReadOnlyList<OfferListItem>? Found { get; init; }

    /// <summary>A day as a browser posts it, or whatever was typed where the browser has no date box.</summary>
    public string ConsentGivenOn { get; init; } = "";

    public ConsentForm? ConsentHowGiven { get; init; }

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    public static ProposalForm Read(IFormCollection form) => new()
    {
        CommandId = Guid.TryParse(form["commandId"], out var command) ? command : Guid.CreateVersion7(),
        CitizenId = form["citizen"].ToString() is { Length: > 0 } known ? Guid.TryParse(known, out var id) ? id : Guid.Empty : null,
        PatientName = TextRules.Clean(form["patientName"]),
        Cpr = TextRules.Clean(form["cpr"]),
        Proposal = TextRules.Clean(form["proposal"]),
        OfferVersionIds = [.. form["offer"].Select(text => Guid.TryParse(text, out var offer) ? offer : (Guid?)null).OfType<Guid>().Distinct()],
        OfferSearch = TextRules.Clean(form["offerSearch"]),
        ConsentGivenOn = TextRules.Clean(form["consentGivenOn"]),
        ConsentHowGiven = Enum.TryParse<ConsentForm>(form["consentHowGiven"], out var how) && Enum.IsDefined(how) ? how : null,
    };

    public ProposalInput ToInput() => new()
    {
        CommandId = CommandId,
        CitizenId = CitizenId,
        PatientName = PatientName,
        Cpr = Cpr,
        Proposal = Proposal,
        OfferVersionIds = OfferVersionIds,
        ConsentGivenOn = FormDay.Read(ConsentGivenOn),
        ConsentHowGiven = ConsentHowGiven,
    };
}
