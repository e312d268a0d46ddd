using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Directory.Places;

/// <summary>Writes where a municipality can hold meetings.</summary>
public sealed class MeetingPlaceService(DbSession db, MeetingPlaceRepository places, AuditLog audit)
{
    /// <summary>Adds a place to the actor's municipality, or changes one.</summary>
    /// <returns>
    /// Done also when the same stands there already; ChangedByOther when the place was changed or removed since;
    /// Invalid names the fields name, address, latitude, longitude and seats.
    /// </returns>
    public async Task<Outcome> SaveAsync(MeetingPlaceInput input, ActionContext by, CancellationToken ct)
    {
        if (PlaceRules.WhyNot(by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        var (errors, point, seats) = PlaceRules.Read(input);
        if (errors.Count > 0)
        {
            return Outcome.Invalid(errors);
        }

        var municipalityId = by.MunicipalityId!.Value;
        await using var transaction = await db.BeginAsync(ct);
        await places.TakeTurnAsync(municipalityId, ct);
        var known = await places.ListAsync(municipalityId, ct);
        var place = new MunicipalPlace
        {
            Id = input.Id ?? Guid.CreateVersion7(new DateTimeOffset(by.At)),
            Name = input.Name,
            Address = input.Address,
            Point = point,
            Seats = seats,
            IsJobCentre = input.IsJobCentre,
            Version = input.Version,
        };
        var named = known.FirstOrDefault(other => string.Equals(other.Name, input.Name, StringComparison.OrdinalIgnoreCase));
        if (named is not null && (input.Id is null || input.Id == named.Id) && named == place with { Id = named.Id, Version = named.Version })
        {
            return Outcome.Done(named.Id, named.Version);
        }

        if (input.Id is not null && known.FirstOrDefault(other => other.Id == input.Id)?.Version != input.Version)
        {
            return Outcome.ChangedByOther;
        }

        if (named is not null && named.Id != input.Id)
        {
            return Outcome.Invalid([new FieldError("name", "Errors.PlaceTaken")]);
        }

        if (input.Id is null && known.Count >= PlaceRules.MostPlaces)
        {
            return Outcome.Refused(new Refusal("Refusals.TooManyPlaces", PlaceRules.MostPlaces));
        }

        if (input.Id is null)
        {
            await places.InsertAsync(place, municipalityId, ct);
        }
        else if (!await places.UpdateAsync(place, municipalityId, ct))
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, "place.save", "MeetingPlace", place.Id, null, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(place.Id, input.Version + 1);
    }

    /// <summary>Takes a place out of use; meetings that name it keep it.</summary>
    /// <param name="version">Of the place as the page showed it.</param>
    /// <returns>Done also when it is gone already.</returns>
    public async Task<Outcome> RemoveAsync(Guid id, int version, ActionContext by, CancellationToken ct)
    {
        if (PlaceRules.WhyNot(by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        var municipalityId = by.MunicipalityId!.Value;
        await using var transaction = await db.BeginAsync(ct);
        await places.TakeTurnAsync(municipalityId, ct);
        if ((await places.ListAsync(municipalityId, ct)).All(place => place.Id != id))
        {
            return Outcome.Done(id);
        }

        if (!await places.RemoveAsync(id, version, municipalityId, ct))
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, "place.remove", "MeetingPlace", id, null, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id);
    }
}
