using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Directory;
using Portal.Data.Threads;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Threads;

/// <summary>The doctor says that another clinic must answer.</summary>
public sealed class RedirectModel(ThreadParties parties, DirectoryRepository directory, ThreadRepository threads, CurrentUser user, Texts texts)
    : ThreadActModel(threads, user, texts)
{
    public IReadOnlyList<Clinic> Clinics { get; private set; } = [];

    public Guid? ClinicId { get; private set; }

    public string Reason { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!May(ThreadAction.Redirect))
        {
            return LocalRedirect(ThreadLinks.Details(Thread.Id));
        }

        Version = Thread.Version;
        await ListAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int version, string? clinicId, string? reason, CancellationToken ct)
    {
        (Version, ClinicId, Reason) = (version, StartForm.Id(clinicId), TextRules.Clean(reason));
        return await EndAsync(await parties.RedirectAsync(Thread.Id, version, ClinicId, Reason, By, ct), "redirected", () => ListAsync(ct), ct);
    }

    private async Task ListAsync(CancellationToken ct) => Clinics = [.. (await directory.ListReceiversAsync(ct)).Where(clinic => clinic.Id != Thread.ClinicId)];
}
