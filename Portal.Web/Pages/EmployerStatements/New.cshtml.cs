using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Directory;
using Portal.Data.EmployerStatements;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.EmployerStatements;

/// <summary>Begins an employer's statement: who it is about, and who asks.</summary>
public sealed class NewModel(EmployerStatementService service, DirectoryRepository directory, CurrentUser user, Texts texts) : PageModel
{
    /// <summary>The number as it was typed: it goes back to who typed it, and nowhere else.</summary>
    public string Cpr { get; private set; } = "";

    public StatementBasics Basics { get; private set; } = new();

    public IReadOnlyList<Person> Doctors { get; private set; } = [];

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Doctors = await directory.ListDoctorsAsync(user.Viewer.ClinicId!.Value, ct);
        Basics = new StatementBasics { DoctorId = Doctors.FirstOrDefault(doctor => doctor.Id == user.Viewer.PersonId)?.Id };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        (Cpr, Basics) = (TextRules.Clean(Request.Form["cpr"]), StatementPosts.Basics(Request.Form));
        var outcome = await service.CreateAsync(
            new NewStatementInput { CommandId = StatementPosts.Command(Request.Form), Cpr = Cpr, Basics = Basics }, user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(StatementLinks.Done(outcome.Id, "begun"));
        }

        Doctors = await directory.ListDoctorsAsync(user.Viewer.ClinicId!.Value, ct);
        Errors = outcome.Errors;
        Banner = outcome.Reason is { } reason ? new Banner(texts[reason], IsWarning: true) : null;
        return this.PageAfter(outcome);
    }
}
