using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Fees;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Fees;

/// <summary>The fees of a month: a clinic invoices them, a municipality's caseworkers pay or reject them.</summary>
public sealed class IndexModel(FeeRepository fees, FeeService service, AuditLog audit, CurrentUser user, When when, Texts texts) : PageModel
{
    // So many ids fit into the detail of one row of the access log.
    public const int PageSize = 50;

    private const string AmountPrefix = "amount-";

    public FeeMonth Month { get; private set; } = null!;

    public IReadOnlyList<Fee> Items { get; private set; } = [];

    public IReadOnlyList<FeeSum> Sums { get; private set; } = [];

    /// <summary>Where the next page begins; null on the last page.</summary>
    public ListCursor? Next { get; private set; }

    /// <summary>The month before, where there is anything before; else null.</summary>
    public FeeMonth? Earlier { get; private set; }

    /// <summary>The month after, up to the present one; else null.</summary>
    public FeeMonth? Later { get; private set; }

    public Guid CommandId { get; private set; } = Guid.CreateVersion7();

    /// <summary>What was typed into the boxes of the form, by the name of the box.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; private set; } = new Dictionary<string, string>();

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    /// <summary>Whether the viewer can invoice anything on the page.</summary>
    public bool CanInvoice => Items.Any(fee => FeeRules.WhyNot(fee, FeeAction.Invoice, user.Acting()) is null && fee is { State: FeeState.Claimable, UnitEan: not null });

    public async Task OnGetAsync(string? month, string? after, string? done, CancellationToken ct)
    {
        Banner = done switch
        {
            "invoiced" => new Banner(texts["Fees.Done.invoiced-month"]),
            "paid" => new Banner(texts["Fees.Done.paid"]),
            _ => null,
        };
        await LoadAsync(month, ListCursor.TryParse(after), ct);
    }

    /// <summary>The month as a file for a spreadsheet.</summary>
    public IActionResult OnGetCsv(string? month) => new FeeFile(MonthOf(month));

    /// <summary>Invoices everything on the form that has an amount and a place to go to.</summary>
    public async Task<IActionResult> OnPostInvoiceAsync(string? month, CancellationToken ct)
    {
        Typed = Request.Form.ToDictionary(field => field.Key, field => TextRules.Clean(field.Value));
        CommandId = Guid.TryParse(Request.Form["commandId"], out var command) ? command : CommandId;
        var input = new InvoiceMonthInput
        {
            CommandId = CommandId,
            Month = MonthOf(month),
            AmountsKroner = Typed.Where(field => field.Key.StartsWith(AmountPrefix, StringComparison.Ordinal) && field.Value.Length > 0 && Guid.TryParse(field.Key[AmountPrefix.Length..], out _))
                .ToDictionary(field => Guid.Parse(field.Key[AmountPrefix.Length..]), field => field.Value),
            Reference = Typed.GetValueOrDefault("reference", ""),
        };
        var outcome = await service.InvoiceMonthAsync(input, user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(FeeLinks.MonthDone(input.Month, "invoiced"));
        }

        CommandId = Guid.CreateVersion7();
        Errors = outcome.Errors;
        Banner = outcome.Kind switch
        {
            OutcomeKind.Refused => new Banner(texts[outcome.Reason!], IsWarning: true),
            OutcomeKind.ChangedByOther => new Banner(texts["Fees.ChangedMeanwhile"], IsWarning: true),
            OutcomeKind.Done or OutcomeKind.Invalid or OutcomeKind.NotFound => null,
        };
        await LoadAsync(month, null, ct);
        return this.PageAfter(outcome);
    }

    private FeeMonth MonthOf(string? text) => FeeMonth.TryParse(text) ?? FeeMonth.Of(when.Today);

    private async Task LoadAsync(string? month, ListCursor? after, CancellationToken ct)
    {
        Month = MonthOf(month);
        var by = user.Acting();
        var rows = await fees.ListAsync(Month, by, after, PageSize + 1, ct);
        Items = [.. rows.Take(PageSize)];
        Next = rows.Count > PageSize ? new ListCursor(Items[^1].SortAt, Items[^1].RequestId) : null;
        Sums = await fees.SumAsync(Month, by, ct);
        var first = await fees.FindFirstMonthAsync(by, ct);
        Earlier = first is not null && first.FirstOn < Month.FirstOn ? Month.Previous : null;
        Later = Month.FirstOn < FeeMonth.Of(when.Today).FirstOn ? Month.Next : null;
        await audit.WriteReadAsync(by, "fee.list", "CertificateFee", null, null, string.Join(' ', Items.Select(fee => fee.RequestId)), ct);
    }
}
