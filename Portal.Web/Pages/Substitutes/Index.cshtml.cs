using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Directory;
using Portal.Data.Substitutions;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Substitutes;

/// <summary>Who answers for the doctors of a clinic: now, later and before.</summary>
public sealed class IndexModel(
    SubstitutionRepository substitutions, SubstitutionService service, DirectoryRepository directory, CurrentUser user, Texts texts) : PageModel
{
    private const int Most = 100;

    public IReadOnlyList<Substitution> Items { get; private set; } = [];

    public SubstituteForm Form { get; private set; } = new();

    public Banner? Banner { get; private set; }

    /// <summary>Why the viewer cannot set substitutes; null when they can.</summary>
    public Refusal? WhyNot => SubstitutionRules.WhyNot(user.Viewer.ClinicId!.Value, user.Acting());

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        Banner = done is "added" or "ended" ? new Banner(texts[$"Substitutes.Done.{done}"]) : null;
        await LoadAsync(new SubstituteForm(), ct);
    }

    public async Task<IActionResult> OnPostAddAsync(CancellationToken ct)
    {
        var form = SubstituteForm.Read(Request.Form);
        var outcome = await service.AddAsync(form.ToInput(), user.Acting(), ct);
        return outcome.IsDone ? LocalRedirect(SubstituteLinks.Done("added")) : await AgainAsync(form, outcome, ct);
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken ct)
    {
        var outcome = await service.EndAsync(id, user.Acting(), ct);
        return outcome.IsDone ? LocalRedirect(SubstituteLinks.Done("ended"))
            : outcome.Kind == OutcomeKind.NotFound ? NotFound()
            : await AgainAsync(new SubstituteForm(), outcome, ct);
    }

    private async Task<IActionResult> AgainAsync(SubstituteForm form, Outcome outcome, CancellationToken ct)
    {
        await LoadAsync(form with { Errors = outcome.Errors, CommandId = Guid.CreateVersion7() }, ct);
        Banner = outcome.Kind switch
        {
            OutcomeKind.Refused => new Banner(texts[outcome.Reason!], IsWarning: true),
            OutcomeKind.ChangedByOther => new Banner(texts["Substitutes.ChangedMeanwhile"], IsWarning: true),
            OutcomeKind.Done or OutcomeKind.Invalid or OutcomeKind.NotFound => null,
        };
        return this.PageAfter(outcome);
    }

    private async Task LoadAsync(SubstituteForm form, CancellationToken ct)
    {
        var clinicId = user.Viewer.ClinicId!.Value;
        Items = await substitutions.ListForClinicAsync(clinicId, Most, ct);
        Form = form with
        {
            Doctors = await directory.ListDoctorsAsync(clinicId, ct),
            Choices = [.. (await substitutions.ListChoicesAsync(clinicId, ct)).OrderBy(choice => choice.ClinicId != clinicId)],
        };
    }
}
