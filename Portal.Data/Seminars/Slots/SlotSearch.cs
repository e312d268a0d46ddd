using Portal.Data.Directory.Hours;
using Portal.Data.Directory.Places;

namespace Portal.Data.Seminars.Slots;

/// <summary>Brings together what the slot finder must know of a meeting, and lets it search.</summary>
public sealed class SlotSearch(ClinicHoursRepository hours, SchoolHolidayRepository holidays, MeetingPlaceRepository places, SeminarRepository seminars)
{
    /// <summary>Everywhere the meeting could be: the municipality's places, its job centre first; where the host meeting is; each invited clinic; online.</summary>
    public async Task<IReadOnlyList<SlotPlace>> ListPlacesAsync(Seminar seminar, CancellationToken ct)
    {
        var own = await places.ListAsync(seminar.MunicipalityId, ct);
        var isKnownHost = seminar.Place is { Kind: PlaceKind.HostMeeting, Name.Length: > 0 };
        return
        [
            .. own.OrderByDescending(place => place.IsJobCentre).Select(place => new SlotPlace(PlaceKind.Municipal, place.Id, place.Name, place.Point)),
            .. seminar.Kind != MeetingKind.InExtensionOf ? Array.Empty<SlotPlace>()
                : [new SlotPlace(PlaceKind.HostMeeting, null, isKnownHost ? seminar.Place.Name : seminar.HostMeeting, isKnownHost ? seminar.Place.Point : null)],
            .. seminar.Invitations.Where(invitation => invitation.ClinicId is not null)
                .Select(invitation => new SlotPlace(PlaceKind.Clinic, invitation.ClinicId, invitation.Name, invitation.Point)),
            new SlotPlace(PlaceKind.Online, null, "", null),
        ];
    }

    /// <param name="limits">Such as <see cref="SlotRules.Check"/> lets through.</param>
    /// <param name="at">Those of the places that may be.</param>
    /// <param name="now">UTC: nothing is proposed before.</param>
    public async Task<SlotAnswer> FindAsync(Seminar seminar, SlotLimits limits, IReadOnlyList<SlotPlace> at, DateTime now, CancellationToken ct)
    {
        var (first, last) = (limits.FirstDay!.Value, limits.LastDay!.Value);
        var clinicIds = seminar.Invitations.Select(invitation => invitation.ClinicId).OfType<Guid>().ToList();
        var clinics = clinicIds.Count == 0 ? [] : await hours.ListAsync(clinicIds, first, last, ct);
        var taken = clinicIds.Count == 0 ? []
            : await seminars.ListTakenAsync(clinicIds, DanishTime.InstantOf(first, default), DanishTime.InstantOf(last.AddDays(1), default), seminar.Id, ct);
        var takenOf = taken.ToLookup(time => time.ClinicId);
        return SlotFinder.Find(new SlotQuery
        {
            Clinics = [.. clinics.Select(clinic => new SlotClinic(clinic, [.. takenOf[clinic.ClinicId]]))],
            Places = at,
            Minutes = seminar.Minutes,
            FirstDay = first,
            LastDay = last,
            EarliestMinute = SlotRules.Minute(limits.Earliest!.Value),
            LatestMinute = SlotRules.Minute(limits.Latest!.Value),
            GreatestKilometres = limits.GreatestKilometres,
            SchoolHolidays = await holidays.ListAsync(seminar.MunicipalityId, first, last, ct),
            NotBefore = now,
        });
    }
}
