using Portal.Data;
using Portal.Data.Threads;

namespace Portal.Web.Pages.Threads;

/// <summary>Messages as the page, and each piece that a browser fetches later, shows them.</summary>
/// <param name="Thread">The thread, as the viewer sees it.</param>
/// <param name="Messages">Oldest first.</param>
public sealed record ThreadMessagesModel(DialogueThread Thread, IReadOnlyList<ThreadMessage> Messages)
{
    /// <summary>The day of the message before the first; null when the first one begins a day of its own.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>The last message that the viewer had read before; null when no line is to be drawn after it.</summary>
    public long? ReadBefore { get; init; }

    /// <summary>The messages with the day that each begins, when it begins one, and whether it is the first that the viewer has not seen.</summary>
    /// <param name="viewerId">One's own messages are never new.</param>
    public IEnumerable<(ThreadMessage Message, DateOnly? Day, bool IsFirstNew)> Lines(Guid viewerId)
    {
        var (day, isDrawn) = (Day, false);
        foreach (var message in Messages)
        {
            var today = DanishTime.DayOf(message.SentAt);
            var isFirstNew = !isDrawn && ReadBefore is { } last && message.Sequence > last && message.AuthorId != viewerId;
            yield return (message, today == day ? null : today, isFirstNew);
            (day, isDrawn) = (today, isDrawn || isFirstNew);
        }
    }

    /// <summary>Who has read a message is told to the side that wrote it.</summary>
    public bool HasReceipts(ThreadMessage message) =>
        message.Side == Thread.Sight.Side && message.Kind != ThreadMessageKind.System && message.RetractedAt is null;

    /// <summary>Who has read it; nobody when the message after it says the same.</summary>
    public IReadOnlyList<ThreadReceipt> ReceiptsOf(ThreadMessage message)
    {
        var next = Messages.FirstOrDefault(other => other.Sequence > message.Sequence && HasReceipts(other));
        return next is not null && next.ReadBy.SequenceEqual(message.ReadBy) ? [] : message.ReadBy;
    }
}
