using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>Asks the doctor for more about one section of the answer.</summary>
public sealed class ComplementModel(AfterAnswerService afterAnswer, CertificateRepository repository, CurrentUser user, Texts texts)
    : CertificateActModel(repository, user, texts)
{
    public string SectionId { get; private set; } = "";

    public string Question { get; private set; } = "";

    /// <summary>The sections of the answer, each with what the doctor wrote in it; a tick that is not set is nothing to say more about.</summary>
    public IEnumerable<(CertificateSection Block, string Text)> Parts(Texts words) => Certificate.Type.Definition.AnswerSections
        .Select(block => (Block: block, Text: TextOf(words, block)))
        .Where(part => part.Block.Type != SectionType.Boolean || part.Text.Length > 0);

    public IActionResult OnGet()
    {
        if (CertificateRules.WhyNot(Certificate, CertificateAction.AskComplement, By) is not null)
        {
            return LocalRedirect(CertificateLinks.Details(Certificate.Id));
        }

        Version = Certificate.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int version, string? section, string? question, CancellationToken ct)
    {
        (Version, SectionId, Question) = (version, section ?? "", TextRules.Clean(question));
        var outcome = await afterAnswer.AskComplementAsync(Certificate.Id, version, SectionId, Question, By, ct);
        return outcome.IsDone ? LocalRedirect(CertificateLinks.Done(Certificate.Id, "complement-asked")) : await AgainAsync(outcome, ct);
    }

    private string TextOf(Texts words, CertificateSection block) => Certificate.Answer is not { Content: var content } ? ""
        : block.Type == SectionType.Answers
            ? string.Join('\n', content.Replies.Where(reply => reply.Text.Length > 0).Select(reply => $"{reply.Number}. {reply.Text}"))
            : AnswerWords.Of(words, block, content, Certificate.Request);
}
