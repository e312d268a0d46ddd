using Portal.Data.Audit;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Afterwards;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Seminars;

/// <summary>What a meeting's page shows of the time after it.</summary>
public sealed record AfterwardsView
{
    public required Seminar Seminar { get; init; }

    public required bool IsPlanner { get; init; }

    /// <summary>The viewer writes down what was decided.</summary>
    public required bool MayDecide { get; init; }

    /// <summary>How many came; null as long as nobody has written it down.</summary>
    public AttendanceCount? Count { get; init; }

    /// <summary>The viewer's own answer and whether they were there; null when there is none.</summary>
    public Attendee? Own { get; init; }

    /// <summary>The published minutes that hold now; null when there are none, or not for the viewer.</summary>
    public SeminarMinutes? Minutes { get; init; }

    /// <summary>What was decided; empty for those who do not read the minutes.</summary>
    public IReadOnlyList<SeminarDecision> Decisions { get; init; } = [];

    /// <summary>The viewer was not there and has been sent the material.</summary>
    public bool IsSentMaterial => Own?.MaterialSentAt is not null;
}

/// <summary>Reads what a meeting's page shows of the time after it. Of a talk about a citizen the log says who read the minutes.</summary>
public sealed class AfterwardsViews(AttendanceRepository attendance, MinutesRepository minutes, DecisionRepository decisions, AuditLog audit, CurrentUser user)
{
    /// <returns>Null when there is nothing to show: the meeting has not begun, or is none.</returns>
    public async Task<AfterwardsView?> ReadAsync(Seminar seminar, CancellationToken ct)
    {
        var (by, facts) = (user.Acting(), seminar.Facts);
        if (facts.AnnouncedAt is null || facts.CancelledAt is not null || !(facts.StartsAt <= by.At))
        {
            return null;
        }

        var view = new AfterwardsView
        {
            Seminar = seminar,
            IsPlanner = SeminarRules.IsPlanner(seminar, by),
            MayDecide = SeminarRules.WhyNot(seminar, SeminarAction.Decide, by, by.At) is null,
        };
        if (facts.HeldAt is null)
        {
            return view;
        }

        var own = await attendance.FindOwnAsync(seminar, by.PersonId, ct);
        view = view with { Count = await attendance.CountAsync(seminar, ct), Own = own };
        if (!MinutesRules.MayRead(seminar, own is not null, by) || (facts.MinutesPublishedAt is null && !view.IsPlanner))
        {
            return view;
        }

        view = view with
        {
            Minutes = facts.MinutesPublishedAt is null ? null : await minutes.FindPublishedAsync(seminar.Id, null, ct),
            Decisions = await decisions.ListAsync(seminar.Id, ct),
        };
        if (seminar.CitizenId is { } citizen && view.Minutes is not null)
        {
            await audit.WriteReadAsync(by, "minutes.read", "Seminar", seminar.Id, citizen, null, ct);
        }

        return view;
    }
}
