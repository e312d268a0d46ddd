using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Certificates;

/// <summary>Cancels a request that is not answered.</summary>
public sealed class WithdrawModel(CertificateService certificates, CertificateRepository repository, CurrentUser user, Texts texts) : CertificatePageModel
{
    public WithdrawalReason? Reason { get; private set; }

    public string Note { get; private set; } = "";

    public int Version { get; private set; }

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    public IActionResult OnGet()
    {
        if (CertificateRules.WhyNot(Certificate, CertificateAction.Withdraw, user.Acting()) is not null)
        {
            return LocalRedirect(CertificateLinks.Details(Certificate.Id));
        }

        Version = Certificate.Version;
        Reason = Certificate.Status == CertificateStatus.Paused ? WithdrawalReason.ConsentWithdrawn : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int version, string? reason, string? note, CancellationToken ct)
    {
        (Version, Note) = (version, TextRules.Clean(note));
        Reason = Enum.TryParse<WithdrawalReason>(reason, out var value) && Enum.IsDefined(value) ? value : null;
        var outcome = await certificates.WithdrawAsync(Certificate.Id, version, Reason, Note, user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(CertificateLinks.Done(Certificate.Id, "withdrawn"));
        }

        if (outcome.Kind == OutcomeKind.ChangedByOther && await repository.FindAsync(Certificate.Id, user.Acting(), ct) is { } now)
        {
            Version = now.Version;
            Banner = new Banner(texts["Certificates.ChangedMeanwhile", now.ChangedByName], IsWarning: true);
        }
        else if (outcome.Reason is not null)
        {
            Banner = new Banner(texts[outcome.Reason], IsWarning: true);
        }

        Errors = outcome.Errors;
        ViewData["HasErrors"] = Errors.Count > 0;
        return this.PageWithStatus(outcome.Kind == OutcomeKind.Invalid ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict);
    }
}
