using Portal.Data.Certificates;
using Portal.Data.Certificates.Snippets;
using Portal.Data.Offers;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>Makes answer forms, with what stands beside them: texts to put in, earlier answers, offers that fit, other answers that are begun.</summary>
public sealed class AnswerForms(SnippetRepository snippets, ClinicAnswers answers, OfferRepository offers, CurrentUser user)
{
    private const int MostMatches = 4;

    /// <summary>The form as it was left: from the draft, else from what was signed before, else empty.</summary>
    public Task<AnswerForm> OfDraftAsync(Certificate certificate, CancellationToken ct) => WithAsync(
        new AnswerForm
        {
            Certificate = certificate,
            Content = certificate.Draft?.Content ?? AnswerService.StartOf(certificate),
            CommandId = Guid.CreateVersion7(),
            FormId = Guid.CreateVersion7(),
            DraftVersion = certificate.Draft?.Version ?? 0,
            SavedAt = certificate.Draft?.SavedAt,
            MaySign = AnswerService.MaySign(certificate, user.Acting()),
        },
        ct);

    /// <summary>The form as it was posted.</summary>
    public Task<AnswerForm> PostedAsync(Certificate certificate, AnswerInput input, AnswerContent content, CancellationToken ct) => WithAsync(
        new AnswerForm
        {
            Certificate = certificate,
            Content = content,
            CommandId = input.CommandId,
            FormId = input.FormId,
            DraftVersion = input.DraftVersion,
            SavedAt = certificate.Draft?.SavedAt,
            MaySign = AnswerService.MaySign(certificate, user.Acting()),
        },
        ct);

    /// <summary>The offers that can meet all of the considerations, those of the doctor's municipality first.</summary>
    /// <returns>Null when there are no considerations.</returns>
    public async Task<OfferMatches?> MatchesAsync(IReadOnlyList<Consideration> considerations, IReadOnlyList<Guid> chosen, CancellationToken ct)
    {
        if (considerations.Count == 0)
        {
            return null;
        }

        var published = await offers.ListPublishedAsync(null, user.Viewer.HomeMunicipalityId, ct);
        var found = new OfferCatalogue(published, new OfferFilter { Considerations = considerations }).Matches;
        return new OfferMatches(considerations, [.. found.Take(MostMatches)], found.Count, chosen);
    }

    private async Task<AnswerForm> WithAsync(AnswerForm form, CancellationToken ct)
    {
        var by = user.Acting();
        return form with
        {
            MayMarkReady = !form.MaySign && CertificateRules.WhyNot(form.Certificate, CertificateAction.Answer, by) is null
                && form.Certificate.Status is not (CertificateStatus.Paused or CertificateStatus.Clarifying or CertificateStatus.NoShow),
            Snippets = await snippets.ListAsync(by, ct),
            Earlier = await answers.ListEarlierAsync(form.Certificate, by, ct),
            Begun = await answers.ListBegunAsync(form.Certificate.Id, by, ct),
            Matches = await MatchesAsync(
                AnswerForm.Considerations(form.Certificate.Type.Definition, form.Content), [.. form.Content.Offers.Select(offer => offer.OfferVersionId)], ct),
        };
    }
}
