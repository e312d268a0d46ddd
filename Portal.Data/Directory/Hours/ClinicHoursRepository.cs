using Portal.Data.Database;
using Portal.Data.Seminars;

namespace Portal.Data.Directory.Hours;

/// <summary>Reads and writes when clinics have time. Nothing in it is secret to those who plan meetings.</summary>
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
        SELECT x.Id, x.ClinicId, x.FromDay, x.ToDay, x.Reason, x.EnteredByName, CASE WHEN p.ClinicId IS NULL THEN 0 ELSE 1 END AS IsByClinic
        FROM ClinicClosures x
        JOIN People p ON p.Id = x.EnteredById
        WHERE x.ClinicId IN @ClinicIds AND x.ToDay >= @From AND x.FromDay <= @To
        ORDER BY x.ClinicId, x.ToDay, x.Id
        """;

    internal const string ListOfMunicipalitySql = """
        SELECT c.Id
        FROM Municipalities m
        CROSS JOIN Clinics c
        WHERE m.Id = @MunicipalityId AND c.MunicipalityId = m.Id AND c.IsEnabled = 1
        ORDER BY c.Id
        """;

    // Changes nothing, and makes whoever else writes the clinic's hours wait until this transaction ends.
    internal const string TakeTurnSql = "UPDATE Clinics SET Version = Version WHERE Id = @ClinicId";

    internal const string InsertScheduleSql = """
        INSERT INTO ClinicSchedules (Id, ClinicId, ValidFrom, Note, EnteredById, EnteredByName, IsByClinic, EnteredAt, Version)
        SELECT @Id, @ClinicId, @ValidFrom, @Note, p.Id, p.Name, @IsByClinic, @EnteredAt, 1
        FROM People p
        WHERE p.Id = @EnteredById
        """;

    internal const string UpdateScheduleSql = """
        UPDATE ClinicSchedules
        SET ValidFrom = @ValidFrom, Note = @Note, EnteredById = @EnteredById, EnteredByName = (SELECT p.Name FROM People p WHERE p.Id = @EnteredById),
            IsByClinic = @IsByClinic, EnteredAt = @EnteredAt, Version = Version + 1
        WHERE Id = @Id AND ClinicId = @ClinicId AND Version = @Version
        """;

    internal const string InsertWindowSql = """
        INSERT INTO ClinicWindows (ScheduleId, Number, Kind, Weekday, FromMinute, ToMinute)
        VALUES (@ScheduleId, @Number, @Kind, @Weekday, @FromMinute, @ToMinute)
        """;

    internal const string DeleteWindowsSql = "DELETE FROM ClinicWindows WHERE ScheduleId = @ScheduleId";

    internal const string DeleteScheduleSql = "DELETE FROM ClinicSchedules WHERE Id = @Id AND ClinicId = @ClinicId AND Version = @Version";

    internal const string InsertClosureSql = """
        INSERT INTO ClinicClosures (Id, ClinicId, FromDay, ToDay, Reason, EnteredById, EnteredByName, EnteredAt)
        SELECT @Id, @ClinicId, @FromDay, @ToDay, @Reason, p.Id, p.Name, @EnteredAt
        FROM People p
        WHERE p.Id = @EnteredById
        """;

    internal const string DeleteClosureSql = "DELETE FROM ClinicClosures WHERE Id = @Id AND ClinicId = @ClinicId";

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

    /// <summary>What is known of one clinic from a day on.</summary>
    /// <returns>Null when there is no such clinic.</returns>
    public async Task<ClinicHours?> FindAsync(Guid clinicId, DateOnly from, CancellationToken ct) =>
        (await ListAsync([clinicId], from, DateOnly.MaxValue, ct)).SingleOrDefault();

    /// <summary>The same of every open clinic of a municipality, in the order of the Danish alphabet.</summary>
    public async Task<IReadOnlyList<ClinicHours>> ListOfMunicipalityAsync(Guid municipalityId, DateOnly from, CancellationToken ct) =>
        await ListAsync(await db.QueryAsync<Guid>(ListOfMunicipalitySql, new { MunicipalityId = municipalityId }, ct), from, DateOnly.MaxValue, ct);

    /// <summary>Until the open transaction ends, nobody else writes the clinic's hours.</summary>
    internal Task TakeTurnAsync(Guid clinicId, CancellationToken ct) => db.ExecuteAsync(TakeTurnSql, new { ClinicId = clinicId }, ct);

    internal async Task InsertAsync(Guid id, Guid clinicId, ClinicScheduleInput input, IReadOnlyList<HoursWindow> windows, bool isByClinic, Guid by, DateTime at, CancellationToken ct)
    {
        await db.ExecuteAsync(InsertScheduleSql, new { Id = id, ClinicId = clinicId, input.ValidFrom, input.Note, IsByClinic = isByClinic, EnteredById = by, EnteredAt = at }, ct);
        await InsertWindowsAsync(id, windows, ct);
    }

    /// <returns>False when somebody else changed the schedule since.</returns>
    internal async Task<bool> UpdateAsync(
        Guid id, int version, Guid clinicId, ClinicScheduleInput input, IReadOnlyList<HoursWindow> windows, bool isByClinic, Guid by, DateTime at, CancellationToken ct)
    {
        if (await db.ExecuteAsync(
            UpdateScheduleSql,
            new { Id = id, Version = version, ClinicId = clinicId, input.ValidFrom, input.Note, IsByClinic = isByClinic, EnteredById = by, EnteredAt = at },
            ct) == 0)
        {
            return false;
        }

        await db.ExecuteAsync(DeleteWindowsSql, new { ScheduleId = id }, ct);
        await InsertWindowsAsync(id, windows, ct);
        return true;
    }

    /// <returns>False when somebody else changed the schedule since; the transaction is then only good for rolling back.</returns>
    internal async Task<bool> DeleteAsync(Guid id, int version, Guid clinicId, CancellationToken ct)
    {
        await db.ExecuteAsync(DeleteWindowsSql, new { ScheduleId = id }, ct);
        return await db.ExecuteAsync(DeleteScheduleSql, new { Id = id, Version = version, ClinicId = clinicId }, ct) == 1;
    }

    internal Task InsertAsync(Guid id, Guid clinicId, ClinicClosureInput input, Guid by, DateTime at, CancellationToken ct) => db.ExecuteAsync(
        InsertClosureSql,
        new { Id = id, ClinicId = clinicId, input.FromDay, ToDay = input.ToDay ?? input.FromDay, input.Reason, EnteredById = by, EnteredAt = at },
        ct);

    internal Task DeleteClosureAsync(Guid id, Guid clinicId, CancellationToken ct) => db.ExecuteAsync(DeleteClosureSql, new { Id = id, ClinicId = clinicId }, ct);

    private async Task InsertWindowsAsync(Guid scheduleId, IReadOnlyList<HoursWindow> windows, CancellationToken ct)
    {
        foreach (var (number, window) in windows.Index())
        {
            await db.ExecuteAsync(
                InsertWindowSql, new { ScheduleId = scheduleId, Number = number, Kind = window.Kind.ToString(), window.Weekday, window.FromMinute, window.ToMinute }, ct);
        }
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

        public required bool IsByClinic { get; init; }

        public ClinicClosure ToClosure() => new() { Id = Id, FromDay = FromDay, ToDay = ToDay, Reason = Reason, EnteredByName = EnteredByName, IsByClinic = IsByClinic };
    }
}
