using Portal.Data.Database;

namespace Portal.Data.Audit;

/// <summary>Counts in the access log: how much, never what.</summary>
public sealed class AuditStatistics(DbSession db)
{
    internal const string CountByActionSql = """
        SELECT Action, COUNT(*) AS Count
        FROM AuditEntries
        WHERE MunicipalityId = @MunicipalityId AND At >= @From
        GROUP BY Action
        ORDER BY Action
        """;

    /// <summary>How often each action was done by a municipality's own people since an instant.</summary>
    /// <param name="from">UTC.</param>
    public Task<IReadOnlyList<ActionCount>> CountByActionAsync(Guid municipalityId, DateTime from, CancellationToken ct) =>
        db.QueryAsync<ActionCount>(CountByActionSql, new { MunicipalityId = municipalityId, From = from }, ct);
}

public sealed record ActionCount
{
    public required string Action { get; init; }

    public required int Count { get; init; }
}
