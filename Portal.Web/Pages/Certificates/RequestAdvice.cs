using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Certificates.Quality;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>Gathers what the advice on a request needs to know, and asks for it.</summary>
public sealed class RequestAdvice(CertificateKnowledge knowledge, CurrentUser user)
{
    private const int MostAnswered = 20;

    public async Task<IReadOnlyList<QualityHint>> OnAsync(
        CertificateTypeVersion type, Guid citizenId, RequestContent content, BasisForm basis, CancellationToken ct)
    {
        var sentNow = new CertificateFacts { CreatedAt = user.Now, SentAt = user.Now };
        return RequestQuality.Check(type.Definition, content, new QualityFacts
        {
            Answered = await knowledge.ListAnsweredAsync(citizenId, user.Acting(), MostAnswered, ct),
            ConsentEndsOn = CertificateForms.RestsOnConsent(type.Definition, content) ? basis.EndsOn : null,
            DueOn = CertificateRules.Resolve(sentNow, type.Definition.Deadline).AnswerDueAt is { } due ? DanishTime.DayOf(due) : null,
        });
    }
}
