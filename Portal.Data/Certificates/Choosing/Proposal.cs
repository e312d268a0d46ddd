namespace Portal.Data.Certificates.Choosing;

public enum ProposalKind
{
    /// <summary>Ask for the certificate here.</summary>
    Order,

    /// <summary>Ring the clinic.</summary>
    Call,

    /// <summary>Write to the clinic.</summary>
    Write,

    /// <summary>A form that the portal does not order.</summary>
    Elsewhere,
}

/// <summary>What a municipality is proposed at the end of a path.</summary>
public sealed record Proposal
{
    public required ProposalKind Kind { get; init; }

    /// <summary>The certificate type; null for a message, which is none.</summary>
    public CertificateTypeVersion? Type { get; init; }

    /// <summary>Why this answers the need.</summary>
    public required LabelPair Reason { get; init; }

    /// <summary>What would have been proposed, had the municipality not switched it off; null when it has not.</summary>
    public CertificateTypeVersion? SwitchedOff { get; init; }

    /// <summary>The rest that can be had today, the nearest first.</summary>
    public IReadOnlyList<ProposedAlternative> Alternatives { get; init; } = [];

    /// <param name="types">Every type of the catalogue as the municipality uses it.</param>
    /// <param name="today">The day in Denmark.</param>
    public static Proposal Of(ChooserPath path, IReadOnlyList<CertificateTypeVersion> types, DateOnly today)
    {
        var byId = types.ToDictionary(type => type.TypeId);
        var alternatives = path.Alternatives.Select(Resolve).Where(alternative => alternative.Kind != ProposalKind.Elsewhere).ToList();
        var type = byId.GetValueOrDefault(path.Outcome);
        if (type?.StateOn(today) != TypeState.Off)
        {
            return new Proposal { Kind = KindOf(path.Outcome), Type = type, Reason = path.Reason, Alternatives = alternatives };
        }

        // The next certificate; where there is none left, whatever the row names first; at the very least the clinic has a phone.
        var next = alternatives.Find(alternative => alternative.Kind == ProposalKind.Order) ?? alternatives.FirstOrDefault();
        return new Proposal
        {
            Kind = next?.Kind ?? ProposalKind.Call,
            Type = next is null ? byId.GetValueOrDefault(Chooser.Phone) : next.Type,
            Reason = next?.Difference ?? path.Reason,
            SwitchedOff = type,
            Alternatives = [.. alternatives.Where(alternative => alternative != next)],
        };

        ProposedAlternative Resolve(ChooserAlternative alternative) =>
            new(KindOf(alternative.Outcome), byId.GetValueOrDefault(alternative.Outcome), alternative.Difference);

        ProposalKind KindOf(string outcome) => outcome switch
        {
            Chooser.Message => ProposalKind.Write,
            Chooser.Phone => ProposalKind.Call,
            _ => byId.GetValueOrDefault(outcome)?.StateOn(today) == TypeState.On ? ProposalKind.Order : ProposalKind.Elsewhere,
        };
    }
}

/// <summary>Something else that can be had today.</summary>
/// <param name="Type">Null for a message.</param>
/// <param name="Difference">How it differs from what is proposed.</param>
public sealed record ProposedAlternative(ProposalKind Kind, CertificateTypeVersion? Type, LabelPair Difference);
