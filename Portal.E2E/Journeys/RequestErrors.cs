using Portal.E2E.Screens;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>A request that cannot be sent as it is.</summary>
public sealed class RequestErrors(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task The_summary_has_the_focus_leads_to_the_fields_and_nothing_typed_is_lost()
    {
        var mette = await SignInAsync("caseworker");
        mette.Complaints.Expect("status of 400");
        var request = new RequestScreen(mette.Page);
        await request.OpenAsync();
        await request.ChooseCitizenAsync("Karen Lise Møller");
        await request.ChooseTypeAsync("Statusattest");
        await request.Purpose.FillAsync("Opfølgning i uge 50.\nAnden linje.");
        await request.ChooseLegalBasisAsync("Law11c");

        await request.SendButton.ClickAsync();

        await Expect(request.ErrorSummary).ToBeFocusedAsync();
        await Expect(mette.Page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("^Fejl: "));
        await Expect(request.Purpose).ToHaveValueAsync("Opfølgning i uge 50.\nAnden linje.");
        await mette.LookAsync("24-request-errors");
        foreach (var (field, box) in new[] { ("repeatReason", request.RepeatReason), ("question-1", request.Question(1)), ("legalBasis-reason", request.Reason) })
        {
            await request.ErrorLink(field).ClickAsync();
            await Expect(box).ToBeFocusedAsync();
            await Expect(box).ToHaveAttributeAsync("aria-invalid", "true");
        }

        await request.Question(1).FillAsync("Er der sket noget nyt?");
        await request.RepeatReason.FillAsync("Hun er begyndt på genoptræning siden.");
        await request.Reason.FillAsync("Borgeren kan ikke give samtykke lige nu.");
        await request.SendButton.ClickAsync();
        await Expect(request.Banner).ToContainTextAsync("sendt til klinikken");
    }
}
