using System.Globalization;
using Portal.Data;
using Portal.Data.Seminars;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Seminars;

/// <summary>Answers and dates in words. Who waits is never told that they are registered.</summary>
public static class InvitationWords
{
    private const string TimeFormat = "HH':'mm";

    public static string Icon(RegistrationStatus status) => status switch
    {
        RegistrationStatus.Registered => "success",
        RegistrationStatus.Waitlisted => "hourglass",
        RegistrationStatus.Offered => "calendar-month",
        RegistrationStatus.Lapsed => "warning",
        RegistrationStatus.Declined or RegistrationStatus.OtherTime => "info",
    };

    /// <summary>Where the viewer's answer stands, in one sentence.</summary>
    public static string State(Texts texts, When when, MyAnswerModel model, RegistrationStatus status) => status switch
    {
        RegistrationStatus.Registered => texts["Invitations.State.Registered"],
        RegistrationStatus.Waitlisted => texts["Invitations.State.Waitlisted", model.NumberInLine ?? 1],
        RegistrationStatus.Offered => model.Mine?.ClaimBy is { } until ? texts["Invitations.State.Offered", Until(when, until)] : texts["Invitations.State.OfferedOpen"],
        RegistrationStatus.Lapsed => texts["Invitations.State.Lapsed"],
        RegistrationStatus.Declined => texts["Invitations.State.Declined"],
        RegistrationStatus.OtherTime => texts["Invitations.State.OtherTime"],
    };

    /// <returns>Null when the sentence says it all.</returns>
    public static string? Explanation(Texts texts, MyAnswerModel model, RegistrationStatus status) => status switch
    {
        RegistrationStatus.Waitlisted => texts["Invitations.Explain.Waitlisted"],
        RegistrationStatus.Offered => texts["Invitations.Explain.Offered"],
        RegistrationStatus.Lapsed => texts["Invitations.Explain.Lapsed"],
        RegistrationStatus.OtherTime => texts["Invitations.Explain.OtherTime", model.Seminar.OwnerName],
        RegistrationStatus.Registered or RegistrationStatus.Declined => null,
    };

    /// <summary>Such as »fredag 27. november kl. 15.00«.</summary>
    /// <param name="instant">UTC.</param>
    public static string Until(When when, DateTime instant) => $"{when.LongDay(DanishTime.DayOf(instant))} {when.Clock(instant)}";

    /// <summary>The look of a choice's tag.</summary>
    public static string Style(SlotChoice choice) => choice switch
    {
        SlotChoice.Yes => "tag--ok",
        SlotChoice.IfNeedBe => "tag--soon",
        SlotChoice.No => "tag--late",
    };

    /// <summary>A clock time as browsers give it: »15:30«; people type »15.30«, too.</summary>
    /// <returns>Null when the text is no time.</returns>
    public static TimeOnly? ReadTime(string? text) =>
        TimeOnly.TryParseExact(text?.Trim().Replace('.', ':'), ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    public static string TimeText(TimeOnly? time) => time?.ToString(TimeFormat, CultureInfo.InvariantCulture) ?? "";
}
