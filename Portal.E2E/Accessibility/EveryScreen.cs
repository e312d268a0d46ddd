using Microsoft.Playwright;
using Portal.E2E.Screens;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Accessibility;

/// <summary>Each page of the portal for those who use it, in both languages, on a wide and on a narrow screen.</summary>
public sealed class EveryScreen(Stage stage, SharedPortal shared) : BrowserTest(stage, shared.Portal), IClassFixture<SharedPortal>
{
    private const string Anybody = "anonymous";

    /// <summary>Number and name of the pictures, who looks, and the way: an address, then names of links to follow, the last of a name.</summary>
    public static TheoryData<string, string, string> Pages => new(
        ("30-sign-in", Anybody, "/account/sign-in"),
        ("31-accessibility", Anybody, "/about/accessibility"),
        ("32-privacy", Anybody, "/about/privacy"),
        ("33-home-doctor", "gp", "/"),
        ("34-work-list-doctor", "gp", "/certificates"),
        ("35-work-list-doctor-done", "gp", "/certificates?view=done"),
        ("36-certificate-doctor", "gp", "/ > Jens-Ole Bertelsen"),
        ("37-certificate-matrix", "gp", "/ > Karen Lise Møller"),
        ("38-catalogue", "gp", "/offers"),
        ("39-catalogue-nothing", "gp", "/offers?q=zzz"),
        ("40-offer", "gp", "/offers/rygtraening"),
        ("41-not-found", "gp", "/findes-ikke"),
        ("42-forbidden", "gp", "/citizens"),
        ("43-home-secretary", "staff", "/"),
        ("44-home-caseworker", "caseworker", "/"),
        ("45-work-list-caseworker", "caseworker", "/certificates"),
        ("46-work-list-caseworker-unit", "caseworker", "/certificates?view=waiting&of=unit"),
        ("46-work-list-coordinator-all", "coordinator", "/certificates?view=all"),
        ("46-reminder-task", "caseworker", "/ > Jens-Ole Bertelsen"),
        ("47-citizens", "caseworker", "/citizens"),
        ("48-citizen", "caseworker", "/citizens > Finn Aagaard"),
        ("49-answer-to-read", "caseworker", "/ > Steen Bjørnsholt"),
        ("50-choose-citizen", "caseworker", "/certificates/new"),
        ("51-choose-type", "caseworker", "/certificates/new > Anne-Mette Kvist"),
        ("52-draft", "caseworker", "/ > Henriette Bang Olsen"),
        ("53-home-coordinator", "coordinator", "/"),
        ("54-home-consultant", "consultant", "/"),
        ("55-home-admin", "admin", "/"),
        ("64-handover-all", "caseworker", "/citizens/handover"),
        ("65-handover-all-coordinator", "coordinator", "/citizens/handover"),
        ("66-orphans", "coordinator", "/citizens/orphans"),
        ("70-chooser-question", "caseworker", "/certificates/choose?need=health&depth=one"),
        ("71-chooser-proposal", "caseworker", "/certificates/choose?need=health&depth=one&examined=no"),
        ("72-chooser-elsewhere", "caseworker", "/certificates/choose?need=work&task=considerations&sick=yes"),
        ("73-types", "admin", "/admin/certificate-types"),
        ("74-type-settings", "admin", "/admin/certificate-types/LAE135"),
        ("75-type-abolished", "admin", "/admin/certificate-types/UARB"),
        ("58-question-library", "coordinator", "/certificates/questions"),
        ("80-proposals", "gp", "/proposals"),
        ("81-proposal-new", "gp", "/proposals/new"),
        ("82-proposal-waits", "gp", "/proposals > Villy Thagaard"),
        ("83-proposal-to-answer", "caseworker", "/proposals > Sofie Juul Hartmann"),
        ("84-proposal-unknown", "coordinator", "/proposals > Villy Thagaard"),
        ("85-snippets", "gp", "/certificates/snippets"),
        ("140-threads-doctor", "gp", "/threads"),
        ("141-threads-caseworker", "caseworker", "/threads"),
        ("142-threads-all", "coordinator", "/threads?view=all"),
        ("143-threads-consultant", "consultant", "/threads"),
        ("144-disagreements", "coordinator", "/threads/disagreements"),
        ("145-thread-new", "caseworker", "/threads/new"),
        ("146-thread-new-clinic", "gp", "/threads/new"),
        ("147-thread", "gp", "/threads > Skånehensyn ved delvis raskmelding"),
        ("148-thread-disputed", "caseworker", "/threads?view=waiting > Antal timer fra januar"),
        ("149-thread-consultant", "consultant", "/threads > Kan hånden belastes mere?"),
        ("120-statements", "staff", "/employer-statements"),
        ("121-statement-new", "staff", "/employer-statements/new"),
        ("122-fees", "gp", "/fees"),
        ("123-fees-casework", "caseworker", "/fees?month=2026-10"),
        ("124-substitutes", "gp", "/clinic/substitutes"),
        ("128-contact", "gp", "/clinic/contact"),
        ("125-units", "admin", "/admin/units"),
        ("126-incidents", "coordinator", "/incidents"),
        ("127-ready", "gp", "/certificates?view=ready"),
        ("170-meetings", "gp-other", "/seminars"),
        ("171-meetings-past", "coordinator", "/seminars?view=past"),
        ("172-meeting-vote", "gp", "/seminars > Samarbejdsforum, vinter"),
        ("173-meeting-over", "gp", "/seminars?view=past > Samarbejdsforum, efteråret"),
        ("174-round-table", "gp", "/seminars > Rundbordssamtale"),
        ("175-visits", "coordinator", "/seminars/route"),
        ("176-calendar", "gp", "/seminars/calendar"),
        ("177-our-hours", "staff", "/clinic/hours"),
        ("178-clinic-hours", "coordinator", "/clinic-hours"),
        ("179-meeting-places", "coordinator", "/meeting-places"),
        ("180-school-holidays", "coordinator", "/school-holidays"),
        ("181-guidelines", "gp", "/guides"),
        ("182-guidelines-edit", "coordinator", "/guides/edit"),
        ("56-home-auditor", "auditor", "/"));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task It_is_accessible_and_fits(string picture, string person, string way)
    {
        var visitor = await ComeAsync(person);
        visitor.Complaints.Expect("status of 404");
        visitor.Complaints.Expect("status of 403");

        // In English only the words are others, and it is on a narrow screen that words take too much room.
        foreach (var (language, width) in new[] { ("da", Visitor.Wide), ("da", Visitor.Narrow), ("en", Visitor.Narrow) })
        {
            await visitor.ResizeAsync(width);
            await GoAsync(visitor, way, language);

            await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
            await Expect(new Frame(visitor.Page).Heading).ToHaveCountAsync(1);
            await visitor.LookAtWidthAsync($"{picture}-{language}", width);
        }
    }

    // Signing in takes two pages; each person does it once.
    private async Task<Visitor> ComeAsync(string person)
    {
        var visitor = await VisitAsync(person, new VisitorOptions { SignedIn = shared.SignedIn.GetValueOrDefault(person) });
        if (person != Anybody && !shared.SignedIn.ContainsKey(person))
        {
            await visitor.SignInAsync();
            shared.SignedIn[person] = await visitor.StorageStateAsync();
        }

        return visitor;
    }

    private static async Task GoAsync(Visitor visitor, string way, string language)
    {
        var steps = way.Split(" > ");
        await visitor.Page.GotoAsync($"{steps[0]}{(steps[0].Contains('?', StringComparison.Ordinal) ? '&' : '?')}culture={language}");
        foreach (var name in steps[1..])
        {
            await visitor.Page.GetByRole(AriaRole.Main)
                .GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).Last.ClickAsync();
            await visitor.Page.WaitForURLAsync(url => !url.Contains("culture", StringComparison.Ordinal));
        }
    }
}
