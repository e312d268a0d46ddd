using Portal.Data.Audit;
using Portal.Data.Certificates.Steps;
using Portal.Data.Consents;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Certificates;

/// <summary>Who receives a request, and what must hold before that becomes somebody else.</summary>
public sealed class RequestReceivers(
    DbSession db, CertificateActs acts, CertificateRepository certificates, StepRepository steps, DirectoryRepository directory,
    ConsentRepository consents, AuditLog audit)
{
    internal const string SetReceiverSql = """
        UPDATE CertificateRequests
        SET ClinicId = @ClinicId, DoctorId = @DoctorId
        WHERE Id = @Id
        """;

    internal const string ListUndeliverableSql = """
        SELECT r.Id, r.MunicipalityId, r.UnitId, r.CaseworkerId
        FROM CertificateRequests r
        WHERE r.ClinicId = @ClinicId AND r.NextActor = 'Clinic' AND r.SentAt IS NOT NULL AND r.OpenTypeId IS NOT NULL
        ORDER BY r.SortAt, r.Id
        {take}
        """;

    private const int Batch = 100;

    /// <summary>Sends what could not be delivered to another clinic: the same request, new receiver.</summary>
    public Task<Outcome> SendElsewhereAsync(Guid id, int version, RedirectInput input, ActionContext by, CancellationToken ct) => acts.DoAsync(
        id,
        version,
        new Act
        {
            Action = CertificateAction.SendElsewhere,
            AuditName = "certificate.send-elsewhere",
            Detail = input.ClinicId.ToString(),
            Guard = certificate => CheckAsync(certificate, input, by, ct),
            Change = facts => AtNewReceiver(facts) with { DeliveryFailedAt = null },
            Also = certificate => MoveAsync(certificate, input, ct),
            Step = certificate => new NewStep(StepKind.SentElsewhere) { FromClinicId = certificate.ClinicId, ToClinicId = input.ClinicId, ToDoctorId = input.DoctorId },
        },
        by,
        ct);

    /// <summary>Finds the requests that lie at a clinic which takes nothing any more, and gives them back to their caseworkers.</summary>
    /// <returns>How many.</returns>
    public async Task<int> FailUndeliverableAsync(DateTime now, CancellationToken ct)
    {
        var by = ActionContext.System(now);
        var count = 0;
        var shut = await directory.ListShutAsync(ct);
        foreach (var row in await ListUndeliverableAsync(shut, ct))
        {
            // In the caseworker's name: the portal gives it back to somebody, and the history names people only.
            var owner = by with { PersonId = row.CaseworkerId, Role = Role.Caseworker, MunicipalityId = row.MunicipalityId, UnitId = row.UnitId };
            count += await FailAsync(row.Id, owner, ct) ? 1 : 0;
        }

        return count;
    }

    private async Task<IReadOnlyList<Undeliverable>> ListUndeliverableAsync(IReadOnlyList<Guid> clinics, CancellationToken ct)
    {
        var rows = new List<Undeliverable>();
        foreach (var clinicId in clinics)
        {
            rows.AddRange(await db.QueryAsync<Undeliverable>(ListUndeliverableSql, new { ClinicId = clinicId, Take = Batch }, ct));
        }

        return rows;
    }

    /// <summary>Gives one request back to its caseworker.</summary>
    internal async Task<bool> FailAsync(Guid id, ActionContext owner, CancellationToken ct)
    {
        var by = ActionContext.System(owner.At);
        await using var transaction = await db.BeginAsync(ct);
        if (await certificates.FindAsync(id, owner, ct) is not { } certificate
            || CertificateRules.WhyNot(certificate, CertificateAction.FailDelivery, by) is not null
            || !await certificates.SetFactsAsync(certificate, certificate.Version, certificate.Facts with { DeliveryFailedAt = owner.At }, owner, ct))
        {
            return false;
        }

        await steps.AddAsync(id, new NewStep(StepKind.DeliveryFailed) { ToClinicId = certificate.ClinicId }, owner, ct);
        await audit.WriteAsync(by, "certificate.fail-delivery", "Certificate", id, certificate.Citizen.Id, null, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>The facts of a request that has just come to another clinic: what the former one did with it is no longer so.</summary>
    internal static CertificateFacts AtNewReceiver(CertificateFacts facts) => facts with
    {
        OpenedAt = null,
        SeenVersion = 0,
        AcceptedAt = null,
        ConsultationOn = null,
        NoShowAt = null,
        ClarifySince = null,
        AnswerStartedAt = null,
        ReadyToSignAt = null,
    };

    /// <returns>What keeps the request from going to the clinic; null when nothing does.</returns>
    internal async Task<Outcome?> CheckAsync(Certificate certificate, RedirectInput input, ActionContext by, CancellationToken ct)
    {
        if (input.ClinicId == certificate.ClinicId || await directory.FindReceiverAsync(input.ClinicId, ct) is null)
        {
            return Outcome.Invalid([new FieldError("clinic", "Errors.RedirectClinic")]);
        }

        if (input.DoctorId is { } doctorId && await directory.FindDoctorAsync(doctorId, input.ClinicId, ct) is null)
        {
            return Outcome.Invalid([new FieldError("doctor", "Errors.DoctorOfClinic")]);
        }

        // A consent names whom it lets ask: another clinic is another question to the citizen.
        return certificate.ConsentId is { } consentId && !await consents.CoversClinicAsync(consentId, input.ClinicId, DanishTime.DayOf(by.At), ct)
            ? Outcome.Refused(new Refusal("Refusals.ConsentNamesOther"))
            : null;
    }

    /// <summary>Writes the new receiver; the facts have been written with the version's guard.</summary>
    internal async Task<Outcome?> MoveAsync(Certificate certificate, RedirectInput input, CancellationToken ct) =>
        await db.ExecuteAsync(SetReceiverSql, new { certificate.Id, input.ClinicId, input.DoctorId }, ct) == 1 ? null : Outcome.ChangedByOther;

    private sealed record Undeliverable
    {
        public required Guid Id { get; init; }

        public required Guid MunicipalityId { get; init; }

        public required Guid UnitId { get; init; }

        public required Guid CaseworkerId { get; init; }
    }
}
