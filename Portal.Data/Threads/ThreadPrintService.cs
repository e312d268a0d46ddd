using System.Globalization;
using Portal.Data.Audit;
using Portal.Data.Citizens;
using Portal.Data.Directory;
using Portal.Data.Printing;

namespace Portal.Data.Threads;

/// <summary>A thread, or a part of it, that may be put on paper: it is in the log, and has its code.</summary>
public sealed record PrintedThread
{
    public required DialogueThread Thread { get; init; }

    /// <summary>Number of the first message that the paper may show.</summary>
    public required long From { get; init; }

    /// <summary>Number of the last message.</summary>
    public required long To { get; init; }

    /// <summary>Oldest first; only what the viewer may read.</summary>
    public required IReadOnlyList<ThreadMessage> Messages { get; init; }

    /// <summary>Everybody who has written, was named or has read.</summary>
    public required IReadOnlyList<ThreadPerson> People { get; init; }

    /// <summary>The citizen's whole number: the paper goes into a case file. Null when the thread is about nobody, and for a consultant, who advises without it.</summary>
    public CprNumber? Cpr { get; init; }

    /// <summary>See <see cref="Print.Code"/>.</summary>
    public required string Code { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime PrintedAt { get; init; }

    /// <summary>Whether every message that the thread had is on the paper.</summary>
    public bool IsWhole => From == 1 && To == Thread.LastSequence && Messages.Count == To;
}

/// <summary>Puts threads on paper for the file.</summary>
public sealed class ThreadPrintService(ThreadRepository threads, PrintService prints, CitizenRepository citizens, AuditLog audit)
{
    /// <summary>So many messages are on one paper at most; of a longer thread the newest, unless somebody asks for others.</summary>
    public const int MostMessages = 500;

    /// <returns>Why not, in words; null when the paper may be made.</returns>
    /// <param name="isConfirmed">The person has been told that the citizen is protected, and wants the paper.</param>
    public static Refusal? WhyNot(DialogueThread thread, bool isConfirmed) =>
        thread.IsProtected && !isConfirmed ? new Refusal("Printing.ProtectedRefused") : null;

    /// <summary>The messages that a paper shows, of those that the viewer may read.</summary>
    /// <param name="from">Number of the first that is wanted; null for as many as there can be.</param>
    /// <param name="to">Number of the last; null for the newest.</param>
    /// <returns>Null when there are none.</returns>
    public static (long From, long To)? RangeOf(DialogueThread thread, long? from, long? to)
    {
        if (thread.Sight.Ranges is not [var oldest, ..])
        {
            return null;
        }

        var first = Math.Max(from ?? 1, oldest.After + 1);
        var last = Math.Min(to ?? long.MaxValue, thread.Sight.Newest(thread.LastSequence));
        return first > last ? null
            : last - first < MostMessages ? (first, last)
            : from is null ? (last - MostMessages + 1, last)
            : (first, first + MostMessages - 1);
    }

    /// <summary>Writes down that a thread is put on paper. Asked for every time, also when the paper lies ready.</summary>
    /// <param name="thread">As the viewer may see it: the caller has found it for them.</param>
    /// <param name="isPdf">As a file rather than a page.</param>
    /// <param name="isConfirmed">See <see cref="WhyNot"/>.</param>
    /// <returns>NotFound when there are no such messages for the viewer; Refused when it takes a confirmation.</returns>
    public async Task<(Outcome Outcome, PrintedThread? Printed)> PrintAsync(
        DialogueThread thread, long? from, long? to, bool isPdf, bool isConfirmed, ActionContext by, CancellationToken ct)
    {
        if (RangeOf(thread, from, to) is not var (first, last))
        {
            return (Outcome.NotFound, null);
        }

        if (WhyNot(thread, isConfirmed) is { } reason)
        {
            return (Outcome.Refused(reason), null);
        }

        // A paper that ends where the thread ends is out of date once somebody writes on; a part is not.
        var part = new ThreadPrintPart(first, last == thread.LastSequence ? null : last);
        var detail = string.Create(CultureInfo.InvariantCulture, $"{first}-{last}{(isPdf ? " pdf" : "")}");
        var code = await prints.KeepAsync(
            ThreadPrints.Kind, thread.Id, part.ToString(), new PrintVersions((int)last, 0),
            () => audit.WriteAsync(by, "thread.print", "Thread", thread.Id, thread.CitizenId, detail, ct), by, ct);
        if (code is null)
        {
            return (Outcome.NotFound, null);
        }

        // After the log: no log, no data.
        return (Outcome.Done(thread.Id), new PrintedThread
        {
            Thread = thread,
            From = first,
            To = last,
            Messages = await threads.ListMessagesAsync(thread, new ThreadPage(first - 1, last + 1, MostMessages, FromTheEnd: false), ct),
            People = await threads.ListPeopleAsync(thread.Id, ct),
            Cpr = thread.CitizenId is { } citizen && by.Role != Role.MedicalConsultant ? await citizens.RevealCprAsync(citizen, ct) : null,
            Code = code,
            PrintedAt = by.At,
        });
    }
}
