using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Portal.Data.Threads;
using Portal.Web.Infrastructure;
using Portal.Web.Infrastructure.Pdf;

namespace Portal.Web.Pages.Threads;

/// <summary>Takes a message back that was sent wrongly.</summary>
public sealed class RetractModel(ThreadRetractions retractions, PdfPrinter pdf, ThreadRepository threads, CurrentUser user, Texts texts)
    : ThreadActModel(threads, user, texts)
{
    private readonly ThreadRepository _threads = threads;

    /// <summary>The message, as it still stands.</summary>
    public ThreadMessage Message { get; private set; } = null!;

    public RetractReason? Reason { get; private set; }

    public async Task<IActionResult> OnGetAsync(string sequence, CancellationToken ct)
    {
        if (!await FindAsync(sequence, ct))
        {
            return NotFound();
        }

        return ThreadRules.WhyNotRetract(Message, Thread.Sight, By) is null ? Page() : LocalRedirect(ThreadLinks.At(Thread.Id, Message.Sequence));
    }

    public async Task<IActionResult> OnPostAsync(string sequence, string? reason, CancellationToken ct)
    {
        if (!await FindAsync(sequence, ct))
        {
            return NotFound();
        }

        Reason = Chosen<RetractReason>(reason);
        var outcome = await retractions.RetractAsync(Thread.Id, Message.Id, Reason, By, ct);
        if (outcome.IsDone)
        {
            pdf.Forget(Thread.Id);
        }

        return await EndAsync(outcome, "retracted", () => Task.CompletedTask, ct);
    }

    private async Task<bool> FindAsync(string sequence, CancellationToken ct)
    {
        if (!long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || await _threads.ListMessagesAsync(Thread, ThreadPage.Only(number), ct) is not [var message])
        {
            return false;
        }

        Message = message;
        return true;
    }
}
