using Portal.Data;
using Portal.Data.Consents;
using Portal.Data.Directory;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Afterwards;
using Portal.Tests.Support;

namespace Portal.Tests.Seminars;

/// <summary>What follows from who came, what can be decided, and what the board counts.</summary>
public sealed class AfterwardsRulesTests
{
    private static readonly DateTime Started = new(2026, 11, 23, 15, 30, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(MeetingKind.Seminar, "2027-11-01")]
    [InlineData(MeetingKind.CooperationForum, "2027-03-01")]
    [InlineData(MeetingKind.OutreachVisit, "2027-05-01")]
    [InlineData(MeetingKind.InExtensionOf, "")]
    [InlineData(MeetingKind.RoundTable, "")]
    [InlineData(MeetingKind.CooperationTalk, "")]
    public void The_next_meeting_is_proposed_by_kind(MeetingKind kind, string month) => Assert.Equal(month, FormDay.Text(AttendanceRules.NextMonth(kind, Started)));

    [Theory]
    [InlineData(null, RegistrationStatus.Registered, false)]
    [InlineData(null, RegistrationStatus.Declined, true)]
    [InlineData(null, RegistrationStatus.OtherTime, true)]
    [InlineData(null, RegistrationStatus.Waitlisted, true)]
    [InlineData(null, RegistrationStatus.Lapsed, true)]
    [InlineData(null, null, false)]
    [InlineData(Attendance.Attended, RegistrationStatus.Declined, false)]
    [InlineData(Attendance.NoShow, RegistrationStatus.Registered, true)]
    [InlineData(Attendance.Excused, RegistrationStatus.Registered, true)]
    public void Absent_is_who_answered_and_was_not_there(Attendance? attendance, RegistrationStatus? status, bool isAbsent) =>
        Assert.Equal(isAbsent, AttendanceRules.IsAbsent(Attendee(Role.Gp) with { Attendance = attendance, Status = status }));

    [Fact]
    public void A_fee_is_for_doctors_who_were_there_and_only_where_the_meeting_pays()
    {
        var paying = Meeting(MeetingKind.Seminar) with { PaysHonorarium = true };

        Assert.True(AttendanceRules.IsPaid(paying, Attendee(Role.Gp) with { Attendance = Attendance.Attended }));
        Assert.False(AttendanceRules.IsPaid(paying, Attendee(Role.Gp) with { Attendance = Attendance.NoShow }));
        Assert.False(AttendanceRules.IsPaid(paying, Attendee(Role.ClinicStaff) with { Attendance = Attendance.Attended }));
        Assert.False(AttendanceRules.IsPaid(Meeting(MeetingKind.Seminar), Attendee(Role.Gp) with { Attendance = Attendance.Attended }));
    }

    [Fact]
    public void A_talk_about_a_citizen_needs_a_consent_that_held_as_it_began()
    {
        var (talk, day) = (Meeting(MeetingKind.RoundTable), DanishTime.DayOf(Started));
        var valid = Consent(day.AddDays(-10), day);

        Assert.Null(Why(talk, valid));
        Assert.Null(Why(talk, valid with { WithdrawnAt = Started.AddMinutes(1) }));
        Assert.Equal("Refusals.MeetingConsentWithdrawn", Why(talk, valid with { WithdrawnAt = Started }));
        Assert.Equal("Refusals.MeetingConsentExpired", Why(talk, Consent(day.AddDays(-10), day.AddDays(-1))));
        Assert.Equal("Refusals.MeetingWithoutConsent", Why(talk, null));
        Assert.Null(Why(Meeting(MeetingKind.Seminar), null));

        static string? Why(Seminar seminar, Consent? consent) => AttendanceRules.WhyNotConsented(seminar, consent)?.Key;
    }

    [Fact]
    public void Minutes_are_read_by_those_who_were_asked_and_by_the_municipality_but_of_private_talks_by_those_asked_alone()
    {
        Assert.Equal(["Anna", "Bo", "Birgit", "Mette", "Morten", "Karin", "Jonas", "Lars", "Adam"], Readers(MeetingKind.Seminar));
        Assert.Equal(["Anna", "Bo", "Birgit", "Karin"], Readers(MeetingKind.CooperationTalk));
        Assert.Equal(["Anna", "Bo", "Birgit", "Karin"], Readers(MeetingKind.RoundTable));

        static IEnumerable<string> Readers(MeetingKind kind) => Cast.People
            .Where(person => MinutesRules.MayRead(Meeting(kind), false, Acting(person)))
            .Select(person => person.Name.Split(' ')[0]);
    }

    [Fact]
    public void Decisions_come_a_line_each_without_the_marks_of_a_list()
    {
        Assert.Equal(["Højst tre spørgsmål", "Vi ringer først", "-5 grader"], DecisionRules.Lines("- Højst tre spørgsmål\n\n  * Vi ringer først  \n-5 grader\n-"[..^2]));
        Assert.Empty(DecisionRules.Check([.. Enumerable.Repeat("x", 18)], 2));
        Assert.Equal(["Errors.DecisionsMany"], DecisionRules.Check([.. Enumerable.Repeat("x", 19)], 2).Select(error => error.Key));
        var tooLong = Assert.Single(DecisionRules.Check(["kort", new string('x', 501)], 0));
        Assert.Equal(("Errors.DecisionLong", 2), (tooLong.Key, tooLong.Arguments[0]));
    }

    [Theory]
    [InlineData("2026-11-23", "2026-11-23", 0)]
    [InlineData("2026-10-24", "2026-11-23", 0)]
    [InlineData("2026-10-23", "2026-11-23", 1)]
    [InlineData("2025-11-24", "2026-11-23", 11)]
    [InlineData("2024-02-29", "2025-02-28", 11)]
    public void Months_are_whole_ones(string from, string to, int months) => Assert.Equal(months, BoardRules.MonthsBetween(FormDay.Read(from)!.Value, FormDay.Read(to)!.Value));

    [Fact]
    public void Quarters_are_eight_in_Danish_time_with_the_empty_ones()
    {
        var today = new DateOnly(2026, 11, 23);
        MeetingAttendance[] meetings =
        [
            At("2025-02-03T15:00Z", 4, 2),
            At("2026-09-30T21:30Z", 4, 1), // half past eleven in the evening in Denmark: still the third quarter
            At("2026-09-30T22:30Z", 4, 4), // half past midnight on 1 October
            At("2026-11-02T16:00Z", 2, 2),
        ];

        var quarters = BoardRules.ByQuarter(meetings, today);

        Assert.Equal(8, quarters.Count);
        Assert.Equal((2025, 1, 1, 50), (quarters[0].Year, quarters[0].Quarter, quarters[0].Meetings, quarters[0].Percent));
        Assert.Equal((2025, 2, 0, null), (quarters[1].Year, quarters[1].Quarter, quarters[1].Meetings, quarters[1].Percent));
        Assert.Equal((2026, 3, 4, 1, 25), (quarters[6].Year, quarters[6].Quarter, quarters[6].Invited, quarters[6].Attending, quarters[6].Percent));
        Assert.Equal((2026, 4, 6, 6, 100), (quarters[7].Year, quarters[7].Quarter, quarters[7].Invited, quarters[7].Attending, quarters[7].Percent));

        static MeetingAttendance At(string startsAt, int invited, int attending) => new()
        {
            Id = Guid.NewGuid(), StartsAt = DateTime.Parse(startsAt, null, System.Globalization.DateTimeStyles.AdjustToUniversal), Invited = invited, Attending = attending,
        };
    }

    private static Attendee Attendee(Role role) => new() { PersonId = Guid.NewGuid(), PersonName = "", PersonTitle = "", Role = role };

    private static Portal.Data.Audit.ActionContext Acting(Person person) => new()
    {
        PersonId = person.Id, Role = person.Role, MunicipalityId = person.MunicipalityId, UnitId = person.UnitId, ClinicId = person.ClinicId, At = Started,
    };

    private static Consent Consent(DateOnly givenOn, DateOnly expiresOn) => new()
    {
        Id = Guid.NewGuid(), CitizenId = Guid.NewGuid(), Kinds = [], Clinics = [], OtherSources = "", CaseReference = "", HowGiven = ConsentForm.Oral,
        ToldAboutRefusing = true, GivenOn = givenOn, ExpiresOn = expiresOn, RegisteredByName = "", RegisteredAt = Started, Version = 1,
    };

    /// <summary>Karin's meeting with Torvet.</summary>
    private static Seminar Meeting(MeetingKind kind) => new()
    {
        Id = Guid.NewGuid(),
        MunicipalityId = Cast.Holbaek.Id,
        MunicipalityName = "",
        OwnerId = Cast.Karin.Id,
        OwnerName = "",
        OwnerTitle = "",
        OwnerPhone = "",
        Kind = kind,
        Title = "",
        Purpose = "",
        Minutes = 60,
        Place = new MeetingPlace(),
        HostMeeting = "",
        IsWithoutDoctor = false,
        ClaimHours = 48,
        PaysHonorarium = false,
        Facts = new SeminarFacts { CreatedAt = Started.AddDays(-30), AnnouncedAt = Started.AddDays(-20), StartsAt = Started, EndsAt = Started.AddHours(1) },
        Round = 1,
        CalendarSequence = 1,
        ChangedById = Cast.Karin.Id,
        ChangedByName = "",
        Version = 1,
        Agenda = [],
        Invitations = [new SeminarInvitation { ClinicId = Cast.Torvet.Id, Name = "", Place = "" }],
        Materials = [],
    };
}
