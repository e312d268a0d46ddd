using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Portal.Data.Certificates;
using Portal.Data.Certificates.Steps;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>A page about one certificate, which the folder's filter has found and shown to be the viewer's.</summary>
public abstract class CertificatePageModel : PageModel
{
    public Certificate Certificate { get; set; } = null!;
}

/// <summary>A clinic that has had the request and lost it meets a stub: that it was here, and what became of it.</summary>
public sealed class CertificateFilter(CertificateRepository certificates, StubRepository stubs, CurrentUser user) : FoundFilter<Certificate>
{
    // Hidden fields of the portal's own forms; whatever else was posted, somebody has typed or chosen.
    private static readonly string[] Hidden =
        ["version", "draftVersion", "requestVersion", "answerVersion", "commandId", "formId", "lastField", "offer", "addOffer", "removeOffer", "offerSearch"];

    protected override Task<Certificate?> FindAsync(Guid id, CancellationToken ct) => certificates.FindAsync(id, user.Acting(), ct);

    protected override void Give(object page, Certificate found) => ((CertificatePageModel)page).Certificate = found;

    protected override async Task<IActionResult> MissingAsync(Guid id, HttpRequest request, CancellationToken ct)
    {
        if (request.IsFetch() || await stubs.FindAsync(id, user.Acting(), ct) is not { } stub)
        {
            return new NotFoundResult();
        }

        var isPost = HttpMethods.IsPost(request.Method);
        return new PartialViewResult
        {
            ViewName = "/Pages/Certificates/_Stub.cshtml",
            ViewData = new ViewDataDictionary<StubPage>(new EmptyModelMetadataProvider(), new ModelStateDictionary())
            {
                Model = new StubPage(stub, isPost ? Typed(await request.ReadFormAsync(ct)) : ""),
            },
            StatusCode = isPost ? StatusCodes.Status409Conflict : StatusCodes.Status200OK,
        };
    }

    private static string Typed(IFormCollection form) => string.Join("\n\n", form
        .Where(field => !field.Key.StartsWith("__", StringComparison.Ordinal) && !Hidden.Contains(field.Key))
        .SelectMany(field => field.Value)
        .Where(text => !string.IsNullOrWhiteSpace(text) && text != "true"));
}

/// <summary>What a clinic meets where a request was.</summary>
/// <param name="Typed">What was in the form that came too late; empty when none did.</param>
public sealed record StubPage(CertificateStub Stub, string Typed);
