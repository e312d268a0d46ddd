using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Threads;

/// <summary>Writes how a person of a clinic, or the clinic, wishes to be asked.</summary>
public sealed class ContactPreferenceService(DbSession db, ContactPreferenceRepository preferences, AuditLog audit)
{
    /// <summary>Puts a wish in the place of the one before, or forgets it.</summary>
    /// <param name="forClinic">The clinic's wish rather than the actor's own.</param>
    /// <param name="version">Of the wish as the form showed it; 0 when there was none.</param>
    /// <returns>Done also when the same stands there already; ChangedByOther when another one does since; Invalid names the fields way, hours and note.</returns>
    public async Task<Outcome> SaveAsync(bool forClinic, int version, ContactPreferenceInput input, ActionContext by, CancellationToken ct)
    {
        if (ContactPreferenceRules.WhyNot(forClinic, by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        if (ContactPreferenceRules.Check(input) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        var clinicId = by.ClinicId!.Value;
        await using var transaction = await db.BeginAsync(ct);
        var before = forClinic ? await preferences.FindOfClinicAsync(clinicId, ct) : await preferences.FindOwnAsync(by.PersonId, ct);
        if (IsSame(before, input))
        {
            return Outcome.Done(before?.Id ?? Guid.Empty, before?.Version ?? 0);
        }

        if ((before?.Version ?? 0) != version)
        {
            return Outcome.ChangedByOther;
        }

        var id = before?.Id ?? Guid.CreateVersion7(new DateTimeOffset(by.At));
        var isWritten = (before, input.Way) switch
        {
            (null, _) => await preferences.TryInsertAsync(id, forClinic ? null : by.PersonId, forClinic ? clinicId : null, input, by.PersonId, by.At, ct),
            (_, null) => await preferences.DeleteAsync(id, version, ct),
            _ => await preferences.UpdateAsync(id, version, input, by.PersonId, by.At, ct),
        };
        if (!isWritten)
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, forClinic ? "contact.set-clinic" : "contact.set-own", "ContactPreference", id, null, input.Way?.ToString() ?? "none", ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, input.Way is null ? 0 : version + 1);
    }

    private static bool IsSame(ContactPreference? before, ContactPreferenceInput input) =>
        before is null ? input.Way is null : before.Way == input.Way && before.Hours == input.Hours && before.Note == input.Note;
}
