using Portal.Data.Audit;
using Portal.Data.Citizens.Folder;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Certificates;

/// <summary>An answer that the clinic has signed about the same citizen, to take a section over from.</summary>
public sealed record EarlierAnswer
{
    public required Guid Id { get; init; }

    public required CertificateTypeVersion Type { get; init; }

    public required AnswerContent Content { get; init; }

    public required DateTime SignedAt { get; init; }

    /// <summary>What it says where the other form asks for the same; null when it says nothing there.</summary>
    /// <param name="wanted">A section of the form that is being filled in.</param>
    public string? TextFor(CertificateSection wanted) => Type.Definition.AnswerSections
        .Where(own => own.Type == wanted.Type && (own.Id == wanted.Id || AnswerThemes.Of(own) == AnswerThemes.Of(wanted)))
        .OrderBy(own => own.Id == wanted.Id ? 0 : 1)
        .Select(own => Content[own.Id])
        .FirstOrDefault(text => text.Length > 0);
}

/// <summary>An answer that somebody of the clinic has begun.</summary>
public sealed record BegunAnswer
{
    public required Guid Id { get; init; }

    public required string TypeNameDa { get; init; }

    public required string TypeNameEn { get; init; }

    public required string CitizenName { get; init; }

    public bool IsProtected { get; init; }

    public required string SavedByName { get; init; }

    public required DateTime SavedAt { get; init; }
}

/// <summary>What a clinic has written before, and what it is writing elsewhere. Only ever its own.</summary>
public sealed class ClinicAnswers(DbSession db, CertificateTypes types)
{
    /// <summary>How many earlier answers are offered: more is a search, not a help.</summary>
    public const int MostEarlier = 3;

    /// <summary>How many begun answers stand beside the one that is open.</summary>
    public const int MostBegun = 5;

    internal const string ListEarlierSql = """
        SELECT a.Id, r.TypeVersionId, r.TypeSettingsId, a.Content, a.SignedAt
        FROM CertificateRequests r
        JOIN CertificateAnswers a ON a.RequestId = r.Id
            AND a.VersionNumber = (SELECT MAX(n.VersionNumber) FROM CertificateAnswers n WHERE n.RequestId = r.Id AND n.RevokedAt IS NULL AND n.RetractedAt IS NULL)
        WHERE r.CitizenId = @CitizenId AND r.AnsweredAt IS NOT NULL AND r.ClinicId = @ClinicId AND r.Id <> @Id
        ORDER BY r.AnsweredAt DESC, r.Id DESC
        {take}
        """;

    internal const string ListBegunSql = """
        SELECT r.Id, t.NameDa AS TypeNameDa, t.NameEn AS TypeNameEn, z.Name AS CitizenName, z.IsProtected, p.Name AS SavedByName, d.SavedAt
        FROM AnswerDrafts d
        JOIN CertificateRequests r ON r.Id = d.RequestId
        JOIN CertificateTypeVersions t ON t.Id = r.TypeVersionId
        JOIN Citizens z ON z.Id = r.CitizenId
        JOIN People p ON p.Id = d.SavedById
        WHERE d.ClinicId = @ClinicId AND r.ClinicId = d.ClinicId AND r.NextActor = 'Clinic' AND r.RetractedAt IS NULL AND r.Id <> @Id
        ORDER BY d.SavedAt DESC, r.Id
        {take}
        """;

    /// <summary>What the clinic has signed about the citizen of a certificate, newest first.</summary>
    public async Task<IReadOnlyList<EarlierAnswer>> ListEarlierAsync(Certificate certificate, ActionContext viewer, CancellationToken ct)
    {
        if (!viewer.Role.IsClinic())
        {
            return [];
        }

        var answers = new List<EarlierAnswer>();
        foreach (var row in await db.QueryAsync<EarlierRow>(
            ListEarlierSql, new { CitizenId = certificate.Citizen.Id, viewer.ClinicId, certificate.Id, Take = MostEarlier }, ct))
        {
            answers.Add(new EarlierAnswer
            {
                Id = row.Id,
                Type = await types.GetVersionAsync(row.TypeVersionId, row.TypeSettingsId, ct),
                Content = PortalJson.Read<AnswerContent>(row.Content),
                SignedAt = row.SignedAt,
            });
        }

        return answers;
    }

    /// <summary>What else the clinic is writing, last written first.</summary>
    /// <param name="besideId">The certificate that is open; it is left out.</param>
    public async Task<IReadOnlyList<BegunAnswer>> ListBegunAsync(Guid besideId, ActionContext viewer, CancellationToken ct) =>
        viewer.Role.IsClinic()
            ? await db.QueryAsync<BegunAnswer>(ListBegunSql, new { viewer.ClinicId, Id = besideId, Take = MostBegun }, ct)
            : [];

    private sealed record EarlierRow
    {
        public required Guid Id { get; init; }

        public required Guid TypeVersionId { get; init; }

        public Guid? TypeSettingsId { get; init; }

        public required string Content { get; init; }

        public required DateTime SignedAt { get; init; }
    }
}
