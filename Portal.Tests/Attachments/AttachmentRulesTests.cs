using System.Globalization;
using System.Text;
using Portal.Data.Attachments;
using Portal.Tests.Support;

namespace Portal.Tests.Attachments;

/// <summary>Which files can be attached, and under which name.</summary>
public sealed class AttachmentRulesTests
{
    private const string Wrong = "Attachments.WrongType";

    public static TheoryData<string, byte[], string?> Files => new()
    {
        { "svar.pdf", SampleFiles.Pdf, null },
        { "billede.png", SampleFiles.Png, null },
        { "billede.jpg", SampleFiles.Jpeg, null },
        { "PDF uden linjeskift", SampleFiles.Pdf[..^1], null },
        { "25 MB", SampleFiles.PdfOf(AttachmentRules.LargestBytes), null },
        { "25 MB og en byte", SampleFiles.PdfOf(AttachmentRules.LargestBytes + 1), "Attachments.TooLarge" },
        { "tom.pdf", [], "Attachments.Empty" },
        { "omdøbt.pdf", SampleFiles.Exe, Wrong },
        { "tegning.png", SampleFiles.Svg, Wrong },
        { "notat.docx", SampleFiles.Zip, Wrong },
        { "PDF og ZIP efter", [.. SampleFiles.Pdf, .. SampleFiles.Zip], Wrong },
        { "PDF efter HTML", [.. "<script>alert(1)</script>"u8, .. SampleFiles.Pdf], Wrong },
        { "PNG og ZIP efter", [.. SampleFiles.Png, .. SampleFiles.Zip], Wrong },
        { "PNG uden IHDR", [.. SampleFiles.Png[..8], .. SampleFiles.Png[33..]], Wrong },
        { "halv PNG", SampleFiles.Png[..^6], Wrong },
        { "JPEG og ZIP efter", [.. SampleFiles.Jpeg, .. SampleFiles.Zip], Wrong },
        { "JPEG uden billede", [0xFF, 0xD8, 0xFF, 0xD9], Wrong },
        { "GIF mellem JPEG's ender", [0xFF, 0xD8, .. "GIF89a"u8, .. new byte[20], 0xFF, 0xD9], Wrong },
        { "halv PDF", SampleFiles.Pdf[..^7], Wrong },
        { "kun hoved og hale", Encoding.ASCII.GetBytes("%PDF-1.7\n\n\n%%EOF"), Wrong },
    };

    [Theory]
    [InlineData(1000, 0, 0, null)]
    [InlineData(25 * 1024 * 1024, 25 * 1024 * 1024, 4, null)]
    [InlineData((25 * 1024 * 1024) + 1, 25 * 1024 * 1024, 0, "Attachments.ThreadFull: 25")]
    [InlineData(1000, (50 * 1024 * 1024) - 999, 0, "Attachments.ThreadFull: 0")]
    [InlineData(3_000_000, (50 * 1024 * 1024) - 2_000_000, 0, "Attachments.ThreadFull: 1.9")]
    [InlineData(1000, 0, 5, "Attachments.TooManyWithMessage: 5")]
    public void A_thread_has_room_for_50_MB_and_a_message_for_five_files(int bytes, int taken, int waiting, string? error)
    {
        var found = AttachmentRules.CheckRoom("../røntgen.pdf", bytes, taken, waiting);

        Assert.Equal(error, found is null ? null : string.Create(CultureInfo.InvariantCulture, $"{found.Key}: {found.Arguments[1]:0.#}"));
        Assert.Equal(error is null ? null : "røntgen.pdf", found?.Arguments[0]);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_content_decides_whatever_the_name_says(string name, byte[] content, string? error)
    {
        var found = AttachmentRules.Check(name, content);

        Assert.Equal(error, found?.Key);
        Assert.True(found is null || found.Arguments[0].Equals(name));
    }

    [Theory]
    [InlineData("svar.pdf", "svar.pdf")]
    [InlineData("SVAR.PDF", "SVAR.pdf")]
    [InlineData("svar.exe", "svar.pdf")]
    [InlineData("svar", "svar.pdf")]
    [InlineData("svar.pdf.exe", "svar.pdf.pdf")]
    [InlineData("udgave v1.2", "udgave v1.2.pdf")]
    [InlineData("../../etc/passwd", "passwd.pdf")]
    [InlineData(@"C:\Users\anna\Skrivebord\røntgen.pdf", "røntgen.pdf")]
    [InlineData("..", "bilag.pdf")]
    [InlineData("", "bilag.pdf")]
    [InlineData(".pdf", "pdf.pdf")]
    [InlineData("Rødgrød på ærø.pdf", "Rødgrød på ærø.pdf")]
    [InlineData("A\u030Angstro\u0308m.pdf", "Ångström.pdf")]
    [InlineData("knæ 🦵.pdf", "knæ 🦵.pdf")]
    [InlineData("svar\u202Efdp.exe", "svarfdp.pdf")]
    [InlineData("li\nnje\u0000\t to.pdf", "linje to.pdf")]
    [InlineData("hvad?*<>|\".pdf", "hvad------.pdf")]
    [InlineData("con.pdf", "_con.pdf")]
    [InlineData("halv\uD83E.pdf", "halv.pdf")]
    public void A_name_is_cleaned_and_ends_as_its_content_does(string name, string expected) =>
        Assert.Equal(expected, AttachmentRules.CleanName(name, AttachmentType.Pdf));

    [Theory]
    [InlineData("a")]
    [InlineData("å")]
    [InlineData("🦵")]
    [InlineData("e\u0301\u0320")]
    public void A_long_name_is_cut_between_letters(string letter)
    {
        var name = AttachmentRules.CleanName(string.Concat(Enumerable.Repeat(letter, 300)) + ".jpeg", AttachmentType.Jpeg);

        Assert.InRange(name.Length, 110, AttachmentRules.LongestName);
        Assert.EndsWith(".jpeg", name, StringComparison.Ordinal);
        Assert.Equal(0, (name.Length - 5) % letter.Normalize().Length);
        Assert.Equal(name, name.Normalize());
    }
}
