using Portal.Data.Audit;
using Portal.Data.Citizens;
using Portal.Data.Database;
using Portal.Data.Directory;
using Portal.Data.Seminars;
using Portal.Data.Threads;

namespace Portal.Data.Handovers;

/// <summary>Gives cases to another caseworker. The requests follow the case, and the clinics see the new contact from the same instant.</summary>
public sealed class CaseHandoverService(
    DbSession db,
    CaseHandoverRepository handovers,
    CitizenRepository citizens,
    DirectoryRepository directory,
    ThreadHandover threads,
    SeminarHandover seminars,
    IThreadNotifier notifier,
    CommandLog commands,
    AuditLog audit)
{
    private const string Kind = "citizen.handover";

    /// <summary>Gives one case away.</summary>
    /// <param name="version">The citizen's version that the form was drawn from.</param>
    /// <returns>Invalid names the fields; Refused says which rule says no; NotFound when the citizen is not the actor's; ChangedByOther when the case has moved since.</returns>
    public async Task<Outcome> HandOverAsync(Guid citizenId, int version, HandoverInput input, ActionContext by, CancellationToken ct)
    {
        if (!by.Role.IsCasework())
        {
            return Outcome.Refused(new Refusal("Refusals.OnlyCaseworkHandsOver"));
        }

        var content = PortalJson.Write(new { citizenId, version, input });
        await using var transaction = await db.BeginAsync(ct);
        if (await commands.FindRepeatAsync(input.CommandId, Kind, content, by, ct) is { } repeat)
        {
            return repeat;
        }

        if (await citizens.FindAsync(citizenId, by, ct) is not { } citizen)
        {
            // The first of two clicks may have given it away between the two looks.
            return await commands.FindRepeatAsync(input.CommandId, Kind, content, by, ct) ?? Outcome.NotFound;
        }

        return citizen.Version == version
            ? await GiveAsync([OwnedCase.Of(citizen)], citizenId, input, content, transaction, by, ct)
            : await commands.YieldAsync(transaction, input.CommandId, Kind, content, by, ct);
    }

    /// <summary>Gives every case of a person away; of somebody else's cases those in the actor's units.</summary>
    /// <param name="count">How many cases the form spoke of; null when it was not confirmed.</param>
    /// <returns>As <see cref="HandOverAsync"/>; ChangedByOther also when the person has more or fewer cases by now.</returns>
    public async Task<Outcome> HandOverAllAsync(Guid giverId, int? count, HandoverInput input, ActionContext by, CancellationToken ct) =>
        CaseHandoverRules.WhyNotAllOf(giverId, by) is { } reason
            ? Outcome.Refused(reason)
            : await HandOverManyAsync(() => handovers.ListCasesOfAsync(giverId, by, ct), new { giverId, count, input }, count, input, by, ct);

    /// <summary>Gives every case of the actor's units whose caseworker no longer has access to one person.</summary>
    /// <param name="count">How many cases the form spoke of; null when it was not confirmed.</param>
    public async Task<Outcome> HandOverOrphansAsync(int? count, HandoverInput input, ActionContext by, CancellationToken ct) =>
        by.Role != Role.Coordinator
            ? Outcome.Refused(new Refusal("Refusals.OnlyCoordinatorHandsOverForOthers"))
            : await HandOverManyAsync(() => handovers.ListOrphanCasesAsync(by, ct), new { count, input }, count, input, by, ct);

    private async Task<Outcome> HandOverManyAsync(
        Func<Task<IReadOnlyList<OwnedCase>>> list, object command, int? count, HandoverInput input, ActionContext by, CancellationToken ct)
    {
        var content = PortalJson.Write(command);
        await using var transaction = await db.BeginAsync(ct);
        if (await commands.FindRepeatAsync(input.CommandId, Kind, content, by, ct) is { } repeat)
        {
            return repeat;
        }

        if (count is null or 0)
        {
            return Outcome.Invalid([.. CaseHandoverRules.Check(input), new FieldError("count", "Errors.ConfirmHandover")]);
        }

        var cases = await list();
        return cases.Count == count
            ? await GiveAsync(cases, input.ToId ?? Guid.Empty, input, content, transaction, by, ct)
            : await commands.YieldAsync(transaction, input.CommandId, Kind, content, by, ct);
    }

    private async Task<Outcome> GiveAsync(
        IReadOnlyList<OwnedCase> cases, Guid objectId, HandoverInput input, string content, DbSession.TransactionScope transaction, ActionContext by, CancellationToken ct)
    {
        if (CaseHandoverRules.Check(input) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        var taker = await directory.FindPersonAsync(input.ToId!.Value, ct);
        var moved = new List<MovedThread>();
        foreach (var given in cases)
        {
            if (CaseHandoverRules.WhyNot(given, taker, by) is { } reason)
            {
                return Outcome.Refused(reason);
            }

            if (!await handovers.SetOwnerAsync(given, taker!, input.Note, by, ct))
            {
                return await commands.YieldAsync(transaction, input.CommandId, Kind, content, by, ct);
            }

            moved.AddRange(await threads.MoveAsync(given.Id, taker!, by, ct));
            await seminars.MoveAsync(given.Id, taker!.Id, by, ct);
            await audit.WriteAsync(by, Kind, "Citizen", given.Id, given.Id, $"{given.CaseworkerId} {taker!.Id}", ct);
        }

        if (!await commands.TryRememberAsync(input.CommandId, Kind, content, objectId, by, ct))
        {
            return await commands.YieldAsync(transaction, input.CommandId, Kind, content, by, ct);
        }

        await transaction.CommitAsync(ct);
        foreach (var thread in moved)
        {
            await notifier.ChangedAsync(thread.Id, thread.Sequence);
        }

        return Outcome.Done(objectId);
    }
}
