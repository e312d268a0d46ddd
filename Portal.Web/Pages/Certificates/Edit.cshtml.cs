using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Certificates;

/// <summary>Goes on with a draft of a request.</summary>
public sealed class EditModel(
    CertificateService certificates, CertificateRepository repository, CitizenRepository citizens, RequestForms forms, CurrentUser user, Texts texts)
    : CertificatePageModel
{
    public RequestForm Form { get; private set; } = null!;

    public Banner? Banner { get; private set; }

    /// <summary>What somebody else saved since the form was drawn; null when nobody did.</summary>
    public Certificate? Theirs { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (CertificateRules.WhyNot(Certificate, CertificateAction.Edit, user.Acting()) is not null)
        {
            return LocalRedirect(CertificateLinks.Details(Certificate.Id));
        }

        Certificate = await certificates.ViewAsync(Certificate, user.Acting(), ct);
        Form = await forms.OfDraftAsync(Certificate, (await citizens.FindAsync(Certificate.Citizen.Id, user.Acting(), ct))!, ct);
        return Page();
    }

    public Task<IActionResult> OnPostSendAsync(CancellationToken ct) => SaveAsync(send: true, ct);

    public Task<IActionResult> OnPostSaveAsync(CancellationToken ct) => SaveAsync(send: false, ct);

    /// <summary>The form again, with one box more for a question.</summary>
    public async Task<IActionResult> OnPostMoreAsync(CancellationToken ct)
    {
        Form = await PostedAsync(ct) with { ExtraBoxes = 1 };
        return Page();
    }

    public async Task<IActionResult> OnPostDiscardAsync(int version, CancellationToken ct)
    {
        var outcome = await certificates.DiscardAsync(Certificate.Id, version, user.Acting(), ct);
        return LocalRedirect(outcome.IsDone ? CertificateLinks.Index : CertificateLinks.Edit(Certificate.Id));
    }

    private async Task<IActionResult> SaveAsync(bool send, CancellationToken ct)
    {
        Form = await PostedAsync(ct);
        var outcome = await certificates.EditAsync(Certificate.Id, Form.Version, RequestForms.ToInput(Form), send, user.Acting(), ct);
        switch (outcome.Kind)
        {
            case OutcomeKind.Done:
                return LocalRedirect(CertificateLinks.Done(outcome.Id, send ? "sent" : "draft-saved"));
            case OutcomeKind.Invalid:
                Form = Form with { Errors = outcome.Errors };
                ViewData["HasErrors"] = true;
                return this.PageWithStatus(StatusCodes.Status400BadRequest);
            case OutcomeKind.Refused:
                Banner = new Banner(texts[outcome.Reason!], IsWarning: true);
                return this.PageWithStatus(StatusCodes.Status409Conflict);
            case OutcomeKind.ChangedByOther:
                // The form now stands on what the other wrote: sending it again is a choice made with both texts in view.
                Theirs = await repository.FindAsync(Certificate.Id, user.Acting(), ct);
                Form = Form with { Version = Theirs?.Version ?? Form.Version, CommandId = Guid.CreateVersion7() };
                return this.PageWithStatus(StatusCodes.Status409Conflict);
            default:
                return NotFound();
        }
    }

    private async Task<RequestForm> PostedAsync(CancellationToken ct) =>
        await forms.PostedAsync(Request.Form, Certificate.Type, (await citizens.FindAsync(Certificate.Citizen.Id, user.Acting(), ct))!, ct);
}
