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

/// <summary>When reminders fall. Pure: the job asks it, and whoever moves a deadline.</summary>
public static class ReminderLadder
{
    /// <summary>Clock time of what falls before the due day: first thing in the morning.</summary>
    public static readonly TimeOnly Morning = new(8, 0);

    /// <summary>Five working days before, on the due day, five after. A proposal of the portal; a municipality sets its own for each type.</summary>
    public static IReadOnlyList<Rung> Usual { get; } = [new(-5, RungKind.Remind), new(0, RungKind.Task), new(5, RungKind.Task)];

    /// <summary>The instant of a rung, UTC: in the morning before the due day, at the due time from then on, so that nobody is late before they are.</summary>
    public static DateTime InstantOf(Rung rung, DateTime dueAt) => DanishTime.InstantOf(
        DanishCalendar.AddWorkingDays(DanishTime.DayOf(dueAt), rung.WorkingDays), rung.WorkingDays < 0 ? Morning : CertificateRules.DueTime);

    /// <summary>When the next rung falls.</summary>
    /// <param name="rungsFired">How many rungs have been fired or passed by.</param>
    /// <returns>UTC; null when there is no deadline or no rung left.</returns>
    public static DateTime? NextAt(IReadOnlyList<Rung> ladder, int rungsFired, DateTime? dueAt) =>
        dueAt is { } due && rungsFired < ladder.Count ? InstantOf(ladder[rungsFired], due) : null;
}
