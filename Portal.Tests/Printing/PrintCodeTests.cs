using System.Security.Cryptography;
using Portal.Data.Printing;

namespace Portal.Tests.Printing;

public sealed class PrintCodeTests
{
    private const string Code = "7KX6TACTQD0KGZ6JFAT3CJG1N";

    [Fact]
    public void A_code_has_25_signs_that_nobody_mistakes_for_one_another()
    {
        var codes = Enumerable.Range(0, 1_000).Select(_ => PrintCode.Make(RandomNumberGenerator.GetBytes(PrintCode.Length))).ToList();

        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[0-9A-HJKMNP-TV-Z]{25}$", code));
        Assert.Equal(32, codes.SelectMany(code => code).Distinct().Count());
    }

    [Theory]
    [InlineData("7KX6T-ACTQD-0KGZ6-JFAT3-CJG1N")]
    [InlineData(Code)]
    [InlineData("7kx6t actqd 0kgz6 jfat3 cjg1n")]
    [InlineData(" 7kx6t–actqd–okgz6–jfat3–cjgin.\n")]
    [InlineData("7KX6T-ACTQD-OKGZ6-JFAT3-CJGlN")]
    public void A_code_is_read_however_it_is_typed(string typed) => Assert.Equal(Code, PrintCode.TryRead(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7KX6T-ACTQD-0KGZ6-JFAT3-CJG1")]
    [InlineData("7KX6T-ACTQD-0KGZ6-JFAT3-CJG1NN")]
    [InlineData("7KX6T-ACTQD-0KGZ6-JFAT3-CJG1U")]
    [InlineData("7KX6T-ACTQD-0KGZ6-JFAT3-CJG1Æ")]
    public void What_cannot_be_a_code_is_none(string? typed) => Assert.Null(PrintCode.TryRead(typed));

    [Fact]
    public void A_code_is_written_in_groups() => Assert.Equal("7KX6T-ACTQD-0KGZ6-JFAT3-CJG1N", PrintCode.Grouped(Code));
}
