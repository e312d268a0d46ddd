using Portal.Data.Database;

namespace Portal.Data.Certificates;

/// <summary>A question to the medical consultant and what came of it. Internal to the municipality: no clinic ever reads it.</summary>
public sealed record Sparring
{
    public required Guid Id { get; init; }

    public required Guid ConsultantId { get; init; }

    public required string ConsultantName { get; init; }

    public required string AskedByName { get; init; }

    public required DateTime AskedAt { get; init; }

    public required string Question { get; init; }

    /// <summary>Null while it is waited for, and when the caseworker took the question back.</summary>
    public string? Advice { get; init; }

    public DateTime? EndedAt { get; init; }
}

/// <summary>A medical consultant who could be asked.</summary>
public sealed record ConsultantChoice
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>Works at the clinic that would answer, too, and can therefore not advise.</summary>
    public bool IsOfClinic { get; init; }
}

/// <summary>Reads and writes what passes between caseworker and medical consultant.</summary>
public sealed class SparringRepository(DbSession db)
{
    internal const string ListForRequestSql = """
        SELECT o.Id, o.ConsultantId, c.Name AS ConsultantName, p.Name AS AskedByName, o.AskedAt, o.Question, o.Advice, o.EndedAt
        FROM Sparrings o
        JOIN People c ON c.Id = o.ConsultantId
        JOIN People p ON p.Id = o.AskedById
        WHERE o.RequestId = @RequestId
        ORDER BY o.AskedAt, o.Id
        """;

    internal const string ListConsultantsSql = """
        SELECT p.Id, p.Name, p.Title,
               CASE WHEN EXISTS (SELECT 1 FROM PersonClinics c WHERE c.PersonId = p.Id AND c.ClinicId = @ClinicId) THEN 1 ELSE 0 END AS IsOfClinic
        FROM People p
        WHERE p.MunicipalityId = @MunicipalityId AND p.Role = 'MedicalConsultant' AND p.IsActive = 1
        ORDER BY p.Name COLLATE {danish}, p.Id
        """;

    internal const string InsertSql = """
        INSERT INTO Sparrings (Id, RequestId, CitizenId, ConsultantId, AskedById, AskedAt, Question)
        VALUES (@Id, @RequestId, @CitizenId, @ConsultantId, @AskedById, @AskedAt, @Question)
        """;

    internal const string SetEndedSql = """
        UPDATE Sparrings
        SET Advice = @Advice, EndedAt = @EndedAt
        WHERE Id = @Id AND EndedAt IS NULL
        """;

    /// <summary>Every question and advice of a request, oldest first. The caller has shown that the viewer does its casework.</summary>
    public Task<IReadOnlyList<Sparring>> ListForRequestAsync(Guid requestId, CancellationToken ct) =>
        db.QueryAsync<Sparring>(ListForRequestSql, new { RequestId = requestId }, ct);

    /// <summary>The municipality's medical consultants, with whether each works at the clinic that would answer.</summary>
    public Task<IReadOnlyList<ConsultantChoice>> ListConsultantsAsync(Guid municipalityId, Guid clinicId, CancellationToken ct) =>
        db.QueryAsync<ConsultantChoice>(ListConsultantsSql, new { MunicipalityId = municipalityId, ClinicId = clinicId }, ct);

    internal Task<bool> TryInsertAsync(Guid id, Certificate request, Guid consultantId, string question, Guid by, DateTime at, CancellationToken ct) =>
        db.TryInsertAsync(
            InsertSql,
            new { Id = id, RequestId = request.Id, CitizenId = request.Citizen.Id, ConsultantId = consultantId, AskedById = by, AskedAt = at, Question = question },
            ct);

    internal async Task<bool> SetEndedAsync(Guid id, string? advice, DateTime at, CancellationToken ct) =>
        await db.ExecuteAsync(SetEndedSql, new { Id = id, Advice = advice, EndedAt = at }, ct) == 1;
}
