using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Answers;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Seminars;

/// <summary>One's own answer on a page of its own: where mails lead, and where the form stands again when something was wrong with it.</summary>
public sealed class AnswerModel(RegistrationService service, RegistrationRepository registrations, SeminarRepository seminars, CurrentUser user, Texts texts) : SeminarPageModel
{
    public MyAnswerModel Mine { get; private set; } = null!;

    public Banner? Banner { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => Mine = await MyAnswerModel.ReadAsync(registrations, Seminar, user.Acting(), ct);

    public async Task<IActionResult> OnPostAnswerAsync(int round, string? answer, string? note, string? substituteName, CancellationToken ct)
    {
        var input = new SeminarAnswerInput
        {
            Round = round,
            Answer = Enum.TryParse<InvitationAnswer>(answer, out var chosen) && Enum.IsDefined(chosen) ? chosen : null,
            Note = TextRules.Clean(note),
            // Who sends somebody else and then does not come at all, sends nobody.
            SubstituteName = chosen == InvitationAnswer.Coming ? TextRules.Clean(substituteName) : "",
        };
        return await AfterAsync(await service.AnswerAsync(Seminar.Id, input, user.Acting(), ct), "answered", input, ct);
    }

    public async Task<IActionResult> OnPostClaimAsync(int round, CancellationToken ct) =>
        await AfterAsync(await service.ClaimAsync(Seminar.Id, round, user.Acting(), ct), "answered", null, ct);

    public async Task<IActionResult> OnPostGiveUpAsync(int round, CancellationToken ct) =>
        await AfterAsync(await service.DeclineOfferAsync(Seminar.Id, round, user.Acting(), ct), "answered", null, ct);

    /// <summary>The meeting, with where the answer stands now; or this page again, with what was typed.</summary>
    private async Task<IActionResult> AfterAsync(Outcome outcome, string deed, SeminarAnswerInput? typed, CancellationToken ct)
    {
        if (outcome.IsDone)
        {
            return LocalRedirect(SeminarLinks.Done(Seminar.Id, deed));
        }

        if (outcome.Kind == OutcomeKind.NotFound || await seminars.FindAsync(Seminar.Id, user.Acting(), ct) is not { } now)
        {
            return NotFound();
        }

        Seminar = now;
        Mine = await MyAnswerModel.ReadAsync(registrations, now, user.Acting(), ct);
        if (typed is not null)
        {
            Mine = Mine with { Input = typed with { Round = now.Round }, Errors = outcome.Errors, IsOpen = true };
        }

        Banner = outcome.Kind == OutcomeKind.ChangedByOther ? new Banner(texts["Invitations.MovedMeanwhile"], IsWarning: true)
            : outcome.Reason is { } reason ? new Banner(texts[reason], IsWarning: true)
            : null;
        return this.PageAfter(outcome);
    }
}
