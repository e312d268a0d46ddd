using Microsoft.Playwright;
using Portal.E2E.Screens;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>A seminar for nine clinics, from the empty form to the minutes; and the same meeting from where it is answered.</summary>
public sealed class Meetings(Stage stage) : BrowserTest(stage)
{
    private const string Title = "Hvem kan hvad i december?";

    [Fact]
    public async Task A_seminar_for_nine_clinics_avoids_their_hours_is_answered_held_and_written_up()
    {
        var susanne = await SignInAsync("coordinator");
        var plan = new MeetingScreen(susanne.Page);
        await susanne.Page.GotoAsync("/seminars/new");
        await plan.FollowAsync("Fælles seminar");
        await Expect(plan.TickedClinics).ToHaveCountAsync(9);
        await plan.Box("title").FillAsync(Title);
        await plan.Box("purpose").FillAsync("Du går hjem med tre tilbud, du kan pege på.");
        await plan.Box("capacity").FillAsync("1");
        await susanne.LookAsync("151-meeting-form");
        await plan.SendAsync();

        // The finder: most clinics free first, and in words why the others are not.
        await Expect(plan.Heading).ToHaveTextAsync("Find tid og sted");
        await Expect(plan.Proposals).ToHaveCountAsync(10);
        await Expect(plan.Proposals.First).ToContainTextAsync("af 9 klinikker fri");
        await Expect(plan.Proposals.First).ToContainTextAsync("Stationsgårdens Læger har ikke oplyst konsultationstider");
        await Expect(plan.Proposals.First).Not.ToContainTextAsync("har konsultation");
        await susanne.LookAsync("152-meeting-times");
        await plan.Proposals.First.GetByRole(AriaRole.Button, new() { NameRegex = new("^Vælg") }).ClickAsync();
        await Expect(plan.Main).ToContainTextAsync("Tid og sted");
        await plan.FollowAsync("Se det igennem, og annoncér");
        await plan.SendAsync();
        await Expect(plan.Banner).ToContainTextAsync("annonceret");
        await susanne.LookAsync("155-meeting-announced");
        var address = new Uri(susanne.Page.Url).AbsolutePath;

        // One place: the first has it, the second waits and is never told otherwise.
        var anna = await SignInAsync("gp");
        var doctor = new MeetingScreen(anna.Page);
        await anna.Page.GotoAsync("/seminars");
        await doctor.FollowAsync(Title);
        await anna.LookAsync("157-meeting-doctor");
        await doctor.AnswerAsync("Jeg kommer");
        await Expect(doctor.MyAnswer).ToContainTextAsync("Tilmeldt");
        var faisal = await SignInAsync("gp-other");
        var other = new MeetingScreen(faisal.Page);
        await faisal.Page.GotoAsync(address);
        await other.AnswerAsync("Skriv mig på venteliste");
        await Expect(other.MyAnswer).ToContainTextAsync("venteliste som nr. 1");
        await Expect(other.MyAnswer).Not.ToContainTextAsync("Tilmeldt");
        await faisal.LookAsync("158-meeting-waiting");
        await doctor.AnswerAsync("Jeg kommer ikke");
        await Expect(doctor.MyAnswer).ToContainTextAsync("Du kommer ikke");
        await faisal.Page.ReloadAsync();
        await Expect(other.MyAnswer).ToContainTextAsync("Der er en plads til dig");
        await faisal.LookAsync("159-meeting-offered");
        await other.PressAsync("Tag pladsen");
        await Expect(other.MyAnswer).ToContainTextAsync("Tilmeldt");
        await susanne.Page.GotoAsync($"{address}/answers");
        await susanne.LookAsync("160-meeting-answers");

        // A winter later.
        await LaterAsync("2027-02-22T09:00:00+01:00");
        var again = await SignInAsync("coordinator");
        var after = new MeetingScreen(again.Page);
        await again.Page.GotoAsync($"{address}/attendance");
        await again.LookAsync("161-attendance");
        await after.SendAsync();
        await again.Page.GotoAsync($"{address}/minutes");
        await after.Box("body").FillAsync("## Aftalt\n\nVi peger på **tre tilbud** og ringer, før vi rykker.");
        await again.LookAsync("162-minutes-draft");
        await after.PressAsync("Offentliggør referatet");
        var reader = await SignInAsync("gp-other");
        var read = new MeetingScreen(reader.Page);
        await reader.Page.GotoAsync(address);
        await Expect(read.Main).ToContainTextAsync("Vi peger på tre tilbud");
        await reader.LookAsync("163-meeting-over");

        await again.Page.GotoAsync("/seminars/board");
        await Expect(after.Chart).ToBeVisibleAsync();
        await Expect(after.Chart).ToHaveAttributeAsync("aria-labelledby", "chart-title chart-desc");
        await Expect(after.ChartTable.Locator("tbody tr").First).ToBeVisibleAsync();
        await again.LookAsync("164-board");
    }
}
