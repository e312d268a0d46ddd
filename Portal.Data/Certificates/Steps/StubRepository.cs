using Portal.Data.Audit;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Certificates.Steps;

/// <summary>Finds what is left at a clinic of a request that is no longer there: that it was, and where it went.</summary>
public sealed class StubRepository(DbSession db)
{
    internal const string FindSql = """
        SELECT s.Id, s.Kind, s.At, t.NameDa AS TypeNameDa, t.NameEn AS TypeNameEn, m.Name AS MunicipalityName, k.Name AS ToClinicName
        FROM CertificateSteps s
        JOIN CertificateRequests r ON r.Id = s.RequestId
        JOIN CertificateTypeVersions t ON t.Id = r.TypeVersionId
        JOIN Municipalities m ON m.Id = r.MunicipalityId
        LEFT JOIN Clinics k ON k.Id = s.ToClinicId
        WHERE s.RequestId = @RequestId AND s.FromClinicId = @ClinicId AND s.Kind IN ('Redirected', 'SentElsewhere', 'RequestRetracted')
        ORDER BY s.At DESC, s.Id
        {take}
        """;

    /// <returns>Null for everybody but a clinic that has had the request and lost it.</returns>
    public async Task<CertificateStub?> FindAsync(Guid id, ActionContext viewer, CancellationToken ct) =>
        viewer.Role.IsClinic() && viewer.ClinicId is { } clinicId
        && await db.QueryAsync<CertificateStub>(FindSql, new { RequestId = id, ClinicId = clinicId, Take = 1 }, ct) is [var stub]
            ? stub
            : null;
}

/// <summary>What a clinic still sees of a request that was sent on or retracted: neither the citizen nor a word of the text.</summary>
public sealed record CertificateStub
{
    /// <summary>Id of the step that took it away.</summary>
    public required Guid Id { get; init; }

    public required StepKind Kind { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    public required string TypeNameDa { get; init; }

    public required string TypeNameEn { get; init; }

    public required string MunicipalityName { get; init; }

    /// <summary>The clinic it was sent on to; null when it was retracted.</summary>
    public string? ToClinicName { get; init; }
}
