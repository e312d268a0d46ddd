using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Certificates;

/// <summary>Asks the medical consultant before a request is sent. The consultant sees exactly this case, until the advice is given.</summary>
public sealed class SparringService(DbSession db, CertificateRepository certificates, SparringRepository sparrings, AuditLog audit)
{
    public const int LongestQuestion = 2000;

    /// <param name="version">The version of the draft that the page was drawn from.</param>
    /// <returns>Refused when the consultant works at the clinic that would answer, or is none of the municipality's.</returns>
    public async Task<Outcome> AskAsync(Guid id, int version, Guid? consultantId, string question, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await certificates.FindAsync(id, by, ct) is not { } certificate)
        {
            return Outcome.NotFound;
        }

        if (CertificateRules.WhyNot(certificate, CertificateAction.AskSparring, by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        if (CheckQuestion(consultantId, question) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        var consultants = await sparrings.ListConsultantsAsync(certificate.MunicipalityId, certificate.ClinicId, ct);
        if (WhyNotConsultant(consultants.FirstOrDefault(choice => choice.Id == consultantId)) is { } noConsultant)
        {
            return Outcome.Refused(noConsultant);
        }

        var sparringId = Guid.CreateVersion7(new DateTimeOffset(by.At));
        if (!await sparrings.TryInsertAsync(sparringId, certificate, consultantId!.Value, question, by.PersonId, by.At, ct)
            || !await certificates.SetFactsAsync(certificate, version, certificate.Facts with { SparringSince = by.At }, by, ct))
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, "certificate.ask-sparring", "Certificate", id, certificate.Citizen.Id, consultantId.Value.ToString(), ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, version + 1);
    }

    /// <summary>The consultant's advice; with it the consultant's access to the case ends.</summary>
    public Task<Outcome> AdviseAsync(Guid id, int version, string advice, ActionContext by, CancellationToken ct)
    {
        var error = string.IsNullOrWhiteSpace(advice) ? new FieldError("advice", "Errors.AdviceEmpty") : TextRules.CheckText("advice", advice);
        return error is null
            ? EndAsync(id, version, CertificateAction.Advise, advice, by, ct)
            : Task.FromResult(Outcome.Invalid([error]));
    }

    /// <summary>The caseworker goes on without waiting for the advice.</summary>
    public Task<Outcome> TakeBackAsync(Guid id, int version, ActionContext by, CancellationToken ct) =>
        EndAsync(id, version, CertificateAction.TakeBack, null, by, ct);

    private async Task<Outcome> EndAsync(Guid id, int version, CertificateAction action, string? advice, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await certificates.FindAsync(id, by, ct) is not { } certificate)
        {
            return Outcome.NotFound;
        }

        if (CertificateRules.WhyNot(certificate, action, by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        if (!await sparrings.SetEndedAsync(certificate.Sparring!.Id, advice, by.At, ct)
            || !await certificates.SetFactsAsync(certificate, version, certificate.Facts with { SparringSince = null }, by, ct))
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(
            by, action == CertificateAction.Advise ? "certificate.advise" : "certificate.take-back", "Certificate", id, certificate.Citizen.Id, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, version + 1);
    }

    private static List<FieldError> CheckQuestion(Guid? consultantId, string question)
    {
        var errors = new List<FieldError>();
        if (consultantId is null)
        {
            errors.Add(new FieldError("consultantId", "Errors.ChooseConsultant"));
        }

        if (string.IsNullOrWhiteSpace(question))
        {
            errors.Add(new FieldError("sparringQuestion", "Errors.SparringQuestion"));
        }
        else if (TextRules.CheckText("sparringQuestion", question, LongestQuestion) is { } error)
        {
            errors.Add(error);
        }

        return errors;
    }

    /// <summary>Nobody advises on a question that their own clinic is to answer.</summary>
    private static Refusal? WhyNotConsultant(ConsultantChoice? consultant) =>
        consultant is null ? new Refusal("Refusals.NoSuchConsultant")
        : consultant.IsOfClinic ? new Refusal("Refusals.ConsultantOfClinic")
        : null;
}
