using Portal.Data.Certificates;
using Portal.Data.Citizens.Folder;
using Portal.Data.Offers;
using Portal.Tests.Support;
using Portal.Web.Pages.Citizens;

namespace Portal.Tests.Citizens;

public sealed class FolderAnswersTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Considerations_are_held_against_the_answer_before_that_asked_for_them(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        await AnswerAsync(world, citizen, "MULIG-LOKAL", "NoHeavyLifting Quiet");
        await AnswerAsync(world, citizen, "LAE225", null);
        world.Clock.Now = world.Clock.Now.AddDays(100);
        await AnswerAsync(world, citizen, "MULIG-LOKAL", "ReducedHours NoHeavyLifting");

        var answers = await world.Get<FolderAnswers>().ListAsync(citizen, 10, world.As(Cast.Mette), Ct);

        Assert.Equal(["MULIG-LOKAL", "LAE225", "MULIG-LOKAL"], answers.Select(answer => answer.Type.TypeId));
        Assert.Equal(
            ["considerations", "possible", "chronic", "other", "answers"],
            AnswerThemes.Present(answers).OrderBy(theme => AnswerThemes.Named.Contains(theme) ? 0 : 1));
        var comparison = new Comparison(answers, "considerations");
        Assert.Equal([Consideration.ReducedHours, Consideration.NoHeavyLifting, Consideration.Quiet], comparison.Considerations);
        Assert.Equal(
            [
                [Change.Gained, null, Change.Absent],
                [Change.Kept, null, Change.Kept],
                [Change.Lost, null, Change.Kept],
            ],
            comparison.Considerations.Select(one => Enumerable.Range(0, 3).Select(column => comparison.Of(column, one)).ToArray()));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_same_thing_under_two_names_is_one_theme(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        await AnswerAsync(world, citizen, "LAE125", null);
        await AnswerAsync(world, citizen, "LAE135", null);

        var answers = await world.Get<FolderAnswers>().ListAsync(citizen, 10, world.As(Cast.Mette), Ct);

        Assert.Equal(
            ["functionImpact", "function"], answers.SelectMany(answer => AnswerThemes.SectionsOf(answer, "function")).Select(section => section.Id));
        Assert.Empty(await world.Get<FolderAnswers>().ListAsync(citizen, 10, world.As(Cast.Kim), Ct));
    }

    private static async Task AnswerAsync(World world, Guid citizen, string type, string? considerations)
    {
        var id = await world.CertificateAsync(CertificateStatus.Sent, type, citizen);
        await world.ViewAsync(id, Cast.Anna);
        var answer = await world.AnswerAsync(type);
        var sections = new Dictionary<string, string>(answer.Sections);
        if (considerations is not null)
        {
            sections["m.considerations"] = considerations;
        }

        World.Done(await world.Answers.SignAsync(id, answer with { Sections = sections }, world.As(Cast.Anna), Ct));
    }
}
