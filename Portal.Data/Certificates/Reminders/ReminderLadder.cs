namespace Portal.Data.Certificates.Reminders;

/// <summary>What happens at a rung.</summary>
public enum RungKind
{
    /// <summary>The clinic is reminded, mildly, without anybody doing anything.</summary>
    Remind,

    /// <summary>The caseworker gets a task: remind, ring, or let it be until a day.</summary>
    Task,
}

/// <summary>One step of a reminder ladder.</summary>
/// <param name="WorkingDays">Working days after the due day; negative before it.</param>
public sealed record Rung(int WorkingDays, RungKind Kind);

/// <summary>A task that a caseworker has put off.</summary>
/// <param name="UntilOn">The day on whose morning it comes back, Europe/Copenhagen.</param>
/// <param name="Times">How many tasks of this request have been put off, this one included.</param>
public sealed record LeftTask(DateOnly UntilOn, int Times);

/// <summary>What the time that has passed brings: at most one rung fires, those before it are passed by.</summary>
public sealed record LadderStep
{
    /// <summary>Numbers of the rungs that are passed by without effect.</summary>
    public required IReadOnlyList<int> Passed { get; init; }

    /// <summary>What fires; null when nothing does.</summary>
    public RungKind? Kind { get; init; }

    /// <summary>Number of the rung that fires; a task that had been put off has a number after the ladder's last.</summary>
    public int? Number { get; init; }

    /// <summary>How many rungs of the ladder have been fired or passed by after this.</summary>
    public required int RungsFired { get; init; }

    /// <summary>When to look again, UTC; null when nothing is left.</summary>
    public DateTime? NextAt { get; init; }
}

/// <summary>When reminders fall. Pure: the job asks it, and whoever moves a deadline.</summary>
public static class ReminderLadder
{
    /// <summary>Clock time of what falls before the due day, and of a task that comes back: first thing in the morning.</summary>
    public static readonly TimeOnly Morning = new(8, 0);

    /// <summary>Five working days before, on the due day, five after. A proposal of the portal; a municipality sets its own for each type.</summary>
    public static IReadOnlyList<Rung> Usual { get; } = [new(-5, RungKind.Remind), new(0, RungKind.Task), new(5, RungKind.Task)];

    /// <summary>The instant of a rung, UTC: in the morning before the due day, at the due time from then on, so that nobody is late before they are.</summary>
    public static DateTime InstantOf(Rung rung, DateTime dueAt) => DanishTime.InstantOf(
        DanishCalendar.AddWorkingDays(DanishTime.DayOf(dueAt), rung.WorkingDays), rung.WorkingDays < 0 ? Morning : DanishCalendar.DueTime);

    /// <summary>When a task that was put off comes back, UTC.</summary>
    public static DateTime ReturnOf(DateOnly untilOn) => DanishTime.InstantOf(untilOn, Morning);

    /// <summary>When the next rung falls.</summary>
    /// <param name="rungsFired">How many rungs have been fired or passed by.</param>
    /// <param name="leftUntilOn">The day until which the caseworker lets it be; the rungs before it wait for it.</param>
    /// <returns>UTC; null when there is no deadline or no rung left.</returns>
    public static DateTime? NextAt(IReadOnlyList<Rung> ladder, int rungsFired, DateTime? dueAt, DateOnly? leftUntilOn = null) =>
        leftUntilOn is { } untilOn ? ReturnOf(untilOn)
        : dueAt is { } due && rungsFired < ladder.Count ? InstantOf(ladder[rungsFired], due)
        : null;

    /// <summary>What falls due by an instant.</summary>
    /// <param name="ladder">In the order of its days.</param>
    /// <param name="rungsFired">How many rungs have been fired or passed by.</param>
    /// <param name="left">The task that was put off and has not come back; null when there is none.</param>
    /// <param name="now">UTC.</param>
    /// <returns>
    /// After a standstill only the last rung counts, and the clinic is not reminded of a deadline that has passed: then the caseworker decides.
    /// </returns>
    public static LadderStep StepAt(IReadOnlyList<Rung> ladder, int rungsFired, DateTime? dueAt, LeftTask? left, DateTime now)
    {
        if (left is not null && ReturnOf(left.UntilOn) > now)
        {
            return new LadderStep { Passed = [], RungsFired = rungsFired, NextAt = ReturnOf(left.UntilOn) };
        }

        var fallen = Enumerable.Range(rungsFired, Math.Max(0, ladder.Count - rungsFired))
            .TakeWhile(number => dueAt is { } due && InstantOf(ladder[number], due) <= now)
            .ToList();
        var after = rungsFired + fallen.Count;
        var step = new LadderStep { Passed = fallen, RungsFired = after, NextAt = NextAt(ladder, after, dueAt) };
        if (left is not null)
        {
            return step with { Kind = RungKind.Task, Number = ladder.Count + left.Times - 1 };
        }

        var last = fallen.FindLastIndex(number => ladder[number].Kind == RungKind.Task || dueAt > now);
        return last < 0 ? step : step with { Passed = [.. fallen.Where((_, i) => i != last)], Kind = ladder[fallen[last]].Kind, Number = fallen[last] };
    }
}
