using Portal.Data;

namespace Portal.Web.Pages.Seminars;

/// <summary>Every address in the feature.</summary>
public static class SeminarLinks
{
    public const string Index = "/seminars";
    public const string New = "/seminars/new";

    /// <summary>What is over.</summary>
    public const string Past = "/seminars?view=past";

    /// <summary>The viewer's own subscription.</summary>
    public const string Calendar = "/seminars/calendar";

    /// <summary>When each clinic was last met.</summary>
    public const string Board = "/seminars/board";

    /// <summary>Several clinics in one afternoon.</summary>
    public const string Route = "/seminars/route";

    public static string PastAfter(ListCursor after) => $"{Past}&after={after}";

    public static string Details(Guid id) => $"/seminars/{id}";

    /// <summary>The page after something was done, with a sentence about it.</summary>
    public static string Done(Guid id, string what) => $"/seminars/{id}?done={what}";

    public static string Edit(Guid id) => $"/seminars/{id}/edit";

    public static string Time(Guid id) => $"/seminars/{id}/time";

    public static string Announce(Guid id) => $"/seminars/{id}/announce";

    public static string Move(Guid id) => $"/seminars/{id}/move";

    public static string Cancel(Guid id) => $"/seminars/{id}/cancel";

    public static string Poll(Guid id) => $"/seminars/{id}/poll";

    public static string Vote(Guid id) => $"/seminars/{id}/vote";

    public static string Answer(Guid id) => $"/seminars/{id}/answer";

    public static string Answers(Guid id) => $"/seminars/{id}/answers";

    public static string Attendance(Guid id) => $"/seminars/{id}/attendance";

    public static string Minutes(Guid id) => $"/seminars/{id}/minutes";

    public static string Decisions(Guid id) => $"/seminars/{id}/decisions";

    public static string Honorarium(Guid id) => $"/seminars/{id}/honorarium";

    public static string File(Guid id) => $"/seminars/{id}.ics";

    /// <summary>The form for the next meeting like this one.</summary>
    public static string NewFrom(Guid id) => $"{New}?from={id}";

    public static string NewAbout(Guid citizenId) => $"{New}?kind=RoundTable&citizen={citizenId}";
}
