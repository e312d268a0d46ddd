using Portal.Data.Database;

namespace Portal.Data.Citizens.Goals;

/// <summary>Reads and writes the versions of a citizen's goal. The caller has shown that the citizen is the viewer's.</summary>
public sealed class GoalRepository(DbSession db)
{
    internal const string ListSql = """
        SELECT g.Id, g.VersionNumber, g.Goal AS Aim, g.Specific, g.Measurable, g.Achievable, g.Relevant, g.DueOn, g.OwnWords, g.AgreedOn,
               g.WrittenById, p.Name AS WrittenByName, g.WrittenAt
        FROM CitizenGoals g
        JOIN People p ON p.Id = g.WrittenById
        WHERE g.CitizenId = @CitizenId
        ORDER BY g.VersionNumber DESC, g.Id
        {take}
        """;

    internal const string InsertSql = """
        INSERT INTO CitizenGoals (Id, CitizenId, VersionNumber, Goal, Specific, Measurable, Achievable, Relevant, DueOn, OwnWords, AgreedOn, WrittenById, WrittenAt)
        VALUES (@Id, @CitizenId, @VersionNumber, @Aim, @Specific, @Measurable, @Achievable, @Relevant, @DueOn, @OwnWords, @AgreedOn, @WrittenById, @WrittenAt)
        """;

    /// <summary>The goal as it stands today.</summary>
    /// <returns>Null when none has been written.</returns>
    public async Task<Goal?> FindNewestAsync(Guid citizenId, CancellationToken ct) => await ListAsync(citizenId, 1, ct) is [var newest] ? newest : null;

    /// <summary>The versions of the goal, newest first.</summary>
    public async Task<IReadOnlyList<Goal>> ListAsync(Guid citizenId, int take, CancellationToken ct) =>
        [.. (await db.QueryAsync<Row>(ListSql, new { CitizenId = citizenId, Take = take }, ct)).Select(row => row.ToGoal())];

    /// <returns>False when somebody else wrote this version in the meantime.</returns>
    internal Task<bool> TryInsertAsync(Guid id, Guid citizenId, int versionNumber, GoalInput goal, Guid by, DateTime at, CancellationToken ct) =>
        db.TryInsertAsync(
            InsertSql,
            new
            {
                Id = id,
                CitizenId = citizenId,
                VersionNumber = versionNumber,
                goal.Aim,
                goal.Specific,
                goal.Measurable,
                goal.Achievable,
                goal.Relevant,
                goal.DueOn,
                goal.OwnWords,
                goal.AgreedOn,
                WrittenById = by,
                WrittenAt = at,
            },
            ct);

    private sealed record Row
    {
        public required Guid Id { get; init; }

        public required int VersionNumber { get; init; }

        public required string Aim { get; init; }

        public required string Specific { get; init; }

        public required string Measurable { get; init; }

        public required string Achievable { get; init; }

        public required string Relevant { get; init; }

        public DateOnly? DueOn { get; init; }

        public required string OwnWords { get; init; }

        public DateOnly? AgreedOn { get; init; }

        public required Guid WrittenById { get; init; }

        public required string WrittenByName { get; init; }

        public required DateTime WrittenAt { get; init; }

        public Goal ToGoal() => new()
        {
            Id = Id,
            VersionNumber = VersionNumber,
            Content = new GoalInput
            {
                Aim = Aim,
                Specific = Specific,
                Measurable = Measurable,
                Achievable = Achievable,
                Relevant = Relevant,
                DueOn = DueOn,
                OwnWords = OwnWords,
                AgreedOn = AgreedOn,
            },
            WrittenById = WrittenById,
            WrittenByName = WrittenByName,
            WrittenAt = WrittenAt,
        };
    }
}
