using Portal.Data;
using Portal.Data.Guidelines;
using Portal.Tests.Seminars;
using Portal.Tests.Support;

namespace Portal.Tests.Guidelines;

/// <summary>Common guidelines: who publishes, who reads, and that no version is lost.</summary>
public sealed class GuidelineTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_municipality_s_people_and_its_clinics_read_what_its_coordinator_publishes(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var service = world.Get<GuidelineService>();

        var refused = await service.PublishAsync(Input(0, "x"), world.As(Cast.Mette), Ct);
        World.Done(await service.PublishAsync(Input(0, "Første"), world.As(Cast.Karin), Ct));
        World.Done(await service.PublishAsync(Input(1, "## Telefon\n\n<script>Anden"), world.As(Cast.Karin), Ct));

        Assert.Equal("Refusals.OnlyCoordinatorGuidelines", refused.Reason?.Key);
        var readers = new List<string>();
        foreach (var person in Cast.People)
        {
            if (await world.Get<GuidelineRepository>().FindAsync(null, world.As(person), Ct) is { Number: 2 })
            {
                readers.Add(person.Name.Split(' ')[0]);
            }
        }

        Assert.Equal(["Anna", "Bo", "Birgit", "Frida", "Mette", "Morten", "Karin", "Jonas", "Lars", "Adam", "Inger"], readers);
        var first = (await world.Get<GuidelineRepository>().FindAsync(1, world.As(Cast.Frida), Ct))!;
        var second = (await world.Get<GuidelineRepository>().FindAsync(null, world.As(Cast.Frida), Ct))!;
        Assert.Equal(("Første", "Karin Bach"), (first.Body, first.PublishedByName));
        Assert.Contains("<h3>Telefon</h3>", second.BodyHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", second.BodyHtml, StringComparison.Ordinal);
        Assert.Equal([2, 1], (await world.Get<GuidelineRepository>().ListAsync(world.As(Cast.Anna), Ct)).Select(version => version.Number));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Of_two_who_write_on_the_same_version_one_is_told_and_a_second_click_is_one(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        World.Done(await world.Get<GuidelineService>().PublishAsync(Input(0, "Første"), world.As(Cast.Karin), Ct));
        var by = world.As(Cast.Karin);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => world.ElsewhereAsync(services =>
            ((GuidelineService)services.GetService(typeof(GuidelineService))!).PublishAsync(Input(1, $"Tekst {i}"), by, Ct))));
        var winner = outcomes.ToList().FindIndex(outcome => outcome.IsDone);
        var again = await world.Get<GuidelineService>().PublishAsync(Input(1, $"Tekst {winner}"), by, Ct);
        var same = await world.Get<GuidelineService>().PublishAsync(Input(2, $"Tekst {winner}"), by, Ct);

        Assert.Equal([OutcomeKind.Done, OutcomeKind.ChangedByOther, OutcomeKind.ChangedByOther, OutcomeKind.ChangedByOther], outcomes.Select(outcome => outcome.Kind).Order());
        Assert.True(again.IsDone);
        Assert.Equal("Errors.GuidelineUnchanged", same.Errors.Single().Key);
        Assert.Equal(2, await world.CountAsync("CommonGuidelines"));
        Assert.Single(await world.AuditAsync(again.Id), row => row.Action == "guideline.publish");
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_was_decided_about_a_citizen_becomes_no_guideline(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var (id, _, _) = await HeldMeetings.RoundTableAsync(world);

        var unseen = await world.Get<GuidelineService>().PublishAsync(Input(0, "x") with { SeminarId = id }, world.As(Cast.Karin), Ct);
        var notHeld = await world.Get<GuidelineService>().PublishAsync(Input(0, "x") with { SeminarId = await HeldMeetings.AnnounceAsync(world) }, world.As(Cast.Karin), Ct);

        Assert.Equal(OutcomeKind.NotFound, unseen.Kind);
        Assert.Equal("Refusals.SeminarNotHeld", notHeld.Reason?.Key);
        Assert.Equal(0, await world.CountAsync("CommonGuidelines"));
    }

    [Fact]
    public void Text_and_change_note_are_required_and_bounded()
    {
        Assert.Empty(CommonGuidelineRules.Check(Input(0, new string('x', 20_000)), null));
        Assert.Equal(["body", "changeNote"], CommonGuidelineRules.Check(new GuidelineInput { BasedOn = 0 }, null).Select(error => error.Field));
        Assert.Equal(["body", "changeNote"], CommonGuidelineRules.Check(Input(0, new string('x', 20_001)) with { ChangeNote = "to\nlinjer" }, null).Select(error => error.Field));
        Assert.Equal(
            ["Karin", "Kirsten"],
            Cast.People.Where(person => CommonGuidelineRules.WhyNotPublish(new() { PersonId = person.Id, Role = person.Role, MunicipalityId = person.MunicipalityId, At = TestClock.Start }) is null)
                .Select(person => person.Name.Split(' ')[0]));
    }

    private static GuidelineInput Input(int basedOn, string body) => new() { BasedOn = basedOn, Body = body, ChangeNote = "Nyt" };
}
