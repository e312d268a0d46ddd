using Portal.Data;
using Portal.Data.Threads;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Threads;

/// <summary>A thread in words, as the side that looks at it sees it.</summary>
public static class ThreadWords
{
    /// <summary>The name as a list may show it: a protected name is not shown.</summary>
    public static string? Citizen(Texts texts, ThreadListItem item) => item.IsProtected ? texts["Shared.ProtectedCitizen"] : item.CitizenName;

    /// <summary>Who must do something, and what: always said, also when it is nobody.</summary>
    public static string Next(Texts texts, DialogueThread thread)
    {
        var clinic = thread.ClinicPersonName ?? thread.ClinicName;
        var casework = thread.CaseworkerName ?? $"{thread.UnitName}, {thread.MunicipalityName}";
        return thread.Status switch
        {
            ThreadStatus.AwaitingDoctor => texts["Threads.Next.AwaitingDoctor", clinic],
            ThreadStatus.AwaitingCaseworker => texts["Threads.Next.AwaitingCaseworker", casework],
            ThreadStatus.Answered => texts["Threads.Next.Answered", casework],
            ThreadStatus.Redirected => texts["Threads.Next.Redirected", casework, thread.RedirectClinicName ?? ""],
            ThreadStatus.Handled => texts["Threads.Next.Handled"],
            ThreadStatus.Closed => texts["Threads.Next.Closed"],
        };
    }

    /// <summary>Since when, and by when it should have been done; empty when nobody is awaited.</summary>
    public static string Since(Texts texts, When when, ThreadStatus status, DateTime? awaitingSince, DateTime now) =>
        awaitingSince is not { } since || status is ThreadStatus.Handled or ThreadStatus.Closed ? ""
        : ThreadRules.IsOverdue(status, awaitingSince, now) && ThreadRules.DueAt(status, awaitingSince) is { } due
            ? texts["Threads.SinceOverdue", when.Moment(since), when.ShortDay(DanishTime.DayOf(due))]
            : texts["Threads.Since", when.Moment(since)];

    /// <summary>Whose turn it is, short, as a list says it to one side; null for who belongs to neither.</summary>
    public static string Turn(Texts texts, ThreadListItem item, ThreadTurn? viewers) => item.Status switch
    {
        ThreadStatus.Handled or ThreadStatus.Closed => texts.Of(item.Status),
        ThreadStatus.Redirected => texts[viewers == item.NextActor ? "Threads.TurnRedirected" : "Threads.TurnRedirectedThere"],
        ThreadStatus.Answered when viewers == item.NextActor => texts["Threads.TurnRead"],
        _ when viewers == item.NextActor => texts["Threads.TurnOurs"],
        _ => texts["Threads.TurnTheirs", item.NextActor == ThreadTurn.Clinic ? item.ClinicPersonName ?? item.ClinicName : item.CaseworkerName ?? item.UnitName],
    };

    /// <summary>A line that the portal wrote.</summary>
    public static string Line(Texts texts, ThreadMessage message)
    {
        var detail = message.Detail;
        var name = detail.Name ?? "";
        return message.Event!.Value switch
        {
            ThreadEvent.CaseworkerChanged => texts["Threads.Line.CaseworkerChanged", name, detail.Title ?? "", detail.Phone ?? "", detail.Hours ?? ""],
            ThreadEvent.Assigned => detail.Name is null ? texts["Threads.Line.AssignedToAll", message.AuthorName] : texts["Threads.Line.Assigned", message.AuthorName, name],
            ThreadEvent.ConsultantInvited => texts["Threads.Line.ConsultantInvited", message.AuthorName, name, detail.Title ?? ""],
            ThreadEvent.ConsultantLeft => name == message.AuthorName
                ? texts["Threads.Line.ConsultantLeft", name]
                : texts["Threads.Line.ConsultantRemoved", message.AuthorName, name],
            ThreadEvent.Redirected => texts["Threads.Line.Redirected", message.AuthorName, name],
            ThreadEvent.ClinicReplaced => texts["Threads.Line.ClinicReplaced", message.AuthorName, name],
            ThreadEvent.RedirectDeclined => texts["Threads.Line.RedirectDeclined", message.AuthorName],
            ThreadEvent.Handled => texts[message.Side == ThreadSide.Clinic ? "Threads.Line.NothingToAdd" : "Threads.Line.Handled", message.AuthorName],
            ThreadEvent.Closed => texts["Threads.Line.Closed", message.AuthorName],
            ThreadEvent.Reopened => texts["Threads.Line.Reopened", message.AuthorName],
            ThreadEvent.Disputed => texts["Threads.Line.Disputed", message.AuthorName],
            ThreadEvent.DisputeStep => texts["Threads.Line.DisputeStep", message.AuthorName, detail.Step is { } step ? texts.Of(step) : ""],
            ThreadEvent.DisputeResolved => texts["Threads.Line.DisputeResolved", message.AuthorName, detail.Outcome is { } outcome ? texts.Of(outcome) : ""],
        };
    }

    /// <summary>The icon of a line that the portal wrote.</summary>
    public static string Icon(ThreadEvent what) => what switch
    {
        ThreadEvent.CaseworkerChanged or ThreadEvent.Assigned => "person",
        ThreadEvent.ConsultantInvited => "person-add",
        ThreadEvent.ConsultantLeft => "person-remove",
        ThreadEvent.Redirected or ThreadEvent.ClinicReplaced or ThreadEvent.RedirectDeclined => "forward",
        ThreadEvent.Handled or ThreadEvent.Closed => "check",
        ThreadEvent.Reopened => "refresh",
        ThreadEvent.Disputed or ThreadEvent.DisputeStep or ThreadEvent.DisputeResolved => "flag",
    };

    /// <summary>Two letters for the round sign beside a message.</summary>
    public static string Initials(string name)
    {
        var parts = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0 ? "" : $"{parts[0][..1]}{(parts.Length > 1 ? parts[^1][..1] : "")}".ToUpperInvariant();
    }

    /// <summary>Who has read a message, and when: »Læst af Anna Holm i dag kl. 10.42«.</summary>
    public static string Seen(Texts texts, When when, IReadOnlyList<ThreadReceipt> readBy) =>
        texts["Threads.ReadBy", string.Join(", ", readBy.Select(receipt => $"{receipt.Name} {when.Moment(receipt.ReadAt)}"))];

    /// <summary>To whom one writes.</summary>
    public static string Receiver(Texts texts, DialogueThread thread) => thread.Sight.Side switch
    {
        ThreadSide.Municipality => thread.ClinicPersonName ?? thread.ClinicName,
        ThreadSide.Clinic => thread.CaseworkerName ?? $"{thread.UnitName}, {thread.MunicipalityName}",
        ThreadSide.Consultant => texts["Threads.Both"],
    };

    /// <summary>A certificate's name with the code that doctors know it by.</summary>
    public static string Certificate(string? code, string? nameDa, string? nameEn) => string.Join(' ', new[] { code, Texts.IsDanish ? nameDa : nameEn }.OfType<string>());
}
