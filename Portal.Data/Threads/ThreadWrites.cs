using System.Security.Cryptography;
using System.Text;
using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Threads;

/// <summary>Writes threads, in the open transaction of whoever has asked the rules.</summary>
public sealed class ThreadWrites(DbSession db, IMessageRenderer renderer)
{
    // Numbers a message and keeps the thread until the end of the transaction: who writes at the same time comes after.
    internal const string TakeNumberSql = """
        UPDATE DialogueThreads
        SET LastSequence = LastSequence + 1, LastAt = @At, Version = Version + 1
        WHERE Id = @Id
        """;

    internal const string TakeNumberOfVersionSql = """
        UPDATE DialogueThreads
        SET LastSequence = LastSequence + 1, LastAt = @At, Version = Version + 1
        WHERE Id = @Id AND Version = @Version
        """;

    internal const string SetSql = """
        UPDATE DialogueThreads
        SET UnitId = @UnitId, CaseworkerId = @CaseworkerId, ClinicId = @ClinicId, ClinicPersonId = @ClinicPersonId,
            AwaitingSide = @AwaitingSide, AwaitingSince = @AwaitingSince, AnsweredAt = @AnsweredAt, HandledAt = @HandledAt, ClosedAt = @ClosedAt,
            RedirectedAt = @RedirectedAt, RedirectClinicId = @RedirectClinicId, RedirectReason = @RedirectReason,
            DisputedAt = @DisputedAt, DisputedById = @DisputedById, DisputeStep = @DisputeStep, DisputeEndedAt = @DisputeEndedAt,
            DisputeOutcome = @DisputeOutcome, DisputeNote = @DisputeNote, Status = @Status, NextActor = @NextActor
        WHERE Id = @Id
        """;

    internal const string InsertThreadSql = """
        INSERT INTO DialogueThreads (Id, MunicipalityId, UnitId, CaseworkerId, ClinicId, ClinicPersonId, SubjectKind, CitizenId, RequestId, OfferVersionId,
                                     Category, Subject, SubjectFolded, StartedById, StartedAt, LastSequence, LastAt, AwaitingSide, AwaitingSince, AnsweredAt,
                                     Status, NextActor, Version)
        VALUES (@Id, @MunicipalityId, @UnitId, @CaseworkerId, @ClinicId, @ClinicPersonId, @SubjectKind, @CitizenId, @RequestId, @OfferVersionId,
                @Category, @Subject, @SubjectFolded, @StartedById, @StartedAt, 1, @StartedAt, @AwaitingSide, @AwaitingSince, @AnsweredAt,
                @Status, @NextActor, 1)
        """;

    // Who stands in for a doctor writes for that clinic.
    internal const string FindAuthorSql = """
        SELECT p.Name, p.Title, COALESCE(k.Name, m.Label) AS Place
        FROM People p
        LEFT JOIN Clinics k ON k.Id = COALESCE(@ClinicId, p.ClinicId)
        LEFT JOIN Municipalities m ON m.Id = p.MunicipalityId
        WHERE p.Id = @PersonId
        """;

    internal const string InsertMessageSql = """
        INSERT INTO ThreadMessages (Id, ThreadId, Sequence, Kind, Event, Detail, AuthorId, AuthorName, AuthorTitle, AuthorPlace, Side,
                                    Body, BodyHtml, BodyFolded, HtmlVersion, ContentHash, SpokeWith, SpokenAt, SentAt)
        VALUES (@Id, @ThreadId, @Sequence, @Kind, @Event, @Detail, @AuthorId, @AuthorName, @AuthorTitle, @AuthorPlace, @Side,
                @Body, @BodyHtml, @BodyFolded, @HtmlVersion, @ContentHash, @SpokeWith, @SpokenAt, @SentAt)
        """;

    internal const string InsertLinkSql = """
        INSERT INTO ThreadLinks (MessageId, Number, OfferVersionId, RequestId, AnswerVersion, AttachmentId)
        VALUES (@MessageId, @Number, @OfferVersionId, @RequestId, @AnswerVersion, @AttachmentId)
        """;

    internal const string NamePersonSql = """
        UPDATE ThreadPeople
        SET IsNamed = 1
        WHERE ThreadId = @ThreadId AND PersonId = @PersonId
        """;

    // What one writes oneself is read, unless something before it is not.
    internal const string OwnMessageReadSql = """
        UPDATE ThreadPeople
        SET IsNamed = 1, ReadSequence = CASE WHEN ReadSequence >= @Sequence - 1 THEN @Sequence ELSE ReadSequence END
        WHERE ThreadId = @ThreadId AND PersonId = @PersonId
        """;

    internal const string ReadToSql = """
        UPDATE ThreadPeople
        SET ReadSequence = @Sequence
        WHERE ThreadId = @ThreadId AND PersonId = @PersonId AND ReadSequence < @Sequence
        """;

    internal const string InsertPersonSql = """
        INSERT INTO ThreadPeople (ThreadId, PersonId, Side, IsNamed, ReadSequence)
        SELECT @ThreadId, @PersonId, @Side, @IsNamed, @Sequence
        FROM DialogueThreads t
        WHERE t.Id = @ThreadId AND NOT EXISTS (SELECT 1 FROM ThreadPeople e WHERE e.ThreadId = @ThreadId AND e.PersonId = @PersonId)
        """;

    internal const string InsertReadSql = """
        INSERT INTO ThreadReads (ThreadId, PersonId, Sequence, ReadAt)
        SELECT @ThreadId, @PersonId, @Sequence, @ReadAt
        FROM DialogueThreads t
        WHERE t.Id = @ThreadId
          AND NOT EXISTS (SELECT 1 FROM ThreadReads e WHERE e.ThreadId = @ThreadId AND e.Sequence = @Sequence AND e.PersonId = @PersonId)
        """;

    internal const string InsertMemberSql = """
        INSERT INTO ThreadMembers (Id, ThreadId, UnitId, ClinicId, PersonId, AfterSequence, AddedById, AddedAt)
        VALUES (@Id, @ThreadId, @UnitId, @ClinicId, @PersonId, @AfterSequence, @AddedById, @AddedAt)
        """;

    internal const string EndMemberSql = """
        UPDATE ThreadMembers
        SET UntilSequence = @UntilSequence, EndedAt = @EndedAt
        WHERE Id = @Id AND EndedAt IS NULL
        """;

    internal const string DeleteDraftSql = "DELETE FROM ThreadDrafts WHERE PersonId = @PersonId AND ThreadId = @ThreadId";

    internal const string SetDraftSql = """
        UPDATE ThreadDrafts
        SET Content = @Content, SavedAt = @SavedAt, Version = Version + 1
        WHERE PersonId = @PersonId AND ThreadId = @ThreadId AND Version = @Version
        """;

    internal const string InsertDraftSql = """
        INSERT INTO ThreadDrafts (PersonId, ThreadId, Content, SavedAt, Version)
        VALUES (@PersonId, @ThreadId, @Content, @SavedAt, 1)
        """;

    internal const string RetractSql = """
        UPDATE ThreadMessages
        SET Body = '', BodyHtml = '', BodyFolded = '', ContentHash = '', SpokeWith = NULL, SpokenAt = NULL,
            RetractedAt = @At, RetractedById = @PersonId, RetractReason = @Reason
        WHERE Id = @Id AND ThreadId = @ThreadId AND RetractedAt IS NULL
        """;

    internal const string DeleteLinksSql = "DELETE FROM ThreadLinks WHERE MessageId = @MessageId";

    /// <summary>Takes the next number, and keeps the thread for this transaction.</summary>
    /// <param name="version">Only while the thread has this version; null whatever it has.</param>
    /// <returns>False when there is no such thread, or not in this version.</returns>
    public async Task<bool> TakeNumberAsync(Guid threadId, int? version, DateTime at, CancellationToken ct) =>
        await (version is null
            ? db.ExecuteAsync(TakeNumberSql, new { Id = threadId, At = at }, ct)
            : db.ExecuteAsync(TakeNumberOfVersionSql, new { Id = threadId, At = at, Version = version }, ct)) == 1;

    /// <summary>Writes what has become of a thread, its status among it.</summary>
    public Task SetAsync(DialogueThread after, CancellationToken ct)
    {
        var facts = after.Facts;
        return db.ExecuteAsync(
            SetSql,
            new
            {
                after.Id,
                after.UnitId,
                after.CaseworkerId,
                after.ClinicId,
                after.ClinicPersonId,
                AwaitingSide = facts.AwaitingSide?.ToString(),
                facts.AwaitingSince,
                facts.AnsweredAt,
                facts.HandledAt,
                facts.ClosedAt,
                facts.RedirectedAt,
                after.RedirectClinicId,
                after.RedirectReason,
                facts.DisputedAt,
                after.DisputedById,
                DisputeStep = after.DisputeStep?.ToString(),
                facts.DisputeEndedAt,
                DisputeOutcome = after.DisputeOutcome?.ToString(),
                after.DisputeNote,
                Status = after.Status.ToString(),
                NextActor = after.NextActor.ToString(),
            },
            ct);
    }

    /// <returns>False when there is a thread with this id already.</returns>
    public Task<bool> TryInsertThreadAsync(NewThread thread, ThreadFacts facts, ActionContext by, CancellationToken ct) => db.TryInsertAsync(
        InsertThreadSql,
        new
        {
            thread.Id,
            thread.MunicipalityId,
            thread.UnitId,
            thread.CaseworkerId,
            thread.ClinicId,
            thread.ClinicPersonId,
            SubjectKind = thread.SubjectKind.ToString(),
            thread.CitizenId,
            thread.RequestId,
            thread.OfferVersionId,
            Category = thread.Category.ToString(),
            thread.Subject,
            SubjectFolded = TextFolding.Fold(thread.Subject),
            StartedById = by.PersonId,
            StartedAt = by.At,
            AwaitingSide = facts.AwaitingSide?.ToString(),
            facts.AwaitingSince,
            facts.AnsweredAt,
            Status = ThreadRules.Status(facts).ToString(),
            NextActor = ThreadRules.NextActor(facts).ToString(),
        },
        ct);

    /// <summary>Writes what a person has written, under the number that was taken for it.</summary>
    /// <returns>False when there is a message with this id already; the transaction is then only good for rolling back.</returns>
    public async Task<bool> TryInsertMessageAsync(Guid threadId, long sequence, ThreadSide side, ThreadPostInput input, ActionContext by, CancellationToken ct)
    {
        var rendered = renderer.Render(input.Body);
        var author = await FindAuthorAsync(by, ct);
        return await db.TryInsertAsync(
            InsertMessageSql,
            new
            {
                Id = input.MessageId,
                ThreadId = threadId,
                Sequence = sequence,
                Kind = (input.IsPhoneNote ? ThreadMessageKind.PhoneNote : ThreadMessageKind.Message).ToString(),
                Event = (string?)null,
                Detail = (string?)null,
                AuthorId = by.PersonId,
                AuthorName = author.Name,
                AuthorTitle = author.Title,
                AuthorPlace = author.Place,
                Side = side.ToString(),
                input.Body,
                BodyHtml = rendered.Html,
                BodyFolded = TextFolding.Fold($"{author.Name} {(input.IsPhoneNote ? input.SpokeWith : "")} {rendered.PlainText}"),
                HtmlVersion = renderer.Version,
                ContentHash = HashOf(threadId, input),
                SpokeWith = input.IsPhoneNote ? input.SpokeWith : null,
                SpokenAt = input.IsPhoneNote ? input.SpokenAt : null,
                SentAt = by.At,
            },
            ct);
    }

    /// <summary>Writes a line of the portal's, under the number that was taken for it.</summary>
    public async Task InsertLineAsync(Guid threadId, long sequence, ThreadSide side, ThreadEvent what, ThreadEventDetail detail, ActionContext by, CancellationToken ct)
    {
        var author = await FindAuthorAsync(by, ct);
        await db.ExecuteAsync(
            InsertMessageSql,
            new
            {
                Id = Guid.CreateVersion7(new DateTimeOffset(by.At)),
                ThreadId = threadId,
                Sequence = sequence,
                Kind = nameof(ThreadMessageKind.System),
                Event = what.ToString(),
                Detail = PortalJson.Write(detail),
                AuthorId = by.PersonId,
                AuthorName = author.Name,
                AuthorTitle = author.Title,
                AuthorPlace = author.Place,
                Side = side.ToString(),
                Body = "",
                BodyHtml = "",
                BodyFolded = TextFolding.Fold($"{author.Name} {detail.Name}"),
                HtmlVersion = renderer.Version,
                ContentHash = "",
                SpokeWith = (string?)null,
                SpokenAt = (DateTime?)null,
                SentAt = by.At,
            },
            ct);
    }

    public async Task InsertLinksAsync(Guid messageId, IReadOnlyList<ThreadLink> links, CancellationToken ct)
    {
        for (var i = 0; i < links.Count; i++)
        {
            await db.ExecuteAsync(
                InsertLinkSql,
                new { MessageId = messageId, Number = i + 1, links[i].OfferVersionId, links[i].RequestId, links[i].AnswerVersion, links[i].AttachmentId },
                ct);
        }
    }

    /// <summary>Somebody takes part by name: has the thread, or was invited.</summary>
    public async Task NameAsync(Guid threadId, Guid personId, ThreadSide side, CancellationToken ct)
    {
        if (await db.ExecuteAsync(NamePersonSql, new { ThreadId = threadId, PersonId = personId }, ct) == 0)
        {
            await InsertPersonAsync(threadId, personId, side, isNamed: true, 0, ct);
        }
    }

    /// <summary>Somebody has written.</summary>
    public async Task WroteAsync(Guid threadId, ThreadSide side, long sequence, ActionContext by, CancellationToken ct)
    {
        if (await db.ExecuteAsync(OwnMessageReadSql, new { ThreadId = threadId, by.PersonId, Sequence = sequence }, ct) == 0)
        {
            await InsertPersonAsync(threadId, by.PersonId, side, isNamed: true, sequence == 1 ? 1 : 0, ct);
        }
    }

    /// <summary>Somebody has read up to a message.</summary>
    /// <returns>False when they had read as far before.</returns>
    public async Task<bool> ReadAsync(Guid threadId, ThreadSide side, long sequence, ActionContext by, CancellationToken ct)
    {
        var isNew = await db.ExecuteAsync(ReadToSql, new { ThreadId = threadId, by.PersonId, Sequence = sequence }, ct) == 1
            || await InsertPersonAsync(threadId, by.PersonId, side, isNamed: false, sequence, ct);
        return isNew && await db.ExecuteAsync(InsertReadSql, new { ThreadId = threadId, by.PersonId, Sequence = sequence, ReadAt = by.At }, ct) == 1;
    }

    /// <summary>A party takes part from now on.</summary>
    /// <param name="after">What comes after this message it may read.</param>
    public Task AddMemberAsync(Guid threadId, Guid? unitId, Guid? clinicId, Guid? personId, long after, ActionContext by, CancellationToken ct) => db.ExecuteAsync(
        InsertMemberSql,
        new
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(by.At)),
            ThreadId = threadId,
            UnitId = unitId,
            ClinicId = clinicId,
            PersonId = personId,
            AfterSequence = after,
            AddedById = by.PersonId,
            AddedAt = by.At,
        },
        ct);

    /// <summary>A party takes part no longer: it keeps what it saw, and gets nothing new.</summary>
    public Task EndMemberAsync(ThreadMember member, long until, ActionContext by, CancellationToken ct) =>
        db.ExecuteAsync(EndMemberSql, new { member.Id, UntilSequence = until, EndedAt = by.At }, ct);

    public Task DeleteDraftAsync(Guid threadId, ActionContext by, CancellationToken ct) =>
        db.ExecuteAsync(DeleteDraftSql, new { by.PersonId, ThreadId = threadId }, ct);

    /// <returns>False when another save came in between.</returns>
    public async Task<bool> SetDraftAsync(Guid threadId, int version, ThreadDraft draft, ActionContext by, CancellationToken ct)
    {
        var row = new { by.PersonId, ThreadId = threadId, Content = PortalJson.Write(draft), SavedAt = by.At, Version = version };
        return version == 0 ? await db.TryInsertAsync(InsertDraftSql, row, ct) : await db.ExecuteAsync(SetDraftSql, row, ct) == 1;
    }

    /// <summary>Takes the text of a message, and what went with it, out of the database.</summary>
    /// <returns>False when it was taken back before.</returns>
    public async Task<bool> RetractAsync(Guid threadId, Guid messageId, RetractReason reason, ActionContext by, CancellationToken ct)
    {
        if (await db.ExecuteAsync(RetractSql, new { Id = messageId, ThreadId = threadId, by.At, by.PersonId, Reason = reason.ToString() }, ct) == 0)
        {
            return false;
        }

        await db.ExecuteAsync(DeleteLinksSql, new { MessageId = messageId }, ct);
        return true;
    }

    private async Task<Author> FindAuthorAsync(ActionContext by, CancellationToken ct) =>
        (await db.FindAsync<Author>(FindAuthorSql, new { by.PersonId, ClinicId = ThreadRules.ClinicId(by) }, ct))!;

    /// <summary>Tells a repeat from another message under the same id.</summary>
    internal static string HashOf(Guid threadId, ThreadPostInput input) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(threadId + PortalJson.Write(input))));

    private async Task<bool> InsertPersonAsync(Guid threadId, Guid personId, ThreadSide side, bool isNamed, long sequence, CancellationToken ct) =>
        await db.ExecuteAsync(
            InsertPersonSql, new { ThreadId = threadId, PersonId = personId, Side = side.ToString(), IsNamed = isNamed, Sequence = sequence }, ct) == 1;

    private sealed record Author
    {
        public required string Name { get; init; }

        public required string Title { get; init; }

        public required string Place { get; init; }
    }
}

/// <summary>A thread that is about to begin.</summary>
public sealed record NewThread
{
    public required Guid Id { get; init; }

    public required Guid MunicipalityId { get; init; }

    public required Guid UnitId { get; init; }

    public Guid? CaseworkerId { get; init; }

    public required Guid ClinicId { get; init; }

    public Guid? ClinicPersonId { get; init; }

    public required ThreadSubjectKind SubjectKind { get; init; }

    public Guid? CitizenId { get; init; }

    public Guid? RequestId { get; init; }

    public Guid? OfferVersionId { get; init; }

    public required ThreadCategory Category { get; init; }

    public required string Subject { get; init; }
}
