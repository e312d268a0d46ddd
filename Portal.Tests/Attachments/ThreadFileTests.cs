using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Data.Attachments;
using Portal.Data.Directory;
using Portal.Data.Threads;
using Portal.Tests.Support;

namespace Portal.Tests.Attachments;

/// <summary>The files of a thread: whose they are before they are sent, whose after, and when they are gone.</summary>
public sealed class ThreadFileTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_file_is_its_uploaders_alone_until_a_message_names_it_and_then_theirs_who_may_read_that_message(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var thread = await world.ThreadAsync();
        var early = World.Done(await AddAsync(world, thread, Cast.Anna, "../Blodprøve på ærø.exe"));
        Person[] everybody = [Cast.Anna, Cast.Birgit, Cast.Mette, Cast.Frida, Cast.Jonas, Cast.Kim, Cast.Lars, Cast.Adam, Cast.Inger];

        var before = await WhoOpensAsync(world, thread, early, everybody);
        var foreign = await PostAsync(world, thread, Cast.Birgit, early);
        World.Done((await PostAsync(world, thread, Cast.Anna, early)).Outcome);
        var after = await WhoOpensAsync(world, thread, early, everybody);
        var version = (await world.SeeAsync(thread, Cast.Anna))!.Version;
        World.Done(await world.Get<ThreadParties>().InviteConsultantAsync(thread, version, Cast.Lars.Id, 2, world.As(Cast.Mette), Ct));
        var late = World.Done(await AddAsync(world, thread, Cast.Mette, "plan.pdf"));
        World.Done((await PostAsync(world, thread, Cast.Mette, late)).Outcome);

        Assert.Equal("Anna", before);
        Assert.Equal("Errors.MessageLinkGone", Assert.Single(foreign.Outcome.Errors).Key);
        Assert.Equal("Anna Birgit Mette", after);
        Assert.Equal("", await WhoOpensAsync(world, thread, early, Cast.Lars));
        Assert.Equal("Anna Lars", await WhoOpensAsync(world, thread, late, Cast.Anna, Cast.Lars));
        var link = Assert.Single((await world.MessagesAsync(thread, Cast.Mette))[1].Links);
        Assert.Equal(("Blodprøve på ærø.pdf", (long?)SampleFiles.Pdf.Length), (link.FileName, link.Bytes));
        var log = await world.AuditAsync(early);
        Assert.Equal(("attachment.add", Cast.Anna.Id), (log[0].Action, log[0].PersonId));
        Assert.Equal(4, log.Count(row => row.Action == "attachment.read"));
        Assert.All(log, row => Assert.DoesNotContain("Blodprøve", row.Detail, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task With_a_message_that_is_taken_back_its_files_go_their_names_and_their_content(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var thread = await world.ThreadAsync();
        var wrong = World.Done(await AddAsync(world, thread, Cast.Anna, "forkert.pdf"));
        var message = (await PostAsync(world, thread, Cast.Anna, wrong)).Outcome.Id;
        var right = World.Done(await AddAsync(world, thread, Cast.Anna, "rigtig.pdf"));
        World.Done((await PostAsync(world, thread, Cast.Anna, right)).Outcome);

        World.Done(await world.Get<ThreadRetractions>().RetractAsync(thread, message, RetractReason.WrongCitizen, world.As(Cast.Anna), Ct));

        Assert.Equal("", await WhoOpensAsync(world, thread, wrong, Cast.Anna, Cast.Mette));
        Assert.Equal("Anna Mette", await WhoOpensAsync(world, thread, right, Cast.Anna, Cast.Mette));
        Assert.Null(world.Get<AttachmentStore>().Open(wrong));
        Assert.Equal(1, await world.CountAsync("Attachments"));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Whoever_may_write_may_attach_a_double_click_attaches_once_and_only_what_is_not_sent_can_be_taken_away(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var thread = await world.ThreadAsync();
        var first = World.Done(await AddAsync(world, thread, Cast.Birgit, "a.pdf"));

        var again = await AddAsync(world, thread, Cast.Birgit, "a.pdf");
        var stranger = await AddAsync(world, thread, Cast.Frida, "b.pdf");
        var colleague = await RemoveAsync(world, thread, Cast.Anna, first);
        var second = World.Done(await AddAsync(world, thread, Cast.Birgit, "b.pdf"));
        World.Done(await RemoveAsync(world, thread, Cast.Birgit, second));
        World.Done((await PostAsync(world, thread, Cast.Birgit, first)).Outcome);
        var sent = await RemoveAsync(world, thread, Cast.Birgit, first);
        // Sent is sent: the same file with the next message is another one.
        var anew = await AddAsync(world, thread, Cast.Birgit, "a.pdf");
        World.Done(await world.Get<ThreadActs>().CloseAsync(thread, (await world.SeeAsync(thread, Cast.Mette))!.Version, world.As(Cast.Mette), Ct));
        var late = await AddAsync(world, thread, Cast.Anna, "c.pdf");

        Assert.Equal((OutcomeKind.Done, first), (again.Kind, again.Id));
        Assert.Equal([OutcomeKind.NotFound, OutcomeKind.NotFound, OutcomeKind.NotFound], [stranger.Kind, colleague.Kind, sent.Kind]);
        Assert.NotEqual(first, World.Done(anew));
        Assert.Null(world.Get<AttachmentStore>().Open(second));
        Assert.Equal("Refusals.ThreadIsClosed", late.Reason?.Key);
        Assert.Equal([anew.Id], (await world.Get<ThreadFiles>().ListUnsentAsync(thread, world.As(Cast.Birgit), Ct)).Select(file => file.Id));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Of_ten_who_upload_at_once_one_gets_the_last_room(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var thread = await world.ThreadAsync();
        var large = World.Done(await AddAsync(world, thread, Cast.Anna, "stor.pdf"));
        await SetAsync(world, "UPDATE Attachments SET Bytes = @Bytes WHERE Id = @Id", new { Id = large, Bytes = AttachmentRules.LargestThread - SampleFiles.Pdf.Length });
        var by = world.As(Cast.Mette);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => world.ElsewhereAsync(services =>
            services.GetRequiredService<AttachmentService>().AddAsync(AttachmentOwner.Thread, thread, new AttachmentInput($"{i}.pdf", SampleFiles.Pdf), by, Ct)))));

        Assert.Single(outcomes, outcome => outcome.IsDone);
        Assert.All(outcomes.Where(outcome => !outcome.IsDone), outcome => Assert.Equal("Attachments.ThreadFull", Assert.Single(outcome.Errors).Key));
        Assert.Equal(2, await world.CountAsync("Attachments"));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_was_uploaded_and_never_sent_is_deleted_after_a_week(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var thread = await world.ThreadAsync();
        var sent = World.Done(await AddAsync(world, thread, Cast.Anna, "sendt.pdf"));
        World.Done((await PostAsync(world, thread, Cast.Anna, sent)).Outcome);
        var left = World.Done(await AddAsync(world, thread, Cast.Anna, "glemt.pdf"));
        var service = world.Get<AttachmentService>();
        var week = world.Clock.Now.AddDays(AttachmentRules.UnsentDays);

        var tooEarly = await service.DeleteLeftBehindAsync(week.AddMinutes(-1), Ct);
        var due = await service.DeleteLeftBehindAsync(week.AddMinutes(1), Ct);
        var again = await service.DeleteLeftBehindAsync(week.AddMinutes(2), Ct);

        Assert.Equal((0, 1, 0), (tooEarly, due, again));
        Assert.Null(world.Get<AttachmentStore>().Open(left));
        Assert.Equal("Mette", await WhoOpensAsync(world, thread, sent, Cast.Mette));
        Assert.Equal(["attachment.add", "attachment.remove"], (await world.AuditAsync(left)).Select(row => row.Action));
    }

    private static Task<Outcome> AddAsync(World world, Guid thread, Person person, string name) =>
        world.Get<AttachmentService>().AddAsync(AttachmentOwner.Thread, thread, new AttachmentInput(name, SampleFiles.Pdf), world.As(person), Ct);

    private static Task<Outcome> RemoveAsync(World world, Guid thread, Person person, Guid id) =>
        world.Get<AttachmentService>().RemoveAsync(AttachmentOwner.Thread, thread, id, world.As(person), Ct);

    private static Task<PostOutcome> PostAsync(World world, Guid thread, Person person, Guid file) =>
        world.Threads.PostAsync(thread, new ThreadPostInput { MessageId = Guid.NewGuid(), AttachmentIds = [file] }, world.As(person), Ct);

    /// <summary>First names of those who get the whole file.</summary>
    private static async Task<string> WhoOpensAsync(World world, Guid thread, Guid file, params IReadOnlyList<Person> people)
    {
        var names = new List<string>();
        foreach (var person in people)
        {
            if (await world.Get<AttachmentService>().OpenAsync(AttachmentOwner.Thread, thread, file, world.As(person), Ct) is { } opened)
            {
                await using var content = opened.Content;
                Assert.Equal(SampleFiles.Pdf.Length, content.Length);
                names.Add(person.Name.Split(' ')[0]);
            }
        }

        return string.Join(' ', names);
    }

    private static async Task SetAsync(World world, string sql, object parameters)
    {
        await using var transaction = await world.Db.BeginAsync(Ct);
        Assert.Equal(1, await world.Db.ExecuteAsync(sql, parameters, Ct));
        await transaction.CommitAsync(Ct);
    }
}
