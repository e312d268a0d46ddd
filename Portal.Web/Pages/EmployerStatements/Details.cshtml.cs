using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Attachments;
using Portal.Data.Audit;
using Portal.Data.Directory;
using Portal.Data.EmployerStatements;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Citizens;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.EmployerStatements;

/// <summary>One employer's statement: for its clinic what is to be done with it, for casework the document that was shared.</summary>
public sealed class DetailsModel(
    EmployerStatementService service, EmployerStatementRepository statements, AttachmentRepository attachments, DirectoryRepository directory,
    AuditLog audit, CurrentUser user, Texts texts)
    : StatementPageModel
{
    private const int MostOthers = 10;

    // What a page before this one may say was done; anything else in the address says nothing.
    private static readonly string[] Deeds =
        ["begun", "saved", "completed", "returned", "booked", "issued", "shared", "renewed", "lapsed", "attached", "detached"];

    /// <summary>Null for casework.</summary>
    public StatementView? View { get; private set; }

    /// <summary>The papers of a statement that is shared.</summary>
    public IReadOnlyList<Attachment> Paper { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? done, CancellationToken ct)
    {
        if (Found.Own is { } own)
        {
            View = await DrawAsync(own, ct) with { Banner = Deeds.Contains(done) ? new Banner(texts[$"EmployerStatements.Done.{done}"]) : null };
        }
        else
        {
            Paper = await attachments.ListForStatementAsync(Found.Document.Id, ct);
        }

        await audit.WriteReadAsync(user.Acting(), "employer-statement.read", "EmployerStatement", Found.Document.Id, Found.Shared?.CitizenId, null, ct);
        return Page();
    }

    public Task<IActionResult> OnPostFirstAsync(CancellationToken ct) => FirstAsync(isComplete: false, ct);

    public Task<IActionResult> OnPostCompleteAsync(CancellationToken ct) => FirstAsync(isComplete: true, ct);

    public Task<IActionResult> OnPostSecondAsync(CancellationToken ct) => SecondAsync(issue: false, ct);

    public Task<IActionResult> OnPostIssueAsync(CancellationToken ct) => SecondAsync(issue: true, ct);

    public Task<IActionResult> OnPostReturnAsync(CancellationToken ct) => ActAsync("returnReason", service.ReturnFirstAsync, "returned", ct);

    public Task<IActionResult> OnPostBookAsync(CancellationToken ct) => ActAsync("consultationOn", service.BookAsync, "booked", ct);

    public Task<IActionResult> OnPostLapseAsync(CancellationToken ct) => ActAsync("lapseReason", service.LapseAsync, "lapsed", ct);

    public Task<IActionResult> OnPostRenewAsync(CancellationToken ct) => ActAsync("", service.RenewAsync, "renewed", ct);

    public async Task<IActionResult> OnPostShowCprAsync(CancellationToken ct)
    {
        if (Found.Own is not { } own || await service.ShowCprAsync(own.Id, user.Acting(), ct) is not { } cpr)
        {
            return NotFound();
        }

        View = await DrawAsync(own, ct) with { Cpr = CprWords.Grouped(cpr) };
        return Request.IsFetch() ? new JsonResult(new { cpr = View.Cpr }) : Page();
    }

    private async Task<IActionResult> FirstAsync(bool isComplete, CancellationToken ct)
    {
        var form = Request.Form;
        var input = new FirstPartInput
        {
            CommandId = StatementPosts.Command(form),
            Version = StatementPosts.Version(form),
            Basics = StatementPosts.Basics(form),
            Sections = StatementPosts.Sections(form, StatementForms.FirstPart(Found.Document.Form)),
            IsComplete = isComplete,
        };
        return await ShowAsync(
            await service.SaveFirstAsync(Found.Document.Id, input, user.Acting(), ct),
            isComplete ? "completed" : "saved",
            view => view with { Basics = input.Basics, Part1 = input.Sections },
            ct);
    }

    private async Task<IActionResult> SecondAsync(bool issue, CancellationToken ct)
    {
        var form = Request.Form;
        var input = new SecondPartInput
        {
            CommandId = StatementPosts.Command(form),
            Version = StatementPosts.Version(form),
            Sections = StatementPosts.Sections(form, StatementForms.SecondPart(Found.Document.Form)),
            Fee = TextRules.Clean(form["fee"]),
            Issue = issue,
        };
        return await ShowAsync(
            await service.SaveSecondAsync(Found.Document.Id, input, user.Acting(), ct),
            issue ? "issued" : "saved",
            view => view with { Part2 = input.Sections, Fee = input.Fee },
            ct);
    }

    private async Task<IActionResult> ActAsync(
        string field, Func<Guid, StatementActInput, Portal.Data.Audit.ActionContext, CancellationToken, Task<Outcome>> act, string deed, CancellationToken ct)
    {
        var input = StatementPosts.Act(Request.Form, field);
        return await ShowAsync(await act(Found.Document.Id, input, user.Acting(), ct), deed, view => view with { Text = input.Text }, ct);
    }

    /// <param name="typed">Puts what was typed back into the form.</param>
    private async Task<IActionResult> ShowAsync(Outcome outcome, string deed, Func<StatementView, StatementView> typed, CancellationToken ct)
    {
        if (outcome.IsDone)
        {
            return LocalRedirect(StatementLinks.Done(outcome.Id, deed));
        }

        if (outcome.Kind == OutcomeKind.NotFound || await statements.FindAsync(Found.Document.Id, user.Acting(), ct) is not { } now)
        {
            return NotFound();
        }

        Found = new FoundStatement(now, null);
        View = typed(await DrawAsync(now, ct)) with
        {
            Errors = outcome.Errors,
            IsConflict = outcome.Kind == OutcomeKind.ChangedByOther,
            Banner = outcome.Kind switch
            {
                OutcomeKind.Refused => new Banner(texts[outcome.Reason!], IsWarning: true),
                OutcomeKind.ChangedByOther => new Banner(texts["EmployerStatements.ChangedMeanwhile", now.ChangedByName], IsWarning: true),
                OutcomeKind.Done or OutcomeKind.Invalid or OutcomeKind.NotFound => null,
            },
        };
        return this.PageAfter(outcome);
    }

    private async Task<StatementView> DrawAsync(EmployerStatement statement, CancellationToken ct) => new()
    {
        Statement = statement,
        Basics = StatementView.BasicsOf(statement),
        Part1 = statement.Document.Part1,
        Part2 = statement.Document.Part2,
        Fee = StatementWords.Kroner(statement.FeeOre),
        Doctors = await directory.ListDoctorsAsync(statement.ClinicId, ct),
        Paper = await attachments.ListForStatementAsync(statement.Id, ct),
        Others = await statements.ListForPatientAsync(statement.Id, user.Acting(), MostOthers, ct),
    };
}
