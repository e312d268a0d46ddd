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
        INSERT INTO People (Id, SignInKey, Name, Title, Role, MunicipalityId, UnitId, ClinicId, Phone, ReachableHours, Email, IsActive, Version)
        VALUES (@Id, @SignInKey, @Name, @Title, @Role, @MunicipalityId, @UnitId, @ClinicId, @Phone, @ReachableHours, @Email, @IsActive, 1)
        """;

    internal const string DeactivatePersonSql = """
        UPDATE People
        SET IsActive = 0, Version = Version + 1
        WHERE Id = @Id AND IsActive = 1
        """;

    internal const string CoverUnitSql = """
        INSERT INTO PersonUnits (PersonId, UnitId)
        SELECT p.Id, u.Id
        FROM People p
        JOIN Units u ON u.MunicipalityId = p.MunicipalityId
        WHERE p.Id = @PersonId AND u.Id = @UnitId AND p.Role IN ('Caseworker', 'Coordinator') AND (p.UnitId IS NULL OR p.UnitId <> u.Id)
          AND NOT EXISTS (SELECT 1 FROM PersonUnits v WHERE v.PersonId = p.Id AND v.UnitId = u.Id)
        """;

    internal const string UncoverUnitSql = "DELETE FROM PersonUnits WHERE PersonId = @PersonId AND UnitId = @UnitId";

    internal const string AddClinicSql = """
        INSERT INTO PersonClinics (PersonId, ClinicId)
        SELECT p.Id, c.Id
        FROM People p
        JOIN Clinics c ON c.Id = @ClinicId
        WHERE p.Id = @PersonId AND p.Role = 'MedicalConsultant'
          AND NOT EXISTS (SELECT 1 FROM PersonClinics w WHERE w.PersonId = p.Id AND w.ClinicId = c.Id)
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
            person.Email,
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

    /// <summary>Lets a caseworker or coordinator work for one more unit of the municipality.</summary>
    /// <returns>NotFound when the person does no casework in the unit's municipality, or works for the unit already.</returns>
    public Task<Outcome> CoverUnitAsync(Guid personId, Guid unitId, ActionContext by, CancellationToken ct) =>
        TieAsync(CoverUnitSql, new { PersonId = personId, UnitId = unitId }, "person.cover-unit", personId, unitId, by, ct);

    /// <summary>Ends what <see cref="CoverUnitAsync"/> began; the person's own cases stay theirs.</summary>
    /// <returns>NotFound when the person does not cover the unit.</returns>
    public Task<Outcome> UncoverUnitAsync(Guid personId, Guid unitId, ActionContext by, CancellationToken ct) =>
        TieAsync(UncoverUnitSql, new { PersonId = personId, UnitId = unitId }, "person.uncover-unit", personId, unitId, by, ct);

    /// <summary>Notes a clinic that a medical consultant also works at: on its answers the consultant does not advise.</summary>
    /// <returns>NotFound when the person is no medical consultant, or the clinic is noted already.</returns>
    public Task<Outcome> AddClinicAsync(Guid personId, Guid clinicId, ActionContext by, CancellationToken ct) =>
        TieAsync(AddClinicSql, new { PersonId = personId, ClinicId = clinicId }, "person.add-clinic", personId, clinicId, by, ct);

    private async Task<Outcome> TieAsync(string sql, object row, string action, Guid personId, Guid toId, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await db.ExecuteAsync(sql, row, ct) == 0)
        {
            return Outcome.NotFound;
        }

        await audit.WriteAsync(by, action, "Person", personId, null, toId.ToString(), ct);
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
