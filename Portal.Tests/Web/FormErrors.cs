using AngleSharp.Html.Dom;

namespace Portal.Tests.Web;

/// <summary>What a page says about the errors of its form.</summary>
internal static class FormErrors
{
    /// <summary>The list on top leads to exactly these fields; in each one can type, and each says in words what is wrong.</summary>
    /// <param name="fields">Ids of the fields.</param>
    public static void LeadTo(WebPage page, params IReadOnlyList<string> fields)
    {
        var links = page.Document.QuerySelectorAll("main [role=alert] a[href^='#']")
            .Select(link => link.GetAttribute("href")![1..])
            .ToList();
        Assert.Equal(fields.Order(StringComparer.Ordinal), links.Order(StringComparer.Ordinal));
        Assert.All(links, id => Assert.True(
            page.Document.GetElementById(id) is IHtmlInputElement or IHtmlTextAreaElement or IHtmlSelectElement,
            $"The list of errors leads to '{id}', where nobody can type."));
        Assert.All(links, id => Assert.False(
            string.IsNullOrWhiteSpace(page.Document.GetElementById(id + "-error")?.TextContent), $"'{id}' does not say what is wrong."));
    }

    /// <summary>Id of the box with a name.</summary>
    public static string Id(string name) => "f-" + name.Replace('.', '-');

    /// <summary>What a person filled in; what the portal itself puts into a form is drawn anew each time.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> FilledIn(FormValues form) =>
        [.. form.Fields
            .Where(field => field.Key is not ("__RequestVerificationToken" or "commandId" or "version" or "draftVersion" or "formId") && field.Value.Length > 0)
            .OrderBy(field => field.Key, StringComparer.Ordinal).ThenBy(field => field.Value, StringComparer.Ordinal)];
}
