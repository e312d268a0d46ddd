using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Data.Directory;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Citizens;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Certificates;

/// <summary>One certificate with everything that happened to it; for the clinic that must answer, the form to do it in.</summary>
public sealed class DetailsModel(
    CertificateService service, CertificateRepository repository, ClinicService clinic, SparringService sparring, FeedbackService feedback,
    CertificatePages pages, AnswerForms forms, CitizenService citizens, CurrentUser user, Texts texts)
    : CertificatePageModel
{
    // What a page before this one may say was done; anything else in the address says nothing.
    private static readonly string[] Deeds =
        ["sent", "draft-saved", "answer-saved", "signed", "approved", "closed", "booked", "offer-added", "offer-not-added",
            "signed-late", "ready", "not-ready", "accepted", "assigned", "declined", "redirected", "ask-back", "no-show", "cannot-complement", "dispute", "revoke", "return",
            "reopen", "withdrawn", "resumed", "asked", "taken-back", "reminded", "left",
            "clarified", "new-time", "sent-elsewhere", "complement-asked", "complement-dropped", "return-lifted", "late-used", "late-rejected",
            "reassessed", "feedback-given", "request-retracted", "answer-retracted"];

    public CertificatePage View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string? done, CancellationToken ct)
    {
        Certificate = await service.ViewAsync(Certificate, user.Acting(), ct);
        if (user.Role.IsClinic() && Certificate.FeedbackAt is not null && Certificate.FeedbackSeenAt is null)
        {
            await feedback.NoteFeedbackSeenAsync(Certificate, user.Acting(), ct);
        }

        View = await DrawAsync(ct) with { Banner = Deeds.Contains(done) ? new Banner(texts[$"Certificates.Done.{done}"], done == "offer-not-added") : null };
        return Page();
    }

    public async Task<IActionResult> OnPostBookAsync(int version, string? consultationOn, CancellationToken ct)
    {
        var day = FormDay.Read(consultationOn);
        var outcome = day is not null || string.IsNullOrEmpty(consultationOn)
            ? await clinic.BookAsync(Certificate.Id, version, day, user.Acting(), ct)
            : Outcome.Invalid([new FieldError("consultationOn", "Errors.Date")]);
        return await ShowAsync(outcome, "booked", ct);
    }

    public async Task<IActionResult> OnPostAcceptAsync(int version, CancellationToken ct) =>
        await ShowAsync(await clinic.AcceptAsync(Certificate.Id, version, user.Acting(), ct), "accepted", ct);

    public async Task<IActionResult> OnPostAssignAsync(int version, Guid? doctor, CancellationToken ct) =>
        await ShowAsync(await clinic.AssignAsync(Certificate.Id, version, doctor, user.Acting(), ct), "assigned", ct);

    public async Task<IActionResult> OnPostNotReadyAsync(CancellationToken ct) =>
        await ShowAsync(await clinic.MarkReadyAsync(Certificate.Id, isReady: false, user.Acting(), ct), "not-ready", ct);

    public async Task<IActionResult> OnPostApproveAsync(int version, CancellationToken ct) =>
        await ShowAsync(await service.ApproveAsync(Certificate.Id, version, user.Acting(), ct), "approved", ct);

    public async Task<IActionResult> OnPostCloseAsync(int version, CancellationToken ct) =>
        await ShowAsync(await service.CloseAsync(Certificate.Id, version, user.Acting(), ct), "closed", ct);

    public async Task<IActionResult> OnPostTakeBackAsync(int version, CancellationToken ct) =>
        await ShowAsync(await sparring.TakeBackAsync(Certificate.Id, version, user.Acting(), ct), "taken-back", ct);

    /// <summary>The consultant's advice. It ends the consultant's access, so what comes after is the start page.</summary>
    public async Task<IActionResult> OnPostAdviseAsync(int version, string? advice, CancellationToken ct)
    {
        var text = TextRules.Clean(advice);
        var outcome = await sparring.AdviseAsync(Certificate.Id, version, text, user.Acting(), ct);
        return outcome.IsDone ? LocalRedirect("/?done=advised") : await ShowAsync(outcome, "advised", ct, text);
    }

    public async Task<IActionResult> OnPostShowCprAsync(CancellationToken ct)
    {
        if (await citizens.ShowCprAsync(Certificate.Citizen.Id, user.Acting(), ct) is not { } cpr)
        {
            return NotFound();
        }

        View = await DrawAsync(ct) with { Cpr = CprWords.Grouped(cpr) };
        return Request.IsFetch() ? new JsonResult(new { cpr = View.Cpr }) : Page();
    }

    private async Task<CertificatePage> DrawAsync(CancellationToken ct)
    {
        // What stands still is not to be worked on, though what is in the form already may be kept.
        var mayWrite = Certificate.Status != CertificateStatus.Paused && CertificateRules.WhyNot(Certificate, CertificateAction.Answer, user.Acting()) is null;
        return await pages.DrawAsync(Certificate, ct) with { Form = mayWrite ? await forms.OfDraftAsync(Certificate, ct) : null };
    }

    private async Task<IActionResult> ShowAsync(Outcome outcome, string deed, CancellationToken ct, string advice = "")
    {
        if (outcome.IsDone)
        {
            return LocalRedirect(CertificateLinks.Done(Certificate.Id, deed));
        }

        if (outcome.Kind == OutcomeKind.NotFound || await repository.FindAsync(Certificate.Id, user.Acting(), ct) is not { } now)
        {
            return NotFound();
        }

        Certificate = now;
        View = await DrawAsync(ct) with
        {
            BookingErrors = [.. outcome.Errors.Where(error => error.Field == "consultationOn")],
            AdviceErrors = [.. outcome.Errors.Where(error => error.Field == "advice")],
            Advice = advice,
            Banner = outcome.Kind switch
            {
                OutcomeKind.Refused => new Banner(texts[outcome.Reason!], IsWarning: true),
                OutcomeKind.ChangedByOther => new Banner(
                    texts["Certificates.ChangedMeanwhile", now.ChangedByName], IsWarning: true),
                OutcomeKind.Done or OutcomeKind.Invalid or OutcomeKind.NotFound => null,
            },
        };
        return this.PageAfter(outcome);
    }
}
