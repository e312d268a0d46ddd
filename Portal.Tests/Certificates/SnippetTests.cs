using Portal.Data;
using Portal.Data.Certificates.Snippets;
using Portal.Data.Directory;
using Portal.Tests.Support;

namespace Portal.Tests.Certificates;

/// <summary>Texts at hand: everybody's own are theirs alone, the clinic's are everybody's there.</summary>
public sealed class SnippetTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.WithDanishOrder), MemberType = typeof(Engines))]
    public async Task Own_come_first_then_the_clinics_each_in_the_order_of_the_Danish_alphabet(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        await AddAsync(world, Cast.Anna, "Åben", isOwn: true);
        await AddAsync(world, Cast.Anna, "Zoom", isOwn: true);
        await AddAsync(world, Cast.Birgit, "Afventer", isOwn: false);
        await AddAsync(world, Cast.Bo, "Min", isOwn: true);
        await AddAsync(world, Cast.Frida, "Anden klinik", isOwn: false);

        Assert.Equal([("Zoom", true), ("Åben", true), ("Afventer", false)], await NamesAsync(world, Cast.Anna));
        Assert.Equal([("Min", true), ("Afventer", false)], await NamesAsync(world, Cast.Bo));
        Assert.Equal([("Afventer", false)], await NamesAsync(world, Cast.Birgit));
        Assert.Empty(await NamesAsync(world, Cast.Mette));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_owner_changes_their_own_and_everybody_at_the_clinic_the_clinics(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var service = world.Get<SnippetService>();
        var (own, shared) = (await AddAsync(world, Cast.Anna, "Min", isOwn: true), await AddAsync(world, Cast.Anna, "Vores", isOwn: false));

        foreach (var person in Cast.People)
        {
            var mine = await service.EditAsync(own, await VersionAsync(world, own), Input($"Min {person.Name}"), world.As(person), Ct);
            var ours = await service.EditAsync(shared, await VersionAsync(world, shared), Input($"Vores {person.Name}"), world.As(person), Ct);
            var expected = !person.Role.IsClinic() ? (OutcomeKind.Refused, OutcomeKind.Refused)
                : person.Id == Cast.Anna.Id ? (OutcomeKind.Done, OutcomeKind.Done)
                : person.ClinicId == Cast.Torvet.Id ? (OutcomeKind.NotFound, OutcomeKind.Done)
                : (OutcomeKind.NotFound, OutcomeKind.NotFound);
            Assert.Equal((person.Name, expected), (person.Name, (mine.Kind, ours.Kind)));
        }

        Assert.Equal([("Min Anna Holm", true), ("Vores Birgit Nygaard", false)], await NamesAsync(world, Cast.Anna));
        Assert.Equal(["snippet.add", "snippet.edit"], (await world.AuditAsync(own)).Select(row => row.Action));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_is_retired_is_offered_no_more_until_it_is_taken_up_again_and_a_late_form_changes_nothing(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var service = world.Get<SnippetService>();
        var id = await AddAsync(world, Cast.Anna, "Vores", isOwn: false);

        World.Done(await service.SetRetiredAsync(id, 1, isRetired: true, world.As(Cast.Bo), Ct));
        var late = await service.EditAsync(id, 1, Input("Anden"), world.As(Cast.Anna), Ct);
        var retired = await NamesAsync(world, Cast.Anna);
        var kept = await world.Get<SnippetRepository>().ListRetiredAsync(world.As(Cast.Anna), Ct);
        World.Done(await service.SetRetiredAsync(id, 2, isRetired: false, world.As(Cast.Anna), Ct));

        Assert.Equal(OutcomeKind.ChangedByOther, late.Kind);
        Assert.Empty(retired);
        Assert.Equal(("Vores", Cast.Bo.Name), (kept.Single().Name, kept.Single().ChangedByName));
        Assert.Equal([("Vores", false)], await NamesAsync(world, Cast.Anna));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_clinic_has_at_most_two_hundred_and_a_form_adds_one_however_often_it_is_sent(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var service = world.Get<SnippetService>();
        var form = Input("Første");
        var first = World.Done(await service.AddAsync(form, world.As(Cast.Anna), Ct));
        var again = await service.AddAsync(form, world.As(Cast.Anna), Ct);
        for (var i = 1; i < SnippetRules.Most; i++)
        {
            await AddAsync(world, Cast.Bo, $"Nummer {i}", isOwn: i % 2 == 0);
        }

        var full = await service.AddAsync(Input("Én for meget"), world.As(Cast.Birgit), Ct);
        World.Done(await service.SetRetiredAsync(first, 1, isRetired: true, world.As(Cast.Anna), Ct));
        World.Done(await service.AddAsync(Input("Plads igen"), world.As(Cast.Birgit), Ct));
        var restored = await service.SetRetiredAsync(first, 2, isRetired: false, world.As(Cast.Anna), Ct);

        Assert.Equal(first, again.Id);
        Assert.Equal(("Refusals.SnippetsFull", "Refusals.SnippetsFull"), (full.Reason?.Key, restored.Reason?.Key));
        World.Done(await service.AddAsync(Input("Anden klinik"), world.As(Cast.Frida), Ct));
    }

    [Theory]
    [InlineData("", "", null, "name wording")]
    [InlineData("Navn", "Tekst", "prognosis", "")]
    [InlineData("Navn", "Tekst", "nonsense", "sectionId")]
    [InlineData("Navn", "Tekst", "proposal", "sectionId")]
    [InlineData("To\nlinjer", "To\nlinjer", null, "name")]
    [InlineData("Navn", "Patienten 630966-2271 er set", null, "wording")]
    [InlineData("6309662271", "Ring 59 43 12 34, henvisning 12345678901", null, "name")]
    public async Task A_snippet_has_a_name_a_text_and_perhaps_a_section_but_no_patient(string name, string wording, string? section, string wrong)
    {
        await using var world = await World.CreateAsync(TestEngine.Sqlite);

        var outcome = await world.Get<SnippetService>().AddAsync(Input(name) with { Wording = wording, SectionId = section }, world.As(Cast.Anna), Ct);

        Assert.Equal(wrong, string.Join(' ', outcome.Errors.Select(error => error.Field)));
    }

    private static SnippetInput Input(string name) => new() { CommandId = Guid.NewGuid(), Name = name, Wording = "Afventer speciallæge." };

    private static async Task<Guid> AddAsync(World world, Person person, string name, bool isOwn) =>
        World.Done(await world.Get<SnippetService>().AddAsync(Input(name) with { IsOwn = isOwn }, world.As(person), Ct));

    private static async Task<IEnumerable<(string, bool)>> NamesAsync(World world, Person person) =>
        (await world.Get<SnippetRepository>().ListAsync(world.As(person), Ct)).Select(snippet => (snippet.Name, snippet.IsOwn));

    private static Task<int> VersionAsync(World world, Guid id) => world.Db.FindAsync<int>("SELECT Version FROM AnswerSnippets WHERE Id = @id", new { id }, Ct);
}
