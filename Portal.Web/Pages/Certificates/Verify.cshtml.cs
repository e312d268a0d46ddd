using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Printing;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Certificates;

/// <summary>Whoever holds a paper asks what has become of its content. Tells nothing about a person.</summary>
/// <remarks>The code is posted: in an address it would come into logs.</remarks>
[EnableRateLimiting(RateLimits.OpenForm)]
public sealed class VerifyModel(PrintService prints, CertificateTypes types, Texts texts) : PageModel
{
    public string Code { get; private set; } = "";

    public PrintCheck? Check { get; private set; }

    /// <summary>The kind of certificate; null when it is none, or the portal no longer holds it.</summary>
    public CertificateTypeVersion? Type { get; private set; }

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public void OnGet()
    {
        // Only the form.
    }

    public async Task<IActionResult> OnPostAsync(string? code, CancellationToken ct)
    {
        Check = await prints.CheckAsync(code, ct);
        if (Check is null)
        {
            Code = TextRules.Clean(code);
            Errors = [new FieldError("code", "Printing.UnknownCode")];
            ViewData["HasErrors"] = true;
            ViewData["ErrorsHeading"] = texts["Printing.UnknownCodeTitle"];
            return this.PageWithStatus(StatusCodes.Status400BadRequest);
        }

        Code = PrintCode.Grouped(Check.Print.Code);
        Type = Check.Held is { TypeVersionId: { } type } ? await types.GetVersionAsync(type, null, ct) : null;
        return Page();
    }
}
