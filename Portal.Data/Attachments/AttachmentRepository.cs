using Portal.Data.Audit;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Attachments;

/// <summary>Reads and writes what is attached. The caller has shown that the thing it is attached to is the viewer's.</summary>
/// <remarks>A clinic sees its own files; a municipality those that a signed answer has which is not retracted, or that belong to a shared statement.</remarks>
public sealed class AttachmentRepository(DbSession db)
{
    private const string Columns = """
        SELECT a.Id, a.OwnerKind, a.OwnerId, a.FileName, a.ContentType, a.Bytes, a.Sha256, p.Name AS UploadedByName, a.UploadedAt, a.RemovedAt
        FROM Attachments a
        JOIN People p ON p.Id = a.UploadedById
        """;

    internal const string FindForClinicSql = Columns + """

        WHERE a.Id = @Id AND a.OwnerKind = @OwnerKind AND a.OwnerId = @OwnerId AND a.ClinicId = @ClinicId
          AND (a.RemovedAt IS NULL OR EXISTS (SELECT 1 FROM CertificateAnswerAttachments l WHERE l.AttachmentId = a.Id))
        """;

    internal const string FindInAnswerSql = Columns + """

        WHERE a.Id = @Id AND a.OwnerKind = 'Certificate' AND a.OwnerId = @OwnerId
          AND EXISTS (
              SELECT 1 FROM CertificateAnswerAttachments l
              JOIN CertificateAnswers v ON v.Id = l.AnswerId
              WHERE l.AttachmentId = a.Id AND v.RequestId = a.OwnerId AND v.RetractedAt IS NULL)
        """;

    internal const string FindInStatementSql = Columns + """

        WHERE a.Id = @Id AND a.OwnerKind = 'EmployerStatement' AND a.OwnerId = @OwnerId AND a.RemovedAt IS NULL
        """;

    internal const string ListSql = Columns + """

        WHERE a.OwnerId = @OwnerId AND a.OwnerKind = @OwnerKind AND a.ClinicId = @ClinicId AND a.RemovedAt IS NULL
        ORDER BY a.UploadedAt, a.Id
        """;

    internal const string ListInStatementSql = Columns + """

        WHERE a.OwnerId = @StatementId AND a.OwnerKind = 'EmployerStatement' AND a.RemovedAt IS NULL
        ORDER BY a.UploadedAt, a.Id
        """;

    internal const string ListInAnswerForClinicSql = Columns + """

        JOIN CertificateAnswerAttachments l ON l.AttachmentId = a.Id
        WHERE l.AnswerId = @AnswerId AND a.ClinicId = @ClinicId
        ORDER BY a.UploadedAt, a.Id
        """;

    internal const string ListInAnswerSql = Columns + """

        JOIN CertificateAnswerAttachments l ON l.AttachmentId = a.Id
        JOIN CertificateAnswers v ON v.Id = l.AnswerId
        WHERE l.AnswerId = @AnswerId AND v.RetractedAt IS NULL
        ORDER BY a.UploadedAt, a.Id
        """;

    internal const string InsertSql = """
        INSERT INTO Attachments (Id, OwnerKind, OwnerId, ClinicId, FileName, ContentType, Bytes, Sha256, UploadedById, UploadedAt)
        VALUES (@Id, @OwnerKind, @OwnerId, @ClinicId, @FileName, @ContentType, @Bytes, @Sha256, @UploadedById, @UploadedAt)
        """;

    internal const string SetRemovedSql = """
        UPDATE Attachments
        SET RemovedAt = @At
        WHERE Id = @Id AND RemovedAt IS NULL
        """;

    internal const string IsInAnswerSql = """
        SELECT CASE WHEN EXISTS (SELECT 1 FROM CertificateAnswerAttachments l WHERE l.AttachmentId = @Id) THEN 1 ELSE 0 END AS IsInAnswer
        """;

    internal const string AttachToAnswerSql = """
        INSERT INTO CertificateAnswerAttachments (AnswerId, AttachmentId)
        SELECT @AnswerId, a.Id
        FROM Attachments a
        WHERE a.OwnerId = @RequestId AND a.OwnerKind = 'Certificate' AND a.ClinicId = @ClinicId AND a.RemovedAt IS NULL
        """;

    internal const string HoldCertificateSql = """
        UPDATE CertificateRequests
        SET Version = Version
        WHERE Id = @Id AND Version = @Version
        """;

    internal const string HoldStatementSql = """
        UPDATE EmployerStatements
        SET Version = Version
        WHERE Id = @Id AND Version = @Version
        """;

    // Whatever its version: a message that comes meanwhile changes nothing about the files.
    internal const string HoldThreadSql = """
        UPDATE DialogueThreads
        SET Version = Version
        WHERE Id = @Id
        """;

    /// <summary>The files of a thing that its clinic has not taken away, oldest first. For the clinic alone.</summary>
    public Task<IReadOnlyList<Attachment>> ListAsync(AttachmentOwner owner, Guid ownerId, ActionContext viewer, CancellationToken ct) =>
        db.QueryAsync<Attachment>(ListSql, new { OwnerKind = owner.ToString(), OwnerId = ownerId, viewer.ClinicId }, ct);

    /// <summary>The files that went with a signed answer, oldest first; none for the municipality once it is retracted.</summary>
    public async Task<IReadOnlyList<Attachment>> ListForAnswerAsync(Guid answerId, ActionContext viewer, CancellationToken ct) => viewer.Role switch
    {
        Role.Gp or Role.ClinicStaff => await db.QueryAsync<Attachment>(ListInAnswerForClinicSql, new { AnswerId = answerId, viewer.ClinicId }, ct),
        Role.Caseworker or Role.Coordinator => await db.QueryAsync<Attachment>(ListInAnswerSql, new { AnswerId = answerId }, ct),
        Role.MedicalConsultant or Role.Administrator or Role.Auditor => [],
    };

    /// <summary>The papers of an employer's statement, oldest first. The caller has shown that the statement is the viewer's.</summary>
    public Task<IReadOnlyList<Attachment>> ListForStatementAsync(Guid statementId, CancellationToken ct) =>
        db.QueryAsync<Attachment>(ListInStatementSql, new { StatementId = statementId }, ct);

    /// <summary>Makes the files of a certificate part of an answer that is being signed. Call it in the transaction that writes the answer.</summary>
    /// <remarks>A new version carries everything over that the clinic has not taken away since; the versions before keep what they had.</remarks>
    public Task AttachToAnswerAsync(Guid answerId, Guid requestId, Guid clinicId, CancellationToken ct) =>
        db.ExecuteAsync(AttachToAnswerSql, new { AnswerId = answerId, RequestId = requestId, ClinicId = clinicId }, ct);

    /// <returns>Null when there is no such file, or not for the viewer.</returns>
    internal async Task<Attachment?> FindAsync(AttachmentOwner owner, Guid ownerId, Guid id, ActionContext viewer, CancellationToken ct)
    {
        var place = new { Id = id, OwnerKind = owner.ToString(), OwnerId = ownerId, viewer.ClinicId };
        return viewer.Role switch
        {
            Role.Gp or Role.ClinicStaff => await db.FindAsync<Attachment>(FindForClinicSql, place, ct),
            Role.Caseworker or Role.Coordinator => owner switch
            {
                AttachmentOwner.Certificate => await db.FindAsync<Attachment>(FindInAnswerSql, place, ct),
                AttachmentOwner.EmployerStatement => await db.FindAsync<Attachment>(FindInStatementSql, place, ct),
                // Whoever may read the message: see ThreadFiles.
                AttachmentOwner.Thread => null,
            },
            Role.MedicalConsultant or Role.Administrator or Role.Auditor => null,
        };
    }

    internal Task InsertAsync(Attachment attachment, ActionContext by, CancellationToken ct) => db.ExecuteAsync(
        InsertSql,
        new
        {
            attachment.Id,
            OwnerKind = attachment.OwnerKind.ToString(),
            attachment.OwnerId,
            by.ClinicId,
            attachment.FileName,
            attachment.ContentType,
            attachment.Bytes,
            attachment.Sha256,
            UploadedById = by.PersonId,
            attachment.UploadedAt,
        },
        ct);

    /// <returns>False when it was taken away before.</returns>
    internal async Task<bool> SetRemovedAsync(Guid id, DateTime at, CancellationToken ct) =>
        await db.ExecuteAsync(SetRemovedSql, new { Id = id, At = at }, ct) == 1;

    /// <summary>Whether a signed answer has the file.</summary>
    internal async Task<bool> IsInAnswerAsync(Guid id, CancellationToken ct) => await db.FindAsync<int>(IsInAnswerSql, new { Id = id }, ct) == 1;

    /// <summary>Keeps a thing as it is until the end of the transaction: who signs meanwhile waits, or was first.</summary>
    /// <returns>False when it has changed since the version was read; of a thread no version is asked.</returns>
    internal async Task<bool> HoldAsync(AttachmentOwner owner, Guid ownerId, int version, CancellationToken ct)
    {
        var row = new { Id = ownerId, Version = version };
        return owner switch
        {
            AttachmentOwner.Certificate => await db.ExecuteAsync(HoldCertificateSql, row, ct) == 1,
            AttachmentOwner.EmployerStatement => await db.ExecuteAsync(HoldStatementSql, row, ct) == 1,
            AttachmentOwner.Thread => await db.ExecuteAsync(HoldThreadSql, row, ct) == 1,
        };
    }
}
