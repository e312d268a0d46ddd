using Portal.Web.Infrastructure.Pdf;

namespace Portal.Web.Pages.Shared;

/// <summary>What stands above a paper on the screen.</summary>
/// <param name="Back">Where the paper was come to from.</param>
/// <param name="BackKey">What the way back is called, as a text's key.</param>
/// <param name="Pdf">The same as a file.</param>
/// <param name="Instead">Why the page comes instead of the file; null when it was asked for.</param>
public sealed record PaperToolsModel(string Back, string BackKey, string Pdf, PdfProblem? Instead);
