using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Consents;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Citizens;

/// <summary>Registers a consent that the citizen has given.</summary>
public sealed class ConsentModel(ConsentService service, AuditLog audit, CurrentUser user, When when, Texts texts) : CitizenPageModel
{
    public ConsentFields Form { get; private set; } = null!;

    public Banner? Banner { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Form = ConsentFields.New(Citizen, when.Today);
        await audit.WriteReadAsync(user.Acting(), "citizen.read", "Citizen", Citizen.Id, Citizen.Id, null, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Form = ConsentFields.Posted(Request.Form, Citizen);
        var outcome = await service.RegisterAsync(Citizen.Id, Form.Input, user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(CitizenLinks.Done(Citizen.Id, "consent-registered"));
        }

        if (outcome.Kind == OutcomeKind.NotFound)
        {
            return NotFound();
        }

        Form = Form with { Errors = outcome.Errors };
        ViewData["HasErrors"] = outcome.Errors.Count > 0;
        Banner = outcome.Reason is { } reason ? new Banner(texts[reason], IsWarning: true) : null;
        return this.PageWithStatus(outcome.Kind == OutcomeKind.Invalid ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict);
    }
}
