using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Directory;

/// <summary>Changes who is who.</summary>
public sealed class DirectoryService(DbSession db, AuditLog audit)
{
    internal const string InsertMunicipalitySql = """
        INSERT INTO Municipalities (Id, Name, ShortName, Label, Phone, Version)
        VALUES (@Id, @Name, @ShortName, @Label, @Phone, 1)
        """;

    internal const string InsertUnitSql = """
        INSERT INTO Units (Id, MunicipalityId, Name, Version)
        VALUES (@Id, @MunicipalityId, @Name, 1)
        """;

    internal const string InsertClinicSql = """
        INSERT INTO Clinics (Id, MunicipalityId, Name, Street, PostalCode, City, Phone, ProviderNumber, IsEnabled, Version)
        VALUES (@Id, @MunicipalityId, @Name, @Street, @PostalCode, @City, @Phone, @ProviderNumber, @IsEnabled, 1)
        """;

    internal const string InsertPersonSql = """
        INSERT INTO People (Id, SignInKey, Name, Title, Role, MunicipalityId, UnitId, ClinicId, Phone, ReachableHours, IsActive, Version)
        VALUES (@Id, @SignInKey, @Name, @Title, @Role, @MunicipalityId, @UnitId, @ClinicId, @Phone, @ReachableHours, @IsActive, 1)
        """;

    internal const string DeactivatePersonSql = """
        UPDATE People
        SET IsActive = 0, Version = Version + 1
        WHERE Id = @Id AND IsActive = 1
        """;

    public Task AddAsync(Municipality municipality, ActionContext by, CancellationToken ct) =>
        AddAsync(InsertMunicipalitySql, municipality, "municipality.add", "Municipality", municipality.Id, by, ct);

    public Task AddAsync(Unit unit, ActionContext by, CancellationToken ct) =>
        AddAsync(InsertUnitSql, unit, "unit.add", "Unit", unit.Id, by, ct);

    public Task AddAsync(Clinic clinic, ActionContext by, CancellationToken ct) =>
        AddAsync(InsertClinicSql, clinic, "clinic.add", "Clinic", clinic.Id, by, ct);

    public Task AddAsync(Person person, ActionContext by, CancellationToken ct) => AddAsync(
        InsertPersonSql,
        new
        {
            person.Id,
            person.SignInKey,
            person.Name,
            person.Title,
            Role = person.Role.ToString(),
            person.MunicipalityId,
            person.UnitId,
            person.ClinicId,
            person.Phone,
            person.ReachableHours,
            person.IsActive,
        },
        "person.add",
        "Person",
        person.Id,
        by,
        ct);

    /// <summary>Ends a person's access; what they did stays.</summary>
    public async Task<Outcome> DeactivateAsync(Guid personId, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await db.ExecuteAsync(DeactivatePersonSql, new { Id = personId }, ct) == 0)
        {
            return Outcome.NotFound;
        }

        await audit.WriteAsync(by, "person.deactivate", "Person", personId, null, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(personId);
    }

    private async Task AddAsync(string sql, object row, string action, string kind, Guid id, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        await db.ExecuteAsync(sql, row, ct);
        await audit.WriteAsync(by, action, kind, id, null, null, ct);
        await transaction.CommitAsync(ct);
    }
}
