using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Certificates.Reminders;
using Portal.Data.Directory;
using Portal.Tests.Support;

namespace Portal.Tests.Certificates;

/// <summary>Two or three people do in the same instant what does not go together, many times over: one wins, and nobody's text is lost.</summary>
public sealed class RaceTests
{
    private const string RoundsVariable = "PORTAL_TEST_RACES";

    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable(RoundsVariable), CultureInfo.InvariantCulture, out var rounds) ? rounds : 60;

    // A LÆ 125 sent on Monday 23 November is reminded of on the 30th, and a task on Monday 7 December.
    private static readonly DateTime Mild = new(2026, 11, 30, 7, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Due = new(2026, 12, 7, 15, 0, 0, DateTimeKind.Utc);

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public Task A_doctor_signs_while_a_colleague_saves(TestEngine engine) => EachRoundAsync(engine, async (world, round) =>
    {
        // Nothing written yet, a draft that all have before them, and a complement of what was sent.
        var (id, form) = (round % 3) switch
        {
            0 => (await world.CertificateAsync(CertificateStatus.Received), await world.AnswerAsync()),
            1 => await DraftedAsync(world),
            _ => (await world.CertificateAsync(CertificateStatus.ComplementRequested), (await world.AnswerAsync()) with { AnswerVersion = 1 }),
        };
        var before = (await world.FindAsync(id, Cast.Mette))!.LastAnswerVersion;
        var (signed, saved) = (Saying(form, "Annas ord"), Saying(form, "Birgits ord"));

        var (sign, save) = await TogetherAsync(world, round, SignAsync(world, id, signed, Cast.Anna), SaveAsync(world, id, saved, Cast.Birgit));

        var legal = (sign.Kind, save.Kind) switch
        {
            (OutcomeKind.Done, OutcomeKind.Refused) => save.Reason!.Key == "Refusals.AnsweredByOther",
            (OutcomeKind.Done, OutcomeKind.ChangedByOther) => true,
            (OutcomeKind.ChangedByOther, OutcomeKind.Done) => true,
            _ => false,
        };
        Assert.True(legal, Said(sign, save));
        await KeptAsync(world, id, (sign, "Annas ord"), (save, "Birgits ord"));
        Assert.Equal(before + (sign.IsDone ? 1 : 0), await AgreesAsync(world, id));
        Assert.Equal(sign.IsDone ? null : "Birgits ord", (await world.FindAsync(id, Cast.Anna))!.Draft?.Content["history"]);
        await SameAgainAsync(world, id, signed, sign);
    });

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public Task Two_doctors_sign_and_one_clicks_twice(TestEngine engine) => EachRoundAsync(engine, async (world, round) =>
    {
        var (id, form) = round % 2 == 0 ? (await world.CertificateAsync(CertificateStatus.Received), await world.AnswerAsync()) : await DraftedAsync(world);
        var (annas, bos) = (Saying(form, "Annas ord"), Saying(form, "Bos ord"));

        var (first, second, bo) = await TogetherAsync(
            world, round, SignAsync(world, id, annas, Cast.Anna), SignAsync(world, id, annas, Cast.Anna), SignAsync(world, id, bos, Cast.Bo));

        var legal = (first.IsDone, second.IsDone, bo.Kind) switch
        {
            (true, true, OutcomeKind.Refused or OutcomeKind.ChangedByOther) => true,
            (false, false, OutcomeKind.Done) => true,
            _ => false,
        };
        Assert.True(legal, Said(first, second, bo));
        Assert.Equal(1, await AgreesAsync(world, id));
        await KeptAsync(world, id, (first, "Annas ord"), (bo, "Bos ord"));
        Assert.Equal(bo.IsDone ? Cast.Bo.Name : Cast.Anna.Name, (await world.FindAsync(id, Cast.Mette))!.Answer!.SignedByName);
        await SameAgainAsync(world, id, annas, first);
    });

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public Task The_caseworker_withdraws_while_the_doctor_signs(TestEngine engine) => EachRoundAsync(engine, async (world, round) =>
    {
        var (id, form) = round % 2 == 0 ? (await world.CertificateAsync(CertificateStatus.Received), await world.AnswerAsync()) : await DraftedAsync(world);
        var version = await world.VersionAsync(id, Cast.Mette);
        var (signed, saved, mette) = (Saying(form, "Annas ord"), Saying(form, "Birgits ord"), world.As(Cast.Mette));

        var (withdraw, sign, save) = await TogetherAsync(
            world,
            round,
            services => services.GetRequiredService<CertificateService>().WithdrawAsync(id, version, WithdrawalReason.NotNeeded, "", mette, Ct),
            SignAsync(world, id, signed, Cast.Anna),
            SaveAsync(world, id, saved, Cast.Birgit));

        var after = (await world.FindAsync(id, Cast.Mette))!;
        var late = await world.Db.FindAsync<int>("SELECT COUNT(*) FROM LateAnswers WHERE RequestId = @Id", new { Id = id }, Ct);
        var legal = (after.Status, withdraw.Kind, sign.Kind, save.Kind) switch
        {
            // The answer was first: the withdrawal comes too late, and so does the colleague.
            (CertificateStatus.Answered, OutcomeKind.Refused or OutcomeKind.ChangedByOther, OutcomeKind.Done, OutcomeKind.Refused or OutcomeKind.ChangedByOther) => late == 0,
            // The withdrawal was first, or came after the colleague: what was signed is kept for the caseworker, or handed back to the doctor.
            (CertificateStatus.Withdrawn, OutcomeKind.Done, OutcomeKind.Done, _) => late == 1 && after.Facts.LateAnswerAt is not null,
            (CertificateStatus.Withdrawn, OutcomeKind.Done, OutcomeKind.ChangedByOther or OutcomeKind.Refused, _) => late == 0 && after.Facts.LateAnswerAt is null,
            // The colleague was first, and neither of the two others had seen it.
            (CertificateStatus.InProgress, OutcomeKind.ChangedByOther, OutcomeKind.ChangedByOther, OutcomeKind.Done) => late == 0,
            _ => false,
        };
        Assert.True(legal, after.Status + " " + Said(withdraw, sign, save));
        Assert.Equal(after.Status == CertificateStatus.Answered ? 1 : 0, await AgreesAsync(world, id));
        Assert.Equal(late, (await world.AuditAsync(id)).Count(row => row.Action == "certificate.sign-late"));
        await KeptAsync(world, id, (sign, "Annas ord"), (save, "Birgits ord"));
        if (sign.IsDone)
        {
            await SameAgainAsync(world, id, signed, sign);
        }
    });

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public Task The_portal_and_the_caseworker_remind_while_the_doctor_signs(TestEngine engine) => EachRoundAsync(engine, async (world, round) =>
    {
        var id = await world.CertificateAsync(CertificateStatus.Received);
        var form = Saying(await world.AnswerAsync(), "Annas ord");
        // A reminder in every other round; in the others the task, and a caseworker who has it before them.
        var at = round % 2 == 0 ? Mild : Due;
        world.Clock.Now = at.AddMinutes(-5);
        await world.Get<ReminderService>().FireDueAsync(world.Clock.Now, Ct);
        var (mette, input) = (world.As(Cast.Mette), new ReminderInput { CommandId = Guid.NewGuid(), Way = round % 4 < 2 ? ReminderWay.Sent : ReminderWay.Called });

        var (fire, settle, sign) = await TogetherAsync(
            world,
            round,
            async services => Outcome.Done(Guid.Empty, await services.GetRequiredService<ReminderService>().FireDueAsync(at, Ct)),
            services => services.GetRequiredService<ReminderService>().SettleAsync(id, input, mette, Ct),
            SignAsync(world, id, form, Cast.Anna));

        // A reminder disturbs nobody's form: the answer always comes through.
        Assert.True(sign.IsDone && (settle.Kind is OutcomeKind.Done or OutcomeKind.Refused or OutcomeKind.ChangedByOther) && fire.Version is 0 or 1, Said(fire, settle, sign));
        Assert.Equal(1, await AgreesAsync(world, id));
        var rows = await world.Db.QueryAsync<string>(
            "SELECT Kind FROM CertificateReminders WHERE RequestId = @Id AND Rung IS NULL", new { Id = id }, Ct);
        Assert.Equal(settle.IsDone ? [input.Way.ToString()] : [], rows);
        var log = (await world.AuditAsync(id)).Where(row => row.PersonId == Guid.Empty).Select(row => row.Detail).ToList();
        Assert.Equal(log.Count, log.Distinct().Count());
        Assert.Equal(0, await world.Get<ReminderService>().FireDueAsync(Due.AddDays(60), Ct));
        await SameAgainAsync(world, id, form, sign);
    });

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public Task The_staff_sends_it_on_while_the_doctor_signs(TestEngine engine) => EachRoundAsync(engine, async (world, round) =>
    {
        var (id, form) = await DraftedAsync(world);
        var version = await world.VersionAsync(id, Cast.Anna);
        var (signed, birgit) = (Saying(form, "Annas ord"), world.As(Cast.Birgit));

        var (redirect, sign) = await TogetherAsync(
            world,
            round,
            services => services.GetRequiredService<ClinicService>().RedirectAsync(id, version, new RedirectInput { ClinicId = Cast.Fjordhoej.Id }, birgit, Ct),
            SignAsync(world, id, signed, Cast.Anna));

        var (before, after) = (await world.FindAsync(id, Cast.Anna), await world.FindAsync(id, Cast.Frida));
        var legal = (redirect.Kind, sign.Kind) switch
        {
            (OutcomeKind.Refused or OutcomeKind.ChangedByOther, OutcomeKind.Done) => before?.Status == CertificateStatus.Answered && after is null,
            (OutcomeKind.Done, OutcomeKind.NotFound or OutcomeKind.ChangedByOther) => after is { Status: CertificateStatus.Sent, Draft: null, Answer: null } && before is null,
            _ => false,
        };
        Assert.True(legal, Said(redirect, sign));
        Assert.Equal(sign.IsDone ? 1 : 0, await AgreesAsync(world, id));
        await KeptAsync(world, id, (sign, "Annas ord"));
        // The draft goes with the signature, or stays the former clinic's.
        Assert.Equal(
            sign.IsDone ? [] : [Cast.Torvet.Id], await world.Db.QueryAsync<Guid>("SELECT ClinicId FROM AnswerDrafts WHERE RequestId = @Id", new { Id = id }, Ct));
        await SameAgainAsync(world, id, signed, sign.IsDone ? sign : Outcome.NotFound);
    });

    private static async Task EachRoundAsync(TestEngine engine, Func<World, int, Task> play)
    {
        await using var world = await World.CreateAsync(engine);
        for (var round = 0; round < Rounds; round++)
        {
            world.Clock.Now = TestClock.Start;
            await play(world, round);
        }
    }

    /// <summary>A certificate with a draft, and a form that was drawn from it.</summary>
    private static async Task<(Guid Id, AnswerInput Form)> DraftedAsync(World world)
    {
        var id = await world.CertificateAsync(CertificateStatus.InProgress);
        return (id, (await world.AnswerAsync()) with { DraftVersion = 1 });
    }

    /// <summary>The form as one person's window posts it.</summary>
    private static AnswerInput Saying(AnswerInput form, string history) => form with
    {
        CommandId = Guid.NewGuid(),
        FormId = Guid.NewGuid(),
        Sections = new Dictionary<string, string>(form.Sections) { ["history"] = history },
    };

    private static Func<IServiceProvider, Task<Outcome>> SignAsync(World world, Guid id, AnswerInput form, Person person)
    {
        var by = world.As(person);
        return services => services.GetRequiredService<AnswerService>().SignAsync(id, form, by, Ct);
    }

    private static Func<IServiceProvider, Task<Outcome>> SaveAsync(World world, Guid id, AnswerInput form, Person person)
    {
        var by = world.As(person);
        return services => services.GetRequiredService<AnswerService>().SaveDraftAsync(id, form, by, Ct);
    }

    private static async Task<(Outcome, Outcome)> TogetherAsync(
        World world, int round, Func<IServiceProvider, Task<Outcome>> one, Func<IServiceProvider, Task<Outcome>> two) =>
        await StartAsync(world, round, one, two) is [var a, var b] ? (a, b) : throw new InvalidOperationException();

    private static async Task<(Outcome, Outcome, Outcome)> TogetherAsync(
        World world, int round, Func<IServiceProvider, Task<Outcome>> one, Func<IServiceProvider, Task<Outcome>> two, Func<IServiceProvider, Task<Outcome>> three) =>
        await StartAsync(world, round, one, two, three) is [var a, var b, var c] ? (a, b, c) : throw new InvalidOperationException();

    /// <summary>Lets all begin in the same instant, another first in each round and with another head start.</summary>
    private static async Task<Outcome[]> StartAsync(World world, int round, params Func<IServiceProvider, Task<Outcome>>[] acts)
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var runners = new Task<Outcome>[acts.Length];
        for (var i = 0; i < acts.Length; i++)
        {
            var number = (i + round) % acts.Length;
            var wait = i * (round % 7) * 400;
            runners[number] = Task.Run(() => world.ElsewhereAsync(async services =>
            {
                await go.Task;
                Thread.SpinWait(wait);
                return await acts[number](services);
            }));
        }

        go.SetResult();
        return await Task.WhenAll(runners);
    }

    /// <summary>The stored state is the one that follows from the facts, and each answer has its receipt.</summary>
    /// <returns>How many answers were signed.</returns>
    private static async Task<int> AgreesAsync(World world, Guid id)
    {
        var certificate = (await world.FindAsync(id, Cast.Mette))!;
        var state = CertificateRules.Resolve(certificate.Facts, certificate.Type.Definition.Deadline);
        var row = await world.Db.FindAsync<StateRow>(
            "SELECT Status, NextActor, Desk, AnswerDueAt, SortAt, OpenTypeId, NextRungAt, ReminderTaskAt FROM CertificateRequests WHERE Id = @Id", new { Id = id }, Ct);
        Assert.Equal((state.Status.ToString(), state.NextActor.ToString(), state.AnswerDueAt, state.SortAt), (row!.Status, row.NextActor, row.AnswerDueAt, row.SortAt));
        Assert.Equal(row.ReminderTaskAt is null ? state.Desk.ToString() : "ToDo", row.Desk);
        Assert.Equal(state.IsOpen ? certificate.Type.TypeId : null, row.OpenTypeId);
        if (state.NextActor != NextActor.Clinic)
        {
            Assert.Equal((null, null), (row.NextRungAt, row.ReminderTaskAt));
        }

        var versions = await world.Db.QueryAsync<int>("SELECT VersionNumber FROM CertificateAnswers WHERE RequestId = @Id ORDER BY VersionNumber", new { Id = id }, Ct);
        Assert.Equal(Enumerable.Range(1, versions.Count), versions);
        Assert.Equal(versions.Count, (await world.AuditAsync(id)).Count(entry => entry.Action == "certificate.sign"));
        Assert.Equal(certificate.Facts.AnsweredAt is not null, versions.Count > 0);
        return versions.Count;
    }

    /// <summary>What a person was told is kept can be found: in an answer, a draft, or what waits for the caseworker.</summary>
    private static async Task KeptAsync(World world, Guid id, params (Outcome Outcome, string Words)[] texts)
    {
        var kept = string.Concat(await world.Db.QueryAsync<string>(
            """
            SELECT Content FROM CertificateAnswers WHERE RequestId = @Id
            UNION ALL SELECT Content FROM AnswerDrafts WHERE RequestId = @Id
            UNION ALL SELECT Content FROM LateAnswers WHERE RequestId = @Id
            """,
            new { Id = id },
            Ct));
        Assert.All(texts, text => Assert.Equal(text.Outcome.IsDone, kept.Contains(text.Words, StringComparison.Ordinal)));
    }

    /// <summary>The same form posted once more tells the same and changes nothing.</summary>
    private static async Task SameAgainAsync(World world, Guid id, AnswerInput form, Outcome first)
    {
        var version = await world.VersionAsync(id, Cast.Mette);
        var again = await world.Answers.SignAsync(id, form, world.As(Cast.Anna), Ct);

        Assert.Equal((first.IsDone, first.IsDone ? id : Guid.Empty), (again.IsDone, again.IsDone ? again.Id : Guid.Empty));
        Assert.Equal(version, await world.VersionAsync(id, Cast.Mette));
    }

    private static string Said(params Outcome[] outcomes) => string.Join(" / ", outcomes.Select(outcome => $"{outcome.Kind} {outcome.Reason?.Key} {outcome.Version}"));

    private sealed record StateRow
    {
        public required string Status { get; init; }

        public required string NextActor { get; init; }

        public required string Desk { get; init; }

        public DateTime? AnswerDueAt { get; init; }

        public required DateTime SortAt { get; init; }

        public string? OpenTypeId { get; init; }

        public DateTime? NextRungAt { get; init; }

        public DateTime? ReminderTaskAt { get; init; }
    }
}
