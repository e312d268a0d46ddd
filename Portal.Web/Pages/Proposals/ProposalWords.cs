using Portal.Data;
using Portal.Data.Proposals;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Proposals;

/// <summary>A proposal in words, as the side that looks at it sees it.</summary>
public static class ProposalWords
{
    /// <summary>The name as a list may show it: a protected name is not shown.</summary>
    public static string Patient(Texts texts, ProposalListItem item) => item.IsProtected ? texts["Shared.ProtectedCitizen"] : item.PatientName;

    /// <summary>By when, or since when.</summary>
    public static string Moment(Texts texts, When when, ProposalListItem item) =>
        item.LastWordAt is { } last ? when.Moment(last)
        : item.AnsweredAt is { } answered ? when.Moment(answered)
        : texts["Proposals.AnswerBy", when.Deadline(item.DueAt)];

    /// <summary>What has happened last. What the municipality makes of it the doctor learns from its answer.</summary>
    public static string State(Texts texts, ProposalListItem item, bool viewerIsClinic) =>
        item.LastWordAt is not null ? texts[viewerIsClinic ? "Proposals.StateLastWordSent" : "Proposals.StateLastWord"]
        : item.NextActor == ProposalTurn.Clinic ? texts[viewerIsClinic ? "Proposals.StateUnread" : "Proposals.StateNotRead"]
        : item.AnsweredAt is not null && item.Triage is { } triage ? texts.Of(triage)
        : viewerIsClinic && item.Status == ProposalStatus.Triaged ? texts.Of(ProposalStatus.ReceivedByMunicipality)
        : texts.Of(item.Status);

    public static Urgency Urgency(When when, ProposalListItem item) => item.AnsweredAt is null ? when.UrgencyOf(item.DueAt) : Infrastructure.Urgency.None;

    /// <summary>Such as »mandag 30. nov.«: the day of the promise, whether it lies ahead or behind.</summary>
    public static string PromisedDay(When when, DateTime dueAt) => when.UrgencyOf(dueAt) == Infrastructure.Urgency.Overdue ? when.Day(DanishTime.DayOf(dueAt)) : when.Deadline(dueAt);
}
