using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Directory;

namespace Portal.Data.Fees;

/// <summary>Where a fee stands, what may happen to it, and by whom. Asked alike by button and service.</summary>
/// <remarks>Nothing here is ever asked about whether an answer may be sent.</remarks>
public static class FeeRules
{
    /// <summary>Longest reason for sending an invoice back, in UTF-16 units.</summary>
    public const int LongestReason = 300;

    /// <summary>Longest reference of the clinic's own.</summary>
    public const int LongestReference = 40;

    private const int LongestIdentity = 120;

    /// <summary>The state that follows from the facts.</summary>
    public static FeeState Resolve(FeeFacts facts) => facts switch
    {
        { PaidAt: not null } => FeeState.Paid,
        // An invoice that is out stays out, whatever becomes of the answer, until the municipality has sent it back.
        { InvoicedAt: not null, RejectedAt: null } => FeeState.Invoiced,
        { CancelledAt: not null } => FeeState.Cancelled,
        { ClaimableAt: not null, HeldAt: not null } => FeeState.OnHold,
        { RejectedAt: not null } => FeeState.Rejected,
        { ClaimableAt: not null } => FeeState.Claimable,
        _ => FeeState.None,
    };

    /// <summary>The facts after an action.</summary>
    /// <returns>Null when the action does not fit where the fee stands: nothing changes.</returns>
    public static FeeFacts? After(FeeFacts facts, FeeAction action, DateTime at) => (Resolve(facts), action) switch
    {
        (FeeState.None, FeeAction.Claim) => new FeeFacts { ClaimableAt = at },
        // Answered anew after it was revoked: the work is done again, and so it is this month's.
        (FeeState.Cancelled, FeeAction.Claim) => facts with { ClaimableAt = at, HeldAt = null, CancelledAt = null },
        (FeeState.OnHold or FeeState.Invoiced, FeeAction.Claim) when facts is not { HeldAt: null, CancelledAt: null } => facts with { HeldAt = null, CancelledAt = null },
        (FeeState.Claimable or FeeState.Rejected or FeeState.Invoiced, FeeAction.Hold) when facts.HeldAt is null => facts with { HeldAt = at },
        (FeeState.OnHold or FeeState.Invoiced, FeeAction.Lift) when facts.HeldAt is not null => facts with { HeldAt = null },
        (FeeState.Claimable or FeeState.OnHold or FeeState.Invoiced or FeeState.Rejected or FeeState.Paid, FeeAction.Cancel) when facts.CancelledAt is null =>
            facts with { CancelledAt = at },
        (FeeState.Claimable or FeeState.Rejected, FeeAction.Invoice) => facts with { InvoicedAt = at, RejectedAt = null },
        (FeeState.Invoiced, FeeAction.Reject) => facts with { RejectedAt = at },
        (FeeState.Invoiced, FeeAction.Pay) when facts is { HeldAt: null, CancelledAt: null } => facts with { PaidAt = at },
        _ => null,
    };

    /// <summary>Whether the action has been done already, so that doing it again changes nothing.</summary>
    public static bool IsRepeat(FeeState state, FeeAction action) =>
        (state, action) is (FeeState.Rejected, FeeAction.Reject) or (FeeState.Paid, FeeAction.Pay);

    /// <returns>Null when the actor may do it now; else why not.</returns>
    public static Refusal? WhyNot(Fee fee, FeeAction action, ActionContext actor) =>
        WhyNotRole(fee, action, actor) ?? (After(fee.Facts, action, actor.At) is null ? new Refusal(WhyNotState(fee)) : null);

    /// <summary>What the clinic has typed, if anything is wrong with it.</summary>
    /// <param name="fields">The name of the field of the amount.</param>
    /// <param name="amountOre">The amount that the clinic typed; null when none could be read.</param>
    public static IReadOnlyList<FieldError> CheckInvoice(Fee fee, string fields, int? amountOre, string reference)
    {
        var errors = new List<FieldError>();
        if (fee.MayTypeAmount && amountOre is null)
        {
            errors.Add(new FieldError(fields, "Errors.FeeToInvoice"));
        }

        if (TextRules.CheckLine("reference", reference, LongestReference) is { } error)
        {
            errors.Add(error);
        }

        return errors;
    }

    /// <summary>What is wrong with the reason for sending an invoice back; null when nothing is.</summary>
    public static FieldError? CheckReason(string reason) =>
        reason.Length == 0 ? new FieldError("reason", "Errors.RejectReason") : TextRules.CheckText("reason", reason, LongestReason);

    /// <summary>What a type cost on a day, as the municipality has settled it.</summary>
    /// <param name="feeRule">The type's rule: an own fee is what the clinic takes, whatever a municipality has written down.</param>
    /// <param name="newestFirst">Every version of the municipality's settings of the type. One whose amount begins later leaves the amount before it in force.</param>
    public static FeeAmount AmountOn(string feeRule, IEnumerable<TypeSettings> newestFirst, DateOnly day) =>
        feeRule != "OwnFee"
        && newestFirst.FirstOrDefault(settings => settings.FeeFromOn is not { } from || from <= day) is { FeeOre: { } ore, FeeFromOn: { } fromOn } settled
            ? new FeeAmount(ore, fromOn, settled.FeeSource)
            : FeeAmount.Unknown;

    /// <summary>The user identity of an invoice: who ordered, and in which unit.</summary>
    public static string IdentityOf(string caseworkerName, string unitName) =>
        $"{caseworkerName}, {unitName}" is var identity && identity.Length > LongestIdentity ? identity[..LongestIdentity] : identity;

    private static Refusal? WhyNotRole(Fee fee, FeeAction action, ActionContext actor) => action switch
    {
        FeeAction.Invoice => actor.Role.IsClinic() && actor.ClinicId == fee.ClinicId ? null : new Refusal("Refusals.OnlyClinicInvoices"),
        FeeAction.Reject or FeeAction.Pay => IsItsMunicipality(fee, actor) ? null : new Refusal("Refusals.OnlyMunicipalityPays"),
        FeeAction.Claim or FeeAction.Hold or FeeAction.Lift or FeeAction.Cancel => new Refusal("Refusals.FeeFollowsCertificate"),
    };

    private static string WhyNotState(Fee fee) => fee.State switch
    {
        FeeState.None => "Refusals.FeeNone",
        FeeState.Claimable => "Refusals.FeeNotInvoiced",
        FeeState.OnHold => "Refusals.FeeOnHold",
        FeeState.Invoiced => fee.IsToBeRejected ? "Refusals.FeeToBeRejected" : fee.IsHeldInvoice ? "Refusals.FeeOnHold" : "Refusals.FeeInvoiced",
        FeeState.Rejected => "Refusals.FeeRejected",
        FeeState.Paid => "Refusals.FeePaid",
        FeeState.Cancelled => "Refusals.FeeCancelled",
    };

    /// <summary>The case's caseworker, and everybody who works for its unit.</summary>
    private static bool IsItsMunicipality(Fee fee, ActionContext actor) =>
        actor.Role.IsCasework()
        && actor.MunicipalityId == fee.MunicipalityId
        && (actor.PersonId == fee.CaseworkerId || actor.UnitIds.Contains(fee.UnitId));
}
