using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Admin.Types;

/// <summary>What the municipality has settled about one type: seen, tried, changed, and what it was before.</summary>
public sealed class EditModel(
    TypeSettingsService service, TypeSettingsRepository repository, CertificateTypes types, CurrentUser user, When when, Texts texts) : PageModel
{
    public CertificateTypeVersion Type { get; private set; } = null!;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<TypeSettingsVersion> History { get; private set; } = [];

    public TypeSettingsInput Input { get; private set; } = null!;

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    /// <summary>What would hold if it were saved; null when nobody asked.</summary>
    public TypeSettings? Preview { get; private set; }

    /// <summary>What somebody else saved since the form was drawn, with what this form has otherwise; null when nobody did.</summary>
    public (TypeSettingsVersion Version, IReadOnlyList<SettingsChange> Yours)? Theirs { get; private set; }

    public bool IsReadOnly => Type.StateOn(when.Today) == TypeState.Abolished;

    public async Task<IActionResult> OnGetAsync(string type, string? done, CancellationToken ct)
    {
        if (!await LoadAsync(type, ct))
        {
            return NotFound();
        }

        Input = TypeSettingsInput.Of(Type.TypeId, Type.Settings, Number);
        Banner = done == "saved" ? new Banner(texts["Admin.Saved"]) : null;
        return Page();
    }

    /// <summary>The form again, with what it would settle.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(string type, CancellationToken ct)
    {
        if (!await LoadAsync(type, ct))
        {
            return NotFound();
        }

        Input = SettingsForm.Read(Request.Form, Type);
        var (settings, errors) = TypeSettingsService.Read(Input, History);
        if (errors.Count > 0)
        {
            return Invalid(errors);
        }

        Preview = settings;
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(string type, CancellationToken ct)
    {
        if (!await LoadAsync(type, ct))
        {
            return NotFound();
        }

        Input = SettingsForm.Read(Request.Form, Type);
        var outcome = await service.SaveAsync(Input, user.Acting(), ct);
        switch (outcome.Kind)
        {
            case OutcomeKind.Done:
                return LocalRedirect(TypeLinks.Saved(Type.TypeId));
            case OutcomeKind.Invalid:
                return Invalid(outcome.Errors);
            case OutcomeKind.Refused:
                Banner = new Banner(texts[outcome.Reason!], IsWarning: true);
                return this.PageWithStatus(StatusCodes.Status409Conflict);
            case OutcomeKind.ChangedByOther:
                await ShowTheirsAsync(ct);
                return this.PageWithStatus(StatusCodes.Status409Conflict);
            default:
                return NotFound();
        }
    }

    /// <summary>What one version has otherwise than the one before it.</summary>
    public IReadOnlyList<SettingsChange> ChangesOf(TypeSettingsVersion version) =>
        Changes(History.FirstOrDefault(earlier => earlier.VersionNumber < version.VersionNumber)?.Settings ?? TypeSettings.Usual, version.Settings);

    public IReadOnlyList<SettingsChange> Changes(TypeSettings before, TypeSettings after) => SettingsWords.Changes(texts, when, Type, before, after);

    private int Number => History.Count == 0 ? 0 : History[0].VersionNumber;

    private PageResult Invalid(IReadOnlyList<FieldError> errors)
    {
        Errors = errors;
        ViewData["HasErrors"] = true;
        return this.PageWithStatus(StatusCodes.Status400BadRequest);
    }

    /// <summary>The form now stands on what the other saved: saving again is a choice made with both in view.</summary>
    private async Task ShowTheirsAsync(CancellationToken ct)
    {
        await LoadAsync(Type.TypeId, ct);
        if (History is [var newest, ..])
        {
            Theirs = (newest, Changes(newest.Settings, TypeSettingsService.Read(Input, History).Settings));
        }

        Input = Input with { Version = Number, CommandId = Guid.CreateVersion7() };
    }

    private async Task<bool> LoadAsync(string typeId, CancellationToken ct)
    {
        var municipality = user.Viewer.MunicipalityId!.Value;
        if ((await types.ListAsync(municipality, when.Today, ct)).FirstOrDefault(version => version.TypeId == typeId) is not { } type)
        {
            return false;
        }

        Type = type;
        History = await repository.ListAsync(municipality, typeId, ct);
        return true;
    }
}
