using Portal.Data.Audit;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Substitutions;

/// <summary>Sets and ends who answers for a doctor, and notes when a substitute begins and stops acting for the clinic.</summary>
public sealed class SubstitutionService(
    DbSession db, SubstitutionRepository substitutions, DirectoryRepository directory, CommandLog commands, AuditLog audit)
{
    private const string Kind = "substitution.add";

    /// <summary>Sets who answers for a doctor of the actor's clinic.</summary>
    /// <returns>Invalid names the fields; Refused when the two do not fit, or either is away in the period.</returns>
    public async Task<Outcome> AddAsync(SubstitutionInput input, ActionContext by, CancellationToken ct)
    {
        if (by.ClinicId is not { } clinicId || SubstitutionRules.WhyNot(clinicId, by) is not null)
        {
            return Outcome.Refused(SubstitutionRules.WhyNot(by.ClinicId ?? Guid.Empty, by)!);
        }

        var content = PortalJson.Write(input);
        await using var transaction = await db.BeginAsync(ct);
        if (await commands.FindRepeatAsync(input.CommandId, Kind, content, by, ct) is { } repeat)
        {
            return repeat;
        }

        if (SubstitutionRules.Check(input, DanishTime.DayOf(by.At)) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        var doctor = await directory.FindPersonAsync(input.DoctorId!.Value, ct);
        var substitute = await directory.FindPersonAsync(input.SubstituteId!.Value, ct);
        if (SubstitutionRules.WhyNotPair(clinicId, doctor, substitute) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        await substitutions.TakeTurnAsync(doctor!.Id, ct);
        if (await substitutions.IsReplacedAsync(doctor.Id, input.FromOn!.Value, input.ToOn!.Value, ct))
        {
            // The first of two clicks may have been carried out between the two looks.
            return await commands.FindRepeatAsync(input.CommandId, Kind, content, by, ct) ?? Outcome.Refused(new Refusal("Refusals.SubstitutionOverlaps"));
        }

        if (await substitutions.IsReplacedAsync(substitute!.Id, input.FromOn.Value, input.ToOn.Value, ct))
        {
            return Outcome.Refused(new Refusal("Refusals.SubstituteIsAway"));
        }

        var id = Guid.CreateVersion7(new DateTimeOffset(by.At));
        await substitutions.InsertAsync(id, clinicId, input, by.PersonId, by.At, ct);
        if (!await commands.TryRememberAsync(input.CommandId, Kind, content, id, by, ct))
        {
            return await commands.YieldAsync(transaction, input.CommandId, Kind, content, by, ct);
        }

        await audit.WriteAsync(by, Kind, "Substitution", id, null, $"{input.DoctorId} {input.SubstituteId}", ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id);
    }

    /// <summary>Ends a substitution before its time: the substitute's access ends at their next request.</summary>
    public async Task<Outcome> EndAsync(Guid id, ActionContext by, CancellationToken ct)
    {
        if (SubstitutionRules.WhyNot(by.ClinicId ?? Guid.Empty, by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        await using var transaction = await db.BeginAsync(ct);
        if (await substitutions.FindOfClinicAsync(id, by.ClinicId, ct) is null)
        {
            return Outcome.NotFound;
        }

        if (await substitutions.EndAsync(id, by.ClinicId, by.At, ct))
        {
            await audit.WriteAsync(by, "substitution.end", "Substitution", id, null, null, ct);
            await transaction.CommitAsync(ct);
        }

        return Outcome.Done(id);
    }

    /// <summary>Notes that a substitute begins to act for another clinic than their own.</summary>
    /// <returns>NotFound when they may not, today.</returns>
    public async Task<Outcome> BeginActingAsync(Guid id, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await substitutions.FindStandInAsync(id, by.PersonId, DanishTime.DayOf(by.At), ct) is not { } standIn)
        {
            return Outcome.NotFound;
        }

        await audit.WriteAsync(by with { ClinicId = standIn.ClinicId, OnBehalfOfId = standIn.DoctorId }, "substitution.act", "Substitution", id, null, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id);
    }
}
