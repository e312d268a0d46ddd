using Portal.Data;
using Portal.Data.Threads;

namespace Portal.Web.Pages.Threads;

/// <summary>Every address in the feature. Words that are searched for are posted: they never stand in one.</summary>
public static class ThreadLinks
{
    public const string Index = "/threads";
    public const string New = "/threads/new";

    /// <summary>The new thread that was begun earlier and not sent.</summary>
    public const string Begun = "/threads/new?draft=1";

    /// <summary>The coordinator's open disagreements, without what was written.</summary>
    public const string Disagreements = "/threads/disagreements";

    public static string List(ThreadView view) => view == ThreadView.Mine ? Index : $"{Index}?view={Word(view)}";

    public static string ListAfter(ThreadView view, ListCursor after) => $"{Index}?view={Word(view)}&after={after}";

    public static string NewForCitizen(Guid citizenId) => $"{New}?citizen={citizenId}";

    public static string NewForCertificate(Guid requestId) => $"{New}?certificate={requestId}";

    /// <summary>A new thread about what a certificate costs.</summary>
    public static string NewForFee(Guid requestId) => $"{NewForCertificate(requestId)}&category={ThreadCategory.Fee}";

    public static string NewForOffer(Guid offerVersionId) => $"{New}?offer={offerVersionId}";

    public static string Details(Guid id) => $"/threads/{id}";

    /// <summary>The page at one message.</summary>
    public static string At(Guid id, long sequence) => $"/threads/{id}#m{sequence}";

    /// <summary>The page with the messages before one.</summary>
    public static string Earlier(Guid id, long before) => $"/threads/{id}?before={before}";

    /// <summary>The page after something was done, with a sentence about it.</summary>
    public static string Done(Guid id, string what) => $"/threads/{id}?done={what}";

    /// <summary>A page for an act, such as <c>assign</c>.</summary>
    public static string Act(Guid id, string what) => $"/threads/{id}/{what}";

    public static string Retract(Guid id, long sequence) => $"/threads/{id}/messages/{sequence}/retract";

    /// <summary>A view as addresses name it.</summary>
    public static string Word(ThreadView view) => view switch
    {
        ThreadView.Mine => "mine",
        ThreadView.Unassigned => "unassigned",
        ThreadView.Waiting => "waiting",
        ThreadView.All => "all",
        ThreadView.Done => "done",
    };
}
