using Portal.Data.Attachments;
using Portal.Data.Audit;
using Portal.Data.Certificates.Steps;
using Portal.Data.Database;
using Portal.Data.Fees;
using Portal.Data.Offers;

namespace Portal.Data.Certificates;

/// <summary>What the clinic writes and signs: the first answer, a complement, a correction.</summary>
public sealed class AnswerService(
    DbSession db,
    CertificateRepository certificates,
    OfferRepository offers,
    LateAnswerService late,
    StepRepository steps,
    FeeTrack fees,
    AttachmentRepository attachments,
    CommandLog commands,
    AuditLog audit)
{
    /// <summary>How many offers an answer can point to: more is no advice.</summary>
    public const int MostOffers = 8;

    private const string SignKind = "certificate.sign";

    /// <summary>Saves what has been written so far. Nothing depends on it: sending reads the form.</summary>
    /// <returns>Done carries the draft's new version.</returns>
    public async Task<Outcome> SaveDraftAsync(Guid id, AnswerInput input, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await certificates.FindAsync(id, by, ct) is not { } certificate)
        {
            return Outcome.NotFound;
        }

        if (CertificateRules.WhyNot(certificate, WritingOf(certificate), by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        if (WhyNotForm(certificate, input) is { } signed)
        {
            return Outcome.Refused(signed);
        }

        if (IsStale(certificate, input))
        {
            return Outcome.ChangedByOther;
        }

        var content = await ContentAsync(input, ct);
        if (CertificateForms.CheckAnswerDraft(certificate.Type.Definition, content) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        return await WriteDraftAsync(certificate, content, input.FormId, input.LastField, transaction, by, ct);
    }

    /// <summary>Signs the form as it was posted and sends it to the municipality.</summary>
    /// <returns>
    /// Invalid when it says nothing at all; ChangedByOther when a colleague has saved since the form was drawn; Refused with what was written kept
    /// when the request stands still or was withdrawn meanwhile.
    /// </returns>
    public async Task<Outcome> SignAsync(Guid id, AnswerInput input, ActionContext by, CancellationToken ct)
    {
        var text = PortalJson.Write(input with { LastField = null });
        await using var transaction = await db.BeginAsync(ct);
        if (await commands.FindRepeatAsync(input.CommandId, SignKind, text, by, ct) is { } repeat)
        {
            return repeat;
        }

        if (await certificates.FindAsync(id, by, ct) is not { } certificate)
        {
            return Outcome.NotFound;
        }

        var isCorrection = WritingOf(certificate) == CertificateAction.Correct;
        if (CertificateRules.WhyNot(certificate, isCorrection ? CertificateAction.SignCorrection : CertificateAction.Sign, by) is { } reason)
        {
            return await KeepUnsentAsync(certificate, input, text, reason, transaction, by, ct);
        }

        if (WhyNotForm(certificate, input) is { } signed)
        {
            return await commands.FindRepeatAsync(input.CommandId, SignKind, text, by, ct) ?? Outcome.Refused(signed);
        }

        if (IsStale(certificate, input))
        {
            return Outcome.ChangedByOther;
        }

        if (input.RequestVersion < certificate.Facts.RequestVersion)
        {
            await KeepAsync(certificate, input, transaction, by, ct);
            return Outcome.Refused(new Refusal("Refusals.ReadNewRequest"));
        }

        var content = await ContentAsync(input, ct);
        if (CertificateForms.CheckAnswer(certificate.Type.Definition, content) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        if (certificate.Status.IsOpen() && certificate.Request.Consent is { } consent && consent.ExpiresOn < DanishTime.DayOf(by.At))
        {
            return await PauseAsync(certificate, content, input, transaction, by, ct);
        }

        return await SendAsync(certificate, content, input, text, transaction, by, ct);
    }

    /// <summary>Adds an offer to what the answer points to, from outside the form.</summary>
    /// <returns>Done also when it is there already.</returns>
    public async Task<Outcome> AddOfferAsync(Guid id, Guid offerVersionId, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await certificates.FindAsync(id, by, ct) is not { } certificate
            || await offers.ListReferencesAsync([offerVersionId], ct) is not [var offer])
        {
            return Outcome.NotFound;
        }

        if (CertificateRules.WhyNot(certificate, WritingOf(certificate), by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        var content = certificate.Draft?.Content ?? StartOf(certificate);
        if (content.Offers.Any(chosen => chosen.Slug == offer.Slug))
        {
            return Outcome.Done(id, certificate.Draft?.Version ?? 0);
        }

        if (content.Offers.Count >= MostOffers)
        {
            return Outcome.Refused(new Refusal("Refusals.TooManyOffers", MostOffers));
        }

        return await WriteDraftAsync(
            certificate, content with { Offers = [.. content.Offers, offer] }, Guid.CreateVersion7(), certificate.Draft?.LastField, transaction, by, ct);
    }

    /// <summary>The form as content: empty texts left out, offers looked up, so that a form cannot name what does not exist.</summary>
    public async Task<AnswerContent> ContentAsync(AnswerInput input, CancellationToken ct) => new()
    {
        Sections = input.Sections.Where(section => section.Value.Length > 0).ToDictionary(section => section.Key, section => section.Value),
        Replies = [.. input.Replies.Where(reply => reply.Mode != ReplyMode.None || reply.Text.Length > 0)],
        Offers = await offers.ListReferencesAsync([.. input.OfferVersionIds.Take(MostOffers)], ct),
        ReassessOn = input.ReassessOn,
    };

    /// <summary>What a form begins with that has no draft: nothing, or what was sent before.</summary>
    public static AnswerContent StartOf(Certificate certificate) => certificate.Answer?.Content ?? AnswerContent.Empty;

    /// <summary>The act that writing in the answer is: after it was sent, it is a correction.</summary>
    public static CertificateAction WritingOf(Certificate certificate) =>
        certificate.Status is CertificateStatus.Answered or CertificateStatus.Approved or CertificateStatus.Closed ? CertificateAction.Correct : CertificateAction.Answer;

    /// <summary>Why files cannot be added now; after it was sent only to a correction that is begun.</summary>
    public static Refusal? WhyNotAttach(Certificate certificate, ActionContext by) =>
        CertificateRules.WhyNot(certificate, WritingOf(certificate), by)
        ?? (WritingOf(certificate) == CertificateAction.Correct && certificate.Draft is null ? new Refusal("Refusals.AlreadyAnswered") : null);

    /// <summary>Whether the actor may sign what is written now.</summary>
    public static bool MaySign(Certificate certificate, ActionContext by) =>
        CertificateRules.WhyNot(
            certificate, WritingOf(certificate) == CertificateAction.Correct ? CertificateAction.SignCorrection : CertificateAction.Sign, by) is null;

    private async Task<Outcome> SendAsync(
        Certificate certificate, AnswerContent content, AnswerInput input, string text, DbSession.TransactionScope transaction, ActionContext by, CancellationToken ct)
    {
        var kind = KindOf(certificate);
        var facts = certificate.Facts with
        {
            AnswerStartedAt = certificate.Facts.AnswerStartedAt ?? by.At,
            AnsweredAt = certificate.Facts.AnsweredAt ?? by.At,
            ReplacedAt = kind == AnswerKind.First ? null : by.At,
            // A new version is a new thing to read and to approve.
            ReadAt = null,
            ApprovedAt = null,
            ClosedAt = null,
            ComplementSince = null,
            ReturnedSince = null,
            DisputedAt = null,
            ReadyToSignAt = null,
            SeenVersion = certificate.Facts.RequestVersion,
            ReassessOn = content.ReassessOn,
        };
        var answer = new NewAnswer
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(by.At)),
            RequestId = certificate.Id,
            VersionNumber = certificate.LastAnswerVersion + 1,
            RequestVersion = certificate.Facts.RequestVersion,
            Kind = kind,
            Content = content,
            PreparedById = certificate.Draft is { } draft && draft.SavedById != by.PersonId ? draft.SavedById : null,
            SignedById = by.PersonId,
            SignedAt = by.At,
        };
        if (!await certificates.SetFactsAsync(certificate, certificate.Version, facts, by, ct)
            || !await certificates.InsertAnswerAsync(answer, ct)
            || !await certificates.TakeDraftAsync(certificate, ct)
            || !await commands.TryRememberAsync(input.CommandId, SignKind, text, certificate.Id, by, ct))
        {
            return await commands.YieldAsync(transaction, input.CommandId, SignKind, text, by, ct);
        }

        if (kind != AnswerKind.First)
        {
            await steps.AddAsync(certificate.Id, new NewStep(StepKind.Replaced) { Code = kind.ToString(), AnswerVersion = answer.VersionNumber }, by, ct);
        }

        await attachments.AttachToAnswerAsync(answer.Id, certificate.Id, certificate.ClinicId, ct);
        await fees.OnAnsweredAsync(certificate, by, ct);
        await audit.WriteAsync(by, "certificate.sign", "Certificate", certificate.Id, certificate.Citizen.Id, kind == AnswerKind.First ? null : kind.ToString(), ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(certificate.Id, certificate.Version + 1);
    }

    private static AnswerKind KindOf(Certificate certificate) => certificate.Status switch
    {
        CertificateStatus.ComplementRequested => AnswerKind.Complement,
        CertificateStatus.Returned => AnswerKind.Resubmission,
        CertificateStatus.Answered or CertificateStatus.Approved or CertificateStatus.Closed => AnswerKind.Correction,
        // What was taken back before is mended by what comes now.
        CertificateStatus.Draft or CertificateStatus.InConsultation or CertificateStatus.Sent or CertificateStatus.DeliveryFailed or CertificateStatus.Received
            or CertificateStatus.Clarifying or CertificateStatus.Accepted or CertificateStatus.Booked or CertificateStatus.NoShow or CertificateStatus.InProgress
            or CertificateStatus.Paused or CertificateStatus.Declined or CertificateStatus.Withdrawn or CertificateStatus.Retracted or CertificateStatus.Discarded =>
            certificate.LastAnswerVersion == 0 ? AnswerKind.First : AnswerKind.Correction,
    };

    private async Task<Outcome> WriteDraftAsync(
        Certificate certificate, AnswerContent content, Guid formId, string? lastField, DbSession.TransactionScope transaction, ActionContext by, CancellationToken ct)
    {
        var started = certificate.Facts.AnswerStartedAt is not null
            ? certificate.Draft is not null || await certificates.TouchAsync(certificate, ct)
            : await certificates.SetFactsAsync(certificate, certificate.Version, certificate.Facts with { AnswerStartedAt = by.At }, by, ct);
        if (!started || !await certificates.SetDraftAsync(certificate, content, formId, lastField, by, ct))
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, "certificate.save-answer", "Certificate", certificate.Id, certificate.Citizen.Id, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(certificate.Id, (certificate.Draft?.Version ?? 0) + 1);
    }

    /// <summary>What was to be sent cannot be: it is kept where somebody finds it, as far as the rules let it.</summary>
    private async Task<Outcome> KeepUnsentAsync(
        Certificate certificate, AnswerInput input, string text, Refusal reason, DbSession.TransactionScope transaction, ActionContext by, CancellationToken ct)
    {
        if (CertificateRules.WhyNot(certificate, CertificateAction.SignLate, by) is null)
        {
            return await KeepLateAsync(certificate, input, text, transaction, by, ct);
        }

        if (certificate.Status is CertificateStatus.Paused or CertificateStatus.Clarifying or CertificateStatus.NoShow
            && CertificateRules.WhyNot(certificate, CertificateAction.Answer, by) is null)
        {
            await KeepAsync(certificate, input, transaction, by, ct);
            return Outcome.Refused(reason);
        }

        // The first of two clicks may have been signed between the two looks.
        return await commands.FindRepeatAsync(input.CommandId, SignKind, text, by, ct) ?? Outcome.Refused(reason);
    }

    /// <summary>The request was withdrawn while the doctor wrote: the caseworker decides about the answer.</summary>
    private async Task<Outcome> KeepLateAsync(
        Certificate certificate, AnswerInput input, string text, DbSession.TransactionScope transaction, ActionContext by, CancellationToken ct)
    {
        var content = await ContentAsync(input, ct);
        if (CertificateForms.CheckAnswer(certificate.Type.Definition, content) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        if (!await certificates.SetFactsAsync(certificate, certificate.Version, certificate.Facts with { LateAnswerAt = by.At }, by, ct)
            || !await commands.TryRememberAsync(input.CommandId, SignKind, text, certificate.Id, by, ct))
        {
            return await commands.YieldAsync(transaction, input.CommandId, SignKind, text, by, ct);
        }

        // What a colleague has saved since the form was drawn is nobody's signed word: it stays.
        if (!IsStale(certificate, input))
        {
            await certificates.TakeDraftAsync(certificate, ct);
        }

        await late.KeepAsync(certificate, content, certificate.Draft is { } draft && draft.SavedById != by.PersonId ? draft.SavedById : null, by, ct);
        await steps.AddAsync(certificate.Id, new NewStep(StepKind.LateAnswer), by, ct);
        await audit.WriteAsync(by, "certificate.sign-late", "Certificate", certificate.Id, certificate.Citizen.Id, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(certificate.Id, certificate.Version + 1);
    }

    /// <summary>Keeps the form as a draft, if it can be.</summary>
    private async Task KeepAsync(Certificate certificate, AnswerInput input, DbSession.TransactionScope transaction, ActionContext by, CancellationToken ct)
    {
        var content = await ContentAsync(input, ct);
        if (!IsStale(certificate, input) && CertificateForms.CheckAnswerDraft(certificate.Type.Definition, content).Count == 0)
        {
            await WriteDraftAsync(certificate, content, input.FormId, input.LastField, transaction, by, ct);
        }
    }

    /// <summary>The consent has run out since the request was sent: what is written is kept, nothing is sent, and the caseworker must decide.</summary>
    private async Task<Outcome> PauseAsync(
        Certificate certificate, AnswerContent content, AnswerInput input, DbSession.TransactionScope transaction, ActionContext by, CancellationToken ct)
    {
        var facts = certificate.Facts with { AnswerStartedAt = certificate.Facts.AnswerStartedAt ?? by.At, PausedAt = by.At };
        if (!await certificates.SetFactsAnywayAsync(certificate, certificate.Version, facts, by, ct)
            || !await certificates.SetDraftAsync(certificate, content, input.FormId, input.LastField, by, ct))
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, "certificate.pause", "Certificate", certificate.Id, certificate.Citizen.Id, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Refused(new Refusal("Refusals.ConsentRanOut"));
    }

    /// <summary>A form goes with the answer that stood when it was drawn: what was begun as the first answer must not become a correction of a colleague's.</summary>
    private static Refusal? WhyNotForm(Certificate certificate, AnswerInput input) =>
        certificate.Answer is { } standing && standing.VersionNumber != input.AnswerVersion
            ? new Refusal("Refusals.AnsweredByOther", standing.SignedByName)
            : null;

    /// <summary>Whether somebody else, or another window, has saved since the form was drawn.</summary>
    private static bool IsStale(Certificate certificate, AnswerInput input) =>
        certificate.Draft is { } draft && draft.FormId != input.FormId && draft.Version != input.DraftVersion;
}
