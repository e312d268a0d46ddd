using System.Globalization;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Directory;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>A row of a caseworker's list in words.</summary>
public static class WorkWords
{
    /// <summary>Whom the certificate waits for.</summary>
    public static string WaitsFor(Texts texts, CertificateListItem item, Viewer viewer) => item.NextActor switch
    {
        NextActor.Caseworker => item.CaseworkerId == viewer.PersonId ? texts["Worklist.You"] : item.CaseworkerName,
        NextActor.Clinic => texts["Worklist.Clinic"],
        NextActor.Consultant => texts["Worklist.Consultant"],
        NextActor.Nobody => texts["Worklist.Nobody"],
    };

    /// <summary>What is to be done, where the caseworker must do it; else how far it is.</summary>
    public static string Step(Texts texts, CertificateListItem item) =>
        item.ReminderTaskAt is not null ? texts["Worklist.StepRemind"]
        : item.ReassessTaskAt is not null ? texts["Worklist.StepReassess"]
        : item.Status switch
        {
            CertificateStatus.Draft => texts["Worklist.StepDraft"],
            CertificateStatus.Answered => texts["Worklist.StepAnswered"],
            CertificateStatus.Paused => texts["Worklist.StepPaused"],
            CertificateStatus.DeliveryFailed => texts["Worklist.StepDeliveryFailed"],
            CertificateStatus.Clarifying => texts["Worklist.StepClarify"],
            CertificateStatus.NoShow => texts["Worklist.StepNoShow"],
            CertificateStatus.Declined => texts["Worklist.StepDeclined"],
            CertificateStatus.Retracted => texts["Worklist.StepRetracted"],
            CertificateStatus.Returned when item.NextActor == NextActor.Caseworker => texts["Worklist.StepDisputed"],
            CertificateStatus.Withdrawn when item.NextActor == NextActor.Caseworker => texts["Worklist.StepLateAnswer"],
            CertificateStatus.InConsultation or CertificateStatus.Sent or CertificateStatus.Received or CertificateStatus.Accepted or CertificateStatus.Booked
                or CertificateStatus.InProgress or CertificateStatus.ComplementRequested or CertificateStatus.Returned or CertificateStatus.Approved
                or CertificateStatus.Closed or CertificateStatus.Withdrawn or CertificateStatus.Discarded => texts.Of(item.Status),
        };

    /// <summary>A number of things that wait; it is counted no further than people care.</summary>
    public static string Number(int count) => count >= WorkCounts.Most ? $"{WorkCounts.Most - 1}+" : count.ToString(CultureInfo.InvariantCulture);

    /// <summary>How many days nobody has touched it.</summary>
    public static string Age(Texts texts, When when, CertificateListItem item) =>
        AgeDays(when.Today, item) is > 0 and var days ? texts.Count("Worklist.Days", days) : When.Capital(texts["Shared.Today"]);

    /// <summary>Days since somebody touched it, by the calendar in Denmark.</summary>
    public static int AgeDays(DateOnly today, CertificateListItem item) => today.DayNumber - DanishTime.DayOf(item.ChangedAt).DayNumber;
}
