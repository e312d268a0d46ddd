using Portal.Data;
using Portal.Data.Directory;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Answers;
using Portal.Tests.Support;

namespace Portal.Tests.Seminars;

public sealed class RegistrationTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_clinic_sends_somebody_else_and_changes_its_mind(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.MeetingAsync(capacity: 1);

        World.Done(await AnswerAsync(world, id, Cast.Anna, AnnouncedMeetings.Coming() with { SubstituteName = "Dorte Dam" }));
        World.Done(await AnswerAsync(world, id, Cast.Frida, AnnouncedMeetings.Coming()));
        World.Done(await AnswerAsync(world, id, Cast.Anna, AnnouncedMeetings.Coming() with { Note = "Kommer selv" }));
        World.Done(await AnswerAsync(world, id, Cast.Mette, new() { Round = 1, Answer = InvitationAnswer.OtherTime, Note = "Efter kl. 16" }));

        var all = await world.RegistrationsAsync(id);
        Assert.Equal(
            [
                (Cast.Anna.Name, "Lægerne Torvet", RegistrationStatus.Registered, "Kommer selv", null),
                (Cast.Frida.Name, "Fjordhøj Lægehus", RegistrationStatus.Waitlisted, "", null),
                (Cast.Mette.Name, null, RegistrationStatus.OtherTime, "Efter kl. 16", null),
            ],
            all.Select(registration => (registration.PersonName, registration.ClinicName, registration.Status, registration.Note, registration.SubstituteName)));
        Assert.Equal(4, (await world.AuditAsync(id)).Count(row => row.Action == "seminar.answer"));
        Assert.DoesNotContain(await world.AuditAsync(id), row => row.Detail?.Contains("16", StringComparison.Ordinal) == true);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_late_answer_counts_and_is_marked(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.MeetingAsync(capacity: null);
        World.Done(await AnswerAsync(world, id, Cast.Anna, AnnouncedMeetings.Coming()));
        world.Clock.Now = (await world.MeetingAsync(id)).Facts.ReplyBy!.Value;

        World.Done(await AnswerAsync(world, id, Cast.Frida, AnnouncedMeetings.Coming()));
        World.Done(await AnswerAsync(world, id, Cast.Anna, AnnouncedMeetings.Coming() with { Note = "Glæder mig" }));

        Assert.False((await world.RegistrationAsync(id, Cast.Anna)).IsLate);
        Assert.True((await world.RegistrationAsync(id, Cast.Frida)).IsLate);
        Assert.Equal(RegistrationStatus.Registered, (await world.RegistrationAsync(id, Cast.Frida)).Status);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_moved_meeting_asks_again_and_keeps_what_was_answered(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.MeetingAsync(capacity: 1);
        World.Done(await AnswerAsync(world, id, Cast.Anna, AnnouncedMeetings.Coming()));
        World.Done(await AnswerAsync(world, id, Cast.Bo, AnnouncedMeetings.Coming()));
        World.Done(await AnswerAsync(world, id, Cast.Anna, AnnouncedMeetings.NotComing()));
        await world.SetMeetingAsync(id, "Round", 2);

        Assert.Equal(OutcomeKind.ChangedByOther, (await AnswerAsync(world, id, Cast.Frida, AnnouncedMeetings.Coming(round: 1))).Kind);
        World.Done(await AnswerAsync(world, id, Cast.Frida, AnnouncedMeetings.Coming(round: 2)));

        // The place that was kept for Bo was one at the meeting as it was.
        world.Clock.Now = world.Clock.Now.AddDays(4);
        Assert.Equal(1, await world.Get<ClaimService>().LapseDueAsync(world.Clock.Now, Ct));
        Assert.Equal([Cast.Frida.Id], (await world.RegistrationsAsync(id, 2)).Select(registration => registration.PersonId));
        Assert.Equal(
            [(Cast.Anna.Id, RegistrationStatus.Declined), (Cast.Bo.Id, RegistrationStatus.Lapsed)],
            (await world.Get<RegistrationRepository>().ListEarlierAsync(id, 2, Ct)).Select(registration => (registration.PersonId, registration.Status)).OrderBy(earlier => earlier.Status.ToString()));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Those_who_plan_write_down_what_they_were_told_and_give_a_place_on(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.MeetingAsync(capacity: 1);
        World.Done(await AnswerAsync(world, id, Cast.Anna, AnnouncedMeetings.Coming()));
        World.Done(await AnswerAsync(world, id, Cast.Frida, AnnouncedMeetings.Coming()));
        world.Clock.Now = (await world.MeetingAsync(id)).Facts.ReplyBy!.Value;

        // Coming to a full meeting is waiting, whoever writes it down.
        World.Done(await RecordAsync(world, id, Cast.Birgit, AnnouncedMeetings.Coming()));
        Assert.Equal((RegistrationStatus.Waitlisted, true), (await world.RegistrationAsync(id, Cast.Birgit)) is var late ? (late.Status, late.IsLate) : default);

        // Bo comes in Anna's stead: the line stays as it is.
        World.Done(await RecordAsync(world, id, Cast.Bo, AnnouncedMeetings.Coming(), Cast.Anna));
        Assert.Equal(
            [(Cast.Bo.Id, RegistrationStatus.Registered), (Cast.Frida.Id, RegistrationStatus.Waitlisted), (Cast.Birgit.Id, RegistrationStatus.Waitlisted), (Cast.Anna.Id, RegistrationStatus.Declined)],
            (await world.RegistrationsAsync(id)).Select(registration => (registration.PersonId, registration.Status)));

        // Bo phones that he does not come after all.
        World.Done(await RecordAsync(world, id, Cast.Bo, AnnouncedMeetings.NotComing()));
        Assert.Equal(RegistrationStatus.Offered, (await world.RegistrationAsync(id, Cast.Frida)).Status);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Nobody_answers_who_is_not_asked_and_nobody_for_others(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.MeetingAsync(capacity: 5);

        Assert.Equal(OutcomeKind.NotFound, (await AnswerAsync(world, id, Cast.Viggo, AnnouncedMeetings.Coming())).Kind);
        Assert.Equal("Refusals.SeminarNotInvited", (await AnswerAsync(world, id, Cast.Adam, AnnouncedMeetings.Coming())).Reason?.Key);
        Assert.Equal("Refusals.SeminarNotYours", (await world.Get<RegistrationService>().ChangeByPlannerAsync(
            id, new RecordedAnswerInput { PersonId = Cast.Anna.Id, Answer = AnnouncedMeetings.Coming() }, world.As(Cast.Bo), Ct)).Reason?.Key);
        Assert.Equal("personId", Assert.Single((await RecordAsync(world, id, Cast.Viggo, AnnouncedMeetings.Coming())).Errors).Field);
        Assert.Equal("insteadOfId", Assert.Single((await RecordAsync(world, id, Cast.Anna, AnnouncedMeetings.Coming(), Cast.Bo)).Errors).Field);
        Assert.Equal("Refusals.NoPlaceOffered", (await world.Get<RegistrationService>().ClaimAsync(id, 1, world.As(Cast.Anna), Ct)).Reason?.Key);
        Assert.Empty(await world.RegistrationsAsync(id));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_larger_capacity_is_offered_to_the_next_with_the_change_itself(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var (service, input) = (world.Get<SeminarService>(), Samples.MeetingInput with { Capacity = 1 });
        var time = new SeminarTimeInput { Day = new DateOnly(2026, 12, 15), From = new TimeOnly(16, 0), Place = new PlaceChoice { Kind = PlaceKind.Online, OnlineAddress = "https://eksempel.dk/m" } };
        var id = World.Done(await service.CreateAsync(input, 1, world.As(Cast.Karin), Ct));
        World.Done(await world.Get<SeminarTimes>().SetAsync(id, 1, time, world.As(Cast.Karin), Ct));
        World.Done(await service.AnnounceAsync(id, 2, "", world.As(Cast.Karin), Ct));
        World.Done(await AnswerAsync(world, id, Cast.Anna, AnnouncedMeetings.Coming()));
        World.Done(await AnswerAsync(world, id, Cast.Frida, AnnouncedMeetings.Coming()));

        World.Done(await world.Get<SeminarEditor>().EditAsync(id, 3, input with { Capacity = 2 }, world.As(Cast.Karin), Ct));

        Assert.Equal(RegistrationStatus.Offered, (await world.RegistrationAsync(id, Cast.Frida)).Status);
        Assert.Single(await world.AuditAsync(id), row => row.Action == "seminar.move-up" && row.Detail == Cast.Frida.Id.ToString());
    }

    private static Task<Outcome> AnswerAsync(World world, Guid id, Person person, SeminarAnswerInput input) =>
        world.Get<RegistrationService>().AnswerAsync(id, input, world.As(person), Ct);

    private static Task<Outcome> RecordAsync(World world, Guid id, Person person, SeminarAnswerInput input, Person? insteadOf = null) =>
        world.Get<RegistrationService>().ChangeByPlannerAsync(
            id, new RecordedAnswerInput { PersonId = person.Id, InsteadOfId = insteadOf?.Id, Answer = input }, world.As(Cast.Karin), Ct);
}
