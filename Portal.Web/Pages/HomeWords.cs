using Portal.Data.Certificates;
using Portal.Data.Directory;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages;

/// <summary>The one sentence under the heading: what to do now, and what can wait.</summary>
public static class HomeWords
{
    public static string Lead(Texts texts, When when, CurrentUser user, IndexModel page) => user.Role switch
    {
        Role.Gp or Role.ClinicStaff => ForClinic(texts, when, page.Tasks),
        Role.Caseworker or Role.Coordinator => ForCasework(texts, page.Tasks),
        Role.MedicalConsultant => page.Sparrings.Count == 0 ? texts["Home.LeadConsultant"] : texts.Count("Home.LeadConsultantSome", page.Sparrings.Count),
        Role.Administrator => page.ClinicsWithoutDoctor.Count == 0
            ? texts["Home.LeadAdministratorNone"]
            : texts.Count("Home.LeadAdministrator", page.ClinicsWithoutDoctor.Count),
        Role.Auditor => texts.Count("Home.LeadAuditor", page.Actions.Sum(action => action.Count)),
    };

    /// <summary>A kind of act in the log, in words.</summary>
    public static string Action(Texts texts, string action) => texts[$"Home.Action.{action}"];

    private static string ForClinic(Texts texts, When when, IReadOnlyList<CertificateListItem> tasks)
    {
        var now = tasks.Count(task => when.UrgencyOf(task.AnswerDueAt) is Urgency.Overdue or Urgency.Today);
        var next = tasks.FirstOrDefault(task => when.UrgencyOf(task.AnswerDueAt) is Urgency.ThisWeek or Urgency.Later);
        var first = now == 0 ? texts["Home.NothingToday"] : texts.Count("Home.SendToday", now);
        return next?.AnswerDueAt is { } due ? $"{first} {texts[now == 0 ? "Home.NextIs" : "Home.RestCanWait", when.Deadline(due)]}" : first;
    }

    private static string ForCasework(Texts texts, IReadOnlyList<CertificateListItem> tasks)
    {
        var answers = tasks.Count(task => task.Status == CertificateStatus.Answered);
        var decisions = tasks.Count(task => task.IsOnDesk && task.Status != CertificateStatus.Answered);
        var overdue = tasks.Count(task => task.NextActor == NextActor.Clinic && task.ReminderTaskAt is null);
        string?[] sentences =
        [
            answers == 0 ? texts["Home.NoAnswers"] : texts.Count("Home.AnswersToRead", answers),
            decisions == 0 ? null : texts.Count("Home.ToDecide", decisions),
            overdue == 0 ? null : texts.Count("Home.OverdueAtClinic", overdue),
        ];
        return string.Join(' ', sentences.OfType<string>());
    }
}
