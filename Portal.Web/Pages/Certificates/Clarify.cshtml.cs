using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Certificates.Steps;
using Portal.Data.Citizens;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>Answers the clinic's question: in words, and with the request as it should have been. The clinic reads the new version before it sends.</summary>
public sealed class ClarifyModel(
    RequestRounds rounds, StepRepository steps, CertificateRepository repository, CitizenRepository citizens, RequestForms forms, CurrentUser user, Texts texts)
    : CertificateActModel(repository, user, texts)
{
    public RequestForm Form { get; private set; } = null!;

    /// <summary>What the clinic asks; null when it asks no more.</summary>
    public CertificateStep? Question { get; private set; }

    public string Answer { get; private set; } = "";

    /// <summary>Whether the deadline moves by the days that the question lay.</summary>
    public bool Moves { get; private set; } = true;

    /// <summary>Calendar days that the question has lain.</summary>
    public int DaysLain { get; private set; }

    /// <summary>What of a request may be changed after sending: on what it rests, and who is called, stays.</summary>
    public static IEnumerable<CertificateSection> Open(CertificateTypeDefinition type) =>
        type.RequestSections.Where(part => part.Type != SectionType.Contact && part.Id != CertificateForms.BasisSection);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (CertificateRules.WhyNot(Certificate, CertificateAction.Clarify, By) is not null)
        {
            return LocalRedirect(CertificateLinks.Details(Certificate.Id));
        }

        Version = Certificate.Version;
        await DrawAsync(Certificate.Request, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostSendAsync(int version, string? answer, bool moves, CancellationToken ct)
    {
        await PostedAsync(version, answer, moves, ct);
        var content = await forms.WithOffersAsync(Form.Content, Certificate, ct);
        var outcome = await rounds.ClarifyAsync(Certificate.Id, version, content, Answer, moves && DaysLain > 0, By, ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(CertificateLinks.Done(Certificate.Id, "clarified"));
        }

        Form = Form with { Errors = outcome.Errors };
        return await AgainAsync(outcome, ct);
    }

    /// <summary>The form again, with one box more for a question.</summary>
    public async Task<IActionResult> OnPostMoreAsync(int version, string? answer, bool moves, CancellationToken ct)
    {
        await PostedAsync(version, answer, moves, ct);
        Form = Form with { ExtraBoxes = 1 };
        return Page();
    }

    /// <summary>The form again, with a question of the library in it.</summary>
    public async Task<IActionResult> OnPostInsertAsync(int version, string? answer, bool moves, string? insert, CancellationToken ct)
    {
        await PostedAsync(version, answer, moves, ct);
        Form = Form.Inserting(insert);
        return Page();
    }

    private Task PostedAsync(int version, string? answer, bool moves, CancellationToken ct)
    {
        (Version, Answer, Moves) = (version, TextRules.Clean(answer), moves);
        return DrawAsync(RequestForm.Read(Request.Form, Certificate.Type.Definition), ct);
    }

    private async Task DrawAsync(RequestContent content, CancellationToken ct)
    {
        var citizen = (await citizens.FindAsync(Certificate.Citizen.Id, By, ct))!;
        Form = await forms.OfSentAsync(Certificate, citizen, content, ct);
        Question = (await steps.ListAsync(Certificate.Id, ct)).LastOrDefault(step => step.Kind == StepKind.AskedBack);
        DaysLain = Certificate.Facts.ClarifySince is { } since ? DanishTime.DayOf(By.At).DayNumber - DanishTime.DayOf(since).DayNumber : 0;
    }
}
