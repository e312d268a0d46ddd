using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Microsoft.Playwright;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>Certificates and threads on paper, made by a real browser and read by an independent program.</summary>
public sealed partial class Papers(Stage stage) : BrowserTest(stage)
{
    private const int Seed = 20261123;
    private const int UsualCount = 15;

    private static readonly CancellationToken Ct = CancellationToken.None;

    /// <summary>How many; each takes about a second of one core.</summary>
    private static int Count =>
        int.TryParse(Environment.GetEnvironmentVariable("PORTAL_TEST_PDFS"), CultureInfo.InvariantCulture, out var count) ? count : UsualCount;

    [Fact]
    public async Task The_text_of_the_file_is_the_text_of_the_page()
    {
        var ids = await new GeneratedCertificates(Portal.Services, Seed).MakeAsync(Count, Ct);
        var caseworker = await SignInAsync("caseworker");
        var wrong = new List<string>();

        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (id, _) =>
        {
            var (file, text) = (await FileAsync(caseworker, $"/certificates/{id}"), await PageTextAsync(caseworker, $"/certificates/{id}"));
            var printed = await PrintedTextAsync(file);
            if (printed != text)
            {
                lock (wrong)
                {
                    wrong.Add($"{id}: {Difference(text, printed)}");
                }
            }
        });

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {ids.Count} differ:\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public async Task The_text_of_a_threads_file_is_the_text_of_its_page()
    {
        var caseworker = await SignInAsync("caseworker");
        await caseworker.Page.GotoAsync("/threads?view=waiting");
        var address = (await caseworker.Page.GetByRole(AriaRole.Link, new() { Name = "Skånehensyn ved delvis raskmelding" }).First.GetAttributeAsync("href"))!;

        // The minute of the print stands on the paper: the page before the file or the page after it has the same.
        var before = await PageTextAsync(caseworker, address);
        var file = await FileAsync(caseworker, address);
        var after = await PageTextAsync(caseworker, address);
        var printed = await PrintedTextAsync(file);

        Assert.True(printed == before || printed == after, Difference(after, printed));
        Assert.Equal("Samtale", (await Poppler.InfoAsync(file))["Title"]);
    }

    [Fact]
    public async Task The_file_is_a_tagged_A4_without_script_that_names_nobody()
    {
        var id = (await new GeneratedCertificates(Portal.Services, Seed).MakeAsync(1, Ct)).Single();
        var caseworker = await SignInAsync("caseworker");

        var file = await FileAsync(caseworker, $"/certificates/{id}");
        var info = await Poppler.InfoAsync(file);
        var tags = await Poppler.TagsAsync(file);

        Assert.Equal("yes", info["Tagged"]);
        Assert.Equal("no", info["JavaScript"]);
        Assert.Equal("none", info["Form"]);
        Assert.EndsWith("(A4)", info["Page size"], StringComparison.Ordinal);
        Assert.Equal("Samarbejdsportalen", info["Creator"]);
        Assert.StartsWith("Skia/PDF", info["Producer"], StringComparison.Ordinal);
        Assert.DoesNotContain(info.Keys, key => key is "Author" or "Subject" or "Keywords");
        Assert.All(info.Values, value => Assert.DoesNotContain("Bodil", value, StringComparison.Ordinal));
        var content = Encoding.Latin1.GetString(file);
        Assert.All(new[] { "/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/URI", "/SubmitForm", "/RichMedia" }, word => Assert.DoesNotContain(word, content, StringComparison.Ordinal));
        Assert.Contains("/Lang (da)", content, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^\s*H1\b", tags);
        Assert.Matches(@"(?m)^\s*H2\b", tags);
        Assert.Matches(@"(?m)^\s*LI\b", tags);
    }

    [Fact]
    public async Task The_print_view_looks_right_on_the_screen_and_the_code_on_it_is_known()
    {
        var id = (await new GeneratedCertificates(Portal.Services, Seed).MakeAsync(1, Ct)).Single();
        var caseworker = await SignInAsync("caseworker");
        await caseworker.Page.GotoAsync($"/certificates/{id}/print");
        await caseworker.LookAsync("80-print-view");
        await Expect(caseworker.Page.GetByRole(AriaRole.Button, new() { Name = "Udskriv" })).ToBeVisibleAsync();
        var code = await caseworker.Page.Locator(".verify-code").InnerTextAsync();

        await caseworker.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(caseworker.Page.GetByRole(AriaRole.Button, new() { Name = "Udskriv" })).ToBeHiddenAsync();

        var anybody = await VisitAsync();
        await anybody.Page.GotoAsync("/certificates/verify");
        await anybody.LookAsync("81-verify");
        await anybody.Page.GetByLabel("Kontrolkode").FillAsync(code.ToLowerInvariant());
        await anybody.Page.GetByRole(AriaRole.Button, new() { Name = "Kontrollér" }).ClickAsync();
        await Expect(anybody.Page.GetByText("Koden passer")).ToBeVisibleAsync();
        await anybody.LookAsync("82-verified");
    }

    private static async Task<byte[]> FileAsync(Visitor visitor, string address)
    {
        var response = await visitor.Page.APIRequest.GetAsync($"{address}.pdf", new() { MaxRedirects = 0, Timeout = 60_000 });
        Assert.True(response.Status == 200, $"{response.Status} {response.Headers.GetValueOrDefault("location")}");
        return await response.BodyAsync();
    }

    private static async Task<string> PageTextAsync(Visitor visitor, string address)
    {
        var response = await visitor.Page.APIRequest.GetAsync($"{address}/print");
        using var document = new HtmlParser().ParseDocument(await response.TextAsync());
        return Signs(document.QuerySelector("main")!.TextContent);
    }

    /// <summary>What stands on the pages, without their numbers.</summary>
    private static async Task<string> PrintedTextAsync(byte[] file)
    {
        var pages = (await Poppler.TextAsync(file)).Split('\f', StringSplitOptions.RemoveEmptyEntries);
        var text = new StringBuilder();
        foreach (var (page, number) in pages.Select((page, index) => (page, index + 1)))
        {
            var numbers = PageNumber().Matches(page);
            Assert.Equal($"Side {number} af {pages.Length}", Assert.Single(numbers.Select(match => match.Value)));
            text.Append(PageNumber().Replace(page, ""));
        }

        return Signs(text.ToString());
    }

    /// <summary>The signs one after the other: where a line ends is the paper's own affair. A soft hyphen is none.</summary>
    private static string Signs(string text) =>
        new([.. text.Normalize(NormalizationForm.FormC).Where(sign => !char.IsWhiteSpace(sign) && sign != '\u00AD')]);

    private static string Difference(string expected, string actual)
    {
        var at = expected.Zip(actual).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"from sign {at}: page »{Around(expected, at)}«, file »{Around(actual, at)}«";

        static string Around(string text, int at) => text[Math.Max(0, at - 20)..Math.Min(text.Length, at + 40)];
    }

    [GeneratedRegex(@"(?m)^Side \d+ af \d+$")]
    private static partial Regex PageNumber();
}
