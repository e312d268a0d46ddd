using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Consents;

/// <summary>Registers consents, and what follows when one is withdrawn.</summary>
public sealed class ConsentService(
    DbSession db, ConsentRepository consents, CitizenRepository citizens, CertificatePauses pauses, CommandLog commands, AuditLog audit)
{
    private const string Register = "consent.register";

    /// <returns>Invalid names the fields; NotFound when the citizen is not the actor's; Refused when the actor does no casework.</returns>
    /// <remarks>The same consent, registered again by the same person within minutes, is a repeat.</remarks>
    public async Task<Outcome> RegisterAsync(Guid citizenId, ConsentInput input, ActionContext by, CancellationToken ct)
    {
        if (!by.Role.IsCasework())
        {
            return Outcome.Refused(new Refusal("Refusals.OnlyCaseworkerConsents"));
        }

        await using var transaction = await db.BeginAsync(ct);
        if (await citizens.FindAsync(citizenId, by, ct) is null)
        {
            return Outcome.NotFound;
        }

        if (ConsentRules.Check(input, DanishTime.DayOf(by.At)) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        var content = PortalJson.Write(input) + citizenId;
        if (await commands.FindSameAsync(Register, content, by, ct) is { } repeat
            && await consents.FindAsync(repeat.Id, citizenId, ct) is { WithdrawnAt: null })
        {
            return repeat;
        }

        var consent = await consents.InsertAsync(citizenId, input, by.PersonId, by.At, ct);
        await commands.TryRememberAsync(Guid.CreateVersion7(new DateTimeOffset(by.At)), Register, content, consent.Id, by, ct);
        await audit.WriteAsync(by, "consent.register", "Consent", consent.Id, citizenId, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(consent.Id, consent.Version);
    }

    /// <summary>Notes that the citizen has withdrawn a consent: every open request that rests on it stands still from this instant.</summary>
    public async Task<Outcome> WithdrawAsync(Guid id, Guid citizenId, ActionContext by, CancellationToken ct)
    {
        if (!by.Role.IsCasework())
        {
            return Outcome.Refused(new Refusal("Refusals.OnlyCaseworkerConsents"));
        }

        await using var transaction = await db.BeginAsync(ct);
        if (await citizens.FindAsync(citizenId, by, ct) is null || await consents.FindAsync(id, citizenId, ct) is not { } consent)
        {
            return Outcome.NotFound;
        }

        if (!await consents.SetWithdrawnAsync(id, by.PersonId, by.At, ct))
        {
            return Outcome.Done(id, consent.Version);
        }

        if (!await pauses.PauseAsync(id, by, ct))
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, "consent.withdraw", "Consent", id, citizenId, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, consent.Version + 1);
    }
}
