using AngleSharp.Html.Dom;

namespace Portal.Tests.Web;

/// <summary>What a browser would post from a form: its fields as they stand on the page, and what a person then types.</summary>
public sealed class FormValues
{
    private readonly List<KeyValuePair<string, string>> _fields = [];
    private readonly WebPage _page;
    private readonly IHtmlFormElement _form;

    private FormValues(WebPage page, IHtmlFormElement form)
    {
        _page = page;
        _form = form;
    }

    public IReadOnlyList<KeyValuePair<string, string>> Fields => _fields;

    /// <summary>Names of the boxes in which a person types.</summary>
    public IReadOnlyList<string> TextBoxes =>
        [.. _form.QuerySelectorAll("textarea, input[type=text], input[type=search]").Select(box => box.GetAttribute("name")!)];

    public string this[string name] => _fields.Where(field => field.Key == name).Select(field => field.Value).SingleOrDefault() ?? "";

    public static FormValues Of(WebPage page, IHtmlFormElement form)
    {
        var values = new FormValues(page, form);
        foreach (var element in form.Elements.Where(element => element.GetAttribute("name") is { Length: > 0 } && !element.HasAttribute("disabled")))
        {
            var name = element.GetAttribute("name")!;
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio" } box when !box.IsChecked:
                    break;
                case IHtmlInputElement input:
                    values._fields.Add(new(name, input.Value));
                    break;
                case IHtmlTextAreaElement area:
                    values._fields.Add(new(name, area.Value));
                    break;
                case IHtmlSelectElement select:
                    values._fields.Add(new(name, select.Value ?? ""));
                    break;
            }
        }

        return values;
    }

    /// <summary>Types into a box, or chooses an option; a field that is not on the page is added.</summary>
    public FormValues Set(string name, string value)
    {
        _fields.RemoveAll(field => field.Key == name);
        _fields.Add(new(name, value));
        return this;
    }

    /// <summary>Asks on a consent that is registered with the request: what a caseworker must say about it, the rest stands in the form.</summary>
    public FormValues WithNewConsent() =>
        Set("legalBasis", "Consent11a").Set("consentId", "new").Set("consent.how", "Written").Set("consent.told", "true");

    public FormValues Remove(string name)
    {
        _fields.RemoveAll(field => field.Key == name);
        return this;
    }

    /// <summary>Where the button of a handler posts to, resolved against the page as a browser does.</summary>
    /// <param name="handler">Name of the page's handler; null for the form's own address.</param>
    public string AddressOf(string? handler = null)
    {
        var own = _form.GetAttribute("action") ?? "";
        var ending = $"handler={handler}";
        var target = handler is null || own.EndsWith(ending, StringComparison.Ordinal)
            ? own
            : _form.QuerySelectorAll("button[formaction]").Select(button => button.GetAttribute("formaction")!)
                .FirstOrDefault(action => action.Split('#')[0].EndsWith(ending, StringComparison.Ordinal))
                ?? throw new InvalidOperationException($"{_page.Address} has no button for the handler '{handler}' in this form.");
        var path = _page.Address.Split('?')[0];
        return target.Length == 0 ? _page.Address : target[0] == '?' ? path + target : target.Split('#')[0];
    }
}
