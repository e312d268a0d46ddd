using Microsoft.AspNetCore.Mvc;
using Portal.Data.Directory;
using Portal.Data.Threads;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Threads;

/// <summary>The caseworker lets another clinic take over and decides what it gets to read, or lets the thread stay where it is.</summary>
public sealed class ClinicModel(ThreadParties parties, DirectoryRepository directory, ThreadRepository threads, CurrentUser user, Texts texts)
    : ThreadActModel(threads, user, texts)
{
    public IReadOnlyList<Clinic> Clinics { get; private set; } = [];

    public Guid? ClinicId { get; private set; }

    public ShareModel Share { get; private set; } = null!;

    /// <summary>A doctor has asked for it.</summary>
    public bool IsAsked => Thread.Status == ThreadStatus.Redirected;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!May(ThreadAction.ReplaceClinic))
        {
            return LocalRedirect(ThreadLinks.Details(Thread.Id));
        }

        (Version, ClinicId) = (Thread.Version, Thread.RedirectClinicId);
        await LoadAsync("new", 0, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int version, string? clinicId, string? share, long from, CancellationToken ct)
    {
        (Version, ClinicId) = (version, StartForm.Id(clinicId));
        var after = new ShareModel([], Thread.LastSequence, share ?? "", from).After;
        return await EndAsync(await parties.ReplaceClinicAsync(Thread.Id, version, ClinicId, after, By, ct), "replaced", () => LoadAsync(share ?? "", from, ct), ct);
    }

    public async Task<IActionResult> OnPostDeclineAsync(int version, CancellationToken ct)
    {
        (Version, ClinicId) = (version, Thread.RedirectClinicId);
        return await EndAsync(await parties.DeclineRedirectAsync(Thread.Id, version, By, ct), "declined", () => LoadAsync("new", 0, ct), ct);
    }

    private async Task LoadAsync(string share, long from, CancellationToken ct)
    {
        Clinics = [.. (await directory.ListReceiversAsync(ct)).Where(clinic => clinic.Id != Thread.ClinicId)];
        Share = new ShareModel(await ListMessagesAsync(ct), Thread.LastSequence, share, from);
    }
}
