using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Consents;
using Portal.Data.Directory;

namespace Portal.Tests.Support;

public sealed partial class World
{
    public CertificateService Requests => Get<CertificateService>();

    public AnswerService Answers => Get<AnswerService>();

    public ClinicService Clinic => Get<ClinicService>();

    public AfterAnswerService AfterAnswer => Get<AfterAnswerService>();

    /// <summary>The newest version of a type of the catalogue.</summary>
    public async Task<CertificateTypeVersion> TypeAsync(string typeId = "LAE125") =>
        (await Get<CertificateTypes>().ListOrderableAsync(Cast.Holbaek.Id, new DateOnly(2100, 1, 1), CancellationToken.None)).First(type => type.TypeId == typeId);

    /// <summary>A complete request about a citizen, by default a new one of Mette's.</summary>
    public async Task<RequestInput> RequestAsync(string typeId = "LAE125", Guid? citizenId = null)
    {
        var type = await TypeAsync(typeId);
        return new RequestInput
        {
            CommandId = Guid.NewGuid(),
            TypeVersionId = type.Id,
            CitizenId = citizenId ?? await CitizenAsync(),
            Content = Samples.Request(type.Definition),
            NewConsent = Samples.Consent(Clock.Now),
        };
    }

    /// <summary>A certificate that has come as far as <paramref name="status"/>: asked for by Mette, answered by Anna.</summary>
    public async Task<Guid> CertificateAsync(CertificateStatus status, string typeId = "LAE125", Guid? citizenId = null, string repeatReason = "")
    {
        var ct = CancellationToken.None;
        var isSent = status is not (CertificateStatus.Draft or CertificateStatus.InConsultation or CertificateStatus.Discarded);
        var request = await RequestAsync(typeId, citizenId);
        // Each has something of its own: the same request word for word would be taken for a repeat.
        var mail = new Dictionary<string, string>(request.Content.Sections) { ["contact.mail"] = $"{request.CommandId:n}@example.dk" };
        var id = Done(await Requests.CreateAsync(request with { Content = request.Content with { Sections = mail, RepeatReason = repeatReason } }, isSent, As(Cast.Mette), ct));
        switch (status)
        {
            case CertificateStatus.Draft or CertificateStatus.Sent:
                return id;
            case CertificateStatus.InConsultation:
                Done(await Get<SparringService>().AskAsync(id, 1, Cast.Lars.Id, "Er spørgsmålene klare nok?", As(Cast.Mette), ct));
                return id;
            case CertificateStatus.Withdrawn:
                Done(await Requests.WithdrawAsync(id, 1, WithdrawalReason.NotNeeded, "", As(Cast.Mette), ct));
                return id;
            case CertificateStatus.Paused:
                var sent = (await FindAsync(id, Cast.Mette))!;
                Done(await Get<ConsentService>().WithdrawAsync(sent.ConsentId!.Value, sent.Citizen.Id, As(Cast.Mette), ct));
                return id;
            case CertificateStatus.Discarded:
                Done(await Requests.DiscardAsync(id, 1, As(Cast.Mette), ct));
                return id;
        }

        await ViewAsync(id, Cast.Anna);
        await BringOnAsync(id, status, typeId);
        return id;
    }

    /// <summary>Whether the answer has been there on the way to the status.</summary>
    public static bool IsAfterAnswer(CertificateStatus status) =>
        status is CertificateStatus.Answered or CertificateStatus.ComplementRequested or CertificateStatus.Returned or CertificateStatus.Approved or CertificateStatus.Closed;

    private async Task BringOnAsync(Guid id, CertificateStatus status, string typeId)
    {
        var ct = CancellationToken.None;
        if (status == CertificateStatus.InProgress)
        {
            Done(await Answers.SaveDraftAsync(id, await AnswerAsync(typeId), As(Cast.Anna), ct));
        }

        if (IsAfterAnswer(status))
        {
            Done(await Answers.SignAsync(id, await AnswerAsync(typeId), As(Cast.Anna), ct));
        }

        if (status is CertificateStatus.Approved or CertificateStatus.Closed)
        {
            Done(await Requests.ApproveAsync(id, await VersionAsync(id, Cast.Mette), As(Cast.Mette), ct));
        }

        var version = await VersionAsync(id, Cast.Mette);
        var by = As(Cast.Anna);
        Outcome? outcome = status switch
        {
            CertificateStatus.Accepted => await Clinic.AcceptAsync(id, version, by, ct),
            CertificateStatus.Booked => await Clinic.BookAsync(id, version, DanishTime.DayOf(by.At), by, ct),
            CertificateStatus.NoShow => await Clinic.NoteNoShowAsync(id, Version(await Clinic.BookAsync(id, version, DanishTime.DayOf(by.At), by, ct)), "", by, ct),
            CertificateStatus.Clarifying => await Clinic.AskBackAsync(id, version, "Hvad menes med spørgsmål 2?", by, ct),
            CertificateStatus.Declined => await Clinic.DeclineAsync(id, version, new DeclineInput { Code = DeclineCode.NotMyPatient }, by, ct),
            CertificateStatus.ComplementRequested =>
                await AfterAnswer.AskComplementAsync(id, version, (await TypeAsync(typeId)).Definition.AnswerSections.First().Id, "Hvor længe?", As(Cast.Mette), ct),
            CertificateStatus.Returned => await AfterAnswer.ReturnAsync(id, version, "Svaret er om en anden sag.", As(Cast.Mette), ct),
            CertificateStatus.Retracted => await Get<RetractionService>().RetractRequestAsync(
                id, version, new RetractionInput { Kind = WrongSending.WrongReceiver, Reason = "Forkert klinik." }, As(Cast.Mette), ct),
            CertificateStatus.Closed => await Requests.CloseAsync(id, version, As(Cast.Mette), ct),
            CertificateStatus.DeliveryFailed => await Get<RequestReceivers>().FailAsync(id, As(Cast.Mette), ct) ? Outcome.Done(id) : Outcome.ChangedByOther,
            CertificateStatus.Draft or CertificateStatus.InConsultation or CertificateStatus.Sent or CertificateStatus.Received or CertificateStatus.InProgress
                or CertificateStatus.Answered or CertificateStatus.Approved or CertificateStatus.Paused or CertificateStatus.Withdrawn
                or CertificateStatus.Discarded => null,
        };
        if (outcome is not null)
        {
            Done(outcome);
        }

        static int Version(Outcome outcome)
        {
            Done(outcome);
            return outcome.Version;
        }
    }

    /// <summary>The certificate's version, as somebody who sees it knows it.</summary>
    public async Task<int> VersionAsync(Guid id, Person viewer) => (await FindAsync(id, viewer))!.Version;

    /// <summary>A complete answer, from a form that was drawn when there was no draft.</summary>
    public async Task<AnswerInput> AnswerAsync(string typeId = "LAE125") => new()
    {
        CommandId = Guid.NewGuid(),
        FormId = Guid.NewGuid(),
        DraftVersion = 0,
        Sections = Samples.AnswerSections((await TypeAsync(typeId)).Definition),
        Replies = Samples.Replies,
    };

    /// <summary>The certificate as a person sees it; null when it is not theirs to see.</summary>
    public Task<Certificate?> FindAsync(Guid id, Person viewer) => Get<CertificateRepository>().FindAsync(id, As(viewer), CancellationToken.None);

    /// <summary>A person opens the certificate's page.</summary>
    public async Task<Certificate> ViewAsync(Guid id, Person viewer)
    {
        var by = As(viewer);
        var certificate = await Get<CertificateRepository>().FindAsync(id, by, CancellationToken.None);
        Assert.NotNull(certificate);
        return await Requests.ViewAsync(certificate, by, CancellationToken.None);
    }

    /// <summary>The first page of a person's list.</summary>
    public async Task<IReadOnlyList<CertificateListItem>> ListAsync(
        ActionContext viewer, CertificateView view, bool wholeUnit = false, ListCursor? after = null, int take = 100) =>
        viewer.Role.IsClinic()
            ? await Get<CertificateListRepository>().ListForClinicAsync(viewer, view, after, take, CancellationToken.None)
            : (await WorkAsync(viewer, Enum.Parse<WorkView>(view.ToString()), wholeUnit, after: after, size: take)).Items;

    /// <summary>A page of a caseworker's list.</summary>
    public Task<WorkPage> WorkAsync(
        ActionContext viewer, WorkView view, bool wholeUnit = false, WorkFilter? filter = null, ListCursor? after = null, int size = 100) =>
        Get<WorklistRepository>().ListAsync(viewer, view, wholeUnit, filter ?? WorkFilter.None, after, size, CancellationToken.None);
}
