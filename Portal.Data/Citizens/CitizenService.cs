using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Citizens;

/// <summary>Registers citizens and shows their numbers.</summary>
public sealed class CitizenService(DbSession db, CitizenRepository citizens, CprProtector protector, AuditLog audit)
{
    internal const string InsertSql = """
        INSERT INTO Citizens (Id, MunicipalityId, UnitId, CaseworkerId, ClinicId, Name, NameFolded, CprCipher, CprLookup, BornOn, BirthDigits,
                              Occupation, SickSinceOn, BenefitArea, InterpreterLanguage, IsProtected, Version)
        VALUES (@Id, @MunicipalityId, @UnitId, @CaseworkerId, @ClinicId, @Name, @NameFolded, @CprCipher, @CprLookup, @BornOn, @BirthDigits,
                @Occupation, @SickSinceOn, @BenefitArea, @InterpreterLanguage, @IsProtected, 1)
        """;

    /// <returns>Refused when the municipality has a citizen with this number already.</returns>
    public async Task<Outcome> RegisterAsync(NewCitizen citizen, ActionContext by, CancellationToken ct)
    {
        var id = Guid.CreateVersion7(new DateTimeOffset(by.At));
        await using var transaction = await db.BeginAsync(ct);
        var inserted = await db.TryInsertAsync(
            InsertSql,
            new
            {
                Id = id,
                citizen.MunicipalityId,
                citizen.UnitId,
                citizen.CaseworkerId,
                citizen.ClinicId,
                citizen.Name,
                NameFolded = TextFolding.Fold(citizen.Name),
                CprCipher = protector.Encrypt(citizen.Cpr, id),
                CprLookup = protector.Lookup(citizen.Cpr),
                citizen.Cpr.BornOn,
                citizen.Cpr.BirthDigits,
                citizen.Occupation,
                citizen.SickSinceOn,
                BenefitArea = citizen.BenefitArea.ToString(),
                citizen.InterpreterLanguage,
                citizen.IsProtected,
            },
            ct);
        if (!inserted)
        {
            return Outcome.Refused(new Refusal("Refusals.CitizenExists"));
        }

        await audit.WriteAsync(by, "citizen.register", "Citizen", id, id, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, 1);
    }

    /// <summary>The whole CPR number, and a row in the log that it was shown.</summary>
    /// <returns>Null when the citizen is not the viewer's to see.</returns>
    public async Task<CprNumber?> ShowCprAsync(Guid citizenId, ActionContext by, CancellationToken ct)
    {
        if (await citizens.FindAsync(citizenId, by, ct) is null)
        {
            return null;
        }

        await using var transaction = await db.BeginAsync(ct);
        var cpr = await citizens.RevealCprAsync(citizenId, ct);
        await audit.WriteAsync(by, "citizen.show-cpr", "Citizen", citizenId, citizenId, null, ct);
        await transaction.CommitAsync(ct);
        return cpr;
    }
}
