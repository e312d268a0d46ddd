using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Certificates.Reminders;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>A certificate in words.</summary>
public static class CertificateWords
{
    public static string TypeName(CertificateListItem item) => Texts.IsDanish ? item.TypeNameDa : item.TypeNameEn;

    /// <summary>The citizen's name as a list may show it: a protected name is not shown.</summary>
    public static string Citizen(Texts texts, CertificateListItem item) => item.IsProtected ? texts["Shared.ProtectedCitizen"] : item.CitizenName;

    /// <summary>What the row's one button says: the next step of the one who must take it.</summary>
    public static string NextStep(Texts texts, CertificateListItem item, bool viewerIsClinic) => item.ReminderTaskAt is not null && !viewerIsClinic ? texts["Certificates.StepDecide"] : item.Status switch
    {
        CertificateStatus.Draft => texts["Certificates.StepFinish"],
        CertificateStatus.Sent or CertificateStatus.Received => viewerIsClinic ? texts["Certificates.StepAnswer"] : texts["Certificates.StepSee"],
        CertificateStatus.InProgress => viewerIsClinic ? texts["Certificates.StepContinue"] : texts["Certificates.StepSee"],
        CertificateStatus.Answered => viewerIsClinic ? texts["Certificates.StepSee"] : texts["Certificates.StepRead"],
        CertificateStatus.InConsultation or CertificateStatus.Paused or CertificateStatus.Withdrawn
            or CertificateStatus.Approved or CertificateStatus.Closed or CertificateStatus.Discarded => texts["Certificates.StepSee"],
    };

    /// <summary>The day in the row: the deadline while the clinic works, else when the last step was.</summary>
    public static string DayOf(Texts texts, When when, CertificateListItem item) => item.Status switch
    {
        CertificateStatus.Draft => texts["Certificates.DraftSince", when.ShortDay(DanishTime.DayOf(item.SortAt))],
        CertificateStatus.Sent or CertificateStatus.Received or CertificateStatus.InProgress =>
            item.AnswerDueAt is { } due ? When.Capital(when.Deadline(due)) : texts["Certificates.NoDeadline"],
        CertificateStatus.InConsultation or CertificateStatus.Paused or CertificateStatus.Withdrawn
            or CertificateStatus.Answered or CertificateStatus.Approved or CertificateStatus.Closed or CertificateStatus.Discarded =>
            When.Capital(when.Moment(item.SortAt)),
    };

    /// <summary>What is special about a row: that the answer was late; while the clinic works, the consultation and the last reminder.</summary>
    public static IReadOnlyList<string> Notes(Texts texts, When when, CertificateListItem item)
    {
        if (item.WasLate)
        {
            return [texts["Certificates.SentLate"]];
        }

        var notes = new List<string>();
        if (item.ConsultationOn is { } day && item.NextActor == NextActor.Clinic)
        {
            notes.Add(day == when.Today ? texts["Certificates.ConsultationToday"] : texts["Certificates.ConsultationOn", when.ShortDay(day)]);
        }

        if (item.RemindedAt is { } at && item.NextActor == NextActor.Clinic)
        {
            notes.Add(texts["Certificates.RemindedOn", when.ShortDay(DanishTime.DayOf(at))]);
        }

        return notes;
    }

    /// <summary>One line of what was done to get an answer.</summary>
    public static string Of(Texts texts, When when, Reminder reminder) =>
        texts[$"Certificates.Reminder.{reminder.Kind}", reminder.ByName ?? "", reminder.UntilOn is { } day ? when.ShortDay(day) : ""];
}
