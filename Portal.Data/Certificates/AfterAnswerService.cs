using Portal.Data.Audit;
using Portal.Data.Certificates.Steps;
using Portal.Data.Consents;
using Portal.Data.Database;
using Portal.Data.Fees;

namespace Portal.Data.Certificates;

/// <summary>What becomes of an answer after it was sent: more is asked, it is returned, or taken back.</summary>
public sealed class AfterAnswerService(
    DbSession db, CertificateActs acts, CertificateRepository certificates, ConsentRepository consents, FeeTrack fees)
{
    /// <summary>Longest reason, question or word back, in characters.</summary>
    public const int LongestNote = 1000;

    internal const string RevokeAnswersSql = "UPDATE CertificateAnswers SET RevokedAt = @At WHERE RequestId = @RequestId AND RevokedAt IS NULL AND RetractedAt IS NULL";

    /// <summary>Asks for more about one section; no new fee unless that is agreed.</summary>
    /// <param name="sectionId">A section of the answer.</param>
    public Task<Outcome> AskComplementAsync(Guid id, int version, string sectionId, string question, ActionContext by, CancellationToken ct)
    {
        return acts.DoAsync(
            id,
            version,
            new Act
            {
                Action = CertificateAction.AskComplement,
                AuditName = "certificate.ask-complement",
                Detail = sectionId,
                Guard = CheckAsync,
                Change = facts => facts with { ComplementSince = by.At },
                Step = certificate => new NewStep(StepKind.ComplementAsked)
                {
                    SectionId = sectionId,
                    AnswerVersion = certificate.Answer?.VersionNumber,
                    Note = question,
                },
            },
            by,
            ct);

        async Task<Outcome?> CheckAsync(Certificate certificate)
        {
            var errors = new List<FieldError>();
            if (certificate.Type.Definition.AnswerSections.All(part => part.Id != sectionId))
            {
                errors.Add(new FieldError("section", "Errors.ComplementSection"));
            }

            if (ClinicService.CheckWords("question", question, "Errors.ComplementQuestion") is { } error)
            {
                errors.Add(error);
            }

            return errors.Count > 0 ? Outcome.Invalid(errors)
                : certificate.ConsentId is { } consentId && !await consents.CoversClinicAsync(consentId, certificate.ClinicId, DanishTime.DayOf(by.At), ct)
                    ? Outcome.Refused(new Refusal("Refusals.ConsentGone"))
                    : null;
        }
    }

    /// <summary>The caseworker needs no more after all.</summary>
    public Task<Outcome> DropComplementAsync(Guid id, int version, ActionContext by, CancellationToken ct) => acts.DoAsync(
        id,
        version,
        new Act
        {
            Action = CertificateAction.DropComplement,
            AuditName = "certificate.drop-complement",
            Change = facts => facts with { ComplementSince = null, ReadyToSignAt = null },
            Step = _ => new NewStep(StepKind.ComplementDropped),
        },
        by,
        ct);

    /// <summary>The doctor cannot complement, and says why.</summary>
    public Task<Outcome> RefuseComplementAsync(Guid id, int version, string reason, ActionContext by, CancellationToken ct) => WithReasonAsync(
        id,
        version,
        reason,
        new Act
        {
            Action = CertificateAction.CannotComplement,
            AuditName = "certificate.cannot-complement",
            Change = facts => facts with { ComplementSince = null, ReadyToSignAt = null, ReplacedAt = by.At, ReadAt = null, ApprovedAt = null },
            Step = certificate => new NewStep(StepKind.ComplementRefused) { AnswerVersion = certificate.Answer?.VersionNumber, Note = reason },
        },
        by,
        ct);

    /// <summary>Returns an answer as inadequate; once, with a reason, and the fee waits.</summary>
    public Task<Outcome> ReturnAsync(Guid id, int version, string reason, ActionContext by, CancellationToken ct) => WithReasonAsync(
        id,
        version,
        reason,
        new Act
        {
            Action = CertificateAction.Return,
            AuditName = "certificate.return",
            Change = facts => facts with { ReturnedSince = by.At, WasReturned = true },
            Also = async certificate =>
            {
                await fees.OnReturnedAsync(certificate, by, ct);
                return null;
            },
            Step = certificate => new NewStep(StepKind.Returned) { AnswerVersion = certificate.Answer?.VersionNumber, Note = reason },
        },
        by,
        ct);

    /// <summary>The doctor disagrees with the return; the caseworker must look at it.</summary>
    public Task<Outcome> DisputeAsync(Guid id, int version, string reason, ActionContext by, CancellationToken ct) => WithReasonAsync(
        id,
        version,
        reason,
        new Act
        {
            Action = CertificateAction.Dispute,
            AuditName = "certificate.dispute",
            Change = facts => facts with { DisputedAt = by.At },
            Step = certificate => new NewStep(StepKind.Disputed) { AnswerVersion = certificate.Answer?.VersionNumber, Note = reason },
        },
        by,
        ct);

    /// <summary>The caseworker takes the answer as it is after all.</summary>
    public Task<Outcome> LiftReturnAsync(Guid id, int version, ActionContext by, CancellationToken ct) => acts.DoAsync(
        id,
        version,
        new Act
        {
            Action = CertificateAction.LiftReturn,
            AuditName = "certificate.lift-return",
            Change = facts => facts with { ReturnedSince = null, DisputedAt = null, ReadyToSignAt = null },
            Also = async certificate =>
            {
                await fees.OnReturnLiftedAsync(certificate, by, ct);
                return null;
            },
            Step = _ => new NewStep(StepKind.ReturnLifted),
        },
        by,
        ct);

    /// <summary>The doctor takes the answer back to write it anew. What was sent stays readable, marked as taken back.</summary>
    public Task<Outcome> RevokeAsync(Guid id, int version, string reason, ActionContext by, CancellationToken ct) => WithReasonAsync(
        id,
        version,
        reason,
        new Act
        {
            Action = CertificateAction.Revoke,
            AuditName = "certificate.revoke",
            Change = facts => TakenBack(facts),
            Also = async certificate =>
            {
                await db.ExecuteAsync(RevokeAnswersSql, new { RequestId = id, by.At }, ct);
                await fees.OnCancelledAsync(certificate, by, ct);
                return await certificates.KeepAsDraftAsync(certificate, by, ct) ? null : Outcome.ChangedByOther;
            },
            Step = certificate => new NewStep(StepKind.Revoked) { AnswerVersion = certificate.Answer?.VersionNumber, Note = reason },
        },
        by,
        ct);

    /// <summary>The facts of a request whose answer was taken back by the doctor.</summary>
    internal static CertificateFacts TakenBack(CertificateFacts facts) => facts with
    {
        AnsweredAt = null,
        ReplacedAt = null,
        ReadAt = null,
        ApprovedAt = null,
        ClosedAt = null,
        ComplementSince = null,
        ReturnedSince = null,
        DisputedAt = null,
        ReassessOn = null,
        ReadyToSignAt = null,
    };

    private Task<Outcome> WithReasonAsync(Guid id, int version, string reason, Act act, ActionContext by, CancellationToken ct) =>
        ClinicService.CheckWords("note", reason, "Errors.Reason") is { } error ? Task.FromResult(Outcome.Invalid([error])) : acts.DoAsync(id, version, act, by, ct);
}
