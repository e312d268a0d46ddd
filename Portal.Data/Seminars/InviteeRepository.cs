using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Seminars;

/// <summary>Somebody whom a municipality can invite: a clinic, a unit or one of its own people.</summary>
public sealed record Invitee
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Of a clinic: its city; of a person: the title; of a unit: empty.</summary>
    public required string Place { get; init; }

    /// <summary>Of a clinic: whether it lies in the municipality.</summary>
    public bool IsNear { get; init; }

    /// <summary>Of a person: the role.</summary>
    public Role? Role { get; init; }
}

/// <summary>Lists whom a municipality can invite.</summary>
public sealed class InviteeRepository(DbSession db)
{
    internal const string ListClinicsSql = """
        SELECT c.Id, c.Name, c.City AS Place, CASE WHEN c.MunicipalityId = @MunicipalityId THEN 1 ELSE 0 END AS IsNear
        FROM Municipalities m
        CROSS JOIN Clinics c
        WHERE c.MunicipalityId = m.Id AND c.IsEnabled = 1
        ORDER BY c.Name COLLATE {danish}, c.Id
        """;

    internal const string ListUnitsSql = """
        SELECT u.Id, u.Name, '' AS Place, 1 AS IsNear
        FROM Units u
        WHERE u.MunicipalityId = @MunicipalityId
        ORDER BY u.Name COLLATE {danish}, u.Id
        """;

    internal const string ListPeopleSql = """
        SELECT p.Id, p.Name, p.Title AS Place, 1 AS IsNear, p.Role
        FROM People p
        WHERE p.MunicipalityId = @MunicipalityId AND p.IsActive = 1 AND p.Role IN ('Caseworker', 'Coordinator', 'MedicalConsultant')
        ORDER BY p.Name COLLATE {danish}, p.Id
        """;

    /// <summary>Every clinic that takes anything, in the order of the Danish alphabet.</summary>
    public Task<IReadOnlyList<Invitee>> ListClinicsAsync(Guid municipalityId, CancellationToken ct) =>
        db.QueryAsync<Invitee>(ListClinicsSql, new { MunicipalityId = municipalityId }, ct);

    public Task<IReadOnlyList<Invitee>> ListUnitsAsync(Guid municipalityId, CancellationToken ct) =>
        db.QueryAsync<Invitee>(ListUnitsSql, new { MunicipalityId = municipalityId }, ct);

    /// <summary>The municipality's caseworkers, coordinators and consultants.</summary>
    public Task<IReadOnlyList<Invitee>> ListPeopleAsync(Guid municipalityId, CancellationToken ct) =>
        db.QueryAsync<Invitee>(ListPeopleSql, new { MunicipalityId = municipalityId }, ct);
}
