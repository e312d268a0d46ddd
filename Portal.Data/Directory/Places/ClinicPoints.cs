using Portal.Data.Audit;
using Portal.Data.Database;
using Portal.Data.Seminars;

namespace Portal.Data.Directory.Places;

/// <summary>A clinic's address, and where that lies.</summary>
public sealed record ClinicPoint
{
    public required Guid ClinicId { get; init; }

    public required string Name { get; init; }

    public required string Street { get; init; }

    public required string PostalCode { get; init; }

    public required string City { get; init; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    /// <summary>Of the clinic.</summary>
    public required int Version { get; init; }

    public GeoPoint? Point => GeoPoint.From(Latitude, Longitude);
}

/// <summary>Where clinics lie: from there the way to a meeting is counted.</summary>
public sealed class ClinicPoints(DbSession db, AuditLog audit)
{
    internal const string FindSql = """
        SELECT Id AS ClinicId, Name, Street, PostalCode, City, Latitude, Longitude, Version
        FROM Clinics
        WHERE Id = @ClinicId AND MunicipalityId = @MunicipalityId
        """;

    internal const string SetSql = """
        UPDATE Clinics
        SET Latitude = @Latitude, Longitude = @Longitude, Version = Version + 1
        WHERE Id = @ClinicId AND Version = @Version
        """;

    /// <returns>Null when there is no such clinic in the municipality.</returns>
    public Task<ClinicPoint?> FindAsync(Guid clinicId, Guid? municipalityId, CancellationToken ct) =>
        db.FindAsync<ClinicPoint>(FindSql, new { ClinicId = clinicId, MunicipalityId = municipalityId }, ct);

    /// <summary>Says where a clinic of the actor's municipality lies, or that it is unknown.</summary>
    /// <param name="version">Of the clinic as the form showed it.</param>
    /// <returns>Done also when the same stands there already; Invalid names the fields latitude and longitude.</returns>
    public async Task<Outcome> SetAsync(Guid clinicId, int version, PointInput input, ActionContext by, CancellationToken ct)
    {
        if (PlaceRules.WhyNot(by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        await using var transaction = await db.BeginAsync(ct);
        if (await FindAsync(clinicId, by.MunicipalityId, ct) is not { } clinic)
        {
            return Outcome.NotFound;
        }

        var (errors, point) = PlaceRules.Read(input);
        if (errors.Count > 0)
        {
            return Outcome.Invalid(errors);
        }

        if (clinic.Point == point)
        {
            return Outcome.Done(clinicId, clinic.Version);
        }

        if (await db.ExecuteAsync(SetSql, new { ClinicId = clinicId, Version = version, point?.Latitude, point?.Longitude }, ct) == 0)
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, "clinic.locate", "Clinic", clinicId, null, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(clinicId, version + 1);
    }
}
