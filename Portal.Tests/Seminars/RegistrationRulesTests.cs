using Portal.Data.Seminars;
using Portal.Data.Seminars.Answers;

namespace Portal.Tests.Seminars;

public sealed class RegistrationRulesTests
{
    private const RegistrationStatus Registered = RegistrationStatus.Registered;
    private const RegistrationStatus Waitlisted = RegistrationStatus.Waitlisted;
    private const RegistrationStatus Offered = RegistrationStatus.Offered;
    private const RegistrationStatus Lapsed = RegistrationStatus.Lapsed;
    private const RegistrationStatus Declined = RegistrationStatus.Declined;
    private const RegistrationStatus OtherTime = RegistrationStatus.OtherTime;

    private static readonly DateTime Now = new(2026, 11, 23, 8, 0, 0, DateTimeKind.Utc);

    // Each waiting list: capacity; statuses in the order of positions; what the next who asks gets; whose places move up, by index.
    public static TheoryData<int?, RegistrationStatus[], RegistrationStatus, int[]> Lines { get; } = new()
    {
        { null, [], Registered, [] },
        { null, [Registered, Declined], Registered, [] },
        { null, [Registered, Waitlisted, Waitlisted], Waitlisted, [1, 2] },
        { 1, [], Registered, [] },
        { 1, [Registered], Waitlisted, [] },
        { 1, [Offered], Waitlisted, [] },
        { 1, [Declined, OtherTime, Lapsed], Registered, [] },
        { 2, [Registered, Waitlisted], Waitlisted, [1] },
        { 2, [Registered, Offered, Waitlisted], Waitlisted, [] },
        { 3, [Waitlisted, Registered, Waitlisted, Waitlisted], Waitlisted, [0, 2] },
        { 2, [Registered, Registered, Registered, Waitlisted], Waitlisted, [] },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_place_is_free_when_nobody_has_it_and_goes_to_whoever_asked_first(int? capacity, RegistrationStatus[] statuses, RegistrationStatus next, int[] movedUp)
    {
        IReadOnlyList<SeminarRegistration> all = [.. statuses.Select((status, index) => Registration(status, index + 1)).Reverse()];

        Assert.Equal(next, RegistrationRules.StatusOfNext(capacity, all));
        Assert.Equal(movedUp.Select(index => (long?)(index + 1)), RegistrationRules.MovedUp(capacity, all).Select(registration => registration.Position));
    }

    [Fact]
    public void The_number_in_the_line_counts_those_who_wait_only()
    {
        IReadOnlyList<SeminarRegistration> all = [Registration(Waitlisted, 9), Registration(Registered, 1), Registration(Waitlisted, 4), Registration(Offered, 3)];

        Assert.Equal([2, null, 1, null], all.Select(registration => RegistrationRules.NumberInLine(all, registration.PersonId)));
        Assert.Null(RegistrationRules.NumberInLine(all, Guid.NewGuid()));
    }

    [Theory]
    [InlineData(480, 48, 48.0)]
    [InlineData(60, 48, 48.0)]
    [InlineData(59, 48, 47.0)]
    [InlineData(25, 48, 13.0)]
    [InlineData(25, 2, 2.0)]
    [InlineData(24, 48, null)]
    [InlineData(1, 48, null)]
    [InlineData(null, 48, 48.0)]
    public void A_place_is_kept_as_long_as_there_is_time_to_pass_it_on(int? hoursToStart, int claimHours, double? kept) =>
        Assert.Equal(kept, (RegistrationRules.ClaimBy(hoursToStart is { } hours ? Now.AddHours(hours) : null, claimHours, Now) - Now)?.TotalHours);

    [Theory]
    [InlineData(null, "", "", true, "answer: Errors.InvitationAnswer")]
    [InlineData(InvitationAnswer.Coming, "", "", true, "")]
    [InlineData(InvitationAnswer.Coming, "", "Dorte Dam", true, "")]
    [InlineData(InvitationAnswer.Coming, "", "Dorte Dam", false, "substituteName: Errors.SubstituteOfClinic")]
    [InlineData(InvitationAnswer.NotComing, "", "", true, "")]
    [InlineData(InvitationAnswer.NotComing, "Ferie", "Dorte Dam", true, "substituteName: Errors.SubstituteComes")]
    [InlineData(InvitationAnswer.OtherTime, "", "", false, "note: Errors.OtherTimeWords")]
    [InlineData(InvitationAnswer.OtherTime, "Efter kl. 16", "", false, "")]
    public void An_answer_is_checked_at_its_fields(InvitationAnswer? answer, string note, string substitute, bool isClinic, string expected)
    {
        var input = new SeminarAnswerInput { Round = 1, Answer = answer, Note = note, SubstituteName = substitute };

        Assert.Equal(expected, string.Join(", ", RegistrationRules.Check(input, isClinic).Select(error => $"{error.Field}: {error.Key}")));
        Assert.NotEmpty(RegistrationRules.Check(input with { Note = new string('a', 301) }, isClinic));
        Assert.NotEmpty(RegistrationRules.Check(input with { SubstituteName = new string('a', 121) }, isClinic));
    }

    [Theory]
    [InlineData(Registered, InvitationAnswer.Coming, true)]
    [InlineData(Waitlisted, InvitationAnswer.Coming, true)]
    [InlineData(Offered, InvitationAnswer.Coming, false)]
    [InlineData(Lapsed, InvitationAnswer.Coming, false)]
    [InlineData(Declined, InvitationAnswer.NotComing, true)]
    [InlineData(Declined, InvitationAnswer.Coming, false)]
    [InlineData(OtherTime, InvitationAnswer.OtherTime, true)]
    [InlineData(OtherTime, InvitationAnswer.NotComing, false)]
    public void The_same_answer_again_is_known(RegistrationStatus status, InvitationAnswer answer, bool isSame)
    {
        var mine = Registration(status, 1) with { Note = "ord" };

        Assert.Equal(isSame, RegistrationRules.IsSame(mine, new SeminarAnswerInput { Round = 1, Answer = answer, Note = "ord" }));
        Assert.False(RegistrationRules.IsSame(mine, new SeminarAnswerInput { Round = 1, Answer = answer, Note = "andre ord" }));
    }

    [Theory]
    [InlineData(null, "Refusals.NoPlaceOffered")]
    [InlineData(Registered, "Refusals.NoPlaceOffered")]
    [InlineData(Waitlisted, "Refusals.NoPlaceOffered")]
    [InlineData(Declined, "Refusals.NoPlaceOffered")]
    [InlineData(OtherTime, "Refusals.NoPlaceOffered")]
    [InlineData(Lapsed, "Refusals.ClaimOver")]
    [InlineData(Offered, null)]
    public void Only_a_place_that_is_kept_can_be_taken(RegistrationStatus? status, string? refusal)
    {
        var mine = status is { } known ? Registration(known, 1) with { ClaimBy = known == Offered ? Now.AddMinutes(1) : null } : null;

        Assert.Equal(refusal, RegistrationRules.WhyNotClaim(mine, Now)?.Key);
        Assert.Equal(status == Offered ? "Refusals.ClaimOver" : refusal, RegistrationRules.WhyNotClaim(mine, Now.AddMinutes(1))?.Key);
    }

    private static SeminarRegistration Registration(RegistrationStatus status, long position) => new()
    {
        Id = Guid.NewGuid(),
        SeminarId = Guid.Empty,
        Round = 1,
        PersonId = Guid.NewGuid(),
        PersonName = "",
        PersonTitle = "",
        Status = status,
        Position = position,
        Note = "",
        IsLate = false,
        AnsweredAt = Now,
        Version = 1,
    };
}
