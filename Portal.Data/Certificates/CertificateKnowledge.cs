using Portal.Data.Audit;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Certificates;

/// <summary>What the portal knows already when somebody is about to ask for a certificate. The caller has shown that the citizen is the viewer's.</summary>
public sealed class CertificateKnowledge(DbSession db, CertificateTypes types)
{
    internal const string FindGoalSql = """
        SELECT g.Goal
        FROM CitizenGoals g
        WHERE g.CitizenId = @CitizenId
          AND NOT EXISTS (SELECT 1 FROM CitizenGoals n WHERE n.CitizenId = g.CitizenId AND n.VersionNumber > g.VersionNumber)
        """;

    internal const string ListAnsweredSql = """
        SELECT r.Id, r.TypeVersionId, r.TypeSettingsId, r.ClinicId, k.Name AS ClinicName, r.AnsweredAt, r.Content AS Request, a.Content AS Answer
        FROM CertificateRequests r
        JOIN Clinics k ON k.Id = r.ClinicId
        JOIN CertificateAnswers a ON a.RequestId = r.Id
            AND a.VersionNumber = (SELECT MAX(n.VersionNumber) FROM CertificateAnswers n WHERE n.RequestId = r.Id AND n.RevokedAt IS NULL AND n.RetractedAt IS NULL)
        WHERE r.CitizenId = @CitizenId AND r.AnsweredAt IS NOT NULL
          AND r.MunicipalityId = @MunicipalityId AND (r.CaseworkerId = @PersonId OR r.UnitId IN @UnitIds)
        ORDER BY r.AnsweredAt DESC, r.Id DESC
        {take}
        """;

    internal const string ListCallsSql = """
        SELECT n.SpokenAt
        FROM PhoneNotes n
        WHERE n.CitizenId = @CitizenId
        ORDER BY n.SpokenAt DESC, n.Id DESC
        {take}
        """;

    /// <summary>What the citizen works towards, as it was written last; null when nothing has been agreed.</summary>
    public Task<string?> FindGoalAsync(Guid citizenId, CancellationToken ct) =>
        db.FindAsync<string>(FindGoalSql, new { CitizenId = citizenId }, ct);

    /// <summary>The answers about a citizen that a caseworker may read, newest first.</summary>
    /// <remarks>They are health data: whoever shows anything of them writes that to the access log.</remarks>
    public async Task<IReadOnlyList<AnsweredCertificate>> ListAnsweredAsync(Guid citizenId, ActionContext viewer, int take, CancellationToken ct)
    {
        if (!viewer.Role.IsCasework())
        {
            return [];
        }

        var rows = await db.QueryAsync<Row>(
            ListAnsweredSql, new { CitizenId = citizenId, viewer.MunicipalityId, viewer.PersonId, viewer.UnitIds, Take = take }, ct);
        var answered = new List<AnsweredCertificate>(rows.Count);
        foreach (var row in rows)
        {
            answered.Add(new AnsweredCertificate
            {
                Id = row.Id,
                Type = await types.GetVersionAsync(row.TypeVersionId, row.TypeSettingsId, ct),
                ClinicId = row.ClinicId,
                ClinicName = row.ClinicName,
                AnsweredAt = row.AnsweredAt,
                Request = PortalJson.Read<RequestContent>(row.Request),
                Answer = PortalJson.Read<AnswerContent>(row.Answer),
            });
        }

        return answered;
    }

    /// <summary>When somebody spoke with the clinic about a citizen, newest first.</summary>
    public Task<IReadOnlyList<DateTime>> ListCallsAsync(Guid citizenId, int take, CancellationToken ct) =>
        db.QueryAsync<DateTime>(ListCallsSql, new { CitizenId = citizenId, Take = take }, ct);

    private sealed record Row
    {
        public required Guid Id { get; init; }

        public required Guid TypeVersionId { get; init; }

        public Guid? TypeSettingsId { get; init; }

        public required Guid ClinicId { get; init; }

        public required string ClinicName { get; init; }

        public required DateTime AnsweredAt { get; init; }

        public required string Request { get; init; }

        public required string Answer { get; init; }
    }
}

/// <summary>A certificate that has been answered, as far as the next request needs it.</summary>
public sealed record AnsweredCertificate
{
    public required Guid Id { get; init; }

    public required CertificateTypeVersion Type { get; init; }

    public required Guid ClinicId { get; init; }

    public required string ClinicName { get; init; }

    public required DateTime AnsweredAt { get; init; }

    public required RequestContent Request { get; init; }

    public required AnswerContent Answer { get; init; }
}
