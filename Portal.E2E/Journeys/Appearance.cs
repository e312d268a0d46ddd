using Portal.E2E.Screens;
using Portal.E2E.Support;

namespace Portal.E2E.Journeys;

/// <summary>The page's own files reach the browser: without this the other tests would look at bare HTML and not notice.</summary>
public sealed class Appearance(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task Style_sheet_script_and_font_are_there()
    {
        var visitor = await VisitAsync();
        var answers = new List<(string Path, int Status)>();
        visitor.Page.Response += (_, response) => answers.Add((new Uri(response.Url).AbsolutePath, response.Status));

        await new SignInScreen(visitor.Page).OpenAsync();
        var font = await visitor.Page.EvaluateAsync<string>("async () => { await document.fonts.ready; return getComputedStyle(document.body).fontFamily; }");
        var faces = await visitor.Page.EvaluateAsync<int>("() => [...document.fonts].filter(face => face.family.includes('IBM Plex Sans') && face.status === 'loaded').length");

        Assert.Contains(answers, answer => answer.Path.StartsWith("/lib/dkfds/css/", StringComparison.Ordinal) && answer.Status == 200);
        Assert.Contains(answers, answer => answer.Path.StartsWith("/lib/dkfds/js/", StringComparison.Ordinal) && answer.Status == 200);
        Assert.Contains(answers, answer => answer.Path.StartsWith("/js/site", StringComparison.Ordinal) && answer.Status == 200);
        Assert.StartsWith("\"IBM Plex Sans\"", font, StringComparison.Ordinal);
        Assert.True(faces > 0, "No face of IBM Plex Sans was loaded.");
        Assert.True(await visitor.Page.EvaluateAsync<bool>("() => 'DKFDS' in window"));
    }
}
