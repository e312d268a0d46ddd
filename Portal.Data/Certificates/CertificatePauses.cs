using Portal.Data.Audit;
using Portal.Data.Certificates.Steps;
using Portal.Data.Database;
using Portal.Data.Fees;

namespace Portal.Data.Certificates;

/// <summary>Stops the open requests that rest on a consent, in the transaction that withdraws it.</summary>
public sealed class CertificatePauses(DbSession db, CertificateRepository certificates, StepRepository steps, FeeTrack fees, AuditLog audit)
{
    // At most one of each type is open for a citizen: a handful of rows.
    internal const string ListOpenOnConsentSql = """
        SELECT Id
        FROM CertificateRequests
        WHERE ConsentId = @ConsentId AND (OpenTypeId IS NOT NULL OR NextActor = 'Clinic') AND SentAt IS NOT NULL
        ORDER BY Id
        """;

    /// <returns>False when a request changed while its consent was being withdrawn: nothing is to be committed, and the withdrawal to be tried again.</returns>
    internal async Task<bool> PauseAsync(Guid consentId, ActionContext by, CancellationToken ct)
    {
        foreach (var id in await db.QueryAsync<Guid>(ListOpenOnConsentSql, new { ConsentId = consentId }, ct))
        {
            // Signed in the meantime is answered: what is in the case file stays there.
            if (await certificates.FindAsync(id, by, ct) is not { } certificate)
            {
                continue;
            }

            if (certificate.Status is CertificateStatus.ComplementRequested or CertificateStatus.Returned)
            {
                if (!await LetBeAsync(certificate, by, ct))
                {
                    return false;
                }

                continue;
            }

            if (CertificateRules.WhyNot(certificate, CertificateAction.Pause, by) is not null)
            {
                continue;
            }

            // After a retraction it may stand open beside another of its type.
            if (!await certificates.SetFactsAnywayAsync(certificate, certificate.Version, certificate.Facts with { PausedAt = by.At }, by, ct))
            {
                return false;
            }

            await audit.WriteAsync(by, "certificate.pause", "Certificate", id, certificate.Citizen.Id, null, ct);
        }

        return true;
    }

    /// <summary>More is not asked on a consent that is gone: what was answered stays, and the clinic need do nothing.</summary>
    private async Task<bool> LetBeAsync(Certificate certificate, ActionContext by, CancellationToken ct)
    {
        var facts = certificate.Facts with { ComplementSince = null, ReturnedSince = null, DisputedAt = null, ReadyToSignAt = null };
        if (!await certificates.SetFactsAsync(certificate, certificate.Version, facts, by, ct))
        {
            return false;
        }

        var kind = certificate.Status == CertificateStatus.Returned ? StepKind.ReturnLifted : StepKind.ComplementDropped;
        if (kind == StepKind.ReturnLifted)
        {
            await fees.OnReturnLiftedAsync(certificate, by, ct);
        }

        await steps.AddAsync(certificate.Id, new NewStep(kind) { Code = nameof(WithdrawalReason.ConsentWithdrawn) }, by, ct);
        await audit.WriteAsync(by, "certificate.drop-complement", "Certificate", certificate.Id, certificate.Citizen.Id, null, ct);
        return true;
    }
}
