using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Certificates;

/// <summary>Stops the open requests that rest on a consent, in the transaction that withdraws it.</summary>
public sealed class CertificatePauses(DbSession db, CertificateRepository certificates, AuditLog audit)
{
    // At most one of each type is open for a citizen: a handful of rows.
    internal const string ListOpenOnConsentSql = """
        SELECT Id
        FROM CertificateRequests
        WHERE ConsentId = @ConsentId AND NextActor = 'Clinic' AND SentAt IS NOT NULL
        ORDER BY Id
        """;

    /// <returns>False when a request changed while its consent was being withdrawn: nothing is to be committed, and the withdrawal to be tried again.</returns>
    internal async Task<bool> PauseAsync(Guid consentId, ActionContext by, CancellationToken ct)
    {
        foreach (var id in await db.QueryAsync<Guid>(ListOpenOnConsentSql, new { ConsentId = consentId }, ct))
        {
            // Signed in the meantime is answered: what is in the case file stays there.
            if (await certificates.FindAsync(id, by, ct) is not { } certificate
                || CertificateRules.WhyNot(certificate, CertificateAction.Pause, by) is not null)
            {
                continue;
            }

            if (!await certificates.SetFactsAsync(certificate, certificate.Version, certificate.Facts with { PausedAt = by.At }, by, ct))
            {
                return false;
            }

            await audit.WriteAsync(by, "certificate.pause", "Certificate", id, certificate.Citizen.Id, null, ct);
        }

        return true;
    }
}
