using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Threads;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Threads;

/// <summary>A page whose form does something to a thread.</summary>
public abstract class ThreadActModel(ThreadRepository threads, CurrentUser user, Texts texts) : ThreadPageModel
{
    // As many as a list to choose from can be.
    private const int MostMessages = 100;

    /// <summary>The version of the thread that the form stands on.</summary>
    public int Version { get; protected set; }

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    /// <summary>Who acts.</summary>
    protected Portal.Data.Audit.ActionContext By => user.Acting();

    protected bool May(ThreadAction action) => ThreadRules.WhyNot(Thread.Facts, Thread.Sight, action, By, user.Now) is null;

    /// <summary>The messages from which somebody new may begin to read, oldest first.</summary>
    protected async Task<IReadOnlyList<ThreadMessage>> ListMessagesAsync(CancellationToken ct) =>
        [.. (await threads.ListMessagesAsync(Thread, ThreadPage.Latest(MostMessages), ct)).Where(message => message.Kind != ThreadMessageKind.System && message.RetractedAt is null)];

    /// <summary>Where to go after the act, or the page again.</summary>
    /// <param name="load">What the page shows beside its form.</param>
    protected async Task<IActionResult> EndAsync(Outcome outcome, string deed, Func<Task> load, CancellationToken ct)
    {
        if (outcome.IsDone)
        {
            return LocalRedirect(ThreadLinks.Done(Thread.Id, deed));
        }

        if (outcome.Kind == OutcomeKind.NotFound || await threads.FindAsync(Thread.Id, By, ct) is not { } now)
        {
            return NotFound();
        }

        if (outcome.Kind == OutcomeKind.ChangedByOther)
        {
            // The form now stands on what others have done.
            (Thread, Version) = (now, now.Version);
            Banner = new Banner(texts["Threads.ChangedMeanwhile"], IsWarning: true);
        }
        else if (outcome.Reason is { } reason)
        {
            Banner = new Banner(texts[reason], IsWarning: true);
        }

        await load();
        Errors = outcome.Errors;
        return this.PageAfter(outcome);
    }

    /// <summary>A value of an enum as a form posts it; null for anything else.</summary>
    protected static T? Chosen<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value) ? value : null;
}

/// <summary>From where somebody who is let into a thread may read.</summary>
/// <param name="Messages">The messages to begin at, oldest first.</param>
/// <param name="LastSequence">The newest there is.</param>
/// <param name="Choice">What was chosen: <c>all</c>, <c>new</c> or <c>from</c>.</param>
/// <param name="From">The message, for <c>from</c>.</param>
public sealed record ShareModel(IReadOnlyList<ThreadMessage> Messages, long LastSequence, string Choice, long From)
{
    /// <summary>The message after which may be read.</summary>
    public long After => Choice switch
    {
        "all" => 0,
        "from" => Math.Max(0, From - 1),
        // Whatever is no choice shares least.
        _ => LastSequence,
    };
}
