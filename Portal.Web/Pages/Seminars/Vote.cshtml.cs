using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Polls;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Seminars;

/// <summary>One's own votes on a page of its own: where mails lead, and where the form stands again when a date was left out.</summary>
public sealed class VoteModel(PollService service, PollRepository polls, SeminarRepository seminars, CurrentUser user, Texts texts) : SeminarPageModel
{
    private const string Prefix = "vote-";

    public PollBoxModel Box { get; private set; } = null!;

    public Banner? Banner { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => Box = await PollBoxModel.ReadAsync(polls, Seminar, user.Acting(), ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var votes = new Dictionary<Guid, SlotChoice>();
        foreach (var (name, value) in Request.Form.Where(field => field.Key.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            if (Guid.TryParseExact(name[Prefix.Length..], "n", out var slotId) && Enum.TryParse<SlotChoice>(value, out var choice) && Enum.IsDefined(choice))
            {
                votes[slotId] = choice;
            }
        }

        var outcome = await service.VoteAsync(Seminar.Id, votes, user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(SeminarLinks.Done(Seminar.Id, "voted"));
        }

        if (outcome.Kind == OutcomeKind.NotFound || await seminars.FindAsync(Seminar.Id, user.Acting(), ct) is not { } now)
        {
            return NotFound();
        }

        Seminar = now;
        Box = await PollBoxModel.ReadAsync(polls, now, user.Acting(), ct);
        Box = Box with { Choices = votes, Errors = outcome.Errors };
        Banner = outcome.Kind == OutcomeKind.ChangedByOther ? new Banner(texts["Invitations.DatesChanged"], IsWarning: true)
            : outcome.Reason is { } reason ? new Banner(texts[reason], IsWarning: true)
            : null;
        return this.PageAfter(outcome);
    }
}
