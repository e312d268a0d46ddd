using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Consents;
using Portal.Data.EmployerStatements;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.EmployerStatements;

/// <summary>Lets the municipality read an issued statement, on the patient's consent.</summary>
public sealed class ShareModel(EmployerStatementService service, EmployerStatementRepository statements, CurrentUser user, When when, Texts texts) : StatementPageModel
{
    public int Version { get; private set; }

    public string GivenBy { get; private set; } = "";

    public ConsentForm? HowGiven { get; private set; }

    /// <summary>The day as it stands in the form.</summary>
    public string GivenOn { get; private set; } = "";

    public bool Told { get; private set; }

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    public IActionResult OnGet()
    {
        var statement = Found.Own!;
        if (EmployerStatementRules.WhyNot(statement.Status, statement.ClinicId, StatementAction.Share, user.Acting()) is not null)
        {
            return LocalRedirect(StatementLinks.Details(statement.Id));
        }

        Version = statement.Version;
        GivenBy = statement.Document.PatientName;
        GivenOn = FormDay.Text(when.Today);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var form = Request.Form;
        (Version, GivenBy, GivenOn, Told) = (StatementPosts.Version(form), TextRules.Clean(form["givenBy"]), TextRules.Clean(form["givenOn"]), form["told"] == "true");
        HowGiven = Enum.TryParse<ConsentForm>(form["howGiven"], out var how) && Enum.IsDefined(how) ? how : null;
        var id = Found.Document.Id;
        var input = new ShareInput
        {
            CommandId = StatementPosts.Command(form),
            Version = Version,
            GivenBy = GivenBy,
            HowGiven = HowGiven,
            GivenOn = GivenOn,
            ToldAboutRefusing = Told,
        };
        var outcome = await service.ShareAsync(id, input, user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(StatementLinks.Done(id, "shared"));
        }

        if (outcome.Kind == OutcomeKind.NotFound || await statements.FindAsync(id, user.Acting(), ct) is not { } now)
        {
            return NotFound();
        }

        Version = now.Version;
        Errors = outcome.Errors;
        Banner = outcome.Reason is { } reason ? new Banner(texts[reason], IsWarning: true)
            : outcome.Kind == OutcomeKind.ChangedByOther ? new Banner(texts["EmployerStatements.ChangedMeanwhile", now.ChangedByName], IsWarning: true)
            : null;
        return this.PageAfter(outcome);
    }
}
