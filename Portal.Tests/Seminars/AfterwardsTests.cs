using Portal.Data;
using Portal.Data.Consents;
using Portal.Data.Guidelines;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Afterwards;
using Portal.Tests.Support;

namespace Portal.Tests.Seminars;

/// <summary>From who came to the closed meeting, through the services.</summary>
public sealed class AfterwardsTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task With_the_first_attendance_the_meeting_was_held_and_who_came_unasked_is_added(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await HeldMeetings.AnnounceAsync(world);
        await HeldMeetings.AnswerAsync(world, id, Cast.Anna, RegistrationStatus.Registered);
        await HeldMeetings.AnswerAsync(world, id, Cast.Bo, RegistrationStatus.Declined);
        var service = world.Get<AttendanceService>();
        var input = new AttendanceInput { Marks = new Dictionary<Guid, Attendance> { [Cast.Anna.Id] = Attendance.Excused }, Came = [Cast.Bo.Id, Cast.Frida.Id] };

        var early = await service.RegisterAsync(id, 3, input, world.As(Cast.Karin), Ct);
        await HeldMeetings.PassAsync(world, id);
        var foreign = await service.RegisterAsync(id, 3, input, world.As(Cast.Kirsten), Ct);
        var invited = await service.RegisterAsync(id, 3, input, world.As(Cast.Anna), Ct);
        var stranger = await service.RegisterAsync(id, 3, input with { Came = [Cast.Viggo.Id] }, world.As(Cast.Karin), Ct);
        var nobody = await service.RegisterAsync(id, 3, new AttendanceInput(), world.As(Cast.Karin), Ct);
        World.Done(await service.RegisterAsync(id, 3, input, world.As(Cast.Karin), Ct));
        var again = await service.RegisterAsync(id, 3, input, world.As(Cast.Karin), Ct);
        var stale = await service.RegisterAsync(id, 3, input with { Came = [] }, world.As(Cast.Mette), Ct);

        Assert.Equal("Refusals.SeminarNotYet", early.Reason?.Key);
        Assert.Equal(OutcomeKind.NotFound, foreign.Kind);
        Assert.Equal("Refusals.SeminarNotYours", invited.Reason?.Key);
        Assert.Equal("Errors.AttendanceUnknown", stranger.Errors.Single().Key);
        Assert.Equal("Errors.AttendanceEmpty", nobody.Errors.Single().Key);
        Assert.True(again.IsDone);
        Assert.Equal(OutcomeKind.ChangedByOther, stale.Kind);
        var held = await HeldMeetings.FindAsync(world, id);
        Assert.Equal((SeminarStatus.Held, 4), (SeminarRules.Status(held.Facts), held.Version));
        Assert.Equal(AttendanceRules.NextMonth(MeetingKind.Seminar, held.Facts.StartsAt!.Value), held.NextProposedOn);
        Assert.Equal(
            [("Anna Holm", Attendance.Excused), ("Bo Nør", Attendance.Attended), ("Frida Fog", Attendance.Attended)],
            (await HeldMeetings.AnsweredAsync(world, id)).OrderBy(attendee => attendee.PersonName, StringComparer.Ordinal).Select(attendee => (attendee.PersonName, attendee.Attendance!.Value)));
        Assert.Equal(new AttendanceCount { Attended = 2, NoShow = 0, Excused = 1, Clinics = 2 }, await world.Get<AttendanceRepository>().CountAsync(held, Ct));
        Assert.Single(await world.AuditAsync(id), row => row.Action == "seminar.attendance");
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_talk_whose_consent_was_withdrawn_before_it_was_not_held(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var (before, citizen, consent) = await HeldMeetings.RoundTableAsync(world);
        var (after, _, late) = await HeldMeetings.RoundTableAsync(world);
        await HeldMeetings.AnswerAsync(world, before, Cast.Anna, RegistrationStatus.Registered);
        await HeldMeetings.AnswerAsync(world, after, Cast.Anna, RegistrationStatus.Registered);
        World.Done(await world.Get<ConsentService>().WithdrawAsync(consent, citizen, world.As(Cast.Mette), Ct));
        await HeldMeetings.PassAsync(world, after);
        World.Done(await world.Get<ConsentService>().WithdrawAsync(late, (await HeldMeetings.FindAsync(world, after)).CitizenId!.Value, world.As(Cast.Mette), Ct));

        var refused = await HeldMeetings.RegisterAsync(world, before, Cast.Mette, (Cast.Anna, Attendance.Attended));
        var held = await HeldMeetings.RegisterAsync(world, after, Cast.Mette, (Cast.Anna, Attendance.Attended));

        Assert.Equal("Refusals.MeetingConsentWithdrawn", refused.Reason?.Key);
        Assert.Null((await HeldMeetings.FindAsync(world, before)).Facts.HeldAt);
        Assert.True(held.IsDone);
        Assert.Contains(await world.AuditAsync(after), row => row.Action == "seminar.attendance" && row.CitizenId is not null);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Minutes_are_a_draft_then_final_then_amended_and_nothing_is_overwritten(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var early = await HeldMeetings.AnnounceAsync(world);
        var id = await HeldMeetings.HoldAsync(world);
        var (service, minutes) = (world.Get<MinutesService>(), world.Get<MinutesRepository>());

        var tooEarly = await service.SaveAsync(early, new MinutesInput { BasedOn = 0, Body = "x" }, world.As(Cast.Karin), Ct);
        var notTheirs = await service.SaveAsync(id, new MinutesInput { BasedOn = 0, Body = "x" }, world.As(Cast.Anna), Ct);
        World.Done(await service.SaveAsync(id, new MinutesInput { BasedOn = 0, Body = "Første" }, world.As(Cast.Karin), Ct));
        var twice = await service.SaveAsync(id, new MinutesInput { BasedOn = 0, Body = "Første" }, world.As(Cast.Karin), Ct);
        var stale = await service.SaveAsync(id, new MinutesInput { BasedOn = 0, Body = "Noget andet" }, world.As(Cast.Karin), Ct);
        var staleFinal = await service.PublishAsync(id, new MinutesInput { BasedOn = 0, Body = "Noget andet" }, world.As(Cast.Karin), Ct);
        var hidden = await minutes.FindPublishedAsync(id, null, Ct);
        World.Done(await service.PublishAsync(id, new MinutesInput { BasedOn = 1, Body = "## Emne\n\n<b>Anden</b>" }, world.As(Cast.Karin), Ct));
        var publishedTwice = await service.PublishAsync(id, new MinutesInput { BasedOn = 1, Body = "## Emne\n\n<b>Anden</b>" }, world.As(Cast.Karin), Ct);
        var save = await service.SaveAsync(id, new MinutesInput { BasedOn = 2, Body = "Tredje" }, world.As(Cast.Karin), Ct);
        var reasonless = await service.AmendAsync(id, new MinutesInput { BasedOn = 1, Body = "Tredje" }, world.As(Cast.Karin), Ct);
        World.Done(await service.AmendAsync(id, new MinutesInput { BasedOn = 1, Body = "Tredje", Reason = "Et navn var forkert" }, world.As(Cast.Karin), Ct));
        var staleAmend = await service.AmendAsync(id, new MinutesInput { BasedOn = 1, Body = "Fjerde", Reason = "x" }, world.As(Cast.Karin), Ct);

        Assert.Equal("Refusals.SeminarNotHeld", tooEarly.Reason?.Key);
        Assert.Equal("Refusals.SeminarNotYours", notTheirs.Reason?.Key);
        Assert.True(twice.IsDone && publishedTwice.IsDone);
        Assert.Equal([OutcomeKind.ChangedByOther, OutcomeKind.ChangedByOther, OutcomeKind.ChangedByOther], [stale.Kind, staleFinal.Kind, staleAmend.Kind]);
        Assert.Null(hidden);
        Assert.Equal("Refusals.MinutesPublished", save.Reason?.Key);
        Assert.Equal("Errors.MinutesReason", reasonless.Errors.Single().Key);
        var first = (await minutes.FindPublishedAsync(id, 1, Ct))!;
        Assert.Contains("&lt;b&gt;Anden", first.BodyHtml, StringComparison.Ordinal);
        Assert.Contains("<h3>Emne</h3>", first.BodyHtml, StringComparison.Ordinal);
        Assert.Equal(("Tredje", "Et navn var forkert"), ((await minutes.FindPublishedAsync(id, null, Ct))!.Body, (await minutes.FindPublishedAsync(id, 2, Ct))!.Reason));
        Assert.Equal([2, 1], (await minutes.ListAsync(id, Ct)).Select(version => version.Number));
        Assert.Equal(["minutes.save", "minutes.publish", "minutes.amend"], (await world.AuditAsync(id)).Select(row => row.Action).Where(action => action.StartsWith("minutes.", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Decisions_become_guidelines_and_carry_the_version_that_took_them_in(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await HeldMeetings.HoldAsync(world);
        var (service, decisions, guidelines) = (world.Get<DecisionService>(), world.Get<DecisionRepository>(), world.Get<GuidelineService>());
        var version = (await HeldMeetings.FindAsync(world, id)).Version;

        var notCoordinator = await service.SaveAsync(id, version, ["x"], world.As(Cast.Mette), Ct);
        World.Done(await service.SaveAsync(id, version, ["Højst tre spørgsmål", "Vi ringer først"], world.As(Cast.Karin), Ct));
        var stale = await service.SaveAsync(id, version, ["Noget andet"], world.As(Cast.Karin), Ct);
        var prefilled = await decisions.ListAsync(id, Ct);
        // While the guidelines are written, a colleague changes one of the two.
        World.Done(await service.SaveAsync(id, version + 1, ["Højst tre spørgsmål", "Vi skriver først"], world.As(Cast.Karin), Ct));
        World.Done(await guidelines.PublishAsync(
            new GuidelineInput { BasedOn = 0, Body = "- Højst tre spørgsmål", ChangeNote = "Første", SeminarId = id, DecisionIds = [.. prefilled.Select(decision => decision.Id)] },
            world.As(Cast.Karin),
            Ct));
        World.Done(await service.SaveAsync(id, version + 2, ["Ny"], world.As(Cast.Karin), Ct));

        Assert.Equal("Refusals.OnlyCoordinatorDecides", notCoordinator.Reason?.Key);
        Assert.Equal(OutcomeKind.ChangedByOther, stale.Kind);
        Assert.Equal([("Højst tre spørgsmål", 1), ("Ny", null)], (await decisions.ListAsync(id, Ct)).Select(decision => (decision.Decision, decision.GuidelineNumber)));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Only_those_who_were_not_there_are_sent_material_and_only_once(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await HeldMeetings.HoldAsync(world);
        var service = world.Get<MaterialService>();
        var version = (await HeldMeetings.FindAsync(world, id)).Version;

        var nothing = await service.SendAsync(id, version, [Cast.Bo.Id], world.As(Cast.Karin), Ct);
        World.Done(await world.Get<MinutesService>().PublishAsync(id, new MinutesInput { BasedOn = 0, Body = "Referat" }, world.As(Cast.Karin), Ct));
        var there = await service.SendAsync(id, version + 1, [Cast.Anna.Id], world.As(Cast.Karin), Ct);
        World.Done(await service.SendAsync(id, version + 1, [Cast.Bo.Id], world.As(Cast.Karin), Ct));
        var twice = await service.SendAsync(id, version + 1, [Cast.Bo.Id], world.As(Cast.Karin), Ct);
        World.Done(await service.SendAsync(id, version + 2, [Cast.Bo.Id, Cast.Frida.Id], world.As(Cast.Karin), Ct));

        Assert.Equal("Refusals.SeminarNoMaterial", nothing.Reason?.Key);
        Assert.Equal("absent", there.Errors.Single().Field);
        Assert.True(twice.IsDone);
        var sent = (await HeldMeetings.AnsweredAsync(world, id)).Where(attendee => attendee.MaterialSentAt is not null).ToList();
        Assert.Equal(["Bo Nør", "Frida Fog"], sent.Select(attendee => attendee.PersonName).Order(StringComparer.Ordinal));
        Assert.Equal(2, sent.Select(attendee => attendee.MaterialSentAt).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Fees_are_for_the_doctors_who_came_and_one_that_is_settled_keeps_its_doctor_there(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await HeldMeetings.HoldAsync(world);
        var free = await HeldMeetings.HoldAsync(world, input => input with { PaysHonorarium = false });
        var service = world.Get<HonorariumService>();
        var meeting = await HeldMeetings.FindAsync(world, id);

        var nurse = await service.SettleAsync(id, meeting.Version, [Cast.Birgit.Id], world.As(Cast.Karin), Ct);
        World.Done(await service.SettleAsync(id, meeting.Version, [Cast.Anna.Id], world.As(Cast.Karin), Ct));
        var away = await HeldMeetings.RegisterAsync(world, id, Cast.Karin, (Cast.Anna, Attendance.NoShow));
        var nothing = await service.SettleAsync(free, (await HeldMeetings.FindAsync(world, free)).Version, [], world.As(Cast.Karin), Ct);

        Assert.Equal("settled", nurse.Errors.Single().Field);
        Assert.Equal("Refusals.HonorariumSettled", away.Reason?.Key);
        Assert.Equal("Refusals.SeminarPaysNothing", nothing.Reason?.Key);
        Assert.Equal("Anna Holm", Assert.Single(await service.ListAsync(meeting, Ct), doctor => doctor.HonorariumSettledAt is not null).PersonName);
        Assert.Empty(await service.ListAsync(await HeldMeetings.FindAsync(world, free), Ct));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_nobody_closes_is_closed_nine_months_after(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await HeldMeetings.HoldAsync(world);
        var due = (await HeldMeetings.FindAsync(world, id)).Facts.EndsAt!.Value.AddMonths(9);
        var young = await HeldMeetings.AnnounceAsync(world, inDays: 60);
        var job = world.Get<OverdueSeminars>();

        var early = await job.CloseOverdueAsync(due.AddMinutes(-1), Ct);
        var closed = await job.CloseOverdueAsync(due, Ct);
        var again = await job.CloseOverdueAsync(due.AddMinutes(1), Ct);

        Assert.Equal((0, 1, 0), (early, closed, again));
        var meeting = await HeldMeetings.FindAsync(world, id);
        Assert.Equal((SeminarStatus.Closed, due), (SeminarRules.Status(meeting.Facts), meeting.Facts.ClosedAt));
        Assert.Equal("Closed", await world.Db.FindAsync<string>("SELECT Status FROM Seminars WHERE Id = @Id", new { Id = id }, Ct));
        Assert.Null((await HeldMeetings.FindAsync(world, young)).Facts.ClosedAt);
        Assert.Single(await world.AuditAsync(id), row => row.Action == "seminar.close-overdue");
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_board_says_when_each_clinic_was_last_met_and_leaves_talks_about_citizens_out(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var (talk, _, _) = await HeldMeetings.RoundTableAsync(world);
        var seminar = await HeldMeetings.HoldAsync(world);
        await HeldMeetings.AnswerAsync(world, talk, Cast.Anna, RegistrationStatus.Registered);
        World.Done(await HeldMeetings.RegisterAsync(world, talk, Cast.Mette, (Cast.Anna, Attendance.Attended)));
        var visit = await HeldMeetings.AnnounceAsync(world, input => input with { Kind = MeetingKind.OutreachVisit, ClinicIds = [Cast.Torvet.Id] }, inDays: 20);
        await HeldMeetings.AnswerAsync(world, visit, Cast.Bo, RegistrationStatus.Registered);
        await HeldMeetings.PassAsync(world, visit);
        World.Done(await HeldMeetings.RegisterAsync(world, visit, Cast.Karin, (Cast.Bo, Attendance.Attended)));

        var board = await world.Get<BoardRepository>().ReadAsync(world.As(Cast.Karin), Ct);
        var other = await world.Get<BoardRepository>().ReadAsync(world.As(Cast.Kirsten), Ct);

        var visited = (await HeldMeetings.FindAsync(world, visit)).Facts.StartsAt;
        Assert.Equal(
            [("Fjordhøj Lægehus", null, null, 0), ("Lægerne Torvet", visited, visited, 2)],
            board.Clinics.Select(clinic => (clinic.Name, clinic.LastMetAt, clinic.LastVisitedAt, clinic.MeetingCount)));
        Assert.Equal((2, 3, 2), (board.Quarters.Sum(quarter => quarter.Meetings), board.Quarters.Sum(quarter => quarter.Invited), board.Quarters.Sum(quarter => quarter.Attending)));
        Assert.Equal(["Lægerne Vestbyen"], other.Clinics.Select(clinic => clinic.Name));
        Assert.NotEqual(seminar, visit);
    }
}
