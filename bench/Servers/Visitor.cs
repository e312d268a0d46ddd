using System.Net;
using System.Text.RegularExpressions;

namespace Portal.Bench.Servers;

/// <summary>Somebody with a connection of their own to a server.</summary>
public sealed partial class Visitor : IDisposable
{
    /// <summary>The field of every form that shows that the portal has drawn it.</summary>
    public const string TokenField = "__RequestVerificationToken";

    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _http;

    public Visitor(Uri server) =>
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, CookieContainer = _cookies }) { BaseAddress = server };

    /// <summary>The visitor's cookies, as a request carries them.</summary>
    public string Cookies => _cookies.GetCookieHeader(_http.BaseAddress!);

    /// <summary>One of <see cref="Population.Known"/>, signed in to a portal.</summary>
    public static async Task<Visitor> SignInAsync(Uri portal, string person)
    {
        const string Address = "/account/sign-in";
        var visitor = new Visitor(portal);
        var fields = new Dictionary<string, string> { ["person"] = person, [TokenField] = await visitor.TokenAsync(Address) };
        using var response = await visitor._http.PostAsync(Address, new FormUrlEncodedContent(fields));
        return response.StatusCode == HttpStatusCode.Redirect
            ? visitor
            : throw new InvalidOperationException($"{person} cannot sign in: {(int)response.StatusCode}.");
    }

    /// <summary>What a form on a page must carry.</summary>
    public async Task<string> TokenAsync(string address) => Token().Match(await _http.GetStringAsync(address)).Groups[1].Value;

    /// <summary>Posts as a page's script does.</summary>
    /// <exception cref="InvalidOperationException">The answer is anything but 200.</exception>
    public async Task PostAsync(string address, HttpContent content)
    {
        using var request = ByScript(HttpMethod.Post, address);
        request.Content = content;
        using var response = await _http.SendAsync(request);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new InvalidOperationException($"{address}: {(int)response.StatusCode}. {await response.Content.ReadAsStringAsync()}");
        }
    }

    /// <summary>Fetches a piece of a page as its script does.</summary>
    /// <exception cref="InvalidOperationException">The answer is anything but 200.</exception>
    public async Task<string> FetchAsync(string address)
    {
        using var request = ByScript(HttpMethod.Get, address);
        request.Headers.Add("Portal-Background", "1");
        using var response = await _http.SendAsync(request);
        return response.StatusCode == HttpStatusCode.OK
            ? await response.Content.ReadAsStringAsync()
            : throw new InvalidOperationException($"{address}: {(int)response.StatusCode}.");
    }

    /// <summary>Fetches a page whole.</summary>
    /// <returns>How many bytes it has.</returns>
    /// <exception cref="InvalidOperationException">The answer is anything but the page.</exception>
    public async Task<int> GetAsync(string address)
    {
        using var response = await _http.GetAsync(address);
        return response.StatusCode == HttpStatusCode.OK
            ? (int)response.Content.Headers.ContentLength.GetValueOrDefault((await response.Content.ReadAsByteArrayAsync()).Length)
            : throw new InvalidOperationException($"{address}: {(int)response.StatusCode}.");
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage ByScript(HttpMethod method, string address)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Add("X-Requested-With", "fetch");
        return request;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
