using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Certificates.Reminders;
using Portal.Data.Directory;
using Portal.Tests.Support;

namespace Portal.Tests.Certificates;

/// <summary>What a municipality settles about a type, and what follows for requests.</summary>
public sealed class TypeSettingsServiceTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Each_change_is_a_version_of_its_own_for_this_municipality_alone(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var first = World.Done(await SaveAsync(world, await InputAsync(world) with { AfterRequestDays = "20", Note = "Aftalt i KLU." }));
        World.Done(await SaveAsync(world, await InputAsync(world) with { Guideline = "Kun efter aftale.", Note = "Efter møde." }));

        var history = await world.Get<TypeSettingsRepository>().ListAsync(Cast.Holbaek.Id, "LAE125", Ct);

        Assert.Equal([(2, "Efter møde.", Cast.Adam.Name), (1, "Aftalt i KLU.", Cast.Adam.Name)], history.Select(v => (v.VersionNumber, v.Note, v.ChangedByName)));
        Assert.Equal([20, 20], history.Select(version => version.Settings.AfterRequestDays));
        Assert.Equal(["Kun efter aftale.", ""], history.Select(version => version.Settings.Guideline));
        Assert.Equal((20, history[0].Id), await DeadlineAsync(world, Cast.Holbaek));
        Assert.Equal((14, null), await DeadlineAsync(world, Cast.Kalundborg));
        Assert.Equal(("certificate-type.settings", "LAE125"), Assert.Single(await world.AuditAsync(first)) is var row ? (row.Action, row.Detail) : default);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Of_two_who_change_the_same_settings_one_is_told_and_nothing_is_lost(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var drawn = await InputAsync(world);
        var inputs = Enumerable.Range(1, 6).Select(i => drawn with { CommandId = Guid.NewGuid(), AfterRequestDays = $"{20 + i}" }).ToList();
        var by = world.As(Cast.Adam);

        var outcomes = await Task.WhenAll(inputs.Select(input =>
            world.ElsewhereAsync(services => services.GetRequiredService<TypeSettingsService>().SaveAsync(input, by, Ct))));
        var winner = inputs[outcomes.ToList().FindIndex(outcome => outcome.IsDone)];
        var repeat = await SaveAsync(world, winner);
        var late = await SaveAsync(world, drawn with { CommandId = Guid.NewGuid(), Guideline = "For sent." });

        Assert.Equal(5, outcomes.Count(outcome => outcome.Kind == OutcomeKind.ChangedByOther));
        Assert.Equal(outcomes.Single(outcome => outcome.IsDone).Id, World.Done(repeat));
        Assert.Equal(OutcomeKind.ChangedByOther, late.Kind);
        Assert.Equal(1, await world.CountAsync("CertificateTypeSettings"));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_is_refused_writes_nothing(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var input = await InputAsync(world) with { AfterRequestDays = "20" };

        Assert.Equal("Refused Refusals.OnlyAdministratorSettles", await TryAsync(input, Cast.Karin));
        Assert.Equal("Refused Refusals.OnlyAdministratorSettles", await TryAsync(input, Cast.Anna));
        Assert.Equal("NotFound ", await TryAsync(input with { TypeId = "LAE999" }));
        Assert.Equal("Invalid note: Errors.SettingsNote", await TryAsync(input with { Note = " " }));
        Assert.Equal("Invalid note: Errors.TooLong", await TryAsync(input with { Note = new string('x', 501) }));
        Assert.Equal("Invalid afterRequestDays: Errors.Days", await TryAsync(input with { AfterRequestDays = "0" }));
        Assert.Equal("Refused Refusals.NothingChanged", await TryAsync(await InputAsync(world)));
        Assert.Equal("Refused Refusals.TypeAbolished", await TryAsync(input with { TypeId = "UARB" }));
        Assert.Equal((0, 0), (await world.CountAsync("CertificateTypeSettings"), await world.CountAsync("Commands")));

        async Task<string> TryAsync(TypeSettingsInput tried, Person? person = null)
        {
            var outcome = await SaveAsync(world, tried, person);
            return $"{outcome.Kind} {outcome.Reason?.Key}{string.Join(", ", outcome.Errors.Select(error => $"{error.Field}: {error.Key}"))}";
        }
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_open_request_keeps_its_deadline_ladder_and_sections_and_a_draft_follows(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var sent = await world.CertificateAsync(CertificateStatus.Sent);
        var draft = await world.CertificateAsync(CertificateStatus.Draft);
        var before = (await world.FindAsync(sent, Cast.Mette))!;
        var local = new LocalSectionInput { LabelDa = "Kørsel", LabelEn = "Driving", Required = true };

        World.Done(await SaveAsync(world, await InputAsync(world) with
        {
            AfterRequestDays = "20", Ladder = [new("2", false, RungKind.Task)], LocalSections = [local],
        }));
        await world.ViewAsync(sent, Cast.Anna);
        World.Done(await world.Answers.SaveDraftAsync(sent, await world.AnswerAsync(), world.As(Cast.Anna), Ct));

        var after = (await world.FindAsync(sent, Cast.Mette))!;
        Assert.Equal((before.AnswerDueAt, before.Type.Settings.Ladder), (after.AnswerDueAt, after.Type.Settings.Ladder));
        Assert.DoesNotContain(after.Type.Definition.Sections, section => section.Id == "local.1");
        var drawn = (await world.FindAsync(draft, Cast.Mette))!;
        var request = await world.RequestAsync(citizenId: drawn.Citizen.Id);
        var unfilled = request with { Content = request.Content with { Sections = request.Content.Sections.Where(text => text.Key != "local.1").ToDictionary() } };
        var refused = await world.Requests.EditAsync(draft, 1, unfilled, send: true, world.As(Cast.Mette), Ct);
        Assert.Equal(["local.1"], refused.Errors.Select(error => error.Field));
        World.Done(await world.Requests.EditAsync(draft, 1, request, send: true, world.As(Cast.Mette), Ct));
        var finished = (await world.FindAsync(draft, Cast.Anna))!;
        Assert.Equal("Tekst til local.1.", finished.Request["local.1"]);
        Assert.Equal(new DateOnly(2026, 12, 14), DanishTime.DayOf(finished.AnswerDueAt!.Value));
        Assert.Single(finished.Type.Settings.Ladder);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_type_that_is_switched_off_is_refused_for_a_new_request_and_for_an_old_draft(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var request = await world.RequestAsync();
        var draft = await world.CertificateAsync(CertificateStatus.Draft);
        var sent = await world.CertificateAsync(CertificateStatus.Sent);
        World.Done(await SaveAsync(world, await InputAsync(world) with { IsOn = false }));

        var created = await world.Requests.CreateAsync(request, send: true, world.As(Cast.Mette), Ct);
        var ofDraft = request with { CommandId = Guid.NewGuid(), CitizenId = (await world.FindAsync(draft, Cast.Mette))!.Citizen.Id };
        var edited = await world.Requests.EditAsync(draft, 1, ofDraft, send: true, world.As(Cast.Mette), Ct);
        var answer = Samples.AnswerSections(Catalogue.Type("LAE125"));
        await world.ViewAsync(sent, Cast.Anna);
        var signed = await world.Answers.SignAsync(
            sent, new AnswerInput { CommandId = Guid.NewGuid(), FormId = Guid.NewGuid(), DraftVersion = 0, Sections = answer }, world.As(Cast.Anna), Ct);

        Assert.Equal(["Refusals.TypeNotOrderable", "Refusals.TypeNotOrderable"], new[] { created, edited }.Select(outcome => outcome.Reason?.Key));
        Assert.True(signed.IsDone);
        Assert.Equal(
            TypeState.Off, (await world.Get<CertificateTypes>().ListAsync(Cast.Holbaek.Id, new DateOnly(2026, 11, 23), Ct)).First(type => type.TypeId == "LAE125")
                .StateOn(new DateOnly(2026, 11, 23)));
    }

    private static async Task<(int? Days, Guid? SettingsId)> DeadlineAsync(World world, Municipality municipality)
    {
        var types = await world.Get<CertificateTypes>().ListOrderableAsync(municipality.Id, DanishTime.DayOf(world.Clock.Now), Ct);
        var type = types.First(type => type.TypeId == "LAE125");
        return (type.Definition.Deadline.AfterRequestDays, type.SettingsId);
    }

    /// <summary>The form as it would be drawn now, with a reason.</summary>
    private static async Task<TypeSettingsInput> InputAsync(World world, string typeId = "LAE125")
    {
        var history = await world.Get<TypeSettingsRepository>().ListAsync(Cast.Holbaek.Id, typeId, Ct);
        var (settings, number) = history is [var newest, ..] ? (newest.Settings, newest.VersionNumber) : (TypeSettings.Usual, 0);
        return TypeSettingsInput.Of(typeId, settings, number) with { Note = "Prøve" };
    }

    private static Task<Outcome> SaveAsync(World world, TypeSettingsInput input, Person? person = null) =>
        world.Get<TypeSettingsService>().SaveAsync(input, world.As(person ?? Cast.Adam), Ct);
}
