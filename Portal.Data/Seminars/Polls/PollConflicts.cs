using Portal.Data.Directory.Hours;

namespace Portal.Data.Seminars.Polls;

/// <summary>What clinics have at dates that are to be offered. Pure.</summary>
public static class PollConflicts
{
    /// <summary>What stands in the way of dates that are well in themselves: clinics that are known to see patients then, or to be at another meeting. What is unknown is no conflict.</summary>
    /// <param name="hours">Of the invited clinics.</param>
    /// <param name="taken">Their other meetings.</param>
    public static IReadOnlyList<SlotConflict> Find(
        IReadOnlyList<SlotInput> slots, int minutes, IReadOnlyList<ClinicHours> hours, IReadOnlyList<TakenTime> taken)
    {
        var conflicts = new List<SlotConflict>();
        foreach (var (slot, index) in slots.Select((slot, index) => (slot, index)))
        {
            var fromMinute = slot.From!.Value.Hour * 60 + slot.From.Value.Minute;
            var startsAt = PollRules.StartsAt(slot);
            foreach (var clinic in hours)
            {
                var isOtherMeeting = taken.Any(other => other.ClinicId == clinic.ClinicId && other.StartsAt < startsAt.AddMinutes(minutes) && startsAt < other.EndsAt);
                if (isOtherMeeting || HoursRules.WhyNotFree(clinic, slot.Day!.Value, fromMinute, fromMinute + minutes) is { Kind: not ConflictKind.Unknown })
                {
                    conflicts.Add(new SlotConflict(index, clinic.Name, isOtherMeeting));
                }
            }
        }

        return conflicts;
    }

    /// <summary>What is said at the field of each date with a conflict: which clinics, in one sentence.</summary>
    public static IEnumerable<FieldError> Errors(IReadOnlyList<SlotConflict> conflicts) => conflicts
        .GroupBy(conflict => (conflict.Index, conflict.IsOtherMeeting))
        .OrderBy(group => group.Key)
        .Select(group => new FieldError(
            PollRules.FromField(group.Key.Index), group.Key.IsOtherMeeting ? "Errors.PollSlotMeeting" : "Errors.PollSlotHours", string.Join(", ", group.Select(conflict => conflict.ClinicName))));
}
