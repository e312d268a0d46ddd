using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Directory.Places;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Hours;

/// <summary>Where the municipality can hold meetings.</summary>
public sealed class PlacesModel(MeetingPlaceRepository repository, MeetingPlaceService service, CurrentUser user, Texts texts) : PageModel
{
    public IReadOnlyList<MunicipalPlace> Items { get; private set; } = [];

    public PlaceForm Form { get; private set; } = new();

    public Banner? Banner { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid? edit, string? done, CancellationToken ct)
    {
        await LoadAsync(ct);
        if (edit is not null && Items.All(place => place.Id != edit))
        {
            return NotFound();
        }

        Form = edit is null ? new PlaceForm() : PlaceForm.Of(Items.Single(place => place.Id == edit));
        Banner = done is "saved" or "removed" ? new Banner(texts[$"Hours.PlaceDone.{done}"]) : null;
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken ct)
    {
        var typed = PlaceForm.Read(Request.Form);
        var outcome = await service.SaveAsync(typed.ToInput(), user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(HoursLinks.Done(HoursLinks.Places, "saved"));
        }

        await LoadAsync(ct);
        var saved = Items.FirstOrDefault(place => place.Id == typed.Id);
        Form = typed with { Id = saved?.Id, Version = saved?.Version ?? 0, Errors = outcome.Errors };
        return Again(outcome);
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, int version, CancellationToken ct)
    {
        var outcome = await service.RemoveAsync(id, version, user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(HoursLinks.Done(HoursLinks.Places, "removed"));
        }

        await LoadAsync(ct);
        return Again(outcome);
    }

    private PageResult Again(Outcome outcome)
    {
        Banner = outcome.Kind switch
        {
            OutcomeKind.Refused => new Banner(texts[outcome.Reason!], IsWarning: true),
            OutcomeKind.ChangedByOther => new Banner(texts["Hours.ChangedMeanwhile"], IsWarning: true),
            OutcomeKind.Done or OutcomeKind.Invalid or OutcomeKind.NotFound => null,
        };
        return this.PageAfter(outcome);
    }

    private async Task LoadAsync(CancellationToken ct) => Items = await repository.ListAsync(user.Viewer.MunicipalityId!.Value, ct);
}
