using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Citizens;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Certificates;

/// <summary>Asks for a certificate: whom it concerns, which type, and then the form.</summary>
public sealed class NewModel(
    CertificateService certificates, CertificateTypes types, RequestGuards guards, CitizenRepository citizens, RequestForms forms, AuditLog audit,
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

    /// <summary>By type: what has been asked about the chosen citizen already.</summary>
    public ILookup<string, EarlierRequest> Earlier { get; private set; } = Array.Empty<EarlierRequest>().ToLookup(earlier => earlier.TypeId);

    /// <summary>Null until citizen and type are chosen.</summary>
    public RequestForm? Form { get; private set; }

    /// <summary>The form as the doctor would see it; null unless that was asked for.</summary>
    public RequestPreview? Preview { get; private set; }

    public Banner? Banner { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        // A number that was typed into the box for names leaves the address at once; the citizens' page has a box for it.
        if (Search?.Any(char.IsDigit) == true)
        {
            return LocalRedirect(CitizenLinks.NotADigit(wholeUnit: true));
        }

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

        if (Types.FirstOrDefault(type => type.TypeId == Type) is { } type)
        {
            Form = await forms.NewAsync(type, Chosen!, ct);
        }
        else
        {
            Earlier = await guards.ListEarlierAsync(Chosen!.Id, Types, when.Today, ct);
        }

        // What earlier answers say of the citizen stands in the form: which ones is logged.
        var shown = string.Join(' ', Form?.Answered.Select(answered => answered.Id) ?? []);
        await audit.WriteReadAsync(user.Acting(), "citizen.read", "Citizen", Chosen!.Id, Chosen.Id, shown.Length == 0 ? null : shown, ct);
        return Page();
    }

    public Task<IActionResult> OnPostSendAsync(CancellationToken ct) => CreateAsync(send: true, ct);

    public Task<IActionResult> OnPostSaveAsync(CancellationToken ct) => CreateAsync(send: false, ct);

    /// <summary>Keeps the draft and goes on to the question to the medical consultant.</summary>
    public Task<IActionResult> OnPostSparAsync(CancellationToken ct) => CreateAsync(send: false, ct, CertificateLinks.Sparring);

    /// <summary>The form again as it was posted: the way back from the preview.</summary>
    public Task<IActionResult> OnPostBackAsync(CancellationToken ct) => RedrawAsync(form => form, ct);

    /// <summary>The form again, with one box more for a question.</summary>
    public Task<IActionResult> OnPostMoreAsync(CancellationToken ct) => RedrawAsync(form => form with { ExtraBoxes = 1 }, ct);

    /// <summary>The form again, with a question of the library in it.</summary>
    public Task<IActionResult> OnPostInsertAsync(string? insert, CancellationToken ct) => RedrawAsync(form => form.Inserting(insert), ct);

    /// <summary>The advice on the text: the form again, or for the page's own script the advice alone.</summary>
    public async Task<IActionResult> OnPostCheckAsync(CancellationToken ct)
    {
        if (await PostedAsync(ct) is not { } form)
        {
            return NotFound();
        }

        Form = await forms.CheckedAsync(form, ct);
        return Request.IsFetch() ? Partial("_Hints", Form.Hints) : Page();
    }

    /// <summary>The request as the doctor will see it.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken ct)
    {
        if (await PostedAsync(ct) is not { } form)
        {
            return NotFound();
        }

        Preview = await forms.PreviewAsync(form, Request.Form, ct);
        return Page();
    }

    private async Task<IActionResult> RedrawAsync(Func<RequestForm, RequestForm> change, CancellationToken ct)
    {
        if (await PostedAsync(ct) is not { } form)
        {
            return NotFound();
        }

        Form = change(form);
        return Page();
    }

    private async Task<IActionResult> CreateAsync(bool send, CancellationToken ct, Func<Guid, string>? next = null)
    {
        if (await PostedAsync(ct) is not { } form)
        {
            return NotFound();
        }

        var outcome = await certificates.CreateAsync(form.ToInput(), send, user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(next?.Invoke(outcome.Id) ?? CertificateLinks.Done(outcome.Id, send ? "sent" : "draft-saved"));
        }

        Form = await forms.RefusedAsync(form, outcome, ct);
        switch (outcome.Kind)
        {
            case OutcomeKind.Invalid:
                ViewData["HasErrors"] = true;
                return this.PageWithStatus(StatusCodes.Status400BadRequest);
            case OutcomeKind.Refused:
                Banner = Form.Earlier.IsRefused ? null : new Banner(texts[outcome.Reason!], IsWarning: true);
                return this.PageWithStatus(StatusCodes.Status409Conflict);
            case OutcomeKind.ChangedByOther:
                Banner = new Banner(texts["Certificates.TryAgain"], IsWarning: true);
                return this.PageWithStatus(StatusCodes.Status409Conflict);
            default:
                return NotFound();
        }
    }

    private async Task<RequestForm?> PostedAsync(CancellationToken ct) =>
        await ChooseAsync(ct) && Types.FirstOrDefault(type => type.TypeId == Type) is { } type
            ? await forms.PostedAsync(Request.Form, type, Chosen!, ct)
            : null;

    private async Task<bool> ChooseAsync(CancellationToken ct)
    {
        Chosen = Guid.TryParse(Citizen, out var id) ? await citizens.FindAsync(id, user.Acting(), ct) : null;
        Types = Chosen is null ? [] : await types.ListOrderableAsync(Chosen.MunicipalityId, when.Today, ct);
        return Chosen is not null;
    }
}
