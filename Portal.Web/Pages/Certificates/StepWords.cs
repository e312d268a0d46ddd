using Portal.Data.Certificates;
using Portal.Data.Certificates.Steps;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>The course of a certificate in words.</summary>
public static class StepWords
{
    /// <summary>What was done, oldest first: the dated facts, the steps beyond them, and what was done to get an answer.</summary>
    public static IReadOnlyList<HistoryLine> Of(Texts texts, When when, CertificatePage page)
    {
        var certificate = page.Certificate;
        var facts = certificate.Facts;
        // The caseworker of today is then not the one who asked.
        var wasMoved = certificate.HandedOverAt is not null;
        // It may lie at another clinic by now.
        var sentTo = page.Steps.FirstOrDefault(step => step.Kind is StepKind.Redirected or StepKind.SentElsewhere)?.FromClinicName ?? certificate.ClinicName;
        var first = page.Answers.FirstOrDefault(answer => answer.SignedAt == facts.AnsweredAt) ?? certificate.Answer;
        var dated = new List<(DateTime? At, string Text)>
        {
            (facts.SentAt is null ? facts.CreatedAt : null, wasMoved ? texts["Certificates.History.Begun"] : texts["Certificates.History.Created", certificate.Caseworker.Name]),
            (facts.SentAt, wasMoved ? texts["Certificates.History.SentTo", sentTo] : texts["Certificates.History.Sent", certificate.Caseworker.Name, sentTo]),
            (certificate.HandedOverAt, texts["Certificates.History.HandedOver", certificate.Caseworker.Name]),
            (facts.OpenedAt, texts["Certificates.History.Opened", certificate.ClinicName]),
            (first is null ? null : facts.AnsweredAt, texts["Certificates.History.Answered", first?.SignedByName ?? ""]),
            (facts.ReadAt, texts["Certificates.History.Read"]),
            (facts.ApprovedAt, texts["Certificates.History.Approved"]),
            (facts.ClosedAt, texts["Certificates.History.Closed"]),
            (facts.PausedAt, texts["Certificates.History.Paused"]),
            (facts.WithdrawnAt, texts["Certificates.History.Withdrawn"]),
            (facts.DiscardedAt, texts["Certificates.History.Discarded"]),
        };
        dated.AddRange(page.Reminders.Select(reminder => ((DateTime?)reminder.At, CertificateWords.Of(texts, when, reminder))));
        return [.. dated.Where(line => line.At is not null).Select(line => new HistoryLine(line.At!.Value, line.Text))
            .Concat(page.Steps.Select(step => new HistoryLine(step.At, Of(texts, when, certificate, step), step.Note, step.RetractedAt is not null)))
            .OrderBy(line => line.At)];
    }

    /// <summary>The section of the answer that a step is about; empty when it is about none.</summary>
    public static string Section(Certificate certificate, CertificateStep step) =>
        certificate.Type.Definition.AnswerSections.FirstOrDefault(section => section.Id == step.SectionId)?.Label ?? "";

    private static string Of(Texts texts, When when, Certificate certificate, CertificateStep step) => texts[
        $"Certificates.Step.{step.Kind}",
        step.ByName,
        step.OnDay is { } day ? when.ShortDay(day) : "",
        step.FromClinicName ?? "",
        step.ToDoctorName is null ? step.ToClinicName ?? texts["Certificates.WholeClinic"] : step.ToClinicName is null ? step.ToDoctorName : $"{step.ToClinicName} ({step.ToDoctorName})",
        CodeOf(texts, step),
        Section(certificate, step)];

    private static string CodeOf(Texts texts, CertificateStep step) => step.Kind switch
    {
        StepKind.Declined => Word<DeclineCode>(texts, step.Code),
        StepKind.Replaced => Word<AnswerKind>(texts, step.Code),
        StepKind.RequestRetracted or StepKind.AnswerRetracted => Word<WrongSending>(texts, step.Code),
        StepKind.Accepted or StepKind.Booked or StepKind.Rebooked or StepKind.Unbooked or StepKind.NoShow or StepKind.NewTimeAsked or StepKind.AskedBack
            or StepKind.Clarified or StepKind.AskedAnew or StepKind.Redirected or StepKind.Assigned or StepKind.DeliveryFailed or StepKind.SentElsewhere
            or StepKind.ComplementAsked or StepKind.ComplementDropped or StepKind.ComplementRefused or StepKind.Returned or StepKind.Disputed
            or StepKind.ReturnLifted or StepKind.Revoked or StepKind.LateAnswer or StepKind.LateUsed or StepKind.LateRejected or StepKind.Reassessed
            or StepKind.Reopened => "",
    };

    private static string Word<T>(Texts texts, string? code)
        where T : struct, Enum => Enum.TryParse<T>(code, out var value) ? texts.Of(value) : "";
}

/// <summary>One line of the course.</summary>
/// <param name="At">UTC.</param>
/// <param name="Note">What was written; null when nothing was, or it is gone.</param>
/// <param name="IsRetracted">What was written was retracted.</param>
public sealed record HistoryLine(DateTime At, string Text, string? Note = null, bool IsRetracted = false);
