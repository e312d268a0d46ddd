using Portal.Data.Citizens;
using Portal.Data.Consents;
using Portal.Data.Offers;

namespace Portal.Data.Proposals;

/// <summary>A proposal as the doctor's form gives it.</summary>
public sealed record ProposalInput
{
    /// <summary>Made by the form when it was drawn; a repeated post carries the same.</summary>
    public required Guid CommandId { get; init; }

    /// <summary>A citizen whom the clinic knows from the portal; then name and number are taken from there.</summary>
    public Guid? CitizenId { get; init; }

    /// <summary>At most 120 characters.</summary>
    public string PatientName { get; init; } = "";

    /// <summary>The number as it was typed.</summary>
    public string Cpr { get; init; } = "";

    /// <summary>What is proposed, in few words: at most <see cref="SocialProposalRules.LongestProposal"/> characters.</summary>
    public string Proposal { get; init; } = "";

    public IReadOnlyList<Guid> OfferVersionIds { get; init; } = [];

    /// <summary>Null when what was typed is no day.</summary>
    public DateOnly? ConsentGivenOn { get; init; }

    public ConsentForm? ConsentHowGiven { get; init; }
}

/// <summary>What the municipality makes of a proposal, as the form gives it.</summary>
public sealed record ProposalAnswerInput
{
    public ProposalTriage? Triage { get; init; }

    /// <summary>What the doctor gets to read; at most <see cref="SocialProposalRules.LongestAnswer"/> characters.</summary>
    public string Words { get; init; } = "";

    /// <summary>The request that was made because of it.</summary>
    public Guid? RequestId { get; init; }
}

/// <summary>A citizen whom the municipality knows, and whose case it is.</summary>
internal sealed record KnownCitizen
{
    public required Guid Id { get; init; }

    public required Guid MunicipalityId { get; init; }

    public required Guid UnitId { get; init; }

    public required Guid CaseworkerId { get; init; }
}

/// <summary>What is written when a proposal is sent.</summary>
internal sealed record NewProposal
{
    public required Guid Id { get; init; }

    public required Guid MunicipalityId { get; init; }

    /// <summary>Null when the municipality does not know the number.</summary>
    public KnownCitizen? Citizen { get; init; }

    public required string PatientName { get; init; }

    public required CprNumber Cpr { get; init; }

    public required IReadOnlyList<OfferReference> Offers { get; init; }

    public required ProposalInput Input { get; init; }
}
