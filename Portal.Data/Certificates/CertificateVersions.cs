using Portal.Data.Database;

namespace Portal.Data.Certificates;

/// <summary>Reads every version of an answer. The caller has shown that the certificate is the viewer's to see.</summary>
public sealed class CertificateVersions(DbSession db)
{
    internal const string ListAnswerVersionsSql = """
        SELECT a.Id, a.VersionNumber, a.Kind, a.RequestVersion, a.Content, q.Name AS PreparedByName, s.Name AS SignedByName, s.Title AS SignedByTitle,
               a.SignedAt, a.RevokedAt, a.RetractedAt
        FROM CertificateAnswers a
        JOIN People s ON s.Id = a.SignedById
        LEFT JOIN People q ON q.Id = a.PreparedById
        WHERE a.RequestId = @RequestId
        ORDER BY a.VersionNumber DESC, a.Id
        """;

    /// <summary>The versions of the answer, newest first: those taken back are there to read, of those retracted only that they were.</summary>
    public async Task<IReadOnlyList<SignedAnswer>> ListAnswerVersionsAsync(Guid requestId, CancellationToken ct) =>
        [.. (await db.QueryAsync<Row>(ListAnswerVersionsSql, new { RequestId = requestId }, ct)).Select(row => row.ToAnswer())];

    private sealed record Row
    {
        public required Guid Id { get; init; }

        public required int VersionNumber { get; init; }

        public required AnswerKind Kind { get; init; }

        public required int RequestVersion { get; init; }

        public required string Content { get; init; }

        public string? PreparedByName { get; init; }

        public required string SignedByName { get; init; }

        public required string SignedByTitle { get; init; }

        public required DateTime SignedAt { get; init; }

        public DateTime? RevokedAt { get; init; }

        public DateTime? RetractedAt { get; init; }

        public SignedAnswer ToAnswer() => new()
        {
            Id = Id,
            VersionNumber = VersionNumber,
            Kind = Kind,
            RequestVersion = RequestVersion,
            Content = PortalJson.Read<AnswerContent>(Content),
            PreparedByName = PreparedByName,
            SignedByName = SignedByName,
            SignedByTitle = SignedByTitle,
            SignedAt = SignedAt,
            RevokedAt = RevokedAt,
            RetractedAt = RetractedAt,
        };
    }
}
