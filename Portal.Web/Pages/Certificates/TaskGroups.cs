using Portal.Data.Certificates;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>Rows under one heading of a work list.</summary>
/// <param name="IsLate">The deadline of all of them has passed.</param>
public sealed record TaskGroup(string Title, IReadOnlyList<CertificateListItem> Items, bool IsLate = false);

/// <summary>Sorts a work list under headings, most urgent first.</summary>
public static class TaskGroups
{
    /// <summary>By deadline: overdue, today, this week, later; what has no deadline comes last.</summary>
    public static IReadOnlyList<TaskGroup> ByDeadline(IReadOnlyList<CertificateListItem> items, Texts texts, When when) =>
        [.. items
            .GroupBy(item => when.UrgencyOf(item.AnswerDueAt))
            .OrderBy(group => group.Key)
            .Select(group => new TaskGroup(Title(group.Key, texts, when), [.. group], group.Key == Urgency.Overdue))];

    /// <summary>For a caseworker: answers to read, what has no basis any more, what to decide about, what clinics should have answered, drafts to finish.</summary>
    public static IReadOnlyList<TaskGroup> ByNextStep(IReadOnlyList<CertificateListItem> items, Texts texts)
    {
        var groups = new List<TaskGroup>
        {
            new(texts["Certificates.GroupAnswers"], [.. items.Where(item => item.Status == CertificateStatus.Answered)]),
            new(texts["Certificates.GroupPaused"], [.. items.Where(item => item.Status == CertificateStatus.Paused)]),
            new(texts["Certificates.GroupDecide"], [.. items.Where(IsToDecide)]),
            new(texts["Certificates.GroupReminderTasks"], [.. items.Where(item => item.ReminderTaskAt is not null)], IsLate: true),
            new(texts["Certificates.GroupOverdueAtClinic"], [.. items.Where(item => item.NextActor == NextActor.Clinic && item.ReminderTaskAt is null)], IsLate: true),
            new(texts["Certificates.GroupDrafts"], [.. items.Where(item => item.Status == CertificateStatus.Draft)]),
        };
        return [.. groups.Where(group => group.Items.Count > 0)];
    }

    private static bool IsToDecide(CertificateListItem item) =>
        item.ReminderTaskAt is null && item.IsOnDesk && item.Status is not (CertificateStatus.Answered or CertificateStatus.Paused);

    private static string Title(Urgency urgency, Texts texts, When when) => urgency switch
    {
        Urgency.Overdue => texts["Certificates.GroupOverdue"],
        Urgency.Today => texts["Certificates.GroupToday", when.Day(when.Today)],
        Urgency.ThisWeek => texts["Certificates.GroupThisWeek"],
        Urgency.Later => texts["Certificates.GroupLater"],
        Urgency.None => texts["Certificates.GroupNoDeadline"],
    };
}
