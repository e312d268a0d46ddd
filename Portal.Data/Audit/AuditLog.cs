using Portal.Data.Database;

namespace Portal.Data.Audit;

/// <summary>Writes who did or saw what. The row stands or falls with the act: it is written in the act's transaction.</summary>
/// <remarks>Holds ids and field names only: never texts, health data or CPR numbers.</remarks>
public sealed class AuditLog(DbSession db)
{
    internal const string InsertSql = """
        INSERT INTO AuditEntries (Id, At, PersonId, Role, MunicipalityId, ClinicId, OnBehalfOfId, Action, ObjectKind, ObjectId, CitizenId, Detail, TraceId)
        VALUES (@Id, @At, @PersonId, @Role, @MunicipalityId, @ClinicId, @OnBehalfOfId, @Action, @ObjectKind, @ObjectId, @CitizenId, @Detail, @TraceId)
        """;

    private const int LongestDetail = 2000;

    /// <summary>Writes a row in the open transaction.</summary>
    /// <param name="action">What was done, such as <c>certificate.send</c>.</param>
    /// <param name="objectKind">The kind of thing it was done to, such as <c>Certificate</c>.</param>
    /// <param name="objectId">Which one; null for a list.</param>
    /// <param name="citizenId">The citizen whose data it concerns, if any.</param>
    /// <param name="detail">Ids and field names, at most 2,000 characters; the rest is cut.</param>
    public Task WriteAsync(
        ActionContext by, string action, string objectKind, Guid? objectId, Guid? citizenId, string? detail, CancellationToken ct) =>
        db.ExecuteAsync(
            InsertSql,
            new
            {
                Id = Guid.CreateVersion7(new DateTimeOffset(by.At)),
                by.At,
                by.PersonId,
                Role = by.Role.ToString(),
                by.MunicipalityId,
                by.ClinicId,
                by.OnBehalfOfId,
                Action = action,
                ObjectKind = objectKind,
                ObjectId = objectId,
                CitizenId = citizenId,
                Detail = detail?.Length > LongestDetail ? detail[..LongestDetail] : detail,
                by.TraceId,
            },
            ct);

    /// <summary>Writes a row about a reading, in a transaction of its own. When it cannot be written, nothing may be shown.</summary>
    public async Task WriteReadAsync(
        ActionContext by, string action, string objectKind, Guid? objectId, Guid? citizenId, string? detail, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        await WriteAsync(by, action, objectKind, objectId, citizenId, detail, ct);
        await transaction.CommitAsync(ct);
    }
}
