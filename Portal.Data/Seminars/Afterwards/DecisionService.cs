using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Seminars.Afterwards;

/// <summary>Keeps what a meeting decided.</summary>
public sealed class DecisionService(DbSession db, SeminarRepository seminars, DecisionRepository decisions, AuditLog audit)
{
    /// <summary>Puts decisions in the place of those before; what is in the common guidelines already stays.</summary>
    /// <param name="version">The meeting's, as the form was drawn from it.</param>
    /// <param name="lines">See <see cref="DecisionRules.Lines"/>.</param>
    /// <returns>Done also for a repeat; Invalid names the field decisions.</returns>
    public async Task<Outcome> SaveAsync(Guid id, int version, IReadOnlyList<string> lines, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await seminars.FindAsync(id, by, ct) is not { } seminar)
        {
            return Outcome.NotFound;
        }

        var now = await decisions.ListAsync(id, ct);
        var open = now.Where(decision => decision.GuidelineId is null).ToList();
        if (seminar.Version != version)
        {
            return seminar.ChangedById == by.PersonId && open.Select(decision => decision.Decision).SequenceEqual(lines)
                ? Outcome.Done(id, seminar.Version)
                : Outcome.ChangedByOther;
        }

        if (SeminarRules.WhyNot(seminar, SeminarAction.Decide, by, by.At) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        if (DecisionRules.Check(lines, now.Count - open.Count) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        if (!await seminars.SetAsync(seminar, version, by, ct))
        {
            return Outcome.ChangedByOther;
        }

        await decisions.ReplaceOpenAsync(id, Numbered(lines, now, by.At), ct);
        await audit.WriteAsync(by, "seminar.decide", "Seminar", id, seminar.CitizenId, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, version + 1);
    }

    /// <summary>The decisions after those that stay. One whose words have not changed keeps its id, so that whoever is taking it into the guidelines still means it.</summary>
    private static List<SeminarDecision> Numbered(IReadOnlyList<string> lines, IReadOnlyList<SeminarDecision> now, DateTime at)
    {
        var before = now.Where(decision => decision.GuidelineId is null).ToList();
        var number = now.Where(decision => decision.GuidelineId is not null).Select(decision => decision.Number).DefaultIfEmpty(0).Max();
        var numbered = new List<SeminarDecision>();
        foreach (var line in lines)
        {
            var same = before.Find(decision => decision.Decision == line);
            before.Remove(same!);
            numbered.Add(new SeminarDecision { Id = same?.Id ?? Guid.CreateVersion7(new DateTimeOffset(at)), Number = ++number, Decision = line });
        }

        return numbered;
    }
}
