using Portal.Data.Audit;
using Portal.Data.Citizens;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Certificates;

/// <summary>What the municipality does with a certificate: asks, reads, approves, closes.</summary>
public sealed class CertificateService(
    DbSession db,
    CertificateRepository certificates,
    CertificateTypes types,
    CitizenRepository citizens,
    DirectoryRepository directory,
    CommandLog commands,
    AuditLog audit)
{
    /// <summary>Writes a new request, as a draft or sent at once.</summary>
    /// <param name="send">Send it to the clinic rather than keep it as a draft.</param>
    /// <returns>Invalid names the fields; Refused says which rule says no; NotFound when the citizen is not the actor's.</returns>
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

        var today = DanishTime.DayOf(by.At);
        if ((await types.ListOrderableAsync(today, ct)).FirstOrDefault(type => type.Id == input.TypeVersionId) is not { } type)
        {
            return Outcome.Refused(new Refusal("Refusals.TypeNotOrderable"));
        }

        if (await WhyNotReceiverAsync(citizen, input.DoctorId, ct) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        if (Check(type.Definition, input.Content, send) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        var id = Guid.CreateVersion7(new DateTimeOffset(by.At));
        var facts = new CertificateFacts { CreatedAt = by.At, SentAt = send ? by.At : null };
        var request = new NewRequest
        {
            TypeVersionId = type.Id,
            CitizenId = citizen.Id,
            MunicipalityId = citizen.MunicipalityId,
            UnitId = citizen.UnitId,
            CaseworkerId = by.PersonId,
            ClinicId = citizen.ClinicId,
            DoctorId = input.DoctorId,
            Content = input.Content,
        };
        await certificates.InsertAsync(request, id, facts, CertificateRules.Resolve(facts, type.Definition.Deadline), by.PersonId, by.At, ct);
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

        if (await WhyNotReceiverAsync(citizen, input.DoctorId, ct) is { } noReceiver)
        {
            return Outcome.Refused(noReceiver);
        }

        if (Check(certificate.Type.Definition, input.Content, send) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        var facts = send ? certificate.Facts with { SentAt = by.At } : certificate.Facts;
        if (!await certificates.SetContentAsync(id, version, input.DoctorId, input.Content, ct)
            || !await WriteFactsAsync(certificate, version, facts, by, ct)
            || !await commands.TryRememberAsync(input.CommandId, "certificate.edit", content, id, by, ct))
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

    /// <summary>Notes that a person sees a certificate: the first look of each side is a fact of its own, each later one a row in the log.</summary>
    /// <returns>The certificate as it is after the look.</returns>
    public async Task<Certificate> ViewAsync(Certificate certificate, ActionContext by, CancellationToken ct)
    {
        var (action, facts) = FirstLook(certificate, by);
        await using var transaction = await db.BeginAsync(ct);
        // When two people of a clinic open it in the same instant, the second look is a plain reading.
        var isFirst = facts is not null && await WriteFactsAsync(certificate, certificate.Version, facts, by, ct);
        await audit.WriteAsync(by, isFirst ? action : "certificate.read", "Certificate", certificate.Id, certificate.Citizen.Id, null, ct);
        await transaction.CommitAsync(ct);
        return isFirst ? (await certificates.FindAsync(certificate.Id, by, ct))! : certificate;
    }

    private static (string Action, CertificateFacts? Facts) FirstLook(Certificate certificate, ActionContext by) =>
        CertificateRules.WhyNot(certificate, CertificateAction.Open, by) is null
            ? ("certificate.open", certificate.Facts with { OpenedAt = by.At })
            : certificate.Facts.ReadAt is null && CertificateRules.WhyNot(certificate, CertificateAction.ReadAnswer, by) is null
                ? ("certificate.read-answer", certificate.Facts with { ReadAt = by.At })
                : ("certificate.read", null);

    private static IReadOnlyList<FieldError> Check(CertificateTypeDefinition type, RequestContent content, bool send) =>
        send ? CertificateForms.CheckRequest(type, content) : CertificateForms.CheckDraft(type, content);

    private async Task<Outcome> ActAsync(
        Guid id, int version, CertificateAction action, Func<CertificateFacts, CertificateFacts> change, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await certificates.FindAsync(id, by, ct) is not { } certificate)
        {
            return Outcome.NotFound;
        }

        if (CertificateRules.IsRepeat(certificate.Status, action))
        {
            return Outcome.Done(id, certificate.Version);
        }

        if (CertificateRules.WhyNot(certificate, action, by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        if (!await WriteFactsAsync(certificate, version, change(certificate.Facts), by, ct))
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, $"certificate.{action.ToString().ToLowerInvariant()}", "Certificate", id, certificate.Citizen.Id, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, version + 1);
    }

    private Task<bool> WriteFactsAsync(Certificate certificate, int version, CertificateFacts facts, ActionContext by, CancellationToken ct) =>
        certificates.SetFactsAsync(
            certificate.Id, version, facts, CertificateRules.Resolve(facts, certificate.Type.Definition.Deadline), by.PersonId, by.At, ct);

    private async Task<Refusal?> WhyNotReceiverAsync(Citizen citizen, Guid? doctorId, CancellationToken ct)
    {
        if (!citizen.ClinicIsEnabled)
        {
            return new Refusal("Refusals.ClinicClosed");
        }

        return doctorId is null || (await directory.ListDoctorsAsync(citizen.ClinicId, ct)).Any(doctor => doctor.Id == doctorId)
            ? null
            : new Refusal("Refusals.DoctorNotAtClinic");
    }
}
