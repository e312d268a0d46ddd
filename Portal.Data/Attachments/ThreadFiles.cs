using Portal.Data.Audit;
using Portal.Data.Database;
using Portal.Data.Threads;

namespace Portal.Data.Attachments;

/// <summary>Reads and deletes the files of threads. Before a message names it a file is its uploader's alone; then whoever may read the message may open it.</summary>
public sealed class ThreadFiles(DbSession db)
{
    private const string Columns = """
        SELECT a.Id, a.OwnerKind, a.OwnerId, a.FileName, a.ContentType, a.Bytes, a.Sha256, p.Name AS UploadedByName, a.UploadedAt, a.RemovedAt
        """;

    internal const string FindSql = Columns + """
        , a.UploadedById, g.Sequence
        FROM Attachments a
        JOIN People p ON p.Id = a.UploadedById
        LEFT JOIN ThreadLinks l ON l.AttachmentId = a.Id
        LEFT JOIN ThreadMessages g ON g.Id = l.MessageId
        WHERE a.Id = @Id AND a.OwnerKind = 'Thread' AND a.OwnerId = @ThreadId AND a.RemovedAt IS NULL
        """;

    internal const string ListUnsentSql = Columns + """

        FROM Attachments a
        JOIN People p ON p.Id = a.UploadedById
        WHERE a.OwnerId = @ThreadId AND a.OwnerKind = 'Thread' AND a.UploadedById = @PersonId AND a.RemovedAt IS NULL
          AND NOT EXISTS (SELECT 1 FROM ThreadLinks l WHERE l.AttachmentId = a.Id)
        ORDER BY a.UploadedAt, a.Id
        """;

    internal const string CountBytesSql = """
        SELECT COALESCE(SUM(a.Bytes), 0) AS Bytes
        FROM Attachments a
        WHERE a.OwnerId = @ThreadId AND a.OwnerKind = 'Thread' AND a.RemovedAt IS NULL
        """;

    internal const string ListLeftBehindSql = """
        SELECT a.Id
        FROM Attachments a
        WHERE a.OwnerKind = 'Thread' AND a.UploadedAt >= @Since AND a.UploadedAt < @Before
          AND NOT EXISTS (SELECT 1 FROM ThreadLinks l WHERE l.AttachmentId = a.Id)
        ORDER BY a.UploadedAt, a.Id
        {take}
        """;

    internal const string DeleteSql = """
        DELETE FROM Attachments
        WHERE Id = @Id AND OwnerKind = 'Thread' AND NOT EXISTS (SELECT 1 FROM ThreadLinks l WHERE l.AttachmentId = @Id)
        """;

    /// <summary>What the viewer has uploaded to a thread and no message names yet, oldest first: it goes with the next one.</summary>
    public Task<IReadOnlyList<Attachment>> ListUnsentAsync(Guid threadId, ActionContext viewer, CancellationToken ct) =>
        db.QueryAsync<Attachment>(ListUnsentSql, new { ThreadId = threadId, viewer.PersonId }, ct);

    /// <returns>Null when there is no such file, or not for the viewer.</returns>
    internal async Task<Attachment?> FindAsync(DialogueThread thread, Guid id, ActionContext viewer, CancellationToken ct)
    {
        var found = await db.FindAsync<Row>(FindSql, new { Id = id, ThreadId = thread.Id }, ct);
        return found switch
        {
            null => null,
            { Sequence: { } sequence } => thread.Sight.MayRead(sequence) ? found.ToAttachment() : null,
            _ => found.UploadedById == viewer.PersonId && thread.Sight.IsActive ? found.ToAttachment() : null,
        };
    }

    /// <summary>Bytes of all files of a thread together, those that are not sent yet among them.</summary>
    internal Task<long> CountBytesAsync(Guid threadId, CancellationToken ct) => db.FindAsync<long>(CountBytesSql, new { ThreadId = threadId }, ct);

    /// <summary>What was uploaded in a time and never sent.</summary>
    /// <param name="since">UTC.</param>
    /// <param name="before">UTC.</param>
    internal Task<IReadOnlyList<Guid>> ListLeftBehindAsync(DateTime since, DateTime before, int take, CancellationToken ct) =>
        db.QueryAsync<Guid>(ListLeftBehindSql, new { Since = since, Before = before, Take = take }, ct);

    /// <summary>Deletes the row of a file with its name, in the open transaction; its content goes after the commit, see <see cref="AttachmentStore.Delete(Guid)"/>.</summary>
    /// <returns>False when it is gone, or a message names it.</returns>
    internal async Task<bool> DeleteAsync(Guid id, CancellationToken ct) => await db.ExecuteAsync(DeleteSql, new { Id = id }, ct) == 1;

    private sealed record Row
    {
        public required Guid Id { get; init; }

        public required AttachmentOwner OwnerKind { get; init; }

        public required Guid OwnerId { get; init; }

        public required string FileName { get; init; }

        public required string ContentType { get; init; }

        public required long Bytes { get; init; }

        public required string Sha256 { get; init; }

        public required string UploadedByName { get; init; }

        public required DateTime UploadedAt { get; init; }

        public DateTime? RemovedAt { get; init; }

        public required Guid UploadedById { get; init; }

        /// <summary>Number of the message that names it; null before one does.</summary>
        public long? Sequence { get; init; }

        public Attachment ToAttachment() => new()
        {
            Id = Id,
            OwnerKind = OwnerKind,
            OwnerId = OwnerId,
            FileName = FileName,
            ContentType = ContentType,
            Bytes = Bytes,
            Sha256 = Sha256,
            UploadedByName = UploadedByName,
            UploadedAt = UploadedAt,
            RemovedAt = RemovedAt,
        };
    }
}
