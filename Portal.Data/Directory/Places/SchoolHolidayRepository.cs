using Portal.Data.Database;

namespace Portal.Data.Directory.Places;

/// <summary>Reads and writes when the schools of a municipality are closed.</summary>
public sealed class SchoolHolidayRepository(DbSession db)
{
    internal const string ListSql = """
        SELECT Id, Name, FromDay, ToDay
        FROM SchoolHolidays
        WHERE MunicipalityId = @MunicipalityId AND ToDay >= @From AND FromDay <= @To
        ORDER BY FromDay, ToDay, Id
        """;

    internal const string InsertSql = """
        INSERT INTO SchoolHolidays (Id, MunicipalityId, Name, FromDay, ToDay)
        VALUES (@Id, @MunicipalityId, @Name, @FromDay, @ToDay)
        """;

    internal const string DeleteSql = "DELETE FROM SchoolHolidays WHERE Id = @Id AND MunicipalityId = @MunicipalityId";

    /// <summary>The holidays that touch a stretch of days, both included, by first day.</summary>
    public Task<IReadOnlyList<SchoolHoliday>> ListAsync(Guid municipalityId, DateOnly from, DateOnly to, CancellationToken ct) =>
        db.QueryAsync<SchoolHoliday>(ListSql, new { MunicipalityId = municipalityId, From = from, To = to }, ct);

    internal Task InsertAsync(Guid id, Guid municipalityId, SchoolHolidayInput input, CancellationToken ct) => db.ExecuteAsync(
        InsertSql, new { Id = id, MunicipalityId = municipalityId, input.Name, input.FromDay, ToDay = input.ToDay ?? input.FromDay }, ct);

    /// <returns>False when there is none such in the municipality.</returns>
    internal async Task<bool> DeleteAsync(Guid id, Guid municipalityId, CancellationToken ct) =>
        await db.ExecuteAsync(DeleteSql, new { Id = id, MunicipalityId = municipalityId }, ct) == 1;
}
