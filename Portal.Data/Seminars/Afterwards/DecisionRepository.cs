using Portal.Data.Database;

namespace Portal.Data.Seminars.Afterwards;

/// <summary>Reads and writes what meetings decided. The caller has shown that the meeting is the viewer's.</summary>
public sealed class DecisionRepository(DbSession db)
{
    internal const string ListSql = """
        SELECT d.Id, d.Number, d.Decision, d.GuidelineId, g.Number AS GuidelineNumber
        FROM SeminarDecisions d
        LEFT JOIN CommonGuidelines g ON g.Id = d.GuidelineId
        WHERE d.SeminarId = @SeminarId
        ORDER BY d.Number, d.Id
        """;

    internal const string DeleteOpenSql = "DELETE FROM SeminarDecisions WHERE SeminarId = @SeminarId AND GuidelineId IS NULL";

    internal const string InsertSql = """
        INSERT INTO SeminarDecisions (Id, SeminarId, Number, Decision)
        VALUES (@Id, @SeminarId, @Number, @Decision)
        """;

    internal const string SetGuidelineSql = """
        UPDATE SeminarDecisions
        SET GuidelineId = @GuidelineId
        WHERE SeminarId = @SeminarId AND Id IN @Ids AND GuidelineId IS NULL
        """;

    public Task<IReadOnlyList<SeminarDecision>> ListAsync(Guid seminarId, CancellationToken ct) =>
        db.QueryAsync<SeminarDecision>(ListSql, new { SeminarId = seminarId }, ct);

    /// <summary>Puts decisions in the place of those that are in no guidelines.</summary>
    internal async Task ReplaceOpenAsync(Guid seminarId, IReadOnlyList<SeminarDecision> decisions, CancellationToken ct)
    {
        await db.ExecuteAsync(DeleteOpenSql, new { SeminarId = seminarId }, ct);
        foreach (var decision in decisions)
        {
            await db.ExecuteAsync(InsertSql, new { decision.Id, SeminarId = seminarId, decision.Number, decision.Decision }, ct);
        }
    }

    /// <summary>Marks decisions with the version that took them in.</summary>
    internal Task SetGuidelineAsync(Guid seminarId, IReadOnlyList<Guid> ids, Guid guidelineId, CancellationToken ct) =>
        db.ExecuteAsync(SetGuidelineSql, new { SeminarId = seminarId, Ids = ids, GuidelineId = guidelineId }, ct);
}
