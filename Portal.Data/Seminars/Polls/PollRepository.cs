using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Seminars.Polls;

/// <summary>Reads and writes the dates of a poll and the votes. Whoever asks has shown that the meeting is theirs to see.</summary>
public sealed class PollRepository(DbSession db)
{
    internal const string ListSlotsSql = """
        SELECT Id, StartsAt, EndsAt, RemovedAt
        FROM SeminarSlots
        WHERE SeminarId = @SeminarId
        ORDER BY StartsAt, Id
        """;

    internal const string ListVotesSql = """
        SELECT v.SlotId, v.PersonId, p.Name AS PersonName, v.ClinicId, c.Name AS ClinicName, v.Choice, v.VotedAt
        FROM SeminarSlots s
        JOIN SeminarVotes v ON v.SlotId = s.Id
        JOIN People p ON p.Id = v.PersonId
        LEFT JOIN Clinics c ON c.Id = v.ClinicId
        WHERE s.SeminarId = @SeminarId
        ORDER BY COALESCE(c.Name, p.Name) COLLATE {danish}, p.Name COLLATE {danish}, v.PersonId, s.Id
        """;

    public async Task<Poll> ReadAsync(Guid seminarId, CancellationToken ct) => new()
    {
        Slots = await db.QueryAsync<PollSlot>(ListSlotsSql, new { SeminarId = seminarId }, ct),
        Votes = await db.QueryAsync<PollVote>(ListVotesSql, new { SeminarId = seminarId }, ct),
    };

    internal const string InsertSlotSql = """
        INSERT INTO SeminarSlots (Id, SeminarId, StartsAt, EndsAt, AddedAt, RemovedAt)
        VALUES (@Id, @SeminarId, @StartsAt, @EndsAt, @At, NULL)
        """;

    internal const string SetSlotSql = """
        UPDATE SeminarSlots
        SET EndsAt = @EndsAt, RemovedAt = @RemovedAt
        WHERE Id = @Id
        """;

    /// <summary>Offers exactly these dates. What was offered before and is again keeps its votes; what is not is put aside with them.</summary>
    /// <param name="minutes">Length of the meeting.</param>
    /// <returns>How many are offered that were not.</returns>
    internal async Task<int> SetSlotsAsync(Guid seminarId, Poll before, IReadOnlyList<DateTime> starts, int minutes, ActionContext by, CancellationToken ct)
    {
        var added = 0;
        foreach (var start in starts)
        {
            var known = before.Slots.FirstOrDefault(slot => slot.StartsAt == start);
            var endsAt = start.AddMinutes(minutes);
            if (known is null)
            {
                var id = Guid.CreateVersion7(new DateTimeOffset(by.At));
                await db.ExecuteAsync(InsertSlotSql, new { Id = id, SeminarId = seminarId, StartsAt = start, EndsAt = endsAt, by.At }, ct);
            }
            else if (known.RemovedAt is not null || known.EndsAt != endsAt)
            {
                await db.ExecuteAsync(SetSlotSql, new { known.Id, EndsAt = endsAt, RemovedAt = (DateTime?)null }, ct);
            }

            added += known is null or { RemovedAt: not null } ? 1 : 0;
        }

        foreach (var gone in before.Offered.Where(slot => !starts.Contains(slot.StartsAt)))
        {
            await db.ExecuteAsync(SetSlotSql, new { gone.Id, gone.EndsAt, RemovedAt = by.At }, ct);
        }

        return added;
    }

    internal const string SetVoteSql = """
        UPDATE SeminarVotes
        SET Choice = @Choice, ClinicId = @ClinicId, VotedAt = @At
        WHERE SlotId = @SlotId AND PersonId = @PersonId
        """;

    internal const string InsertVoteSql = """
        INSERT INTO SeminarVotes (SlotId, PersonId, ClinicId, Choice, VotedAt)
        VALUES (@SlotId, @PersonId, @ClinicId, @Choice, @At)
        """;

    /// <summary>Writes the vote of whoever acts: nobody else's can be reached.</summary>
    internal async Task SetVoteAsync(Guid slotId, SlotChoice choice, ActionContext by, CancellationToken ct)
    {
        var values = new { SlotId = slotId, by.PersonId, by.ClinicId, Choice = choice.ToString(), by.At };
        if (await db.ExecuteAsync(SetVoteSql, values, ct) == 0)
        {
            await db.ExecuteAsync(InsertVoteSql, values, ct);
        }
    }

    internal const string CloseSql = """
        UPDATE Seminars
        SET PollClosedAt = @At, Status = @Status, Version = Version + 1
        WHERE Id = @Id AND PollOpenedAt IS NOT NULL AND PollClosedAt IS NULL
        """;

    /// <summary>Ends the poll, whoever the last voter was: those who plan have not changed anything.</summary>
    /// <returns>False when it has ended already.</returns>
    internal async Task<bool> CloseAsync(Seminar closed, CancellationToken ct) => await db.ExecuteAsync(
        CloseSql, new { closed.Id, At = closed.Facts.PollClosedAt, Status = SeminarRules.Status(closed.Facts).ToString() }, ct) == 1;

    internal const string ListDueSql = """
        SELECT Id
        FROM Seminars
        WHERE PollDeadline IS NOT NULL AND PollClosedAt IS NULL AND PollDeadline <= @Now AND CancelledAt IS NULL
        ORDER BY PollDeadline, Id
        """;

    /// <summary>The meetings whose poll has gone on past its deadline.</summary>
    /// <param name="now">UTC.</param>
    internal Task<IReadOnlyList<Guid>> ListDueAsync(DateTime now, CancellationToken ct) => db.QueryAsync<Guid>(ListDueSql, new { Now = now }, ct);
}
