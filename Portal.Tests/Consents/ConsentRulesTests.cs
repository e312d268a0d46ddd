using Portal.Data.Consents;
using Portal.Tests.Support;

namespace Portal.Tests.Consents;

public sealed class ConsentRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    private static readonly Consent Valid = new()
    {
        Id = Cast.Id(1),
        CitizenId = Cast.Id(2),
        Kinds = [InformationKind.History, InformationKind.Function],
        Clinics = [new ConsentSource(Cast.Torvet.Id, Cast.Torvet.Name)],
        OtherSources = "",
        CaseReference = "Sygedagpengesagen",
        HowGiven = ConsentForm.Written,
        ToldAboutRefusing = true,
        GivenOn = Today.AddMonths(-1),
        ExpiresOn = Today,
        RegisteredByName = Cast.Mette.Name,
        RegisteredAt = TestClock.Start,
        Version = 1,
    };

    public static TheoryData<string, Func<ConsentInput, ConsentInput>, string> Faults => new()
    {
        { "consent.kinds", input => input with { Kinds = [] }, "Errors.ConsentKinds" },
        { "consent.clinics", input => input with { ClinicIds = [] }, "Errors.ConsentSources" },
        { "consent.case", input => input with { CaseReference = " " }, "Errors.ConsentCase" },
        { "consent.case", input => input with { CaseReference = new string('x', 121) }, "Errors.TooLong" },
        { "consent.sources", input => input with { OtherSources = new string('x', 301) }, "Errors.TooLong" },
        { "consent.how", input => input with { HowGiven = null }, "Errors.ConsentHow" },
        { "consent.told", input => input with { ToldAboutRefusing = false }, "Errors.ConsentTold" },
        { "consent.given", input => input with { GivenOn = null }, "Errors.Date" },
        { "consent.given", input => input with { GivenOn = Today.AddDays(1) }, "Errors.ConsentGivenLater" },
        { "consent.expires", input => input with { ExpiresOn = null }, "Errors.Date" },
        { "consent.expires", input => input with { ExpiresOn = Today.AddDays(-1) }, "Errors.ConsentExpired" },
        { "consent.expires", input => input with { ExpiresOn = Today.AddYears(1).AddDays(1) }, "Errors.ConsentTooLong" },
        { "consent.expires", input => input with { GivenOn = Today.AddDays(-366), ExpiresOn = Today }, "Errors.ConsentTooLong" },
        { "consent.expires", input => input with { GivenOn = new DateOnly(2024, 2, 29), ExpiresOn = new DateOnly(2025, 3, 1) }, "Errors.ConsentTooLong" },
    };

    [Fact]
    public void A_consent_is_precise_and_holds_a_year_at_most()
    {
        var input = Samples.Consent(TestClock.Start) with { GivenOn = Today, ExpiresOn = Today.AddYears(1) };

        Assert.Empty(ConsentRules.Check(input, Today));
        Assert.Empty(ConsentRules.Check(input with { ClinicIds = [], OtherSources = "Holbæk Sygehus" }, Today));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_is_missing_is_said_at_its_field(string field, Func<ConsentInput, ConsentInput> fault, string key)
    {
        var errors = ConsentRules.Check(fault(Samples.Consent(TestClock.Start) with { GivenOn = Today, ExpiresOn = Today.AddMonths(6) }), Today);

        Assert.Contains(errors, error => (error.Field, error.Key) == (field, key));
    }

    [Fact]
    public void A_request_rests_only_on_a_consent_that_covers_it_that_day()
    {
        InformationKind[] asked = [InformationKind.Function];

        Assert.Null(ConsentRules.WhyNotCovered(Valid, asked, Cast.Torvet.Id, Today));
        Assert.Equal("Refusals.ConsentExpired", ConsentRules.WhyNotCovered(Valid, asked, Cast.Torvet.Id, Today.AddDays(1))?.Key);
        Assert.Equal("Refusals.ConsentExpired", ConsentRules.WhyNotCovered(Valid, asked, Cast.Torvet.Id, Valid.GivenOn.AddDays(-1))?.Key);
        Assert.Equal("Refusals.ConsentOtherClinic", ConsentRules.WhyNotCovered(Valid, asked, Cast.Fjordhoej.Id, Today)?.Key);
        Assert.Equal("Refusals.ConsentOtherKinds", ConsentRules.WhyNotCovered(Valid, [.. asked, InformationKind.Prognosis], Cast.Torvet.Id, Today)?.Key);
        Assert.Equal("Refusals.ConsentWithdrawn", ConsentRules.WhyNotCovered(Valid with { WithdrawnAt = TestClock.Start }, asked, Cast.Torvet.Id, Today)?.Key);
    }
}
