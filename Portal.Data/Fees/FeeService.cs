using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Fees;

/// <summary>What people do with fees: the clinic invoices, the municipality pays or sends the invoice back.</summary>
public sealed class FeeService(DbSession db, FeeRepository fees, CommandLog commands, AuditLog audit)
{
    /// <summary>How many invoices are made at once; more of one month are made by doing it again.</summary>
    public const int MostAtOnce = 500;

    private const string OfOne = "fee.invoice";
    private const string OfMonth = "fee.invoice-month";

    /// <summary>Sends the invoice for one certificate, or sends one again that was rejected: it keeps its number.</summary>
    /// <returns>Refused also when the unit has no EAN number; ChangedByOther when the fee has changed since the form was drawn.</returns>
    public async Task<Outcome> InvoiceAsync(Guid requestId, InvoiceInput input, ActionContext by, CancellationToken ct)
    {
        var content = PortalJson.Write(new { requestId, input });
        await using var transaction = await db.BeginAsync(ct);
        if (await commands.FindRepeatAsync(input.CommandId, OfOne, content, by, ct) is { } repeat)
        {
            return repeat;
        }

        if (await fees.FindAsync(requestId, by, ct) is not { } fee)
        {
            return Outcome.NotFound;
        }

        if ((FeeRules.WhyNot(fee, FeeAction.Invoice, by) ?? WhyNoEan(fee)) is { } reason)
        {
            // The first of two clicks may have been carried out between the two looks.
            return await commands.FindRepeatAsync(input.CommandId, OfOne, content, by, ct) ?? Outcome.Refused(reason);
        }

        var amount = AmountOf(fee, input.AmountKroner);
        if (FeeRules.CheckInvoice(fee, "amount", amount, input.Reference) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        var last = await fees.TakeTurnAsync(fee.ClinicId, ct);
        if (fee.Version != input.Version
            || !await SendAsync(fee, amount, fee.InvoiceNumber ?? last + 1, input.Reference, by, ct)
            || !await commands.TryRememberAsync(input.CommandId, OfOne, content, requestId, by, ct))
        {
            return await commands.YieldAsync(transaction, input.CommandId, OfOne, content, by, ct);
        }

        await transaction.CommitAsync(ct);
        return Outcome.Done(requestId, fee.Version + 1);
    }

    /// <summary>Sends the invoices for all of a month that can be invoiced: those with an amount and an EAN number. The rest stays as it is.</summary>
    /// <returns>Invalid names the amounts that are none; Refused when nothing could be invoiced.</returns>
    public async Task<Outcome> InvoiceMonthAsync(InvoiceMonthInput input, ActionContext by, CancellationToken ct)
    {
        if (!by.Role.IsClinic() || by.ClinicId is not { } clinicId)
        {
            return Outcome.Refused(new Refusal("Refusals.OnlyClinicInvoices"));
        }

        var content = PortalJson.Write(new { input.Month.FirstOn, input.Reference, Amounts = input.AmountsKroner.OrderBy(amount => amount.Key).ToList() });
        await using var transaction = await db.BeginAsync(ct);
        var number = await fees.TakeTurnAsync(clinicId, ct);
        if (await commands.FindRepeatAsync(input.CommandId, OfMonth, content, by, ct) is { } repeat)
        {
            return repeat;
        }

        var claimable = (await fees.ListClaimableAsync(input.Month, clinicId, MostAtOnce, ct)).Where(fee => fee.UnitEan is not null).ToList();
        var ready = claimable.Where(fee => !fee.MayTypeAmount || Typed(fee).Length > 0).ToList();
        var errors = ready.SelectMany(fee => FeeRules.CheckInvoice(fee, InvoiceMonthInput.AmountField(fee.RequestId), AmountOf(fee, Typed(fee)), input.Reference)).ToList();
        if (errors.Count > 0)
        {
            return Outcome.Invalid([.. errors.DistinctBy(error => error.Field)]);
        }

        if (ready.Count == 0)
        {
            return Outcome.Refused(new Refusal("Refusals.NothingToInvoice"));
        }

        foreach (var fee in ready)
        {
            if (!await SendAsync(fee, AmountOf(fee, Typed(fee)), ++number, input.Reference, by, ct))
            {
                return await commands.YieldAsync(transaction, input.CommandId, OfMonth, content, by, ct);
            }
        }

        if (!await commands.TryRememberAsync(input.CommandId, OfMonth, content, clinicId, by, ct))
        {
            return await commands.YieldAsync(transaction, input.CommandId, OfMonth, content, by, ct);
        }

        await transaction.CommitAsync(ct);
        return Outcome.Done(clinicId);

        string Typed(Fee fee) => input.AmountsKroner.GetValueOrDefault(fee.RequestId, "");
    }

    /// <summary>Sends the invoice back to the clinic.</summary>
    /// <returns>Invalid without a reason; ChangedByOther when the fee has changed since the form was drawn.</returns>
    public Task<Outcome> RejectAsync(Guid requestId, int version, string reason, ActionContext by, CancellationToken ct) =>
        SettleAsync(requestId, version, FeeAction.Reject, FeeRules.CheckReason(reason), fee => fee with { RejectReason = reason }, "fee.reject", by, ct);

    /// <summary>Notes that the invoice is paid. The payment itself happens in the municipality's own system.</summary>
    public Task<Outcome> PayAsync(Guid requestId, int version, ActionContext by, CancellationToken ct) =>
        SettleAsync(requestId, version, FeeAction.Pay, null, fee => fee, "fee.pay", by, ct);

    private async Task<Outcome> SettleAsync(
        Guid requestId, int version, FeeAction action, FieldError? error, Func<Fee, Fee> change, string act, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await fees.FindAsync(requestId, by, ct) is not { } fee)
        {
            return Outcome.NotFound;
        }

        if (FeeRules.IsRepeat(fee.State, action) && by.Role.IsCasework())
        {
            return Outcome.Done(requestId, fee.Version);
        }

        if (FeeRules.WhyNot(fee, action, by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        if (error is not null)
        {
            return Outcome.Invalid([error]);
        }

        if (fee.Version != version || !await fees.SetAsync(change(fee), FeeRules.After(fee.Facts, action, by.At)!, by, ct))
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, act, "CertificateFee", requestId, fee.CitizenId, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(requestId, version + 1);
    }

    private async Task<bool> SendAsync(Fee fee, int? amountOre, int number, string reference, ActionContext by, CancellationToken ct)
    {
        var invoiced = fee with
        {
            AmountOre = amountOre,
            InvoicedEan = fee.UnitEan,
            InvoicedIdentity = FeeRules.IdentityOf(fee.CaseworkerName, fee.UnitName),
            InvoiceNumber = number,
            ClinicReference = reference.Length == 0 ? null : reference,
        };
        if (!await fees.SetAsync(invoiced, FeeRules.After(fee.Facts, FeeAction.Invoice, by.At)!, by, ct))
        {
            return false;
        }

        await audit.WriteAsync(by, "fee.invoice", "CertificateFee", fee.RequestId, fee.CitizenId, null, ct);
        return true;
    }

    private static int? AmountOf(Fee fee, string typed) => fee.MayTypeAmount ? TypeSettingsReader.OreOf(typed) : fee.AmountOre;

    private static Refusal? WhyNoEan(Fee fee) => fee.UnitEan is null ? new Refusal("Refusals.NoEan", fee.UnitName) : null;
}
