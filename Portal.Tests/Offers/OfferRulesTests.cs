using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Directory;
using Portal.Data.Offers;
using Portal.Tests.Support;
using Portal.Web.Infrastructure;

namespace Portal.Tests.Offers;

public sealed class OfferRulesTests
{
    [Fact]
    public void Only_the_owners_coordinator_writes_and_publishes_and_only_the_auditor_does_not_read()
    {
        var allowed =
            from action in Enum.GetValues<OfferAction>()
            from role in Enum.GetValues<Role>()
            from own in (bool[])[true, false]
            where OfferRules.WhyNot(action, Cast.Holbaek.Id, Actor(role, own ? Cast.Holbaek.Id : Cast.Kalundborg.Id)) is null
            select (action, role, own);

        Assert.Equal(
            [
                .. from role in Enum.GetValues<Role>() from own in (bool[])[true, false] where role != Role.Auditor select (OfferAction.Read, role, own),
                (OfferAction.Write, Role.Coordinator, true),
                (OfferAction.Publish, Role.Coordinator, true),
            ],
            allowed);
    }

    public static TheoryData<string, string, Func<OfferInput, OfferInput>> Faults => new()
    {
        { "slug", "Errors.Slug", offer => offer with { Slug = "Ryg træning" } },
        { "slug", "Errors.Slug", offer => offer with { Slug = "-ryg" } },
        { "slug", "Errors.Slug", offer => offer with { Slug = "ryg--hold" } },
        { "slug", "Errors.Slug", offer => offer with { Slug = new string('a', 81) } },
        { "slug", "Errors.Slug", offer => offer with { Slug = "ryg\n" } },
        { "name", "Errors.Required", offer => offer with { Name = " " } },
        { "name", "Errors.TooLong", offer => offer with { Name = new string('a', 81) } },
        { "name", "Errors.ControlCharacters", offer => offer with { Name = "a\u202Eb" } },
        { "purpose", "Errors.TooLong", offer => offer with { Facts = offer.Facts with { Purpose = new string('a', 161) } } },
        { "schedule", "Errors.TooLong", offer => offer with { Facts = offer.Facts with { Schedule = new string('a', 121) } } },
        { "place", "Errors.Required", offer => offer with { Facts = offer.Facts with { Place = "" } } },
        { "startMode", "Errors.TooLong", offer => offer with { Facts = offer.Facts with { StartMode = new string('a', 81) } } },
        { "supplier", "Errors.Required", offer => offer with { Facts = offer.Facts with { Supplier = "" } } },
        { "reportsBack", "Errors.TooLong", offer => offer with { Facts = offer.Facts with { ReportsBack = new string('a', 201) } } },
        { "contact", "Errors.Required", offer => offer with { Facts = offer.Facts with { Contact = offer.Facts.Contact with { Phone = "" } } } },
        { "hoursPerWeek", "Errors.Range", offer => offer with { Facts = offer.Facts with { MinMinutesPerWeek = 301 } } },
        { "hoursPerWeek", "Errors.Range", offer => offer with { Facts = offer.Facts with { MaxMinutesPerWeek = 7 * 24 * 60 + 1 } } },
        { "lengthWeeks", "Errors.Range", offer => offer with { Facts = offer.Facts with { MinWeeks = 11 } } },
        { "waitingWeeks", "Errors.Range", offer => offer with { Facts = offer.Facts with { WaitingWeeks = -1 } } },
        { "capacity", "Errors.Range", offer => offer with { Facts = offer.Facts with { Capacity = 0 } } },
        { "step", "Errors.Range", offer => offer with { Facts = offer.Facts with { Step = 5 } } },
        { "languages", "Errors.Required", offer => offer with { Facts = offer.Facts with { Languages = [] } } },
        { "demands", "Errors.AllDemands", offer => offer with { Facts = offer.Facts with { Demands = [.. offer.Facts.Demands.Skip(1)] } } },
        { "demands", "Errors.AllDemands", offer => offer with { Facts = offer.Facts with { Demands = [.. offer.Facts.Demands, offer.Facts.Demands[0]] } } },
        { "adaptations", "Errors.AllAdaptations", offer => offer with { Facts = offer.Facts with { Adaptations = [] } } },
        { "body", "Errors.TooLong", offer => offer with { Body = offer.Body + new string('a', 2_500) } },
        { "body", "Errors.MissingHeading", offer => offer with { Body = offer.Body.Replace("## Ikke for", "## Andet", StringComparison.Ordinal) } },
        { "body", "Errors.MissingHeading", offer => offer with { Body = offer.Body.Replace("Ring til Lone.", "", StringComparison.Ordinal) } },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public void Each_fault_is_named_with_its_field(string field, string key, Func<OfferInput, OfferInput> fault)
    {
        var error = Assert.Single(Check(fault(Samples.Offer)));

        Assert.Equal((field, key), (error.Field, error.Key));
    }

    [Fact]
    public void A_complete_offer_at_its_limits_has_no_fault() => Assert.Empty(Check(Samples.Offer with
    {
        Slug = new string('a', OfferRules.LongestSlug),
        Name = new string('å', OfferRules.LongestName),
        Facts = Samples.Offer.Facts with
        {
            Purpose = new string('å', OfferRules.LongestPurpose),
            MinMinutesPerWeek = 0,
            MaxMinutesPerWeek = 7 * 24 * 60,
            MinWeeks = 0,
            MaxWeeks = 0,
        },
    }));

    [Theory]
    [InlineData(0, 0, "UpTo5")]
    [InlineData(5, 5, "UpTo5")]
    [InlineData(3, 6, "UpTo5 From5To15")]
    [InlineData(6, 15, "From5To15")]
    [InlineData(15, 15, "From5To15")]
    [InlineData(15, 16, "From5To15 From15To25")]
    [InlineData(37, 37, "Over25")]
    [InlineData(2, 37, "UpTo5 From5To15 From15To25 Over25")]
    public void An_offer_is_in_each_range_that_its_hours_touch(int minHours, int maxHours, string bands) => Assert.Equal(
        bands.Split(' ').Select(Enum.Parse<HoursBand>),
        Enum.GetValues<HoursBand>().Where(band => OfferRules.IsIn(band, minHours * 60, maxHours * 60)));

    private static IReadOnlyList<FieldError> Check(OfferInput input) => OfferRules.Check(input, new MarkdownBodyRenderer().Render(input.Body));

    private static ActionContext Actor(Role role, Guid municipalityId) =>
        new() { PersonId = Cast.Id(1), Role = role, MunicipalityId = municipalityId, At = TestClock.Start };
}
