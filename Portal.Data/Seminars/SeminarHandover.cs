using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Seminars;

/// <summary>Lets the talks about a citizen follow the case: whoever has it from now on plans them.</summary>
public sealed class SeminarHandover(DbSession db)
{
    internal const string SetOwnerSql = """
        UPDATE Seminars
        SET OwnerId = @ToId, ChangedById = @ById, ChangedAt = @At, Version = Version + 1
        WHERE CitizenId = @CitizenId AND OwnerId <> @ToId AND Status NOT IN ('Closed', 'Cancelled')
        """;

    /// <summary>Moves them, in the open transaction of the handover; those that are over for good stay with who held them.</summary>
    internal Task MoveAsync(Guid citizenId, Guid toId, ActionContext by, CancellationToken ct) =>
        db.ExecuteAsync(SetOwnerSql, new { CitizenId = citizenId, ToId = toId, ById = by.PersonId, by.At }, ct);
}
