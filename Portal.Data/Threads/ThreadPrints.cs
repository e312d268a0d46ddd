using System.Globalization;
using Portal.Data.Database;
using Portal.Data.Printing;

namespace Portal.Data.Threads;

/// <summary>Which messages a paper shows, as the table of prints names it: <c>4-40</c>, or <c>4-</c> for everything from the fourth on.</summary>
/// <param name="From">Number of the first message.</param>
/// <param name="To">Number of the last message; null when the paper goes to the end of the thread, wherever that was.</param>
public readonly record struct ThreadPrintPart(long From, long? To)
{
    /// <returns>Null when it is none.</returns>
    public static ThreadPrintPart? TryParse(string part) =>
        part.Split('-') is [var from, var to] && long.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            ? to.Length == 0 ? new ThreadPrintPart(first, null)
            : long.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? new ThreadPrintPart(first, last)
            : null
        : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From}-{To}");
}

/// <summary>What the portal holds of a printed thread. The version of a paper is the number of its last message.</summary>
public sealed class ThreadPrints(DbSession db) : IPrintedSource
{
    public const string Kind = "Thread";

    internal const string FindThreadSql = """
        SELECT m.Name AS MunicipalityName, k.Name AS ClinicName, t.StartedAt AS SentAt, t.LastSequence
        FROM DialogueThreads t
        JOIN Municipalities m ON m.Id = t.MunicipalityId
        JOIN Clinics k ON k.Id = t.ClinicId
        WHERE t.Id = @OwnerId
        """;

    internal const string ListHeldSql = """
        SELECT g.Sequence, g.Kind, g.Event, g.Detail, g.AuthorId, g.AuthorName, g.AuthorTitle, g.AuthorPlace, g.Body, g.SpokeWith, g.SpokenAt, g.SentAt, g.RetractedAt
        FROM ThreadMessages g
        WHERE g.ThreadId = @OwnerId AND g.Sequence >= @From AND g.Sequence <= @To
        ORDER BY g.Sequence
        """;

    public string OwnerKind => Kind;

    public async Task<HeldContent?> FindAsync(Guid ownerId, string part, PrintVersions versions, CancellationToken ct)
    {
        if (ThreadPrintPart.TryParse(part) is not { } wanted || await db.FindAsync<ThreadHeld>(FindThreadSql, new { OwnerId = ownerId }, ct) is not { } thread)
        {
            return null;
        }

        var messages = await db.QueryAsync<MessageHeld>(ListHeldSql, new { OwnerId = ownerId, wanted.From, To = (long)versions.Request }, ct);
        return new HeldContent
        {
            MunicipalityName = thread.MunicipalityName,
            ClinicName = thread.ClinicName,
            SentAt = thread.SentAt,
            NewestRequestVersion = wanted.To is null ? (int)thread.LastSequence : versions.Request,
            NewestAnswerVersion = 0,
            Request = PortalJson.Write(messages),
        };
    }

    private sealed record ThreadHeld
    {
        public required string MunicipalityName { get; init; }

        public required string ClinicName { get; init; }

        public required DateTime SentAt { get; init; }

        public required long LastSequence { get; init; }
    }

    private sealed record MessageHeld
    {
        public required long Sequence { get; init; }

        public required string Kind { get; init; }

        public string? Event { get; init; }

        public string? Detail { get; init; }

        public required Guid AuthorId { get; init; }

        public required string AuthorName { get; init; }

        public required string AuthorTitle { get; init; }

        public required string AuthorPlace { get; init; }

        public required string Body { get; init; }

        public string? SpokeWith { get; init; }

        public DateTime? SpokenAt { get; init; }

        public required DateTime SentAt { get; init; }

        public DateTime? RetractedAt { get; init; }
    }
}
