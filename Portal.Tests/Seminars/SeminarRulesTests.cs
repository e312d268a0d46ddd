using Portal.Data.Audit;
using Portal.Data.Directory;
using Portal.Data.Seminars;
using Portal.Tests.Support;

namespace Portal.Tests.Seminars;

/// <summary>Every state, every act and everybody against one table; who sees what; what an announcement needs.</summary>
public sealed class SeminarRulesTests
{
    private static readonly DateTime Now = new(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc);

    private static readonly SeminarFacts Planned = new() { CreatedAt = Now.AddDays(-30), StartsAt = Now.AddDays(20), EndsAt = Now.AddDays(20).AddHours(2) };
    private static readonly SeminarFacts Over = Planned with { AnnouncedAt = Now.AddDays(-25), StartsAt = Now.AddDays(-2), EndsAt = Now.AddDays(-2).AddHours(2), HeldAt = Now.AddDays(-1) };

    private static readonly Dictionary<SeminarStatus, SeminarFacts> Facts = new()
    {
        [SeminarStatus.DatePoll] = Planned with { StartsAt = null, EndsAt = null, PollOpenedAt = Now.AddDays(-1), PollDeadline = Now.AddDays(3) },
        [SeminarStatus.Draft] = Planned,
        [SeminarStatus.Announced] = Planned with { AnnouncedAt = Now.AddDays(-1) },
        [SeminarStatus.Held] = Over,
        [SeminarStatus.MinutesDraft] = Over with { MinutesStartedAt = Now.AddHours(-3) },
        [SeminarStatus.MinutesPublished] = Over with { MinutesStartedAt = Now.AddHours(-3), MinutesPublishedAt = Now.AddHours(-2) },
        [SeminarStatus.Closed] = Over with { ClosedAt = Now.AddHours(-1) },
        [SeminarStatus.Cancelled] = Planned with { AnnouncedAt = Now.AddDays(-1), CancelledAt = Now.AddHours(-1) },
    };

    // Anna's clinic is invited; Karin plans; Mette is of the municipality; Frida's clinic is not invited.
    private static readonly Person[] Everybody = [Cast.Anna, Cast.Birgit, Cast.Mette, Cast.Karin, Cast.Lars, Cast.Adam, Cast.Frida, Cast.Kim];
    private static readonly Person[] Guests = [Cast.Anna, Cast.Birgit, Cast.Mette, Cast.Karin, Cast.Lars];
    private static readonly Person[] Planner = [Cast.Karin];
    private static readonly Person[] Nobody = [];

    // In the order of the states: poll, draft, announced, held, minutes being written, minutes published, closed, cancelled.
    private static readonly Dictionary<SeminarAction, Person[][]> Allowed = new()
    {
        [SeminarAction.Edit] = [Planner, Planner, Planner, Nobody, Nobody, Nobody, Nobody, Nobody],
        [SeminarAction.Poll] = [Planner, Planner, Nobody, Nobody, Nobody, Nobody, Nobody, Nobody],
        [SeminarAction.Vote] = [Guests, Nobody, Nobody, Nobody, Nobody, Nobody, Nobody, Nobody],
        [SeminarAction.PickDate] = [Planner, Planner, Nobody, Nobody, Nobody, Nobody, Nobody, Nobody],
        [SeminarAction.Announce] = [Nobody, Planner, Nobody, Nobody, Nobody, Nobody, Nobody, Nobody],
        [SeminarAction.Move] = [Nobody, Nobody, Planner, Nobody, Nobody, Nobody, Nobody, Nobody],
        [SeminarAction.Cancel] = [Planner, Planner, Planner, Nobody, Nobody, Nobody, Nobody, Nobody],
        [SeminarAction.Answer] = [Nobody, Nobody, Guests, Nobody, Nobody, Nobody, Nobody, Nobody],
        [SeminarAction.ChangeAnswers] = [Nobody, Nobody, Planner, Nobody, Nobody, Nobody, Nobody, Nobody],
        [SeminarAction.RegisterAttendance] = [Nobody, Nobody, Nobody, Planner, Planner, Planner, Nobody, Nobody],
        [SeminarAction.WriteMinutes] = [Nobody, Nobody, Nobody, Planner, Planner, Nobody, Nobody, Nobody],
        [SeminarAction.PublishMinutes] = [Nobody, Nobody, Nobody, Nobody, Planner, Nobody, Nobody, Nobody],
        [SeminarAction.AmendMinutes] = [Nobody, Nobody, Nobody, Nobody, Nobody, Planner, Nobody, Nobody],
        [SeminarAction.Decide] = [Nobody, Nobody, Nobody, Planner, Planner, Planner, Nobody, Nobody],
        [SeminarAction.Close] = [Nobody, Nobody, Nobody, Planner, Planner, Planner, Nobody, Nobody],
    };

    [Fact]
    public void Who_may_do_what_when_is_as_the_table_says()
    {
        var faults = new List<string>();
        foreach (var (action, byStatus) in Allowed)
        {
            foreach (var (status, people) in Enum.GetValues<SeminarStatus>().Zip(byStatus))
            {
                foreach (var person in Everybody)
                {
                    var may = SeminarRules.WhyNot(Samples.Meeting with { Facts = Facts[status] }, action, Actor(person), Now) is null;
                    if (may != people.Contains(person))
                    {
                        faults.Add($"{action} in {status} by {person.Name}: {may}");
                    }
                }
            }
        }

        Assert.Empty(faults);
        Assert.Equal(Enum.GetValues<SeminarAction>(), Allowed.Keys.Order());
        Assert.All(Facts, pair => Assert.Equal(pair.Key, SeminarRules.Status(pair.Value)));
    }

    [Fact]
    public void Nothing_of_a_meeting_whose_time_has_passed_can_be_changed_or_answered()
    {
        var past = Samples.Meeting with { Facts = Facts[SeminarStatus.Announced] with { StartsAt = Now.AddHours(-1), EndsAt = Now.AddHours(1) } };

        foreach (var action in (SeminarAction[])[SeminarAction.Edit, SeminarAction.Move, SeminarAction.Answer])
        {
            Assert.Equal("Refusals.SeminarPast", SeminarRules.WhyNot(past, action, Actor(Cast.Karin), Now)!.Key);
        }

        Assert.Null(SeminarRules.WhyNot(past, SeminarAction.RegisterAttendance, Actor(Cast.Karin), Now));
        Assert.Null(SeminarRules.WhyNot(past, SeminarAction.ChangeAnswers, Actor(Cast.Karin), Now));
        Assert.Null(SeminarRules.WhyNot(past, SeminarAction.Cancel, Actor(Cast.Karin), Now));
        Assert.Null(SeminarRules.WhyNot(past with { Facts = past.Facts with { AnnouncedAt = null } }, SeminarAction.Edit, Actor(Cast.Karin), Now));
        Assert.Equal("Refusals.SeminarStandIn", SeminarRules.WhyNot(Samples.Meeting with { Facts = Facts[SeminarStatus.Announced] }, SeminarAction.Answer, Actor(Cast.Anna) with { OnBehalfOfId = Cast.Frida.Id }, Now)!.Key);
    }

    [Fact]
    public void Each_kind_is_planned_and_seen_by_those_it_is_meant_for()
    {
        foreach (var kind in Enum.GetValues<MeetingKind>())
        {
            Assert.Equal(
                kind == MeetingKind.RoundTable ? ["Mette Sørensen", "Karin Bach", "Kim Kaas"] : ["Karin Bach"],
                Everybody.Where(person => SeminarRules.WhyNotPlan(kind, Actor(person)) is null).Select(person => person.Name));
        }

        Assert.Equal(["Anna", "Birgit", "Mette", "Karin", "Lars", "Adam"], Seen(MeetingKind.Seminar, SeminarStatus.Announced));
        Assert.Equal(["Karin"], Seen(MeetingKind.Seminar, SeminarStatus.Draft));
        Assert.Equal(["Anna", "Birgit", "Karin"], Seen(MeetingKind.CooperationTalk, SeminarStatus.Announced));
        // A talk about a citizen that Mette plans is none of her coordinator's.
        Assert.Equal(["Anna", "Birgit", "Mette"], Seen(MeetingKind.RoundTable, SeminarStatus.Announced, Cast.Mette));
        Assert.Equal(["Mette"], Seen(MeetingKind.RoundTable, SeminarStatus.Draft, Cast.Mette));
    }

    [Fact]
    public void A_citizen_has_consented_both_on_the_day_people_are_invited_and_on_the_day_of_the_talk()
    {
        var consent = Samples.Consent(new DateOnly(2026, 11, 1), new DateOnly(2026, 12, 31), Cast.Torvet);
        var (today, held) = (new DateOnly(2026, 11, 23), new DateOnly(2026, 12, 31));

        Assert.Null(SeminarRules.WhyNotConsented(consent, [Cast.Torvet.Id], today, held));
        Assert.Equal("Refusals.SeminarConsentEnds", SeminarRules.WhyNotConsented(consent, [Cast.Torvet.Id], today, held.AddDays(1))!.Key);
        Assert.Equal("Refusals.ConsentExpired", SeminarRules.WhyNotConsented(consent, [Cast.Torvet.Id], new DateOnly(2027, 1, 1), held)!.Key);
        Assert.Equal("Refusals.ConsentWithdrawn", SeminarRules.WhyNotConsented(consent with { WithdrawnAt = Now }, [], today, held)!.Key);
        Assert.Equal("Refusals.ConsentOtherClinic", SeminarRules.WhyNotConsented(consent, [Cast.Fjordhoej.Id], today, held)!.Key);
    }

    [Fact]
    public void What_an_announcement_lacks_is_said_where_it_is_missing()
    {
        var ready = Samples.Meeting with { Facts = Planned };
        AgendaItem orientation = new() { Kind = AgendaKind.Orientation, Title = "Nyt", Minutes = 10, ForDoctor = "Hør", ForCaseworker = "Fortæl" };
        var discussion = orientation with { Kind = AgendaKind.Discussion };

        Assert.Empty(Lacks(ready));
        Assert.Equal(["time", "place"], Lacks(ready with { Facts = Planned with { StartsAt = null, EndsAt = null }, Place = new MeetingPlace() }).Select(error => error.Field));
        Assert.Equal("Errors.AgendaOrientation", Assert.Single(Lacks(ready with { Agenda = [orientation, orientation with { Kind = AgendaKind.Break }] })).Key);
        Assert.Equal("Errors.AgendaForDoctor", Assert.Single(Lacks(ready with { Agenda = [discussion with { ForDoctor = "" }, discussion with { ForDoctor = "" }] })).Key);
        Assert.Equal("Errors.AgendaForCaseworker", Assert.Single(Lacks(ready with { Agenda = [discussion with { ForCaseworker = "" }] })).Key);
        Assert.Empty(Lacks(ready with { Agenda = [orientation with { ForDoctor = "" }, discussion] }));
        Assert.Equal("invitations", Assert.Single(Lacks(ready with { Invitations = [] })).Field);
        Assert.Equal("replyBy", Assert.Single(Lacks(ready with { Facts = Planned with { ReplyBy = Planned.StartsAt!.Value.AddHours(1) } })).Field);
        Assert.True(SeminarChecks.IsShortNotice(Planned, new DateOnly(2026, 11, 30)));
        Assert.False(SeminarChecks.IsShortNotice(Planned, new DateOnly(2026, 11, 29)));
    }

    private static IReadOnlyList<FieldErrorOf> Lacks(Seminar seminar) =>
        [.. SeminarChecks.CheckAnnounce(seminar, [], "", Now).Select(error => new FieldErrorOf(error.Field, error.Key))];

    private static IEnumerable<string> Seen(MeetingKind kind, SeminarStatus status, Person? owner = null)
    {
        var meeting = Samples.Meeting with { Kind = kind, Facts = Facts[status], OwnerId = (owner ?? Cast.Karin).Id };
        return Everybody.Where(person => SeminarRules.MaySee(meeting, Actor(person))).Select(person => person.Name.Split(' ')[0]);
    }

    private static ActionContext Actor(Person person) => new()
    {
        PersonId = person.Id,
        Role = person.Role,
        MunicipalityId = person.MunicipalityId,
        UnitId = person.UnitId,
        ClinicId = person.ClinicId,
        At = Now,
    };

    private sealed record FieldErrorOf(string Field, string Key);
}
