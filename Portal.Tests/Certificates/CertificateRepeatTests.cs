using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Tests.Support;

namespace Portal.Tests.Certificates;

/// <summary>A form that is posted twice changes nothing twice.</summary>
public sealed class CertificateRepeatTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_repeated_post_gives_the_first_result_and_changes_nothing(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var request = await world.RequestAsync();
        var edit = request with { CommandId = Guid.NewGuid() };
        var answer = await world.AnswerAsync();

        var id = World.Done(await world.Requests.CreateAsync(request, send: false, world.As(Cast.Mette), Ct));
        Assert.Equal(id, World.Done(await world.Requests.CreateAsync(request, send: false, world.As(Cast.Mette), Ct)));
        World.Done(await world.Requests.EditAsync(id, 1, edit, send: true, world.As(Cast.Mette), Ct));
        Assert.Equal(id, World.Done(await world.Requests.EditAsync(id, 1, edit, send: true, world.As(Cast.Mette), Ct)));
        await world.ViewAsync(id, Cast.Anna);
        World.Done(await world.Answers.SignAsync(id, answer, world.As(Cast.Anna), Ct));
        Assert.Equal(id, World.Done(await world.Answers.SignAsync(id, answer, world.As(Cast.Anna), Ct)));

        Assert.Equal((1, 1, 3), (await world.CountAsync("CertificateRequests"), await world.CountAsync("CertificateAnswers"), await world.CountAsync("Commands")));
        Assert.Equal(["certificate.create", "certificate.send", "certificate.open", "certificate.sign"], (await world.AuditAsync(id)).Select(row => row.Action));
        Assert.Equal(4, (await world.FindAsync(id, Cast.Mette))!.Version);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_same_request_from_a_second_form_is_a_repeat_for_a_while_and_for_its_writer_only(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var request = await world.RequestAsync();
        var again = request with { CommandId = Guid.NewGuid() };
        var id = World.Done(await world.Requests.CreateAsync(request, send: true, world.As(Cast.Mette), Ct));

        Assert.Equal(id, World.Done(await world.Requests.CreateAsync(again, send: true, world.As(Cast.Mette), Ct)));
        Assert.Equal(OutcomeKind.Refused, (await world.Requests.CreateAsync(again, send: true, world.As(Cast.Karin), Ct)).Kind);
        world.Clock.Now = world.Clock.Now.AddMinutes(11);
        var later = await world.Requests.CreateAsync(again with { CommandId = Guid.NewGuid() }, send: true, world.As(Cast.Mette), Ct);
        Assert.Equal((OutcomeKind.Refused, "Refusals.OpenRequestExists", id), (later.Kind, later.Reason?.Key, later.Id));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_same_command_with_other_content_or_from_another_person_is_refused(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var request = await world.RequestAsync();
        var other = await world.RequestAsync();
        var id = World.Done(await world.Requests.CreateAsync(request, send: false, world.As(Cast.Mette), Ct));

        Outcome[] outcomes =
        [
            await world.Requests.CreateAsync(other with { CommandId = request.CommandId }, send: false, world.As(Cast.Mette), Ct),
            await world.Requests.CreateAsync(request, send: true, world.As(Cast.Mette), Ct),
            await world.Requests.CreateAsync(request, send: false, world.As(Cast.Morten), Ct),
            await world.Requests.EditAsync(id, 1, request, send: true, world.As(Cast.Mette), Ct),
        ];

        Assert.All(outcomes, outcome => Assert.Equal((OutcomeKind.Refused, "Refusals.FormUsedTwice"), (outcome.Kind, outcome.Reason?.Key)));
        Assert.Equal((1, CertificateStatus.Draft), (await world.CountAsync("CertificateRequests"), (await world.FindAsync(id, Cast.Mette))!.Status));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_command_that_was_refused_may_be_given_again(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var request = await world.RequestAsync();

        var invalid = await world.Requests.CreateAsync(request with { Content = RequestContent.Empty }, send: true, world.As(Cast.Mette), Ct);
        var corrected = await world.Requests.CreateAsync(request, send: true, world.As(Cast.Mette), Ct);

        Assert.Equal((OutcomeKind.Invalid, OutcomeKind.Done), (invalid.Kind, corrected.Kind));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Clicks_in_the_same_instant_do_it_once(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var request = await world.RequestAsync();
        var edit = request with { CommandId = Guid.NewGuid() };
        var answer = await world.AnswerAsync();
        var by = (Mette: world.As(Cast.Mette), Anna: world.As(Cast.Anna));

        var created = await AtOnceAsync(services => services.GetRequiredService<CertificateService>().CreateAsync(request, send: false, by.Mette, Ct));
        var id = Assert.Single(created.Select(World.Done).Distinct());
        var sent = await AtOnceAsync(services => services.GetRequiredService<CertificateService>().EditAsync(id, 1, edit, send: true, by.Mette, Ct));
        await world.ViewAsync(id, Cast.Anna);
        var signed = await AtOnceAsync(services => services.GetRequiredService<AnswerService>().SignAsync(id, answer, by.Anna, Ct));

        Assert.All((Outcome[])[.. sent, .. signed], outcome => Assert.Contains(outcome.Kind, (OutcomeKind[])[OutcomeKind.Done, OutcomeKind.Refused]));
        Assert.Equal((1, 1), (await world.CountAsync("CertificateRequests"), await world.CountAsync("CertificateAnswers")));
        Assert.Equal(
            ["certificate.create", "certificate.open", "certificate.send", "certificate.sign"],
            (await world.AuditAsync(id)).Select(row => row.Action).Order(StringComparer.Ordinal));

        Task<Outcome[]> AtOnceAsync(Func<IServiceProvider, Task<Outcome>> act) =>
            Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => world.ElsewhereAsync(act))));
    }
}
