using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Certificates;

/// <summary>Asks for a certificate: whom it concerns, which type, and then the form.</summary>
public sealed class NewModel(
    CertificateService certificates, CertificateTypes types, CitizenRepository citizens, RequestForms forms, AuditLog audit,
    CurrentUser user, When when, Texts texts)
    : PageModel
{
    private const int MostCitizens = 50;

    [BindProperty(SupportsGet = true)]
    public string? Citizen { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Type { get; set; }

    /// <summary>Part of a name, to find the citizen by.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    public IReadOnlyList<CitizenListItem> Citizens { get; private set; } = [];

    public Citizen? Chosen { get; private set; }

    public IReadOnlyList<CertificateTypeVersion> Types { get; private set; } = [];

    /// <summary>Null until citizen and type are chosen.</summary>
    public RequestForm? Form { get; private set; }

    public Banner? Banner { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (string.IsNullOrEmpty(Citizen))
        {
            Citizens = await citizens.ListAsync(user.Acting(), Search, wholeUnit: true, MostCitizens, ct);
            await audit.WriteReadAsync(user.Acting(), "citizen.list", "Citizen", null, null, null, ct);
            return Page();
        }

        if (!await ChooseAsync(ct))
        {
            return NotFound();
        }

        await audit.WriteReadAsync(user.Acting(), "citizen.read", "Citizen", Chosen!.Id, Chosen.Id, null, ct);
        if (Types.FirstOrDefault(type => type.TypeId == Type) is { } type)
        {
            Form = await forms.NewAsync(type, Chosen!, RequestForm.Prefilled(Chosen!, user.Viewer), ct);
        }

        return Page();
    }

    public Task<IActionResult> OnPostSendAsync(CancellationToken ct) => CreateAsync(send: true, ct);

    public Task<IActionResult> OnPostSaveAsync(CancellationToken ct) => CreateAsync(send: false, ct);

    /// <summary>The form again, with one box more for a question.</summary>
    public async Task<IActionResult> OnPostMoreAsync(CancellationToken ct)
    {
        if (await PostedAsync(ct) is not { } form)
        {
            return NotFound();
        }

        Form = form with { ExtraBoxes = 1 };
        return Page();
    }

    private async Task<IActionResult> CreateAsync(bool send, CancellationToken ct)
    {
        if (await PostedAsync(ct) is not { } form)
        {
            return NotFound();
        }

        var outcome = await certificates.CreateAsync(RequestForms.ToInput(form), send, user.Acting(), ct);
        Form = form with { Errors = outcome.Errors };
        switch (outcome.Kind)
        {
            case OutcomeKind.Done:
                return LocalRedirect(CertificateLinks.Done(outcome.Id, send ? "sent" : "draft-saved"));
            case OutcomeKind.Invalid:
                ViewData["HasErrors"] = true;
                return this.PageWithStatus(StatusCodes.Status400BadRequest);
            case OutcomeKind.Refused:
                Banner = new Banner(texts[outcome.Reason!], IsWarning: true);
                return this.PageWithStatus(StatusCodes.Status409Conflict);
            case OutcomeKind.ChangedByOther:
                Banner = new Banner(texts["Certificates.TryAgain"], IsWarning: true);
                return this.PageWithStatus(StatusCodes.Status409Conflict);
            default:
                return NotFound();
        }
    }

    private async Task<RequestForm?> PostedAsync(CancellationToken ct)
    {
        if (!await ChooseAsync(ct) || Types.FirstOrDefault(type => type.TypeId == Type) is not { } type)
        {
            return null;
        }

        return await forms.PostedAsync(Request.Form, type, Chosen!, ct);
    }

    private async Task<bool> ChooseAsync(CancellationToken ct)
    {
        Chosen = Guid.TryParse(Citizen, out var id) ? await citizens.FindAsync(id, user.Acting(), ct) : null;
        Types = Chosen is null ? [] : await types.ListOrderableAsync(Chosen.MunicipalityId, when.Today, ct);
        return Chosen is not null;
    }
}
