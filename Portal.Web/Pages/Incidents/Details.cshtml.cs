using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Incidents;

/// <summary>One wrong sending: what it was, who saw it, and what was done about it.</summary>
public sealed class DetailsModel(IncidentService service, IncidentRepository incidents, AuditLog audit, CurrentUser user, Texts texts) : PageModel
{
    /// <summary>Found by the folder's filter, and shown to be the coordinator's.</summary>
    public Incident Incident { get; set; } = null!;

    public int Version { get; private set; }

    public string Measures { get; private set; } = "";

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? done, CancellationToken ct)
    {
        Version = Incident.Version;
        Banner = done == "registered" ? new Banner(texts["Casework.Registered"]) : null;
        await audit.WriteReadAsync(user.Acting(), "incident.read", "Incident", Incident.Id, null, Incident.RequestId.ToString(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int version, string? measures, CancellationToken ct)
    {
        (Version, Measures) = (version, TextRules.Clean(measures));
        var outcome = await service.RegisterAsync(Incident.Id, version, Measures, user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(IncidentLinks.Details(Incident.Id) + "?done=registered");
        }

        if (outcome.Kind == OutcomeKind.ChangedByOther && await incidents.FindAsync(Incident.Id, user.Acting(), ct) is { } now)
        {
            (Incident, Version) = (now, now.Version);
        }

        Errors = outcome.Errors;
        Banner = outcome.Kind == OutcomeKind.Invalid ? null
            : new Banner(outcome.Reason is { } reason ? texts[reason] : texts["Casework.IncidentChanged"], IsWarning: true);
        return this.PageAfter(outcome);
    }
}
