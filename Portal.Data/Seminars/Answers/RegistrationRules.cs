namespace Portal.Data.Seminars.Answers;

/// <summary>Who gets a place, who waits, and who is next. Pure; asked alike by page and service.</summary>
/// <remarks>
/// An offered place is taken: it stands empty until its claim window ends, so that whoever is offered it does not race anybody.
/// Whoever asks while others wait, waits behind them, even if there is a place.
/// </remarks>
public static class RegistrationRules
{
    public const int LongestSubstitute = 120;

    /// <summary>A place that becomes free so close before the meeting goes straight to the next in line: there is no time to ask. A choice of the portal.</summary>
    public const int DirectHours = 24;

    /// <summary>No claim window ends later than this before the meeting, so that the place can still go on to somebody. A choice of the portal.</summary>
    public const int LastClaimHours = 12;

    /// <summary>What is wrong with an answer. The form's fields have these names.</summary>
    /// <param name="isClinic">The answer is that of somebody from a clinic: clinics may send somebody else.</param>
    public static IReadOnlyList<FieldError> Check(SeminarAnswerInput input, bool isClinic)
    {
        FieldError?[] errors =
        [
            input.Answer is null ? new FieldError("answer", "Errors.InvitationAnswer") : null,
            input.Answer == InvitationAnswer.OtherTime && input.Note.Length == 0
                ? new FieldError("note", "Errors.OtherTimeWords")
                : TextRules.CheckText("note", input.Note, SeminarRules.LongestNote),
            input.SubstituteName.Length == 0 ? null
                : !isClinic ? new FieldError("substituteName", "Errors.SubstituteOfClinic")
                : input.Answer is not (null or InvitationAnswer.Coming) ? new FieldError("substituteName", "Errors.SubstituteComes")
                : TextRules.CheckLine("substituteName", input.SubstituteName, LongestSubstitute),
        ];
        return [.. errors.OfType<FieldError>()];
    }

    /// <summary>Whether the answer stands already, so that a second click changes nothing.</summary>
    public static bool IsSame(SeminarRegistration mine, SeminarAnswerInput input) =>
        AnswerOf(mine.Status) == input.Answer && mine.Status != RegistrationStatus.Offered
        && mine.Note == input.Note && (mine.SubstituteName ?? "") == input.SubstituteName;

    /// <summary>What the person has said; null when they have said nothing that still counts.</summary>
    public static InvitationAnswer? AnswerOf(RegistrationStatus status) => status switch
    {
        RegistrationStatus.Registered or RegistrationStatus.Waitlisted or RegistrationStatus.Offered => InvitationAnswer.Coming,
        RegistrationStatus.OtherTime => InvitationAnswer.OtherTime,
        RegistrationStatus.Declined => InvitationAnswer.NotComing,
        RegistrationStatus.Lapsed => null,
    };

    /// <summary>Whether somebody with this status has, or is kept, a place.</summary>
    public static bool TakesPlace(RegistrationStatus status) => status is RegistrationStatus.Registered or RegistrationStatus.Offered;

    /// <summary>Places that nobody has; null when there are as many as people like.</summary>
    /// <returns>Never less than 0, even when the capacity was lowered after people had registered.</returns>
    public static int? FreePlaces(int? capacity, IReadOnlyList<SeminarRegistration> registrations) =>
        capacity is { } most ? Math.Max(0, most - registrations.Count(registration => TakesPlace(registration.Status))) : null;

    /// <summary>Where somebody who asks now ends up: with a place, or at the end of the line.</summary>
    /// <param name="registrations">Everybody's in this round, without the one who asks.</param>
    public static RegistrationStatus StatusOfNext(int? capacity, IReadOnlyList<SeminarRegistration> registrations) =>
        FreePlaces(capacity, registrations) == 0 || registrations.Any(registration => registration.Status == RegistrationStatus.Waitlisted)
            ? RegistrationStatus.Waitlisted
            : RegistrationStatus.Registered;

    /// <summary>Those who wait, first in line first.</summary>
    public static IReadOnlyList<SeminarRegistration> Line(IReadOnlyList<SeminarRegistration> registrations) =>
        [.. registrations.Where(registration => registration.Status == RegistrationStatus.Waitlisted).OrderBy(registration => registration.Position)];

    /// <summary>A waiting person's number in the line, from 1; null for who does not wait.</summary>
    public static int? NumberInLine(IReadOnlyList<SeminarRegistration> registrations, Guid personId) =>
        Line(registrations).Select((registration, index) => (registration.PersonId, Number: index + 1))
            .Where(waiting => waiting.PersonId == personId)
            .Select(waiting => (int?)waiting.Number)
            .FirstOrDefault();

    /// <summary>Whom the free places are for: one waiting person each, in the order in which they asked.</summary>
    public static IReadOnlyList<SeminarRegistration> MovedUp(int? capacity, IReadOnlyList<SeminarRegistration> registrations) =>
        [.. Line(registrations).Take(FreePlaces(capacity, registrations) ?? int.MaxValue)];

    /// <summary>Whether a free place goes to whoever waits: from the announcement until the meeting begins.</summary>
    /// <param name="now">UTC.</param>
    public static bool IsMoving(SeminarFacts facts, DateTime now) => SeminarRules.Status(facts) == SeminarStatus.Announced && !(facts.StartsAt <= now);

    /// <summary>Until when a place that has just become free is kept for the next in line.</summary>
    /// <param name="startsAt">When the meeting begins, UTC.</param>
    /// <param name="claimHours">How long a place is kept, if there is time.</param>
    /// <param name="now">UTC.</param>
    /// <returns>Null when there is no time to ask: the place is theirs at once.</returns>
    public static DateTime? ClaimBy(DateTime? startsAt, int claimHours, DateTime now)
    {
        var full = now.AddHours(claimHours);
        if (startsAt is not { } start)
        {
            return full;
        }

        if (start - now <= TimeSpan.FromHours(DirectHours))
        {
            return null;
        }

        var last = start.AddHours(-LastClaimHours);
        return full < last ? full : last;
    }

    /// <summary>Why an offered place cannot be taken, or given up, any more.</summary>
    /// <param name="mine">The person's registration; null when there is none.</param>
    /// <param name="now">UTC.</param>
    public static Refusal? WhyNotClaim(SeminarRegistration? mine, DateTime now) =>
        mine?.Status == RegistrationStatus.Lapsed || (mine?.Status == RegistrationStatus.Offered && mine.ClaimBy <= now) ? new Refusal("Refusals.ClaimOver")
        : mine?.Status != RegistrationStatus.Offered ? new Refusal("Refusals.NoPlaceOffered")
        : null;
}
