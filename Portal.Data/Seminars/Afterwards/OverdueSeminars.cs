using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Seminars.Afterwards;

/// <summary>Closes meetings that nobody has closed long after they were held.</summary>
public sealed class OverdueSeminars(DbSession db, AuditLog audit)
{
    internal const string ListSql = """
        SELECT Id, CitizenId
        FROM Seminars
        WHERE EndsAt <= @Before AND AnnouncedAt IS NOT NULL AND CancelledAt IS NULL AND ClosedAt IS NULL
        ORDER BY EndsAt, Id
        {take}
        """;

    internal const string CloseSql = """
        UPDATE Seminars
        SET ClosedAt = @At, Status = 'Closed', ChangedAt = @At, Version = Version + 1
        WHERE Id = @Id AND CancelledAt IS NULL AND ClosedAt IS NULL
        """;

    // What is left over is closed the next time.
    private const int MostAtOnce = 100;

    /// <summary>Closes what ended <see cref="SeminarRules.CloseAfterMonths"/> months before and stands open still. Any number of processes may run it.</summary>
    /// <param name="now">UTC.</param>
    /// <returns>How many were closed.</returns>
    public async Task<int> CloseOverdueAsync(DateTime now, CancellationToken ct)
    {
        var by = ActionContext.System(now);
        var closed = 0;
        foreach (var seminar in await db.QueryAsync<Row>(ListSql, new { Before = now.AddMonths(-SeminarRules.CloseAfterMonths), Take = MostAtOnce }, ct))
        {
            await using var transaction = await db.BeginAsync(ct);
            if (await db.ExecuteAsync(CloseSql, new { seminar.Id, At = now }, ct) == 1)
            {
                await audit.WriteAsync(by, "seminar.close-overdue", "Seminar", seminar.Id, seminar.CitizenId, null, ct);
                await transaction.CommitAsync(ct);
                closed++;
            }
        }

        return closed;
    }

    private sealed record Row
    {
        public required Guid Id { get; init; }

        public Guid? CitizenId { get; init; }
    }
}
