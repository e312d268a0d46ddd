using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Certificates;

/// <summary>Finds another basis for a request that stands still because its consent is gone.</summary>
public sealed class BasisPageModel(
    CertificateService certificates, CertificateRepository repository, CitizenRepository citizens, BasisForms bases, CurrentUser user, Texts texts)
    : CertificatePageModel
{
    public BasisForm Basis { get; private set; } = null!;

    public RequestContent Written { get; private set; } = RequestContent.Empty;

    public int Version { get; private set; }

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    public CertificateSection Section => Certificate.Type.Definition.RequestSections.First(part => part.Id == CertificateForms.BasisSection);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (CertificateRules.WhyNot(Certificate, CertificateAction.Resume, user.Acting()) is not null)
        {
            return LocalRedirect(CertificateLinks.Details(Certificate.Id));
        }

        // The consent that is gone is not chosen again.
        Version = Certificate.Version;
        Basis = await bases.OfAsync(Certificate.Type.Definition, await CitizenAsync(ct), chosen: null, begun: null, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int version, CancellationToken ct)
    {
        Version = version;
        Written = RequestForm.Read(Request.Form, Certificate.Type.Definition);
        Basis = await bases.PostedAsync(Request.Form, Certificate.Type.Definition, await CitizenAsync(ct), ct);
        var input = BasisForms.With(
            new RequestInput { CommandId = Guid.Empty, TypeVersionId = Certificate.Type.Id, CitizenId = Certificate.Citizen.Id, Content = Written }, Basis);
        var outcome = await certificates.ResumeAsync(Certificate.Id, version, input, user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(CertificateLinks.Done(Certificate.Id, "resumed"));
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
        Basis = Basis with { NewConsent = Basis.NewConsent with { Errors = Errors } };
        ViewData["HasErrors"] = Errors.Count > 0;
        return this.PageWithStatus(outcome.Kind == OutcomeKind.Invalid ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict);
    }

    private async Task<Citizen> CitizenAsync(CancellationToken ct) => (await citizens.FindAsync(Certificate.Citizen.Id, user.Acting(), ct))!;
}
