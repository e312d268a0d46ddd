using Microsoft.Extensions.Options;

namespace Portal.Web.Infrastructure;

/// <summary>Keeps the server's own lines about each request, which hold its whole address, out of every log: the address of a subscription is a key.</summary>
/// <remarks>Whatever the settings say about levels; they are read before this.</remarks>
public sealed class QuietLog : IPostConfigureOptions<LoggerFilterOptions>
{
    private const string RequestLines = "Microsoft.AspNetCore.Hosting.Diagnostics";

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        // A rule that names where it writes to wins over one that does not, so each such place needs its own.
        foreach (var provider in options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct().ToList())
        {
            options.Rules.Add(new LoggerFilterRule(provider, RequestLines, LogLevel.Warning, null));
        }
    }
}
