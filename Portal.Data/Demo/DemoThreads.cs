using Portal.Data.Audit;
using Portal.Data.Citizens.Folder;
using Portal.Data.Directory;
using Portal.Data.Offers;
using Portal.Data.Threads;

namespace Portal.Data.Demo;

/// <summary>What doctors and caseworkers of the demo world have written to each other, in every state that a thread can be in.</summary>
public sealed class DemoThreads(
    ThreadService service,
    ThreadRepository threads,
    ThreadActs acts,
    ThreadParties parties,
    ThreadDisputes disputes,
    ThreadRetractions retractions,
    FolderRepository folder,
    OfferRepository offers)
{
    private const int MostCertificates = 50;

    internal async Task AddAsync(DemoScene scene, CancellationToken ct)
    {
        foreach (var thread in DemoFiles.Read<IReadOnlyList<DemoThread>>("threads"))
        {
            var by = By(scene, thread.Steps[0]);
            var message = await MessageAsync(scene, thread, thread.Steps[0], by, ct);
            var (outcome, id, _) = await service.StartAsync(await StartAsync(scene, thread, message, by, ct), by, ct);
            DemoWorld.Expect(outcome, thread.Subject);
            foreach (var step in thread.Steps.Skip(1))
            {
                await TakeAsync(scene, thread, id, step, ct);
            }
        }
    }

    private async Task<ThreadStartInput> StartAsync(DemoScene scene, DemoThread thread, ThreadPostInput message, ActionContext by, CancellationToken ct)
    {
        var to = thread.To is { } key ? scene.Person(key) : null;
        var at = thread.At is { } place ? scene.Person(place) : to;
        return new ThreadStartInput
        {
            Category = thread.Category,
            Subject = thread.Subject,
            CitizenId = thread.Citizen is { } citizen && thread.Certificate is null ? scene.Citizen(citizen) : null,
            RequestId = thread.Certificate is { } code ? await CertificateAsync(scene, thread, code, ct) : null,
            OfferVersionId = thread.Offer is { } slug ? await OfferAsync(slug, ct) : null,
            ClinicId = by.Role.IsCasework() ? at?.ClinicId : null,
            ClinicPersonId = by.Role.IsCasework() ? to?.Id : null,
            UnitId = by.Role.IsClinic() ? at?.UnitId : null,
            CaseworkerId = by.Role.IsClinic() ? to?.Id : null,
            Message = message,
        };
    }

    private async Task TakeAsync(DemoScene scene, DemoThread thread, Guid id, DemoThreadStep step, CancellationToken ct)
    {
        var by = By(scene, step);
        var now = (await threads.FindAsync(id, by, ct))!;
        var outcome = step.Act switch
        {
            DemoThreadAct.Write => (await service.PostAsync(id, await MessageAsync(scene, thread, step, by, ct), by, ct)).Outcome,
            DemoThreadAct.Draft => await service.SaveDraftAsync(id, 0, new ThreadDraft { Body = step.Text }, by, ct),
            DemoThreadAct.Read => await ReadAsync(now, by, ct),
            DemoThreadAct.Handle => await acts.HandleAsync(id, now.Version, by, ct),
            DemoThreadAct.Close => await acts.CloseAsync(id, now.Version, by, ct),
            DemoThreadAct.Reopen => await acts.ReopenAsync(id, now.Version, by, ct),
            DemoThreadAct.Assign => await acts.AssignAsync(id, now.Version, Person(scene, step)?.Id, by, ct),
            DemoThreadAct.Invite => await parties.InviteConsultantAsync(id, now.Version, Person(scene, step)?.Id, step.After, by, ct),
            DemoThreadAct.Leave => await parties.LeaveAsync(id, now.Version, by, ct),
            DemoThreadAct.Redirect => await parties.RedirectAsync(id, now.Version, Person(scene, step)?.ClinicId, step.Text, by, ct),
            DemoThreadAct.Replace => await parties.ReplaceClinicAsync(id, now.Version, Person(scene, step)?.ClinicId, step.After, by, ct),
            DemoThreadAct.Dispute => await disputes.OpenAsync(id, now.Version, by, ct),
            DemoThreadAct.Try => await disputes.TakeStepAsync(id, now.Version, step.Try, by, ct),
            DemoThreadAct.Resolve => await disputes.ResolveAsync(id, now.Version, step.Outcome, step.Text, by, ct),
            DemoThreadAct.Retract => await RetractAsync(now, step, by, ct),
        };
        DemoWorld.Expect(outcome, $"{thread.Subject}, {step.Act}");
    }

    private async Task<Outcome> ReadAsync(DialogueThread thread, ActionContext by, CancellationToken ct)
    {
        await service.ReadAsync(thread, thread.LastSequence, by, ct);
        return Outcome.Done(thread.Id);
    }

    private async Task<Outcome> RetractAsync(DialogueThread thread, DemoThreadStep step, ActionContext by, CancellationToken ct) =>
        await threads.ListMessagesAsync(thread, ThreadPage.Only(step.Message), ct) is [var message]
            ? await retractions.RetractAsync(thread.Id, message.Id, step.Reason, by, ct)
            : Outcome.NotFound;

    private async Task<ThreadPostInput> MessageAsync(DemoScene scene, DemoThread thread, DemoThreadStep step, ActionContext by, CancellationToken ct)
    {
        var (versions, requests) = (new List<Guid>(), new List<Guid>());
        foreach (var slug in step.Offers)
        {
            versions.Add(await OfferAsync(slug, ct));
        }

        foreach (var code in step.Certificates)
        {
            requests.Add(await CertificateAsync(scene, thread, code, ct));
        }

        return new ThreadPostInput
        {
            MessageId = Guid.CreateVersion7(),
            Body = step.Text,
            IsPhoneNote = step.SpokeWith is not null,
            SpokeWith = step.SpokeWith ?? "",
            SpokenAt = step.SpokeWith is null ? null : by.At.AddMinutes(-10),
            EndsQuestion = step.Ends,
            OfferVersionIds = versions,
            RequestIds = requests,
        };
    }

    private async Task<Guid> OfferAsync(string slug, CancellationToken ct) => (await offers.FindAsync(slug, null, null, ct))?.VersionId
        ?? throw new InvalidOperationException($"The demo data point to the offer '{slug}', which does not exist.");

    /// <summary>The certificate with a code that was sent about the thread's citizen last.</summary>
    private async Task<Guid> CertificateAsync(DemoScene scene, DemoThread thread, string code, CancellationToken ct)
    {
        var caseworker = scene.Caseworker(thread.Citizen!);
        var own = await folder.ListOwnAsync(scene.Citizen(thread.Citizen!), MostCertificates, DemoWorld.Acting(caseworker, scene.At(0, 8)), ct);
        return own.Where(request => request.AnswerCode == code && request.SentAt is not null).MaxBy(request => request.SentAt)?.Id
            ?? throw new InvalidOperationException($"The demo data point to a certificate '{code}' about '{thread.Citizen}', which does not exist.");
    }

    private static Person? Person(DemoScene scene, DemoThreadStep step) => step.Person is { } key ? scene.Person(key) : null;

    private static ActionContext By(DemoScene scene, DemoThreadStep step)
    {
        var at = scene.At(step.DaysAgo, step.Hour).AddMinutes(step.Minute);
        var now = scene.At(0, 23);
        return DemoWorld.Acting(scene.Person(step.By), at < now ? at : now);
    }
}

internal sealed record DemoThread
{
    public required ThreadCategory Category { get; init; }

    public required string Subject { get; init; }

    public string? Citizen { get; init; }

    /// <summary>Code of the certificate that it is about, such as »LÆ 285«.</summary>
    public string? Certificate { get; init; }

    /// <summary>The offer that it is about.</summary>
    public string? Offer { get; init; }

    /// <summary>Who it is written to; null for a whole clinic or unit, or whose the case is.</summary>
    public string? To { get; init; }

    /// <summary>Somebody of the clinic or unit that it is written to.</summary>
    public string? At { get; init; }

    /// <summary>The first begins it.</summary>
    public required IReadOnlyList<DemoThreadStep> Steps { get; init; }
}

internal enum DemoThreadAct
{
    Write,
    Draft,
    Read,
    Handle,
    Close,
    Reopen,
    Assign,
    Invite,
    Leave,
    Redirect,
    Replace,
    Dispute,
    Try,
    Resolve,
    Retract,
}

internal sealed record DemoThreadStep
{
    public required string By { get; init; }

    public required int DaysAgo { get; init; }

    public required int Hour { get; init; }

    public int Minute { get; init; }

    public DemoThreadAct Act { get; init; }

    public string Text { get; init; } = "";

    /// <summary>With whom a call was that the text is a note of.</summary>
    public string? SpokeWith { get; init; }

    public bool Ends { get; init; }

    public IReadOnlyList<string> Offers { get; init; } = [];

    public IReadOnlyList<string> Certificates { get; init; } = [];

    /// <summary>Whom the act is about, or somebody of the clinic that it is about.</summary>
    public string? Person { get; init; }

    /// <summary>After which message may be read.</summary>
    public long After { get; init; }

    public DisputeStep? Try { get; init; }

    public DisputeOutcome? Outcome { get; init; }

    public long Message { get; init; }

    public RetractReason? Reason { get; init; }
}
