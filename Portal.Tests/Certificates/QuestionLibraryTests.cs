using Portal.Data;
using Portal.Data.Certificates.Library;
using Portal.Tests.Support;

namespace Portal.Tests.Certificates;

/// <summary>The questions that a municipality keeps for itself.</summary>
public sealed class QuestionLibraryTests
{
    private const string Wording = "Hvor længe ad gangen kan borgeren sidde ved en skærm?";

    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_coordinator_adds_changes_retires_and_restores_and_each_is_logged(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var (service, repository) = (world.Get<QuestionLibraryService>(), world.Get<QuestionLibraryRepository>());
        var input = Input();

        var id = World.Done(await service.AddAsync(input, world.As(Cast.Karin), Ct));
        Assert.Equal(id, World.Done(await service.AddAsync(input, world.As(Cast.Karin), Ct)));
        World.Done(await service.EditAsync(id, 1, input with { Wording = $"{Wording} Æ", AgreedOn = null }, world.As(Cast.Karin), Ct));
        World.Done(await service.SetRetiredAsync(id, 2, isRetired: true, world.As(Cast.Karin), Ct));
        Assert.Empty(await repository.ListForTypeAsync(Cast.Holbaek.Id, "LAE125", Ct));
        World.Done(await service.SetRetiredAsync(id, 3, isRetired: false, world.As(Cast.Karin), Ct));

        var question = Assert.Single(await repository.ListForTypeAsync(Cast.Holbaek.Id, "LAE125", Ct));
        Assert.Equal(($"{Wording} Æ", null, Cast.Karin.Name, 4), (question.Wording, question.AgreedOn, question.ChangedByName, question.Version));
        Assert.Equal(
            ["question.add", "question.edit", "question.retire", "question.restore"], (await world.AuditAsync(id)).Select(row => row.Action));
        Assert.Empty(await repository.ListAsync(Cast.Kalundborg.Id, Ct));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Only_the_coordinator_of_the_municipality_may_and_the_second_of_two_sees_that_the_first_was_there(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var service = world.Get<QuestionLibraryService>();
        var id = World.Done(await service.AddAsync(Input(), world.As(Cast.Karin), Ct));

        Outcome[] outcomes =
        [
            await service.AddAsync(Input(), world.As(Cast.Mette), Ct),
            await service.EditAsync(id, 1, Input(), world.As(Cast.Kirsten), Ct),
            await service.SetRetiredAsync(id, 1, isRetired: true, world.As(Cast.Mette), Ct),
            await service.EditAsync(id, 1, Input() with { Wording = "Ny" }, world.As(Cast.Karin), Ct),
            await service.EditAsync(id, 1, Input() with { Wording = "En anden" }, world.As(Cast.Karin), Ct),
        ];

        Assert.Equal(
            [OutcomeKind.Refused, OutcomeKind.NotFound, OutcomeKind.Refused, OutcomeKind.Done, OutcomeKind.ChangedByOther],
            outcomes.Select(outcome => outcome.Kind));
    }

    [Theory]
    [InlineData("typeId", "Errors.LibraryType", "LAE265", Wording, 0)]
    [InlineData("wording", "Errors.LibraryWording", "LAE125", " ", 0)]
    [InlineData("wording", "Errors.ControlCharacters", "LAE125", "a\0b", 0)]
    [InlineData("agreedOn", "Errors.AgreedLater", "LAE125", Wording, 1)]
    public async Task What_cannot_be_kept_is_told_at_its_field(string field, string key, string type, string wording, int daysAhead)
    {
        await using var world = await World.CreateAsync(TestEngine.Sqlite);
        var input = Input() with { TypeId = type, Wording = wording, AgreedOn = DanishTime.DayOf(world.Clock.Now).AddDays(daysAhead) };

        var outcome = await world.Get<QuestionLibraryService>().AddAsync(input, world.As(Cast.Karin), Ct);

        Assert.Equal([(field, key)], outcome.Errors.Select(error => (error.Field, error.Key)));
        Assert.Equal(0, await world.CountAsync("LibraryQuestions"));
    }

    private static LibraryQuestionInput Input() =>
        new() { CommandId = Guid.NewGuid(), TypeId = "LAE125", Wording = Wording, AgreedOn = new DateOnly(2026, 3, 3) };
}
