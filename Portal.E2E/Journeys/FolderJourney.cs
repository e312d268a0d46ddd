using Portal.E2E.Screens;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>A caseworker's day with one folder.</summary>
public sealed class FolderJourney(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task The_goal_is_changed_a_call_noted_answers_compared_and_a_consent_withdrawn()
    {
        var mette = await SignInAsync("caseworker");
        mette.Complaints.Expect("status of 400");
        var folder = new FolderScreen(mette.Page);
        await folder.OpenAsync("Finn Aagaard");
        await mette.LookAsync("60-folder");

        await folder.FollowAsync("Ret målet");
        await mette.LookAsync("61-goal");
        await folder.Aim.FillAsync("Tilbage på lageret 15 timer om ugen");
        await folder.OwnWords.FillAsync("Så hellere lidt og længe.");
        await folder.PressAsync("Gem målet");
        await Expect(folder.Banner).ToContainTextAsync("Målet er gemt");
        await Expect(folder.Goal).ToContainTextAsync("Så hellere lidt og længe.");
        await Expect(folder.Goal).ToContainTextAsync("2 tidligere udgaver");

        await folder.FollowAsync("Skriv telefonnotat");
        await folder.SpokeWith.FillAsync("Finn Aagaard");
        await folder.PressAsync("Gem notatet");
        await Expect(folder.ErrorSummary).ToBeFocusedAsync();
        await mette.LookAsync("62-phone-note");
        await folder.Note.FillAsync("Han ringer i morgen.");
        await folder.PressAsync("Gem notatet");
        await Expect(folder.Entries.First).ToContainTextAsync("Han ringer i morgen.");

        await folder.FollowAsync("Telefonnotater");
        await Expect(folder.Entries).ToHaveCountAsync(4);
        await folder.FollowAsync("Hold svarene op mod hinanden");
        await Expect(folder.Comparison).ToContainTextAsync("Forpustet ved gang op ad bakke");
        await mette.LookAsync("63-answers-side-by-side");
        await folder.FollowAsync("Lægemappe");

        await folder.FollowAsync("Registrér samtykke");
        await mette.LookAsync("64-register-consent");
        await folder.FollowAsync("Fortryd");
        await folder.WithdrawConsentAsync();
        await mette.LookAsync("65-withdraw-consent");
        await folder.PressAsync("Notér, at borgeren har trukket det tilbage");
        await Expect(folder.Paused).ToContainTextAsync("1 anmodning står stille");
        await mette.LookAsync("66-folder-paused");
    }
}
