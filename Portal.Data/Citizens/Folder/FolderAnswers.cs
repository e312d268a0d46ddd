using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Database;

namespace Portal.Data.Citizens.Folder;

/// <summary>A signed answer with all that it says, to hold against the others.</summary>
public sealed record FolderAnswer
{
    public required Guid Id { get; init; }

    public required Guid RequestId { get; init; }

    /// <summary>Whether the certificate is the viewer's to open.</summary>
    public required bool MayOpen { get; init; }

    public required CertificateTypeVersion Type { get; init; }

    public required RequestContent Request { get; init; }

    public required AnswerContent Content { get; init; }

    public required DateTime SignedAt { get; init; }

    public required string SignedByName { get; init; }

    public required string ClinicName { get; init; }
}

/// <summary>Reads a citizen's answers side by side. The caller has shown that the citizen is the viewer's casework.</summary>
public sealed class FolderAnswers(DbSession db, CertificateTypes types)
{
    internal const string ListSql = """
        SELECT a.Id, r.Id AS RequestId, r.TypeVersionId, r.TypeSettingsId, r.Content AS RequestContent, a.Content AS AnswerContent, a.SignedAt,
               s.Name AS SignedByName, k.Name AS ClinicName,
               CASE WHEN r.CaseworkerId = @PersonId OR r.UnitId IN @UnitIds THEN 1 ELSE 0 END AS MayOpen
        FROM CertificateRequests r
        JOIN CertificateAnswers a ON a.RequestId = r.Id
            AND a.VersionNumber = (SELECT MAX(n.VersionNumber) FROM CertificateAnswers n WHERE n.RequestId = r.Id AND n.RevokedAt IS NULL AND n.RetractedAt IS NULL)
        JOIN People s ON s.Id = a.SignedById
        JOIN Clinics k ON k.Id = r.ClinicId
        WHERE r.CitizenId = @CitizenId AND r.MunicipalityId = @MunicipalityId AND r.AnsweredAt IS NOT NULL
        ORDER BY r.AnsweredAt DESC, r.Id DESC
        {take}
        """;

    /// <summary>The newest answers first.</summary>
    /// <param name="take">How many at most; ask for one more than is shown to know whether there are older ones.</param>
    public async Task<IReadOnlyList<FolderAnswer>> ListAsync(Guid citizenId, int take, ActionContext viewer, CancellationToken ct)
    {
        var rows = await db.QueryAsync<Row>(
            ListSql, new { CitizenId = citizenId, viewer.MunicipalityId, viewer.PersonId, viewer.UnitIds, Take = take }, ct);
        var answers = new List<FolderAnswer>();
        foreach (var row in rows)
        {
            answers.Add(new FolderAnswer
            {
                Id = row.Id,
                RequestId = row.RequestId,
                MayOpen = row.MayOpen,
                Type = await types.GetVersionAsync(row.TypeVersionId, row.TypeSettingsId, ct),
                Request = PortalJson.Read<RequestContent>(row.RequestContent),
                Content = PortalJson.Read<AnswerContent>(row.AnswerContent),
                SignedAt = row.SignedAt,
                SignedByName = row.SignedByName,
                ClinicName = row.ClinicName,
            });
        }

        return answers;
    }

    private sealed record Row
    {
        public required Guid Id { get; init; }

        public required Guid RequestId { get; init; }

        public bool MayOpen { get; init; }

        public required Guid TypeVersionId { get; init; }

        public Guid? TypeSettingsId { get; init; }

        public required string RequestContent { get; init; }

        public required string AnswerContent { get; init; }

        public required DateTime SignedAt { get; init; }

        public required string SignedByName { get; init; }

        public required string ClinicName { get; init; }
    }
}
