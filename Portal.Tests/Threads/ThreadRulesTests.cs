using Portal.Data.Audit;
using Portal.Data.Directory;
using Portal.Data.Threads;
using Portal.Tests.Support;

namespace Portal.Tests.Threads;

/// <summary>Every status, every act and every role against one table; and what may be read.</summary>
public sealed class ThreadRulesTests
{
    private static readonly DateTime Now = new(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc);

    private static readonly Dictionary<ThreadStatus, ThreadFacts> Facts = new()
    {
        [ThreadStatus.AwaitingDoctor] = new() { AwaitingSide = ThreadTurn.Clinic, AwaitingSince = Now.AddDays(-1) },
        [ThreadStatus.AwaitingCaseworker] = new() { AwaitingSide = ThreadTurn.Municipality, AwaitingSince = Now.AddDays(-1) },
        [ThreadStatus.Answered] = new() { AnsweredAt = Now.AddDays(-1) },
        [ThreadStatus.Handled] = new() { HandledAt = Now.AddDays(-1) },
        [ThreadStatus.Closed] = new() { AwaitingSide = ThreadTurn.Clinic, AwaitingSince = Now.AddDays(-2), ClosedAt = Now.AddDays(-1) },
        [ThreadStatus.Redirected] = new() { AwaitingSide = ThreadTurn.Clinic, AwaitingSince = Now.AddDays(-2), RedirectedAt = Now.AddDays(-1) },
    };

    private static readonly Role[] Everybody = [Role.Gp, Role.ClinicStaff, Role.Caseworker, Role.Coordinator, Role.MedicalConsultant];
    private static readonly Role[] Clinic = [Role.Gp, Role.ClinicStaff];
    private static readonly Role[] Casework = [Role.Caseworker, Role.Coordinator];
    private static readonly Role[] Both = [.. Clinic, .. Casework];
    private static readonly Role[] Inviters = [Role.Gp, .. Casework];
    private static readonly Role[] Doctor = [Role.Gp];
    private static readonly Role[] Consultant = [Role.MedicalConsultant];
    private static readonly Role[] Nobody = [];

    // In the order of the statuses: at the doctor, at the caseworker, answered, handled, closed, redirected. Nobody disputes anything here.
    private static readonly Dictionary<ThreadAction, Role[][]> Allowed = new()
    {
        [ThreadAction.Post] = [Everybody, Everybody, Everybody, Everybody, Nobody, Everybody],
        [ThreadAction.PostAndAnswer] = [Clinic, Casework, Casework, Nobody, Nobody, Nobody],
        [ThreadAction.NotePhoneCall] = [Everybody, Everybody, Everybody, Everybody, Nobody, Everybody],
        [ThreadAction.Handle] = [Clinic, Casework, Casework, Nobody, Nobody, Nobody],
        [ThreadAction.Close] = [Both, Both, Both, Both, Nobody, Both],
        [ThreadAction.Reopen] = [Nobody, Nobody, Nobody, Both, Both, Nobody],
        [ThreadAction.Assign] = [Both, Both, Both, Both, Nobody, Both],
        [ThreadAction.InviteConsultant] = [Inviters, Inviters, Inviters, Inviters, Nobody, Inviters],
        [ThreadAction.RemoveConsultant] = [Casework, Casework, Casework, Casework, Casework, Casework],
        [ThreadAction.Leave] = [Consultant, Consultant, Consultant, Consultant, Consultant, Consultant],
        [ThreadAction.Redirect] = [Doctor, Doctor, Doctor, Doctor, Nobody, Nobody],
        [ThreadAction.ReplaceClinic] = [Casework, Casework, Casework, Casework, Nobody, Casework],
        [ThreadAction.DeclineRedirect] = [Nobody, Nobody, Nobody, Nobody, Nobody, Casework],
        [ThreadAction.Dispute] = [Both, Both, Both, Both, Nobody, Both],
        [ThreadAction.TakeDisputeStep] = [Nobody, Nobody, Nobody, Nobody, Nobody, Nobody],
        [ThreadAction.ResolveDispute] = [Nobody, Nobody, Nobody, Nobody, Nobody, Nobody],
    };

    [Fact]
    public void Who_may_do_what_when_is_as_the_table_says()
    {
        var faults = new List<string>();
        foreach (var (action, byStatus) in Allowed)
        {
            foreach (var (status, roles) in Enum.GetValues<ThreadStatus>().Zip(byStatus))
            {
                foreach (var role in Enum.GetValues<Role>().Except([Role.Administrator, Role.Auditor]))
                {
                    var may = ThreadRules.WhyNot(Facts[status], Sight(role), action, Actor(role), Now) is null;
                    if (may != roles.Contains(role))
                    {
                        faults.Add($"{action} in {status} by {role}: {may}");
                    }
                }
            }
        }

        Assert.Empty(faults);
        Assert.Equal(Enum.GetValues<ThreadAction>(), Allowed.Keys.Order());
        Assert.All(Facts, pair => Assert.Equal(pair.Key, ThreadRules.Status(pair.Value)));
    }

    [Fact]
    public void An_open_disagreement_can_be_taken_further_and_not_be_opened_twice()
    {
        var facts = Facts[ThreadStatus.AwaitingDoctor] with { DisputedAt = Now.AddHours(-1) };

        Assert.All(Both, role => Assert.Equal(
            [false, true, true],
            new[] { ThreadAction.Dispute, ThreadAction.TakeDisputeStep, ThreadAction.ResolveDispute }.Select(action => ThreadRules.WhyNot(facts, Sight(role), action, Actor(role), Now) is null)));
        Assert.NotNull(ThreadRules.WhyNot(facts, Sight(Role.MedicalConsultant), ThreadAction.ResolveDispute, Actor(Role.MedicalConsultant), Now));
    }

    [Fact]
    public void Who_takes_part_no_longer_can_do_nothing() =>
        Assert.All(
            Enum.GetValues<ThreadAction>(),
            action => Assert.Equal("Refusals.ThreadNoPart", ThreadRules.WhyNot(Facts[ThreadStatus.AwaitingDoctor], Sight(Role.Gp) with { IsActive = false }, action, Actor(Role.Gp), Now)!.Key));

    [Fact]
    public void What_has_ended_can_be_taken_up_again_for_ninety_days()
    {
        var facts = Facts[ThreadStatus.Handled] with { HandledAt = Now.AddDays(-ThreadRules.ReopenDays) };

        Assert.Null(ThreadRules.WhyNot(facts, Sight(Role.Gp), ThreadAction.Reopen, Actor(Role.Gp), Now));
        Assert.Equal("Refusals.ThreadTooOld", ThreadRules.WhyNot(facts, Sight(Role.Gp), ThreadAction.Reopen, Actor(Role.Gp), Now.AddSeconds(1))!.Key);
    }

    [Fact]
    public void The_turn_goes_to_the_other_side_and_waiting_counts_from_the_first_unanswered_word()
    {
        var asked = ThreadRules.Posted(new ThreadFacts(), ThreadSide.Municipality, endsQuestion: false, Now);
        var again = ThreadRules.Posted(asked, ThreadSide.Municipality, endsQuestion: false, Now.AddHours(1));
        var advised = ThreadRules.Posted(again, ThreadSide.Consultant, endsQuestion: false, Now.AddHours(2));
        var answered = ThreadRules.Posted(advised, ThreadSide.Clinic, endsQuestion: true, Now.AddHours(3));
        var handled = ThreadRules.Handled(answered, ThreadSide.Municipality, Now.AddHours(4));
        var late = ThreadRules.Posted(handled, ThreadSide.Consultant, endsQuestion: false, Now.AddHours(5));
        var back = ThreadRules.Posted(late, ThreadSide.Clinic, endsQuestion: false, Now.AddHours(6));

        Assert.Equal((ThreadStatus.AwaitingDoctor, (DateTime?)Now), (ThreadRules.Status(again), again.AwaitingSince));
        Assert.Equal(again, advised);
        Assert.Equal((ThreadStatus.Answered, ThreadTurn.Municipality), (ThreadRules.Status(answered), ThreadRules.NextActor(answered)));
        Assert.Equal((ThreadStatus.Handled, ThreadTurn.Nobody), (ThreadRules.Status(handled), ThreadRules.NextActor(handled)));
        Assert.Equal(ThreadStatus.AwaitingCaseworker, ThreadRules.Status(late));
        Assert.Equal((ThreadStatus.AwaitingCaseworker, (DateTime?)Now.AddHours(5)), (ThreadRules.Status(back), back.AwaitingSince));
    }

    [Fact]
    public void A_doctor_has_ten_working_days_and_the_municipality_two()
    {
        // A Monday; in between lie two weekends.
        var due = ThreadRules.DueAt(ThreadStatus.AwaitingDoctor, Now);

        Assert.Equal(new DateTime(2026, 12, 7, 15, 0, 0, DateTimeKind.Utc), due);
        Assert.Equal(new DateTime(2026, 11, 25, 15, 0, 0, DateTimeKind.Utc), ThreadRules.DueAt(ThreadStatus.AwaitingCaseworker, Now));
        Assert.Null(ThreadRules.DueAt(ThreadStatus.Answered, Now));
        Assert.True(ThreadRules.IsOverdue(ThreadStatus.AwaitingDoctor, Now, due!.Value.AddSeconds(1)));
        Assert.False(ThreadRules.IsOverdue(ThreadStatus.AwaitingDoctor, Now, due.Value));
        // The day after the last of the ten it is on the caseworker's list; the day itself not.
        Assert.True(Now >= ThreadRules.LateBefore(new DateOnly(2026, 12, 7)));
        Assert.True(Now < ThreadRules.LateBefore(new DateOnly(2026, 12, 8)));
    }

    [Fact]
    public void What_may_be_read_is_what_each_part_gives_and_never_what_lies_between()
    {
        var consultant = Actor(Role.MedicalConsultant);
        var sight = ThreadRules.SightOf([Member(2, 4, person: consultant.PersonId), Member(7, null, person: consultant.PersonId), Member(0, null, clinic: Cast.Torvet.Id)], consultant)!;

        Assert.Equal([false, true, true, false, false, true], new long[] { 2, 3, 4, 5, 7, 8 }.Select(sight.MayRead));
        Assert.Equal((ThreadSide.Consultant, true, 9), (sight.Side, sight.IsActive, sight.Newest(9)));
        Assert.Null(ThreadRules.SightOf([Member(0, null, person: Guid.NewGuid()), Member(0, null, clinic: Cast.Torvet.Id)], consultant));
        // A caseworker who once was invited as a consultant is none; an administrator of the unit is nobody.
        Assert.Null(ThreadRules.SightOf([Member(0, null, unit: Cast.Sygedagpenge.Id)], Actor(Role.Administrator) with { UnitId = Cast.Sygedagpenge.Id }));
        Assert.Equal([new SequenceRange(0, null)], ThreadRules.SightOf([Member(0, 5, unit: Cast.Sygedagpenge.Id), Member(3, null, unit: Cast.Sygedagpenge.Id)], Actor(Role.Caseworker))!.Ranges);
        Assert.Equal(5, ThreadRules.SightOf([Member(0, 5, clinic: Cast.Torvet.Id)], Actor(Role.Gp))!.Newest(9));
    }

    [Fact]
    public void One_takes_back_ones_own_and_a_coordinator_what_the_municipality_has_written()
    {
        var anna = Actor(Role.Gp);
        var message = Message(anna.PersonId, ThreadSide.Clinic);

        Assert.Null(ThreadRules.WhyNotRetract(message, Sight(Role.Gp), anna));
        Assert.Equal("Refusals.ThreadNotYourMessage", ThreadRules.WhyNotRetract(message, Sight(Role.ClinicStaff), Actor(Role.ClinicStaff))!.Key);
        Assert.Equal("Refusals.ThreadNotYourMessage", ThreadRules.WhyNotRetract(message, Sight(Role.Coordinator), Actor(Role.Coordinator))!.Key);
        Assert.Null(ThreadRules.WhyNotRetract(Message(Guid.NewGuid(), ThreadSide.Municipality), Sight(Role.Coordinator), Actor(Role.Coordinator)));
        Assert.Equal("Refusals.ThreadLineStays", ThreadRules.WhyNotRetract(message with { Kind = ThreadMessageKind.System }, Sight(Role.Gp), anna)!.Key);
        Assert.Equal("Refusals.ThreadRetracted", ThreadRules.WhyNotRetract(message with { RetractedAt = Now }, Sight(Role.Gp), anna)!.Key);
        Assert.Equal("Refusals.ThreadNoPart", ThreadRules.WhyNotRetract(message, Sight(Role.Gp) with { Ranges = [new SequenceRange(1, null)] }, anna)!.Key);
    }

    [Theory]
    [InlineData("", false, 0, "body")]
    [InlineData("", false, 1, null)]
    [InlineData("Ja.", false, 0, null)]
    [InlineData("Ja.", false, 6, "body")]
    [InlineData("Ja.", true, 0, "spokeWith")]
    public void What_is_wrong_with_a_message_is_said_at_its_field(string body, bool isPhoneNote, int links, string? field)
    {
        var errors = ThreadRules.Check(
            new ThreadPostInput { MessageId = Guid.NewGuid(), Body = body, IsPhoneNote = isPhoneNote, SpokenAt = Now, OfferVersionIds = [.. Enumerable.Range(0, links).Select(_ => Guid.NewGuid())] }, Now);

        Assert.Equal(field, errors is [var first, ..] ? first.Field : null);
    }

    [Fact]
    public void A_message_of_5000_letters_goes_and_one_more_does_not()
    {
        Assert.Empty(ThreadRules.Check(new ThreadPostInput { MessageId = Guid.NewGuid(), Body = new string('å', 5000) }, Now));
        Assert.Equal("Errors.TooLong", Assert.Single(ThreadRules.Check(new ThreadPostInput { MessageId = Guid.NewGuid(), Body = new string('å', 5001) }, Now)).Key);
    }

    private static ThreadSight Sight(Role role) => new()
    {
        Side = role.IsClinic() ? ThreadSide.Clinic : role.IsCasework() ? ThreadSide.Municipality : ThreadSide.Consultant,
        IsActive = true,
        Ranges = [new SequenceRange(0, null)],
    };

    private static ActionContext Actor(Role role) => new()
    {
        PersonId = Cast.People.First(person => person.Role == role).Id,
        Role = role,
        MunicipalityId = role.IsClinic() ? null : Cast.Holbaek.Id,
        UnitId = role.IsCasework() ? Cast.Sygedagpenge.Id : null,
        ClinicId = role.IsClinic() ? Cast.Torvet.Id : null,
        At = Now,
    };

    private static ThreadMember Member(long after, long? until, Guid? unit = null, Guid? clinic = null, Guid? person = null) =>
        new() { Id = Guid.NewGuid(), Name = "", UnitId = unit, ClinicId = clinic, PersonId = person, AfterSequence = after, UntilSequence = until };

    private static ThreadMessage Message(Guid author, ThreadSide side) => new()
    {
        Id = Guid.NewGuid(),
        Sequence = 1,
        Kind = ThreadMessageKind.Message,
        AuthorId = author,
        AuthorName = "",
        AuthorTitle = "",
        AuthorPlace = "",
        Side = side,
        Body = "Ja.",
        BodyHtml = "<p>Ja.</p>",
        SentAt = Now,
    };
}
