using Portal.E2E.Screens;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>What happens after a request was sent, and after it was answered, by the two who write to each other.</summary>
public sealed class Rounds(Stage stage) : BrowserTest(stage)
{
    private const string Citizen = "Karen Lise Møller";
    private const string Type = "Attest til sygedagpengeopfølgning";

    [Fact]
    public async Task The_clinic_asks_back_answers_complements_and_hears_what_came_of_it()
    {
        var (anna, mette) = (await SignInAsync("gp"), await SignInAsync("caseworker"));
        anna.Complaints.Expect("status of 400");
        var clinic = new ActScreen(anna.Page);
        var list = new WorkListScreen(anna.Page);
        await list.OpenAsync();
        await list.Tasks.OpenAsync(Citizen, Type);
        var address = new Uri(anna.Page.Url).AbsolutePath;

        await clinic.FollowAsync("Spørg kommunen, hvad der menes");
        await clinic.PressAsync("Send spørgsmålet");
        await Expect(clinic.ErrorSummary).ToBeFocusedAsync();
        await anna.LookAsync("100-ask-back-errors");
        await clinic.Box("question").FillAsync("Gælder det kun kassen, eller også lageret?");
        await clinic.PressAsync("Send spørgsmålet");
        await Expect(clinic.Banner).ToContainTextAsync("sendt til kommunen");
        await anna.LookAsync("101-asked-back");

        var casework = new ActScreen(mette.Page);
        await mette.Page.GotoAsync(address);
        await Expect(casework.Main).ToContainTextAsync("eller også lageret?");
        await mette.LookAsync("102-asked-back-casework");
        await mette.Page.GotoAsync($"{address}/clarify");
        await casework.Box("answer").FillAsync("Kun kassen.");
        await mette.LookAsync("103-clarify");
        await casework.Submit("handler=send").ClickAsync();
        await Expect(casework.Main).ToContainTextAsync("Kun kassen.");

        await anna.Page.GotoAsync(address);
        await Expect(clinic.Main).ToContainTextAsync("Kun kassen.");
        await anna.LookAsync("104-read-again");
        await clinic.Box("workPossibility").FillAsync("Kan sidde ved kassen i tre timer.");
        await clinic.PressAsync("Underskriv og send");
        await Expect(clinic.Banner).ToContainTextAsync("underskrevet og sendt");

        await mette.Page.GotoAsync($"{address}/complement");
        await mette.LookAsync("105-complement");
        await casework.ChooseAsync("Lægens vurdering af mulighederne for at arbejde");
        await casework.Box("question").FillAsync("Hvor længe ad gangen?");
        await mette.Page.Locator("main form button.button-primary[data-once]").First.ClickAsync();
        await Expect(casework.Banner).ToBeVisibleAsync();

        await anna.Page.GotoAsync(address);
        await Expect(clinic.Main).ToContainTextAsync("Hvor længe ad gangen?");
        await anna.LookAsync("106-complement-asked");
        await clinic.Box("workPossibility").FillAsync("Kan sidde ved kassen i tre timer, en halv time ad gangen.");
        await clinic.PressAsync("Underskriv og send ny udgave");
        await Expect(clinic.Banner).ToContainTextAsync("underskrevet og sendt");
        await anna.LookAsync("107-two-versions");

        await mette.Page.GotoAsync(address);
        await Expect(casework.Main).ToContainTextAsync("en halv time ad gangen");
        await mette.LookAsync("108-complemented");
        await mette.Page.GotoAsync($"{address}/feedback");
        await casework.Box("usedFor").FillAsync("Planen for december.");
        await mette.LookAsync("109-feedback");
        await mette.Page.Locator("main form button.button-primary[data-once]").First.ClickAsync();

        await anna.Page.GotoAsync(address);
        await Expect(clinic.Main).ToContainTextAsync("Planen for december.");
        await anna.LookAsync("110-feedback-read");
    }

    [Fact]
    public async Task What_was_sent_wrongly_is_taken_back_and_looked_after()
    {
        var (anna, mette) = (await SignInAsync("gp"), await SignInAsync("caseworker"));
        var clinic = new ActScreen(anna.Page);
        var list = new WorkListScreen(anna.Page);
        await list.OpenAsync();
        await list.Tasks.OpenAsync(Citizen, Type);
        var address = new Uri(anna.Page.Url).AbsolutePath;
        await clinic.Box("workPossibility").FillAsync("Skrevet om en helt anden.");
        await clinic.PressAsync("Underskriv og send");
        await mette.Page.GotoAsync(address);
        await Expect(new ActScreen(mette.Page).Main).ToContainTextAsync("Skrevet om en helt anden.");
        Assert.Equal(200, await PdfAsync(mette, address));

        await anna.Page.GotoAsync($"{address}/retract");
        await anna.LookAsync("111-retract");
        await clinic.ChooseAsync("Om en forkert borger");
        await clinic.Box("note").FillAsync("Journalen var en andens.");
        await anna.Page.Locator("main form button.button-primary[data-once]").First.ClickAsync();
        await Expect(clinic.Banner).ToBeVisibleAsync();
        await anna.LookAsync("112-retracted");

        await mette.Page.GotoAsync(address);
        await Expect(new ActScreen(mette.Page).Main).Not.ToContainTextAsync("Skrevet om en helt anden.");
        await mette.LookAsync("113-retracted-casework");
        var again = await mette.Page.APIRequest.GetAsync($"{address}.pdf?part=answer", new() { MaxRedirects = 0 });
        Assert.NotEqual("application/pdf", again.Headers.GetValueOrDefault("content-type"));

        var susanne = await SignInAsync("coordinator");
        await susanne.Page.GotoAsync("/incidents");
        await susanne.LookAsync("114-incidents");
        await susanne.Page.Locator("main a[href^='/incidents/']").First.ClickAsync();
        await Expect(new ActScreen(susanne.Page).Main).ToContainTextAsync("Mette Sørensen");
        await new ActScreen(susanne.Page).Box("measures").FillAsync("Sagsbehandleren har fået det at vide, og borgeren er underrettet.");
        await susanne.LookAsync("115-incident");
        await susanne.Page.Locator("main form button.button-primary[data-once]").First.ClickAsync();
        await Expect(new ActScreen(susanne.Page).Main).ToContainTextAsync("borgeren er underrettet");
    }

    private static async Task<int> PdfAsync(Visitor visitor, string address)
    {
        var response = await visitor.Page.APIRequest.GetAsync($"{address}.pdf?part=answer", new() { MaxRedirects = 0, Timeout = 60_000 });
        return response.Headers.GetValueOrDefault("content-type") == "application/pdf" ? response.Status : 0;
    }
}
