using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Citizens.Goals;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Citizens;

/// <summary>Writes the citizen's goal; each saving is a new version.</summary>
public sealed class GoalModel(GoalService service, GoalRepository goals, AuditLog audit, CurrentUser user, Texts texts) : CitizenPageModel
{
    private static readonly string[] Days = ["dueOn", "agreedOn"];

    public GoalInput Form { get; private set; } = GoalInput.Empty;

    /// <summary>Number of the version that the form was drawn from; 0 when there is none.</summary>
    public int Version { get; private set; }

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    /// <summary>What somebody else wrote since the form was drawn; null when nobody did.</summary>
    public Goal? Theirs { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await goals.FindNewestAsync(Citizen.Id, ct) is { } newest)
        {
            Form = newest.Content;
            Version = newest.VersionNumber;
        }

        await audit.WriteReadAsync(user.Acting(), "citizen.read", "Citizen", Citizen.Id, Citizen.Id, null, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int version, CancellationToken ct)
    {
        Version = version;
        Form = Read(Request.Form);
        var badDays = Days
            .Where(field => Request.Form[field].ToString().Length > 0 && FolderAddress.Day(Request.Form[field]) is null)
            .Select(field => new FieldError(field, "Errors.Date")).ToList();
        var outcome = badDays.Count > 0 ? Outcome.Invalid(badDays) : await service.SaveAsync(Citizen.Id, version, Form, user.Acting(), ct);
        switch (outcome.Kind)
        {
            case OutcomeKind.Done:
                return LocalRedirect(CitizenLinks.Done(Citizen.Id, "goal-saved"));
            case OutcomeKind.Invalid:
                Errors = outcome.Errors;
                ViewData["HasErrors"] = true;
                return this.PageWithStatus(StatusCodes.Status400BadRequest);
            case OutcomeKind.Refused:
                Banner = new Banner(texts[outcome.Reason!], IsWarning: true);
                return this.PageWithStatus(StatusCodes.Status409Conflict);
            case OutcomeKind.ChangedByOther:
                // The form now stands on what the other wrote: saving it again is a choice made with both texts in view.
                Theirs = await goals.FindNewestAsync(Citizen.Id, ct);
                Version = Theirs?.VersionNumber ?? 0;
                return this.PageWithStatus(StatusCodes.Status409Conflict);
            default:
                return NotFound();
        }
    }

    private static GoalInput Read(IFormCollection form) => new()
    {
        Aim = TextRules.Clean(form["aim"]),
        Specific = TextRules.Clean(form["specific"]),
        Measurable = TextRules.Clean(form["measurable"]),
        Achievable = TextRules.Clean(form["achievable"]),
        Relevant = TextRules.Clean(form["relevant"]),
        DueOn = FolderAddress.Day(form["dueOn"]),
        OwnWords = TextRules.Clean(form["ownWords"]),
        AgreedOn = FolderAddress.Day(form["agreedOn"]),
    };
}
