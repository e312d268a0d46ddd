using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewEngines;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Portal.Web.Infrastructure.Pdf;

/// <summary>A paper as a page of its own that needs nothing from elsewhere.</summary>
/// <param name="Css">The paper's style sheet with its fonts in it.</param>
public sealed record PaperPage(PdfJob Job, string Css);

/// <summary>Draws papers with the portal's own views, for the browser that prints them.</summary>
public sealed partial class PaperPages(
    ICompositeViewEngine views, ITempDataDictionaryFactory tempData, IModelMetadataProvider metadata, IWebHostEnvironment environment)
{
    private const string View = "/Pages/Shared/_PaperPage.cshtml";
    private const string StyleSheet = "css/paper.css";

    private readonly Lazy<string> _css = new(() => FontAddress().Replace(
        ReadText(environment, StyleSheet),
        match => $"url(data:font/woff2;base64,{Convert.ToBase64String(Read(environment, match.Groups[1].Value))})"));

    /// <returns>A whole HTML document.</returns>
    public async Task<string> DrawAsync(PdfJob job, ActionContext page)
    {
        var view = views.GetView(null, View, isMainPage: false).EnsureSuccessful([View]).View!;
        await using var text = new StringWriter();
        var data = new ViewDataDictionary<PaperPage>(metadata, new ModelStateDictionary()) { Model = new PaperPage(job, _css.Value) };
        await view.RenderAsync(new ViewContext(page, view, data, tempData.GetTempData(page.HttpContext), text, new HtmlHelperOptions()));
        return text.ToString();
    }

    private static string ReadText(IWebHostEnvironment environment, string path) => System.Text.Encoding.UTF8.GetString(Read(environment, path)).TrimStart('\uFEFF');

    private static byte[] Read(IWebHostEnvironment environment, string path)
    {
        using var file = environment.WebRootFileProvider.GetFileInfo(path).CreateReadStream();
        using var content = new MemoryStream();
        file.CopyTo(content);
        return content.ToArray();
    }

    [GeneratedRegex(@"url\('/([^')]+\.woff2)'\)")]
    private static partial Regex FontAddress();
}
