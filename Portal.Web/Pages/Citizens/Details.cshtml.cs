using Microsoft.AspNetCore.Mvc;
using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Data.Citizens.Folder;
using Portal.Data.Directory;
using Portal.Data.Threads;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Citizens;

/// <summary>One citizen: for casework the whole folder, for a clinic what it has received.</summary>
public sealed class DetailsModel(
    FolderViews folders, CitizenService service, CertificateListRepository certificates, ThreadListRepository threads, AuditLog audit, CurrentUser user, Texts texts) : CitizenPageModel
{
    private const int Most = 100;
    private const int MostThreads = 8;

    // What a page before this one may say was done; anything else in the address says nothing.
    private static readonly string[] Deeds = ["goal-saved", "note-saved", "consent-registered", "consent-withdrawn"];

    /// <summary>Kind of entries: see <see cref="FolderAddress"/>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    /// <summary>The first day of the period.</summary>
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    /// <summary>The last day of the period.</summary>
    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    /// <summary>The last entry of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    /// <summary>Null for a clinic.</summary>
    public FolderView? Folder { get; private set; }

    /// <summary>What the clinic has received; empty for casework, whose folder holds it.</summary>
    public IReadOnlyList<CertificateListItem> Certificates { get; private set; } = [];

    /// <summary>The clinic's threads about the citizen; empty for casework, whose folder holds them.</summary>
    public IReadOnlyList<ThreadListItem> Threads { get; private set; } = [];

    /// <summary>The whole number, when it was asked for.</summary>
    public string? Cpr { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(ct);

    public async Task<IActionResult> OnPostShowCprAsync(CancellationToken ct)
    {
        if (await service.ShowCprAsync(Citizen.Id, user.Acting(), ct) is not { } cpr)
        {
            return NotFound();
        }

        Cpr = CprWords.Grouped(cpr);
        return Request.IsFetch() ? new JsonResult(new { cpr = Cpr }) : await ShowAsync(ct);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        if (user.Role.IsCasework())
        {
            var view = await folders.ReadAsync(Citizen, FolderAddress.Read(Kind, From, To), FolderCursor.TryParse(Before), user.Acting(), ct);
            Folder = view with { Cpr = Cpr, Banner = Deeds.Contains(Done) ? new Banner(texts[$"Citizens.Done.{Done}"]) : null };
            await audit.WriteReadAsync(user.Acting(), "citizen.read-folder", "Citizen", Citizen.Id, Citizen.Id, null, ct);
        }
        else
        {
            Certificates = await certificates.ListForCitizenAsync(Citizen.Id, user.Acting(), Most, ct);
            Threads = await threads.ListForCitizenAsync(Citizen.Id, user.Acting(), MostThreads, ct);
            await audit.WriteReadAsync(user.Acting(), "citizen.read", "Citizen", Citizen.Id, Citizen.Id, null, ct);
        }

        return Page();
    }
}
