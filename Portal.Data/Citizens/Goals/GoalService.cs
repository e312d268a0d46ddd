using Portal.Data.Audit;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Citizens.Goals;

/// <summary>Writes a citizen's goal down; what stood there before stays as an earlier version.</summary>
public sealed class GoalService(DbSession db, GoalRepository goals, CitizenRepository citizens, AuditLog audit)
{
    /// <param name="version">Number of the version that the form was drawn from; 0 when there was none.</param>
    /// <returns>Done carries the number of the newest version; ChangedByOther when somebody wrote one since the form was drawn.</returns>
    public async Task<Outcome> SaveAsync(Guid citizenId, int version, GoalInput input, ActionContext by, CancellationToken ct)
    {
        if (!by.Role.IsCasework())
        {
            return Outcome.Refused(new Refusal("Refusals.OnlyCaseworkerFolder"));
        }

        await using var transaction = await db.BeginAsync(ct);
        if (await citizens.FindAsync(citizenId, by, ct) is null)
        {
            return Outcome.NotFound;
        }

        if (GoalRules.Check(input, DanishTime.DayOf(by.At)) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        var newest = await goals.FindNewestAsync(citizenId, ct);
        // The second of two clicks, and a form that was sent without a change, write nothing anew.
        if (newest?.Content == input && (newest.VersionNumber == version || newest.WrittenById == by.PersonId))
        {
            return Outcome.Done(newest.Id, newest.VersionNumber);
        }

        var id = Guid.CreateVersion7(new DateTimeOffset(by.At));
        if (version != (newest?.VersionNumber ?? 0) || !await goals.TryInsertAsync(id, citizenId, version + 1, input, by.PersonId, by.At, ct))
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, "goal.write", "CitizenGoal", id, citizenId, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, version + 1);
    }
}
