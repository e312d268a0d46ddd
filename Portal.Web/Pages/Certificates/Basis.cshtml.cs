using Microsoft.AspNetCore.Mvc;
using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>Finds another basis for a request that stands still because its consent is gone.</summary>
public sealed class BasisPageModel(
    CertificateService certificates, CertificateRepository repository, CitizenRepository citizens, BasisForms bases, CurrentUser user, Texts texts)
    : CertificateActModel(repository, user, texts)
{
    public BasisForm Basis { get; private set; } = null!;

    public RequestContent Written { get; private set; } = RequestContent.Empty;

    public CertificateSection Section => Certificate.Type.Definition.RequestSections.First(part => part.Id == CertificateForms.BasisSection);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (CertificateRules.WhyNot(Certificate, CertificateAction.Resume, By) is not null)
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
        var outcome = await certificates.ResumeAsync(Certificate.Id, version, input, By, ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(CertificateLinks.Done(Certificate.Id, "resumed"));
        }

        Basis = Basis with { NewConsent = Basis.NewConsent with { Errors = outcome.Errors } };
        return await AgainAsync(outcome, ct);
    }

    private async Task<Citizen> CitizenAsync(CancellationToken ct) => (await citizens.FindAsync(Certificate.Citizen.Id, By, ct))!;
}
