using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Certificates.Steps;
using Portal.Data.Citizens;
using Portal.Tests.Support;

namespace Portal.Tests.Certificates;

/// <summary>What passes between clinic and caseworker before there is an answer.</summary>
public sealed class RoundsTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_deadline_follows_the_booked_day_as_long_as_that_is_the_earlier_clock(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Received, "LAE135");
        var rule = (await world.TypeAsync("LAE135")).Definition.Deadline;
        World.Done(await world.Clinic.AcceptAsync(id, 2, world.As(Cast.Birgit), Ct));

        var seen = new List<(DateTime?, bool, int, CertificateStatus)>();
        foreach (var day in (DateOnly?[])[new(2026, 11, 25), new(2026, 12, 7), new(2026, 12, 14), null])
        {
            World.Done(await world.Clinic.BookAsync(id, await world.VersionAsync(id, Cast.Birgit), day, world.As(Cast.Birgit), Ct));
            var now = (await world.FindAsync(id, Cast.Mette))!;
            seen.Add((now.AnswerDueAt, CertificateRules.RunsFromConsultation(now.Facts, rule), now.Facts.Rebookings, now.Status));
        }

        Assert.Equal(
            [
                (Local(12, 9), true, 0, CertificateStatus.Booked), (Local(12, 21), true, 1, CertificateStatus.Booked),
                (Local(12, 23), false, 2, CertificateStatus.Booked), (Local(12, 23), false, 2, CertificateStatus.Accepted),
            ],
            seen);
        Assert.Equal(["Accepted ", "Booked 25", "Rebooked 7", "Rebooked 14", "Unbooked "], (await ListStepsAsync(world, id)).Select(step => $"{step.Kind} {step.OnDay?.Day}"));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_missed_consultation_waits_for_the_caseworker_and_its_days_are_added(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var rounds = world.Get<RequestRounds>();
        var (id, other) = (await world.CertificateAsync(CertificateStatus.Received, "LAE135"), await world.CertificateAsync(CertificateStatus.NoShow, "LAE135"));
        World.Done(await world.Clinic.BookAsync(id, 2, new DateOnly(2026, 11, 25), world.As(Cast.Birgit), Ct));

        Refused("Refusals.NoConsultationYet", await world.Clinic.NoteNoShowAsync(id, 3, "", world.As(Cast.Birgit), Ct));
        world.Clock.Now = world.Clock.Now.AddDays(2);
        World.Done(await world.Clinic.NoteNoShowAsync(id, 3, "Ringede forgæves.", world.As(Cast.Birgit), Ct));
        Refused("Refusals.NoShow", await world.Answers.SignAsync(id, await world.AnswerAsync("LAE135"), world.As(Cast.Anna), Ct));
        var missed = (await world.FindAsync(id, Cast.Anna))!;
        world.Clock.Now = world.Clock.Now.AddDays(3);
        World.Done(await rounds.AskNewTimeAsync(id, missed.Version, world.As(Cast.Mette), Ct));
        World.Done(await world.Requests.WithdrawAsync(other, await world.VersionAsync(other, Cast.Mette), WithdrawalReason.NoShow, "", world.As(Cast.Mette), Ct));

        // What was written while it stood still is kept, though it could not be sent.
        Assert.Equal((CertificateStatus.NoShow, NextActor.Caseworker, "Tekst til functionImpact."), (missed.Status, missed.NextActor, missed.Draft!.Content["functionImpact"]));
        var after = (await world.FindAsync(id, Cast.Mette))!;
        Assert.Equal((CertificateStatus.Accepted, null, 3), (after.Status, after.Facts.ConsultationOn, after.Facts.PausedDays));
        // 23 December and three days is the day after Christmas Day, a Saturday.
        Assert.Equal(Local(12, 28), after.AnswerDueAt);
        Assert.Equal(CertificateStatus.Withdrawn, (await world.FindAsync(other, Cast.Mette))!.Status);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_question_back_is_answered_with_a_new_version_that_must_be_read_before_signing(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var rounds = world.Get<RequestRounds>();
        var (id, still) = (await world.CertificateAsync(CertificateStatus.Clarifying), await world.CertificateAsync(CertificateStatus.Clarifying));
        Refused("Refusals.Clarifying", await world.Answers.SignAsync(id, await world.AnswerAsync(), world.As(Cast.Anna), Ct));
        var asked = (await world.FindAsync(id, Cast.Mette))!;
        var content = asked.Request with { Questions = ["Hvad kan hun løfte?"] };
        world.Clock.Now = world.Clock.Now.AddDays(2);

        Assert.Equal("Errors.ClarifyAnswer", (await rounds.ClarifyAsync(id, asked.Version, content, "", true, world.As(Cast.Mette), Ct)).Errors[0].Key);
        World.Done(await rounds.ClarifyAsync(id, asked.Version, content, "Vi mener løft.", true, world.As(Cast.Mette), Ct));
        World.Done(await rounds.ClarifyAsync(still, await world.VersionAsync(still, Cast.Mette), content, "Vi mener løft.", false, world.As(Cast.Mette), Ct));

        Assert.Equal((Local(12, 9), Local(12, 7)), ((await world.FindAsync(id, Cast.Mette))!.AnswerDueAt, (await world.FindAsync(still, Cast.Mette))!.AnswerDueAt));
        var replaced = Assert.Single(await rounds.ListVersionsAsync(id, Ct));
        Assert.Equal((1, 2, Cast.Mette.Name), (replaced.Number, replaced.Content.Questions.Count, replaced.ReplacedByName));
        var before = (await world.FindAsync(id, Cast.Anna))!;
        Assert.Equal((true, 2, "Hvad kan hun løfte?"), (before.MustBeReread, before.Facts.RequestVersion, before.Request.Questions.Single()));
        Assert.Equal(asked.Request["contact.mail"], before.Request["contact.mail"]);

        var old = (await world.AnswerAsync()) with { DraftVersion = before.Draft!.Version, Sections = new Dictionary<string, string> { ["history"] = "Skrevet på den gamle." } };
        Refused("Refusals.ReadNewRequest", await world.Answers.SignAsync(id, old, world.As(Cast.Anna), Ct));
        Assert.Equal("Skrevet på den gamle.", (await world.FindAsync(id, Cast.Anna))!.Draft!.Content["history"]);
        Assert.False((await world.ViewAsync(id, Cast.Anna)).MustBeReread);
        World.Done(await world.Answers.SignAsync(id, old with { CommandId = Guid.NewGuid(), RequestVersion = 2 }, world.As(Cast.Anna), Ct));
        Assert.Equal(2, await world.Db.FindAsync<int>("SELECT RequestVersion FROM CertificateAnswers WHERE RequestId = @Id", new { Id = id }, Ct));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Which_no_a_doctor_can_give_depends_on_the_type(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        // The doctor is free to say no only where that is settled, and may plead lack of knowledge only where nobody is examined.
        (string Type, bool NoTime, bool Insufficient)[] table =
            [("LAE125", false, true), ("LAE135", true, false), ("LAE225", false, false), ("LAE145F", false, false), ("MULIG-LOKAL", true, false)];
        foreach (var (type, noTime, insufficient) in table)
        {
            Assert.Equal((type, noTime, insufficient), (type, await CanAsync(type, DeclineCode.NoTime), await CanAsync(type, DeclineCode.InsufficientKnowledge)));
        }

        var id = await world.CertificateAsync(CertificateStatus.Received);
        (DeclineInput Input, string Error)[] wrong =
        [
            (new DeclineInput(), "Errors.DeclineCode"),
            (new DeclineInput { Code = DeclineCode.WrongForm }, "Errors.DeclineType"),
            (new DeclineInput { Code = DeclineCode.WrongForm, SuggestedTypeId = "LAE125" }, "Errors.DeclineType"),
            (new DeclineInput { Code = DeclineCode.WrongForm, SuggestedTypeId = "LAE999" }, "Errors.DeclineType"),
            (new DeclineInput { Code = DeclineCode.Other, Note = " " }, "Errors.DeclineNote"),
            (new DeclineInput { Code = DeclineCode.PatientMoved, SuggestedClinicId = Cast.Id(99) }, "Errors.RedirectClinic"),
        ];
        foreach (var (input, error) in wrong)
        {
            Assert.Equal(error, (await world.Clinic.DeclineAsync(id, 2, input, world.As(Cast.Anna), Ct)).Errors.Single().Key);
        }

        // A clinic that goes with another no is left over in the form.
        var left = new DeclineInput { Code = DeclineCode.Other, Note = "Vi er i familie.", SuggestedClinicId = Cast.Id(99) };
        World.Done(await world.Clinic.DeclineAsync(id, 2, left, world.As(Cast.Anna), Ct));
        var declined = (await world.FindAsync(id, Cast.Mette))!;
        Assert.Equal((CertificateStatus.Declined, NextActor.Caseworker, null), (declined.Status, declined.NextActor, declined.Facts.SuggestedClinicId));

        async Task<bool> CanAsync(string type, DeclineCode code)
        {
            var certificate = await world.CertificateAsync(CertificateStatus.Received, type);
            return (await world.Clinic.DeclineAsync(certificate, 2, new DeclineInput { Code = code }, world.As(Cast.Anna), Ct)).IsDone;
        }
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task After_a_no_it_is_asked_anew_where_and_with_what_the_doctor_says(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var rounds = world.Get<RequestRounds>();
        var (moved, wrong) = (await world.CertificateAsync(CertificateStatus.Received), await world.CertificateAsync(CertificateStatus.Received));
        World.Done(await world.Clinic.DeclineAsync(
            moved, 2, new DeclineInput { Code = DeclineCode.PatientMoved, SuggestedClinicId = Cast.Fjordhoej.Id }, world.As(Cast.Anna), Ct));
        World.Done(await world.Clinic.DeclineAsync(wrong, 2, new DeclineInput { Code = DeclineCode.WrongForm, SuggestedTypeId = "LAE135" }, world.As(Cast.Anna), Ct));

        Refused("Refusals.TypeNotOrderable", await rounds.AskAnewAsync(wrong, 3, "LAE999", null, world.As(Cast.Mette), Ct));
        var elsewhere = World.Done(await rounds.AskAnewAsync(moved, 3, null, Cast.Fjordhoej.Id, world.As(Cast.Mette), Ct));
        var otherwise = World.Done(await rounds.AskAnewAsync(wrong, 3, "LAE135", null, world.As(Cast.Mette), Ct));
        Refused("Refusals.AlreadyClosed", await rounds.AskAnewAsync(wrong, 3, "LAE135", null, world.As(Cast.Mette), Ct));

        var (old, anew) = ((await world.FindAsync(moved, Cast.Mette))!, (await world.FindAsync(elsewhere, Cast.Mette))!);
        Assert.Equal((CertificateStatus.Closed, CertificateStatus.Draft, Cast.Fjordhoej.Id, moved), (old.Status, anew.Status, anew.ClinicId, anew.CopiedFromId));
        Assert.Equal(old.Request.Questions, anew.Request.Questions);
        Assert.Equal(Cast.Fjordhoej.Id, (await world.Get<CitizenRepository>().FindAsync(anew.Citizen.Id, world.As(Cast.Mette), Ct))!.ClinicId);
        Assert.Equal((StepKind.AskedAnew, Cast.Fjordhoej.Name), (await ListStepsAsync(world, moved)) is [.., var last] ? (last.Kind, last.ToClinicName) : default);
        Assert.Null(await world.FindAsync(elsewhere, Cast.Frida));

        var fitting = (await world.FindAsync(otherwise, Cast.Mette))!;
        var ids = fitting.Type.Definition.RequestSections.SelectMany(section => new[] { section.Id, section.Detail?.Id });
        Assert.Equal(("LAE135", Cast.Torvet.Id), (fitting.Type.TypeId, fitting.ClinicId));
        Assert.NotEmpty(fitting.Request.Sections);
        Assert.Empty(fitting.Request.Sections.Keys.Where(key => !key.StartsWith("contact.", StringComparison.Ordinal)).Except(ids));
        Assert.Empty(CertificateForms.CheckDraft(fitting.Type.Definition, fitting.Request));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Sent_on_it_is_the_other_clinics_alone_without_the_draft_and_at_most_twice(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.InProgress);
        var version = await world.VersionAsync(id, Cast.Anna);

        Refused("Refusals.ConsentNamesOther", await SendOnAsync(version, new RedirectInput { ClinicId = Cast.Vestbyen.Id }));
        Assert.Equal("Errors.RedirectClinic", (await SendOnAsync(version, new RedirectInput { ClinicId = Cast.Torvet.Id })).Errors.Single().Key);
        Assert.Equal(
            "Errors.DoctorOfClinic", (await SendOnAsync(version, new RedirectInput { ClinicId = Cast.Fjordhoej.Id, DoctorId = Cast.Bo.Id })).Errors.Single().Key);
        World.Done(await SendOnAsync(version, new RedirectInput { ClinicId = Cast.Fjordhoej.Id, DoctorId = Cast.Frida.Id, Note = "Hun går hos jer." }));

        Assert.Null(await world.FindAsync(id, Cast.Anna));
        Assert.Empty(await world.ListAsync(world.As(Cast.Anna), CertificateView.ToDo));
        Assert.Equal(OutcomeKind.NotFound, (await world.Answers.SaveDraftAsync(id, (await world.AnswerAsync()) with { DraftVersion = 1 }, world.As(Cast.Anna), Ct)).Kind);
        var theirs = await world.ViewAsync(id, Cast.Frida);
        Assert.Equal((CertificateStatus.Received, null, Cast.Frida.Name, 1), (theirs.Status, theirs.Draft, theirs.Doctor!.Name, theirs.Facts.Hops));

        World.Done(await world.Clinic.RedirectAsync(id, theirs.Version, new RedirectInput { ClinicId = Cast.Torvet.Id }, world.As(Cast.Frida), Ct));
        Assert.Equal("Tekst til history.", (await world.ViewAsync(id, Cast.Anna)).Draft!.Content["history"]);
        Refused("Refusals.TooManyHops", await SendOnAsync(await world.VersionAsync(id, Cast.Anna), new RedirectInput { ClinicId = Cast.Fjordhoej.Id }));

        Task<Outcome> SendOnAsync(int from, RedirectInput input) => world.Clinic.RedirectAsync(id, from, input, world.As(Cast.Birgit), Ct);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_request_is_given_to_a_doctor_of_the_clinic_or_to_all(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Received);

        Assert.Equal("Errors.DoctorOfClinic", (await world.Clinic.AssignAsync(id, 2, Cast.Frida.Id, world.As(Cast.Birgit), Ct)).Errors.Single().Key);
        Assert.Equal("Errors.DoctorOfClinic", (await world.Clinic.AssignAsync(id, 2, Cast.Birgit.Id, world.As(Cast.Birgit), Ct)).Errors.Single().Key);
        Assert.Equal(3, (await world.Clinic.AssignAsync(id, 2, Cast.Bo.Id, world.As(Cast.Birgit), Ct)).Version);
        Assert.Equal(3, (await world.Clinic.AssignAsync(id, 2, Cast.Bo.Id, world.As(Cast.Birgit), Ct)).Version);
        Assert.Equal(Cast.Bo.Name, (await world.FindAsync(id, Cast.Mette))!.Doctor!.Name);
        World.Done(await world.Clinic.AssignAsync(id, 3, null, world.As(Cast.Birgit), Ct));

        Assert.Null((await world.FindAsync(id, Cast.Mette))!.Doctor);
        Assert.Equal([Cast.Bo.Name, null], (await ListStepsAsync(world, id)).Select(step => step.ToDoctorName));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_lies_at_a_closed_clinic_comes_back_once_and_is_sent_elsewhere(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var receivers = world.Get<RequestReceivers>();
        var (id, answered) = (await world.CertificateAsync(CertificateStatus.InProgress), await world.CertificateAsync(CertificateStatus.Answered));
        await using (var transaction = await world.Db.BeginAsync(Ct))
        {
            await world.Db.ExecuteAsync("UPDATE Clinics SET IsEnabled = 0 WHERE Id = @Id", new { Cast.Torvet.Id }, Ct);
            await transaction.CommitAsync(Ct);
        }

        var counts = (await receivers.FailUndeliverableAsync(world.Clock.Now, Ct), await receivers.FailUndeliverableAsync(world.Clock.Now, Ct));
        var failed = (await world.FindAsync(id, Cast.Mette))!;
        Refused("Refusals.ConsentNamesOther", await receivers.SendElsewhereAsync(id, failed.Version, new RedirectInput { ClinicId = Cast.Vestbyen.Id }, world.As(Cast.Mette), Ct));
        World.Done(await receivers.SendElsewhereAsync(id, failed.Version, new RedirectInput { ClinicId = Cast.Fjordhoej.Id }, world.As(Cast.Mette), Ct));

        Assert.Equal((1, 0), counts);
        Assert.Equal((CertificateStatus.DeliveryFailed, NextActor.Caseworker), (failed.Status, failed.NextActor));
        Assert.Equal(CertificateStatus.Answered, (await world.FindAsync(answered, Cast.Mette))!.Status);
        var theirs = (await world.FindAsync(id, Cast.Frida))!;
        Assert.Equal((CertificateStatus.Sent, null, 0), (theirs.Status, theirs.Draft, theirs.Facts.Hops));
        Assert.Null(await world.FindAsync(id, Cast.Anna));
        Assert.Equal([Guid.Empty], (await world.AuditAsync(id)).Where(row => row.Action == "certificate.fail-delivery").Select(row => row.PersonId));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_reassessment_becomes_a_task_on_its_day_once_and_anew_when_the_day_is_moved(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var reassessments = world.Get<ReassessmentService>();
        var id = await world.CertificateAsync(CertificateStatus.Received);
        var form = (await world.AnswerAsync()) with { ReassessOn = new DateOnly(2027, 3, 1) };
        World.Done(await world.Answers.SignAsync(id, form, world.As(Cast.Anna), Ct));
        World.Done(await world.Requests.ApproveAsync(id, await world.VersionAsync(id, Cast.Mette), world.As(Cast.Mette), Ct));

        var fired = new List<int>();
        foreach (var now in (DateTime[])[new(2027, 2, 28, 22, 59, 0, DateTimeKind.Utc), new(2027, 2, 28, 23, 0, 0, DateTimeKind.Utc), new(2027, 3, 2, 8, 0, 0, DateTimeKind.Utc)])
        {
            fired.Add(await reassessments.FireDueAsync(now, Ct));
        }

        Assert.Equal([0, 1, 0], fired);
        Assert.Equal("ToDo", await DeskAsync());
        Assert.Single(await world.ListAsync(world.As(Cast.Mette), CertificateView.ToDo), item => item.Id == id && item.ReassessTaskAt is not null);

        // A correction with a later day takes the task away until then.
        var moved = form with { CommandId = Guid.NewGuid(), AnswerVersion = 1, ReassessOn = new DateOnly(2027, 6, 1) };
        World.Done(await world.Answers.SignAsync(id, moved, world.As(Cast.Anna), Ct));
        World.Done(await world.Requests.ApproveAsync(id, await world.VersionAsync(id, Cast.Mette), world.As(Cast.Mette), Ct));
        Assert.Equal("Done", await DeskAsync());
        Assert.Equal(1, await reassessments.FireDueAsync(new DateTime(2027, 6, 1, 8, 0, 0, DateTimeKind.Utc), Ct));
        Assert.Equal("ToDo", await DeskAsync());

        var version = await world.VersionAsync(id, Cast.Mette);
        World.Done(await reassessments.SettleAsync(id, version, world.As(Cast.Morten), Ct));
        Refused("Refusals.NoReassessment", await reassessments.SettleAsync(id, version + 1, world.As(Cast.Mette), Ct));
        Assert.Equal(("Done", 0), (await DeskAsync(), await reassessments.FireDueAsync(new DateTime(2027, 9, 1, 8, 0, 0, DateTimeKind.Utc), Ct)));
        Assert.Equal((StepKind.Reassessed, moved.ReassessOn), (await ListStepsAsync(world, id)) is [.., var last] ? (last.Kind, last.OnDay) : default);

        async Task<string?> DeskAsync() => await world.Db.FindAsync<string>("SELECT Desk FROM CertificateRequests WHERE Id = @Id", new { Id = id }, Ct);
    }

    private static void Refused(string reason, Outcome outcome) => Assert.Equal((OutcomeKind.Refused, reason), (outcome.Kind, outcome.Reason?.Key));

    private static DateTime? Local(int month, int day) => new DateTime(2026, month, day, 15, 0, 0, DateTimeKind.Utc);

    private static Task<IReadOnlyList<CertificateStep>> ListStepsAsync(World world, Guid id) => world.Get<StepRepository>().ListAsync(id, Ct);
}
