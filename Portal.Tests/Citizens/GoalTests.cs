using Portal.Data;
using Portal.Data.Citizens.Goals;
using Portal.Tests.Support;

namespace Portal.Tests.Citizens;

public sealed class GoalTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    private static readonly GoalInput Sample = new()
    {
        Aim = "Tilbage på lageret 20 timer om ugen",
        Specific = "Varemodtagelse",
        Measurable = "Fremmøde i fire uger",
        Achievable = "Arbejdsgiveren har sagt ja",
        Relevant = "Han vil blive, hvor han er",
        DueOn = new DateOnly(2027, 3, 1),
        OwnWords = "»Jeg vil\ntilbage«",
        AgreedOn = new DateOnly(2026, 11, 20),
    };

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Each_saving_is_a_version_and_the_ones_before_stay(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        var service = world.Get<GoalService>();

        var first = World.Done(await service.SaveAsync(citizen, 0, Sample, world.As(Cast.Mette), Ct));
        var again = await service.SaveAsync(citizen, 0, Sample, world.As(Cast.Mette), Ct);
        var unchanged = await service.SaveAsync(citizen, 1, Sample, world.As(Cast.Morten), Ct);
        var second = World.Done(await service.SaveAsync(citizen, 1, Sample with { Aim = "10 timer" }, world.As(Cast.Morten), Ct));

        var versions = await world.Get<GoalRepository>().ListAsync(citizen, 10, Ct);
        Assert.Equal([(2, "10 timer", "Morten Lund"), (1, Sample.Aim, "Mette Sørensen")], versions.Select(goal => (goal.VersionNumber, goal.Content.Aim, goal.WrittenByName)));
        Assert.Equal(Sample, versions[1].Content);
        Assert.Equal([first, first], [again.Id, unchanged.Id]);
        Assert.Equal(("goal.write", citizen), (Assert.Single(await world.AuditAsync(second)).Action, (await world.AuditAsync(second))[0].CitizenId!.Value));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Who_writes_on_an_old_version_is_told_and_nothing_is_written(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        var service = world.Get<GoalService>();
        World.Done(await service.SaveAsync(citizen, 0, Sample, world.As(Cast.Mette), Ct));

        var stale = await service.SaveAsync(citizen, 0, Sample with { Aim = "Noget andet" }, world.As(Cast.Morten), Ct);
        var ahead = await service.SaveAsync(citizen, 7, Sample with { Aim = "Noget andet" }, world.As(Cast.Morten), Ct);

        Assert.Equal((OutcomeKind.ChangedByOther, OutcomeKind.ChangedByOther), (stale.Kind, ahead.Kind));
        Assert.Equal(1, await world.CountAsync("CitizenGoals"));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Only_the_casework_of_the_citizen_writes(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        await world.CertificateAsync(Portal.Data.Certificates.CertificateStatus.Sent, citizenId: citizen);

        var endings = new List<(string, OutcomeKind)>();
        foreach (var person in Cast.People)
        {
            var input = Sample with { Aim = $"Som {person.Name} skrev" };
            var outcome = await world.Get<GoalService>().SaveAsync(citizen, await world.CountAsync("CitizenGoals"), input, world.As(person), Ct);
            endings.Add((person.Name, outcome.Kind));
        }

        Assert.Equal(["Mette Sørensen", "Morten Lund", "Karin Bach"], endings.Where(ending => ending.Item2 == OutcomeKind.Done).Select(ending => ending.Item1));
        Assert.Equal(["Jonas Juul", "Kim Kaas", "Kirsten Krag"], endings.Where(ending => ending.Item2 == OutcomeKind.NotFound).Select(ending => ending.Item1));
        Assert.Equal(8, endings.Count(ending => ending.Item2 == OutcomeKind.Refused));
    }

    [Fact]
    public void Only_the_goal_is_required_and_days_must_make_sense()
    {
        var today = new DateOnly(2026, 11, 23);

        Assert.Empty(GoalRules.Check(new GoalInput { Aim = "Arbejde" }, today));
        Assert.Equal(["aim"], Fields(GoalInput.Empty));
        Assert.Equal(["aim"], Fields(Sample with { Aim = "to\nlinjer" }));
        Assert.Equal(["specific", "ownWords"], Fields(Sample with { Specific = new string('x', 1001), OwnWords = new string('x', 2001) }));
        Assert.Equal(["dueOn"], Fields(Sample with { DueOn = new DateOnly(2026, 11, 19) }));
        Assert.Equal(["agreedOn"], Fields(Sample with { AgreedOn = new DateOnly(2026, 11, 24) }));
        Assert.Equal(["specific", "measurable", "achievable", "relevant", "dueOn"], GoalRules.MissingParts(GoalInput.Empty));
        Assert.Empty(GoalRules.MissingParts(Sample));

        IEnumerable<string> Fields(GoalInput input) => GoalRules.Check(input, today).Select(error => error.Field);
    }
}
