using Portal.Data.Attachments;
using Portal.Data.Audit;
using Portal.Data.Certificates.Steps;
using Portal.Data.Database;
using Portal.Data.Fees;

namespace Portal.Data.Certificates;

/// <summary>Keeps an answer that came after the request was withdrawn until the caseworker has decided about it.</summary>
public sealed class LateAnswerService(
    DbSession db, CertificateActs acts, CertificateRepository certificates, AttachmentRepository attachments, FeeTrack fees, AuditLog audit)
{
    internal const string InsertSql = """
        INSERT INTO LateAnswers (Id, RequestId, ClinicId, Content, PreparedById, SignedById, SignedAt)
        VALUES (@Id, @RequestId, @ClinicId, @Content, @PreparedById, @SignedById, @SignedAt)
        """;

    internal const string FindLateSql = """
        SELECT l.Id, l.ClinicId, l.Content, l.PreparedById, l.SignedById, s.Name AS SignedByName, s.Title AS SignedByTitle, l.SignedAt
        FROM LateAnswers l
        JOIN People s ON s.Id = l.SignedById
        WHERE l.RequestId = @RequestId AND l.Decision IS NULL
        ORDER BY l.SignedAt, l.Id
        {take}
        """;

    // Of several, the one that is taken is the oldest; the others are left with it.
    internal const string DecideLateSql = """
        UPDATE LateAnswers
        SET Decision = CASE WHEN Id = @UsedId THEN 'Used' ELSE 'Rejected' END, DecidedById = @ById, DecidedAt = @At
        WHERE RequestId = @RequestId AND Decision IS NULL
        """;

    /// <summary>Writes the answer down in the open transaction. Whoever decides later sees it; nobody else does.</summary>
    internal Task KeepAsync(Certificate certificate, AnswerContent content, Guid? preparedById, ActionContext by, CancellationToken ct) => db.ExecuteAsync(
        InsertSql,
        new
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(by.At)),
            RequestId = certificate.Id,
            certificate.ClinicId,
            Content = PortalJson.Write(content),
            PreparedById = preparedById,
            SignedById = by.PersonId,
            SignedAt = by.At,
        },
        ct);

    /// <summary>The answer that came after the request was withdrawn, for the caseworker who must decide; null when there is none.</summary>
    public async Task<SignedAnswer?> FindLateAsync(Guid id, CancellationToken ct) =>
        (await db.QueryAsync<LateRow>(FindLateSql, new { RequestId = id, Take = 1 }, ct)) is [var late] ? late.ToAnswer() : null;

    /// <summary>As <see cref="FindLateAsync"/>, with the reading in the log.</summary>
    public async Task<SignedAnswer?> ReadLateAsync(Certificate certificate, ActionContext by, CancellationToken ct)
    {
        if (await FindLateAsync(certificate.Id, ct) is not { } late)
        {
            return null;
        }

        await audit.WriteReadAsync(by, "certificate.read-late", "Certificate", certificate.Id, certificate.Citizen.Id, null, ct);
        return late;
    }

    /// <summary>Takes an answer that came after the request was withdrawn.</summary>
    public Task<Outcome> UseLateAsync(Guid id, int version, ActionContext by, CancellationToken ct)
    {
        LateRow? late = null;
        return acts.DoAsync(
            id,
            version,
            new Act
            {
                Action = CertificateAction.UseLate,
                AuditName = "certificate.use-late",
                Guard = async _ => (await db.QueryAsync<LateRow>(FindLateSql, new { RequestId = id, Take = 1 }, ct)) is [var found] && (late = found) is not null
                    ? null
                    : Outcome.ChangedByOther,
                Change = facts => facts with
                {
                    WithdrawnAt = null,
                    WithdrawalReason = null,
                    WithdrawalNote = null,
                    LateAnswerAt = null,
                    AnswerStartedAt = facts.AnswerStartedAt ?? late!.SignedAt,
                    AnsweredAt = late!.SignedAt,
                    ReadAt = by.At,
                    ReassessOn = PortalJson.Read<AnswerContent>(late.Content).ReassessOn,
                    PausedAt = null,
                    DeliveryFailedAt = null,
                    ClarifySince = null,
                    NoShowAt = null,
                },
                Also = async certificate =>
                {
                    var answer = new NewAnswer
                    {
                        Id = late!.Id,
                        RequestId = id,
                        VersionNumber = certificate.LastAnswerVersion + 1,
                        RequestVersion = certificate.Facts.RequestVersion,
                        Kind = AnswerKind.Late,
                        Content = PortalJson.Read<AnswerContent>(late.Content),
                        PreparedById = late.PreparedById,
                        SignedById = late.SignedById,
                        SignedAt = late.SignedAt,
                    };
                    if (!await certificates.InsertAnswerAsync(answer, ct)
                        || await db.ExecuteAsync(DecideLateSql, new { RequestId = id, UsedId = (Guid?)late!.Id, ById = by.PersonId, by.At }, ct) == 0)
                    {
                        return Outcome.ChangedByOther;
                    }

                    await attachments.AttachToAnswerAsync(answer.Id, id, late.ClinicId, ct);
                    await fees.OnAnsweredAsync(certificate, by, ct);
                    return null;
                },
                Step = _ => new NewStep(StepKind.LateUsed),
            },
            by,
            ct);
    }

    /// <summary>Leaves an answer that came after the request was withdrawn unused. It is kept, and read by nobody.</summary>
    public Task<Outcome> RejectLateAsync(Guid id, int version, ActionContext by, CancellationToken ct) => acts.DoAsync(
        id,
        version,
        new Act
        {
            Action = CertificateAction.RejectLate,
            AuditName = "certificate.reject-late",
            Change = facts => facts with { LateAnswerAt = null },
            Also = async _ =>
            {
                await db.ExecuteAsync(DecideLateSql, new { RequestId = id, UsedId = (Guid?)null, ById = by.PersonId, by.At }, ct);
                return null;
            },
            Step = _ => new NewStep(StepKind.LateRejected),
        },
        by,
        ct);

    private sealed record LateRow
    {
        public required Guid Id { get; init; }

        public required Guid ClinicId { get; init; }

        public required string Content { get; init; }

        public Guid? PreparedById { get; init; }

        public required Guid SignedById { get; init; }

        public required string SignedByName { get; init; }

        public required string SignedByTitle { get; init; }

        public required DateTime SignedAt { get; init; }

        public SignedAnswer ToAnswer() => new()
        {
            Id = Id,
            VersionNumber = 0,
            Content = PortalJson.Read<AnswerContent>(Content),
            SignedByName = SignedByName,
            SignedByTitle = SignedByTitle,
            SignedAt = SignedAt,
            Kind = AnswerKind.Late,
        };
    }
}
