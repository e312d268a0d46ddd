using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Polls;

namespace Portal.Web.Pages.Seminars;

/// <summary>The dates that are offered, and what the viewer has said to them. What others have said is not shown.</summary>
public sealed record PollBoxModel
{
    public required Seminar Seminar { get; init; }

    /// <summary>In the order of time.</summary>
    public required IReadOnlyList<PollSlot> Slots { get; init; }

    /// <summary>What was chosen in the form, when it is shown again; else what the viewer has said. By the date's id.</summary>
    public required IReadOnlyDictionary<Guid, SlotChoice> Choices { get; init; }

    /// <summary>Whether the viewer has answered before.</summary>
    public bool HasVoted { get; init; }

    /// <summary>Null when the viewer may vote now; else why not.</summary>
    public Refusal? WhyNot { get; init; }

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    public static async Task<PollBoxModel> ReadAsync(PollRepository polls, Seminar seminar, ActionContext viewer, CancellationToken ct)
    {
        var poll = await polls.ReadAsync(seminar.Id, ct);
        var offered = poll.Offered.ToList();
        var mine = poll.Votes.Where(vote => vote.PersonId == viewer.PersonId && offered.Any(slot => slot.Id == vote.SlotId)).ToDictionary(vote => vote.SlotId, vote => vote.Choice);
        return new PollBoxModel
        {
            Seminar = seminar,
            Slots = offered,
            Choices = mine,
            HasVoted = mine.Count > 0,
            WhyNot = SeminarRules.WhyNot(seminar, SeminarAction.Vote, viewer, viewer.At),
        };
    }
}
