using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Portal.Bench.Servers;

/// <summary>What the machine can do at best: the same web server with nothing in it. <c>/20000</c> answers with 20,000 fixed bytes.</summary>
public sealed class BareServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private BareServer(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.First());
    }

    public Uri Address { get; }

    public static async Task<BareServer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var pages = new Dictionary<string, ReadOnlyMemory<byte>>();
        app.Run(async context =>
        {
            var path = context.Request.Path.Value!;
            if (!pages.TryGetValue(path, out var page))
            {
                pages[path] = page = PageOf(int.Parse(path.AsSpan(1), CultureInfo.InvariantCulture));
            }

            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.ContentLength = page.Length;
            await context.Response.BodyWriter.WriteAsync(page, context.RequestAborted);
        });
        await app.StartAsync();
        return new BareServer(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static byte[] PageOf(int bytes)
    {
        var page = new byte[bytes];
        page.AsSpan().Fill((byte)'x');
        return page;
    }
}
