using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Certificates;

/// <summary>A page whose one form does something to a certificate.</summary>
public abstract class CertificateActModel(CertificateRepository repository, CurrentUser user, Texts texts) : CertificatePageModel
{
    /// <summary>The version of the certificate that the form stands on.</summary>
    public int Version { get; protected set; }

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    /// <summary>Who acts.</summary>
    protected Portal.Data.Audit.ActionContext By => user.Acting();

    /// <summary>The page again, after what was asked for could not be done; when somebody else was first, it now stands on what they did.</summary>
    protected async Task<IActionResult> AgainAsync(Outcome outcome, CancellationToken ct)
    {
        if (outcome.Kind == OutcomeKind.ChangedByOther && await repository.FindAsync(Certificate.Id, By, ct) is { } now)
        {
            Version = now.Version;
            Banner = new Banner(texts["Certificates.ChangedMeanwhile", now.ChangedByName], IsWarning: true);
        }
        else if (outcome.Reason is not null)
        {
            Banner = new Banner(texts[outcome.Reason], IsWarning: true);
        }

        Errors = outcome.Errors;
        return this.PageAfter(outcome);
    }
}
