using Portal.Data;
using Portal.Data.Directory;
using Portal.Data.Offers;
using Portal.Tests.Support;

namespace Portal.Tests.Offers;

public sealed class OfferServiceTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_offer_is_read_as_it_was_published(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        await world.OfferAsync();

        var offer = await world.Get<OfferRepository>().FindAsync("rygtraening", null, null, Ct);
        var listed = Assert.Single(await world.Get<OfferRepository>().ListPublishedAsync(null, null, Ct));

        Assert.NotNull(offer);
        Assert.Equivalent(Samples.Offer.Facts, offer.Facts, strict: true);
        Assert.Equal(("Rygtræning i små hold", "Holbæk", OfferStatus.Published), (offer.Name, offer.MunicipalityName, offer.Status));
        Assert.Equal((1, 1), (offer.VersionNumber, offer.Version));
        Assert.Contains("<p>Holdet mødes klokken ni.</p>", offer.BodyHtml, StringComparison.Ordinal);
        Assert.Equal((offer.Id, offer.VersionId, offer.Slug, offer.Name), (listed.Id, listed.CurrentVersionId, listed.Slug, listed.Name));
        Assert.Equal((OfferKind.Training, 180, 300, 2), (listed.Kind, listed.MinMinutesPerWeek, listed.MaxMinutesPerWeek, listed.WaitingWeeks));
        Assert.True(listed.CanMeet(Consideration.Quiet));
        Assert.Equal(["offer.publish"], (await world.AuditAsync(offer.Id)).Select(row => row.Action));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_new_version_leaves_the_old_one_readable(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var offers = world.Get<OfferRepository>();
        var id = await world.OfferAsync();
        var again = await world.OfferAsync(offer => offer with { Name = "Rygtræning på store hold", Facts = offer.Facts with { WaitingWeeks = 9 } });

        var (now, first, second, third) = (
            await offers.FindAsync("rygtraening", null, null, Ct), await offers.FindAsync("rygtraening", 1, null, Ct),
            await offers.FindAsync("rygtraening", 2, null, Ct), await offers.FindAsync("rygtraening", 3, null, Ct));

        Assert.Equal(id, again);
        Assert.Equal(("Rygtræning på store hold", 9, 2, 2), (now!.Name, now.Facts.WaitingWeeks, now.VersionNumber, now.Version));
        Assert.Equal(("Rygtræning i små hold", 2, 1, 2), (first!.Name, first.Facts.WaitingWeeks, first.VersionNumber, first.CurrentVersionNumber));
        Assert.Equal((now.VersionId, null), (second!.VersionId, third));
        Assert.Equal(["version 1", "version 2"], (await world.AuditAsync(id)).Select(row => row.Detail));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_same_content_again_makes_no_version_and_no_row_in_the_log(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.OfferAsync();

        var again = await world.Get<OfferService>().PublishAsync(Samples.Offer with { }, world.As(Cast.Karin), Ct);

        Assert.Equal((OutcomeKind.Done, id, 1), (again.Kind, again.Id, again.Version));
        Assert.Equal(1, await world.CountAsync("OfferVersions"));
        Assert.Single(await world.AuditAsync(id));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Others_cannot_publish_for_a_municipality_or_take_its_slug(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var service = world.Get<OfferService>();
        await world.OfferAsync();

        var other = await service.PublishAsync(Samples.Offer with { Name = "Overtaget" }, world.As(Cast.Kirsten), Ct);
        var caseworker = await service.PublishAsync(Samples.Offer with { Name = "Overtaget" }, world.As(Cast.Mette), Ct);
        var taken = await service.PublishAsync(Samples.Offer with { MunicipalityId = Cast.Kalundborg.Id }, world.As(Cast.Kirsten), Ct);
        var incomplete = await service.PublishAsync(Samples.Offer with { Slug = "ny", Name = "" }, world.As(Cast.Karin), Ct);

        Assert.Equal((OutcomeKind.Refused, "Refusals.OfferOfOtherMunicipality"), (other.Kind, other.Reason?.Key));
        Assert.Equal((OutcomeKind.Refused, "Refusals.OnlyCoordinatorWritesOffers"), (caseworker.Kind, caseworker.Reason?.Key));
        Assert.Equal((OutcomeKind.Invalid, "Errors.SlugTaken"), (taken.Kind, Assert.Single(taken.Errors).Key));
        Assert.Equal((OutcomeKind.Invalid, "name"), (incomplete.Kind, Assert.Single(incomplete.Errors).Field));
        Assert.Equal((1, 1), (await world.CountAsync("Offers"), await world.CountAsync("OfferVersions")));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_search_finds_words_within_words_whatever_their_spelling(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        await world.OfferAsync();
        await world.OfferAsync(offer => offer with { Slug = "rabat", Name = "50% rabat", Body = offer.Body.Replace("Lone", "José", StringComparison.Ordinal) });

        foreach (var search in (string[])["træning", "traening", "TRÆNING", "rygtræning", "Rygtraening smaa", "hold RYG små", "tra\u0065ning"])
        {
            Assert.Contains("rygtraening", await SlugsAsync(search));
        }

        foreach (var search in (string[])["jose", "José rabat", "50"])
        {
            Assert.Equal(["rabat"], await SlugsAsync(search));
        }

        foreach (var search in (string[])["træning hest", "rabat 51"])
        {
            Assert.Empty(await SlugsAsync(search));
        }

        async Task<IEnumerable<string>> SlugsAsync(string search) =>
            (await world.Get<OfferRepository>().ListPublishedAsync(search, null, Ct)).Select(offer => offer.Slug);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_stands_for_any_letter_in_a_pattern_stands_for_itself_in_a_search(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        await world.OfferAsync();
        await world.OfferAsync(offer => offer with { Slug = "rabat", Name = "50% rabat på a_b [c] !" });

        foreach (var search in (string[])["%", "_", "[c]", "!", "[", "50%", "a_b"])
        {
            Assert.Equal("rabat", Assert.Single(await world.Get<OfferRepository>().ListPublishedAsync(search, null, Ct)).Slug);
        }

        foreach (var search in (string[])["%æning", "_ygtraening", "[abc]", "5%0", "a%b"])
        {
            Assert.Empty(await world.Get<OfferRepository>().ListPublishedAsync(search, null, Ct));
        }
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_catalogue_begins_with_the_viewers_own_municipality(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        await world.OfferAsync(offer => offer with { Slug = "h-b", Name = "Bassin" });
        await world.OfferAsync(offer => offer with { Slug = "h-a", Name = "Afspænding" });
        var kalundborg = Samples.Offer with { Slug = "k", Name = "Cykling", MunicipalityId = Cast.Kalundborg.Id };
        World.Done(await world.Get<OfferService>().PublishAsync(kalundborg, world.As(Cast.Kirsten), Ct));

        Assert.Equal(["h-a", "h-b", "k"], await SlugsAsync(null));
        Assert.Equal(["h-a", "h-b", "k"], await SlugsAsync(Cast.Holbaek.Id));
        Assert.Equal(["k", "h-a", "h-b"], await SlugsAsync(Cast.Kalundborg.Id));

        async Task<IEnumerable<string>> SlugsAsync(Guid? home) =>
            (await world.Get<OfferRepository>().ListPublishedAsync(null, home, Ct)).Select(offer => offer.Slug);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task References_come_in_the_order_asked_for_without_what_does_not_exist(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        await world.OfferAsync(offer => offer with { Slug = "a", Name = "A" });
        await world.OfferAsync(offer => offer with { Slug = "b", Name = "B" });
        var offers = world.Get<OfferRepository>();
        var (a, b) = ((await offers.FindAsync("a", null, null, Ct))!.VersionId, (await offers.FindAsync("b", null, null, Ct))!.VersionId);

        var references = await offers.ListReferencesAsync([b, Guid.NewGuid(), a, b], Ct);

        Assert.Equal([(b, "b", 1), (a, "a", 1)], references.Select(reference => (reference.OfferVersionId, reference.Slug, reference.VersionNumber)));
        Assert.Empty(await offers.ListReferencesAsync([], Ct));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Offers_are_counted_for_review_from_the_day_after_their_last(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        await world.OfferAsync();
        var directory = world.Get<DirectoryRepository>();

        Assert.Equal(0, await CountAsync(Cast.Karin, new DateOnly(2027, 5, 1)));
        Assert.Equal(1, await CountAsync(Cast.Karin, new DateOnly(2027, 5, 2)));
        Assert.Equal(0, await CountAsync(Cast.Kirsten, new DateOnly(2027, 5, 2)));
        Assert.Equal(0, await CountAsync(Cast.Mette, new DateOnly(2027, 5, 2)));

        async Task<int> CountAsync(Person person, DateOnly today) => (await directory.FindViewerAsync(person.Id, today, Ct))!.OffersForReviewCount;
    }
}
