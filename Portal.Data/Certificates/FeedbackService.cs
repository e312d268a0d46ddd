using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Certificates;

/// <summary>Tells the doctor what came of an answer, and knows whether the clinic has seen it.</summary>
public sealed class FeedbackService(DbSession db, CertificateRepository certificates, CommandLog commands, AuditLog audit)
{
    internal const string InsertFeedbackSql = """
        INSERT INTO CertificateFeedback (Id, RequestId, AnswerVersion, UsedFor, CameOfIt, WrittenById, WrittenAt)
        VALUES (@Id, @RequestId, @AnswerVersion, @UsedFor, @CameOfIt, @WrittenById, @WrittenAt)
        """;

    // Neither the version nor the day of the last change moves: nobody's open form is disturbed.
    internal const string SetFeedbackSql = "UPDATE CertificateRequests SET FeedbackAt = @At, FeedbackSeenAt = NULL WHERE Id = @Id";

    internal const string SetFeedbackSeenSql = """
        UPDATE CertificateRequests
        SET FeedbackSeenAt = @At
        WHERE Id = @Id AND FeedbackAt IS NOT NULL AND FeedbackSeenAt IS NULL
        """;

    internal const string ListFeedbackSql = """
        SELECT f.Id, f.AnswerVersion, f.UsedFor, f.CameOfIt, p.Name AS WrittenByName, f.WrittenAt
        FROM CertificateFeedback f
        JOIN People p ON p.Id = f.WrittenById
        WHERE f.RequestId = @RequestId
        ORDER BY f.WrittenAt, f.Id
        """;

    /// <summary>Tells the doctor what the answer was used for, and what came of it.</summary>
    public async Task<Outcome> GiveFeedbackAsync(Guid id, FeedbackInput input, ActionContext by, CancellationToken ct)
    {
        var errors = new List<FieldError?>
        {
            ClinicService.CheckWords("usedFor", input.UsedFor, "Errors.FeedbackUsedFor"),
            TextRules.CheckText("cameOfIt", input.CameOfIt, ClinicService.LongestNote),
        }.OfType<FieldError>().ToList();
        if (errors.Count > 0)
        {
            return Outcome.Invalid(errors);
        }

        var text = PortalJson.Write(input);
        await using var transaction = await db.BeginAsync(ct);
        if (await commands.FindRepeatAsync(input.CommandId, "certificate.feedback", text, by, ct) is { } repeat)
        {
            return repeat;
        }

        if (await certificates.FindAsync(id, by, ct) is not { } certificate)
        {
            return Outcome.NotFound;
        }

        if (CertificateRules.WhyNot(certificate, CertificateAction.GiveFeedback, by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        await db.ExecuteAsync(
            InsertFeedbackSql,
            new
            {
                Id = Guid.CreateVersion7(new DateTimeOffset(by.At)),
                RequestId = id,
                AnswerVersion = certificate.LastAnswerVersion,
                input.UsedFor,
                input.CameOfIt,
                WrittenById = by.PersonId,
                WrittenAt = by.At,
            },
            ct);
        await db.ExecuteAsync(SetFeedbackSql, new { Id = id, by.At }, ct);
        if (!await commands.TryRememberAsync(input.CommandId, "certificate.feedback", text, id, by, ct))
        {
            return await commands.YieldAsync(transaction, input.CommandId, "certificate.feedback", text, by, ct);
        }

        await audit.WriteAsync(by, "certificate.feedback", "Certificate", id, certificate.Citizen.Id, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, certificate.Version);
    }

    /// <summary>The clinic has seen the feedback: it is no longer new.</summary>
    public async Task NoteFeedbackSeenAsync(Certificate certificate, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await db.ExecuteAsync(SetFeedbackSeenSql, new { certificate.Id, by.At }, ct) == 1)
        {
            await audit.WriteAsync(by, "certificate.read-feedback", "Certificate", certificate.Id, certificate.Citizen.Id, null, ct);
            await transaction.CommitAsync(ct);
        }
    }

    /// <summary>What came of the answer, oldest first. The caller has shown that the certificate is the viewer's to see.</summary>
    public Task<IReadOnlyList<Feedback>> ListFeedbackAsync(Guid id, CancellationToken ct) =>
        db.QueryAsync<Feedback>(ListFeedbackSql, new { RequestId = id }, ct);
}

/// <summary>What a caseworker tells the doctor.</summary>
public sealed record FeedbackInput
{
    /// <summary>Made by the form when it was drawn; a repeated post carries the same.</summary>
    public required Guid CommandId { get; init; }

    public required string UsedFor { get; init; }

    /// <summary>What came of it; may be empty, and be told later.</summary>
    public string CameOfIt { get; init; } = "";
}

/// <summary>What came of an answer.</summary>
public sealed record Feedback
{
    public required Guid Id { get; init; }

    public required int AnswerVersion { get; init; }

    public required string UsedFor { get; init; }

    public required string CameOfIt { get; init; }

    public required string WrittenByName { get; init; }

    public required DateTime WrittenAt { get; init; }
}
