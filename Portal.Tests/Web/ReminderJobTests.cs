using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Data.Certificates;
using Portal.Tests.Support;
using Portal.Web.Infrastructure;

namespace Portal.Tests.Web;

public sealed class ReminderJobTests
{
    private static readonly DateTime Due = new(2026, 12, 7, 15, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task The_job_fires_what_has_fallen_and_goes_on_after_an_error()
    {
        await using var world = await World.CreateAsync(TestEngine.Sqlite);
        var id = await world.CertificateAsync(CertificateStatus.Sent);
        world.Clock.Now = Due;
        var log = new CapturedLog();
        using var logging = LoggerFactory.Create(builder => builder.AddProvider(log));
        var scopes = new FailsOnce(world.Root.GetRequiredService<IServiceScopeFactory>());
        using var job = new ReminderJob(scopes, Settings(TimeSpan.FromMilliseconds(20)), world.Clock, logging.CreateLogger<ReminderJob>());

        await job.StartAsync(CancellationToken.None);
        await Patience.UntilAsync(async () => job.ExecuteTask!.IsCompleted || (await world.FindAsync(id, Cast.Mette))!.ReminderTaskAt is not null);
        await job.StopAsync(CancellationToken.None);

        Assert.NotNull((await world.FindAsync(id, Cast.Mette))!.ReminderTaskAt);
        Assert.Single(log.Lines, line => line.Contains("will be tried again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_job_does_nothing_when_it_is_switched_off()
    {
        await using var world = await World.CreateAsync(TestEngine.Sqlite);
        using var logging = LoggerFactory.Create(_ => { });
        using var job = new ReminderJob(new FailsOnce(null!), Settings(null), world.Clock, logging.CreateLogger<ReminderJob>());

        await job.StartAsync(CancellationToken.None);
        await job.ExecuteTask!;
    }

    private static PortalSettings Settings(TimeSpan? every) => TestServices.Settings with { ReminderEvery = every };

    /// <summary>A database that is away for a moment.</summary>
    private sealed class FailsOnce(IServiceScopeFactory scopes) : IServiceScopeFactory
    {
        private bool _failed;

        public IServiceScope CreateScope()
        {
            if (_failed)
            {
                return scopes.CreateScope();
            }

            _failed = true;
            throw new InvalidOperationException("The database is away.");
        }
    }
}
