using Portal.Data.Directory.Hours;

namespace Portal.Data.Seminars;

/// <summary>A clinic that a time does not suit, and why.</summary>
public sealed record ClinicConflict(Guid ClinicId, string ClinicName, HoursConflict Conflict);

/// <summary>Asks of a time what it does to the clinics that are invited.</summary>
public sealed class OffHours(ClinicHoursRepository hours, SeminarRepository seminars)
{
    /// <summary>Every invited clinic that is not known to be free, the unknown ones too.</summary>
    /// <param name="startsAt">UTC.</param>
    /// <param name="endsAt">UTC.</param>
    /// <param name="seminarId">The meeting itself, which is in nobody's way.</param>
    public async Task<IReadOnlyList<ClinicConflict>> ListAsync(IReadOnlyList<Guid> clinicIds, DateTime startsAt, DateTime endsAt, Guid? seminarId, CancellationToken ct)
    {
        if (clinicIds.Count == 0)
        {
            return [];
        }

        var (from, to) = (DanishTime.Local(startsAt), DanishTime.Local(endsAt));
        var day = DateOnly.FromDateTime(from);
        var fromMinute = Minute(from);
        var clinics = await hours.ListAsync(clinicIds, day, DateOnly.FromDateTime(to), ct);
        var taken = (await seminars.ListTakenAsync(clinicIds, startsAt, endsAt, seminarId, ct)).ToLookup(time => time.ClinicId);
        var conflicts = new List<ClinicConflict>();
        foreach (var clinic in clinics)
        {
            // What another meeting takes is known, so it weighs more than hours that are not.
            var conflict = HoursRules.WhyNotFree(clinic, day, fromMinute, fromMinute + (int)(endsAt - startsAt).TotalMinutes);
            if (conflict is null or { Kind: ConflictKind.Unknown } && taken[clinic.ClinicId].FirstOrDefault() is { } other)
            {
                conflict = new HoursConflict(ConflictKind.OtherMeeting, Minute(DanishTime.Local(other.StartsAt)), Minute(DanishTime.Local(other.EndsAt)));
            }

            if (conflict is not null)
            {
                conflicts.Add(new ClinicConflict(clinic.ClinicId, clinic.Name, conflict));
            }
        }

        return conflicts;
    }

    private static int Minute(DateTime local) => (local.Hour * 60) + local.Minute;
}
