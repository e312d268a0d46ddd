using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Certificates.Snippets;
using Portal.Data.Offers;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Certificates;

/// <summary>
/// What the clinic does with the answer form. While the clinic is asked, the form stands on the certificate's page; a correction of what was sent has
/// this page of its own. Each handler shows the form again or leads back.
/// </summary>
public sealed class AnswerModel(
    AnswerService answers, ClinicService clinic, CertificateRepository certificates, OfferRepository offers, SnippetRepository snippets, ClinicAnswers earlier,
    CertificatePages pages, AnswerForms forms, CurrentUser user, Texts texts) : CertificatePageModel
{
    private const int MostFound = 12;

    public CertificatePage View { get; private set; } = null!;

    /// <summary>Whether the answer is shown as the receiver will see it.</summary>
    public bool IsPreview { get; private set; }

    /// <summary>Everything that the form held, to be sent from the preview.</summary>
    public IEnumerable<KeyValuePair<string, string>> Posted =>
        Request.Form.Where(box => box.Key != "__RequestVerificationToken")
            .SelectMany(box => box.Value.Select(value => KeyValuePair.Create(box.Key, value ?? "")));

    /// <summary>The form for a correction; what is still to be answered is answered on the certificate's page.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (AnswerService.WritingOf(Certificate) != CertificateAction.Correct || CertificateRules.WhyNot(Certificate, CertificateAction.Correct, user.Acting()) is not null)
        {
            return LocalRedirect(CertificateLinks.Details(Certificate.Id));
        }

        View = await PageAsync(await forms.OfDraftAsync(Certificate, ct), ct);
        return Page();
    }

    /// <summary>Signs what stands in the form. The draft is not asked.</summary>
    public async Task<IActionResult> OnPostSignAsync(CancellationToken ct)
    {
        var input = Read();
        return await ShowAsync(await answers.SignAsync(Certificate.Id, input, user.Acting(), ct), input, "signed", ct);
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken ct)
    {
        var input = Read();
        return await ShowAsync(await answers.SaveDraftAsync(Certificate.Id, input, user.Acting(), ct), input, "answer-saved", ct);
    }

    /// <summary>The staff is done: saves, and tells the doctor.</summary>
    public async Task<IActionResult> OnPostReadyAsync(CancellationToken ct)
    {
        var input = Read();
        var saved = await answers.SaveDraftAsync(Certificate.Id, input, user.Acting(), ct);
        return await ShowAsync(
            saved.IsDone ? await clinic.MarkReadyAsync(Certificate.Id, isReady: true, user.Acting(), ct) : saved, input, "ready", ct);
    }

    /// <summary>Saves while the doctor writes; answers in words that the page shows beside the buttons.</summary>
    public async Task<IActionResult> OnPostDraftAsync([FromServices] When when, CancellationToken ct)
    {
        var input = Read();
        var outcome = await answers.SaveDraftAsync(Certificate.Id, input, user.Acting(), ct);
        var parts = CertificateForms.Parts(Certificate.Type.Definition, Certificate.Request, await answers.ContentAsync(input, ct));
        return outcome.Kind switch
        {
            OutcomeKind.Done => new JsonResult(new
            {
                version = outcome.Version,
                message = texts["Certificates.SavedAt", when.Clock(user.Now)],
                progress = texts["Certificates.Progress", parts.Count(part => part.IsFilled), parts.Count],
                parts = parts.Select(part => new { id = FieldNames.Id(part.Field), name = AnswerWords.Name(texts, part), filled = part.IsFilled }),
            }),
            OutcomeKind.Invalid => Words(StatusCodes.Status400BadRequest, texts[outcome.Errors[0]]),
            OutcomeKind.Refused => Words(StatusCodes.Status409Conflict, texts[outcome.Reason!]),
            OutcomeKind.ChangedByOther => Words(StatusCodes.Status409Conflict, texts["Certificates.DraftConflictShort"]),
            OutcomeKind.NotFound => NotFound(),
        };
    }

    /// <summary>The answer as the municipality will see it, with the button that sends it.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken ct)
    {
        var input = Read();
        var saved = await answers.SaveDraftAsync(Certificate.Id, input, user.Acting(), ct);
        if (!saved.IsDone)
        {
            return await ShowAsync(saved, input, "answer-saved", ct);
        }

        await DrawAsync(input with { DraftVersion = saved.Version }, ct);
        IsPreview = true;
        return Page();
    }

    /// <summary>Puts a text into a section: a snippet, or what the clinic wrote before.</summary>
    public async Task<IActionResult> OnPostInsertAsync(string? insert, CancellationToken ct)
    {
        var input = Read();
        if (insert?.Split(' ') is [var sectionId, var source] && Guid.TryParse(source, out var id)
            && Certificate.Type.Definition.AnswerSections.FirstOrDefault(section => section.Id == sectionId) is { } section
            && await FindTextAsync(section, id, ct) is { } text)
        {
            var sections = new Dictionary<string, string>(input.Sections);
            var sofar = sections.GetValueOrDefault(sectionId, "");
            var between = section.Type == SectionType.Considerations ? " " : "\n";
            sections[sectionId] = sofar.Length == 0 ? text : sofar + between + text;
            input = input with { Sections = sections, LastField = sectionId };
        }

        return await ShowAsync(await answers.SaveDraftAsync(Certificate.Id, input, user.Acting(), ct), input, "answer-saved", ct, $"#{FieldNames.Id(input.LastField ?? "")}");
    }

    /// <summary>The form again, with what the catalogue has for the words that were typed.</summary>
    public async Task<IActionResult> OnPostFindOffersAsync(string? offerSearch, CancellationToken ct)
    {
        await DrawAsync(Read(), ct);
        View = View with { Form = View.Form! with { Search = await SearchAsync(offerSearch, ct) } };
        return Page();
    }

    /// <summary>Only the list of offers found, for the page's own script.</summary>
    public async Task<IActionResult> OnGetOffersAsync(string? q, CancellationToken ct) =>
        Partial("_OfferResults", await SearchAsync(q, ct));

    /// <summary>Only the offers that can meet some considerations, for the page's own script.</summary>
    public async Task<IActionResult> OnGetMatchesAsync(Consideration[] c, Guid[] offer, CancellationToken ct) =>
        Partial("_OfferMatches", await forms.MatchesAsync([.. c.Where(Enum.IsDefined).Distinct()], offer, ct));

    public Task<IActionResult> OnPostAddOfferAsync(Guid addOffer, CancellationToken ct)
    {
        var input = Read();
        return ChangeOffersAsync(input with { OfferVersionIds = [.. input.OfferVersionIds.Append(addOffer).Distinct()] }, ct);
    }

    public Task<IActionResult> OnPostRemoveOfferAsync(Guid removeOffer, CancellationToken ct)
    {
        var input = Read();
        return ChangeOffersAsync(input with { OfferVersionIds = [.. input.OfferVersionIds.Where(id => id != removeOffer)] }, ct);
    }

    private static JsonResult Words(int status, string message) => new(new { message }) { StatusCode = status };

    private AnswerInput Read() => AnswerForm.Read(Request.Form, Certificate.Type.Definition, Certificate.Request);

    private async Task<string?> FindTextAsync(CertificateSection section, Guid id, CancellationToken ct) =>
        (await snippets.ListAsync(user.Acting(), ct)).FirstOrDefault(snippet => snippet.Id == id) is { } snippet && section.Type == SectionType.Text
            ? snippet.Wording
            : (await earlier.ListEarlierAsync(Certificate, user.Acting(), ct)).FirstOrDefault(answer => answer.Id == id)?.TextFor(section);

    private async Task<IActionResult> ChangeOffersAsync(AnswerInput input, CancellationToken ct) =>
        await ShowAsync(await answers.SaveDraftAsync(Certificate.Id, input, user.Acting(), ct), input, "answer-saved", ct, "#offers");

    private async Task<OfferSearch> SearchAsync(string? text, CancellationToken ct) =>
        new(text ?? "", [.. (await offers.ListPublishedAsync(text, user.Viewer.HomeMunicipalityId, ct)).Take(MostFound)]);

    private async Task<IActionResult> ShowAsync(Outcome outcome, AnswerInput input, string deed, CancellationToken ct, string fragment = "")
    {
        switch (outcome.Kind)
        {
            case OutcomeKind.Done:
                return LocalRedirect(await PlaceOfAsync(deed, ct) + fragment);
            case OutcomeKind.Invalid:
                await DrawAsync(input, ct);
                View = View with { Form = View.Form! with { Errors = outcome.Errors } };
                ViewData["HasErrors"] = true;
                return this.PageWithStatus(StatusCodes.Status400BadRequest);
            case OutcomeKind.Refused:
                await DrawRefusedAsync(outcome.Reason!, input, ct);
                return this.PageWithStatus(StatusCodes.Status409Conflict);
            case OutcomeKind.ChangedByOther:
                await DrawConflictAsync(input, ct);
                return this.PageWithStatus(StatusCodes.Status409Conflict);
            default:
                return NotFound();
        }
    }

    /// <summary>Where the form goes on: a correction that is only saved stays on this page. An answer that came too late has another receipt.</summary>
    private async Task<string> PlaceOfAsync(string deed, CancellationToken ct)
    {
        var now = await certificates.FindAsync(Certificate.Id, user.Acting(), ct);
        return deed switch
        {
            "answer-saved" when now is not null && AnswerService.WritingOf(now) == CertificateAction.Correct => CertificateLinks.Answer(Certificate.Id),
            "signed" when now?.Status == CertificateStatus.Withdrawn => CertificateLinks.Done(Certificate.Id, "signed-late"),
            _ => CertificateLinks.Done(Certificate.Id, deed),
        };
    }

    private async Task<CertificatePage> PageAsync(AnswerForm form, CancellationToken ct) => await pages.DrawAsync(Certificate, ct) with { Form = form };

    private async Task DrawAsync(AnswerInput input, CancellationToken ct) =>
        View = await PageAsync(await forms.PostedAsync(Certificate, input, await answers.ContentAsync(input, ct), ct), ct);

    // The page says what stands now, and whose; the form keeps what was typed. A request that has changed is shown as it is, to be read before sending.
    private async Task DrawRefusedAsync(Refusal reason, AnswerInput input, CancellationToken ct)
    {
        Certificate = await certificates.FindAsync(Certificate.Id, user.Acting(), ct) ?? Certificate;
        await DrawAsync(input with { DraftVersion = Certificate.Draft?.FormId == input.FormId ? Certificate.Draft.Version : input.DraftVersion }, ct);
        View = View with
        {
            Form = View.Form! with { Theirs = reason.Key == "Refusals.AnsweredByOther" ? Certificate.Answer?.AsTheirs() : null },
            Banner = new Banner(texts[reason], IsWarning: true),
        };
    }

    // The form now stands on what the colleague saved: saving again is a choice made with both texts in view.
    private async Task DrawConflictAsync(AnswerInput input, CancellationToken ct)
    {
        Certificate = (await certificates.FindAsync(Certificate.Id, user.Acting(), ct))!;
        var theirs = Certificate.Draft;
        await DrawAsync(input with { DraftVersion = theirs?.Version ?? 0, CommandId = Guid.CreateVersion7() }, ct);
        View = View with
        {
            Form = View.Form! with { Theirs = theirs, SavedAt = null },
            Banner = CertificateRules.WhyNot(Certificate, AnswerService.WritingOf(Certificate), user.Acting()) is { } reason ? new Banner(texts[reason], IsWarning: true) : null,
        };
    }
}
