using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Portal.Data.Threads;
using Portal.Web.Pages.Threads;

namespace Portal.Web.Infrastructure.Live;

/// <summary>What pages are told while they are open: the hub, its limits, and what stands behind it.</summary>
public static class LiveSetup
{
    private const string Hubs = "/hubs";
    private const string ThreadsPath = Hubs + "/threads";
    private const int LargestMessageBytes = 32 * 1024;
    private const int DeepestJson = 8;

    private static readonly TimeSpan Handshake = TimeSpan.FromSeconds(15);

    public static IServiceCollection AddLive(this IServiceCollection services, PortalSettings settings)
    {
        services.AddSignalR(options =>
        {
            options.MaximumReceiveMessageSize = LargestMessageBytes;
            options.HandshakeTimeout = Handshake;
            options.EnableDetailedErrors = false;
            options.SupportedProtocols = ["json"];
        }).AddJsonProtocol(options => options.PayloadSerializerOptions.MaxDepth = DeepestJson);
        // The last one of a name is taken.
        services.AddSingleton<IHubProtocol, LiveProtocol>();
        services.AddSingleton<LiveConnections>();
        services.AddSingleton<HubLifetimeManager<ThreadHub>>(provider => provider.GetRequiredService<LiveConnections>());
        services.AddSingleton<TypingHints>();
        services.AddSingleton<LivePushes>();
        services.AddHostedService(provider => provider.GetRequiredService<LivePushes>());
        services.AddHostedService<LiveWatch>();
        if (settings.Broker is not null)
        {
            services.AddSingleton<BrokerRelay>();
            services.AddSingleton<ILiveRelay>(provider => provider.GetRequiredService<BrokerRelay>());
            services.AddHostedService(provider => provider.GetRequiredService<BrokerRelay>());
        }

        services.AddSingleton<SignalRThreadNotifier>();
        services.AddSingleton<IThreadNotifier>(provider => provider.GetRequiredService<SignalRThreadNotifier>());
        return services.AddScoped<LiveThreads>();
    }

    /// <summary>A page's own connection rather than a page.</summary>
    public static bool IsLive(this HttpRequest request) => request.Path.StartsWithSegments(Hubs);

    public static void UseLiveOrigins(this IApplicationBuilder app) => app.UseWhen(http => http.Request.IsLive(), hubs => hubs.UseMiddleware<LiveOrigins>());

    public static void MapLive(this WebApplication app) => app.MapHub<ThreadHub>(ThreadsPath, options =>
    {
        // A demo's clock is not the one by which this is measured; LiveWatch closes by the portal's clock, in any case.
        options.CloseOnAuthenticationExpiration = app.Services.GetRequiredService<PortalSettings>().DemoNow is null;
        options.ApplicationMaxBufferSize = LargestMessageBytes;
    }).RequireAuthorization(Policies.Threads);
}
