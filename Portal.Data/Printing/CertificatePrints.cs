using Portal.Data.Database;

namespace Portal.Data.Printing;

/// <summary>What the portal holds of a printed certificate.</summary>
public sealed class CertificatePrints(DbSession db) : IPrintedSource
{
    public const string Kind = "Certificate";

    internal const string FindHeldSql = """
        SELECT r.TypeVersionId, m.Name AS MunicipalityName, k.Name AS ClinicName, r.SentAt, r.WithdrawnAt, r.RetractedAt,
               r.RequestVersion AS NewestRequestVersion,
               COALESCE((SELECT MAX(n.VersionNumber) FROM CertificateAnswers n WHERE n.RequestId = r.Id), 0) AS NewestAnswerVersion,
               CASE WHEN r.RequestVersion = @Request THEN r.Content ELSE v.Content END AS Request,
               a.Content AS Answer, a.SignedById, a.SignedAt, a.RevokedAt AS AnswerRevokedAt, a.RetractedAt AS AnswerRetractedAt
        FROM CertificateRequests r
        JOIN Municipalities m ON m.Id = r.MunicipalityId
        JOIN Clinics k ON k.Id = r.ClinicId
        LEFT JOIN CertificateRequestVersions v ON v.RequestId = r.Id AND v.VersionNumber = @Request
        LEFT JOIN CertificateAnswers a ON a.RequestId = r.Id AND a.VersionNumber = @Answer
        WHERE r.Id = @OwnerId AND r.SentAt IS NOT NULL
        """;

    public string OwnerKind => Kind;

    public Task<HeldContent?> FindAsync(Guid ownerId, string part, PrintVersions versions, CancellationToken ct) =>
        db.FindAsync<HeldContent>(FindHeldSql, new { OwnerId = ownerId, versions.Request, versions.Answer }, ct);
}
