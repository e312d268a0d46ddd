using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Certificates;

/// <summary>The coordinator looks after what was sent wrongly.</summary>
public sealed class IncidentService(DbSession db, IncidentRepository incidents, AuditLog audit)
{
    /// <param name="measures">What was done: who was told, what is to be changed.</param>
    /// <returns>NotFound when the incident is not of the coordinator's units; Done also when it was registered already.</returns>
    public async Task<Outcome> RegisterAsync(Guid id, int version, string measures, ActionContext by, CancellationToken ct)
    {
        if (ClinicService.CheckWords("measures", measures, "Errors.Measures") is { } error)
        {
            return Outcome.Invalid([error]);
        }

        await using var transaction = await db.BeginAsync(ct);
        if (await incidents.FindAsync(id, by, ct) is not { } incident)
        {
            return Outcome.NotFound;
        }

        if (incident.RegisteredAt is not null)
        {
            return Outcome.Refused(new Refusal("Refusals.IncidentRegistered"));
        }

        if (!await incidents.SetRegisteredAsync(id, version, measures, by, ct))
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, "incident.register", "Incident", id, null, incident.RequestId.ToString(), ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, version + 1);
    }
}
