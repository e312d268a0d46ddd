using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Directory;

/// <summary>A session that holds, and what its person may do at this moment.</summary>
public sealed record OpenSession
{
    public required Guid SessionId { get; init; }

    /// <summary>As whom the person acts when standing in for nobody.</summary>
    public required ActionContext Own { get; init; }

    /// <summary>For whom the person can stand in today, by substitution: the clinic and its doctor.</summary>
    public required IReadOnlyDictionary<Guid, (Guid ClinicId, Guid DoctorId)> StandIns { get; init; }

    /// <summary>As whom the person acts. Outside its period a substitution gives nothing.</summary>
    /// <param name="substitutionId">What the session was begun with.</param>
    public ActionContext Acting(Guid? substitutionId) => substitutionId is { } id && StandIns.TryGetValue(id, out var standIn)
        ? Own with { ClinicId = standIn.ClinicId, OnBehalfOfId = standIn.DoctorId }
        : Own;
}

/// <summary>Reads which sessions hold.</summary>
public sealed class SessionRepository(DbSession db)
{
    /// <summary>How many sessions one statement asks about.</summary>
    public const int Most = 100;

    internal const string ListOpenSql = """
        SELECT s.Id AS SessionId, p.Id AS PersonId, p.Role, p.MunicipalityId, p.UnitId, p.ClinicId, v.UnitId AS CoveredUnitId,
               b.Id AS SubstitutionId, b.ClinicId AS StandInClinicId, b.DoctorId
        FROM Sessions s
        JOIN People p ON p.Id = s.PersonId AND p.IsActive = 1
        LEFT JOIN PersonUnits v ON v.PersonId = p.Id
        LEFT JOIN Substitutions b ON b.SubstituteId = p.Id AND b.ToOn >= @Today AND b.FromOn <= @Today AND b.EndedAt IS NULL
            AND b.ClinicId <> p.ClinicId AND p.Role = 'Gp'
        WHERE s.Id IN @SessionIds AND s.EndedAt IS NULL AND s.StartedAt > @Since
        ORDER BY s.Id, v.UnitId, b.Id
        """;

    /// <summary>Those of some sessions that hold, whose people still have access, in one statement for each hundred.</summary>
    /// <param name="now">UTC.</param>
    public async Task<IReadOnlyDictionary<Guid, OpenSession>> ListOpenAsync(IEnumerable<Guid> sessionIds, DateTime now, CancellationToken ct)
    {
        var open = new Dictionary<Guid, OpenSession>();
        foreach (var some in sessionIds.Distinct().Chunk(Most))
        {
            var parameters = new { SessionIds = some, Since = now - SessionService.Longest, Today = DanishTime.DayOf(now) };
            foreach (var rows in (await db.QueryAsync<Row>(ListOpenSql, parameters, ct)).GroupBy(row => row.SessionId))
            {
                open[rows.Key] = ToSession([.. rows], now);
            }
        }

        return open;
    }

    private static OpenSession ToSession(IReadOnlyList<Row> rows, DateTime now) => new()
    {
        SessionId = rows[0].SessionId,
        Own = new ActionContext
        {
            PersonId = rows[0].PersonId,
            Role = rows[0].Role,
            MunicipalityId = rows[0].MunicipalityId,
            UnitId = rows[0].UnitId,
            CoveredUnitIds = [.. rows.Select(row => row.CoveredUnitId).OfType<Guid>().Distinct().Order()],
            ClinicId = rows[0].ClinicId,
            At = now,
        },
        StandIns = rows.Where(row => row.SubstitutionId is not null).DistinctBy(row => row.SubstitutionId)
            .ToDictionary(row => row.SubstitutionId!.Value, row => (row.StandInClinicId!.Value, row.DoctorId!.Value)),
    };

    private sealed record Row
    {
        public required Guid SessionId { get; init; }

        public required Guid PersonId { get; init; }

        public required Role Role { get; init; }

        public Guid? MunicipalityId { get; init; }

        public Guid? UnitId { get; init; }

        public Guid? ClinicId { get; init; }

        public Guid? CoveredUnitId { get; init; }

        public Guid? SubstitutionId { get; init; }

        public Guid? StandInClinicId { get; init; }

        public Guid? DoctorId { get; init; }
    }
}
