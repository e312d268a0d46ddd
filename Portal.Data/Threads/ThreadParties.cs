using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Directory;

namespace Portal.Data.Threads;

/// <summary>People and clinics come and go. Who comes reads from where the inviter says; who goes keeps what they saw and gets nothing new.</summary>
public sealed class ThreadParties(ThreadActs acts, ThreadWrites writes, SparringRepository sparrings, DirectoryRepository directory)
{
    /// <summary>Invites a medical consultant of the municipality.</summary>
    /// <param name="afterSequence">What comes after this message the consultant may read; 0 for everything that the inviter may.</param>
    /// <returns>Invalid when none was chosen, or one who works at the clinic or takes part already.</returns>
    public Task<Outcome> InviteConsultantAsync(Guid id, int version, Guid? consultantId, long afterSequence, ActionContext by, CancellationToken ct) => acts.ActAsync(
        id, version, ThreadAction.InviteConsultant, ThreadEvent.ConsultantInvited, "thread.invite-consultant", by,
        async thread =>
        {
            var consultants = await sparrings.ListConsultantsAsync(thread.MunicipalityId, thread.ClinicId, ct);
            if (consultants.FirstOrDefault(one => one.Id == consultantId) is not { } consultant)
            {
                return (Outcome.Invalid([new FieldError("consultantId", "Errors.Choose")]), null);
            }

            if (consultant.IsOfClinic || thread.Members.Any(member => member.PersonId == consultant.Id && member.IsActive))
            {
                return (Outcome.Invalid([new FieldError("consultantId", consultant.IsOfClinic ? "Errors.ThreadConsultantOfClinic" : "Errors.ThreadConsultantThere")]), null);
            }

            await writes.AddMemberAsync(id, null, null, consultant.Id, SharedAfter(thread, afterSequence), by, ct);
            await writes.NameAsync(id, consultant.Id, ThreadSide.Consultant, ct);
            return (null, new ThreadChange(thread, new ThreadEventDetail { Name = consultant.Name, Title = consultant.Title }, consultant.Id.ToString()));
        },
        ct);

    /// <summary>Ends a consultant's part.</summary>
    public Task<Outcome> RemoveConsultantAsync(Guid id, int version, Guid consultantId, ActionContext by, CancellationToken ct) =>
        EndConsultantAsync(id, version, ThreadAction.RemoveConsultant, "thread.remove-consultant", consultantId, by, ct);

    /// <summary>The consultant has advised, and leaves.</summary>
    public Task<Outcome> LeaveAsync(Guid id, int version, ActionContext by, CancellationToken ct) =>
        EndConsultantAsync(id, version, ThreadAction.Leave, "thread.leave", by.PersonId, by, ct);

    /// <summary>The doctor says that another clinic must answer. Nothing is shared before the caseworker has decided what.</summary>
    public Task<Outcome> RedirectAsync(Guid id, int version, Guid? clinicId, string reason, ActionContext by, CancellationToken ct) => acts.ActAsync(
        id, version, ThreadAction.Redirect, ThreadEvent.Redirected, "thread.redirect", by,
        async thread =>
        {
            var errors = new List<FieldError>();
            var clinic = clinicId is { } chosen && chosen != thread.ClinicId ? await directory.FindReceiverAsync(chosen, ct) : null;
            if (clinic is null)
            {
                errors.Add(new FieldError("clinicId", "Errors.ThreadClinic"));
            }

            errors.AddIf(reason.Length == 0 ? new FieldError("reason", "Errors.ThreadReason") : TextRules.CheckText("reason", reason, ThreadRules.LongestReason));

            return errors.Count > 0
                ? (Outcome.Invalid(errors), null)
                : (null, new ThreadChange(
                    thread with { RedirectClinicId = clinic!.Id, RedirectReason = reason, Facts = thread.Facts with { RedirectedAt = by.At } },
                    new ThreadEventDetail { Name = clinic.Name },
                    clinic.Id.ToString()));
        },
        ct);

    /// <summary>The caseworker lets another clinic take over, and decides what it gets to read.</summary>
    /// <param name="afterSequence">What comes after this message it may read; 0 for everything.</param>
    public Task<Outcome> ReplaceClinicAsync(Guid id, int version, Guid? clinicId, long afterSequence, ActionContext by, CancellationToken ct) => acts.ActAsync(
        id, version, ThreadAction.ReplaceClinic, ThreadEvent.ClinicReplaced, "thread.replace-clinic", by,
        async thread =>
        {
            if (clinicId is not { } chosen || chosen == thread.ClinicId || await directory.FindReceiverAsync(chosen, ct) is not { } clinic)
            {
                return (Outcome.Invalid([new FieldError("clinicId", "Errors.ThreadClinic")]), null);
            }

            foreach (var member in thread.Members.Where(member => member.ClinicId is not null && member.IsActive))
            {
                // The line itself is the last that the clinic before reads: it says why nothing more comes.
                await writes.EndMemberAsync(member, thread.LastSequence, by, ct);
            }

            await writes.AddMemberAsync(id, null, clinic.Id, null, SharedAfter(thread, afterSequence), by, ct);
            return (null, new ThreadChange(
                thread with
                {
                    ClinicId = clinic.Id,
                    ClinicPersonId = null,
                    RedirectClinicId = null,
                    RedirectReason = null,
                    Facts = thread.Facts with { RedirectedAt = null, AwaitingSide = ThreadTurn.Clinic, AwaitingSince = by.At, AnsweredAt = null, HandledAt = null },
                },
                new ThreadEventDetail { Name = clinic.Name, Phone = clinic.Phone },
                clinic.Id.ToString()));
        },
        ct);

    /// <summary>The caseworker lets the thread stay where it is.</summary>
    public Task<Outcome> DeclineRedirectAsync(Guid id, int version, ActionContext by, CancellationToken ct) => acts.ActAsync(
        id, version, ThreadAction.DeclineRedirect, ThreadEvent.RedirectDeclined, "thread.decline-redirect", by,
        thread => ThreadActs.Done(thread with
        {
            RedirectClinicId = null,
            RedirectReason = null,
            Facts = thread.Facts with { RedirectedAt = null, AwaitingSide = ThreadTurn.Clinic, AwaitingSince = by.At },
        }),
        ct);

    // Nobody shares more than they may read themselves, and the line that tells of it is always shared.
    private static long SharedAfter(DialogueThread thread, long afterSequence) =>
        Math.Min(Math.Max(afterSequence, thread.Sight.Ranges[0].After), thread.LastSequence - 1);

    private Task<Outcome> EndConsultantAsync(Guid id, int version, ThreadAction action, string act, Guid consultantId, ActionContext by, CancellationToken ct) => acts.ActAsync(
        id, version, action, ThreadEvent.ConsultantLeft, act, by,
        async thread =>
        {
            if (thread.Members.FirstOrDefault(member => member.PersonId == consultantId && member.IsActive) is not { } consultant)
            {
                return (Outcome.NotFound, null);
            }

            await writes.EndMemberAsync(consultant, thread.LastSequence, by, ct);
            return (null, new ThreadChange(thread, new ThreadEventDetail { Name = consultant.Name }, consultantId.ToString()));
        },
        ct);
}
