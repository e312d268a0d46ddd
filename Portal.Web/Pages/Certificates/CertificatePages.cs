using Portal.Data;
using Portal.Data.Attachments;
using Portal.Data.Certificates;
using Portal.Data.Certificates.Reminders;
using Portal.Data.Certificates.Steps;
using Portal.Data.Directory;
using Portal.Data.Substitutions;
using Portal.Data.Threads;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>Reads what a certificate's page draws besides the certificate: only what there is, so that the plain page stays quick.</summary>
public sealed class CertificatePages(
    ReminderRepository reminders, SparringRepository sparrings, StepRepository steps, CertificateVersions versions, RequestRounds rounds,
    FeedbackService feedback, LateAnswerService late, IncidentRepository incidents, CertificateTypes types, DirectoryRepository directory,
    AttachmentRepository attachments, SubstitutionRepository substitutions, ThreadListRepository threads, CurrentUser user)
{
    private const int MostThreads = 5;

    public async Task<CertificatePage> DrawAsync(Certificate certificate, CancellationToken ct)
    {
        var by = user.Acting();
        var done = certificate.HasSteps ? await steps.ListAsync(certificate.Id, ct) : [];
        var isCasework = by.Role.IsCasework();
        return new CertificatePage
        {
            Certificate = certificate,
            Reminders = certificate.HasReminders ? await reminders.ListForRequestAsync(certificate.Id, by, ct) : [],
            Sparrings = certificate.HasSparrings ? await sparrings.ListForRequestAsync(certificate.Id, ct) : [],
            Steps = done,
            Files = certificate.Answer is { } answer ? await attachments.ListForAnswerAsync(answer.Id, by, ct) : [],
            Doctors = CertificateRules.WhyNot(certificate, CertificateAction.Assign, by) is null ? await directory.ListDoctorsAsync(certificate.ClinicId, ct) : [],
            Substitution = certificate.NextActor == NextActor.Clinic && certificate.Doctor is { } named
                ? await substitutions.FindForDoctorAsync(named.PersonId, DanishTime.DayOf(by.At), ct)
                : null,
            Answers = certificate.HasVersions ? await versions.ListAnswerVersionsAsync(certificate.Id, ct) : [],
            Requests = certificate.Facts.RequestVersion > 1 ? await rounds.ListVersionsAsync(certificate.Id, ct) : [],
            Feedback = certificate.FeedbackAt is not null ? await feedback.ListFeedbackAsync(certificate.Id, ct) : [],
            Incidents = isCasework && done.Any(step => step.Kind is StepKind.RequestRetracted or StepKind.AnswerRetracted)
                ? await incidents.ListForRequestAsync(certificate.Id, ct)
                : [],
            LateAnswer = CertificateRules.WhyNot(certificate, CertificateAction.UseLate, by) is null ? await late.ReadLateAsync(certificate, by, ct) : null,
            SuggestedType = isCasework ? await SuggestedTypeAsync(certificate, DanishTime.DayOf(by.At), ct) : null,
            Threads = certificate.Facts.SentAt is not null ? await threads.ListForRequestAsync(certificate.Id, by, MostThreads, ct) : [],
            Reassess = isCasework && certificate.ReassessTaskAt is not null ? await ReachAsync(certificate, ct) : null,
        };
    }

    private async Task<string?> SuggestedTypeAsync(Certificate certificate, DateOnly today, CancellationToken ct) =>
        certificate.Status == CertificateStatus.Declined && certificate.Facts.SuggestedTypeId is { } typeId
            ? (await types.ListOrderableAsync(certificate.MunicipalityId, today, ct)).FirstOrDefault(type => type.TypeId == typeId)?.Definition is { } type
                ? type.Code ?? type.Name
                : null
            : null;

    private async Task<ClinicReach> ReachAsync(Certificate certificate, CancellationToken ct)
    {
        var clinic = await directory.FindReceiverAsync(certificate.ClinicId, ct);
        var doctor = certificate.Doctor is { } named ? await directory.FindPersonAsync(named.PersonId, ct) : null;
        return new ClinicReach(clinic?.Phone ?? "", doctor is { IsActive: true } ? doctor.Name : null, doctor is { IsActive: true } ? doctor.ReachableHours : "");
    }
}

/// <summary>How the clinic is reached by telephone.</summary>
/// <param name="Phone">Empty when the clinic takes nothing any more.</param>
/// <param name="DoctorName">Null when the certificate is the whole clinic's.</param>
/// <param name="Hours">When the doctor is reached; empty when that is not known.</param>
public sealed record ClinicReach(string Phone, string? DoctorName, string Hours);
