using Microsoft.AspNetCore.Mvc;
using Portal.Data.Certificates;
using Portal.Data.Threads;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Threads;

/// <summary>Invites a medical consultant into a thread, and says from where they may read.</summary>
public sealed class ConsultantModel(ThreadParties parties, SparringRepository sparrings, ThreadRepository threads, CurrentUser user, Texts texts)
    : ThreadActModel(threads, user, texts)
{
    /// <summary>Those who do not take part already.</summary>
    public IReadOnlyList<ConsultantChoice> Consultants { get; private set; } = [];

    public Guid? ConsultantId { get; private set; }

    public ShareModel Share { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!May(ThreadAction.InviteConsultant))
        {
            return LocalRedirect(ThreadLinks.Details(Thread.Id));
        }

        Version = Thread.Version;
        await LoadAsync("new", 0, ct);
        // With one to choose there is nothing to choose.
        ConsultantId = Consultants.Where(choice => !choice.IsOfClinic).ToList() is [var only] ? only.Id : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int version, string? consultantId, string? share, long from, CancellationToken ct)
    {
        (Version, ConsultantId) = (version, StartForm.Id(consultantId));
        var after = new ShareModel([], Thread.LastSequence, share ?? "", from).After;
        return await EndAsync(
            await parties.InviteConsultantAsync(Thread.Id, version, ConsultantId, after, By, ct), "invited", () => LoadAsync(share ?? "", from, ct), ct);
    }

    private async Task LoadAsync(string share, long from, CancellationToken ct)
    {
        var present = Thread.Members.Where(member => member.IsActive).Select(member => member.PersonId).ToHashSet();
        Consultants = [.. (await sparrings.ListConsultantsAsync(Thread.MunicipalityId, Thread.ClinicId, ct)).Where(choice => !present.Contains(choice.Id))];
        Share = new ShareModel(await ListMessagesAsync(ct), Thread.LastSequence, share, from);
    }
}
