using Microsoft.AspNetCore.Mvc;
using Portal.Data.Threads;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Threads;

/// <summary>Gives a thread to somebody of one's own side, or lays it back to all of them.</summary>
public sealed class AssignModel(ThreadActs acts, ThreadReceivers receivers, ThreadRepository threads, CurrentUser user, Texts texts)
    : ThreadActModel(threads, user, texts)
{
    public IReadOnlyList<ThreadReceiver> People { get; private set; } = [];

    public Guid? PersonId { get; private set; }

    public bool IsClinic => Thread.Sight.Side == ThreadSide.Clinic;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!May(ThreadAction.Assign))
        {
            return LocalRedirect(ThreadLinks.Details(Thread.Id));
        }

        (Version, PersonId) = (Thread.Version, IsClinic ? Thread.ClinicPersonId : Thread.CaseworkerId);
        await ListAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int version, string? personId, CancellationToken ct)
    {
        (Version, PersonId) = (version, StartForm.Id(personId));
        return await EndAsync(await acts.AssignAsync(Thread.Id, version, PersonId, By, ct), "assigned", () => ListAsync(ct), ct);
    }

    private async Task ListAsync(CancellationToken ct) =>
        People = IsClinic ? await receivers.ListPeopleOfClinicAsync(Thread.ClinicId, ct) : await receivers.ListPeopleOfUnitAsync(Thread.UnitId, ct);
}
