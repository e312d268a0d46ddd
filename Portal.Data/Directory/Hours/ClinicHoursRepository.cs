using Portal.Data.Database;
using Portal.Data.Seminars;

namespace Portal.Data.Directory.Hours;

/// <summary>Reads when clinics have time. Nothing in it is secret to those who plan meetings.</summary>
public sealed class ClinicHoursRepository(DbSession db)
{
    internal const string ListClinicsSql = """
        SELECT Id, Name, City, Latitude, Longitude
        FROM Clinics
        WHERE Id IN @ClinicIds
        ORDER BY Name COLLATE {danish}, Id
        """;

    // Of the schedules before the first day only the one that still holds then.
    internal const string ListSchedulesSql = """
        SELECT s.Id, s.ClinicId, s.ValidFrom, s.Note, s.EnteredByName, s.IsByClinic, s.EnteredAt, s.Version
        FROM ClinicSchedules s
        WHERE s.ClinicId IN @ClinicIds AND s.ValidFrom <= @To
          AND NOT EXISTS (
              SELECT 1 FROM ClinicSchedules l
              WHERE l.ClinicId = s.ClinicId AND l.ValidFrom > s.ValidFrom AND l.ValidFrom <= @From)
        ORDER BY s.ClinicId, s.ValidFrom, s.Id
        """;

    internal const string ListWindowsSql = """
        SELECT w.ScheduleId, w.Kind, w.Weekday, w.FromMinute, w.ToMinute
        FROM ClinicSchedules s
        JOIN ClinicWindows w ON w.ScheduleId = s.Id
        WHERE s.ClinicId IN @ClinicIds AND s.ValidFrom <= @To
          AND NOT EXISTS (
              SELECT 1 FROM ClinicSchedules l
              WHERE l.ClinicId = s.ClinicId AND l.ValidFrom > s.ValidFrom AND l.ValidFrom <= @From)
        ORDER BY w.ScheduleId, w.Number
        """;

    internal const string ListClosuresSql = """
        SELECT Id, ClinicId, FromDay, ToDay, Reason, EnteredByName
        FROM ClinicClosures
        WHERE ClinicId IN @ClinicIds AND ToDay >= @From AND FromDay <= @To
        ORDER BY ClinicId, ToDay, Id
        """;

    /// <summary>What is known of some clinics in a stretch of days, both included, in the order of the Danish alphabet.</summary>
    /// <returns>Every clinic that exists; one of which nothing is known has no schedule.</returns>
    public async Task<IReadOnlyList<ClinicHours>> ListAsync(IReadOnlyList<Guid> clinicIds, DateOnly from, DateOnly to, CancellationToken ct)
    {
        if (clinicIds.Count == 0)
        {
            return [];
        }

        var parameters = new { ClinicIds = clinicIds, From = from, To = to };
        var clinics = await db.QueryAsync<ClinicRow>(ListClinicsSql, parameters, ct);
        var windows = (await db.QueryAsync<WindowRow>(ListWindowsSql, parameters, ct)).ToLookup(static row => row.ScheduleId, static row => row.ToWindow());
        var schedules = (await db.QueryAsync<ScheduleRow>(ListSchedulesSql, parameters, ct)).ToLookup(static row => row.ClinicId, row => row.ToSchedule([.. windows[row.Id]]));
        var closures = (await db.QueryAsync<ClosureRow>(ListClosuresSql, parameters, ct)).ToLookup(static row => row.ClinicId, static row => row.ToClosure());
        return
        [
            .. clinics.Select(clinic => new ClinicHours
            {
                ClinicId = clinic.Id,
                Name = clinic.Name,
                City = clinic.City,
                Point = GeoPoint.From(clinic.Latitude, clinic.Longitude),
                Schedules = [.. schedules[clinic.Id]],
                Closures = [.. closures[clinic.Id]],
            }),
        ];
    }

    private sealed record ClinicRow
    {
        public required Guid Id { get; init; }

        public required string Name { get; init; }

        public required string City { get; init; }

        public double? Latitude { get; init; }

        public double? Longitude { get; init; }
    }

    private sealed record ScheduleRow
    {
        public required Guid Id { get; init; }

        public required Guid ClinicId { get; init; }

        public required DateOnly ValidFrom { get; init; }

        public required string Note { get; init; }

        public required string EnteredByName { get; init; }

        public required bool IsByClinic { get; init; }

        public required DateTime EnteredAt { get; init; }

        public required int Version { get; init; }

        public ClinicSchedule ToSchedule(IReadOnlyList<HoursWindow> windows) => new()
        {
            Id = Id,
            ValidFrom = ValidFrom,
            Note = Note,
            EnteredByName = EnteredByName,
            IsByClinic = IsByClinic,
            EnteredAt = EnteredAt,
            Windows = windows,
            Version = Version,
        };
    }

    private sealed record WindowRow
    {
        public required Guid ScheduleId { get; init; }

        public required WindowKind Kind { get; init; }

        public required int Weekday { get; init; }

        public required int FromMinute { get; init; }

        public required int ToMinute { get; init; }

        public HoursWindow ToWindow() => new(Kind, Weekday, FromMinute, ToMinute);
    }

    private sealed record ClosureRow
    {
        public required Guid Id { get; init; }

        public required Guid ClinicId { get; init; }

        public required DateOnly FromDay { get; init; }

        public required DateOnly ToDay { get; init; }

        public required string Reason { get; init; }

        public required string EnteredByName { get; init; }

        public ClinicClosure ToClosure() => new() { Id = Id, FromDay = FromDay, ToDay = ToDay, Reason = Reason, EnteredByName = EnteredByName };
    }
}
