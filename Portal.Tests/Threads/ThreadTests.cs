using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Data.Directory;
using Portal.Data.Handovers;
using Portal.Data.Threads;
using Portal.Tests.Support;

namespace Portal.Tests.Threads;

/// <summary>What is written stands once, in one order, for those it is meant for.</summary>
public sealed class ThreadTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Two_named_people_write_to_each_other_and_see_who_has_read(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        var id = await world.ThreadAsync("Kan hun **stå** i tre timer?", citizen);

        await world.Threads.ReadAsync((await world.SeeAsync(id, Cast.Anna))!, 1, world.As(Cast.Anna), Ct);
        var reply = await world.WriteAsync(id, Cast.Anna, "Ja, hvis hun kan skifte stilling.", endsQuestion: true);
        var thread = (await world.SeeAsync(id, Cast.Mette))!;
        await world.Threads.ReadAsync(thread, reply, world.As(Cast.Mette), Ct);
        await world.Threads.ReadAsync(thread, reply, world.As(Cast.Mette), Ct);
        World.Done(await world.Get<ThreadActs>().HandleAsync(id, thread.Version, world.As(Cast.Mette), Ct));
        var again = await world.Get<ThreadActs>().HandleAsync(id, thread.Version, world.As(Cast.Mette), Ct);
        var messages = await world.MessagesAsync(id, Cast.Anna);
        var people = await world.Get<ThreadRepository>().ListPeopleAsync(id, Ct);

        Assert.Equal([1L, 2, 3], messages.Select(message => message.Sequence));
        Assert.Equal("<p>Kan hun <strong>stå</strong> i tre timer?</p>\n", messages[0].BodyHtml);
        Assert.Equal((Cast.Mette.Name, "Sagsbehandler", Cast.Holbaek.Label), (messages[0].AuthorName, messages[0].AuthorTitle, messages[0].AuthorPlace));
        Assert.Equal([Cast.Anna.Name], messages[0].ReadBy.Select(receipt => receipt.Name));
        Assert.Equal([Cast.Mette.Name], messages[1].ReadBy.Select(receipt => receipt.Name));
        Assert.Equal((ThreadMessageKind.System, (ThreadEvent?)ThreadEvent.Handled), (messages[2].Kind, messages[2].Event));
        Assert.Equal(ThreadStatus.Answered, thread.Status);
        Assert.Equal(ThreadStatus.Handled, (await world.SeeAsync(id, Cast.Anna))!.Status);
        // The second of two clicks is as good as the first.
        Assert.Equal(OutcomeKind.Done, again.Kind);
        Assert.Equal([(Cast.Mette.Id, true, 3L), (Cast.Anna.Id, true, 2L)], people.OrderByDescending(person => person.Side == ThreadSide.Municipality).Select(person => (person.PersonId, person.IsNamed, person.ReadSequence)));
        Assert.Equal([1L, 2, 3], world.Hints.Changed.Select(hint => hint.Sequence));
        Assert.Equal([1L, 2], world.Hints.Read.Select(hint => hint.Sequence));
        Assert.Equal(
            ["thread.start", "thread.read", "thread.post", "thread.read", "thread.read", "thread.handle"], (await world.AuditAsync(id)).Select(row => row.Action));
        Assert.All(await world.AuditAsync(id), row => Assert.Equal(citizen, row.CitizenId));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_repeat_changes_nothing_and_another_text_under_the_same_id_is_refused(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.ThreadAsync();
        var input = new ThreadPostInput { MessageId = Guid.NewGuid(), Body = "Ja, det kan hun." };

        var first = await world.Threads.PostAsync(id, input, world.As(Cast.Anna), Ct);
        var repeat = await world.Threads.PostAsync(id, input, world.As(Cast.Anna), Ct);
        var other = await world.Threads.PostAsync(id, input with { Body = "Nej." }, world.As(Cast.Anna), Ct);
        var stolen = await world.Threads.PostAsync(id, input, world.As(Cast.Bo), Ct);
        var elsewhere = await world.Threads.PostAsync(await world.ThreadAsync(), input, world.As(Cast.Anna), Ct);

        Assert.Equal((2L, 2L), (first.Sequence, repeat.Sequence));
        Assert.Equal(OutcomeKind.Done, repeat.Outcome.Kind);
        Assert.All([other, stolen, elsewhere], post => Assert.Equal("Refusals.FormUsedTwice", post.Outcome.Reason!.Key));
        Assert.Equal(2, (await world.MessagesAsync(id, Cast.Mette)).Count);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Many_who_write_at_once_each_get_a_number_and_a_repeat_among_them_none(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.ThreadAsync();
        var people = new[] { Cast.Anna, Cast.Bo, Cast.Mette, Cast.Morten };
        // Each posts everything twice, in the same instant.
        var posts = Enumerable.Range(0, 16)
            .Select(i => (By: world.As(people[i % 4]), Input: new ThreadPostInput { MessageId = Guid.NewGuid(), Body = $"Besked {i}" }))
            .SelectMany(post => new[] { post, post })
            .ToList();

        var outcomes = await Task.WhenAll(posts.Select(post => Task.Run(async () =>
        {
            await using var scope = world.Root.CreateAsyncScope();
            return (post.Input.MessageId, Post: await scope.ServiceProvider.GetRequiredService<ThreadService>().PostAsync(id, post.Input, post.By, Ct));
        })));
        var messages = await world.MessagesAsync(id, Cast.Mette);

        Assert.All(outcomes, outcome => Assert.Equal(OutcomeKind.Done, outcome.Post.Outcome.Kind));
        Assert.Equal(Enumerable.Range(1, 17).Select(number => (long)number), messages.Select(message => message.Sequence));
        Assert.All(outcomes, outcome => Assert.Equal(outcome.MessageId, messages[(int)outcome.Post.Sequence - 1].Id));
        Assert.Equal(17, (await world.SeeAsync(id, Cast.Mette))!.LastSequence);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Nobody_else_finds_it(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.ThreadAsync();
        var seen = new List<string>();
        foreach (var person in Cast.People)
        {
            if (await world.SeeAsync(id, person) is not null)
            {
                seen.Add(person.Name);
            }

            var isSeen = seen.Contains(person.Name);
            Assert.Equal(isSeen ? OutcomeKind.Done : OutcomeKind.NotFound, (await world.Threads.SaveDraftAsync(id, 0, new ThreadDraft { Body = "Jeg ved" }, world.As(person), Ct)).Kind);
            Assert.Equal(isSeen, (await world.Get<ThreadListRepository>().SearchAsync(world.As(person), "skånehensyn", 10, Ct)).Count > 0);
            Assert.Equal(isSeen, (await ListsAsync(world, person)).Contains(id));
        }

        var stranger = await world.Threads.PostAsync(id, new ThreadPostInput { MessageId = Guid.NewGuid(), Body = "Hej" }, world.As(Cast.Frida), Ct);

        Assert.Equal(new[] { Cast.Anna, Cast.Bo, Cast.Birgit, Cast.Mette, Cast.Morten, Cast.Karin }.Select(person => person.Name), seen);
        Assert.Equal(OutcomeKind.NotFound, stranger.Outcome.Kind);
        Assert.Equal(1, (await world.SeeAsync(id, Cast.Mette))!.LastSequence);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_draft_is_kept_until_it_is_sent_and_ids_alone_send_it(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.ThreadAsync();
        var messageId = Guid.NewGuid();

        var first = await world.Threads.SaveDraftAsync(id, 0, new ThreadDraft { Body = "Hun kan" }, world.As(Cast.Anna), Ct);
        var second = await world.Threads.SaveDraftAsync(id, first.Version, new ThreadDraft { Body = "Hun kan stå." }, world.As(Cast.Anna), Ct);
        var stale = await world.Threads.SaveDraftAsync(id, first.Version, new ThreadDraft { Body = "Hun" }, world.As(Cast.Anna), Ct);
        var wrong = await world.Threads.PostDraftAsync(id, messageId, first.Version, world.As(Cast.Anna), Ct);
        var sent = await world.Threads.PostDraftAsync(id, messageId, second.Version, world.As(Cast.Anna), Ct);
        var repeat = await world.Threads.PostDraftAsync(id, messageId, second.Version, world.As(Cast.Anna), Ct);
        var form = await world.Threads.PostAsync(id, new ThreadPostInput { MessageId = messageId, Body = "Hun kan stå." }, world.As(Cast.Anna), Ct);
        var next = await world.Threads.SaveDraftAsync(id, second.Version, new ThreadDraft { Body = "Og gå." }, world.As(Cast.Anna), Ct);

        Assert.Equal((1, 2), (first.Version, second.Version));
        Assert.Equal(OutcomeKind.ChangedByOther, stale.Kind);
        Assert.Equal(OutcomeKind.ChangedByOther, wrong.Outcome.Kind);
        Assert.All([sent, repeat, form], post => Assert.Equal((OutcomeKind.Done, 2L), (post.Outcome.Kind, post.Sequence)));
        Assert.Equal((OutcomeKind.Done, 1), (next.Kind, next.Version));
        Assert.Equal(["Kan hun stå op i tre timer?", "Hun kan stå."], (await world.MessagesAsync(id, Cast.Mette)).Select(message => message.Body));
        Assert.Equal("Og gå.", (await world.Get<ThreadRepository>().FindDraftAsync(id, world.As(Cast.Anna), Ct))!.Draft.Body);
        Assert.Null(await world.Get<ThreadRepository>().FindDraftAsync(id, world.As(Cast.Bo), Ct));
        World.Done(await world.Threads.SaveDraftAsync(id, 1, new ThreadDraft(), world.As(Cast.Anna), Ct));
        Assert.Null(await world.Get<ThreadRepository>().FindDraftAsync(id, world.As(Cast.Anna), Ct));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_consultant_reads_from_where_the_inviter_says_and_gets_nothing_new_after(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var parties = world.Get<ThreadParties>();
        var id = await world.ThreadAsync("Hemmelig første besked");
        await world.WriteAsync(id, Cast.Anna, "Det kan jeg ikke vurdere.");
        var version = (await world.SeeAsync(id, Cast.Anna))!.Version;

        var before = await world.SeeAsync(id, Cast.Lars);
        World.Done(await parties.InviteConsultantAsync(id, version, Cast.Lars.Id, 1, world.As(Cast.Anna), Ct));
        var twice = await parties.InviteConsultantAsync(id, version + 1, Cast.Lars.Id, 0, world.As(Cast.Mette), Ct);
        var shown = await world.MessagesAsync(id, Cast.Lars);
        await world.WriteAsync(id, Cast.Lars, "Spørg om hvileperioder.");
        World.Done(await parties.LeaveAsync(id, (await world.SeeAsync(id, Cast.Lars))!.Version, world.As(Cast.Lars), Ct));
        await world.WriteAsync(id, Cast.Mette, "Tak. Og hvad med hvile?");
        var kept = await world.MessagesAsync(id, Cast.Lars);
        var after = await world.Threads.PostAsync(id, new ThreadPostInput { MessageId = Guid.NewGuid(), Body = "Én ting til" }, world.As(Cast.Lars), Ct);
        var hidden = await world.Get<ThreadListRepository>().SearchAsync(world.As(Cast.Lars), "hemmelig", 10, Ct);

        Assert.Null(before);
        Assert.Equal("Errors.ThreadConsultantThere", Assert.Single(twice.Errors).Key);
        Assert.Equal([2L, 3], shown.Select(message => message.Sequence));
        Assert.Equal([2L, 3, 4, 5], kept.Select(message => message.Sequence));
        Assert.Equal("Refusals.ThreadNoPart", after.Outcome.Reason!.Key);
        Assert.Empty(hidden);
        Assert.Equal(6, (await world.MessagesAsync(id, Cast.Anna)).Count);
        Assert.Equal([ThreadEvent.ConsultantInvited, ThreadEvent.ConsultantLeft], (await world.MessagesAsync(id, Cast.Anna)).Select(message => message.Event).OfType<ThreadEvent>());
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Another_doctor_gets_what_the_caseworker_shares_and_the_first_nothing_more(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var parties = world.Get<ThreadParties>();
        var id = await world.ThreadAsync("Om hendes ryg");
        await world.WriteAsync(id, Cast.Anna, "Hun er flyttet til en anden læge.");

        World.Done(await parties.RedirectAsync(id, (await world.SeeAsync(id, Cast.Anna))!.Version, Cast.Fjordhoej.Id, "Har skiftet læge.", world.As(Cast.Anna), Ct));
        var waiting = (await world.SeeAsync(id, Cast.Mette))!;
        var early = await world.SeeAsync(id, Cast.Frida);
        World.Done(await parties.ReplaceClinicAsync(id, waiting.Version, Cast.Fjordhoej.Id, 2, world.As(Cast.Mette), Ct));
        await world.WriteAsync(id, Cast.Frida, "Jeg overtager.");
        var anna = (await world.SeeAsync(id, Cast.Anna))!;

        Assert.Equal((ThreadStatus.Redirected, ThreadTurn.Municipality, Cast.Fjordhoej.Name), (waiting.Status, waiting.NextActor, waiting.RedirectClinicName));
        Assert.Null(early);
        Assert.Equal([3L, 4, 5], (await world.MessagesAsync(id, Cast.Frida)).Select(message => message.Sequence));
        Assert.Equal([1L, 2, 3, 4], (await world.MessagesAsync(id, Cast.Anna)).Select(message => message.Sequence));
        Assert.False(anna.Sight.IsActive);
        Assert.Contains(id, (await world.Get<ThreadListRepository>().ListAsync(world.As(Cast.Anna), ThreadView.Done, null, 10, Ct)).Select(row => row.Id));
        Assert.Equal(Cast.Frida.Id, (await world.SeeAsync(id, Cast.Mette))!.ClinicPersonId);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_thread_goes_with_the_case_and_the_doctor_meets_the_new_caseworker(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        var id = await world.ThreadAsync("Før skiftet", citizen);
        var version = (await world.SeeAsync(id, Cast.Anna))!.Version;

        World.Done(await world.Get<CaseHandoverService>().HandOverAsync(
            citizen, 1, new HandoverInput { CommandId = Guid.NewGuid(), ToId = Cast.Jonas.Id, Note = "Skal i jobafklaring." }, world.As(Cast.Mette), Ct));
        await world.WriteAsync(id, Cast.Anna, "Velkommen.");
        var line = (await world.MessagesAsync(id, Cast.Anna))[1];

        Assert.Equal(
            (ThreadEvent.CaseworkerChanged, Cast.Jonas.Name, Cast.Jonas.Phone, Cast.Jonas.ReachableHours), (line.Event, line.Detail.Name, line.Detail.Phone, line.Detail.Hours));
        Assert.Equal([1L, 2, 3], (await world.MessagesAsync(id, Cast.Jonas)).Select(message => message.Sequence));
        Assert.Equal([1L, 2], (await world.MessagesAsync(id, Cast.Mette)).Select(message => message.Sequence));
        Assert.Equal((Cast.Jonas.Id, Cast.Jobafklaring.Id), ((await world.SeeAsync(id, Cast.Jonas))!.CaseworkerId!.Value, (await world.SeeAsync(id, Cast.Jonas))!.UnitId));
        // Nothing of what was drawn before holds any more.
        Assert.Equal(OutcomeKind.ChangedByOther, (await world.Get<ThreadActs>().CloseAsync(id, version, world.As(Cast.Anna), Ct)).Kind);
        Assert.Contains((id, 2L), world.Hints.Changed);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_is_taken_back_stands_nowhere_any_more(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.ThreadAsync();
        await world.WriteAsync(id, Cast.Anna, "Fortroligt om en helt anden: **giraf**");
        var message = (await world.MessagesAsync(id, Cast.Anna))[1];
        var retractions = world.Get<ThreadRetractions>();

        var byOther = await retractions.RetractAsync(id, message.Id, RetractReason.WrongCitizen, world.As(Cast.Bo), Ct);
        var noReason = await retractions.RetractAsync(id, message.Id, null, world.As(Cast.Anna), Ct);
        World.Done(await retractions.RetractAsync(id, message.Id, RetractReason.WrongCitizen, world.As(Cast.Anna), Ct));
        World.Done(await retractions.RetractAsync(id, message.Id, RetractReason.WrongCitizen, world.As(Cast.Anna), Ct));
        var repeat = await world.Threads.PostAsync(id, new ThreadPostInput { MessageId = message.Id, Body = message.Body }, world.As(Cast.Anna), Ct);
        var stub = (await world.MessagesAsync(id, Cast.Mette))[1];
        var left = new List<string>();
        foreach (var table in new[] { "ThreadMessages", "ThreadDrafts", "DialogueThreads", "AuditEntries", "Commands" })
        {
            var rows = await world.Db.QueryAsync<dynamic>($"SELECT * FROM {table}", null, Ct);
            left.AddRange(rows.SelectMany(row => ((IDictionary<string, object?>)row).Values.OfType<string>()).Where(text => text.Contains("giraf", StringComparison.OrdinalIgnoreCase)));
        }

        Assert.Equal("Refusals.ThreadNotYourMessage", byOther.Reason!.Key);
        Assert.Equal("reason", Assert.Single(noReason.Errors).Field);
        Assert.Equal((OutcomeKind.Done, 2L), (repeat.Outcome.Kind, repeat.Sequence));
        Assert.Equal(("", "", RetractReason.WrongCitizen, Cast.Anna.Name, 2L), (stub.Body, stub.BodyHtml, stub.RetractReason!.Value, stub.RetractedByName!, stub.Sequence));
        Assert.Empty(left);
        Assert.Empty(await world.Get<ThreadListRepository>().SearchAsync(world.As(Cast.Mette), "giraf", 10, Ct));
        Assert.Equal([(id, 2L)], world.Hints.Retracted);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Lists_say_who_must_act_and_what_has_waited_too_long(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var atDoctor = await world.ThreadAsync();
        var atCaseworker = await world.ThreadAsync();
        await world.WriteAsync(atCaseworker, Cast.Anna, "Hvad mener du med det?");
        var ended = await world.ThreadAsync();
        World.Done(await world.Get<ThreadActs>().CloseAsync(ended, 1, world.As(Cast.Anna), Ct));
        var queued = World.Done((await world.Threads.StartAsync(
            new ThreadStartInput
            {
                Category = ThreadCategory.Other, Subject = "Samarbejde", UnitId = Cast.Sygedagpenge.Id, Message = new ThreadPostInput { MessageId = Guid.NewGuid(), Body = "Hvem ringer jeg til?" },
            },
            world.As(Cast.Bo),
            Ct)).Outcome);

        Assert.Equal([atCaseworker, queued], await IdsAsync(world, Cast.Mette, ThreadView.Mine));
        Assert.Equal([queued], await IdsAsync(world, Cast.Morten, ThreadView.Mine));
        Assert.Equal([queued], await IdsAsync(world, Cast.Mette, ThreadView.Unassigned));
        Assert.Equal([atDoctor], await IdsAsync(world, Cast.Mette, ThreadView.Waiting));
        Assert.Equal([ended], await IdsAsync(world, Cast.Morten, ThreadView.Done));
        Assert.Equal([atDoctor], await IdsAsync(world, Cast.Anna, ThreadView.Mine));
        Assert.Empty(await IdsAsync(world, Cast.Bo, ThreadView.Mine));
        Assert.Equal([queued, atCaseworker, atDoctor], await IdsAsync(world, Cast.Birgit, ThreadView.All));
        await AssertCountsAsync(world, (Cast.Mette, 2), (Cast.Morten, 1), (Cast.Anna, 1), (Cast.Bo, 0), (Cast.Frida, 0));

        world.Clock.Now = world.Clock.Now.AddDays(30);

        Assert.Equal([atDoctor, atCaseworker, queued], await IdsAsync(world, Cast.Mette, ThreadView.Mine));
        await AssertCountsAsync(world, (Cast.Mette, 3));
        Assert.Equal([atDoctor], (await world.Get<ThreadListRepository>().ListAsync(world.As(Cast.Mette), ThreadView.Mine, null, 1, Ct)).Select(row => row.Id));
        var next = await world.Get<ThreadListRepository>().ListAsync(world.As(Cast.Mette), ThreadView.Mine, new ListCursor((await world.SeeAsync(atDoctor, Cast.Mette))!.LastAt, atDoctor), 10, Ct);
        Assert.Equal([atCaseworker, queued], next.Select(row => row.Id));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_disagreement_is_seen_by_coordinators_without_a_word_of_it_until_it_has_an_outcome(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var disputes = world.Get<ThreadDisputes>();
        var id = await world.ThreadAsync();

        World.Done(await disputes.OpenAsync(id, 1, world.As(Cast.Anna), Ct));
        World.Done(await disputes.TakeStepAsync(id, 2, DisputeStep.Call, world.As(Cast.Mette), Ct));
        var open = await world.Get<ThreadListRepository>().ListDisputedAsync(world.As(Cast.Karin), Ct);
        var notTheirs = await world.Get<ThreadListRepository>().ListDisputedAsync(world.As(Cast.Kirsten), Ct);
        var missing = await disputes.ResolveAsync(id, 3, null, "", world.As(Cast.Mette), Ct);
        World.Done(await disputes.ResolveAsync(id, 3, DisputeOutcome.Agreed, "Vi prøver to timer.", world.As(Cast.Mette), Ct));
        var thread = (await world.SeeAsync(id, Cast.Anna))!;

        Assert.Equal((id, DisputeStep.Call, Cast.Mette.Name), (Assert.Single(open).Id, open[0].DisputeStep!.Value, open[0].CaseworkerName));
        Assert.Empty(notTheirs);
        Assert.Equal("outcome", Assert.Single(missing.Errors).Field);
        Assert.Equal((DisputeOutcome.Agreed, "Vi prøver to timer.", false), (thread.DisputeOutcome!.Value, thread.DisputeNote, thread.Facts.IsDisputed));
        Assert.Empty(await world.Get<ThreadListRepository>().ListDisputedAsync(world.As(Cast.Karin), Ct));
    }

    private static async Task<IReadOnlyList<Guid>> IdsAsync(World world, Person person, ThreadView view) =>
        [.. (await world.Get<ThreadListRepository>().ListAsync(world.As(person), view, null, 50, Ct)).Select(row => row.Id)];

    private static async Task<IReadOnlyList<Guid>> ListsAsync(World world, Person person)
    {
        var ids = new List<Guid>();
        foreach (var view in Enum.GetValues<ThreadView>())
        {
            ids.AddRange(await IdsAsync(world, person, view));
        }

        return ids;
    }

    private static async Task AssertCountsAsync(World world, params (Person Person, int Count)[] expected)
    {
        var today = DanishTime.DayOf(world.Clock.Now);
        foreach (var (person, count) in expected)
        {
            Assert.Equal(count, (await world.Get<DirectoryRepository>().FindViewerAsync(person.Id, today, Ct))!.ThreadCount);
        }
    }
}
