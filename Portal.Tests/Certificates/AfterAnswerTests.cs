using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Certificates.Steps;
using Portal.Data.Consents;
using Portal.Data.Directory;
using Portal.Tests.Support;

namespace Portal.Tests.Certificates;

/// <summary>What becomes of an answer after it was sent.</summary>
public sealed class AfterAnswerTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_complement_is_answered_by_a_new_version_that_must_be_read_and_approved_anew(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Approved);
        var section = (await world.TypeAsync()).Definition.AnswerSections.First().Id;
        Assert.Equal(
            ["Errors.ComplementSection", "Errors.ComplementQuestion"],
            (await world.AfterAnswer.AskComplementAsync(id, await world.VersionAsync(id, Cast.Mette), "nosuch", " ", world.As(Cast.Mette), Ct)).Errors.Select(error => error.Key));
        World.Done(await world.AfterAnswer.AskComplementAsync(id, await world.VersionAsync(id, Cast.Mette), section, "Hvor længe?", world.As(Cast.Mette), Ct));

        var asked = (await world.FindAsync(id, Cast.Anna))!;
        World.Done(await world.Answers.SignAsync(id, (await world.AnswerAsync()) with { AnswerVersion = 1 }, world.As(Cast.Anna), Ct));

        // Ten working days from Monday 23 November.
        Assert.Equal((CertificateStatus.ComplementRequested, NextActor.Clinic, Local(12, 7)), (asked.Status, asked.NextActor, asked.AnswerDueAt));
        var after = (await world.FindAsync(id, Cast.Mette))!;
        Assert.Equal((CertificateStatus.Answered, 2, AnswerKind.Complement), (after.Status, after.Answer!.VersionNumber, after.Answer.Kind));
        Assert.Equal((null, null, null), (after.Facts.ComplementSince, after.Facts.ReadAt, after.Facts.ApprovedAt));
        Assert.Equal([$"ComplementAsked {section} 1 Hvor længe?", "Replaced  2 "], await StepsAsync(world, id));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task That_more_cannot_be_said_comes_back_to_the_caseworker_with_the_reason(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Approved);
        var section = (await world.TypeAsync()).Definition.AnswerSections.First().Id;
        World.Done(await world.AfterAnswer.AskComplementAsync(id, await world.VersionAsync(id, Cast.Mette), section, "Hvor længe?", world.As(Cast.Mette), Ct));
        var version = await world.VersionAsync(id, Cast.Anna);

        Refused("Refusals.OnlyDoctorSigns", await world.AfterAnswer.RefuseComplementAsync(id, version, "Det ved vi ikke.", world.As(Cast.Birgit), Ct));
        Assert.Equal("Errors.Reason", (await world.AfterAnswer.RefuseComplementAsync(id, version, " ", world.As(Cast.Anna), Ct)).Errors.Single().Key);
        World.Done(await world.AfterAnswer.RefuseComplementAsync(id, version, "Det ved vi ikke.", world.As(Cast.Anna), Ct));

        // It was approved before: what came now has been read by nobody, and lies on the desk.
        var after = (await world.FindAsync(id, Cast.Mette))!;
        Assert.Equal((CertificateStatus.Answered, NextActor.Caseworker, null, 1), (after.Status, after.NextActor, after.Facts.ReadAt, after.Answer!.VersionNumber));
        Assert.Equal("ComplementRefused  1 Det ved vi ikke.", (await StepsAsync(world, id))[^1]);
        Assert.Contains(await world.ListAsync(world.As(Cast.Mette), CertificateView.ToDo), item => item.Id == id && item.IsUnread);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task More_is_asked_within_thirty_days_of_the_approval_and_on_a_consent_that_holds(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Approved);
        var section = (await world.TypeAsync()).Definition.AnswerSections.First().Id;
        var approved = (await world.FindAsync(id, Cast.Mette))!;

        world.Clock.Now = approved.Facts.ApprovedAt!.Value.AddDays(31);
        Refused("Refusals.ComplementTooLate", await world.AfterAnswer.AskComplementAsync(id, approved.Version, section, "Hvor længe?", world.As(Cast.Mette), Ct));
        world.Clock.Now = approved.Facts.ApprovedAt!.Value.AddDays(30);
        World.Done(await world.AfterAnswer.AskComplementAsync(id, approved.Version, section, "Hvor længe?", world.As(Cast.Mette), Ct));
        World.Done(await world.AfterAnswer.DropComplementAsync(id, approved.Version + 1, world.As(Cast.Mette), Ct));
        Assert.Equal(CertificateStatus.Approved, (await world.FindAsync(id, Cast.Mette))!.Status);
        World.Done(await world.AfterAnswer.AskComplementAsync(id, approved.Version + 2, section, "Hvor længe?", world.As(Cast.Mette), Ct));

        World.Done(await world.Get<ConsentService>().WithdrawAsync(approved.ConsentId!.Value, approved.Citizen.Id, world.As(Cast.Mette), Ct));

        var after = (await world.FindAsync(id, Cast.Mette))!;
        Assert.Equal((CertificateStatus.Approved, null, 1), (after.Status, after.Facts.ComplementSince, after.Answer!.VersionNumber));
        Assert.Equal(("ComplementDropped", "ConsentWithdrawn"), (await world.Get<StepRepository>().ListAsync(id, Ct)) is [.., var last] ? (last.Kind.ToString(), last.Code) : default);
        Refused("Refusals.ConsentGone", await world.AfterAnswer.AskComplementAsync(id, after.Version, section, "Hvor længe?", world.As(Cast.Mette), Ct));
        Refused("Refusals.AlreadyApproved", await world.AfterAnswer.RefuseComplementAsync(id, after.Version, "Nej.", world.As(Cast.Anna), Ct));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_answer_is_returned_once_and_a_dispute_gives_it_to_the_caseworker(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Returned);
        var version = await world.VersionAsync(id, Cast.Anna);

        Refused("Refusals.OnlyDoctorSigns", await world.AfterAnswer.DisputeAsync(id, version, "Det er svaret.", world.As(Cast.Birgit), Ct));
        World.Done(await world.AfterAnswer.DisputeAsync(id, version, "Det er svaret.", world.As(Cast.Anna), Ct));
        var disputed = (await world.FindAsync(id, Cast.Mette))!;
        Refused("Refusals.DisputedBefore", await world.AfterAnswer.DisputeAsync(id, disputed.Version, "Stadig.", world.As(Cast.Bo), Ct));
        World.Done(await world.AfterAnswer.LiftReturnAsync(id, disputed.Version, world.As(Cast.Mette), Ct));

        Assert.Equal((CertificateStatus.Returned, NextActor.Caseworker), (disputed.Status, disputed.NextActor));
        var lifted = (await world.FindAsync(id, Cast.Mette))!;
        Assert.Equal((CertificateStatus.Answered, 1, true), (lifted.Status, lifted.Answer!.VersionNumber, lifted.Facts.WasReturned));
        Refused("Refusals.ReturnedBefore", await world.AfterAnswer.ReturnAsync(id, lifted.Version, "Alligevel ikke.", world.As(Cast.Mette), Ct));

        var other = await world.CertificateAsync(CertificateStatus.Returned);
        World.Done(await world.Answers.SignAsync(other, (await world.AnswerAsync()) with { AnswerVersion = 1 }, world.As(Cast.Anna), Ct));
        var resent = (await world.FindAsync(other, Cast.Mette))!;
        Assert.Equal((CertificateStatus.Answered, AnswerKind.Resubmission, 2), (resent.Status, resent.Answer!.Kind, resent.Answer.VersionNumber));
        Refused("Refusals.ReturnedBefore", await world.AfterAnswer.ReturnAsync(other, resent.Version, "Igen.", world.As(Cast.Mette), Ct));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_correction_is_drawn_from_the_standing_version_and_replaces_it(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Approved);
        await world.ViewAsync(id, Cast.Mette);
        var first = await world.AnswerAsync();
        var correction = first with { AnswerVersion = 1 };

        Refused("Refusals.AnsweredByOther", await world.Answers.SignAsync(id, first, world.As(Cast.Anna), Ct));
        Refused("Refusals.AnsweredByOther", await world.Answers.SaveDraftAsync(id, first, world.As(Cast.Anna), Ct));
        World.Done(await world.Answers.SaveDraftAsync(id, correction, world.As(Cast.Birgit), Ct));
        Refused("Refusals.OnlyDoctorSigns", await world.Answers.SignAsync(id, correction, world.As(Cast.Birgit), Ct));
        Assert.Equal(CertificateStatus.Approved, (await world.FindAsync(id, Cast.Mette))!.Status);
        World.Done(await world.Answers.SignAsync(id, correction with { DraftVersion = 1, CommandId = Guid.NewGuid() }, world.As(Cast.Anna), Ct));
        Refused("Refusals.AnsweredByOther", await world.Answers.SignAsync(id, correction with { CommandId = Guid.NewGuid() }, world.As(Cast.Bo), Ct));

        var after = (await world.FindAsync(id, Cast.Mette))!;
        Assert.Equal((CertificateStatus.Answered, 2, AnswerKind.Correction), (after.Status, after.Answer!.VersionNumber, after.Answer.Kind));
        Assert.Equal((null, null, Cast.Birgit.Name), (after.Facts.ReadAt, after.Facts.ApprovedAt, after.Answer.PreparedByName));
        Assert.Equal(after.Answer.SignedAt, after.Facts.ReplacedAt);
        Assert.NotEqual(after.Answer.SignedAt, after.Facts.AnsweredAt);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_revoked_answer_is_the_clinics_draft_again_until_it_is_signed_anew(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Answered);
        var version = await world.VersionAsync(id, Cast.Anna);

        Refused("Refusals.OnlyDoctorSigns", await world.AfterAnswer.RevokeAsync(id, version, "Forkert side.", world.As(Cast.Birgit), Ct));
        World.Done(await world.AfterAnswer.RevokeAsync(id, version, "Forkert side.", world.As(Cast.Anna), Ct));

        var (clinics, caseworkers) = ((await world.FindAsync(id, Cast.Anna))!, (await world.FindAsync(id, Cast.Mette))!);
        Assert.Equal((CertificateStatus.InProgress, null, null, 1), (caseworkers.Status, caseworkers.Answer, caseworkers.Facts.AnsweredAt, caseworkers.LastAnswerVersion));
        Assert.Equal("Tekst til history.", clinics.Draft!.Content["history"]);
        var rows = await world.Db.QueryAsync<string>(
            "SELECT Content FROM CertificateAnswers WHERE RequestId = @Id AND RevokedAt IS NOT NULL AND RetractedAt IS NULL", new { Id = id }, Ct);
        Assert.Contains("Tekst til history.", Assert.Single(rows), StringComparison.Ordinal);

        // The form from before knows of no draft.
        Assert.Equal(OutcomeKind.ChangedByOther, (await world.Answers.SignAsync(id, await world.AnswerAsync(), world.As(Cast.Anna), Ct)).Kind);
        World.Done(await world.Answers.SignAsync(id, (await world.AnswerAsync()) with { DraftVersion = clinics.Draft.Version }, world.As(Cast.Anna), Ct));
        var anew = (await world.FindAsync(id, Cast.Mette))!;
        Assert.Equal((CertificateStatus.Answered, 2, AnswerKind.Correction), (anew.Status, anew.Answer!.VersionNumber, anew.Answer.Kind));
        World.Done(await world.Requests.ApproveAsync(id, anew.Version, world.As(Cast.Mette), Ct));
        Refused("Refusals.AlreadyApproved", await world.AfterAnswer.RevokeAsync(id, anew.Version + 1, "For sent.", world.As(Cast.Anna), Ct));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Of_late_answers_the_caseworker_takes_one_or_none(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var late = world.Get<LateAnswerService>();
        var (used, left) = (await WithdrawnAsync(), await WithdrawnAsync());
        var annas = (await world.AnswerAsync()) with { ReassessOn = new DateOnly(2027, 3, 1) };
        foreach (var id in (Guid[])[used, left])
        {
            var form = annas with { CommandId = Guid.NewGuid() };
            Refused("Refusals.NoLateAnswer", await late.UseLateAsync(id, await world.VersionAsync(id, Cast.Mette), world.As(Cast.Mette), Ct));
            World.Done(await world.Answers.SignAsync(id, form, world.As(Cast.Anna), Ct));
            World.Done(await world.Answers.SignAsync(id, form, world.As(Cast.Anna), Ct));
        }

        World.Done(await world.Answers.SignAsync(used, await world.AnswerAsync(), world.As(Cast.Bo), Ct));
        var waiting = (await world.FindAsync(used, Cast.Mette))!;
        Assert.Equal((CertificateStatus.Withdrawn, NextActor.Caseworker, null), (waiting.Status, waiting.NextActor, waiting.Answer));
        Assert.Equal(Cast.Anna.Name, (await late.FindLateAsync(used, Ct))!.SignedByName);

        World.Done(await late.UseLateAsync(used, waiting.Version, world.As(Cast.Mette), Ct));
        World.Done(await late.RejectLateAsync(left, await world.VersionAsync(left, Cast.Mette), world.As(Cast.Mette), Ct));

        var taken = (await world.FindAsync(used, Cast.Mette))!;
        Assert.Equal((CertificateStatus.Answered, AnswerKind.Late, Cast.Anna.Name), (taken.Status, taken.Answer!.Kind, taken.Answer.SignedByName));
        Assert.Equal((taken.Answer.SignedAt, annas.ReassessOn, null), (taken.Facts.AnsweredAt, taken.Facts.ReassessOn, taken.Facts.WithdrawalReason));
        var rejected = (await world.FindAsync(left, Cast.Mette))!;
        Assert.Equal((CertificateStatus.Withdrawn, NextActor.Nobody, null), (rejected.Status, rejected.NextActor, rejected.Answer));
        Assert.Equal((null, null), (await late.FindLateAsync(used, Ct), await late.FindLateAsync(left, Ct)));
        Assert.Equal(
            ["Rejected", "Rejected", "Used"],
            (await world.Db.QueryAsync<string>("SELECT Decision FROM LateAnswers", null, Ct)).Order(StringComparer.Ordinal));
        Refused("Refusals.NoLateAnswer", await late.RejectLateAsync(left, rejected.Version, world.As(Cast.Mette), Ct));

        async Task<Guid> WithdrawnAsync()
        {
            var id = await world.CertificateAsync(CertificateStatus.Received);
            World.Done(await world.Requests.WithdrawAsync(id, 2, WithdrawalReason.NotNeeded, "", world.As(Cast.Mette), Ct));
            return id;
        }
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Feedback_is_given_as_often_as_there_is_something_to_tell_and_seen_once(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Answered);
        var feedback = world.Get<FeedbackService>();
        var input = new FeedbackInput { CommandId = Guid.NewGuid(), UsedFor = "Samtalen om delvis start." };
        var before = (await world.FindAsync(id, Cast.Mette))!;

        Assert.Equal("Errors.FeedbackUsedFor", (await feedback.GiveFeedbackAsync(id, input with { UsedFor = "" }, world.As(Cast.Mette), Ct)).Errors.Single().Key);
        Refused("Refusals.NotYourCase", await feedback.GiveFeedbackAsync(id, input, world.As(Cast.Anna), Ct));
        World.Done(await feedback.GiveFeedbackAsync(id, input, world.As(Cast.Mette), Ct));
        World.Done(await feedback.GiveFeedbackAsync(id, input, world.As(Cast.Mette), Ct));
        await SeeAsync();
        await SeeAsync();
        World.Done(await feedback.GiveFeedbackAsync(
            id, new FeedbackInput { CommandId = Guid.NewGuid(), UsedFor = "Praktik.", CameOfIt = "Job fra 1. marts." }, world.As(Cast.Morten), Ct));
        var unseen = (await world.FindAsync(id, Cast.Anna))!;
        await SeeAsync();

        Assert.Equal((null, true), (unseen.FeedbackSeenAt, unseen.FeedbackAt is not null));
        Assert.Equal((before.Version, before.ChangedAt), (unseen.Version, unseen.ChangedAt));
        Assert.NotNull((await world.FindAsync(id, Cast.Anna))!.FeedbackSeenAt);
        Assert.Equal(
            [("Samtalen om delvis start.", "", Cast.Mette.Name), ("Praktik.", "Job fra 1. marts.", Cast.Morten.Name)],
            (await feedback.ListFeedbackAsync(id, Ct)).Select(row => (row.UsedFor, row.CameOfIt, row.WrittenByName)));
        Assert.Equal(
            ["certificate.feedback", "certificate.read-feedback", "certificate.feedback", "certificate.read-feedback"],
            (await world.AuditAsync(id)).Select(row => row.Action).Where(action => action.EndsWith("feedback", StringComparison.Ordinal)));

        async Task SeeAsync() => await feedback.NoteFeedbackSeenAsync((await world.FindAsync(id, Cast.Birgit))!, world.As(Cast.Birgit), Ct);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_was_closed_is_opened_by_the_coordinator_with_a_reason(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var rounds = world.Get<RequestRounds>();
        var (answered, declined) = (await world.CertificateAsync(CertificateStatus.Closed), await world.CertificateAsync(CertificateStatus.Declined));
        World.Done(await world.Requests.CloseAsync(declined, await world.VersionAsync(declined, Cast.Mette), world.As(Cast.Mette), Ct));
        var version = await world.VersionAsync(answered, Cast.Karin);

        Refused("Refusals.OnlyCoordinatorReopens", await rounds.ReopenAsync(answered, version, "Sagen lever.", world.As(Cast.Mette), Ct));
        Assert.Equal(OutcomeKind.NotFound, (await rounds.ReopenAsync(answered, version, "Sagen lever.", world.As(Cast.Kirsten), Ct)).Kind);
        Assert.Equal("Errors.Reason", (await rounds.ReopenAsync(answered, version, "", world.As(Cast.Karin), Ct)).Errors.Single().Key);
        World.Done(await rounds.ReopenAsync(answered, version, "Sagen lever.", world.As(Cast.Karin), Ct));
        Refused("Refusals.NeverAnswered", await rounds.ReopenAsync(declined, await world.VersionAsync(declined, Cast.Karin), "Nej.", world.As(Cast.Karin), Ct));

        Assert.Equal(CertificateStatus.Approved, (await world.FindAsync(answered, Cast.Mette))!.Status);
        Assert.Equal("Reopened   Sagen lever.", (await StepsAsync(world, answered))[^1]);
    }

    /// <summary>Acts that carry words: who does it first, and how it is done.</summary>
    private static readonly (CertificateStatus From, Person By, Person Colleague, Func<World, Guid, int, string, Person, Task<Outcome>> Do)[] Wordy =
    [
        (CertificateStatus.Received, Cast.Anna, Cast.Birgit, (world, id, version, words, by) => world.Clinic.AskBackAsync(id, version, words, world.As(by), Ct)),
        (CertificateStatus.Booked, Cast.Anna, Cast.Birgit, (world, id, version, words, by) => world.Clinic.NoteNoShowAsync(id, version, words, world.As(by), Ct)),
        (CertificateStatus.Received, Cast.Anna, Cast.Bo, (world, id, version, words, by) =>
            world.Clinic.DeclineAsync(id, version, new DeclineInput { Code = DeclineCode.Other, Note = words }, world.As(by), Ct)),
        (CertificateStatus.Answered, Cast.Mette, Cast.Morten, (world, id, version, words, by) => world.AfterAnswer.AskComplementAsync(id, version, "history", words, world.As(by), Ct)),
        (CertificateStatus.Answered, Cast.Mette, Cast.Morten, (world, id, version, words, by) => world.AfterAnswer.ReturnAsync(id, version, words, world.As(by), Ct)),
        (CertificateStatus.Received, Cast.Mette, Cast.Morten, (world, id, version, words, by) =>
            world.Requests.WithdrawAsync(id, version, WithdrawalReason.Other, words, world.As(by), Ct)),
    ];

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_same_words_again_are_a_repeat_and_a_colleagues_other_words_are_refused(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        foreach (var (from, by, colleague, act) in Wordy)
        {
            var id = await world.CertificateAsync(from);
            var version = await world.VersionAsync(id, by);
            World.Done(await act(world, id, version, "Det ene.", by));

            var (again, other) = (await act(world, id, version, "Det ene.", by), await act(world, id, version, "Noget andet.", colleague));

            Assert.Equal((version + 1, OutcomeKind.Refused), (again.Version, other.Kind));
            Assert.Equal(version + 1, await world.VersionAsync(id, by));
        }
    }

    private static void Refused(string reason, Outcome outcome) => Assert.Equal((OutcomeKind.Refused, reason), (outcome.Kind, outcome.Reason?.Key));

    private static DateTime? Local(int month, int day) => new DateTime(2026, month, day, 15, 0, 0, DateTimeKind.Utc);

    private static async Task<IReadOnlyList<string>> StepsAsync(World world, Guid id) =>
        [.. (await world.Get<StepRepository>().ListAsync(id, Ct)).Select(step => $"{step.Kind} {step.SectionId} {step.AnswerVersion} {step.Note}")];
}
