using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Consents;
using Portal.Data.Directory;

namespace Portal.Data.Demo;

/// <summary>Plays a demo certificate on from where the clinic has opened or answered it to the state that its file names.</summary>
public sealed class DemoCourses(
    CertificateRepository certificates,
    CertificateService certificateService,
    ClinicService clinic,
    AfterAnswerService afterAnswer,
    RetractionService retractions,
    RequestReceivers receivers,
    FeedbackService feedback,
    ConsentService consents)
{
    internal async Task PlayAsync(DemoCast cast, DemoCourse course, CancellationToken ct)
    {
        var turn = course.File.Turn;
        var at = cast.At(turn.DaysAgo, 13, 15);
        var (doctor, caseworker) = (DemoWorld.Acting(course.Doctor, at), DemoWorld.Acting(course.Caseworker, at));
        var (id, note) = (course.Id, turn.Note);
        switch (course.File.State)
        {
            case CertificateStatus.Accepted:
                Expect(await clinic.AcceptAsync(id, await VersionAsync(id, doctor, ct), doctor, ct));
                break;
            case CertificateStatus.Clarifying:
                Expect(await clinic.AskBackAsync(id, await VersionAsync(id, doctor, ct), note, doctor, ct));
                break;
            case CertificateStatus.NoShow:
                Expect(await clinic.NoteNoShowAsync(id, await VersionAsync(id, doctor, ct), note, doctor, ct));
                break;
            case CertificateStatus.Declined:
                var no = new DeclineInput { Code = turn.Code, Note = note, SuggestedTypeId = turn.Type, SuggestedClinicId = turn.Clinic is { } key ? cast.Clinics[key] : null };
                Expect(await clinic.DeclineAsync(id, await VersionAsync(id, doctor, ct), no, doctor, ct));
                break;
            case CertificateStatus.DeliveryFailed when !await receivers.FailAsync(id, caseworker, ct):
                throw new InvalidOperationException($"The demo data cannot fail to deliver '{course.What}'.");
            case CertificateStatus.Retracted:
                var wrong = new RetractionInput { Kind = WrongSending.WrongCitizen, Reason = note };
                Expect(await retractions.RetractRequestAsync(id, await VersionAsync(id, caseworker, ct), wrong, caseworker, ct));
                break;
            case CertificateStatus.ComplementRequested:
                Expect(await afterAnswer.AskComplementAsync(id, await ReadAsync(id, caseworker, ct), turn.Section, note, caseworker, ct));
                break;
            case CertificateStatus.Returned:
                var version = await ReadAsync(id, caseworker, ct);
                Expect(await afterAnswer.ReturnAsync(id, version, note, caseworker, ct));
                Expect(await afterAnswer.DisputeAsync(id, version + 1, turn.Dispute, doctor with { At = cast.At(turn.DaysAgo - 1, 9, 5) }, ct));
                break;
            case CertificateStatus.Approved or CertificateStatus.Closed:
                await FinishAsync(cast, course, ct);
                break;
            case CertificateStatus.Paused:
                var consentId = (await certificates.FindAsync(id, caseworker, ct))!.ConsentId!.Value;
                Expect(await consents.WithdrawAsync(consentId, cast.CitizenIds[course.File.Citizen], caseworker, ct));
                break;
        }

        void Expect(Outcome outcome) => DemoWorld.Expect(outcome, course.What);
    }

    private async Task FinishAsync(DemoCast cast, DemoCourse course, CancellationToken ct)
    {
        var file = course.File;
        var by = DemoWorld.Acting(course.Caseworker, cast.At(file.ApprovedDaysAgo ?? file.ClosedDaysAgo ?? 0, 14, 5));
        var version = await ReadAsync(course.Id, by, ct);
        DemoWorld.Expect(await certificateService.ApproveAsync(course.Id, version, by, ct), course.What);
        if (file.State == CertificateStatus.Closed)
        {
            DemoWorld.Expect(await certificateService.CloseAsync(course.Id, version + 1, by with { At = cast.At(file.ClosedDaysAgo ?? 0, 14, 30) }, ct), course.What);
        }

        foreach (var said in file.Feedback)
        {
            var input = new FeedbackInput { CommandId = Guid.CreateVersion7(), UsedFor = said.UsedFor, CameOfIt = said.CameOfIt };
            DemoWorld.Expect(await feedback.GiveFeedbackAsync(course.Id, input, by with { At = cast.At(said.DaysAgo, 15, 10) }, ct), course.What);
        }
    }

    /// <summary>The municipality reads the answer before it does anything about it.</summary>
    private async Task<int> ReadAsync(Guid id, ActionContext by, CancellationToken ct) =>
        (await certificateService.ViewAsync((await certificates.FindAsync(id, by, ct))!, by, ct)).Version;

    private async Task<int> VersionAsync(Guid id, ActionContext by, CancellationToken ct) => (await certificates.FindAsync(id, by, ct))!.Version;
}

/// <summary>One certificate of the demo, with its people.</summary>
/// <param name="What">Names it when something is wrong with its file.</param>
internal sealed record DemoCourse(Guid Id, DemoCertificate File, Person Caseworker, Person Doctor, string What);
