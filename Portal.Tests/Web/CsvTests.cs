using Portal.Web.Infrastructure;

namespace Portal.Tests.Web;

public sealed class CsvTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Lægerne Torvet", "Lægerne Torvet")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("a,b", "a,b")]
    [InlineData("han sagde \"ja\"", "\"han sagde \"\"ja\"\"\"")]
    [InlineData("to\r\nlinjer", "\"to\r\nlinjer\"")]
    [InlineData("to\nlinjer", "\"to\nlinjer\"")]
    [InlineData("'", "'")]
    // What a spreadsheet would take for a formula.
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+45 70 00 00 10", "'+45 70 00 00 10")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("\0=1", "'\0=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("＋1", "'＋1")]
    [InlineData("－1", "'－1")]
    [InlineData("＠1", "'＠1")]
    [InlineData("=HYPERLINK(\"http://example.dk\";\"Klik\")", "\"'=HYPERLINK(\"\"http://example.dk\"\";\"\"Klik\"\")\"")]
    // Not at the beginning it is harmless.
    [InlineData("a=1", "a=1")]
    [InlineData("010170-••••", "010170-••••")]
    public void A_cell_is_read_as_the_text_it_is(string text, string cell) => Assert.Equal(cell, Csv.Cell(text));

    [Fact]
    public void Cells_stand_between_semicolons_and_lines_end_with_both_signs() => Assert.Equal("a;;'=b;\"c;d\"\r\n", Csv.Line(["a", "", "=b", "c;d"]));
}
