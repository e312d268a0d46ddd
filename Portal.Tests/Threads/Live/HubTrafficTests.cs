using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using Portal.Tests.Web;
using Portal.Web.Infrastructure.Live;

namespace Portal.Tests.Threads.Live;

/// <summary>What goes over the socket: ids, as much as is good, and nothing that brings it down.</summary>
/// <remarks>The variable PORTAL_TEST_FRAMES says how many random frames are sent; 5,000 unless it does, 100,000 is the full size.</remarks>
public sealed class HubTrafficTests(LiveHost host, ITestOutputHelper output) : IClassFixture<LiveHost>
{
    private static readonly int RandomFrames =
        int.TryParse(Environment.GetEnvironmentVariable("PORTAL_TEST_FRAMES"), CultureInfo.InvariantCulture, out var frames) ? frames : 5_000;

    [Fact]
    public async Task A_conversation_goes_by_number_to_those_who_take_part_and_its_words_never_over_the_socket()
    {
        var frames = new FrameLog();
        var thread = await host.ThreadAsync();
        await using var mette = await host.ConnectAsync(await host.BrowserAsync("caseworker"), frames);
        await using var anna = await host.ConnectAsync(await host.BrowserAsync("gp"), frames);
        await using var birgit = await host.ConnectAsync(await host.BrowserAsync("staff"), frames);
        await using var stranger = await host.ConnectAsync(await host.BrowserAsync("gp-other"), frames);
        Assert.Equal((1, 1), (await mette.JoinAsync(thread), await anna.JoinAsync(thread)));

        const string Question = "Kan hun stå op i tre timer ad gangen? Æblegrød.";
        var id = Guid.NewGuid();
        var version = await host.DraftAsync("caseworker", thread, Question);
        await mette.CallAsync("Typing", thread);
        await mette.CallAsync("Typing", thread);
        var sent = await mette.CallAsync("SendDraft", thread, id, version);
        var again = await mette.CallAsync("SendDraft", thread, id, version);

        Assert.Equal((2, 2), (sent.Sequence, again.Sequence));
        Assert.Equal((thread, 2), (await anna.ExpectAsync("changed")) is var news ? (news.ThreadId, news.Sequence) : default);
        // Birgit's clinic takes part; she has another page open.
        await birgit.ExpectAsync("count");
        Assert.Equal(Question, await host.ValueAsync<string>("SELECT Body FROM ThreadMessages WHERE Id = @id", new { id }));
        await anna.CallAsync("Leave", Guid.NewGuid());
        await stranger.CallAsync("Leave", Guid.NewGuid());
        Assert.DoesNotContain(stranger.TakeAll(), _ => true);
        Assert.DoesNotContain(mette.TakeAll(), told => told.Name == "typing");
        frames.HoldNothingOf([Question, "Den første besked", "Om noget", "Anna", "Mette"]);
    }

    [Fact]
    public async Task Who_writes_and_who_is_there_are_told_once_in_a_while_and_to_the_others()
    {
        var thread = await host.ThreadAsync();
        var (mettesId, annasId) = (await host.PersonAsync("caseworker"), await host.PersonAsync("gp"));
        await using var mette = await host.ConnectAsync(await host.BrowserAsync("caseworker"));
        await using var anna = await host.ConnectAsync(await host.BrowserAsync("gp"));
        await mette.JoinAsync(thread);
        await anna.JoinAsync(thread);

        var both = await mette.ExpectAsync("online", news => news.Content.GetProperty("personIds").GetArrayLength() == 2);
        for (var i = 0; i < 4; i++)
        {
            await mette.CallAsync("Typing", thread);
        }

        var typing = await anna.ExpectAsync("typing");
        await host.PostAsync("gp", thread, "Svar");
        await anna.ExpectAsync("changed");
        anna.Cut();
        var alone = await mette.ExpectAsync("online");

        Assert.Equal([.. new[] { mettesId, annasId }.Order()], both.Content.GetProperty("personIds").EnumerateArray().Select(id => id.GetGuid()));
        Assert.Equal((thread, mettesId), (typing.ThreadId, typing.Content.GetProperty("personId").GetGuid()));
        Assert.Equal([mettesId], alone.Content.GetProperty("personIds").EnumerateArray().Select(id => id.GetGuid()));
    }

    [Fact]
    public async Task The_sixth_page_of_a_person_closes_the_oldest_which_is_told_why()
    {
        var browser = await host.BrowserAsync("coordinator");
        var open = new List<HubClient>();
        for (var i = 0; i <= LiveConnections.MostOfPerson; i++)
        {
            var client = await host.ConnectAsync(browser);
            await client.CallAsync("Leave", Guid.NewGuid());
            open.Add(client);
        }

        await open[0].ExpectAsync("crowded");
        await open[0].Closed.WaitAsync(TimeSpan.FromSeconds(60));
        foreach (var client in open.Skip(1))
        {
            Assert.Null((await client.CallAsync("Leave", Guid.NewGuid())).Error);
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task Who_calls_too_often_or_sends_too_much_is_closed_and_the_others_go_on()
    {
        var thread = await host.ThreadAsync();
        var browser = await host.BrowserAsync("staff");
        await using var witness = await host.ConnectAsync(await host.BrowserAsync("gp"));
        await witness.JoinAsync(thread);
        await using var flood = await host.ConnectAsync(browser);
        await using var unknown = await host.ConnectAsync(browser);
        await using var large = await host.ConnectAsync(browser);
        await using var steady = await host.ConnectAsync(browser);

        await ManyAsync(flood, $$"""{"type":1,"invocationId":"1","target":"Join","arguments":["{{thread}}"]}""");
        await ManyAsync(unknown, """{"type":1,"target":"Nothing","arguments":[]}""");
        await SendQuietlyAsync(large, $$"""{"type":1,"target":"Join","arguments":["{{new string('a', 100_000)}}"]}""");
        await Task.WhenAll(flood.Closed, unknown.Closed, large.Closed).WaitAsync(TimeSpan.FromSeconds(60));
        for (var i = 0; i < LiveProtocol.CallsPerSecond; i++)
        {
            Assert.Null((await steady.CallAsync("Leave", Guid.NewGuid())).Error);
        }

        var sequence = await host.PostAsync("caseworker", thread, "Stadig her?");
        await witness.ExpectAsync("changed", news => news.Sequence == sequence);
        Assert.Contains(host.Log.Lines, line => line.Contains("more than 10 calls a second", StringComparison.Ordinal));

        static async Task ManyAsync(HubClient client, string frame)
        {
            for (var i = 0; i < 200; i++)
            {
                await SendQuietlyAsync(client, frame);
            }
        }
    }

    [Theory]
    [InlineData("""{"type":1,"invocationId":"x","target":"NoSuchMethod","arguments":[]}""")]
    [InlineData("""{"type":1,"invocationId":"x","target":"Join","arguments":["no id"]}""")]
    [InlineData("""{"type":1,"invocationId":"x","target":"Join","arguments":[17]}""")]
    [InlineData("""{"type":1,"invocationId":"x","target":"Join","arguments":[]}""")]
    [InlineData("""{"type":1,"invocationId":"x","target":"SendDraft","arguments":["00000000-0000-0000-0000-000000000000",null,"1"]}""")]
    [InlineData("""{"type":1,"invocationId":"x","target":"Dispose","arguments":[]}""")]
    [InlineData("""{"type":4,"invocationId":"x","target":"Join","arguments":["00000000-0000-0000-0000-000000000000"]}""")]
    [InlineData("""{"type":99}""")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    [InlineData("""{"type":1,"invocationId":"x","target":"Join","arguments":[{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{}}}}}}}}}}}}]}""")]
    [InlineData("not JSON at all")]
    public async Task A_wrong_frame_gets_a_plain_error_without_a_word_of_the_code(string frame)
    {
        var frames = new FrameLog();
        await using var client = await host.ConnectAsync(await host.BrowserAsync("gp"), frames);
        await client.CallAsync("Leave", Guid.NewGuid());

        await client.SendAsync(frame);
        if (!frame.Contains("99", StringComparison.Ordinal))
        {
            await UntilAsync(() => frames.Frames.Any(came => came.Contains("\"error\"", StringComparison.Ordinal)) || client.Closed.IsCompleted);
        }

        Assert.All(
            frames.Frames.Where(came => came.Contains("\"error\"", StringComparison.Ordinal)),
            came => Assert.DoesNotMatch(@"   at |(?<!Hub)Exception|System\.|Portal\.|\.cs\b", came));
    }

    [Fact]
    public async Task Any_number_of_random_frames_brings_nothing_down()
    {
        var thread = await host.ThreadAsync();
        await using var witness = await host.ConnectAsync(await host.BrowserAsync("caseworker"));
        await witness.JoinAsync(thread);
        var began = DateTime.UtcNow;

        var senders = new List<Task<int>>();
        foreach (var (person, seed) in (IEnumerable<(string, int)>)[("gp-other", 1), ("gp-far", 2), ("caseworker-colleague", 3), ("consultant", 4)])
        {
            var browser = await host.BrowserAsync(person);
            senders.Add(Task.Run(() => ThrowAsync(browser, thread, new Random(seed), RandomFrames / 4)));
        }

        var connections = (await Task.WhenAll(senders)).Sum();
        var sequence = await host.PostAsync("gp", thread, "Alt vel");
        await witness.ExpectAsync("changed", news => news.Sequence == sequence);
        await UntilAsync(() => host.Connections.All.Count <= 1);

        output.WriteLine($"{RandomFrames} frames over {connections} connections in {(DateTime.UtcNow - began).TotalSeconds:0.0} s.");
        Assert.True(connections > RandomFrames / 1000);
        Assert.DoesNotContain(host.Log.Lines, line => line.StartsWith("Critical", StringComparison.Ordinal) || line.Contains("unhandled", StringComparison.OrdinalIgnoreCase));
    }

    /// <returns>How many connections it took.</returns>
    private async Task<int> ThrowAsync(Browser browser, Guid thread, Random random, int frames)
    {
        var connections = 0;
        for (var sent = 0; sent < frames;)
        {
            await using var client = await host.ConnectAsync(browser);
            connections++;
            try
            {
                // Nine calls may come in a second; after that only a new connection gets anything through.
                for (var i = 0; i < LiveProtocol.CallsPerSecond + 1 && sent < frames && !client.Closed.IsCompleted; i++, sent++)
                {
                    var (bytes, type) = RandomFrame(random, thread);
                    await client.SendAsync(bytes, type);
                }
            }
            catch (HubClosedException)
            {
                // As it should: the frame was none.
            }
        }

        return connections;
    }

    private static (byte[] Bytes, WebSocketMessageType Type) RandomFrame(Random random, Guid thread)
    {
        string[] targets = ["Join", "Leave", "Typing", "SendDraft", "OnConnectedAsync", "Nothing", ""];
        var valid = $$"""{"type":{{random.Next(0, 9)}},"invocationId":"{{random.Next()}}","target":"{{targets[random.Next(targets.Length)]}}","arguments":["{{(random.Next(2) == 0 ? thread : Guid.NewGuid())}}",{{random.Next()}}]}""" + "\u001e";
        var bytes = Encoding.UTF8.GetBytes(valid);
        switch (random.Next(5))
        {
            case 0:
                var noise = new byte[random.Next(1, 400)];
                random.NextBytes(noise);
                return (noise, WebSocketMessageType.Binary);
            case 1:
                return (Encoding.UTF8.GetBytes(new string([.. Enumerable.Range(0, random.Next(1, 200)).Select(_ => (char)random.Next(1, 0xd000))]) + "\u001e"), WebSocketMessageType.Text);
            case 2:
                bytes[random.Next(bytes.Length)] = (byte)random.Next(32, 127);
                return (bytes, WebSocketMessageType.Text);
            case 3:
                return (bytes[..random.Next(1, bytes.Length)], WebSocketMessageType.Text);
            default:
                return (bytes, WebSocketMessageType.Text);
        }
    }

    private static async Task SendQuietlyAsync(HubClient client, string frame)
    {
        try
        {
            await client.SendAsync(frame);
        }
        catch (HubClosedException)
        {
            // The portal has had enough.
        }
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var wait = 0; wait < 600 && !holds(); wait++)
        {
            await Task.Delay(100);
        }

        Assert.True(holds());
    }
}
