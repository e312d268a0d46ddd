using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Fees;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Fees;

/// <summary>The invoice basis of one certificate, and what the viewer can do about it.</summary>
public sealed class DetailsModel(FeeService service, FeeRepository fees, AuditLog audit, CurrentUser user, Texts texts) : PageModel
{
    /// <summary>The fee that the folder's filter has found and shown to be the viewer's.</summary>
    public Fee Fee { get; set; } = null!;

    public Guid CommandId { get; private set; } = Guid.CreateVersion7();

    /// <summary>The boxes as they were typed.</summary>
    public string Amount { get; private set; } = "";

    public string Reference { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    public bool May(FeeAction action) => FeeRules.WhyNot(Fee, action, user.Acting()) is null;

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        Banner = done is "invoiced" or "rejected" or "paid" ? new Banner(texts[$"Fees.Done.{done}"]) : null;
        Amount = Fee is { MayTypeAmount: true, AmountOre: not null } ? FeeWords.Plain(Fee.AmountOre) : "";
        Reference = Fee.ClinicReference ?? "";
        await LogAsync(ct);
    }

    public async Task<IActionResult> OnPostInvoiceAsync(Guid? commandId, int version, string? amount, string? reference, CancellationToken ct)
    {
        (Amount, Reference) = (TextRules.Clean(amount), TextRules.Clean(reference));
        var input = new InvoiceInput { CommandId = commandId ?? CommandId, Version = version, AmountKroner = Amount, Reference = Reference };
        return await AnswerAsync(await service.InvoiceAsync(Fee.RequestId, input, user.Acting(), ct), "invoiced", null, ct);
    }

    public async Task<IActionResult> OnPostRejectAsync(int version, string? reason, CancellationToken ct)
    {
        Reason = TextRules.Clean(reason);
        return await AnswerAsync(await service.RejectAsync(Fee.RequestId, version, Reason, user.Acting(), ct), "rejected", null, ct);
    }

    /// <param name="list">The month whose list the button stood in; none when it stood on this page.</param>
    public async Task<IActionResult> OnPostPayAsync(int version, string? list, CancellationToken ct) =>
        await AnswerAsync(await service.PayAsync(Fee.RequestId, version, user.Acting(), ct), "paid", FeeMonth.TryParse(list), ct);

    private async Task<IActionResult> AnswerAsync(Outcome outcome, string done, FeeMonth? list, CancellationToken ct)
    {
        if (outcome.IsDone)
        {
            return LocalRedirect(list is null ? FeeLinks.Done(Fee.RequestId, done) : FeeLinks.MonthDone(list, done));
        }

        if (outcome.Kind == OutcomeKind.NotFound || await fees.FindAsync(Fee.RequestId, user.Acting(), ct) is not { } now)
        {
            return NotFound();
        }

        Fee = now;
        Errors = outcome.Errors;
        Banner = outcome.Kind switch
        {
            OutcomeKind.Refused => new Banner(texts[outcome.Reason!], IsWarning: true),
            OutcomeKind.ChangedByOther => new Banner(texts["Fees.ChangedMeanwhile"], IsWarning: true),
            OutcomeKind.Done or OutcomeKind.Invalid or OutcomeKind.NotFound => null,
        };
        await LogAsync(ct);
        return this.PageAfter(outcome);
    }

    private Task LogAsync(CancellationToken ct) => audit.WriteReadAsync(user.Acting(), "fee.read", "CertificateFee", Fee.RequestId, Fee.CitizenId, null, ct);
}
