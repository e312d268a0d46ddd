using Portal.Data.Audit;
using Portal.Data.Certificates.Steps;
using Portal.Data.Directory;

namespace Portal.Data.Certificates;

/// <summary>What a clinic does with a request besides answering: accepts, books, asks back, says no, sends on.</summary>
public sealed class ClinicService(
    CertificateActs acts, CertificateTypes types, DirectoryRepository directory, RequestReceivers receivers)
{
    /// <summary>Longest question back, and longest word to the next receiver, in characters.</summary>
    public const int LongestNote = 1000;

    /// <summary>The clinic says that it will answer.</summary>
    public Task<Outcome> AcceptAsync(Guid id, int version, ActionContext by, CancellationToken ct) => acts.DoAsync(
        id,
        version,
        new Act
        {
            Action = CertificateAction.Accept,
            AuditName = "certificate.accept",
            Change = facts => facts with { AcceptedAt = by.At },
            Step = _ => new NewStep(StepKind.Accepted),
        },
        by,
        ct);

    /// <summary>Sets, moves or clears the day of the consultation; the deadline follows. Booking says that the clinic will answer, too.</summary>
    public Task<Outcome> BookAsync(Guid id, int version, DateOnly? consultationOn, ActionContext by, CancellationToken ct)
    {
        return acts.DoAsync(
            id,
            version,
            new Act
            {
                Action = CertificateAction.Book,
                AuditName = "certificate.book",
                Guard = certificate => Task.FromResult(Check(certificate)),
                Change = facts => facts with
                {
                    AcceptedAt = facts.AcceptedAt ?? by.At,
                    ConsultationOn = consultationOn,
                    Rebookings = facts.Rebookings + (facts.ConsultationOn is not null && consultationOn is not null ? 1 : 0),
                },
                Step = certificate => new NewStep(
                    consultationOn is null ? StepKind.Unbooked : certificate.Facts.ConsultationOn is null ? StepKind.Booked : StepKind.Rebooked) { OnDay = consultationOn },
            },
            by,
            ct);

        Outcome? Check(Certificate certificate) =>
            certificate.Facts.ConsultationOn == consultationOn ? Outcome.Done(id, certificate.Version)
            : consultationOn is { } day && !IsPlausible(day, certificate) ? Outcome.Invalid([new FieldError("consultationOn", "Errors.ConsultationDay")])
            : null;
    }

    /// <summary>The citizen did not come. The caseworker decides what then.</summary>
    public Task<Outcome> NoteNoShowAsync(Guid id, int version, string note, ActionContext by, CancellationToken ct) =>
        TextRules.CheckText("note", note, LongestNote) is { } error
            ? Task.FromResult(Outcome.Invalid([error]))
            : acts.DoAsync(
                id,
                version,
                new Act
                {
                    Action = CertificateAction.NoteNoShow,
                    AuditName = "certificate.no-show",
                    Change = facts => facts with { NoShowAt = by.At },
                    Step = certificate => new NewStep(StepKind.NoShow) { OnDay = certificate.Facts.ConsultationOn, Note = Empty(note) },
                },
                by,
                ct);

    /// <summary>Asks the caseworker what is meant. What has been written of the answer stays.</summary>
    public Task<Outcome> AskBackAsync(Guid id, int version, string question, ActionContext by, CancellationToken ct) =>
        CheckWords("question", question, "Errors.AskBack") is { } error
            ? Task.FromResult(Outcome.Invalid([error]))
            : acts.DoAsync(
                id,
                version,
                new Act
                {
                    Action = CertificateAction.AskBack,
                    AuditName = "certificate.ask-back",
                    Change = facts => facts with { ClarifySince = by.At },
                    Step = _ => new NewStep(StepKind.AskedBack) { Note = question },
                },
                by,
                ct);

    /// <summary>Says no, with a code that the type allows.</summary>
    public async Task<Outcome> DeclineAsync(Guid id, int version, DeclineInput input, ActionContext by, CancellationToken ct)
    {
        var clinicId = input.Code is DeclineCode.NotMyPatient or DeclineCode.PatientMoved ? input.SuggestedClinicId : null;
        return await acts.DoAsync(
            id,
            version,
            new Act
            {
                Action = CertificateAction.Decline,
                AuditName = "certificate.decline",
                Detail = input.Code?.ToString(),
                Guard = CheckAsync,
                Change = facts => facts with
                {
                    DeclinedAt = by.At,
                    DeclineCode = input.Code,
                    SuggestedTypeId = input.Code == DeclineCode.WrongForm ? input.SuggestedTypeId : null,
                    SuggestedClinicId = clinicId,
                    ReadyToSignAt = null,
                },
                Step = _ => new NewStep(StepKind.Declined) { Code = input.Code.ToString(), Note = Empty(input.Note), ToClinicId = clinicId },
            },
            by,
            ct);

        async Task<Outcome?> CheckAsync(Certificate certificate)
        {
            var orderable = await types.ListOrderableAsync(certificate.MunicipalityId, DanishTime.DayOf(by.At), ct);
            if (DeclineRules.Check(certificate.Type.Definition, input, typeId => orderable.Any(type => type.TypeId == typeId)) is { Count: > 0 } errors)
            {
                return Outcome.Invalid(errors);
            }

            return clinicId is { } suggested && await directory.FindReceiverAsync(suggested, ct) is null
                ? Outcome.Invalid([new FieldError("clinic", "Errors.RedirectClinic")])
                : null;
        }
    }

    /// <summary>Sends it on to another clinic: from then on only that one sees it. The consent must name the new clinic.</summary>
    public Task<Outcome> RedirectAsync(Guid id, int version, RedirectInput input, ActionContext by, CancellationToken ct) =>
        TextRules.CheckText("note", input.Note, LongestNote) is { } error
            ? Task.FromResult(Outcome.Invalid([error]))
            : acts.DoAsync(
                id,
                version,
                new Act
                {
                    Action = CertificateAction.Redirect,
                    AuditName = "certificate.redirect",
                    Detail = input.ClinicId.ToString(),
                    Guard = certificate => receivers.CheckAsync(certificate, input, by, ct),
                    Change = facts => RequestReceivers.AtNewReceiver(facts) with { Hops = facts.Hops + 1 },
                    Also = certificate => receivers.MoveAsync(certificate, input, ct),
                    Step = certificate => new NewStep(StepKind.Redirected)
                    {
                        FromClinicId = certificate.ClinicId,
                        ToClinicId = input.ClinicId,
                        ToDoctorId = input.DoctorId,
                        Note = Empty(input.Note),
                    },
                },
                by,
                ct);

    /// <summary>Gives it to another doctor of the clinic, or to the whole clinic.</summary>
    /// <param name="doctorId">Null for the whole clinic.</param>
    public Task<Outcome> AssignAsync(Guid id, int version, Guid? doctorId, ActionContext by, CancellationToken ct) => acts.DoAsync(
        id,
        version,
        new Act
        {
            Action = CertificateAction.Assign,
            AuditName = "certificate.assign",
            Guard = async certificate => certificate.Doctor?.PersonId == doctorId ? Outcome.Done(id, certificate.Version)
                : doctorId is { } doctor && await directory.FindDoctorAsync(doctor, certificate.ClinicId, ct) is null
                    ? Outcome.Invalid([new FieldError("doctor", "Errors.DoctorOfClinic")])
                    : null,
            Change = facts => facts,
            Also = certificate => receivers.MoveAsync(certificate, new RedirectInput { ClinicId = certificate.ClinicId, DoctorId = doctorId }, ct),
            Step = _ => new NewStep(StepKind.Assigned) { ToDoctorId = doctorId },
        },
        by,
        ct);

    /// <summary>The staff says that the doctor can sign, or takes that back.</summary>
    public Task<Outcome> MarkReadyAsync(Guid id, bool isReady, ActionContext by, CancellationToken ct) => acts.DoAsync(
        id,
        null,
        new Act
        {
            Action = CertificateAction.MarkReady,
            AuditName = isReady ? "certificate.ready" : "certificate.not-ready",
            Guard = certificate => Task.FromResult(
                certificate.Draft is null && isReady ? Outcome.Refused(new Refusal("Refusals.NothingWritten"))
                : (certificate.Facts.ReadyToSignAt is not null) == isReady ? Outcome.Done(id, certificate.Version)
                : null),
            Change = facts => facts with { ReadyToSignAt = isReady ? by.At : null },
        },
        by,
        ct);

    internal static string? Empty(string note) => note.Length == 0 ? null : note;

    internal static FieldError? CheckWords(string field, string words, string missing) =>
        string.IsNullOrWhiteSpace(words) ? new FieldError(field, missing) : TextRules.CheckText(field, words, LongestNote);

    /// <summary>A consultation lies after the request and within a year; anything else is a slip of the keyboard.</summary>
    private static bool IsPlausible(DateOnly day, Certificate certificate)
    {
        var sentOn = DanishTime.DayOf(certificate.Facts.SentAt!.Value);
        return day >= sentOn.AddDays(-30) && day <= sentOn.AddYears(1);
    }
}
