using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Web.Infrastructure.Pdf;

namespace Portal.Tests.Printing;

public sealed class HeadlessBrowserTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    private readonly FakeBrowser _fake = new();
    private readonly HeadlessBrowser _browser = new(NullLogger<HeadlessBrowser>.Instance);

    public HeadlessBrowserTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "The stand-in for a browser is a script, and what still runs is read from /proc.");

    public void Dispose() => _fake.Dispose();

    [Fact]
    public async Task It_leaves_nothing_behind_and_learns_nothing_of_the_portals_settings()
    {
        Environment.SetEnvironmentVariable("Portal__TestSecret", "hemmeligt");

        var file = await _browser.PrintAsync(_fake.Program, "<p>Attest</p>", Long, CancellationToken.None);

        Assert.Equal("%PDF-<p>Attest</p>"u8.ToArray(), file);
        Assert.Empty(_fake.Left());
        Assert.DoesNotContain("hemmeligt", _fake.Environment, StringComparison.Ordinal);
        Assert.Contains("--host-resolver-rules=MAP * ~NOTFOUND", _fake.Arguments, StringComparison.Ordinal);
        Assert.Equal(Environment.IsPrivilegedProcess, _fake.Arguments.Contains("--no-sandbox", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_takes_too_long_is_ended_with_all_it_started()
    {
        _fake.Take(60);
        var clock = Stopwatch.StartNew();

        var file = await _browser.PrintAsync(_fake.Program, "<p>Attest</p>", TimeSpan.FromSeconds(1), CancellationToken.None);

        Assert.Null(file);
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(8));
        Assert.Equal(1, _fake.Starts);
        Assert.Empty(await _fake.AliveAsync());
        Assert.Empty(_fake.Left());
    }

    [Fact]
    public async Task One_that_nobody_waits_for_any_more_is_ended_too()
    {
        _fake.Take(60);
        using var leaving = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _browser.PrintAsync(_fake.Program, "<p>Attest</p>", Long, leaving.Token));

        Assert.Empty(await _fake.AliveAsync());
        Assert.Empty(_fake.Left());
    }

    [Fact]
    public async Task One_that_fails_or_is_none_makes_no_file()
    {
        _fake.End(3);

        Assert.Null(await _browser.PrintAsync(_fake.Program, "<p>Attest</p>", Long, CancellationToken.None));
        Assert.Null(await _browser.PrintAsync("/etc/hostname", "<p>Attest</p>", Long, CancellationToken.None));
        Assert.Empty(_fake.Left());
    }
}
