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
    public static string NextStep(Texts texts, CertificateListItem item, bool viewerIsClinic) =>
        texts[viewerIsClinic ? ClinicStep(item) : CaseworkStep(item)];

    private static string ClinicStep(CertificateListItem item) => item.Status switch
    {
        CertificateStatus.Sent or CertificateStatus.Received or CertificateStatus.Accepted or CertificateStatus.Booked => "Certificates.StepAnswer",
        CertificateStatus.InProgress => item.ReadyToSignAt is null ? "Certificates.StepContinue" : "Certificates.StepSign",
        CertificateStatus.ComplementRequested => "Certificates.StepComplement",
        CertificateStatus.Returned => "Certificates.StepReturned",
        CertificateStatus.Draft or CertificateStatus.InConsultation or CertificateStatus.DeliveryFailed or CertificateStatus.Clarifying or CertificateStatus.NoShow
            or CertificateStatus.Answered or CertificateStatus.Approved or CertificateStatus.Closed or CertificateStatus.Paused or CertificateStatus.Declined
            or CertificateStatus.Withdrawn or CertificateStatus.Retracted or CertificateStatus.Discarded => "Certificates.StepSee",
    };

    private static string CaseworkStep(CertificateListItem item) => item.ReminderTaskAt is not null || item.ReassessTaskAt is not null ? "Certificates.StepDecide" : item.Status switch
    {
        CertificateStatus.Draft => "Certificates.StepFinish",
        CertificateStatus.Answered => "Certificates.StepRead",
        CertificateStatus.Clarifying => "Certificates.StepClarify",
        CertificateStatus.DeliveryFailed or CertificateStatus.NoShow or CertificateStatus.Declined or CertificateStatus.Paused => "Certificates.StepDecide",
        CertificateStatus.Returned or CertificateStatus.Withdrawn or CertificateStatus.Retracted =>
            item.NextActor == NextActor.Caseworker ? "Certificates.StepDecide" : "Certificates.StepSee",
        CertificateStatus.InConsultation or CertificateStatus.Sent or CertificateStatus.Received or CertificateStatus.Accepted or CertificateStatus.Booked
            or CertificateStatus.InProgress or CertificateStatus.ComplementRequested or CertificateStatus.Approved or CertificateStatus.Closed
            or CertificateStatus.Discarded => "Certificates.StepSee",
    };

    /// <summary>The day in the row: the deadline while the clinic works, else when the last step was.</summary>
    public static string DayOf(Texts texts, When when, CertificateListItem item) => item switch
    {
        { Status: CertificateStatus.Draft } => texts["Certificates.DraftSince", when.ShortDay(DanishTime.DayOf(item.SortAt))],
        { NextActor: NextActor.Clinic } => item.AnswerDueAt is { } due ? When.Capital(when.Deadline(due)) : texts["Certificates.NoDeadline"],
        _ => When.Capital(when.Moment(item.SortAt)),
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

        if (item.IsNewVersion)
        {
            notes.Add(texts["Certificates.NewVersionOfRequest"]);
        }

        if (item.ReadyToSignAt is not null && item.NextActor == NextActor.Clinic)
        {
            notes.Add(texts["Certificates.ReadyToSign"]);
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
