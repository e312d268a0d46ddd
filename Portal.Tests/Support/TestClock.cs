namespace Portal.Tests.Support;

/// <summary>A clock that stands still until it is told to go on.</summary>
public sealed class TestClock : TimeProvider
{
    /// <summary>Monday 23 November 2026, 9.00 in Denmark.</summary>
    public static readonly DateTime Start = new(2026, 11, 23, 8, 0, 0, DateTimeKind.Utc);

    /// <summary>UTC.</summary>
    public DateTime Now { get; set; } = Start;

    public override DateTimeOffset GetUtcNow() => new(Now);
}
