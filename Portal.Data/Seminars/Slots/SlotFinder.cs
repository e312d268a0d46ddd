using System.Numerics;
using Portal.Data.Directory.Hours;
using Portal.Data.Directory.Places;

namespace Portal.Data.Seminars.Slots;

/// <summary>Finds the best times for a meeting: exact, over every quarter of an hour of every working day and every place. Pure.</summary>
/// <remarks>
/// A clinic is free when nothing known keeps it (<see cref="Keeps"/>) and its hours are known; with a greatest distance, the distance too.
/// The order, which is total; what comes first decides:
/// <list type="number">
/// <item>more clinics free;</item>
/// <item>fewer clinics that something known keeps: who may be free is better than who is not;</item>
/// <item>outside the school holidays;</item>
/// <item>fewer minutes outside the customary hours, Monday to Thursday 15.30–18.00;</item>
/// <item>people meet, rather than online: online is best only where it makes more clinics free;</item>
/// <item>fewer clinics whose distance is unknown, then the shorter way for the one who has furthest, then the shorter way for all together;</item>
/// <item>earlier;</item>
/// <item>the place that is asked for first.</item>
/// </list>
/// Each time is proposed once, at its best place, and no day more often than <see cref="PerDay"/>.
/// </remarks>
public static class SlotFinder
{
    /// <summary>How many are proposed.</summary>
    public const int Most = 10;

    /// <summary>Meetings begin at whole quarters of an hour.</summary>
    public const int StepMinutes = 15;

    /// <summary>Doctors and caseworkers meet Monday to Thursday from 15.30 (Aalborg's klinisk-lokale udvalg, domain/state-machines.md).</summary>
    public const int CustomaryFromMinute = (15 * 60) + 30;

    /// <summary>Until 18.00.</summary>
    public const int CustomaryToMinute = 18 * 60;

    /// <summary>How often one day is proposed at most, so that ten proposals are not ten quarters of one afternoon.</summary>
    /// <param name="days">Working days on which the meeting has room.</param>
    public static int PerDay(int days) => days == 0 ? 0 : (Most + days - 1) / days;

    /// <exception cref="ArgumentException">The question is none that <see cref="SlotRules.Check"/> lets through.</exception>
    public static SlotAnswer Find(SlotQuery query)
    {
        Refuse(query);
        var travel = TravelTable.Of(query);
        var slots = Search(query, travel.Distinct());
        var days = slots.Select(slot => slot.Day).Distinct().Count();
        return new SlotAnswer
        {
            Proposals = [.. Best(slots, PerDay(days)).Select(slot => Proposal(slot, query))],
            Places = [.. travel.Places.Select(place => place.Travel)],
            Days = days,
            Searched = slots.Count,
        };
    }

    /// <summary>What keeps a clinic from a meeting at a time, or might; first what is known.</summary>
    /// <param name="kilometres">How far the clinic has to the place; null when that is unknown.</param>
    /// <param name="most">Further is too far; null when any distance will do.</param>
    /// <returns>Null when the clinic is free.</returns>
    public static HoursConflict? Keeps(SlotClinic clinic, DateOnly day, int fromMinute, int toMinute, double? kilometres, int? most)
    {
        var hours = HoursRules.WhyNotFree(clinic.Hours, day, fromMinute, toMinute);
        if (hours is { Kind: not ConflictKind.Unknown })
        {
            return hours;
        }

        var other = clinic.Taken.SelectMany(TakenSpan.Of)
            .Where(span => span.Day == day && span.FromMinute < toMinute && fromMinute < span.ToMinute)
            .OrderBy(span => span.FromMinute)
            .Select(span => new HoursConflict(ConflictKind.OtherMeeting, span.FromMinute, span.ToMinute))
            .FirstOrDefault();
        return other
            ?? (kilometres > most ? new HoursConflict(ConflictKind.TooFar) : null)
            ?? hours
            ?? (most is not null && kilometres is null ? new HoursConflict(ConflictKind.TooFar) : null);
    }

    /// <summary>Minutes of a meeting that lie outside the customary hours.</summary>
    public static int OutsideCustomary(DateOnly day, int fromMinute, int toMinute) =>
        toMinute - fromMinute - (day.DayOfWeek is >= DayOfWeek.Monday and <= DayOfWeek.Thursday
            ? Math.Max(0, Math.Min(toMinute, CustomaryToMinute) - Math.Max(fromMinute, CustomaryFromMinute))
            : 0);

    private static void Refuse(SlotQuery query)
    {
        if (query.Places.Count == 0 || query.LastDay < query.FirstDay || query.LastDay.DayNumber - query.FirstDay.DayNumber >= SlotRules.MostDays
            || query.Minutes <= 0 || query.EarliestMinute < 0 || query.LatestMinute > 24 * 60)
        {
            throw new ArgumentException("SlotRules.Check would have refused this question: no place, no or too many days, no length, or no time of the day.", nameof(query));
        }
    }

    /// <summary>Every time with its best place.</summary>
    private static List<Slot> Search(SlotQuery query, IReadOnlyList<PlaceReach> places)
    {
        var words = (query.Clinics.Count + 63) / 64;
        var first = SlotRules.FirstStart(query.EarliestMinute);
        var starts = SlotRules.LastStart(query.LatestMinute, query.Minutes) - first + 1;
        var clinics = query.Clinics.Select(clinic => new ClinicDays(clinic, query.Minutes)).ToList();
        var slots = new List<Slot>();
        if (starts <= 0)
        {
            return slots;
        }

        // Bit n of a word is a clinic: who is barred at each start, and of whom nothing is known all day.
        var barred = new ulong[starts * words];
        var unknown = new ulong[words];
        for (var day = query.FirstDay; day <= query.LastDay; day = day.AddDays(1))
        {
            if (!DanishCalendar.IsWorkingDay(day))
            {
                continue;
            }

            Fill(clinics, day, first, words, barred, unknown);
            var holiday = HolidayOn(query, day) is not null;
            for (var start = 0; start < starts; start++)
            {
                var from = (first + start) * StepMinutes;
                if (InstantOf(day, from) >= query.NotBefore)
                {
                    slots.Add(BestPlace(places, barred.AsSpan(start * words, words), unknown, query.Clinics.Count) with
                    {
                        Day = day,
                        FromMinute = from,
                        IsHoliday = holiday,
                        Outside = OutsideCustomary(day, from, from + query.Minutes),
                    });
                }
            }
        }

        return slots;
    }

    private static void Fill(List<ClinicDays> clinics, DateOnly day, int first, int words, ulong[] barred, ulong[] unknown)
    {
        Array.Clear(barred);
        Array.Clear(unknown);
        var starts = words == 0 ? 0 : barred.Length / words;
        for (var i = 0; i < clinics.Count; i++)
        {
            var (mask, isUnknown) = clinics[i].On(day);
            var (word, bit) = (i / 64, i % 64);
            mask >>= first;
            for (var start = 0; start < starts && mask != UInt128.Zero; start++, mask >>= 1)
            {
                barred[(start * words) + word] |= ((ulong)mask & 1) << bit;
            }

            unknown[word] |= (isUnknown ? 1UL : 0) << bit;
        }
    }

    /// <param name="places">The one that is preferred among equals first.</param>
    private static Slot BestPlace(IReadOnlyList<PlaceReach> places, ReadOnlySpan<ulong> barred, ReadOnlySpan<ulong> unknown, int clinics)
    {
        var best = new Slot { Free = -1 };
        foreach (var place in places)
        {
            var (known, busy) = (0, 0);
            for (var word = 0; word < barred.Length; word++)
            {
                var kept = barred[word] | place.Far[word];
                known += BitOperations.PopCount(kept);
                busy += BitOperations.PopCount(kept | unknown[word] | place.Doubtful[word]);
            }

            if (clinics - busy > best.Free || (clinics - busy == best.Free && known < best.Known))
            {
                best = new Slot { Free = clinics - busy, Known = known, Place = place };
            }
        }

        return best;
    }

    /// <summary>The first of the order, no day too often.</summary>
    private static List<Slot> Best(List<Slot> slots, int perDay)
    {
        slots.Sort();
        var best = new List<Slot>();
        foreach (var slot in slots)
        {
            if (best.Count(other => other.Day == slot.Day) < perDay)
            {
                best.Add(slot);
            }

            if (best.Count == Most)
            {
                break;
            }
        }

        return best;
    }

    private static SlotProposal Proposal(Slot slot, SlotQuery query)
    {
        var to = slot.FromMinute + query.Minutes;
        var startsAt = InstantOf(slot.Day, slot.FromMinute);
        var conflicts = new List<SlotConflict>();
        for (var i = 0; i < query.Clinics.Count; i++)
        {
            var kilometres = slot.Place.Travel.Distances[i].Kilometres;
            if (Keeps(query.Clinics[i], slot.Day, slot.FromMinute, to, kilometres, query.GreatestKilometres) is { } why)
            {
                conflicts.Add(new SlotConflict(query.Clinics[i].Hours, why, kilometres));
            }
        }

        return new SlotProposal
        {
            Day = slot.Day,
            FromMinute = slot.FromMinute,
            ToMinute = to,
            StartsAt = startsAt,
            EndsAt = startsAt.AddMinutes(query.Minutes),
            Travel = slot.Place.Travel,
            FreeClinics = slot.Free,
            Conflicts = conflicts,
            SchoolHoliday = HolidayOn(query, slot.Day)?.Name,
            IsCustomary = slot.Outside == 0,
        };
    }

    private static SchoolHoliday? HolidayOn(SlotQuery query, DateOnly day) =>
        query.SchoolHolidays.FirstOrDefault(holiday => holiday.FromDay <= day && day <= holiday.ToDay);

    // Clocks change on Sundays, which are no working days: minutes of the clock are minutes.
    private static DateTime InstantOf(DateOnly day, int minute) => DanishTime.InstantOf(day, new TimeOnly(minute / 60, minute % 60));

    /// <summary>A time at its best place, ordered as the finder's remarks say.</summary>
    private readonly record struct Slot : IComparable<Slot>
    {
        public required int Free { get; init; }

        public int Known { get; init; }

        public PlaceReach Place { get; init; }

        public DateOnly Day { get; init; }

        public int FromMinute { get; init; }

        public bool IsHoliday { get; init; }

        public int Outside { get; init; }

        public int CompareTo(Slot other)
        {
            var order = other.Free.CompareTo(Free);
            order = order != 0 ? order : Known.CompareTo(other.Known);
            order = order != 0 ? order : IsHoliday.CompareTo(other.IsHoliday);
            order = order != 0 ? order : Outside.CompareTo(other.Outside);
            order = order != 0 ? order : Place.Rank.CompareTo(other.Place.Rank);
            order = order != 0 ? order : Day.CompareTo(other.Day);
            return order != 0 ? order : FromMinute.CompareTo(other.FromMinute);
        }
    }
}
