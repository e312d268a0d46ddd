using Microsoft.AspNetCore.Mvc;
using Portal.Data.Directory;
using Portal.Data.Handovers;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Citizens;

/// <summary>Gives all cases of a person to another: one's own, or as a coordinator anybody's in one's units.</summary>
public sealed class HandoverAllModel(CaseHandoverRepository handovers, CaseHandoverService service, CurrentUser user, Texts texts)
    : HandoverPageModel(handovers, user, texts)
{
    /// <summary>Whose cases they are today.</summary>
    public CaseGiver Giver { get; private set; } = null!;

    /// <summary>Coordinator: everybody whose cases could be given away.</summary>
    public IReadOnlyList<CaseGiver> Givers { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? from, CancellationToken ct) => await LoadAsync(from, new HandoverForm(), ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string? from, CancellationToken ct)
    {
        var form = HandoverForm.Read(Request.Form);
        if (GiverId(from) is not { } giverId)
        {
            return NotFound();
        }

        var outcome = await service.HandOverAllAsync(giverId, form.Count, form.ToInput(), CurrentUser.Acting(), ct);
        return outcome.IsDone ? LocalRedirect(CitizenLinks.HandedOver)
            : await LoadAsync(from, form, ct) ? Again(outcome, Texts["Citizens.HandoverAllChanged"])
            : NotFound();
    }

    private Guid? GiverId(string? from) =>
        string.IsNullOrEmpty(from) ? CurrentUser.Viewer.PersonId
        : Guid.TryParse(from, out var id) && CaseHandoverRules.WhyNotAllOf(id, CurrentUser.Acting()) is null ? id
        : null;

    private async Task<bool> LoadAsync(string? from, HandoverForm form, CancellationToken ct)
    {
        var by = CurrentUser.Acting();
        Givers = CurrentUser.Role == Role.Coordinator ? await Handovers.ListGiversAsync(by, ct) : [];
        if (GiverId(from) is not { } id || await Handovers.FindGiverAsync(id, by, ct) is not { } giver)
        {
            return false;
        }

        // The list names those who have something to give; whoever is looked at stands in it, too.
        Giver = giver;
        Givers = Givers.Count > 0 && Givers.All(choice => choice.Id != id) ? [giver, .. Givers] : Givers;
        await DrawAsync(form, CurrentUser.Viewer.UnitId, id, giver.CitizenCount, ct);
        return true;
    }
}
