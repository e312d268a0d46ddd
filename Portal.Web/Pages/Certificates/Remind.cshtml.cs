using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Certificates.Reminders;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Certificates;

/// <summary>Where a caseworker decides about a reminder. The certificate's own page has the same buttons; one comes here when something was wrong.</summary>
public sealed class RemindModel(ReminderService reminders, CertificateRepository repository, CurrentUser user, Texts texts) : CertificatePageModel
{
    public ReminderForm Form { get; private set; } = null!;

    public Banner? Banner { get; private set; }

    public IActionResult OnGet() => LocalRedirect(CertificateLinks.Details(Certificate.Id));

    public Task<IActionResult> OnPostSendAsync(Guid? commandId, CancellationToken ct) =>
        SettleAsync(new ReminderInput { CommandId = commandId ?? Guid.CreateVersion7(), Way = ReminderWay.Sent }, "", CertificateLinks.Done(Certificate.Id, "reminded"), ct);

    public Task<IActionResult> OnPostCallAsync(Guid? commandId, CancellationToken ct) =>
        SettleAsync(new ReminderInput { CommandId = commandId ?? Guid.CreateVersion7(), Way = ReminderWay.Called }, "", CertificateLinks.PhoneNote(Certificate.Citizen.Id, Certificate.Id), ct);

    public Task<IActionResult> OnPostLeaveAsync(Guid? commandId, string? untilOn, CancellationToken ct)
    {
        var input = new ReminderInput { CommandId = commandId ?? Guid.CreateVersion7(), Way = ReminderWay.Left, UntilOn = FormDay.Read(untilOn) };
        return SettleAsync(input, untilOn ?? "", CertificateLinks.Done(Certificate.Id, "left"), ct);
    }

    private async Task<IActionResult> SettleAsync(ReminderInput input, string untilOn, string next, CancellationToken ct)
    {
        var outcome = await reminders.SettleAsync(Certificate.Id, input, user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(next);
        }

        if (outcome.Kind == OutcomeKind.NotFound || await repository.FindAsync(Certificate.Id, user.Acting(), ct) is not { } now)
        {
            return NotFound();
        }

        Certificate = now;
        Form = new ReminderForm { Certificate = now, UntilOn = untilOn, Errors = outcome.Errors };
        Banner = outcome.Kind switch
        {
            OutcomeKind.Refused => new Banner(texts[outcome.Reason!], IsWarning: true),
            OutcomeKind.ChangedByOther => new Banner(texts["Certificates.ChangedMeanwhile", now.ChangedByName], IsWarning: true),
            OutcomeKind.Done or OutcomeKind.Invalid or OutcomeKind.NotFound => null,
        };
        return this.PageAfter(outcome);
    }
}
