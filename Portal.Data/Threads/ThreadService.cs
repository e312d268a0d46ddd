using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Database;
using Portal.Data.Directory;
using Portal.Data.Offers;

namespace Portal.Data.Threads;

/// <summary>Begins threads, writes in them, and notes who has read them.</summary>
/// <remarks>The id of a message is made by its writer: whatever is posted again under it changes nothing and is answered like the first time.</remarks>
public sealed class ThreadService(
    DbSession db,
    ThreadRepository threads,
    ThreadWrites writes,
    ThreadReceivers receivers,
    CertificateRepository certificates,
    OfferRepository offers,
    IThreadNotifier notifier,
    AuditLog audit)
{
    internal const string FindRepeatSql = """
        SELECT g.ThreadId, g.Sequence, g.AuthorId, g.ContentHash, g.Body
        FROM ThreadMessages g
        WHERE g.Id = @Id
        """;

    internal const string ListOwnFilesSql = """
        SELECT a.Id
        FROM Attachments a
        WHERE a.OwnerKind = 'Thread' AND a.OwnerId = @ThreadId AND a.UploadedById = @PersonId AND a.RemovedAt IS NULL AND a.Id IN @Ids
          AND NOT EXISTS (SELECT 1 FROM ThreadLinks l WHERE l.AttachmentId = a.Id)
        ORDER BY a.Id
        """;

    private const string ObjectKind = "Thread";
    private const int LongestDraft = 2 * ThreadRules.LongestMessage;

    /// <summary>Begins a thread with its first message.</summary>
    /// <returns>Invalid names the fields; NotFound when what it is about is not the writer's; Refused when the writer belongs to neither side.</returns>
    public async Task<PostOutcome> StartAsync(ThreadStartInput input, ActionContext by, CancellationToken ct)
    {
        if (!by.Role.IsClinic() && !by.Role.IsCasework())
        {
            return new PostOutcome(Outcome.Refused(new Refusal("Refusals.ThreadNoPart")), Guid.Empty);
        }

        var threadId = input.Message.MessageId;
        await using var transaction = await db.BeginAsync(ct);
        if (await FindRepeatAsync(threadId, input.Message, by, ct) is { } repeat)
        {
            return repeat;
        }

        var (found, thread) = await receivers.ResolveAsync(input, by, ct);
        var errors = CheckStart(input, by.At).Concat(found.Errors).ToList();
        if (found.Kind == OutcomeKind.NotFound)
        {
            return new PostOutcome(found, Guid.Empty);
        }

        var links = await LinksAsync(threadId, thread?.CitizenId, input.Message, errors, by, ct);
        if (input.OfferVersionId is { } offer && await offers.ListReferencesAsync([offer], ct) is [])
        {
            errors.Add(new FieldError("offer", "Errors.ThreadOfferGone"));
        }

        if (thread is null || errors.Count > 0)
        {
            return new PostOutcome(Outcome.Invalid(errors), Guid.Empty);
        }

        var side = by.Role.IsClinic() ? ThreadSide.Clinic : ThreadSide.Municipality;
        var facts = ThreadRules.Posted(new ThreadFacts(), side, endsQuestion: false, by.At);
        if (!await writes.TryInsertThreadAsync(thread, facts, by, ct) || !await writes.TryInsertMessageAsync(threadId, 1, side, input.Message, by, ct))
        {
            return await YieldAsync(transaction, threadId, input.Message, by, ct);
        }

        await writes.AddMemberAsync(threadId, thread.UnitId, null, null, 0, by, ct);
        await writes.AddMemberAsync(threadId, null, thread.ClinicId, null, 0, by, ct);
        await NameAsync(threadId, thread.CaseworkerId, ThreadSide.Municipality, ct);
        await NameAsync(threadId, thread.ClinicPersonId, ThreadSide.Clinic, ct);
        await writes.WroteAsync(threadId, side, 1, by, ct);
        await writes.InsertLinksAsync(input.Message.MessageId, links, ct);
        await writes.DeleteDraftAsync(Guid.Empty, by, ct);
        await audit.WriteAsync(by, "thread.start", ObjectKind, threadId, thread.CitizenId, null, ct);
        await transaction.CommitAsync(ct);
        await notifier.ChangedAsync(threadId, 1);
        return new PostOutcome(Outcome.Done(threadId, 1), threadId, 1);
    }

    /// <summary>Writes a message, or a note of a call. Two who write at the same time both get a number of their own.</summary>
    /// <returns>Invalid names the fields; Refused says why; NotFound when the thread is not the writer's.</returns>
    public async Task<PostOutcome> PostAsync(Guid threadId, ThreadPostInput input, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        // The number first: it keeps the thread, and what is read after it is what stands. A repeat gives it back.
        var isThere = await writes.TakeNumberAsync(threadId, null, by.At, ct);
        if (await FindRepeatAsync(threadId, input, by, ct) is { } repeat)
        {
            return repeat;
        }

        if (!isThere || await threads.FindAsync(threadId, by, ct) is not { } thread)
        {
            return new PostOutcome(Outcome.NotFound, threadId);
        }

        var action = input.IsPhoneNote ? ThreadAction.NotePhoneCall : input.EndsQuestion ? ThreadAction.PostAndAnswer : ThreadAction.Post;
        if (ThreadRules.WhyNot(thread.Facts, thread.Sight, action, by, by.At) is { } reason)
        {
            return new PostOutcome(Outcome.Refused(reason), threadId);
        }

        var errors = ThreadRules.Check(input, by.At).ToList();
        var links = await LinksAsync(threadId, thread.CitizenId, input, errors, by, ct);
        if (errors.Count > 0)
        {
            return new PostOutcome(Outcome.Invalid(errors), threadId);
        }

        var side = thread.Sight.Side;
        var sequence = thread.LastSequence;
        if (!await writes.TryInsertMessageAsync(threadId, sequence, side, input, by, ct))
        {
            return await YieldAsync(transaction, threadId, input, by, ct);
        }

        // A note of a call asks for nothing: whose turn it is stays.
        await writes.SetAsync(input.IsPhoneNote ? thread : TakenUp(thread, ThreadRules.Posted(thread.Facts, side, input.EndsQuestion, by.At), side, by), ct);
        await writes.WroteAsync(threadId, side, sequence, by, ct);
        await writes.InsertLinksAsync(input.MessageId, links, ct);
        await writes.DeleteDraftAsync(threadId, by, ct);
        await audit.WriteAsync(by, input.IsPhoneNote ? "thread.note-call" : "thread.post", ObjectKind, threadId, thread.CitizenId, input.MessageId.ToString(), ct);
        await transaction.CommitAsync(ct);
        await notifier.ChangedAsync(threadId, sequence, thread.Members);
        return new PostOutcome(Outcome.Done(input.MessageId, thread.Version), threadId, sequence);
    }

    /// <summary>Sends what the writer has saved as a draft, so that a caller needs to name nothing but ids.</summary>
    /// <param name="draftVersion">The version of the draft that is meant.</param>
    /// <returns>As <see cref="PostAsync"/>; ChangedByOther when the draft is not that version any more.</returns>
    public async Task<PostOutcome> PostDraftAsync(Guid threadId, Guid messageId, int draftVersion, ActionContext by, CancellationToken ct)
    {
        if (await threads.FindDraftAsync(threadId, by, ct) is { } saved && saved.Version == draftVersion)
        {
            return await PostAsync(threadId, new ThreadPostInput { MessageId = messageId, Body = saved.Draft.Body }, by, ct);
        }

        return await FindPostedAsync(threadId, messageId, null, by, ct) ?? new PostOutcome(Outcome.ChangedByOther, threadId);
    }

    /// <summary>Looks whether the writer has posted a message under this id already, before anything that it brings along is taken in.</summary>
    /// <param name="body">The text that it must have had; null for any.</param>
    /// <returns>Null when not; else the outcome of the first time.</returns>
    public async Task<PostOutcome?> FindPostedAsync(Guid threadId, Guid messageId, string? body, ActionContext by, CancellationToken ct) =>
        await db.FindAsync<Posted>(FindRepeatSql, new { Id = messageId }, ct) is { } earlier
        && earlier.AuthorId == by.PersonId && earlier.ThreadId == threadId && (body is null || body == earlier.Body)
            ? new PostOutcome(Outcome.Done(messageId), threadId, earlier.Sequence)
            : null;

    /// <summary>Keeps what somebody is writing. An empty draft is deleted.</summary>
    /// <param name="threadId">Null for a thread that is not begun yet.</param>
    /// <param name="version">The version that was saved last; 0 for the first.</param>
    /// <returns>Done with the new version; ChangedByOther when another window has saved in between; NotFound when the thread is not the writer's.</returns>
    public async Task<Outcome> SaveDraftAsync(Guid? threadId, int version, ThreadDraft draft, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        var thread = threadId is { } id ? await threads.FindAsync(id, by, ct) : null;
        if (threadId is not null && thread?.Sight.IsActive != true)
        {
            return Outcome.NotFound;
        }

        // A draft may be longer than what can be sent, since it will be cut; who is told so is told how long a message may be.
        var longest = draft.Body.Length > LongestDraft ? ThreadRules.LongestMessage : LongestDraft;
        if (TextRules.CheckText("body", draft.Body, longest) is { } error)
        {
            return Outcome.Invalid([error]);
        }

        var key = threadId ?? Guid.Empty;
        var before = await threads.FindDraftAsync(threadId, by, ct);
        if (draft == new ThreadDraft())
        {
            await writes.DeleteDraftAsync(key, by, ct);
            await transaction.CommitAsync(ct);
            return Outcome.Done(key);
        }

        // What was sent is a draft no longer: the next word begins a new one, whatever version the window remembers.
        if ((before is not null && before.Version != version) || !await writes.SetDraftAsync(key, before?.Version ?? 0, draft, by, ct))
        {
            return Outcome.ChangedByOther;
        }

        await transaction.CommitAsync(ct);
        return Outcome.Done(key, (before?.Version ?? 0) + 1);
    }

    /// <summary>Writes down that somebody reads, and how far they have come.</summary>
    /// <param name="upTo">Number of the newest message that has been in view; 0 when only the reading is to be logged.</param>
    public async Task ReadAsync(DialogueThread thread, long upTo, ActionContext by, CancellationToken ct)
    {
        var sequence = Math.Min(upTo, thread.Sight.Newest(thread.LastSequence));
        await using var transaction = await db.BeginAsync(ct);
        var isNew = sequence > 0 && thread.Sight.IsActive && await writes.ReadAsync(thread.Id, thread.Sight.Side, sequence, by, ct);
        await audit.WriteAsync(by, "thread.read", ObjectKind, thread.Id, thread.CitizenId, null, ct);
        await transaction.CommitAsync(ct);
        if (isNew)
        {
            await notifier.ReadAsync(thread.Id, by.PersonId, sequence);
        }
    }

    private static List<FieldError> CheckStart(ThreadStartInput input, DateTime now)
    {
        FieldError?[] errors =
        [
            input.Category is null ? new FieldError("category", "Errors.ThreadCategory") : null,
            input.Subject.Length == 0 ? new FieldError("subject", "Errors.ThreadSubject") : TextRules.CheckLine("subject", input.Subject, ThreadRules.LongestSubject),
            .. ThreadRules.Check(input.Message, now),
        ];
        return [.. errors.OfType<FieldError>()];
    }

    // Who writes in a thread that nobody of their side has, has it.
    private static DialogueThread TakenUp(DialogueThread thread, ThreadFacts facts, ThreadSide side, ActionContext by) => thread with
    {
        Facts = facts,
        CaseworkerId = thread.CaseworkerId ?? (side == ThreadSide.Municipality ? by.PersonId : null),
        ClinicPersonId = thread.ClinicPersonId ?? (side == ThreadSide.Clinic ? by.PersonId : null),
    };

    private async Task NameAsync(Guid threadId, Guid? personId, ThreadSide side, CancellationToken ct)
    {
        if (personId is { } person)
        {
            await writes.NameAsync(threadId, person, side, ct);
        }
    }

    /// <summary>What goes with the message, as it stands today. What cannot go with it becomes an error.</summary>
    private async Task<IReadOnlyList<ThreadLink>> LinksAsync(
        Guid threadId, Guid? citizenId, ThreadPostInput input, List<FieldError> errors, ActionContext by, CancellationToken ct)
    {
        var links = new List<ThreadLink>();
        var named = input.OfferVersionIds.Count > 0 ? await offers.ListReferencesAsync([.. input.OfferVersionIds.Take(ThreadRules.MostLinks)], ct) : [];
        links.AddRange(named.Select(offer => new ThreadLink { OfferVersionId = offer.OfferVersionId }));
        foreach (var requestId in input.RequestIds.Distinct().Take(ThreadRules.MostLinks))
        {
            // A certificate about somebody else would tell of that person.
            if (await certificates.FindAsync(requestId, by, ct) is { Facts.SentAt: not null } certificate && certificate.Citizen.Id == citizenId)
            {
                links.Add(new ThreadLink { RequestId = requestId, AnswerVersion = certificate.LastAnswerVersion > 0 ? certificate.LastAnswerVersion : null });
            }
        }

        var files = input.AttachmentIds.Count > 0
            ? await db.QueryAsync<Guid>(ListOwnFilesSql, new { ThreadId = threadId, by.PersonId, Ids = input.AttachmentIds.Take(ThreadRules.MostLinks) }, ct)
            : [];
        // In the order in which the writer chose them.
        links.AddRange(input.AttachmentIds.Distinct().Where(files.Contains).Select(file => new ThreadLink { AttachmentId = file }));
        if (links.Count < input.OfferVersionIds.Distinct().Count() + input.RequestIds.Distinct().Count() + input.AttachmentIds.Distinct().Count()
            && links.Count < ThreadRules.MostLinks)
        {
            errors.Add(new FieldError("body", "Errors.MessageLinkGone"));
        }

        return links;
    }

    private async Task<PostOutcome?> FindRepeatAsync(Guid threadId, ThreadPostInput input, ActionContext by, CancellationToken ct)
    {
        var earlier = await db.FindAsync<Posted>(FindRepeatSql, new { Id = input.MessageId }, ct);
        return earlier is null ? null
            // The hash goes with the text when that is taken back.
            : earlier.AuthorId == by.PersonId && earlier.ThreadId == threadId && (earlier.ContentHash == ThreadWrites.HashOf(threadId, input) || earlier.ContentHash.Length == 0)
                ? new PostOutcome(Outcome.Done(input.MessageId), threadId, earlier.Sequence)
                : new PostOutcome(Outcome.Refused(new Refusal("Refusals.FormUsedTwice")), threadId);
    }

    private async Task<PostOutcome> YieldAsync(
        DbSession.TransactionScope transaction, Guid threadId, ThreadPostInput input, ActionContext by, CancellationToken ct)
    {
        await transaction.DisposeAsync();
        return await FindRepeatAsync(threadId, input, by, ct) ?? new PostOutcome(Outcome.ChangedByOther, threadId);
    }

    private sealed record Posted
    {
        public required Guid ThreadId { get; init; }

        public required long Sequence { get; init; }

        public required Guid AuthorId { get; init; }

        public required string ContentHash { get; init; }

        public required string Body { get; init; }
    }
}
