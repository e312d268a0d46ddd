using Portal.Data.Database;

namespace Portal.Data.Directory.Places;

/// <summary>Reads when the schools of a municipality are closed.</summary>
public sealed class SchoolHolidayRepository(DbSession db)
{
    internal const string ListSql = """
        SELECT Id, Name, FromDay, ToDay
        FROM SchoolHolidays
        WHERE MunicipalityId = @MunicipalityId AND ToDay >= @From AND FromDay <= @To
        ORDER BY FromDay, ToDay, Id
        """;

    /// <summary>The holidays that touch a stretch of days, both included, by first day.</summary>
    public Task<IReadOnlyList<SchoolHoliday>> ListAsync(Guid municipalityId, DateOnly from, DateOnly to, CancellationToken ct) =>
        db.QueryAsync<SchoolHoliday>(ListSql, new { MunicipalityId = municipalityId, From = from, To = to }, ct);
}
