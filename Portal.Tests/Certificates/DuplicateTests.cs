using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Tests.Support;

namespace Portal.Tests.Certificates;

/// <summary>Nothing is asked twice: one open request of a type for a citizen, and a reason when it was answered not long ago.</summary>
public sealed class DuplicateTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Fifty_who_send_the_same_in_the_same_instant_get_one_request_and_forty_nine_refusals(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        var senders = new[] { Cast.Mette, Cast.Morten, Cast.Karin };
        var posts = new List<(RequestInput Input, Portal.Data.Audit.ActionContext By)>();
        for (var i = 0; i < 50; i++)
        {
            posts.Add((Named(await world.RequestAsync(citizenId: citizen), $"Formål {i}"), world.As(senders[i % senders.Length])));
        }

        var outcomes = await Task.WhenAll(posts.Select(post => Task.Run(() => world.ElsewhereAsync(services =>
            services.GetRequiredService<CertificateService>().CreateAsync(post.Input, send: true, post.By, Ct)))));

        var sent = Assert.Single(outcomes, outcome => outcome.IsDone).Id;
        Assert.All(outcomes.Where(outcome => !outcome.IsDone), outcome =>
            Assert.Equal((OutcomeKind.Refused, "Refusals.OpenRequestExists", sent), (outcome.Kind, outcome.Reason?.Key, outcome.Id)));
        Assert.Equal((1, 1), (await world.CountAsync("CertificateRequests"), await world.CountAsync("Consents")));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Fifty_drafts_of_the_same_that_are_sent_in_the_same_instant_give_one_request(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        var drafts = new List<(Guid Id, RequestInput Input)>();
        for (var i = 0; i < 50; i++)
        {
            var input = Named(await world.RequestAsync(citizenId: citizen), $"Formål {i}");
            drafts.Add((World.Done(await world.Requests.CreateAsync(input, send: false, world.As(Cast.Mette), Ct)), input with { CommandId = Guid.NewGuid() }));
        }

        var by = world.As(Cast.Mette);
        var outcomes = await Task.WhenAll(drafts.Select(draft => Task.Run(() => world.ElsewhereAsync(services =>
            services.GetRequiredService<CertificateService>().EditAsync(draft.Id, 1, draft.Input, send: true, by, Ct)))));

        var sent = Assert.Single(outcomes, outcome => outcome.IsDone).Id;
        Assert.Equal(49, outcomes.Count(outcome => outcome.Reason?.Key == "Refusals.OpenRequestExists" && outcome.Id == sent));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_was_answered_not_long_ago_is_asked_again_with_a_reason_only(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        await world.CertificateAsync(CertificateStatus.Answered, citizenId: citizen);
        world.Clock.Now = world.Clock.Now.AddDays(38);
        var again = await world.RequestAsync(citizenId: citizen);

        var without = await world.Requests.CreateAsync(again, send: true, world.As(Cast.Mette), Ct);
        var draft = World.Done(await world.Requests.CreateAsync(again with { CommandId = Guid.NewGuid() }, send: false, world.As(Cast.Mette), Ct));
        var sentDraft = await world.Requests.EditAsync(draft, 1, again with { CommandId = Guid.NewGuid() }, send: true, world.As(Cast.Mette), Ct);
        var otherType = await world.CertificateAsync(CertificateStatus.Sent, "LAE135", citizen);
        var reasoned = again with { CommandId = Guid.NewGuid(), Content = again.Content with { RepeatReason = "Hun er blevet opereret siden." } };
        var id = World.Done(await world.Requests.CreateAsync(reasoned, send: true, world.As(Cast.Mette), Ct));

        foreach (var refused in (Outcome[])[without, sentDraft])
        {
            var error = Assert.Single(refused.Errors);
            Assert.Equal(("repeatReason", "Errors.RepeatReason", 38), (error.Field, error.Key, error.Arguments[0]));
        }

        Assert.NotEqual(id, otherType);
        Assert.Equal("Hun er blevet opereret siden.", (await world.FindAsync(id, Cast.Anna))!.Request.RepeatReason);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_same_may_be_asked_when_the_answer_is_old_or_the_request_was_withdrawn(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var (withdrawn, old) = (await world.CitizenAsync(), await world.CitizenAsync());
        await world.CertificateAsync(CertificateStatus.Withdrawn, citizenId: withdrawn);
        await world.CertificateAsync(CertificateStatus.Closed, citizenId: old);

        await world.CertificateAsync(CertificateStatus.Sent, citizenId: withdrawn);
        world.Clock.Now = world.Clock.Now.AddDays(TypeSettings.UsualRepeatWithinDays + 1);
        await world.CertificateAsync(CertificateStatus.Sent, citizenId: old);

        Assert.Equal(4, await world.CountAsync("CertificateRequests"));
    }

    private static RequestInput Named(RequestInput input, string purpose) => input with
    {
        Content = input.Content with { Sections = new Dictionary<string, string>(input.Content.Sections) { ["purpose"] = purpose } },
    };
}
