using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Answers;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Seminars;

/// <summary>Who comes, who waits and who has said what: for those who plan, who also write down what they are told on the phone.</summary>
public sealed class AnswersModel(RegistrationService service, RegistrationRepository registrations, SeminarRepository seminars, CurrentUser user, Texts texts) : SeminarPageModel
{
    private IReadOnlyList<SeminarRegistration> _all = [];

    public IReadOnlyList<SeminarRegistration> Coming => With(RegistrationStatus.Registered);

    /// <summary>Those a place is kept for, then those who wait, first in line first.</summary>
    public IReadOnlyList<SeminarRegistration> Waiting => [.. With(RegistrationStatus.Offered), .. RegistrationRules.Line(_all)];

    public IReadOnlyList<SeminarRegistration> OtherTime => With(RegistrationStatus.OtherTime);

    public IReadOnlyList<SeminarRegistration> NotComing => [.. With(RegistrationStatus.Declined), .. With(RegistrationStatus.Lapsed)];

    /// <summary>Clinics from which nobody, and people who are invited alone and who, have not answered.</summary>
    public IReadOnlyList<SeminarInvitation> Silent { get; private set; } = [];

    /// <summary>What was answered before the meeting was moved.</summary>
    public IReadOnlyList<SeminarRegistration> Earlier { get; private set; } = [];

    /// <summary>Those whose answer can be written down, by clinic.</summary>
    public IReadOnlyList<InvitedPerson> Guests { get; private set; } = [];

    public RecordedAnswerInput Input { get; private set; } = new() { Answer = new SeminarAnswerInput { Round = 0 } };

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    public int? FreePlaces => RegistrationRules.FreePlaces(Seminar.Capacity, _all);

    /// <summary>Null when answers can be written down now; else why not.</summary>
    public Refusal? WhyNotRecord => SeminarRules.WhyNot(Seminar, SeminarAction.ChangeAnswers, user.Acting(), user.Now);

    public int? NumberInLine(SeminarRegistration registration) => RegistrationRules.NumberInLine(_all, registration.PersonId);

    public async Task<IActionResult> OnGetAsync(string? done, CancellationToken ct)
    {
        Banner = done == "recorded" ? new Banner(texts["Invitations.Recorded"]) : null;
        return await DrawAsync(ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken ct)
    {
        if (!await DrawAsync(ct))
        {
            return NotFound();
        }

        var lines = new StringBuilder();
        lines.Append(Csv.Line([texts["Invitations.Csv.Status"], texts["Invitations.Csv.Number"], texts["Invitations.Csv.Name"], texts["Invitations.Csv.Title"], texts["Invitations.Csv.Clinic"],
            texts["Invitations.Csv.Substitute"], texts["Invitations.Csv.Note"], texts["Invitations.Csv.Late"], texts["Invitations.Csv.Answered"]]));
        foreach (var registration in (SeminarRegistration[])[.. Coming, .. Waiting, .. OtherTime, .. NotComing])
        {
            lines.Append(Csv.Line([texts.Of(registration.Status), NumberInLine(registration)?.ToString(CultureInfo.InvariantCulture) ?? "", registration.PersonName, registration.PersonTitle, registration.ClinicName ?? "",
                registration.SubstituteName ?? "", registration.Note, registration.IsLate ? texts["Shared.Yes"] : "", Csv.Day(registration.AnsweredAt)]));
        }

        // The mark tells a spreadsheet that the file is UTF-8.
        return File(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(lines.ToString())).ToArray(), "text/csv; charset=utf-8", $"{texts["Invitations.Csv.File"]}.csv");
    }

    public async Task<IActionResult> OnPostRecordAsync(int round, string? answer, string? note, string? substituteName, CancellationToken ct)
    {
        Input = new RecordedAnswerInput
        {
            PersonId = Id("personId"),
            InsteadOfId = Id("insteadOfId"),
            Answer = new SeminarAnswerInput
            {
                Round = round,
                Answer = Enum.TryParse<InvitationAnswer>(answer, out var chosen) && Enum.IsDefined(chosen) ? chosen : null,
                Note = TextRules.Clean(note),
                SubstituteName = TextRules.Clean(substituteName),
            },
        };
        var outcome = await service.ChangeByPlannerAsync(Seminar.Id, Input, user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect($"{SeminarLinks.Answers(Seminar.Id)}?done=recorded");
        }

        if (outcome.Kind == OutcomeKind.NotFound || await seminars.FindAsync(Seminar.Id, user.Acting(), ct) is not { } now)
        {
            return NotFound();
        }

        Seminar = now;
        Errors = outcome.Errors;
        Banner = outcome.Kind == OutcomeKind.ChangedByOther ? new Banner(texts["Invitations.MovedMeanwhile"], IsWarning: true)
            : outcome.Reason is { } reason ? new Banner(texts[reason], IsWarning: true)
            : null;
        return await DrawAsync(ct) ? this.PageAfter(outcome) : NotFound();
    }

    private IReadOnlyList<SeminarRegistration> With(RegistrationStatus status) => [.. _all.Where(registration => registration.Status == status)];

    /// <summary>An id of the form; what is no id is nobody's, and the service says so.</summary>
    private Guid? Id(string field) => Request.Form[field].ToString() is { Length: > 0 } text ? Guid.TryParse(text, out var id) ? id : Guid.Empty : null;

    /// <returns>False when the viewer is none of those who plan: what people have answered is not theirs to read.</returns>
    private async Task<bool> DrawAsync(CancellationToken ct)
    {
        if (!SeminarRules.IsPlanner(Seminar, user.Acting()))
        {
            return false;
        }

        _all = await registrations.ListAsync(Seminar.Id, Seminar.Round, ct);
        Earlier = await registrations.ListEarlierAsync(Seminar.Id, Seminar.Round, ct);
        Silent = [.. Seminar.Invitations.Where(invitation => invitation.UnitId is null && !_all.Any(registration =>
            (invitation.PersonId == registration.PersonId) || (invitation.ClinicId is { } clinic && clinic == registration.ClinicId)))];
        var invited = await registrations.ListInvitedAsync(Seminar.Id, ct);
        Guests =
        [
            .. invited.Concat(_all.Where(registration => invited.All(guest => guest.Id != registration.PersonId)).Select(registration => new InvitedPerson
            {
                Id = registration.PersonId,
                Name = registration.PersonName,
                Title = registration.PersonTitle,
                ClinicId = registration.ClinicId,
                ClinicName = registration.ClinicName,
            })),
        ];
        return true;
    }
}
