using Portal.Data.Audit;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Certificates.Reminders;

/// <summary>Reads and writes what is done to get an answer.</summary>
public sealed class ReminderRepository(DbSession db)
{
    /// <summary>A column for a statement in which r is the request: the day until which it is let be, until the task has come back.</summary>
    internal const string LeftUntilOn = """
        (SELECT MAX(l.UntilOn) FROM CertificateReminders l
         WHERE l.RequestId = r.Id AND l.Kind = 'Left'
           AND NOT EXISTS (SELECT 1 FROM CertificateReminders b WHERE b.RequestId = r.Id AND b.Kind = 'Task' AND b.At > l.At)) AS LeftUntilOn
        """;

    internal const string ListDueSql = """
        SELECT r.Id, r.CitizenId, r.TypeVersionId, r.TypeSettingsId, r.RungsFired, r.AnswerDueAt, r.NextRungAt, r.Version,
               (SELECT COUNT(*) FROM CertificateReminders c WHERE c.RequestId = r.Id AND c.Kind = 'Left') AS LeftTimes,

        """ + LeftUntilOn + """

        FROM CertificateRequests r
        WHERE r.NextRungAt IS NOT NULL AND r.NextRungAt <= @Now AND r.NextActor = 'Clinic'
          AND (r.NextRungAt > @AfterAt OR (r.NextRungAt = @AfterAt AND r.Id > @AfterId))
        ORDER BY r.NextRungAt, r.Id
        {take}
        """;

    internal const string ListForRequestSql = """
        SELECT e.Id, e.Kind, e.At, p.Name AS ByName, e.UntilOn
        FROM CertificateReminders e
        LEFT JOIN People p ON p.Id = e.ById
        WHERE e.RequestId = @RequestId AND e.Kind IN @Kinds
        ORDER BY e.At, e.Id
        """;

    // Neither the version nor the day of the last change moves: nobody's open form is disturbed, and what lies untouched goes on lying.
    internal const string SetFiredSql = """
        UPDATE CertificateRequests
        SET RungsFired = @RungsFired, NextRungAt = @NextAt,
            RemindedAt = CASE WHEN @Kind = 'Remind' THEN @At ELSE RemindedAt END,
            ReminderTaskAt = CASE WHEN @Kind = 'Task' THEN COALESCE(ReminderTaskAt, @At) ELSE ReminderTaskAt END,
            Desk = CASE WHEN @Kind = 'Task' THEN 'ToDo' ELSE Desk END
        WHERE Id = @Id AND Version = @Version AND RungsFired = @RungsFiredBefore AND NextRungAt = @NextRungAt AND NextActor = 'Clinic'
        """;

    internal const string SetSettledSql = """
        UPDATE CertificateRequests
        SET ReminderTaskAt = NULL, Desk = 'Waiting', RemindedAt = COALESCE(@RemindedAt, RemindedAt), NextRungAt = COALESCE(@NextRungAt, NextRungAt),
            ChangedById = @ChangedById, ChangedAt = @ChangedAt
        WHERE Id = @Id AND Version = @Version AND NextActor = 'Clinic'
          AND COALESCE(ReminderTaskAt, @Never) = @TaskAt AND COALESCE(RemindedAt, @Never) = @LastRemindedAt
        """;

    internal const string InsertSql = """
        INSERT INTO CertificateReminders (Id, RequestId, Rung, Kind, At, ById, UntilOn)
        VALUES (@Id, @RequestId, @Rung, @Kind, @At, @ById, @UntilOn)
        """;

    private static readonly DateTime Never = new(1753, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>What was done to get an answer, oldest first. A clinic sees only that it was reminded; nobody sees what was passed by.</summary>
    /// <remarks>The caller has shown that the certificate is the viewer's to see.</remarks>
    public Task<IReadOnlyList<Reminder>> ListForRequestAsync(Guid requestId, ActionContext viewer, CancellationToken ct)
    {
        ReminderKind[] kinds = viewer.Role.IsCasework()
            ? [ReminderKind.Remind, ReminderKind.Task, ReminderKind.Sent, ReminderKind.Called, ReminderKind.Left]
            : [ReminderKind.Remind, ReminderKind.Sent];
        return db.QueryAsync<Reminder>(ListForRequestSql, new { RequestId = requestId, Kinds = kinds.Select(kind => kind.ToString()) }, ct);
    }

    /// <summary>Requests whose next rung has fallen, oldest first.</summary>
    /// <param name="after">The last of the batch before; null for the first.</param>
    internal Task<IReadOnlyList<DueRung>> ListDueAsync(DateTime now, DueRung? after, int take, CancellationToken ct) =>
        db.QueryAsync<DueRung>(ListDueSql, new { Now = now, AfterAt = after?.NextRungAt ?? Never, AfterId = after?.Id ?? Guid.Empty, Take = take }, ct);

    /// <returns>False when somebody else fired it, or the certificate changed, since <paramref name="due"/> was read.</returns>
    internal async Task<bool> SetFiredAsync(DueRung due, LadderStep step, DateTime at, CancellationToken ct) =>
        await db.ExecuteAsync(
            SetFiredSql,
            new
            {
                due.Id,
                due.Version,
                due.NextRungAt,
                RungsFiredBefore = due.RungsFired,
                step.RungsFired,
                step.NextAt,
                Kind = step.Kind?.ToString(),
                At = at,
            },
            ct) == 1;

    /// <summary>Takes the task off the desk.</summary>
    /// <returns>False when the clinic answered, or a colleague settled it, since the certificate was read.</returns>
    internal async Task<bool> SetSettledAsync(Certificate certificate, ReminderInput input, ActionContext by, CancellationToken ct) =>
        await db.ExecuteAsync(
            SetSettledSql,
            new
            {
                certificate.Id,
                certificate.Version,
                Never,
                TaskAt = certificate.ReminderTaskAt ?? Never,
                LastRemindedAt = certificate.RemindedAt ?? Never,
                RemindedAt = input.Way == ReminderWay.Sent ? by.At : (DateTime?)null,
                NextRungAt = input is { Way: ReminderWay.Left, UntilOn: { } untilOn } ? ReminderLadder.ReturnOf(untilOn) : (DateTime?)null,
                ChangedById = by.PersonId,
                ChangedAt = by.At,
            },
            ct) == 1;

    /// <param name="rung">Null for what a person does.</param>
    /// <returns>False when the rung is there already.</returns>
    internal Task<bool> TryInsertAsync(Guid requestId, int? rung, ReminderKind kind, DateTime at, Guid? by, DateOnly? untilOn, CancellationToken ct) =>
        db.TryInsertAsync(
            InsertSql,
            new { Id = Guid.CreateVersion7(new DateTimeOffset(at)), RequestId = requestId, Rung = rung, Kind = kind.ToString(), At = at, ById = by, UntilOn = untilOn },
            ct);
}

/// <summary>A request whose next rung has fallen.</summary>
internal sealed record DueRung
{
    public required Guid Id { get; init; }

    public required Guid CitizenId { get; init; }

    public required Guid TypeVersionId { get; init; }

    public Guid? TypeSettingsId { get; init; }

    public required int RungsFired { get; init; }

    public DateTime? AnswerDueAt { get; init; }

    public required DateTime NextRungAt { get; init; }

    public required int Version { get; init; }

    public DateOnly? LeftUntilOn { get; init; }

    public int LeftTimes { get; init; }

    public LeftTask? Left => LeftUntilOn is { } untilOn ? new LeftTask(untilOn, LeftTimes) : null;
}
