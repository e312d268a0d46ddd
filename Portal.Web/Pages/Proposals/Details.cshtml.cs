using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Citizens.Folder;
using Portal.Data.Directory;
using Portal.Data.Handovers;
using Portal.Data.Proposals;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Citizens;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Proposals;

/// <summary>One proposal and the words about it: the doctor's, the municipality's, and the doctor's last.</summary>
public sealed class DetailsModel(
    ProposalService service, ProposalRepository proposals, CaseHandoverRepository handovers, FolderRepository folder, CurrentUser user, Texts texts)
    : ProposalPageModel
{
    private const int MostRequests = 50;

    // What a page before this one may say was done; anything else in the address says nothing.
    private static readonly string[] Deeds = ["sent", "triaged", "answered", "linked", "last-word"];

    /// <summary>The municipality's answer as it stands in the form.</summary>
    public ProposalAnswerInput Answer { get; private set; } = new();

    public string LastWord { get; private set; } = "";

    public Guid? CaseworkerId { get; private set; }

    /// <summary>Whom the coordinator may give it to.</summary>
    public IReadOnlyList<CaseTaker> Takers { get; private set; } = [];

    /// <summary>What has been asked for about the citizen since the proposal came.</summary>
    public IReadOnlyList<FolderCertificate> Requests { get; private set; } = [];

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    /// <summary>The whole number, when it was asked for.</summary>
    public string? Cpr { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? done, CancellationToken ct)
    {
        Proposal = await service.ViewAsync(Proposal, user.Acting(), ct);
        Answer = new ProposalAnswerInput { Triage = Proposal.Facts.Triage, RequestId = Proposal.RequestId };
        Banner = Deeds.Contains(done) ? new Banner(texts[$"Proposals.Done.{done}", Proposal.MunicipalityName]) : null;
        return await DrawAsync(ct);
    }

    public async Task<IActionResult> OnPostShowCprAsync(CancellationToken ct)
    {
        if (await service.ShowCprAsync(Proposal.Id, user.Acting(), ct) is not { } cpr)
        {
            return NotFound();
        }

        Cpr = CprWords.Grouped(cpr);
        Answer = new ProposalAnswerInput { Triage = Proposal.Facts.Triage, RequestId = Proposal.RequestId };
        return Request.IsFetch() ? new JsonResult(new { cpr = Cpr }) : await DrawAsync(ct);
    }

    public async Task<IActionResult> OnPostAssignAsync(int version, CancellationToken ct)
    {
        CaseworkerId = Id("caseworkerId");
        var outcome = await service.AssignAsync(Proposal.Id, version, CaseworkerId, user.Acting(), ct);
        return outcome.IsDone ? LocalRedirect(ProposalLinks.Assigned) : await AgainAsync(outcome, ct);
    }

    public async Task<IActionResult> OnPostTriageAsync(int version, CancellationToken ct) =>
        await ShowAsync(await service.TriageAsync(Proposal.Id, version, ReadAnswer(), user.Acting(), ct), "triaged", ct);

    public async Task<IActionResult> OnPostAnswerAsync(int version, CancellationToken ct) =>
        await ShowAsync(await service.AnswerAsync(Proposal.Id, version, ReadAnswer(), user.Acting(), ct), "answered", ct);

    public async Task<IActionResult> OnPostLinkAsync(int version, CancellationToken ct)
    {
        Answer = new ProposalAnswerInput { RequestId = Id("requestId") };
        return await ShowAsync(await service.LinkRequestAsync(Proposal.Id, version, Answer.RequestId, user.Acting(), ct), "linked", ct);
    }

    public async Task<IActionResult> OnPostLastWordAsync(int version, string? lastWord, CancellationToken ct)
    {
        LastWord = TextRules.Clean(lastWord);
        return await ShowAsync(await service.AddLastWordAsync(Proposal.Id, version, LastWord, user.Acting(), ct), "last-word", ct);
    }

    /// <summary>Whether the viewer may do something now: the page offers what the service allows.</summary>
    public bool May(ProposalAction action) => SocialProposalRules.WhyNot(Proposal, action, user.Acting()) is null;

    private ProposalAnswerInput ReadAnswer() => Answer = new ProposalAnswerInput
    {
        Triage = Enum.TryParse<ProposalTriage>(Request.Form["triage"], out var triage) && Enum.IsDefined(triage) ? triage : null,
        Words = TextRules.Clean(Request.Form["words"]),
        RequestId = Id("requestId"),
    };

    /// <summary>An id of the form; what is no id is nobody's, and the service says so.</summary>
    private Guid? Id(string field) => Request.Form[field].ToString() is { Length: > 0 } text ? Guid.TryParse(text, out var id) ? id : Guid.Empty : null;

    private async Task<IActionResult> ShowAsync(Outcome outcome, string deed, CancellationToken ct) =>
        outcome.IsDone ? LocalRedirect(ProposalLinks.Done(Proposal.Id, deed)) : await AgainAsync(outcome, ct);

    /// <summary>The page again, after what was asked for could not be done; it stands on what others have done meanwhile, and keeps what was typed.</summary>
    private async Task<IActionResult> AgainAsync(Outcome outcome, CancellationToken ct)
    {
        if (outcome.Kind == OutcomeKind.NotFound || await proposals.FindAsync(Proposal.Id, user.Acting(), ct) is not { } now)
        {
            return NotFound();
        }

        Proposal = now;
        Banner = outcome.Kind == OutcomeKind.ChangedByOther ? new Banner(texts["Proposals.ChangedMeanwhile", now.ChangedByName], IsWarning: true)
            : outcome.Reason is { } reason ? new Banner(texts[reason], IsWarning: true)
            : null;
        Errors = outcome.Errors;
        await DrawAsync(ct);
        return this.PageAfter(outcome);
    }

    private async Task<IActionResult> DrawAsync(CancellationToken ct)
    {
        if (May(ProposalAction.Assign))
        {
            Takers = await handovers.ListTakersAsync(Proposal.MunicipalityId, ct);
        }

        if (user.Role.IsCasework() && Proposal.CitizenId is { } citizen && (May(ProposalAction.Answer) || May(ProposalAction.LinkRequest)))
        {
            var own = await folder.ListOwnAsync(citizen, MostRequests, user.Acting(), ct);
            Requests = [.. own.Where(request => request.SentAt >= Proposal.Facts.SentAt)];
        }

        return Page();
    }
}
