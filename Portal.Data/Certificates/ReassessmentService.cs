using Portal.Data.Audit;
using Portal.Data.Certificates.Steps;
using Portal.Data.Database;

namespace Portal.Data.Certificates;

/// <summary>»Bør vurderes igen den …«: brings it back to the caseworker's desk on its day.</summary>
public sealed class ReassessmentService(DbSession db, CertificateActs acts, AuditLog audit)
{
    internal const string ListDueSql = """
        SELECT r.Id, r.CitizenId
        FROM CertificateRequests r
        WHERE r.ReassessOn IS NOT NULL AND r.ReassessTaskAt IS NULL AND r.ReassessOn <= @Today
        ORDER BY r.ReassessOn, r.Id
        {take}
        """;

    // Neither the version nor the day of the last change moves: nobody's open form is disturbed.
    internal const string SetTaskSql = """
        UPDATE CertificateRequests
        SET ReassessTaskAt = @At, Desk = CASE WHEN Desk = 'Done' THEN 'ToDo' ELSE Desk END
        WHERE Id = @Id AND ReassessOn IS NOT NULL AND ReassessTaskAt IS NULL
        """;

    private const int Batch = 100;

    /// <summary>Makes a task of every re-assessment whose day has come, each once.</summary>
    /// <param name="now">UTC.</param>
    /// <returns>How many.</returns>
    public async Task<int> FireDueAsync(DateTime now, CancellationToken ct)
    {
        var count = 0;
        while (true)
        {
            var batch = await db.QueryAsync<Due>(ListDueSql, new { Today = DanishTime.DayOf(now), Take = Batch }, ct);
            foreach (var due in batch)
            {
                await using var transaction = await db.BeginAsync(ct);
                if (await db.ExecuteAsync(SetTaskSql, new { due.Id, At = now }, ct) == 1)
                {
                    await audit.WriteAsync(ActionContext.System(now), "certificate.reassess-task", "Certificate", due.Id, due.CitizenId, null, ct);
                    await transaction.CommitAsync(ct);
                    count++;
                }
            }

            if (batch.Count < Batch)
            {
                return count;
            }
        }
    }

    /// <summary>The caseworker has looked after it.</summary>
    public Task<Outcome> SettleAsync(Guid id, int version, ActionContext by, CancellationToken ct) => acts.DoAsync(
        id,
        version,
        new Act
        {
            Action = CertificateAction.SettleReassessment,
            AuditName = "certificate.settle-reassessment",
            Change = facts => facts with { ReassessOn = null },
            Step = certificate => new NewStep(StepKind.Reassessed) { OnDay = certificate.Facts.ReassessOn },
        },
        by,
        ct);

    private sealed record Due
    {
        public required Guid Id { get; init; }

        public required Guid CitizenId { get; init; }
    }
}
