using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Certificates;

/// <summary>What a caseworker does with one click on the certificate's page. Each handler leads back there, or shows it as it is now.</summary>
public sealed class DecideModel(
    CertificateRepository repository, RequestRounds rounds, AfterAnswerService afterAnswer, LateAnswerService late, ReassessmentService reassessments,
    CertificatePages pages, CurrentUser user, Texts texts) : CertificatePageModel
{
    public CertificatePage View { get; private set; } = null!;

    public IActionResult OnGet() => LocalRedirect(CertificateLinks.Details(Certificate.Id));

    public async Task<IActionResult> OnPostNewTimeAsync(int version, CancellationToken ct) =>
        await ShowAsync(await rounds.AskNewTimeAsync(Certificate.Id, version, user.Acting(), ct), "new-time", ct);

    /// <summary>After a no: a draft for the type or the clinic that the doctor named, or the same again.</summary>
    public async Task<IActionResult> OnPostAnewAsync(int version, string? like, CancellationToken ct)
    {
        var facts = Certificate.Facts;
        var outcome = await rounds.AskAnewAsync(
            Certificate.Id, version, like == "type" ? facts.SuggestedTypeId : null, like == "clinic" ? facts.SuggestedClinicId : null, user.Acting(), ct);
        return outcome.IsDone ? LocalRedirect(CertificateLinks.Edit(outcome.Id)) : await ShowAsync(outcome, "", ct);
    }

    public async Task<IActionResult> OnPostDropComplementAsync(int version, CancellationToken ct) =>
        await ShowAsync(await afterAnswer.DropComplementAsync(Certificate.Id, version, user.Acting(), ct), "complement-dropped", ct);

    public async Task<IActionResult> OnPostLiftReturnAsync(int version, CancellationToken ct) =>
        await ShowAsync(await afterAnswer.LiftReturnAsync(Certificate.Id, version, user.Acting(), ct), "return-lifted", ct);

    public async Task<IActionResult> OnPostUseLateAsync(int version, CancellationToken ct) =>
        await ShowAsync(await late.UseLateAsync(Certificate.Id, version, user.Acting(), ct), "late-used", ct);

    public async Task<IActionResult> OnPostRejectLateAsync(int version, CancellationToken ct) =>
        await ShowAsync(await late.RejectLateAsync(Certificate.Id, version, user.Acting(), ct), "late-rejected", ct);

    public async Task<IActionResult> OnPostReassessedAsync(int version, CancellationToken ct) =>
        await ShowAsync(await reassessments.SettleAsync(Certificate.Id, version, user.Acting(), ct), "reassessed", ct);

    private async Task<IActionResult> ShowAsync(Outcome outcome, string deed, CancellationToken ct)
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
        View = await pages.DrawAsync(now, ct) with
        {
            Banner = new Banner(outcome.Reason is { } reason ? texts[reason] : texts["Certificates.ChangedMeanwhile", now.ChangedByName], IsWarning: true),
        };
        return this.PageWithStatus(StatusCodes.Status409Conflict);
    }
}
