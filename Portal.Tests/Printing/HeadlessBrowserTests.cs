using Microsoft.Extensions.Logging.Abstractions;
using Portal.Tests.Support;
using Portal.Web.Infrastructure.Pdf;

namespace Portal.Tests.Printing;

public sealed class HeadlessBrowserTests : IDisposable
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(20);

    private readonly FakeBrowser _fake = new();
    private readonly Alarm _alarm = new();
    private readonly HeadlessBrowser _browser;

    public HeadlessBrowserTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The stand-in for a browser is a script, and what still runs is read from /proc.");
        _browser = new HeadlessBrowser(_alarm, NullLogger<HeadlessBrowser>.Instance);
    }

    public void Dispose() => _fake.Dispose();

    [Fact]
    public async Task It_leaves_nothing_behind_and_learns_nothing_of_the_portals_settings()
    {
        Environment.SetEnvironmentVariable("Portal__TestSecret", "hemmeligt");

        var file = await PrintAsync(_fake.Program);

        Assert.Equal("%PDF-<p>Attest</p>"u8.ToArray(), file);
        Assert.Empty(_fake.Left());
        Assert.DoesNotContain("hemmeligt", _fake.Environment, StringComparison.Ordinal);
        Assert.Contains("--host-resolver-rules=MAP * ~NOTFOUND", _fake.Arguments, StringComparison.Ordinal);
        Assert.Equal(Environment.IsPrivilegedProcess, _fake.Arguments.Contains("--no-sandbox", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_takes_too_long_is_ended_with_all_it_started()
    {
        _fake.Hold();
        var printing = PrintAsync(_fake.Program);
        await _fake.WorkingAsync(1);
        await Patience.UntilAsync(() => _alarm.SetTo.Count > 0);
        var before = printing.IsCompleted;

        _alarm.Ring();

        Assert.Null(await printing);
        Assert.False(before);
        Assert.Equal([AtMost], _alarm.SetTo);
        Assert.Equal(1, _fake.Starts);
        await _fake.GoneAsync();
        Assert.Empty(_fake.Left());
    }

    [Fact]
    public async Task One_that_nobody_waits_for_any_more_is_ended_too()
    {
        _fake.Hold();
        using var leaving = new CancellationTokenSource();
        var printing = PrintAsync(_fake.Program, leaving.Token);
        await _fake.WorkingAsync(1);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => printing);
        await _fake.GoneAsync();
        Assert.Empty(_fake.Left());
    }

    [Fact]
    public async Task One_that_fails_or_is_none_makes_no_file()
    {
        _fake.End(3);

        Assert.Null(await PrintAsync(_fake.Program));
        Assert.Null(await PrintAsync("/etc/hostname"));
        Assert.Empty(_fake.Left());
    }

    private Task<byte[]?> PrintAsync(string program, CancellationToken ct = default) =>
        _browser.PrintAsync(program, "<p>Attest</p>", AtMost, ct).WaitAsync(Patience.Limit, CancellationToken.None);

    /// <summary>A clock on which a time that was set is over when it is told to be.</summary>
    private sealed class Alarm : TimeProvider
    {
        private Action _ring = () => { };

        /// <summary>Every time that was set.</summary>
        public List<TimeSpan> SetTo { get; } = [];

        public void Ring() => _ring();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _ring += () => callback(state);
            SetTo.Add(dueTime);
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
