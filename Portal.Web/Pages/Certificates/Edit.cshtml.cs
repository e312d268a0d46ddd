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

    /// <summary>The draft as the doctor would see it; null unless that was asked for.</summary>
    public RequestPreview? Preview { get; private set; }

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

    /// <summary>Keeps the draft and goes on to the question to the medical consultant.</summary>
    public Task<IActionResult> OnPostSparAsync(CancellationToken ct) => SaveAsync(send: false, ct, CertificateLinks.Sparring);

    /// <summary>The form again as it was posted: the way back from the preview.</summary>
    public Task<IActionResult> OnPostBackAsync(CancellationToken ct) => RedrawAsync(form => form, ct);

    /// <summary>The form again, with one box more for a question.</summary>
    public Task<IActionResult> OnPostMoreAsync(CancellationToken ct) => RedrawAsync(form => form with { ExtraBoxes = 1 }, ct);

    /// <summary>The form again, with a question of the library in it.</summary>
    public Task<IActionResult> OnPostInsertAsync(string? insert, CancellationToken ct) => RedrawAsync(form => form.Inserting(insert), ct);

    /// <summary>The advice on the text: the form again, or for the page's own script the advice alone.</summary>
    public async Task<IActionResult> OnPostCheckAsync(CancellationToken ct)
    {
        Form = await forms.CheckedAsync(await PostedAsync(ct), ct);
        return Request.IsFetch() ? Partial("_Hints", Form.Hints) : Page();
    }

    /// <summary>The request as the doctor will see it.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken ct)
    {
        Form = await PostedAsync(ct);
        Preview = await forms.PreviewAsync(Form, Request.Form, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostDiscardAsync(int version, CancellationToken ct)
    {
        var outcome = await certificates.DiscardAsync(Certificate.Id, version, user.Acting(), ct);
        return LocalRedirect(outcome.IsDone ? CertificateLinks.Index : CertificateLinks.Edit(Certificate.Id));
    }

    private async Task<IActionResult> RedrawAsync(Func<RequestForm, RequestForm> change, CancellationToken ct)
    {
        Form = change(await PostedAsync(ct));
        return Page();
    }

    private async Task<IActionResult> SaveAsync(bool send, CancellationToken ct, Func<Guid, string>? next = null)
    {
        var posted = await PostedAsync(ct);
        var outcome = await certificates.EditAsync(Certificate.Id, posted.Version, posted.ToInput(), send, user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(next?.Invoke(outcome.Id) ?? CertificateLinks.Done(outcome.Id, send ? "sent" : "draft-saved"));
        }

        Form = await forms.RefusedAsync(posted, outcome, ct);
        switch (outcome.Kind)
        {
            case OutcomeKind.Invalid:
                ViewData["HasErrors"] = true;
                return this.PageWithStatus(StatusCodes.Status400BadRequest);
            case OutcomeKind.Refused:
                Banner = Form.Earlier.IsRefused ? null : new Banner(texts[outcome.Reason!], IsWarning: true);
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
        await forms.PostedAsync(Request.Form, Certificate.Type, (await citizens.FindAsync(Certificate.Citizen.Id, user.Acting(), ct))!, ct) with
        {
            Sparrings = await forms.SparringsAsync(Certificate, ct),
        };
}
