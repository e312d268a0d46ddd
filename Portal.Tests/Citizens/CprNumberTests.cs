using System.Globalization;
using System.Text.Json;
using Portal.Data;
using Portal.Data.Citizens;

namespace Portal.Tests.Citizens;

public sealed class CprNumberTests
{
    [Theory]
    [InlineData("0101701234", "1970-01-01")]
    [InlineData("010170-1234", "1970-01-01")]
    [InlineData(" 010170 1234 ", "1970-01-01")]
    [InlineData("6101701234", "1970-01-01")] // day + 60
    [InlineData("9112701234", "1970-12-31")]
    [InlineData("0101070000", "1907-01-01")] // passes no modulus 11
    [InlineData("2902004999", "2000-02-29")]
    // The seventh digit and the year give the century.
    [InlineData("0101000999", "1900-01-01")]
    [InlineData("0101993999", "1999-01-01")]
    [InlineData("0101364000", "2036-01-01")]
    [InlineData("0101374000", "1937-01-01")]
    [InlineData("0101369000", "2036-01-01")]
    [InlineData("0101379000", "1937-01-01")]
    [InlineData("0101575000", "2057-01-01")]
    [InlineData("0101585000", "1858-01-01")]
    [InlineData("0101578000", "2057-01-01")]
    [InlineData("0101998000", "1899-01-01")]
    public void A_number_tells_the_day_of_birth(string text, string bornOn) =>
        Assert.Equal(DateOnly.Parse(bornOn, CultureInfo.InvariantCulture), CprNumber.TryParse(text)?.BornOn);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("010170123")]
    [InlineData("01017012345")]
    [InlineData("010170--1234")]
    [InlineData("01-01-701234")]
    [InlineData("0001701234")]
    [InlineData("3202701234")]
    [InlineData("3102701234")]
    [InlineData("2902011234")] // 1901 was no leap year
    [InlineData("6001701234")]
    [InlineData("9202701234")]
    [InlineData("0113701234")]
    [InlineData("0100701234")]
    [InlineData("٠١٠١٧٠١٢٣٤")]
    [InlineData("010170123a")]
    public void A_text_that_is_no_number_is_refused(string? text) => Assert.Null(CprNumber.TryParse(text));

    [Fact]
    public void Printing_and_writing_show_the_day_of_birth_only()
    {
        var cpr = CprNumber.TryParse("010170-1234")!;

        Assert.Equal("010170-••••", cpr.ToString());
        Assert.Equal("010170-••••", $"{cpr}");
        Assert.DoesNotContain("1234", JsonSerializer.Serialize(cpr, PortalJson.Options), StringComparison.Ordinal);
        Assert.DoesNotContain("1234", new { Cpr = cpr }.ToString()!, StringComparison.Ordinal);
        Assert.Equal("0101701234", cpr.Reveal());
    }
}
