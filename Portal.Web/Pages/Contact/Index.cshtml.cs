using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Threads;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Contact;

/// <summary>How the viewer wishes to be asked, and how the clinic does.</summary>
public sealed class IndexModel(ContactPreferenceRepository preferences, ContactPreferenceService service, CurrentUser user, Texts texts) : PageModel
{
    /// <summary>As saved, for the sentence that others read; null when there is none.</summary>
    public ContactPreference? Own { get; private set; }

    public ContactPreference? Clinic { get; private set; }

    public ContactForm OwnForm { get; private set; } = new() { Prefix = ContactForm.Own };

    public ContactForm ClinicForm { get; private set; } = new() { Prefix = ContactForm.Clinic };

    public Banner? Banner { get; private set; }

    /// <summary>Why the viewer does not speak for the clinic; null when they do.</summary>
    public Refusal? WhyNotClinic => ContactPreferenceRules.WhyNot(forClinic: true, user.Acting());

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        Banner = done is ContactForm.Own or ContactForm.Clinic ? new Banner(texts[$"Contact.Done.{done}"]) : null;
        await LoadAsync(null, ct);
    }

    public Task<IActionResult> OnPostOwnAsync(CancellationToken ct) => SaveAsync(ContactForm.Read(ContactForm.Own, Request.Form), ct);

    public Task<IActionResult> OnPostClinicAsync(CancellationToken ct) => SaveAsync(ContactForm.Read(ContactForm.Clinic, Request.Form), ct);

    private async Task<IActionResult> SaveAsync(ContactForm form, CancellationToken ct)
    {
        var outcome = await service.SaveAsync(form.Prefix == ContactForm.Clinic, form.Version, form.ToInput(), user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(ContactLinks.Done(form.Prefix));
        }

        await LoadAsync(form.With(outcome.Errors), ct);
        Banner = outcome.Kind switch
        {
            OutcomeKind.Refused => new Banner(texts[outcome.Reason!], IsWarning: true),
            OutcomeKind.ChangedByOther => new Banner(texts["Contact.ChangedMeanwhile"], IsWarning: true),
            OutcomeKind.Done or OutcomeKind.Invalid or OutcomeKind.NotFound => null,
        };
        return this.PageAfter(outcome);
    }

    /// <param name="typed">What was posted and not saved; it stays as typed, on the version that is saved now.</param>
    private async Task LoadAsync(ContactForm? typed, CancellationToken ct)
    {
        Own = await preferences.FindOwnAsync(user.Viewer.PersonId, ct);
        Clinic = await preferences.FindOfClinicAsync(user.Viewer.ClinicId!.Value, ct);
        OwnForm = FormOf(ContactForm.Own, Own, typed);
        ClinicForm = FormOf(ContactForm.Clinic, Clinic, typed);
    }

    private static ContactForm FormOf(string prefix, ContactPreference? saved, ContactForm? typed) =>
        typed?.Prefix == prefix ? typed with { Version = saved?.Version ?? 0 } : ContactForm.Of(prefix, saved);
}
