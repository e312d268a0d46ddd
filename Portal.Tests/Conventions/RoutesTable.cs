using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Portal.Tests.Support;
using Portal.Tests.Web;

namespace Portal.Tests.Conventions;

/// <summary>One way into the portal: a method and a route, and for a page with named handlers which one.</summary>
public sealed record RouteKey(string Method, string Route, string Handler)
{
    /// <summary>Stands as the method where something is called over a hub's connection; the handler is then the hub's method.</summary>
    public const string Call = "CALL";

    public override string ToString() => Handler.Length == 0 ? $"{Method} {Route}" : $"{Method} {Route} {Handler}";
}

/// <summary>A row of <c>routes.csv</c>: a way in, a request that goes there, and what each person gets.</summary>
public sealed record RouteRow
{
    public required RouteKey Key { get; init; }

    /// <summary>Path and query; <c>{certificate}</c> and the like stand for things that belong to gp and caseworker.</summary>
    public required string Address { get; init; }

    /// <summary>Form fields as in a query.</summary>
    public required string Body { get; init; }

    /// <summary>Status by person; <c>sign-in</c> for a redirect to the sign-in page.</summary>
    public required IReadOnlyDictionary<string, string> Expected { get; init; }
}

/// <summary>Who gets what at every address of the portal, as the repository says and as the portal is built.</summary>
public static class RoutesTable
{
    private const string Separator = ";";

    /// <summary>The rows of <c>routes.csv</c>, which stands beside this file.</summary>
    public static IReadOnlyList<RouteRow> Read()
    {
        var lines = File.ReadAllLines(Path.Combine(SourceTree.Root, "Portal.Tests", "Conventions", "routes.csv"));
        var columns = lines[0].Split(Separator);
        var people = columns[5..];
        Assert.Equal([.. DemoPeople.Keys, DemoPeople.Anonymous], people);
        return [.. lines.Skip(1).Select(line => line.Split(Separator)).Select(cells => new RouteRow
        {
            Key = new RouteKey(cells[0], cells[1], cells[2]),
            Address = cells[3],
            Body = cells[4],
            Expected = people.Zip(cells[5..]).ToDictionary(pair => pair.First, pair => pair.Second),
        })];
    }

    /// <summary>Every way in that the portal has, but for its static files.</summary>
    public static async Task<IReadOnlyList<RouteKey>> BuiltAsync(IServiceProvider services)
    {
        var loader = services.GetRequiredService<PageLoader>();
        var keys = new List<RouteKey>();
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            // In development the static files have a route for those that came after the build, too.
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || endpoint.RoutePattern.RawText == "{**path:file}")
            {
                continue;
            }

            var route = "/" + endpoint.RoutePattern.RawText?.TrimStart('/');
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                var handlers = (await loader.LoadAsync(page, EndpointMetadataCollection.Empty)).HandlerMethods;
                // A page without a handler for GET is shown as it is.
                keys.AddRange(handlers.Any(handler => handler.HttpMethod == "GET" && handler.Name is null) ? [] : [new("GET", route, "")]);
                keys.AddRange(handlers.Select(handler => new RouteKey(handler.HttpMethod.ToUpperInvariant(), route, handler.Name ?? "")));
            }
            else if (endpoint.Metadata.GetMetadata<NegotiateMetadata>() is not null)
            {
                keys.Add(new("POST", route, ""));
            }
            else if (endpoint.Metadata.GetMetadata<HubMetadata>() is { } hub)
            {
                keys.Add(new("GET", route, ""));
                keys.AddRange(hub.HubType.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).Select(method => new RouteKey(RouteKey.Call, route, method.Name)));
            }
            else
            {
                keys.AddRange(endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => new RouteKey(method, route, "")));
            }
        }

        return [.. keys.Distinct()];
    }
}
