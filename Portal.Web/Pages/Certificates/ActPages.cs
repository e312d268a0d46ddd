using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Certificates;

namespace Portal.Web.Pages.Certificates;

/// <summary>An act that needs one text and nothing else. Its words are <c>Acts.&lt;Name&gt;.Title</c>, <c>.Lead</c>, <c>.Label</c> and <c>.Button</c>.</summary>
/// <param name="Slug">Its place in the address.</param>
/// <param name="Name">Its place among the texts.</param>
/// <param name="Field">Name of the box, as the service names it in its errors.</param>
/// <param name="IsOptional">Whether the text may be left empty.</param>
public sealed record ActPage(
    string Slug, string Name, CertificateAction Action, string Field, Func<ActServices, Guid, int, string, ActionContext, CancellationToken, Task<Outcome>> DoAsync, bool IsOptional = false);

/// <summary>The services that the acts call.</summary>
public sealed record ActServices(ClinicService Clinic, AfterAnswerService AfterAnswer, RequestRounds Rounds);

/// <summary>Every act of one text.</summary>
public static class ActPages
{
    public static IReadOnlyList<ActPage> All { get; } =
    [
        new("ask-back", "AskBack", CertificateAction.AskBack, "question", (acts, id, version, text, by, ct) => acts.Clinic.AskBackAsync(id, version, text, by, ct)),
        new("no-show", "NoShow", CertificateAction.NoteNoShow, "note", (acts, id, version, text, by, ct) => acts.Clinic.NoteNoShowAsync(id, version, text, by, ct), IsOptional: true),
        new("cannot-complement", "CannotComplement", CertificateAction.CannotComplement, "note",
            (acts, id, version, text, by, ct) => acts.AfterAnswer.RefuseComplementAsync(id, version, text, by, ct)),
        new("dispute", "Dispute", CertificateAction.Dispute, "note", (acts, id, version, text, by, ct) => acts.AfterAnswer.DisputeAsync(id, version, text, by, ct)),
        new("revoke", "Revoke", CertificateAction.Revoke, "note", (acts, id, version, text, by, ct) => acts.AfterAnswer.RevokeAsync(id, version, text, by, ct)),
        new("return", "Return", CertificateAction.Return, "note", (acts, id, version, text, by, ct) => acts.AfterAnswer.ReturnAsync(id, version, text, by, ct)),
        new("reopen", "Reopen", CertificateAction.Reopen, "note", (acts, id, version, text, by, ct) => acts.Rounds.ReopenAsync(id, version, text, by, ct)),
    ];
}
