namespace Portal.Web.Infrastructure;

/// <summary>A clock that starts at a given instant and then runs on, so that a demo sees the same deadlines every time.</summary>
public sealed class DemoClock(DateTimeOffset start) : TimeProvider
{
    private readonly long _begun = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(_begun);
}
