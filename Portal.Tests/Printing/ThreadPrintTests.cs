using Portal.Data;
using Portal.Data.Directory;
using Portal.Data.Printing;
using Portal.Data.Threads;
using Portal.Tests.Support;
using Portal.Web.Pages.Threads;

namespace Portal.Tests.Printing;

/// <summary>A thread on paper: what stands on it, for whom, and what its code says later.</summary>
public sealed class ThreadPrintTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [InlineData("1-", 1, null)]
    [InlineData("4-40", 4, 40)]
    [InlineData("Both", null, null)]
    [InlineData("-4", null, null)]
    [InlineData("4-x", null, null)]
    [InlineData("4-5-6", null, null)]
    public void A_part_is_read_as_it_was_written(string part, int? from, int? to)
    {
        var read = ThreadPrintPart.TryParse(part);

        Assert.Equal((from, to), ((int?)read?.From, (int?)read?.To));
        Assert.Equal(from is null ? null : part, read?.ToString());
    }

    [Theory]
    [InlineData("<p>Kort.</p>\n", "<p>Kort.</p>\n")]
    [InlineData("<p>Se <a href=\"https://x.dk/?a=1&amp;b=2\" rel=\"noopener\">planen</a>.</p>", "<p>Se planen (https://x.dk/?a=1&amp;b=2).</p>")]
    [InlineData("<p><a href=\"https://x.dk\" rel=\"noopener\">https://x.dk</a></p>", "<p>https://x.dk</p>")]
    [InlineData("<ul><li>en</li><li>to<ol><li>a</li><li>b</li></ol></li><li>tre</li></ul>", "<ul><li>– en</li><li>– to<ol><li>1. a</li><li>2. b</li></ol></li><li>– tre</li></ul>")]
    [InlineData("<p>5 &lt; 6 &lt;a href=&quot;x&quot;&gt;</p>", "<p>5 &lt; 6 &lt;a href=&quot;x&quot;&gt;</p>")]
    public void On_paper_a_link_says_where_it_leads_and_a_list_has_its_signs(string html, string expected) =>
        Assert.Equal(expected, ThreadPaperWords.Body(html));

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Nobody_gets_more_on_paper_than_they_may_read_and_a_long_thread_comes_in_parts(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.ThreadAsync();
        for (var i = 2; i <= 6; i++)
        {
            await world.WriteAsync(id, i % 2 == 0 ? Cast.Anna : Cast.Mette, $"Besked {i}");
        }

        World.Done(await world.Get<ThreadParties>().InviteConsultantAsync(id, (await world.SeeAsync(id, Cast.Mette))!.Version, Cast.Lars.Id, 4, world.As(Cast.Mette), Ct));
        var whole = await PrintAsync(world, id, Cast.Anna);
        var part = await PrintAsync(world, id, Cast.Anna, 2, 3);
        var consultants = await PrintAsync(world, id, Cast.Lars);
        var tooEarly = await world.Get<ThreadPrintService>().PrintAsync((await world.SeeAsync(id, Cast.Lars))!, 1, 4, false, false, world.As(Cast.Lars), Ct);
        var thread = (await world.SeeAsync(id, Cast.Anna))! with { LastSequence = 10_000 };

        Assert.Equal((true, 1L, 7L, 7), (whole.IsWhole, whole.From, whole.To, whole.Messages.Count));
        Assert.Equal((false, "Besked 2 Besked 3"), (part.IsWhole, string.Join(' ', part.Messages.Select(message => message.Body))));
        Assert.Equal([5L, 6, 7], consultants.Messages.Select(message => message.Sequence));
        Assert.False(consultants.IsWhole);
        Assert.Equal(OutcomeKind.NotFound, tooEarly.Outcome.Kind);
        Assert.Equal((9501, 10_000), ThreadPrintService.RangeOf(thread, null, null));
        Assert.Equal((1, 500), ThreadPrintService.RangeOf(thread, 1, null));
        Assert.Equal((9990, 10_000), ThreadPrintService.RangeOf(thread, 9990, 20_000));
        Assert.Null(ThreadPrintService.RangeOf(thread, 10_001, null));
        Assert.Equal(["1-7 pdf", "2-3 pdf", "5-7 pdf"], (await world.AuditAsync(id)).Where(row => row.Action == "thread.print").Select(row => row.Detail));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_code_tells_that_the_thread_went_on_and_that_a_message_was_taken_back(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.ThreadAsync();
        var message = (await world.Threads.PostAsync(id, new ThreadPostInput { MessageId = Guid.NewGuid(), Body = "Forkert borger" }, world.As(Cast.Anna), Ct)).Outcome.Id;
        var whole = await PrintAsync(world, id, Cast.Mette);
        var again = await PrintAsync(world, id, Cast.Anna);
        var first = await PrintAsync(world, id, Cast.Mette, 1, 1);

        Assert.Equal(whole.Code, again.Code);
        Assert.Equal((PrintVerdict.Current, PrintVerdict.Current), (await VerdictAsync(world, whole), await VerdictAsync(world, first)));
        await world.WriteAsync(id, Cast.Mette, "Er det den rigtige?");
        Assert.Equal((PrintVerdict.Superseded, PrintVerdict.Current), (await VerdictAsync(world, whole), await VerdictAsync(world, first)));
        World.Done(await world.Get<ThreadRetractions>().RetractAsync(id, message, RetractReason.WrongCitizen, world.As(Cast.Anna), Ct));
        Assert.Equal((PrintVerdict.Changed, PrintVerdict.Current), (await VerdictAsync(world, whole), await VerdictAsync(world, first)));
        // With the stub on it, it is what the portal holds.
        Assert.Equal(PrintVerdict.Current, await VerdictAsync(world, await PrintAsync(world, id, Cast.Mette)));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_protected_citizens_thread_is_printed_only_when_confirmed(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.ThreadAsync(citizenId: await world.CitizenAsync(citizen => citizen with { IsProtected = true }));
        var thread = (await world.SeeAsync(id, Cast.Anna))!;

        var (refused, nothing) = await world.Get<ThreadPrintService>().PrintAsync(thread, null, null, isPdf: true, isConfirmed: false, world.As(Cast.Anna), Ct);
        var (_, printed) = await world.Get<ThreadPrintService>().PrintAsync(thread, null, null, isPdf: true, isConfirmed: true, world.As(Cast.Anna), Ct);

        Assert.Equal(OutcomeKind.Refused, refused.Kind);
        Assert.Null(nothing);
        Assert.Equal(thread.BirthDigits, printed?.Cpr?.BirthDigits);
        Assert.Single(await world.AuditAsync(id), row => row.Action == "thread.print");
    }

    private static async Task<PrintedThread> PrintAsync(World world, Guid id, Person person, long? from = null, long? to = null)
    {
        var thread = (await world.SeeAsync(id, person))!;
        var (outcome, printed) = await world.Get<ThreadPrintService>().PrintAsync(thread, from, to, isPdf: true, isConfirmed: false, world.As(person), Ct);
        World.Done(outcome);
        return printed!;
    }

    private static async Task<PrintVerdict> VerdictAsync(World world, PrintedThread paper) =>
        (await world.Get<PrintService>().CheckAsync(paper.Code, Ct))!.Verdict;
}
