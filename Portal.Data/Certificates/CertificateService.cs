using Portal.Data.Audit;
using Portal.Data.Citizens;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Certificates;

/// <summary>What the municipality does with a certificate: asks, reads, approves, closes, withdraws.</summary>
public sealed class CertificateService(
    DbSession db,
    CertificateRepository certificates,
    CertificateTypes types,
    CitizenRepository citizens,
    RequestGuards guards,
    CommandLog commands,
    AuditLog audit)
{
    public const int LongestNote = 500;

    /// <summary>Writes a new request, as a draft or sent at once.</summary>
    /// <param name="send">Send it to the clinic rather than keep it as a draft.</param>
    /// <returns>Invalid names the fields; Refused says which rule says no, and carries the id of an open request in the way; NotFound when the citizen is not the actor's.</returns>
    public async Task<Outcome> CreateAsync(RequestInput input, bool send, ActionContext by, CancellationToken ct)
    {
        if (!by.Role.IsCasework())
        {
            return Outcome.Refused(new Refusal("Refusals.OnlyCaseworkerAsks"));
        }

        var content = PortalJson.Write(input with { CommandId = Guid.Empty }) + send;
        await using var transaction = await db.BeginAsync(ct);
        if ((await commands.FindRepeatAsync(input.CommandId, "certificate.create", content, by, ct)
            ?? (send ? await commands.FindSameAsync("certificate.create", content, by, ct) : null)) is { } repeat)
        {
            return repeat;
        }

        if (await citizens.FindAsync(input.CitizenId, by, ct) is not { } citizen)
        {
            return Outcome.NotFound;
        }

        if ((await types.ListOrderableAsync(citizen.MunicipalityId, DanishTime.DayOf(by.At), ct)).FirstOrDefault(type => type.Id == input.TypeVersionId) is not { } type)
        {
            return Outcome.Refused(new Refusal("Refusals.TypeNotOrderable"));
        }

        var (stop, request) = await guards.CheckAsync(NewRequestOf(input, citizen, type, by), citizen, input, send, by, ct);
        if (stop is not null)
        {
            return stop;
        }

        if (!await citizens.HoldAsync(citizen, ct))
        {
            return Outcome.ChangedByOther;
        }

        var id = Guid.CreateVersion7(new DateTimeOffset(by.At));
        var facts = new CertificateFacts { CreatedAt = by.At, SentAt = send ? by.At : null };
        if (!await certificates.TryInsertAsync(request, id, facts, CertificateRules.Resolve(facts, type.Definition.Deadline), by.PersonId, by.At, ct))
        {
            return await guards.RefuseOpenAsync(transaction, citizen.Id, type.TypeId, ct);
        }

        if (send && await guards.CheckRepeatAsync(citizen.Id, type, request.Content, by, ct) is { } again)
        {
            return again;
        }

        if (!await commands.TryRememberAsync(input.CommandId, "certificate.create", content, id, by, ct))
        {
            return await commands.YieldAsync(transaction, input.CommandId, "certificate.create", content, by, ct);
        }

        await audit.WriteAsync(by, send ? "certificate.send" : "certificate.create", "Certificate", id, citizen.Id, type.TypeId, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, 1);
    }

    /// <summary>Saves a draft, and sends it when asked to.</summary>
    /// <param name="version">The version that the form was drawn from.</param>
    public async Task<Outcome> EditAsync(Guid id, int version, RequestInput input, bool send, ActionContext by, CancellationToken ct)
    {
        var content = PortalJson.Write(input) + send;
        await using var transaction = await db.BeginAsync(ct);
        if (await commands.FindRepeatAsync(input.CommandId, "certificate.edit", content, by, ct) is { } repeat)
        {
            return repeat;
        }

        if (await certificates.FindAsync(id, by, ct) is not { } certificate)
        {
            return Outcome.NotFound;
        }

        var action = send ? CertificateAction.Send : CertificateAction.Edit;
        if (CertificateRules.WhyNot(certificate, action, by) is { } reason)
        {
            // The first of two clicks may have been carried out between the two looks.
            return await commands.FindRepeatAsync(input.CommandId, "certificate.edit", content, by, ct) ?? Outcome.Refused(reason);
        }

        if (await citizens.FindAsync(certificate.Citizen.Id, by, ct) is not { } citizen)
        {
            return Outcome.NotFound;
        }

        var (stop, request) = await guards.CheckAsync(NewRequestOf(input, citizen, certificate.Type, by), citizen, input, send, by, ct);
        if (stop is not null)
        {
            return stop;
        }

        var facts = send ? certificate.Facts with { SentAt = by.At } : certificate.Facts;
        var written = await certificates.SetContentAsync(id, version, request, ct)
            ? await certificates.TrySendAsync(certificate, version, facts, by, ct)
            : null;
        if (written == false)
        {
            return await guards.RefuseOpenAsync(transaction, citizen.Id, certificate.Type.TypeId, ct);
        }

        if (written == true && send && await guards.CheckRepeatAsync(citizen.Id, certificate.Type, request.Content, by, ct) is { } again)
        {
            return again;
        }

        if (written is null || !await commands.TryRememberAsync(input.CommandId, "certificate.edit", content, id, by, ct))
        {
            return await commands.YieldAsync(transaction, input.CommandId, "certificate.edit", content, by, ct);
        }

        await audit.WriteAsync(by, send ? "certificate.send" : "certificate.edit", "Certificate", id, citizen.Id, certificate.Type.TypeId, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, version + 1);
    }

    public Task<Outcome> DiscardAsync(Guid id, int version, ActionContext by, CancellationToken ct) =>
        ActAsync(id, version, CertificateAction.Discard, facts => facts with { DiscardedAt = by.At }, by, ct);

    public Task<Outcome> ApproveAsync(Guid id, int version, ActionContext by, CancellationToken ct) =>
        ActAsync(id, version, CertificateAction.Approve, facts => facts with { ApprovedAt = by.At }, by, ct);

    public Task<Outcome> CloseAsync(Guid id, int version, ActionContext by, CancellationToken ct) =>
        ActAsync(id, version, CertificateAction.Close, facts => facts with { ClosedAt = by.At }, by, ct);

    /// <summary>Cancels a request that is not answered; the clinic sees why.</summary>
    /// <param name="note">What the clinic should know besides the reason; may be empty.</param>
    public async Task<Outcome> WithdrawAsync(Guid id, int version, WithdrawalReason? reason, string note, ActionContext by, CancellationToken ct)
    {
        if (reason is null)
        {
            return Outcome.Invalid([new FieldError("reason", "Errors.WithdrawalReason")]);
        }

        return TextRules.CheckText("note", note, LongestNote) is { } error
            ? Outcome.Invalid([error])
            : await ActAsync(
                id, version, CertificateAction.Withdraw, facts => facts with { WithdrawnAt = by.At, WithdrawalReason = reason, WithdrawalNote = note }, by, ct);
    }

    /// <summary>Puts a paused request on another basis, and it goes on; its clocks stood still meanwhile.</summary>
    /// <param name="input">Of the request's form, only the basis is taken: the choice, its reason, the consent.</param>
    public async Task<Outcome> ResumeAsync(Guid id, int version, RequestInput input, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await certificates.FindAsync(id, by, ct) is not { } certificate || await citizens.FindAsync(certificate.Citizen.Id, by, ct) is not { } citizen)
        {
            return Outcome.NotFound;
        }

        if (CertificateRules.WhyNot(certificate, CertificateAction.Resume, by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        var withBasis = input with { Content = CertificateForms.WithBasis(certificate.Request, input.Content) };
        var (stop, request) = await guards.CheckBasisAsync(NewRequestOf(withBasis, citizen, certificate.Type, by), citizen, withBasis, by, ct);
        if (stop is not null)
        {
            return stop;
        }

        var days = DanishTime.DayOf(by.At).DayNumber - DanishTime.DayOf(certificate.Facts.PausedAt!.Value).DayNumber;
        var facts = certificate.Facts with
        {
            PausedAt = null,
            PausedDays = certificate.Facts.PausedDays + days,
            // What waited for somebody else meanwhile has not waited these days, or they would be counted twice.
            ClarifySince = certificate.Facts.ClarifySince?.AddDays(days),
            NoShowAt = certificate.Facts.NoShowAt?.AddDays(days),
        };
        if (!await certificates.SetBasisAsync(id, version, request.Content, request.ConsentId, ct)
            || !await certificates.SetFactsAnywayAsync(certificate, version, facts, by, ct))
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, "certificate.resume", "Certificate", id, citizen.Id, request.Content["legalBasis"], ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, version + 1);
    }

    /// <summary>Notes that a person sees a certificate: the first look of each side is a fact of its own, each later one a row in the log.</summary>
    /// <returns>The certificate as it is after the look.</returns>
    public async Task<Certificate> ViewAsync(Certificate certificate, ActionContext by, CancellationToken ct)
    {
        var (action, facts) = FirstLook(certificate, by);
        await using var transaction = await db.BeginAsync(ct);
        // When two people of a clinic open it in the same instant, the second look is a plain reading.
        var isFirst = facts is not null && await certificates.SetFactsAsync(certificate, certificate.Version, facts, by, ct);
        await audit.WriteAsync(by, isFirst ? action : "certificate.read", "Certificate", certificate.Id, certificate.Citizen.Id, null, ct);
        await transaction.CommitAsync(ct);
        return isFirst ? (await certificates.FindAsync(certificate.Id, by, ct))! : certificate;
    }

    private static (string Action, CertificateFacts? Facts) FirstLook(Certificate certificate, ActionContext by) =>
        CertificateRules.WhyNot(certificate, CertificateAction.Open, by) is null
            ? ("certificate.open", certificate.Facts with { OpenedAt = by.At, SeenVersion = certificate.Facts.RequestVersion })
            : by.Role.IsClinic() && certificate.MustBeReread
                ? ("certificate.open", certificate.Facts with { SeenVersion = certificate.Facts.RequestVersion })
            : certificate.Facts.ReadAt is null && CertificateRules.WhyNot(certificate, CertificateAction.ReadAnswer, by) is null
                ? ("certificate.read-answer", certificate.Facts with { ReadAt = by.At })
                : ("certificate.read", null);

    private static NewRequest NewRequestOf(RequestInput input, Citizen citizen, CertificateTypeVersion type, ActionContext by) => new()
    {
        Type = type,
        CitizenId = citizen.Id,
        MunicipalityId = citizen.MunicipalityId,
        UnitId = citizen.UnitId,
        CaseworkerId = by.PersonId,
        ClinicId = citizen.ClinicId,
        DoctorId = input.DoctorId,
        Content = input.Content,
    };

    private async Task<Outcome> ActAsync(
        Guid id, int version, CertificateAction action, Func<CertificateFacts, CertificateFacts> change, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await certificates.FindAsync(id, by, ct) is not { } certificate)
        {
            return Outcome.NotFound;
        }

        var (old, facts) = (certificate.Facts, change(certificate.Facts));
        // Other words than a colleague's must not be lost behind »done«: they are refused below.
        if (CertificateRules.IsRepeat(certificate.Status, action)
            && (facts.WithdrawalReason, facts.WithdrawalNote) == (old.WithdrawalReason, old.WithdrawalNote))
        {
            return Outcome.Done(id, certificate.Version);
        }

        if (CertificateRules.WhyNot(certificate, action, by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        if (!await certificates.SetFactsAsync(certificate, version, facts, by, ct))
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, $"certificate.{action.ToString().ToLowerInvariant()}", "Certificate", id, certificate.Citizen.Id, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, version + 1);
    }
}
