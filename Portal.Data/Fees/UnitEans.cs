using Portal.Data.Audit;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Fees;

/// <summary>Where the units of a municipality get their invoices.</summary>
public sealed class UnitEans(DbSession db, AuditLog audit)
{
    internal const string ListSql = """
        SELECT Id, Name, Ean, Version
        FROM Units
        WHERE MunicipalityId = @MunicipalityId
        ORDER BY Name COLLATE {danish}, Id
        """;

    internal const string SetSql = """
        UPDATE Units
        SET Ean = @Ean, Version = Version + 1
        WHERE Id = @Id AND MunicipalityId = @MunicipalityId AND Version = @Version
        """;

    /// <summary>The units of a municipality, in the order of the Danish alphabet.</summary>
    public Task<IReadOnlyList<UnitEan>> ListAsync(Guid municipalityId, CancellationToken ct) =>
        db.QueryAsync<UnitEan>(ListSql, new { MunicipalityId = municipalityId }, ct);

    /// <summary>Enters a unit's EAN number, or takes it away when it is empty. Invoices that are out keep theirs.</summary>
    /// <param name="ean">As <see cref="EanNumber.Clean"/> gives it.</param>
    /// <returns>Invalid when it is no EAN number; NotFound for a unit of another municipality.</returns>
    public async Task<Outcome> SetAsync(Guid unitId, int version, string ean, ActionContext by, CancellationToken ct)
    {
        if (by.Role != Role.Administrator || by.MunicipalityId is not { } municipalityId)
        {
            return Outcome.Refused(new Refusal("Refusals.OnlyAdministratorSetsEan"));
        }

        await using var transaction = await db.BeginAsync(ct);
        if ((await ListAsync(municipalityId, ct)).FirstOrDefault(unit => unit.Id == unitId) is not { } unit)
        {
            return Outcome.NotFound;
        }

        if (ean.Length > 0 && !EanNumber.IsValid(ean))
        {
            return Outcome.Invalid([new FieldError("ean", "Errors.Ean")]);
        }

        if ((unit.Ean ?? "") == ean)
        {
            return Outcome.Done(unitId, unit.Version);
        }

        if (await db.ExecuteAsync(SetSql, new { Id = unitId, MunicipalityId = municipalityId, Version = version, Ean = ean.Length == 0 ? null : ean }, ct) == 0)
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, "unit.set-ean", "Unit", unitId, null, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(unitId, version + 1);
    }
}

/// <summary>A unit and where it gets its invoices.</summary>
public sealed record UnitEan
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>13 digits; null when nobody has entered it.</summary>
    public string? Ean { get; init; }

    public required int Version { get; init; }
}
