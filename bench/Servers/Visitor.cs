using System.Net;
using System.Text.RegularExpressions;

namespace Portal.Bench.Servers;

/// <summary>Somebody with a connection of their own to a server.</summary>
public sealed partial class Visitor : IDisposable
{
    private readonly HttpClient _http;

    public Visitor(Uri server) =>
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = server };

    /// <summary>One of <see cref="Population.Known"/>, signed in to a portal.</summary>
    public static async Task<Visitor> SignInAsync(Uri portal, string person)
    {
        const string Address = "/account/sign-in";
        var visitor = new Visitor(portal);
        var form = await visitor._http.GetStringAsync(Address);
        var fields = new Dictionary<string, string> { ["person"] = person, ["__RequestVerificationToken"] = Token().Match(form).Groups[1].Value };
        using var response = await visitor._http.PostAsync(Address, new FormUrlEncodedContent(fields));
        return response.StatusCode == HttpStatusCode.Redirect
            ? visitor
            : throw new InvalidOperationException($"{person} cannot sign in: {(int)response.StatusCode}.");
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

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
