using Portal.Data.Audit;
using Portal.Data.Database;
using Portal.Data.Outbox;
using Portal.Data.Seminars.Calendar;

namespace Portal.Data.Seminars;

/// <summary>What people are told about a meeting by mail.</summary>
public enum SeminarNotice
{
    /// <summary>Invited, with a calendar invitation.</summary>
    Invited,

    /// <summary>Another time or place: the answer is asked for again.</summary>
    Moved,

    /// <summary>Something else in the calendar has changed.</summary>
    Changed,
    Cancelled,

    /// <summary>To who was taken off the list: out of their calendar again.</summary>
    NoLongerInvited,
    PollOpened,

    /// <summary>To those who plan: all have answered, or the deadline has passed.</summary>
    PollEnded,

    /// <summary>A place is kept until the claim window ends.</summary>
    PlaceOffered,

    /// <summary>A place has become the receiver's at once: the meeting is too near to ask.</summary>
    PlaceGiven,
    PlaceLapsed,
    MinutesPublished,

    /// <summary>To those who were not there.</summary>
    MaterialSent,
}

/// <summary>Writes down, in the transaction of the act, which mails are to be sent.</summary>
public sealed class SeminarNotices(DbSession db, OutboxRepository outbox, CalendarFrame frame)
{
    // As many as one statement asks about: SQL Server takes 2,100 values.
    private const int Batch = 1000;

    // The last answer counts, whichever round it was given in: who was coming before a meeting was moved still has it in the calendar.
    private const string People = """
        SELECT p.Id AS PersonId, p.Name, p.Email, r.Status, r.Round
        FROM People p
        LEFT JOIN SeminarRegistrations r ON r.SeminarId = @SeminarId AND r.PersonId = p.Id
            AND r.Round = (SELECT MAX(n.Round) FROM SeminarRegistrations n WHERE n.SeminarId = @SeminarId AND n.PersonId = p.Id)
        WHERE p.IsActive = 1 AND p.Email IS NOT NULL
        """;

    internal const string ListNamedSql = People + """

          AND p.Id IN @PersonIds
        ORDER BY p.Id
        """;

    internal const string ListEverybodySql = People + """

          AND p.Id IN (
            SELECT k.Id FROM People k WHERE k.ClinicId IN @ClinicIds AND k.Role IN ('Gp', 'ClinicStaff')
            UNION
            SELECT k.Id FROM People k
            WHERE k.MunicipalityId = @MunicipalityId AND k.Role IN ('Caseworker', 'Coordinator')
              AND (k.UnitId IN @UnitIds OR EXISTS (SELECT 1 FROM PersonUnits v WHERE v.PersonId = k.Id AND v.UnitId IN @UnitIds))
            UNION
            SELECT k.Id FROM People k WHERE k.Id IN @PersonIds
            UNION
            SELECT a.PersonId FROM SeminarRegistrations a
            WHERE a.SeminarId = @SeminarId AND a.Status IN ('Registered', 'Waitlisted', 'Offered') AND @WithAnswers = 1
              AND (a.Round = @Round OR (@EveryRound = 1 AND (a.ClinicId IS NULL OR a.ClinicId IN @ClinicIds)))
            UNION
            SELECT s.OwnerId FROM Seminars s WHERE s.Id = @SeminarId AND @WithOwner = 1)
        ORDER BY p.Id
        """;

    /// <summary>Queues a mail for each receiver who has an address; nothing when the meeting has begun. What the notice overtakes is not sent any more.</summary>
    /// <param name="seminar">As it is after the act; its invitations are who is invited by it, all or those that are new.</param>
    /// <param name="personIds">To whom; null for everybody who is invited by it, unless it is the invitation also for who has a place or waits for one; of the end of a poll for who plans the meeting.</param>
    /// <param name="except">Whoever is among these is not told.</param>
    public async Task TellAsync(
        Seminar seminar, SeminarNotice notice, IReadOnlyList<Guid>? personIds, ActionContext by, CancellationToken ct, IReadOnlyList<SeminarInvitation>? except = null)
    {
        if (OutboxRules.Replaced(notice) is { Count: > 0 } replaced)
        {
            await outbox.DropAsync(seminar.Id, replaced, OutboxService.Replaced, by.At, ct);
        }

        if (OutboxRules.IsOver(notice, seminar.Facts.StartsAt, seminar.Facts.PollDeadline, by.At))
        {
            return;
        }

        // Who is no longer asked has it cancelled, whatever becomes of the meeting.
        var shown = notice == SeminarNotice.NoLongerInvited ? seminar with { Facts = seminar.Facts with { CancelledAt = by.At } } : seminar;
        var spared = except is null ? [] : (await ReceiversAsync(seminar with { Invitations = except }, SeminarNotice.Invited, null, by, ct)).Select(receiver => receiver.PersonId).ToHashSet();
        foreach (var receiver in (await ReceiversAsync(seminar, notice, personIds, by, ct)).Where(receiver => !spared.Contains(receiver.PersonId)))
        {
            var party = new CalendarParty(receiver.Name, receiver.Email);
            var comes = receiver.Status == RegistrationStatus.Registered && receiver.Round == seminar.Round;
            var calendar = seminar.Facts.AnnouncedAt is not null && CarriesCalendar(notice) ? SeminarCalendar.MailOf(shown, frame, party, comes, by.At) : null;
            await outbox.InsertAsync(
                new NewMail
                {
                    PersonId = receiver.PersonId,
                    Kind = notice,
                    SeminarId = seminar.Id,
                    CalendarMethod = calendar?.Method.ToString(),
                    CalendarText = calendar?.Text,
                },
                by.At,
                ct);
        }
    }

    private async Task<IReadOnlyList<Receiver>> ReceiversAsync(
        Seminar seminar, SeminarNotice notice, IReadOnlyList<Guid>? personIds, ActionContext by, CancellationToken ct)
    {
        var named = personIds ?? (notice == SeminarNotice.PollEnded ? [seminar.OwnerId] : null);
        if (named is null)
        {
            var everybody = await db.QueryAsync<Receiver>(
                ListEverybodySql,
                new
                {
                    SeminarId = seminar.Id,
                    seminar.MunicipalityId,
                    ClinicIds = seminar.Invitations.Select(invitation => invitation.ClinicId).OfType<Guid>(),
                    UnitIds = seminar.Invitations.Select(invitation => invitation.UnitId).OfType<Guid>(),
                    PersonIds = seminar.Invitations.Select(invitation => invitation.PersonId).OfType<Guid>(),
                    seminar.Round,
                    // Who was coming before a meeting was moved has it in the calendar, and may see it still.
                    EveryRound = notice is SeminarNotice.Moved or SeminarNotice.Cancelled && !SeminarRules.IsPrivate(seminar.Kind),
                    WithAnswers = notice is not (SeminarNotice.Invited or SeminarNotice.NoLongerInvited),
                    WithOwner = notice is SeminarNotice.Moved or SeminarNotice.Cancelled,
                },
                ct);
            return [.. everybody.Where(receiver => IsTold(receiver, seminar, notice, by))];
        }

        var some = new List<Receiver>();
        foreach (var batch in named.Distinct().Chunk(Batch))
        {
            some.AddRange(await db.QueryAsync<Receiver>(ListNamedSql, new { SeminarId = seminar.Id, PersonIds = batch }, ct));
        }

        return some;
    }

    // Who acts knows; who has said no need not hear of each change. A new time, and that there is none any more, they hear all the same.
    private static bool IsTold(Receiver receiver, Seminar seminar, SeminarNotice notice, ActionContext by) =>
        receiver.PersonId != by.PersonId
        && (notice != SeminarNotice.NoLongerInvited || receiver.PersonId != seminar.OwnerId)
        && (notice != SeminarNotice.Changed || receiver.Round != seminar.Round || receiver.Status is not (RegistrationStatus.Declined or RegistrationStatus.OtherTime));

    private static bool CarriesCalendar(SeminarNotice notice) => notice switch
    {
        SeminarNotice.Invited or SeminarNotice.Moved or SeminarNotice.Changed or SeminarNotice.Cancelled or SeminarNotice.NoLongerInvited
            or SeminarNotice.PlaceGiven => true,
        SeminarNotice.PollOpened or SeminarNotice.PollEnded or SeminarNotice.PlaceOffered or SeminarNotice.PlaceLapsed
            or SeminarNotice.MinutesPublished or SeminarNotice.MaterialSent => false,
    };

    private sealed record Receiver
    {
        public required Guid PersonId { get; init; }

        public required string Name { get; init; }

        public required string Email { get; init; }

        public RegistrationStatus? Status { get; init; }

        public int? Round { get; init; }
    }
}
