using Portal.Data;
using Portal.Data.Directory.Hours;
using Portal.Data.Seminars;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Seminars;

/// <summary>Meetings in words.</summary>
public static class SeminarWords
{
    /// <summary>How the viewer stands to a meeting, with the look of its tag. Who waits is never told that they are registered.</summary>
    /// <param name="now">UTC.</param>
    public static (string Text, string Class)? MyState(Texts texts, When when, SeminarListItem item, DateTime now) => (item.Status, item.MyStatus) switch
    {
        (SeminarStatus.Cancelled, _) => (texts.Of(SeminarStatus.Cancelled), "tag--late"),
        (SeminarStatus.Draft, _) => (texts.Of(SeminarStatus.Draft), ""),
        (SeminarStatus.DatePoll, _) => item.HasVoted ? (texts["Seminars.Voted"], "tag--ok") : (texts["Seminars.VoteBy", when.Deadline(item.PollDeadline ?? now)], "tag--soon"),
        (SeminarStatus.Announced, _) when item.EndsAt <= now => item.IsOwner ? (texts["Seminars.AttendanceMissing"], "tag--soon") : null,
        (SeminarStatus.Announced, RegistrationStatus.Offered) => (texts["Seminars.TakeBy", when.Deadline(item.MyClaimBy ?? now)], "tag--soon"),
        (SeminarStatus.Announced, { } mine) => (texts.Of(mine), mine == RegistrationStatus.Registered ? "tag--ok" : ""),
        (SeminarStatus.Announced, null) => item.IsInvited && item.ReplyBy is { } reply ? (texts["Seminars.ReplyBy", when.Deadline(reply)], reply < now ? "tag--late" : "tag--soon") : null,
        var (status, _) => (texts.Of(status), status == SeminarStatus.MinutesPublished ? "tag--ok" : ""),
    };

    /// <summary>What the button of a line says.</summary>
    public static string ActKey(SeminarListItem item) => (item.Status, item.MyStatus, item.IsInvited) switch
    {
        (SeminarStatus.DatePoll, _, _) when !item.HasVoted && !item.IsOwner => "Seminars.ToVote",
        (SeminarStatus.Announced, null, true) when !item.IsOwner => "Seminars.ToAnswer",
        _ => "Seminars.ToSee",
    };

    /// <summary>Day and time of a line, or how the day is being found.</summary>
    public static string When(Texts texts, When when, SeminarListItem item) =>
        item is { StartsAt: { } starts, EndsAt: { } ends } ? Time(texts, when, starts, ends)
        : item.Status == SeminarStatus.DatePoll ? texts["Seminars.DayByPoll"]
        : texts["Seminars.DayOpen"];

    /// <summary>Such as »tirsdag 12. januar 2027 kl. 15.30–17.00«.</summary>
    /// <param name="starts">UTC.</param>
    /// <param name="ends">UTC.</param>
    public static string Time(Texts texts, When when, DateTime starts, DateTime ends) =>
        texts["Seminars.TimeOf", Infrastructure.When.Capital(when.LongDay(DanishTime.DayOf(starts))), when.Clock(starts), Infrastructure.When.ClockAlone(ends)];

    /// <summary>Where it is, in a line: name and address.</summary>
    public static string Where(Texts texts, MeetingPlace place) =>
        place.Kind == PlaceKind.Online ? texts.Of(PlaceKind.Online)
        : string.Join(", ", new[] { place.Name, place.Address }.Where(part => part.Length > 0));

    /// <summary>Why a time does not suit a clinic, such as »konsultation 8.00–12.00«.</summary>
    public static string Why(Texts texts, HoursConflict conflict) => conflict.Kind switch
    {
        ConflictKind.Consultation or ConflictKind.Phone or ConflictKind.Break or ConflictKind.OtherMeeting =>
            texts[$"Seminars.Conflict.{conflict.Kind}", Clock(conflict.FromMinute), Clock(conflict.ToMinute)],
        ConflictKind.Closed => conflict.Reason.Length == 0 ? texts["Seminars.Conflict.Closed"] : texts["Seminars.Conflict.ClosedFor", conflict.Reason],
        ConflictKind.Unknown or ConflictKind.TooFar => texts[$"Seminars.Conflict.{conflict.Kind}"],
    };

    /// <summary>The items of an agenda, each with the instant (UTC) at which it begins; null when the meeting has no time.</summary>
    public static IEnumerable<(AgendaItem Item, DateTime? At)> Clocks(Seminar seminar)
    {
        var at = seminar.Facts.StartsAt;
        foreach (var item in seminar.Agenda)
        {
            yield return (item, at);
            at = at?.AddMinutes(item.Minutes);
        }
    }

    /// <summary>What is in an item for whom, the reader's own line first.</summary>
    public static IEnumerable<(string Label, string Words, bool IsMine)> Sides(Texts texts, AgendaItem item, bool isClinic)
    {
        var doctor = (texts["Seminars.ForDoctor"], item.ForDoctor, isClinic);
        var caseworker = (texts["Seminars.ForCaseworker"], item.ForCaseworker, !isClinic);
        return new[] { isClinic ? doctor : caseworker, isClinic ? caseworker : doctor }.Where(side => side.Item2.Length > 0);
    }

    private static string Clock(int minutes) => Texts.IsDanish ? $"{minutes / 60}.{minutes % 60:00}" : $"{minutes / 60}:{minutes % 60:00}";
}
