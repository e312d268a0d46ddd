using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Seminars.Answers;

/// <summary>Reads a meeting and holds its row, so that whatever counts its answers or votes does so one after the other.</summary>
/// <remarks>The meeting is read before the row is held, and again only when somebody has changed it in between: many may be waiting.</remarks>
public sealed class SeminarLock(DbSession db, SeminarRepository seminars)
{
    // Changes nothing: the row is locked until the transaction ends.
    internal const string HoldSql = "UPDATE Seminars SET LastPosition = LastPosition WHERE Id = @Id";

    internal const string FindVersionSql = "SELECT Version FROM Seminars WHERE Id = @Id";

    /// <summary>Makes every other act upon the meeting's answers, votes or facts wait until the open transaction ends.</summary>
    /// <returns>The meeting as it stands; null when it does not exist, or is not the viewer's to see.</returns>
    internal Task<Seminar?> FindAsync(Guid id, ActionContext viewer, CancellationToken ct) => ReadHeldAsync(id, () => seminars.FindAsync(id, viewer, ct), ct);

    /// <summary>As <see cref="FindAsync"/>, whoever asks: for the portal's own jobs.</summary>
    internal Task<Seminar?> ReadAsync(Guid id, CancellationToken ct) => ReadHeldAsync(id, () => seminars.ReadAsync(id, ct), ct);

    /// <summary>Holds the row, for who has read the meeting and is going to write it.</summary>
    internal Task HoldAsync(Guid id, CancellationToken ct) => db.ExecuteAsync(HoldSql, new { Id = id }, ct);

    private async Task<Seminar?> ReadHeldAsync(Guid id, Func<Task<Seminar?>> read, CancellationToken ct)
    {
        if (await read() is not { } seminar)
        {
            return null;
        }

        await HoldAsync(id, ct);
        return await db.FindAsync<int>(FindVersionSql, new { Id = id }, ct) == seminar.Version ? seminar : await read();
    }
}
