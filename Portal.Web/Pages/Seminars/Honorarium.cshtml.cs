using System.Text;
using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Afterwards;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Seminars;

/// <summary>The doctors who are paid for having come: on the screen with what is settled, on paper, and as a file.</summary>
public sealed class HonorariumModel(HonorariumService service, SeminarRepository seminars, AuditLog audit, CurrentUser user, Texts texts) : SeminarPageModel
{
    public IReadOnlyList<Attendee> Doctors { get; private set; } = [];

    /// <summary>Whose fee is ticked as settled.</summary>
    public IReadOnlyList<Guid> Settled { get; private set; } = [];

    public Refusal? WhyNot => AttendanceRules.WhyNotSettle(Seminar, user.Acting());

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? done, CancellationToken ct)
    {
        Banner = done == "settled" ? new Banner(texts["Afterwards.Done.settled"]) : WhyNot is { } reason ? new Banner(texts[reason], IsWarning: true) : null;
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    /// <summary>The list as a file.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        await audit.WriteReadAsync(user.Acting(), "seminar.export-fees", "Seminar", Seminar.Id, Seminar.CitizenId, null, ct);
        var lines = new StringBuilder(Csv.Line([.. ((string[])["Meeting", "Day", "Doctor", "SubstituteName", "Clinic", "ProviderNumber", "SettledOn"]).Select(column => texts[$"Afterwards.Column.{column}"])]));
        foreach (var doctor in Doctors)
        {
            lines.Append(Csv.Line(
            [
                Seminar.Title,
                Csv.Day(Seminar.Facts.StartsAt),
                doctor.PersonName,
                doctor.SubstituteName ?? "",
                doctor.ClinicName ?? "",
                doctor.ProviderNumber ?? "",
                Csv.Day(doctor.HonorariumSettledAt),
            ]));
        }

        return File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(lines.ToString())], "text/csv; charset=utf-8", $"{texts["Afterwards.FileName"]}-{Csv.Day(Seminar.Facts.StartsAt)}.csv");
    }

    public async Task<IActionResult> OnPostAsync(int version, CancellationToken ct)
    {
        List<Guid> settled = [.. Request.Form["settled"].Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty)];
        var outcome = await service.SettleAsync(Seminar.Id, version, settled, user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect($"{SeminarLinks.Honorarium(Seminar.Id)}?done=settled");
        }

        if (outcome.Kind == OutcomeKind.NotFound || await seminars.FindAsync(Seminar.Id, user.Acting(), ct) is not { } now)
        {
            return NotFound();
        }

        Seminar = now;
        Errors = outcome.Errors;
        Banner = outcome.Kind == OutcomeKind.ChangedByOther ? new Banner(texts["Afterwards.ChangedMeanwhile", now.ChangedByName], IsWarning: true)
            : outcome.Reason is { } reason ? new Banner(texts[reason], IsWarning: true)
            : null;
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Settled = settled;
        return this.PageAfter(outcome);
    }

    /// <returns>False when the list is not the viewer's to see.</returns>
    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (!SeminarRules.IsPlanner(Seminar, user.Acting()))
        {
            return false;
        }

        Doctors = await service.ListAsync(Seminar, ct);
        Settled = [.. Doctors.Where(doctor => doctor.HonorariumSettledAt is not null).Select(doctor => doctor.PersonId)];
        return true;
    }
}
