using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Answers;

namespace Portal.Web.Pages.Seminars;

/// <summary>The viewer's own answer to an invitation: where it stands, and the form that changes it.</summary>
public sealed record MyAnswerModel
{
    public required Seminar Seminar { get; init; }

    /// <summary>Null when the viewer has not answered in this round.</summary>
    public SeminarRegistration? Mine { get; init; }

    /// <summary>From 1; null for who does not wait.</summary>
    public int? NumberInLine { get; init; }

    /// <summary>How many places nobody has; null when there are as many as people like.</summary>
    public int? FreePlaces { get; init; }

    /// <summary>Whether who says now that they come is put on the waiting list.</summary>
    public bool WouldWait { get; init; }

    /// <summary>Null when the viewer may answer now; else why not.</summary>
    public Refusal? WhyNot { get; init; }

    public bool IsLate { get; init; }

    /// <summary>What was typed, when the form is shown again; else what is known.</summary>
    public required SeminarAnswerInput Input { get; init; }

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>Whether the form stands open; else it unfolds below what was answered.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The status as the page shows it: an offered place whose time is up is one no more, even before the portal has passed it on.</summary>
    public RegistrationStatus? Shown { get; init; }

    /// <summary>Reads where the viewer stands. Nothing is shown of who else comes.</summary>
    public static async Task<MyAnswerModel> ReadAsync(RegistrationRepository registrations, Seminar seminar, ActionContext viewer, CancellationToken ct)
    {
        var all = await registrations.ListAsync(seminar.Id, seminar.Round, ct);
        var mine = all.FirstOrDefault(registration => registration.PersonId == viewer.PersonId);
        IReadOnlyList<SeminarRegistration> others = [.. all.Where(registration => registration.PersonId != viewer.PersonId)];
        var shown = mine?.Status == RegistrationStatus.Offered && RegistrationRules.WhyNotClaim(mine, viewer.At) is not null ? RegistrationStatus.Lapsed : mine?.Status;
        return new MyAnswerModel
        {
            Seminar = seminar,
            Mine = mine,
            Shown = shown,
            NumberInLine = RegistrationRules.NumberInLine(all, viewer.PersonId),
            FreePlaces = RegistrationRules.FreePlaces(seminar.Capacity, all),
            WouldWait = RegistrationRules.StatusOfNext(seminar.Capacity, others) == RegistrationStatus.Waitlisted,
            WhyNot = SeminarRules.WhyNot(seminar, SeminarAction.Answer, viewer, viewer.At),
            IsLate = SeminarRules.IsLate(seminar.Facts, viewer.At),
            IsOpen = shown is null or RegistrationStatus.Lapsed,
            Input = new SeminarAnswerInput
            {
                Round = seminar.Round,
                Answer = mine is null ? null : RegistrationRules.AnswerOf(mine.Status),
                Note = mine?.Note ?? "",
                SubstituteName = mine?.SubstituteName ?? "",
            },
        };
    }
}
