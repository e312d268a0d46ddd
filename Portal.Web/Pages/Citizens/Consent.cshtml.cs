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
    public ConsentFieldsModel Form { get; private set; } = null!;

    public Banner? Banner { get; private set; }

    /// <summary>The citizen's own; other sources are written in words.</summary>
    private ConsentSource[] Clinics => [new(Citizen.ClinicId, Citizen.ClinicName)];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Form = ConsentFieldsModel.Preset(Clinics, [], texts.Of(Citizen.BenefitArea), when.Today);
        await audit.WriteReadAsync(user.Acting(), "citizen.read", "Citizen", Citizen.Id, Citizen.Id, null, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Form = ConsentFieldsModel.Read(Request.Form, Clinics);
        var outcome = await service.RegisterAsync(Citizen.Id, Form.ToInput(), user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(CitizenLinks.Done(Citizen.Id, "consent-registered"));
        }

        if (outcome.Kind == OutcomeKind.NotFound)
        {
            return NotFound();
        }

        Form = Form with { Errors = outcome.Errors };
        Banner = outcome.Reason is { } reason ? new Banner(texts[reason], IsWarning: true) : null;
        return this.PageAfter(outcome);
    }
}
