using AngleSharp.Html.Dom;
using Portal.Content.Markdown;

namespace Portal.Tests.Content;

public sealed class SafeMarkdownTests
{
    public static TheoryData<string> Payloads => [.. HostileMarkdown.Payloads];

    public static TheoryData<int> Shapes => [.. Enumerable.Range(0, HostileMarkdown.Shapes.Count())];

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Hostile_text_gives_neither_foreign_markup_nor_a_link(string payload)
    {
        foreach (var limits in new[] { MarkdownLimits.Offer, MarkdownLimits.Message })
        {
            var rendered = SafeMarkdown.Render(payload, limits);

            var body = SafeHtml.AssertSafe(rendered.Html);
            Assert.Empty(body.QuerySelectorAll("a"));
        }
    }

    [Theory]
    [InlineData("[x](https://holbaek.dk/a?b=1&c=@d#e)", "https://holbaek.dk/a?b=1&c=@d#e", "x")]
    [InlineData("[x](HTTP://Holbaek.dk:8080)", "HTTP://Holbaek.dk:8080", "x")]
    [InlineData("[x](https://kommune-æøå.dk \"title\")", "https://kommune-æøå.dk", "x")]
    [InlineData("[](https://holbaek.dk)", "https://holbaek.dk", "https://holbaek.dk")]
    [InlineData("[**x** ![y](z)][r]\n\n[r]: https://holbaek.dk", "https://holbaek.dk", "x y")]
    [InlineData("[a <https://b.dk>](https://holbaek.dk)", "https://holbaek.dk", "a https://b.dk")]
    [InlineData("[x](https://holbaek.dk/?\"onclick=\"a&lt;'>)", "https://holbaek.dk/?\"onclick=\"a<'>", "x")]
    [InlineData("<https://holbaek.dk>", "https://holbaek.dk", "https://holbaek.dk")]
    [InlineData("<lone@holbaek.dk>", "mailto:lone@holbaek.dk", "lone@holbaek.dk")]
    [InlineData("[x](mailto:lone.dahl+ryg@holbaek.dk)", "mailto:lone.dahl+ryg@holbaek.dk", "x")]
    [InlineData("[x](tel:+4572361041)", "tel:+4572361041", "x")]
    public void A_plain_address_becomes_one_link(string markdown, string href, string text)
    {
        var rendered = SafeMarkdown.Render(markdown, MarkdownLimits.Message);

        var link = Assert.Single(SafeHtml.AssertSafe(rendered.Html).QuerySelectorAll("a"));
        Assert.Equal(href, link.GetAttribute("href"));
        Assert.Equal(text, link.TextContent);
    }

    [Fact]
    public void A_refused_link_and_an_image_leave_their_words()
    {
        var rendered = SafeMarkdown.Render("Se [vores *side*](javascript:x) og ![et kort](https://a.dk/k.png).", MarkdownLimits.Offer);

        Assert.Equal("<p>Se vores <em>side</em> og et kort.</p>\n", rendered.Html);
        Assert.Equal("Se vores side og et kort.", rendered.PlainText);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Hostile_shapes_stay_small_safe_and_whole(int shape)
    {
        var text = HostileMarkdown.Shapes.ElementAt(shape);
        foreach (var limits in new[] { MarkdownLimits.Offer, MarkdownLimits.Message })
        {
            var rendered = SafeMarkdown.Render(text, limits);

            SafeHtml.AssertSafe(rendered.Html);
            Assert.InRange(rendered.Html.Length, 0, 10 * text.Length + 1_000);
            Assert.InRange(rendered.PlainText.Length, 0, 10 * text.Length + 1_000);
        }
    }

    [Fact]
    public void Random_mixes_of_hostile_texts_stay_safe()
    {
        var random = new Random(42);
        var parts = HostileMarkdown.Payloads.SelectMany(p => new[] { p, p[..(p.Length / 2)], p[(p.Length / 2)..] })
            .Concat(["\n", "\n\n", "> ", "- ", "    ", "*", "`", "|", "[", "](", ")", "![", "<", "[y]: https://holbaek.dk\n"]).ToArray();
        for (var i = 0; i < 500; i++)
        {
            var text = string.Concat(random.GetItems(parts, 12));

            var rendered = SafeMarkdown.Render(text, i % 2 == 0 ? MarkdownLimits.Offer : MarkdownLimits.Message);

            SafeHtml.AssertSafe(rendered.Html);
        }
    }

    [Theory]
    [InlineData("> ", 10, false)]
    [InlineData("> ", 11, true)]
    [InlineData("[", 32, false)]
    [InlineData("[", 33, true)]
    [InlineData("* ", 11, false)]
    [InlineData("*a ", 500, false)]
    [InlineData("*a ", 501, true)]
    [InlineData("a", 5_000, false)]
    [InlineData("a", 5_001, true)]
    public void Beyond_a_limit_the_text_is_plain(string part, int count, bool isPlain)
    {
        var rendered = SafeMarkdown.Render(string.Concat(Enumerable.Repeat(part, count)), MarkdownLimits.Message);

        Assert.Equal(isPlain, rendered.IsPlain);
    }

    [Theory]
    [InlineData(20, 99, true)]
    [InlineData(21, 2, false)]
    [InlineData(2, 101, false)]
    public void A_table_has_at_most_20_columns_and_100_rows(int columns, int bodyRows, bool isTable)
    {
        var row = string.Join('|', Enumerable.Repeat("c", columns));
        var rule = string.Join('|', Enumerable.Repeat("-", columns));
        var text = $"{row}\n{rule}\n{string.Join('\n', Enumerable.Repeat(row, bodyRows))}";

        var rendered = SafeMarkdown.Render(text, MarkdownLimits.Offer);

        Assert.Equal(isTable, SafeHtml.AssertSafe(rendered.Html).QuerySelector("table") is IHtmlTableElement);
        Assert.Equal(!isTable, rendered.IsPlain);
    }

    [Theory]
    [InlineData(21, 102, true)]
    [InlineData(22, 1, false)]
    [InlineData(1, 103, false)]
    public void Wide_and_long_tables_are_refused_before_they_are_parsed(int pipes, int lines, bool isReasonable)
    {
        var text = string.Join('\n', Enumerable.Repeat(new string('|', pipes), lines));

        Assert.Equal(isReasonable, MarkdownShape.IsReasonable(text, tables: true));
    }

    [Fact]
    public void Plain_text_shows_every_character_in_its_paragraphs()
    {
        var rendered = SafeMarkdown.Render("<b>&\r\n*to*\r\n\r\n" + new string('[', 40), MarkdownLimits.Message);

        Assert.True(rendered.IsPlain);
        Assert.Equal($"<p>&lt;b&gt;&amp;<br>\n*to*</p>\n<p>{new string('[', 40)}</p>\n", rendered.Html);
        Assert.Empty(rendered.Sections);
    }

    [Fact]
    public void An_offer_has_headings_from_h3_sections_lists_and_a_table()
    {
        const string Text = """
            Først.

            ## Støtte
            - **Mentor**
              - hver uge
            - ~~Bus~~

            #### Ikke *for*
            | Dag | Tid |
            | --- | ---: |
            | Man | 9 |
            """;

        var rendered = SafeMarkdown.Render(Text, MarkdownLimits.Offer);

        Assert.Equal("""
            <p>Først.</p>
            <h3>Støtte</h3>
            <ul><li><strong>Mentor</strong>
            <ul><li>hver uge
            </li></ul></li><li><del>Bus</del>
            </li></ul><h4>Ikke <em>for</em></h4>
            <table><thead><tr><th>Dag</th><th>Tid</th></tr>
            </thead><tbody><tr><td>Man</td><td>9</td></tr>
            </tbody></table>
            """.ReplaceLineEndings("\n"), rendered.Html);
        Assert.Equal(
            [("", 0, 1, "Først."), ("Støtte", 2, 3, "Mentor\nhver uge\nBus"), ("Ikke for", 4, 8, "Dag Tid\nMan 9")],
            rendered.Sections.Select(s => (s.Heading, s.Level, s.Line, s.PlainText)));
    }

    [Fact]
    public void A_message_keeps_its_lines_and_has_neither_headings_nor_tables()
    {
        var rendered = SafeMarkdown.Render("# Hej\nKl. 9\n---\na|b\n-|-\nc|d", MarkdownLimits.Message);

        Assert.False(rendered.IsPlain);
        Assert.Equal("<p># Hej<br>\nKl. 9<br>\n---<br>\na|b<br>\n-|-<br>\nc|d</p>\n", rendered.Html);
    }
}
