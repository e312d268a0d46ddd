using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>Cancels a request that is not answered.</summary>
public sealed class WithdrawModel(CertificateService certificates, CertificateRepository repository, CurrentUser user, Texts texts)
    : CertificateActModel(repository, user, texts)
{
    public WithdrawalReason? Reason { get; private set; }

    public string Note { get; private set; } = "";

    public IActionResult OnGet()
    {
        if (CertificateRules.WhyNot(Certificate, CertificateAction.Withdraw, By) is not null)
        {
            return LocalRedirect(CertificateLinks.Details(Certificate.Id));
        }

        Version = Certificate.Version;
        Reason = Certificate.Status switch
        {
            CertificateStatus.Paused => WithdrawalReason.ConsentWithdrawn,
            CertificateStatus.NoShow => WithdrawalReason.NoShow,
            _ => null,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int version, string? reason, string? note, CancellationToken ct)
    {
        (Version, Note) = (version, TextRules.Clean(note));
        Reason = Enum.TryParse<WithdrawalReason>(reason, out var value) && Enum.IsDefined(value) ? value : null;
        var outcome = await certificates.WithdrawAsync(Certificate.Id, version, Reason, Note, By, ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(CertificateLinks.Done(Certificate.Id, "withdrawn"));
        }

        return await AgainAsync(outcome, ct);
    }
}
