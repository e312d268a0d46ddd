namespace Portal.Data.Fees;

/// <summary>Where the payment for a certificate stands. It runs beside the certificate and never holds it up.</summary>
public enum FeeState
{
    /// <summary>Nothing has been answered, or the type has no fee: there is no row.</summary>
    None,

    /// <summary>Answered: the clinic may send its invoice.</summary>
    Claimable,

    /// <summary>The answer was returned as inadequate: nothing is invoiced until the clinic has answered again.</summary>
    OnHold,
    Invoiced,

    /// <summary>The municipality has sent the invoice back, with a reason.</summary>
    Rejected,
    Paid,

    /// <summary>The answer was retracted or revoked before it was invoiced.</summary>
    Cancelled,
}

/// <summary>What can happen to a fee. The first four follow from what happens to the certificate; the others people do.</summary>
public enum FeeAction
{
    /// <summary>An answer was signed, for the first time or anew.</summary>
    Claim,

    /// <summary>The answer was returned as inadequate.</summary>
    Hold,

    /// <summary>The return was lifted.</summary>
    Lift,

    /// <summary>The answer was retracted or revoked, or the request withdrawn.</summary>
    Cancel,

    /// <summary>The clinic sends its invoice, or sends it again.</summary>
    Invoice,

    /// <summary>The municipality sends the invoice back.</summary>
    Reject,

    /// <summary>The municipality has paid.</summary>
    Pay,
}

/// <summary>The dated facts of a fee. Its state is derived from them.</summary>
public sealed record FeeFacts
{
    public DateTime? ClaimableAt { get; init; }

    /// <summary>Since when the answer stands as returned; null when it does not.</summary>
    public DateTime? HeldAt { get; init; }

    /// <summary>When the invoice was last sent.</summary>
    public DateTime? InvoicedAt { get; init; }

    /// <summary>When the invoice was sent back; null again once it has been sent anew.</summary>
    public DateTime? RejectedAt { get; init; }

    public DateTime? PaidAt { get; init; }

    /// <summary>When the answer was retracted or revoked. On an invoice that is out it is a mark: the municipality is to reject it.</summary>
    public DateTime? CancelledAt { get; init; }
}

/// <summary>The fee of one certificate, as its clinic and its municipality see it: no name, no health data.</summary>
public sealed record Fee
{
    /// <summary>The certificate that it is for.</summary>
    public required Guid RequestId { get; init; }

    public required Guid MunicipalityId { get; init; }

    public string MunicipalityName { get; init; } = "";

    /// <summary>The unit in which the case lies now: it pays.</summary>
    public required Guid UnitId { get; init; }

    public string UnitName { get; init; } = "";

    public required Guid CaseworkerId { get; init; }

    public string CaseworkerName { get; init; } = "";

    public required Guid ClinicId { get; init; }

    public string ClinicName { get; init; } = "";

    public string ClinicStreet { get; init; } = "";

    public string ClinicPostalCode { get; init; } = "";

    public string ClinicCity { get; init; } = "";

    /// <summary>Ydernummer, six digits.</summary>
    public string ClinicProviderNumber { get; init; } = "";

    public required Guid CitizenId { get; init; }

    /// <summary>First six digits of the CPR number.</summary>
    public string BirthDigits { get; init; } = "";

    public string TypeNameDa { get; init; } = "";

    public string TypeNameEn { get; init; } = "";

    public string? AnswerCode { get; init; }

    /// <summary>When the request was sent.</summary>
    public DateTime? SentAt { get; init; }

    public required FeeState State { get; init; }

    /// <summary>AgreedFee, OwnFee or LocalAgreement: the type's rule when it was answered.</summary>
    public required string FeeRule { get; init; }

    /// <summary>In øre; null when nobody has said yet what it is.</summary>
    public int? AmountOre { get; init; }

    /// <summary>The day the amount holds from, as the municipality had settled it when the answer was sent; null for an amount that the clinic types.</summary>
    public DateOnly? AmountFromOn { get; init; }

    /// <summary>Where the amount stands; empty for an amount that the clinic types.</summary>
    public string AmountSource { get; init; } = "";

    /// <summary>Where the unit gets its invoices today: 13 digits; null when nobody has entered it.</summary>
    public string? UnitEan { get; init; }

    /// <summary>The number that the invoice was sent to.</summary>
    public string? InvoicedEan { get; init; }

    /// <summary>The user identity that the invoice was sent with.</summary>
    public string? InvoicedIdentity { get; init; }

    /// <summary>The clinic's own running number; kept when the invoice is sent again.</summary>
    public int? InvoiceNumber { get; init; }

    /// <summary>What the clinic's own system calls it.</summary>
    public string? ClinicReference { get; init; }

    /// <summary>Why the invoice was last sent back.</summary>
    public string? RejectReason { get; init; }

    public DateTime? ClaimableAt { get; init; }

    public DateTime? HeldAt { get; init; }

    public DateTime? InvoicedAt { get; init; }

    public DateTime? RejectedAt { get; init; }

    public DateTime? PaidAt { get; init; }

    public DateTime? CancelledAt { get; init; }

    /// <summary>When it became claimable: the month in whose list it stands.</summary>
    public DateTime SortAt { get; init; }

    public required int Version { get; init; }

    public FeeFacts Facts => new()
    {
        ClaimableAt = ClaimableAt,
        HeldAt = HeldAt,
        InvoicedAt = InvoicedAt,
        RejectedAt = RejectedAt,
        PaidAt = PaidAt,
        CancelledAt = CancelledAt,
    };

    /// <summary>Whether an invoice is out, or has been paid.</summary>
    public bool IsOut => State is FeeState.Invoiced or FeeState.Paid;

    /// <summary>Where the invoice goes, or went.</summary>
    public string? Ean => IsOut ? InvoicedEan : UnitEan;

    /// <summary>Who ordered it, as an electronic invoice must say: the caseworker and the unit.</summary>
    public string UserIdentity => IsOut && InvoicedIdentity is { } sent ? sent : FeeRules.IdentityOf(CaseworkerName, UnitName);

    /// <summary>Whether it is the clinic that says what the amount is: nobody has settled one.</summary>
    public bool MayTypeAmount => AmountFromOn is null;

    /// <summary>Whether the invoice is to be rejected: the answer that it is for has been taken back.</summary>
    public bool IsToBeRejected => State == FeeState.Invoiced && CancelledAt is not null;

    /// <summary>Whether the answer that an invoice is for stands as returned: it is not paid until it is answered again.</summary>
    public bool IsHeldInvoice => State == FeeState.Invoiced && HeldAt is not null && CancelledAt is null;
}

/// <summary>What a municipality has settled that a type costs.</summary>
/// <param name="Ore">In øre; null when nothing was settled on the day.</param>
/// <param name="FromOn">The day it holds from; null without an amount.</param>
/// <param name="Source">Where it stands; empty without an amount.</param>
public sealed record FeeAmount(int? Ore, DateOnly? FromOn, string Source)
{
    public static FeeAmount Unknown { get; } = new(null, null, "");
}
