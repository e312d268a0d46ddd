using Portal.Data.Audit;
using Portal.Data.Database;
using Portal.Data.Offers;

namespace Portal.Data.Certificates;

/// <summary>What the clinic does with a certificate: books, writes, signs.</summary>
public sealed class AnswerService(
    DbSession db, CertificateRepository certificates, OfferRepository offers, CommandLog commands, AuditLog audit)
{
    /// <summary>How many offers an answer can point to: more is no advice.</summary>
    public const int MostOffers = 8;

    /// <summary>Sets or clears the day of the consultation; the deadline follows.</summary>
    public async Task<Outcome> BookAsync(Guid id, int version, DateOnly? consultationOn, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await certificates.FindAsync(id, by, ct) is not { } certificate)
        {
            return Outcome.NotFound;
        }

        if (CertificateRules.WhyNot(certificate, CertificateAction.Book, by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        if (certificate.Facts.ConsultationOn == consultationOn)
        {
            return Outcome.Done(id, certificate.Version);
        }

        if (consultationOn is { } day && !IsPlausible(day, certificate))
        {
            return Outcome.Invalid([new FieldError("consultationOn", "Errors.ConsultationDay")]);
        }

        if (!await WriteFactsAsync(certificate, version, certificate.Facts with { ConsultationOn = consultationOn }, by, ct))
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, "certificate.book", "Certificate", id, certificate.Citizen.Id, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, version + 1);
    }

    /// <summary>Saves what has been written so far. Nothing depends on it: sending reads the form.</summary>
    /// <returns>Done carries the draft's new version.</returns>
    public async Task<Outcome> SaveDraftAsync(Guid id, AnswerInput input, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await certificates.FindAsync(id, by, ct) is not { } certificate)
        {
            return Outcome.NotFound;
        }

        if (CertificateRules.WhyNot(certificate, CertificateAction.Answer, by) is { } reason)
        {
            return Outcome.Refused(reason);
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

        return await WriteDraftAsync(certificate, content, input.FormId, transaction, by, ct);
    }

    /// <summary>Signs the form as it was posted and sends it to the municipality.</summary>
    /// <returns>Invalid when it says nothing at all; ChangedByOther when a colleague has saved since the form was drawn.</returns>
    public async Task<Outcome> SignAsync(Guid id, AnswerInput input, ActionContext by, CancellationToken ct)
    {
        var text = PortalJson.Write(input);
        await using var transaction = await db.BeginAsync(ct);
        if (await commands.FindRepeatAsync(input.CommandId, "certificate.sign", text, by, ct) is { } repeat)
        {
            return repeat;
        }

        if (await certificates.FindAsync(id, by, ct) is not { } certificate)
        {
            return Outcome.NotFound;
        }

        if (CertificateRules.WhyNot(certificate, CertificateAction.Sign, by) is { } reason)
        {
            if (certificate.Status == CertificateStatus.Paused && CertificateRules.WhyNot(certificate, CertificateAction.Answer, by) is null)
            {
                return await KeepAsync(certificate, input, reason, transaction, by, ct);
            }

            // The first of two clicks may have been signed between the two looks.
            return await commands.FindRepeatAsync(input.CommandId, "certificate.sign", text, by, ct) ?? Outcome.Refused(reason);
        }

        if (IsStale(certificate, input))
        {
            return Outcome.ChangedByOther;
        }

        var content = await ContentAsync(input, ct);
        if (CertificateForms.CheckAnswer(certificate.Type.Definition, content) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        if (certificate.Request.Consent is { } consent && consent.ExpiresOn < DanishTime.DayOf(by.At))
        {
            return await PauseAsync(certificate, content, input.FormId, transaction, by, ct);
        }

        var preparedBy = certificate.Draft is { } draft && draft.SavedById != by.PersonId ? draft.SavedById : (Guid?)null;
        var facts = certificate.Facts with { AnswerStartedAt = certificate.Facts.AnswerStartedAt ?? by.At, AnsweredAt = by.At };
        if (!await WriteFactsAsync(certificate, certificate.Version, facts, by, ct)
            || !await certificates.InsertAnswerAsync(
                Guid.CreateVersion7(new DateTimeOffset(by.At)), id, certificate.ClinicId, (certificate.Answer?.VersionNumber ?? 0) + 1, content, preparedBy, by.PersonId, by.At, ct)
            || !await commands.TryRememberAsync(input.CommandId, "certificate.sign", text, id, by, ct))
        {
            return await commands.YieldAsync(transaction, input.CommandId, "certificate.sign", text, by, ct);
        }

        await audit.WriteAsync(by, "certificate.sign", "Certificate", id, certificate.Citizen.Id, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, certificate.Version + 1);
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

        if (CertificateRules.WhyNot(certificate, CertificateAction.Answer, by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        var content = certificate.Draft?.Content ?? AnswerContent.Empty;
        if (content.Offers.Any(chosen => chosen.Slug == offer.Slug))
        {
            return Outcome.Done(id, certificate.Draft?.Version ?? 0);
        }

        if (content.Offers.Count >= MostOffers)
        {
            return Outcome.Refused(new Refusal("Refusals.TooManyOffers", MostOffers));
        }

        return await WriteDraftAsync(certificate, content with { Offers = [.. content.Offers, offer] }, Guid.CreateVersion7(), transaction, by, ct);
    }

    /// <summary>The form as content: empty texts left out, offers looked up, so that a form cannot name what does not exist.</summary>
    public async Task<AnswerContent> ContentAsync(AnswerInput input, CancellationToken ct) => new()
    {
        Sections = input.Sections.Where(section => section.Value.Length > 0).ToDictionary(section => section.Key, section => section.Value),
        Replies = [.. input.Replies.Where(reply => reply.Mode != ReplyMode.None || reply.Text.Length > 0)],
        Offers = await offers.ListReferencesAsync([.. input.OfferVersionIds.Take(MostOffers)], ct),
    };

    private async Task<Outcome> WriteDraftAsync(
        Certificate certificate, AnswerContent content, Guid formId, DbSession.TransactionScope transaction, ActionContext by, CancellationToken ct)
    {
        var started = certificate.Facts.AnswerStartedAt is not null
            || await WriteFactsAsync(certificate, certificate.Version, certificate.Facts with { AnswerStartedAt = by.At }, by, ct);
        if (!started || !await certificates.SetDraftAsync(certificate.Id, certificate.ClinicId, certificate.Draft?.Version, content, formId, by.PersonId, by.At, ct))
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, "certificate.save-answer", "Certificate", certificate.Id, certificate.Citizen.Id, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(certificate.Id, (certificate.Draft?.Version ?? 0) + 1);
    }

    /// <summary>The request stands still: what was to be sent is kept as a draft, if it can be.</summary>
    private async Task<Outcome> KeepAsync(
        Certificate certificate, AnswerInput input, Refusal reason, DbSession.TransactionScope transaction, ActionContext by, CancellationToken ct)
    {
        var content = await ContentAsync(input, ct);
        if (!IsStale(certificate, input) && CertificateForms.CheckAnswerDraft(certificate.Type.Definition, content).Count == 0)
        {
            await WriteDraftAsync(certificate, content, input.FormId, transaction, by, ct);
        }

        return Outcome.Refused(reason);
    }

    /// <summary>The consent has run out since the request was sent: what is written is kept, nothing is sent, and the caseworker must decide.</summary>
    private async Task<Outcome> PauseAsync(
        Certificate certificate, AnswerContent content, Guid formId, DbSession.TransactionScope transaction, ActionContext by, CancellationToken ct)
    {
        var facts = certificate.Facts with { AnswerStartedAt = certificate.Facts.AnswerStartedAt ?? by.At, PausedAt = by.At };
        if (!await WriteFactsAsync(certificate, certificate.Version, facts, by, ct)
            || !await certificates.SetDraftAsync(certificate.Id, certificate.ClinicId, certificate.Draft?.Version, content, formId, by.PersonId, by.At, ct))
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, "certificate.pause", "Certificate", certificate.Id, certificate.Citizen.Id, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Refused(new Refusal("Refusals.ConsentRanOut"));
    }

    /// <summary>Whether somebody else, or another window, has saved since the form was drawn.</summary>
    private static bool IsStale(Certificate certificate, AnswerInput input) =>
        certificate.Draft is { } draft && draft.FormId != input.FormId && draft.Version != input.DraftVersion;

    /// <summary>A consultation lies after the request and within a year; anything else is a slip of the keyboard.</summary>
    private static bool IsPlausible(DateOnly day, Certificate certificate)
    {
        var sentOn = DanishTime.DayOf(certificate.Facts.SentAt!.Value);
        return day >= sentOn.AddDays(-30) && day <= sentOn.AddYears(1);
    }

    private Task<bool> WriteFactsAsync(Certificate certificate, int version, CertificateFacts facts, ActionContext by, CancellationToken ct) =>
        certificates.SetFactsAsync(certificate, version, facts, by, ct);
}
