using System.Text.Json.Nodes;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Tests.Support;

namespace Portal.Tests.Certificates;

public sealed class CertificateTypesTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Taking_the_catalogue_in_again_makes_no_version(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var types = world.Get<CertificateTypes>();
        var before = await types.ListOrderableAsync(Cast.Holbaek.Id, new DateOnly(2026, 11, 23), Ct);
        var logged = await world.CountAsync("AuditEntries");

        await types.ImportCatalogueAsync(TestClock.Start.AddYears(1), Ct);

        Assert.Equal(logged, await world.CountAsync("AuditEntries"));
        Assert.Equal(Catalogue.Types.Count, await world.CountAsync("CertificateTypeVersions"));
        Assert.Equal(before.Select(type => type.Id), (await types.ListOrderableAsync(Cast.Holbaek.Id, new DateOnly(2028, 1, 1), Ct)).Select(type => type.Id));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_can_be_ordered_comes_in_the_order_of_the_catalogue(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);

        var orderable = await world.Get<CertificateTypes>().ListOrderableAsync(Cast.Holbaek.Id, new DateOnly(2026, 11, 23), Ct);

        Assert.Equal(["LAE125", "MULIG-LOKAL", "LAE135", "LAE145", "LAE225", "LAE145F", "LAE285"], orderable.Select(type => type.TypeId));
        Assert.Equivalent(Catalogue.Type("LAE125"), orderable[0].Definition, strict: true);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_version_that_does_not_exist_is_a_bug(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);

        await Assert.ThrowsAsync<InvalidOperationException>(() => world.Get<CertificateTypes>().GetVersionAsync(Guid.NewGuid(), null, Ct));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_form_that_the_law_changes_begins_and_ends_on_its_day_and_what_is_open_is_finished_as_it_began(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var open = await world.CertificateAsync(CertificateStatus.Received);
        var types = world.Get<CertificateTypes>();
        var (law, last) = (new DateOnly(2027, 1, 1), new DateOnly(2027, 3, 31));

        await types.ImportAsync(Changed("LAE125", law, last), TestClock.Start.AddDays(1), Ct);
        await types.ImportAsync(Changed("LAE125", law, last), TestClock.Start.AddDays(2), Ct);

        Assert.Equal(("Statusattest", TypeState.On), await AtAsync(law.AddDays(-1)));
        Assert.Equal(("Ny statusattest", TypeState.On), await AtAsync(law));
        Assert.Equal(("Ny statusattest", TypeState.On), await AtAsync(last));
        Assert.Equal(("Ny statusattest", TypeState.Abolished), await AtAsync(last.AddDays(1)));
        Assert.DoesNotContain(await types.ListOrderableAsync(Cast.Holbaek.Id, last.AddDays(1), Ct), type => type.TypeId == "LAE125");
        Assert.Equal(Catalogue.Types.Count + 1, await world.CountAsync("CertificateTypeVersions"));
        world.Clock.Now = DanishTime.InstantOf(last.AddDays(1), new TimeOnly(9, 0));
        // The type can no longer be ordered, so the usual helper does not find it.
        var answer = new AnswerInput
        {
            CommandId = Guid.NewGuid(), FormId = Guid.NewGuid(), DraftVersion = 0, Sections = Samples.AnswerSections(Catalogue.Type("LAE125")),
        };
        World.Done(await world.Answers.SignAsync(open, answer, world.As(Cast.Anna), Ct));
        Assert.Equal("Statusattest", (await world.FindAsync(open, Cast.Mette))!.Type.Definition.NameDa);

        async Task<(string, TypeState)> AtAsync(DateOnly day)
        {
            var type = (await types.ListAsync(Cast.Holbaek.Id, day, Ct)).Single(type => type.TypeId == "LAE125");
            return (type.Definition.NameDa, type.StateOn(day));
        }
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_draft_of_a_form_that_the_law_has_changed_is_sent_on_the_new_one(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var draft = await world.CertificateAsync(CertificateStatus.Draft);
        await world.Get<CertificateTypes>().ImportAsync(Changed("LAE125", new DateOnly(2027, 1, 1), null), TestClock.Start.AddDays(1), Ct);
        world.Clock.Now = DanishTime.InstantOf(new DateOnly(2027, 1, 4), new TimeOnly(9, 0));
        var citizen = (await world.FindAsync(draft, Cast.Mette))!.Citizen.Id;

        World.Done(await world.Requests.EditAsync(draft, 1, await world.RequestAsync(citizenId: citizen), send: true, world.As(Cast.Mette), Ct));

        Assert.Equal(("Ny statusattest", 2), (await world.FindAsync(draft, Cast.Anna))!.Type is var type ? (type.Definition.NameDa, type.VersionNumber) : default);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task No_switch_brings_an_abolished_type_back_and_it_stays_readable(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var today = new DateOnly(2026, 11, 23);
        await using (var transaction = await world.Db.BeginAsync(Ct))
        {
            await world.Get<TypeSettingsRepository>().TryInsertAsync(
                Guid.NewGuid(), Cast.Holbaek.Id, "UARB", 1, PortalJson.Write(new TypeSettings { IsOn = true }), "", Cast.Adam.Id, TestClock.Start, Ct);
            await transaction.CommitAsync(Ct);
        }

        var types = world.Get<CertificateTypes>();
        var uarb = (await types.ListAsync(Cast.Holbaek.Id, today, Ct)).Single(type => type.TypeId == "UARB");

        Assert.Equal((TypeState.Abolished, "Lægeerklæring om uarbejdsdygtighed"), (uarb.StateOn(today), uarb.Definition.NameDa));
        Assert.Equal(TypeState.NotOrderable, uarb.StateOn(new DateOnly(2009, 10, 4)));
        Assert.DoesNotContain(await types.ListOrderableAsync(Cast.Holbaek.Id, new DateOnly(2009, 10, 4), Ct), type => type.TypeId == "UARB");
        Assert.Equal(uarb.Definition.NameDa, (await types.GetVersionAsync(uarb.Id, null, Ct)).Definition.NameDa);
    }

    [Fact]
    public void Every_type_ends_after_it_begins_and_says_in_both_languages_what_it_is_for() => Assert.All(Catalogue.Types, type =>
    {
        Assert.False(type.ValidTo < type.ValidFrom, type.Id);
        Assert.False(string.IsNullOrWhiteSpace(type.PurposeDa) || string.IsNullOrWhiteSpace(type.PurposeEn), type.Id);
    });

    /// <summary>The catalogue with another name for a type, and the days between which it holds.</summary>
    private static string Changed(string typeId, DateOnly from, DateOnly? to)
    {
        var catalogue = JsonNode.Parse(CertificateTypes.ReadCatalogue())!;
        var type = catalogue["types"]!.AsArray().Single(type => (string?)type!["id"] == typeId)!;
        type["nameDa"] = "Ny statusattest";
        type["validFrom"] = $"{from:yyyy-MM-dd}";
        type["validTo"] = to is null ? null : $"{to:yyyy-MM-dd}";
        return catalogue.ToJsonString();
    }
}
