using Portal.Data.Audit;
using Portal.Data.Certificates.Steps;
using Portal.Data.Database;
using Portal.Data.Fees;

namespace Portal.Data.Certificates;

/// <summary>What was retracted, and why it should not have been sent.</summary>
public enum WrongSending
{
    /// <summary>It went to somebody it was not meant for.</summary>
    WrongReceiver,

    /// <summary>It was about another citizen.</summary>
    WrongCitizen,

    /// <summary>It held something that does not belong there, such as another person's data.</summary>
    WrongContent,
}

/// <summary>Takes a wrong sending back as an act of its own: the text goes, a stub stays, and an incident says who saw it.</summary>
/// <remarks>
/// The text is moved to a table that no statement for the receiver reads, so that no page, file, list or search can show it,
/// whatever is built later.
/// </remarks>
public sealed class RetractionService(DbSession db, CertificateActs acts, IncidentRepository incidents, FeeTrack fees)
{
    internal const string KeepSql = """
        INSERT INTO RetractedContents (Id, RequestId, Kind, VersionNumber, Content, RetractedAt)
        VALUES (@Id, @RequestId, @Kind, @VersionNumber, @Content, @RetractedAt)
        """;

    internal const string BlankRequestSql = "UPDATE CertificateRequests SET Content = @Content, ConsentId = NULL WHERE Id = @Id";

    internal const string ListRequestVersionsSql = """
        SELECT v.VersionNumber, v.Content
        FROM CertificateRequestVersions v
        WHERE v.RequestId = @RequestId
        ORDER BY v.VersionNumber
        """;

    internal const string DeleteRequestVersionsSql = "DELETE FROM CertificateRequestVersions WHERE RequestId = @RequestId";

    internal const string ListAnswersSql = """
        SELECT a.VersionNumber, a.Content
        FROM CertificateAnswers a
        WHERE a.RequestId = @RequestId AND a.RetractedAt IS NULL
        ORDER BY a.VersionNumber, a.Id
        """;

    internal const string ListLateSql = """
        SELECT 0 AS VersionNumber, l.Content
        FROM LateAnswers l
        WHERE l.RequestId = @RequestId
        ORDER BY l.SignedAt, l.Id
        """;

    internal const string BlankLateSql = """
        UPDATE LateAnswers
        SET Content = @Content, Decision = COALESCE(Decision, 'Retracted'), DecidedById = COALESCE(DecidedById, @ById), DecidedAt = COALESCE(DecidedAt, @At)
        WHERE RequestId = @RequestId
        """;

    internal const string BlankAnswersSql = "UPDATE CertificateAnswers SET Content = @Content, RetractedAt = @At WHERE RequestId = @RequestId AND RetractedAt IS NULL";

    internal const string DeleteOffersSql = """
        DELETE FROM CertificateAnswerOffers
        WHERE AnswerId IN (SELECT a.Id FROM CertificateAnswers a WHERE a.RequestId = @RequestId)
        """;

    internal const string DeleteAttachmentsSql = """
        DELETE FROM CertificateAnswerAttachments
        WHERE AnswerId IN (SELECT a.Id FROM CertificateAnswers a WHERE a.RequestId = @RequestId)
        """;

    // The words that one side wrote in the course of it go with the text.
    internal const string BlankStepsSql = """
        UPDATE CertificateSteps
        SET Note = NULL, RetractedAt = @At
        WHERE RequestId = @RequestId AND Note IS NOT NULL AND Kind IN @Kinds
        """;

    private static readonly string[] ClinicsWords =
        [nameof(StepKind.ComplementRefused), nameof(StepKind.Disputed), nameof(StepKind.AskedBack), nameof(StepKind.NoShow), nameof(StepKind.Declined), nameof(StepKind.Replaced), nameof(StepKind.Revoked)];

    private static readonly string[] MunicipalitysWords =
        [nameof(StepKind.Clarified), nameof(StepKind.ComplementAsked), nameof(StepKind.Returned)];

    /// <summary>Takes back a request that went to the wrong clinic or is about the wrong citizen. The clinic keeps a stub without the citizen.</summary>
    public Task<Outcome> RetractRequestAsync(Guid id, int version, RetractionInput input, ActionContext by, CancellationToken ct) => Check(input) is { } errors
        ? Task.FromResult(errors)
        : acts.DoAsync(
            id,
            version,
            new Act
            {
                Action = CertificateAction.RetractRequest,
                AuditName = "certificate.retract-request",
                Detail = input.Kind.ToString(),
                Change = facts => facts with { RetractedAt = by.At, PausedAt = null, ClarifySince = null, DeliveryFailedAt = null, NoShowAt = null, ReadyToSignAt = null, DeclinedAt = null },
                Also = async certificate =>
                {
                    await incidents.ReportAsync(certificate, IncidentSide.Request, input, by, ct);
                    await KeepAsync(id, "Request", certificate.Facts.RequestVersion, PortalJson.Write(certificate.Request), by, ct);
                    await MoveAsync(id, ListRequestVersionsSql, "Request", by, ct);
                    await db.ExecuteAsync(DeleteRequestVersionsSql, new { RequestId = id }, ct);
                    await db.ExecuteAsync(BlankRequestSql, new { Id = id, Content = PortalJson.Write(RequestContent.Empty) }, ct);
                    await db.ExecuteAsync(BlankStepsSql, new { RequestId = id, by.At, Kinds = MunicipalitysWords }, ct);
                    return null;
                },
                // The receiver is told, and the sender finds the way back to what happened.
                Step = certificate => new NewStep(StepKind.RequestRetracted) { Code = input.Kind.ToString(), FromClinicId = certificate.ClinicId },
            },
            by,
            ct);

    /// <summary>Takes back an answer that is about the wrong citizen, or should never have come to the municipality. The request is the clinic's again.</summary>
    public Task<Outcome> RetractAnswerAsync(Guid id, int version, RetractionInput input, ActionContext by, CancellationToken ct) => Check(input) is { } errors
        ? Task.FromResult(errors)
        : acts.DoAsync(
            id,
            version,
            new Act
            {
                Action = CertificateAction.RetractAnswer,
                AuditName = "certificate.retract-answer",
                Detail = input.Kind.ToString(),
                Anyway = true,
                // An answer that came after the request was withdrawn leaves it withdrawn.
                Change = facts => facts.WithdrawnAt is null ? AfterAnswerService.TakenBack(facts) : facts with { LateAnswerAt = null },
                Also = async certificate =>
                {
                    await incidents.ReportAsync(certificate, IncidentSide.Answer, input, by, ct);
                    await MoveAsync(id, ListAnswersSql, "Answer", by, ct);
                    await MoveAsync(id, ListLateSql, "Late", by, ct);
                    await db.ExecuteAsync(BlankLateSql, new { RequestId = id, Content = PortalJson.Write(AnswerContent.Empty), ById = by.PersonId, by.At }, ct);
                    await db.ExecuteAsync(DeleteOffersSql, new { RequestId = id }, ct);
                    await db.ExecuteAsync(DeleteAttachmentsSql, new { RequestId = id }, ct);
                    await db.ExecuteAsync(BlankAnswersSql, new { RequestId = id, Content = PortalJson.Write(AnswerContent.Empty), by.At }, ct);
                    await db.ExecuteAsync(BlankStepsSql, new { RequestId = id, by.At, Kinds = ClinicsWords }, ct);
                    await fees.OnCancelledAsync(certificate, by, ct);
                    return null;
                },
                Step = _ => new NewStep(StepKind.AnswerRetracted) { Code = input.Kind.ToString() },
            },
            by,
            ct);

    private static Outcome? Check(RetractionInput input)
    {
        var errors = new List<FieldError>();
        if (input.Kind is null)
        {
            errors.Add(new FieldError("kind", "Errors.WrongSending"));
        }

        if (ClinicService.CheckWords("note", input.Reason, "Errors.Reason") is { } error)
        {
            errors.Add(error);
        }

        return errors.Count > 0 ? Outcome.Invalid(errors) : null;
    }

    private async Task MoveAsync(Guid id, string sql, string kind, ActionContext by, CancellationToken ct)
    {
        foreach (var row in await db.QueryAsync<Row>(sql, new { RequestId = id }, ct))
        {
            await KeepAsync(id, kind, row.VersionNumber, row.Content, by, ct);
        }
    }

    private Task<int> KeepAsync(Guid id, string kind, int version, string content, ActionContext by, CancellationToken ct) => db.ExecuteAsync(
        KeepSql,
        new { Id = Guid.CreateVersion7(new DateTimeOffset(by.At)), RequestId = id, Kind = kind, VersionNumber = version, Content = content, RetractedAt = by.At },
        ct);

    private sealed record Row
    {
        public required int VersionNumber { get; init; }

        public required string Content { get; init; }
    }
}

/// <summary>Why something should not have been sent.</summary>
public sealed record RetractionInput
{
    /// <summary>Null when nothing was chosen.</summary>
    public WrongSending? Kind { get; init; }

    /// <summary>In words, for the incident; the receiver does not see it.</summary>
    public string Reason { get; init; } = "";
}
