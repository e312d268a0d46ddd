using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Directory.Hours;

/// <summary>Writes when a clinic has time: the clinic itself, or the coordinator of its municipality with a note.</summary>
public sealed class ClinicHoursService(DbSession db, ClinicHoursRepository hours, DirectoryRepository directory, AuditLog audit)
{
    /// <summary>Adds a week from a day on, or changes one.</summary>
    /// <returns>
    /// Done also when the same stands there already; ChangedByOther when the schedule was changed or deleted since;
    /// Invalid names the fields validFrom, note and those of <see cref="ClinicScheduleInput.Field"/>; NotFound when the clinic is not the actor's.
    /// </returns>
    public async Task<Outcome> SaveScheduleAsync(Guid clinicId, ClinicScheduleInput input, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await FindAsync(clinicId, by, ct) is not { } known)
        {
            return Outcome.NotFound;
        }

        var before = known.Schedules.FirstOrDefault(schedule => schedule.Id == input.Id);
        if (HoursRules.WhyNot(input.Id is null ? HoursAct.AddSchedule : HoursAct.ChangeSchedule, before?.IsByClinic ?? false, by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        var isByClinic = by.Role.IsClinic();
        var (errors, windows) = HoursRules.Read(input, isByClinic, before?.ValidFrom, DanishTime.DayOf(by.At));
        if (errors.Count > 0)
        {
            return Outcome.Invalid(errors);
        }

        var there = known.Schedules.FirstOrDefault(schedule => schedule.ValidFrom == input.ValidFrom);
        if (there is not null && there.Note == input.Note && there.Windows.SequenceEqual(windows) && (input.Id is null || input.Id == there.Id))
        {
            return Outcome.Done(there.Id, there.Version);
        }

        if (input.Id is not null && before?.Version != input.Version)
        {
            return Outcome.ChangedByOther;
        }

        if (there is not null && there.Id != input.Id)
        {
            return Outcome.Invalid([new FieldError("validFrom", "Errors.HoursFromTaken")]);
        }

        if (before is null && known.Schedules.Count >= HoursRules.MostSchedules)
        {
            return Outcome.Refused(new Refusal("Refusals.TooManySchedules", HoursRules.MostSchedules));
        }

        var id = before?.Id ?? Guid.CreateVersion7(new DateTimeOffset(by.At));
        if (before is null)
        {
            await hours.InsertAsync(id, clinicId, input, windows, isByClinic, by.PersonId, by.At, ct);
        }
        else if (!await hours.UpdateAsync(id, input.Version, clinicId, input, windows, isByClinic, by.PersonId, by.At, ct))
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, "hours.save", "ClinicSchedule", id, null, clinicId.ToString(), ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, (before?.Version ?? 0) + 1);
    }

    /// <summary>Deletes a week: the one before it holds on, and without one the clinic is unknown again.</summary>
    /// <param name="version">Of the schedule as the page showed it.</param>
    /// <returns>Done also when it is gone already.</returns>
    public async Task<Outcome> DeleteScheduleAsync(Guid clinicId, Guid id, int version, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await FindAsync(clinicId, by, ct) is not { } known)
        {
            return Outcome.NotFound;
        }

        var before = known.Schedules.FirstOrDefault(schedule => schedule.Id == id);
        if (HoursRules.WhyNot(HoursAct.DeleteSchedule, before?.IsByClinic ?? false, by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        if (before is null)
        {
            return Outcome.Done(id);
        }

        if (before.Version != version || !await hours.DeleteAsync(id, version, clinicId, ct))
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, "hours.delete", "ClinicSchedule", id, null, clinicId.ToString(), ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id);
    }

    /// <summary>Says that a clinic is closed on some days.</summary>
    /// <returns>Done also when the same stands there already; Invalid names the fields fromDay, toDay and reason; NotFound when the clinic is not the actor's.</returns>
    public async Task<Outcome> AddClosureAsync(Guid clinicId, ClinicClosureInput input, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await FindAsync(clinicId, by, ct) is not { } known)
        {
            return Outcome.NotFound;
        }

        if (HoursRules.WhyNot(HoursAct.AddClosure, isByClinic: false, by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        if (HoursRules.Check(input, DanishTime.DayOf(by.At)) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        if (known.Closures.FirstOrDefault(closure => closure.FromDay == input.FromDay && closure.ToDay == (input.ToDay ?? input.FromDay) && closure.Reason == input.Reason) is { } there)
        {
            return Outcome.Done(there.Id);
        }

        if (known.Closures.Count >= HoursRules.MostClosures)
        {
            return Outcome.Refused(new Refusal("Refusals.TooManyClosures", HoursRules.MostClosures));
        }

        var id = Guid.CreateVersion7(new DateTimeOffset(by.At));
        await hours.InsertAsync(id, clinicId, input, by.PersonId, by.At, ct);
        await audit.WriteAsync(by, "hours.close", "ClinicClosure", id, null, clinicId.ToString(), ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id);
    }

    /// <summary>The clinic is open after all.</summary>
    /// <returns>Done also when the closure is gone already.</returns>
    public async Task<Outcome> DeleteClosureAsync(Guid clinicId, Guid id, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await FindAsync(clinicId, by, ct) is not { } known)
        {
            return Outcome.NotFound;
        }

        var before = known.Closures.FirstOrDefault(closure => closure.Id == id);
        if (HoursRules.WhyNot(HoursAct.DeleteClosure, before?.IsByClinic ?? false, by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        if (before is not null)
        {
            await hours.DeleteClosureAsync(id, clinicId, ct);
            await audit.WriteAsync(by, "hours.open", "ClinicClosure", id, null, clinicId.ToString(), ct);
            await transaction.CommitAsync(ct);
        }

        return Outcome.Done(id);
    }

    /// <summary>What is known of the actor's clinic, behind a lock on it.</summary>
    /// <returns>Null when the clinic does not exist, or is not the actor's.</returns>
    private async Task<ClinicHours?> FindAsync(Guid clinicId, ActionContext by, CancellationToken ct)
    {
        if (!HoursRules.IsTheirs(clinicId, await directory.GetMunicipalityOfClinicAsync(clinicId, ct), by))
        {
            return null;
        }

        await hours.TakeTurnAsync(clinicId, ct);
        return await hours.FindAsync(clinicId, DanishTime.DayOf(by.At), ct);
    }
}
