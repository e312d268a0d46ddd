using Portal.Data.Database;

namespace Portal.Data.Threads;

/// <summary>Reads and writes how clinics and their people wish to be asked. Everybody who may write to a clinic may read it.</summary>
public sealed class ContactPreferenceRepository(DbSession db)
{
    internal const string FindOwnSql = """
        SELECT w.Id, w.Way, w.Hours, w.Note, w.PersonId, p.Name AS PersonName, k.Name AS ClinicName, c.Name AS ChangedByName, w.ChangedAt, w.Version
        FROM ContactPreferences w
        JOIN People p ON p.Id = w.PersonId
        JOIN Clinics k ON k.Id = p.ClinicId
        JOIN People c ON c.Id = w.ChangedById
        WHERE w.PersonId = @PersonId
        """;

    internal const string FindOfClinicSql = """
        SELECT w.Id, w.Way, w.Hours, w.Note, w.PersonId, k.Name AS ClinicName, c.Name AS ChangedByName, w.ChangedAt, w.Version
        FROM ContactPreferences w
        JOIN Clinics k ON k.Id = w.ClinicId
        JOIN People c ON c.Id = w.ChangedById
        WHERE w.ClinicId = @ClinicId
        """;

    internal const string InsertSql = """
        INSERT INTO ContactPreferences (Id, PersonId, ClinicId, Way, Hours, Note, ChangedById, ChangedAt, Version)
        VALUES (@Id, @PersonId, @ClinicId, @Way, @Hours, @Note, @ChangedById, @ChangedAt, 1)
        """;

    internal const string UpdateSql = """
        UPDATE ContactPreferences
        SET Way = @Way, Hours = @Hours, Note = @Note, ChangedById = @ChangedById, ChangedAt = @ChangedAt, Version = Version + 1
        WHERE Id = @Id AND Version = @Version
        """;

    internal const string DeleteSql = "DELETE FROM ContactPreferences WHERE Id = @Id AND Version = @Version";

    /// <summary>What whoever writes to a clinic should know: the person's own wish if there is one, else the clinic's.</summary>
    /// <param name="personId">Whom of the clinic one writes to; null for the whole clinic.</param>
    /// <returns>Null when neither has said anything.</returns>
    public async Task<ContactPreference?> FindAsync(Guid clinicId, Guid? personId, CancellationToken ct) =>
        personId is { } person && await FindOwnAsync(person, ct) is { } own ? own : await FindOfClinicAsync(clinicId, ct);

    /// <returns>Null when the person has said nothing, whatever their clinic wishes.</returns>
    public Task<ContactPreference?> FindOwnAsync(Guid personId, CancellationToken ct) =>
        db.FindAsync<ContactPreference>(FindOwnSql, new { PersonId = personId }, ct);

    /// <returns>Null when the clinic has said nothing.</returns>
    public Task<ContactPreference?> FindOfClinicAsync(Guid clinicId, CancellationToken ct) =>
        db.FindAsync<ContactPreference>(FindOfClinicSql, new { ClinicId = clinicId }, ct);

    /// <param name="personId">Whose own wish; null for the clinic's.</param>
    /// <returns>False when there is one by now; the transaction is then only good for rolling back.</returns>
    internal Task<bool> TryInsertAsync(Guid id, Guid? personId, Guid? clinicId, ContactPreferenceInput input, Guid by, DateTime at, CancellationToken ct) =>
        db.TryInsertAsync(
            InsertSql,
            new { Id = id, PersonId = personId, ClinicId = clinicId, Way = input.Way.ToString(), input.Hours, input.Note, ChangedById = by, ChangedAt = at },
            ct);

    /// <returns>False when somebody else changed it since.</returns>
    internal async Task<bool> UpdateAsync(Guid id, int version, ContactPreferenceInput input, Guid by, DateTime at, CancellationToken ct) =>
        await db.ExecuteAsync(
            UpdateSql,
            new { Id = id, Version = version, Way = input.Way.ToString(), input.Hours, input.Note, ChangedById = by, ChangedAt = at },
            ct) == 1;

    /// <returns>False when somebody else changed it since.</returns>
    internal async Task<bool> DeleteAsync(Guid id, int version, CancellationToken ct) =>
        await db.ExecuteAsync(DeleteSql, new { Id = id, Version = version }, ct) == 1;
}
