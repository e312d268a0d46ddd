using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Offers;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Certificates;

/// <summary>What the clinic does with the answer form. The form itself stands on the certificate's page; each handler shows it again or leads back there.</summary>
public sealed class AnswerModel(
    AnswerService answers, CertificateRepository certificates, OfferRepository offers, CurrentUser user, Texts texts) : CertificatePageModel
{
    private const int MostFound = 12;

    public CertificatePage View { get; private set; } = null!;

    public IActionResult OnGet() => LocalRedirect(CertificateLinks.Details(Certificate.Id));

    /// <summary>Signs what stands in the form. The draft is not asked.</summary>
    public async Task<IActionResult> OnPostSignAsync(CancellationToken ct)
    {
        var input = Posted();
        return await ShowAsync(await answers.SignAsync(Certificate.Id, input, user.Acting(), ct), input, "signed", ct);
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken ct)
    {
        var input = Posted();
        return await ShowAsync(await answers.SaveDraftAsync(Certificate.Id, input, user.Acting(), ct), input, "answer-saved", ct);
    }

    /// <summary>Saves while the doctor writes; answers in words that the page shows beside the buttons.</summary>
    public async Task<IActionResult> OnPostDraftAsync([FromServices] When when, CancellationToken ct)
    {
        var input = Posted();
        var outcome = await answers.SaveDraftAsync(Certificate.Id, input, user.Acting(), ct);
        var (filled, total) = CertificateForms.Progress(Certificate.Type.Definition, Certificate.Request, await answers.ContentAsync(input, ct));
        return outcome.Kind switch
        {
            OutcomeKind.Done => new JsonResult(new
            {
                version = outcome.Version,
                message = texts["Certificates.SavedAt", when.Clock(user.Now)],
                progress = texts["Certificates.Progress", filled, total],
            }),
            OutcomeKind.Invalid => Words(StatusCodes.Status400BadRequest, texts[outcome.Errors[0]]),
            OutcomeKind.Refused => Words(StatusCodes.Status409Conflict, texts[outcome.Reason!]),
            OutcomeKind.ChangedByOther => Words(StatusCodes.Status409Conflict, texts["Certificates.DraftConflictShort"]),
            OutcomeKind.NotFound => NotFound(),
        };
    }

    /// <summary>The form again, with what the catalogue has for the words that were typed.</summary>
    public async Task<IActionResult> OnPostFindOffersAsync(string? offerSearch, CancellationToken ct)
    {
        await DrawAsync(Posted(), ct);
        View = View with { Form = View.Form! with { Search = await SearchAsync(offerSearch, ct) } };
        return Page();
    }

    /// <summary>Only the list of offers found, for the page's own script.</summary>
    public async Task<IActionResult> OnGetOffersAsync(string? q, CancellationToken ct) =>
        Partial("_OfferResults", await SearchAsync(q, ct));

    public Task<IActionResult> OnPostAddOfferAsync(Guid addOffer, CancellationToken ct)
    {
        var input = Posted();
        return ChangeOffersAsync(input with { OfferVersionIds = [.. input.OfferVersionIds.Append(addOffer).Distinct()] }, ct);
    }

    public Task<IActionResult> OnPostRemoveOfferAsync(Guid removeOffer, CancellationToken ct)
    {
        var input = Posted();
        return ChangeOffersAsync(input with { OfferVersionIds = [.. input.OfferVersionIds.Where(id => id != removeOffer)] }, ct);
    }

    private static JsonResult Words(int status, string message) => new(new { message }) { StatusCode = status };

    private AnswerInput Posted() => AnswerForm.Read(Request.Form, Certificate.Type.Definition, Certificate.Request);

    private async Task<IActionResult> ChangeOffersAsync(AnswerInput input, CancellationToken ct) =>
        await ShowAsync(await answers.SaveDraftAsync(Certificate.Id, input, user.Acting(), ct), input, "answer-saved", ct, "#offers");

    private async Task<OfferSearch> SearchAsync(string? text, CancellationToken ct) =>
        new(text ?? "", [.. (await offers.ListPublishedAsync(text, user.Viewer.HomeMunicipalityId, ct)).Take(MostFound)]);

    private async Task<IActionResult> ShowAsync(Outcome outcome, AnswerInput input, string deed, CancellationToken ct, string fragment = "")
    {
        switch (outcome.Kind)
        {
            case OutcomeKind.Done:
                return LocalRedirect(CertificateLinks.Done(Certificate.Id, deed) + fragment);
            case OutcomeKind.Invalid:
                await DrawAsync(input, ct);
                View = View with { Form = View.Form! with { Errors = outcome.Errors } };
                ViewData["HasErrors"] = true;
                return this.PageWithStatus(StatusCodes.Status400BadRequest);
            case OutcomeKind.Refused:
                await DrawAsync(input, ct);
                View = View with { Banner = new Banner(texts[outcome.Reason!], IsWarning: true) };
                return this.PageWithStatus(StatusCodes.Status409Conflict);
            case OutcomeKind.ChangedByOther:
                await DrawConflictAsync(input, ct);
                return this.PageWithStatus(StatusCodes.Status409Conflict);
            default:
                return NotFound();
        }
    }

    private async Task DrawAsync(AnswerInput input, CancellationToken ct) => View = new CertificatePage
    {
        Certificate = Certificate,
        Form = new AnswerForm
        {
            Certificate = Certificate,
            Content = await answers.ContentAsync(input, ct),
            CommandId = input.CommandId,
            FormId = input.FormId,
            DraftVersion = input.DraftVersion,
            SavedAt = Certificate.Draft?.SavedAt,
            MaySign = CertificateRules.WhyNot(Certificate, CertificateAction.Sign, user.Acting()) is null,
        },
    };

    // The form now stands on what the colleague saved: saving again is a choice made with both texts in view.
    private async Task DrawConflictAsync(AnswerInput input, CancellationToken ct)
    {
        Certificate = (await certificates.FindAsync(Certificate.Id, user.Acting(), ct))!;
        var theirs = Certificate.Draft;
        await DrawAsync(input with { DraftVersion = theirs?.Version ?? 0, CommandId = Guid.CreateVersion7() }, ct);
        View = View with
        {
            Form = View.Form! with { Theirs = theirs, SavedAt = null },
            Banner = CertificateRules.WhyNot(Certificate, CertificateAction.Answer, user.Acting()) is { } reason ? new Banner(texts[reason], IsWarning: true) : null,
        };
    }
}
