using Portal.E2E.Screens;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>A caseworker gives a case away while the doctor is writing: the doctor sees whom to ring now, and loses nothing.</summary>
public sealed class Handover(Stage stage) : BrowserTest(stage)
{
    private const string Citizen = "Dorthe Engelbrecht";
    private const string Statusattest = "Statusattest";
    private const string Note = "Hun er bedst at få fat på om formiddagen. Næste samtale er 3. december.";

    [Fact]
    public async Task The_doctor_sees_the_new_contact_with_a_phone_number()
    {
        var anna = await SignInAsync("gp");
        var mette = await SignInAsync("caseworker");
        mette.Complaints.Expect("status of 400");
        mette.Complaints.Expect("status of 404");
        var answer = new AnswerScreen(anna.Page);
        await new HomeScreen(anna.Page).Tasks.OpenAsync(Citizen, Statusattest);
        await Expect(answer.Request).ToContainTextAsync("Mette Sørensen");

        var handover = new HandoverScreen(mette.Page);
        await handover.OpenAsync(Citizen);
        var address = mette.Page.Url;
        await handover.SendButton.ClickAsync();
        await Expect(handover.ErrorSummary).ToBeFocusedAsync();
        await mette.LookAsync("60-handover-errors");
        await handover.ChooseAsync("Jesper Lauridsen, Sagsbehandler");
        await handover.Note.FillAsync(Note);
        await mette.LookAsync("61-handover-filled");
        await handover.SendButton.ClickAsync();
        await Expect(handover.Banner).ToContainTextAsync("Givet videre");
        await mette.Page.GotoAsync(address);
        await Expect(handover.Heading).ToHaveTextAsync("Siden findes ikke");

        await answer.History.FillAsync("Uændret siden sommeren.");
        await answer.SaveButton.ClickAsync();
        await Expect(answer.Banner).ToContainTextAsync("Svaret er gemt");
        await Expect(answer.Request).ToContainTextAsync("Jesper Lauridsen");
        await Expect(answer.Request).ToContainTextAsync("59 00 36 21");
        await Expect(answer.Request).ToContainTextAsync("Ny sagsbehandler siden 23. nov.");
        await Expect(answer.Request).Not.ToContainTextAsync(Note);
        await Expect(new CertificateScreen(anna.Page).Course).ToContainTextAsync("Jesper Lauridsen overtog sagen");
        await anna.LookAsync("62-new-contact");

        var jesper = await SignInAsync("caseworker-colleague");
        var his = new HandoverScreen(jesper.Page);
        await his.OpenAsync(Citizen);
        await Expect(his.Earlier).ToContainTextAsync(Note);
        await jesper.LookAsync("63-handover-note");
    }
}
