using Portal.Data.Offers;
using Portal.Tests.Support;

namespace Portal.Tests.Offers;

public sealed class OfferCatalogueTests
{
    private static readonly IReadOnlyList<OfferListItem> Offers =
    [
        Offer("ryg", "Holbæk", ";Kalundborg;", OfferKind.Training, ReferralKind.Referred, 3, ";Quiet;FewPeople;"),
        Offer("kost", "Holbæk", ";;", OfferKind.Health, ReferralKind.OpenAccess, 2, ";Quiet;"),
        Offer("lager", "Holbæk", ";;", OfferKind.WorkPlacement, ReferralKind.Referred, 20, ";ReducedHours;"),
        Offer("gang", "Kalundborg", ";;", OfferKind.Training, ReferralKind.OpenAccess, 4, ";Quiet;ReducedHours;"),
    ];

    [Fact]
    public void Values_of_a_group_are_alternatives_groups_narrow_and_considerations_must_all_be_met()
    {
        Assert.Equal(["ryg", "kost", "lager", "gang"], Matches(new OfferFilter()));
        Assert.Equal(["ryg", "gang"], Matches(new OfferFilter { Municipalities = ["Kalundborg"] }));
        Assert.Equal(["ryg", "kost", "gang"], Matches(new OfferFilter { Kinds = [OfferKind.Training, OfferKind.Health] }));
        Assert.Equal(["ryg"], Matches(new OfferFilter { Kinds = [OfferKind.Training], Referrals = [ReferralKind.Referred] }));
        Assert.Equal(["lager"], Matches(new OfferFilter { Hours = [HoursBand.From15To25, HoursBand.Over25] }));
        Assert.Equal(["ryg"], Matches(new OfferFilter { Considerations = [Consideration.Quiet, Consideration.FewPeople] }));

        static IEnumerable<string> Matches(OfferFilter filter) => new OfferCatalogue(Offers, filter).Matches.Select(offer => offer.Slug);
    }

    [Fact]
    public void The_count_of_a_value_is_what_one_gets_by_choosing_it_beside_the_other_groups()
    {
        var all = new OfferFilter();
        OfferFilter[] filters =
        [
            all,
            all with { Municipalities = ["Holbæk"] },
            all with { Kinds = [OfferKind.Training] },
            all with { Referrals = [ReferralKind.Referred] },
            all with { Hours = [HoursBand.UpTo5] },
            all with { Considerations = [Consideration.Quiet] },
            all with { Kinds = [OfferKind.Training], Referrals = [ReferralKind.Referred], Municipalities = ["Kalundborg"] },
        ];

        foreach (var filter in filters)
        {
            var catalogue = new OfferCatalogue(Offers, filter);
            Expect<OfferKind>(catalogue.Count, kind => filter with { Kinds = [kind] });
            Expect<ReferralKind>(catalogue.Count, referral => filter with { Referrals = [referral] });
            Expect<HoursBand>(catalogue.Count, band => filter with { Hours = [band] });
            Expect<Consideration>(catalogue.Count, more => filter with { Considerations = [.. filter.Considerations, more] });
            foreach (var municipality in (string[])["Holbæk", "Kalundborg", "Odsherred"])
            {
                Assert.Equal(Matches(filter with { Municipalities = [municipality] }), catalogue.Count(municipality));
            }
        }

        static int Matches(OfferFilter filter) => new OfferCatalogue(Offers, filter).Matches.Count;

        static void Expect<T>(Func<T, int> count, Func<T, OfferFilter> chosen)
            where T : struct, Enum
        {
            foreach (var value in Enum.GetValues<T>())
            {
                Assert.Equal((value, Matches(chosen(value))), (value, count(value)));
            }
        }
    }

    private static OfferListItem Offer(string slug, string municipality, string alsoFor, OfferKind kind, ReferralKind referral, int hours, string canBeMet) => new()
    {
        Id = Guid.NewGuid(),
        CurrentVersionId = Guid.NewGuid(),
        Slug = slug,
        Name = slug,
        Purpose = "",
        MunicipalityId = Cast.Holbaek.Id,
        MunicipalityName = municipality,
        Kind = kind,
        Referral = referral,
        MinMinutesPerWeek = hours * 60,
        MaxMinutesPerWeek = hours * 60,
        Place = "",
        StartMode = "",
        WaitingWeeks = 0,
        AlsoFor = alsoFor,
        CanBeMet = canBeMet,
        UpdatedAt = TestClock.Start,
    };
}
