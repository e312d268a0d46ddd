using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Citizens.Folder;
using Portal.Data.Citizens.PhoneNotes;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Citizens;

/// <summary>Writes a note of a telephone conversation into the folder.</summary>
public sealed class PhoneNoteModel(PhoneNoteService service, FolderRepository folder, AuditLog audit, CurrentUser user, Texts texts) : CitizenPageModel
{
    private const string TimeFormat = "HH:mm";
    private const int MostCertificates = 50;

    public PhoneNoteInput Form { get; private set; } = null!;

    /// <summary>Day and time as they stand in the form.</summary>
    public string SpokenOn { get; private set; } = "";

    public string SpokenAt { get; private set; } = "";

    /// <summary>What the conversation may have been about.</summary>
    public IReadOnlyList<FolderCertificate> Certificates { get; private set; } = [];

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Form = new PhoneNoteInput { CommandId = Guid.CreateVersion7() };
        SpokenOn = FormDay.Text(DanishTime.DayOf(user.Now));
        SpokenAt = DanishTime.Local(user.Now).ToString(TimeFormat, CultureInfo.InvariantCulture);
        Certificates = await folder.ListOwnAsync(Citizen.Id, MostCertificates, user.Acting(), ct);
        await audit.WriteReadAsync(user.Acting(), "citizen.read", "Citizen", Citizen.Id, Citizen.Id, null, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Read(Request.Form);
        var outcome = await service.WriteAsync(Citizen.Id, Form, user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(CitizenLinks.Done(Citizen.Id, "note-saved"));
        }

        if (outcome.Kind == OutcomeKind.NotFound)
        {
            return NotFound();
        }

        Errors = outcome.Errors;
        Banner = outcome.Reason is { } reason ? new Banner(texts[reason], IsWarning: true) : null;
        Certificates = await folder.ListOwnAsync(Citizen.Id, MostCertificates, user.Acting(), ct);
        return this.PageAfter(outcome);
    }

    private void Read(IFormCollection form)
    {
        SpokenOn = form["spokenOn"].ToString();
        SpokenAt = form["spokenAt"].ToString();
        Form = new PhoneNoteInput
        {
            CommandId = Guid.TryParse(form["commandId"], out var command) ? command : Guid.CreateVersion7(),
            SpokeWith = TextRules.Clean(form["spokeWith"]),
            SpokenAt = FolderAddress.Day(SpokenOn) is { } day && TimeOnly.TryParseExact(SpokenAt, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
                ? DanishTime.InstantOf(day, time)
                : null,
            Note = TextRules.Clean(form["note"]),
            // What is no id is none of the citizen's certificates, and the service says so.
            RequestId = form["certificate"].ToString() is { Length: > 0 } chosen ? Guid.TryParse(chosen, out var id) ? id : Guid.Empty : null,
        };
    }
}
