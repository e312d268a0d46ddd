using System.Net;
using Portal.Tests.Support;

namespace Portal.Tests.Web;

/// <summary>A browser without script: keeps cookies, reads forms from pages, posts them. Follows no redirect by itself.</summary>
/// <remarks>Every answer it gets is held against <see cref="PageRules"/>.</remarks>
public sealed class Browser(HttpClient http)
{
    private readonly Dictionary<string, string> _cookies = [];

    /// <summary>The person asked to see a citizen's number, so that it may stand on the next pages.</summary>
    public bool MaySeeCpr { get; set; }

    public bool IsSignedIn => _cookies.ContainsKey("portal");

    public IReadOnlyDictionary<string, string> Cookies => _cookies;

    /// <summary>What browsers of a portal at an address send their requests with.</summary>
    public static HttpClient Client(Uri portal) => new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = portal, Timeout = Patience.Limit };

    /// <summary>Another browser with the same cookies.</summary>
    /// <param name="other">Where it sends its requests, when the portal has another address now.</param>
    public Browser Copy(HttpClient? other = null)
    {
        var copy = new Browser(other ?? http);
        foreach (var (name, value) in _cookies)
        {
            copy._cookies[name] = value;
        }

        return copy;
    }

    public async Task SignInAsync(string person)
    {
        var form = (await GetAsync("/account/sign-in")).FormWith("person").Set("person", person);
        (await PostAsync(form)).Is(HttpStatusCode.Redirect);
    }

    public Task<WebPage> GetAsync(string address, string? fetch = null) => SendAsync(new HttpRequestMessage(HttpMethod.Get, address), fetch);

    /// <summary>Presses a button of a form.</summary>
    public Task<WebPage> PostAsync(FormValues form, string? handler = null, string? fetch = null) =>
        PostAsync(form.AddressOf(handler), form.Fields, fetch);

    public Task<WebPage> PostAsync(string address, IEnumerable<KeyValuePair<string, string>> fields, string? fetch = null) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) }, fetch);

    /// <summary>Goes where a redirect leads.</summary>
    public Task<WebPage> FollowAsync(WebPage page)
    {
        Assert.True(page.Location.StartsWith('/'), $"{page.Address} leads to '{page.Location}', which is not a local address.");
        return GetAsync(page.Location.Split('#')[0]);
    }

    /// <summary>The token that a form of this browser's person carries.</summary>
    public async Task<string> TokenAsync() => (await GetAsync("/account/sign-in")).FormWith("person")["__RequestVerificationToken"];

    /// <param name="fetch">Set to »fetch« to call as the portal's own script does.</param>
    public async Task<WebPage> SendAsync(HttpRequestMessage request, string? fetch = null)
    {
        if (_cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        if (fetch is not null)
        {
            request.Headers.Add("X-Requested-With", fetch);
        }

        var wasSignedIn = IsSignedIn;
        using var response = await http.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            foreach (var cookie in cookies)
            {
                Keep(cookie);
            }
        }

        var page = new WebPage
        {
            Address = request.RequestUri!.IsAbsoluteUri ? request.RequestUri.PathAndQuery : request.RequestUri.OriginalString,
            Status = response.StatusCode,
            Headers = response.Headers.Concat(response.Content.Headers).ToDictionary(
                header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
            Text = await response.Content.ReadAsStringAsync(),
        };
        PageRules.Check(page, wasSignedIn && IsSignedIn, isWhole: fetch is null, MaySeeCpr);
        return page;
    }

    private void Keep(string cookie)
    {
        var parts = cookie.Split(';', StringSplitOptions.TrimEntries);
        var (name, value) = parts[0].Split('=', 2) is [var n, var v] ? (n, v) : (parts[0], "");
        if (value.Length == 0 || parts.Any(part => part.StartsWith("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase)))
        {
            _cookies.Remove(name);
        }
        else
        {
            _cookies[name] = value;
        }
    }
}
