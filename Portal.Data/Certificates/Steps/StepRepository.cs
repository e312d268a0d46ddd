using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Certificates.Steps;

/// <summary>Reads and writes the steps of certificates. The caller has shown that the certificate is the viewer's to see.</summary>
public sealed class StepRepository(DbSession db)
{
    internal const string ListSql = """
        SELECT s.Id, s.At, s.Kind, p.Name AS ByName, s.Code, s.OnDay, s.SectionId, s.AnswerVersion, f.Name AS FromClinicName, k.Name AS ToClinicName,
               d.Name AS ToDoctorName, s.Note, s.RetractedAt
        FROM CertificateSteps s
        JOIN People p ON p.Id = s.ById
        LEFT JOIN Clinics f ON f.Id = s.FromClinicId
        LEFT JOIN Clinics k ON k.Id = s.ToClinicId
        LEFT JOIN People d ON d.Id = s.ToDoctorId
        WHERE s.RequestId = @RequestId
        ORDER BY s.At, s.Id
        """;

    internal const string InsertSql = """
        INSERT INTO CertificateSteps (Id, RequestId, At, ById, Kind, Code, OnDay, SectionId, AnswerVersion, FromClinicId, ToClinicId, ToDoctorId, Note)
        VALUES (@Id, @RequestId, @At, @ById, @Kind, @Code, @OnDay, @SectionId, @AnswerVersion, @FromClinicId, @ToClinicId, @ToDoctorId, @Note)
        """;

    internal const string ListLastSql = """
        SELECT s.Id, s.At, s.Kind, p.Name AS ByName, s.Code, s.SectionId, s.Note
        FROM CertificateSteps s
        JOIN People p ON p.Id = s.ById
        WHERE s.RequestId = @RequestId AND s.Kind = @Kind
        ORDER BY s.At DESC, s.Id DESC
        {take}
        """;

    /// <summary>What was done, oldest first.</summary>
    public Task<IReadOnlyList<CertificateStep>> ListAsync(Guid requestId, CancellationToken ct) =>
        db.QueryAsync<CertificateStep>(ListSql, new { RequestId = requestId }, ct);

    /// <summary>Whether the step, with its words, is the last of its kind: what one says twice is a repeat, what another says is not.</summary>
    internal async Task<bool> IsSaidAsync(Guid requestId, NewStep step, CancellationToken ct) =>
        (step.Note is null && step.Code is null)
        || (await db.QueryAsync<CertificateStep>(ListLastSql, new { RequestId = requestId, Kind = step.Kind.ToString(), Take = 1 }, ct) is [var last]
            && (last.Code, last.SectionId, last.Note) == (step.Code, step.SectionId, step.Note));

    internal Task AddAsync(Guid requestId, NewStep step, ActionContext by, CancellationToken ct) => db.ExecuteAsync(
        InsertSql,
        new
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(by.At)),
            RequestId = requestId,
            by.At,
            ById = by.PersonId,
            Kind = step.Kind.ToString(),
            step.Code,
            step.OnDay,
            step.SectionId,
            step.AnswerVersion,
            step.FromClinicId,
            step.ToClinicId,
            step.ToDoctorId,
            step.Note,
        },
        ct);
}
