using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Directory.Places;

/// <summary>Writes when the schools of a municipality are closed.</summary>
public sealed class SchoolHolidayService(DbSession db, SchoolHolidayRepository holidays, MeetingPlaceRepository places, AuditLog audit)
{
    /// <summary>Adds a holiday to the actor's municipality.</summary>
    /// <returns>Done also when the same stands there already; Invalid names the fields name, fromDay and toDay.</returns>
    public async Task<Outcome> AddAsync(SchoolHolidayInput input, ActionContext by, CancellationToken ct)
    {
        if (PlaceRules.WhyNot(by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        var today = DanishTime.DayOf(by.At);
        if (PlaceRules.Check(input, today) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        var municipalityId = by.MunicipalityId!.Value;
        await using var transaction = await db.BeginAsync(ct);
        await places.TakeTurnAsync(municipalityId, ct);
        var known = await holidays.ListAsync(municipalityId, today, DateOnly.MaxValue, ct);
        if (known.FirstOrDefault(holiday => holiday.Name == input.Name && holiday.FromDay == input.FromDay && holiday.ToDay == (input.ToDay ?? input.FromDay)) is { } there)
        {
            return Outcome.Done(there.Id);
        }

        if (known.Count >= PlaceRules.MostHolidays)
        {
            return Outcome.Refused(new Refusal("Refusals.TooManyHolidays", PlaceRules.MostHolidays));
        }

        var id = Guid.CreateVersion7(new DateTimeOffset(by.At));
        await holidays.InsertAsync(id, municipalityId, input, ct);
        await audit.WriteAsync(by, "holiday.add", "SchoolHoliday", id, null, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id);
    }

    /// <summary>Deletes a holiday of the actor's municipality.</summary>
    /// <returns>Done also when it is gone already, or never was there.</returns>
    public async Task<Outcome> DeleteAsync(Guid id, ActionContext by, CancellationToken ct)
    {
        if (PlaceRules.WhyNot(by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        await using var transaction = await db.BeginAsync(ct);
        if (await holidays.DeleteAsync(id, by.MunicipalityId!.Value, ct))
        {
            await audit.WriteAsync(by, "holiday.remove", "SchoolHoliday", id, null, null, ct);
            await transaction.CommitAsync(ct);
        }

        return Outcome.Done(id);
    }
}
