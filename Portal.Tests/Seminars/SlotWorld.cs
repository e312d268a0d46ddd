using Portal.Data;
using Portal.Data.Directory.Hours;
using Portal.Data.Directory.Places;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Slots;

namespace Portal.Tests.Seminars;

/// <summary>Small worlds for the slot finder, drawn so that ties, gaps and odd minutes are frequent, and what a search without any wit finds in them.</summary>
internal static class SlotWorld
{
    /// <summary>Around both changes of the clock, Easter, Ascension Day, Christmas, and nothing at all.</summary>
    private static readonly DateOnly[] Weeks =
        [new(2026, 3, 26), new(2026, 4, 1), new(2026, 5, 12), new(2026, 10, 22), new(2026, 12, 21), new(2027, 3, 24), new(2027, 10, 28), new(2026, 9, 7)];

    private static readonly GeoPoint?[] Points = [new(55.716, 11.717), new(55.716, 11.717), new(55.68, 11.70), new(55.81, 11.48), new(55.60, 11.88), null];

    public static SlotQuery Random(int seed)
    {
        var random = new Random(seed);
        var first = Weeks[random.Next(Weeks.Length)].AddDays(random.Next(3));
        var days = random.Next(1, 9);
        var earliest = random.Next(6 * 60, 17 * 60);
        return new SlotQuery
        {
            Clinics = [.. Enumerable.Range(0, random.Next(0, 6)).Select(number => Clinic(random, number, first, days))],
            Places = [.. Enumerable.Range(0, random.Next(1, 5)).Select(number => Place(random, number))],
            Minutes = new[] { 15, 20, 45, 60, 95, 180 }[random.Next(6)],
            FirstDay = first,
            LastDay = first.AddDays(days - 1),
            EarliestMinute = earliest,
            LatestMinute = Math.Min(24 * 60, earliest + random.Next(3 * 60, 9 * 60)),
            GreatestKilometres = random.Next(3) == 0 ? null : random.Next(1, 30),
            SchoolHolidays = random.Next(2) == 0 ? [] : [Holiday(first.AddDays(random.Next(days)), random.Next(4))],
            NotBefore = DanishTime.InstantOf(first.AddDays(random.Next(-4, 2)), new TimeOnly(random.Next(24), random.Next(60), random.Next(60))),
        };
    }

    /// <summary>Every quarter of an hour at every place, each clinic asked anew; put in order by the sentence in <see cref="SlotFinder"/>'s remarks.</summary>
    public static IReadOnlyList<Found> Search(SlotQuery query)
    {
        var all = new List<Found>();
        for (var day = query.FirstDay; day <= query.LastDay; day = day.AddDays(1))
        {
            for (var from = 0; from < 24 * 60; from += 15)
            {
                var start = DanishTime.InstantOf(day, new TimeOnly(from / 60, from % 60));
                if (DanishCalendar.IsWorkingDay(day) && from >= query.EarliestMinute && from + query.Minutes <= query.LatestMinute && start >= query.NotBefore)
                {
                    all.AddRange(query.Places.Select((place, number) => Weigh(query, day, from, start, place, number)));
                }
            }
        }

        var days = all.Select(found => found.Day).Distinct().Count();
        var perDay = days == 0 ? 0 : (int)Math.Ceiling(10.0 / days);
        var ranked = all
            .OrderByDescending(found => found.Free)
            .ThenBy(found => found.Kept.Count(kept => kept.IsKnown))
            .ThenBy(found => found.Holiday is null ? 0 : 1)
            .ThenBy(found => found.MinutesOutside)
            .ThenBy(found => found.Place.Kind == PlaceKind.Online ? 1 : 0)
            .ThenBy(found => found.Metres.Count(metres => metres is null))
            .ThenBy(found => found.Metres.Max() ?? 0)
            .ThenBy(found => found.Metres.Sum() ?? 0)
            .ThenBy(found => found.Day)
            .ThenBy(found => found.From)
            .ThenBy(found => found.Number)
            .DistinctBy(found => (found.Day, found.From));
        return [.. ranked.GroupBy(found => found.Day).SelectMany(day => day.Take(perDay)).OrderBy(ranked.ToList().IndexOf).Take(10)];
    }

    private static Found Weigh(SlotQuery query, DateOnly day, int from, DateTime start, SlotPlace place, int number)
    {
        var to = from + query.Minutes;
        var metres = query.Clinics.Select(clinic => Metres(place, clinic.Hours.Point)).ToList();
        var kept = new List<Kept>();
        for (var i = 0; i < query.Clinics.Count; i++)
        {
            var clinic = query.Clinics[i];
            var hours = HoursRules.WhyNotFree(clinic.Hours, day, from, to);
            if (hours is not null && hours.Kind != ConflictKind.Unknown)
            {
                kept.Add(new Kept(i, hours.Kind, true));
            }
            else if (clinic.Taken.Any(taken => taken.StartsAt < start.AddMinutes(query.Minutes) && start < taken.EndsAt))
            {
                kept.Add(new Kept(i, ConflictKind.OtherMeeting, true));
            }
            else if (query.GreatestKilometres is { } most && metres[i] > most * 1000)
            {
                kept.Add(new Kept(i, ConflictKind.TooFar, true));
            }
            else if (hours is not null)
            {
                kept.Add(new Kept(i, ConflictKind.Unknown, false));
            }
            else if (query.GreatestKilometres is not null && metres[i] is null)
            {
                kept.Add(new Kept(i, ConflictKind.TooFar, false));
            }
        }

        var inside = Enumerable.Range(from, query.Minutes).Count(minute =>
            day.DayOfWeek is DayOfWeek.Monday or DayOfWeek.Tuesday or DayOfWeek.Wednesday or DayOfWeek.Thursday && minute >= 930 && minute < 1080);
        var holiday = query.SchoolHolidays.FirstOrDefault(holiday => holiday.FromDay <= day && holiday.ToDay >= day)?.Name;
        return new Found(day, from, place, number, query.Clinics.Count - kept.Count, kept, holiday, query.Minutes - inside, metres);
    }

    private static long? Metres(SlotPlace place, GeoPoint? clinic) =>
        place.Kind == PlaceKind.Online ? 0
        : place.Point is null || clinic is null ? null
        : (long)Math.Round(1000 * place.Point.KilometresTo(clinic));

    private static SlotClinic Clinic(Random random, int number, DateOnly first, int days)
    {
        var hours = new ClinicHours
        {
            ClinicId = Guid.CreateVersion7(),
            Name = $"Klinik {number}",
            City = "Holbæk",
            Point = Points[random.Next(Points.Length)],
            Schedules = [.. Enumerable.Range(0, random.Next(3)).Select(_ => first.AddDays(random.Next(-9, days))).Distinct().Order().Select(day => Schedule(random, day))],
            Closures = random.Next(3) > 0 ? [] : [Closure(first.AddDays(random.Next(-2, days)), random.Next(3))],
        };
        return new SlotClinic(hours, [.. Enumerable.Range(0, random.Next(3)).Select(_ => Taken(random, hours.ClinicId, first, days))]);
    }

    private static ClinicSchedule Schedule(Random random, DateOnly validFrom)
    {
        var windows = new List<HoursWindow>();
        for (var weekday = 1; weekday <= 5; weekday++)
        {
            for (var left = random.Next(4); left > 0; left--)
            {
                var from = random.Next(7 * 60, 18 * 60);
                windows.Add(new HoursWindow((WindowKind)random.Next(3), weekday, from, from + random.Next(1, 300)));
            }
        }

        return Slots.Schedule(validFrom, [.. windows.OrderBy(window => window.Weekday).ThenBy(window => window.FromMinute)]);
    }

    private static TakenTime Taken(Random random, Guid clinicId, DateOnly first, int days)
    {
        var start = DanishTime.InstantOf(first.AddDays(random.Next(-1, days)), new TimeOnly(random.Next(24), random.Next(60), random.Next(3)));
        return new TakenTime { ClinicId = clinicId, StartsAt = start, EndsAt = start.AddMinutes(random.Next(1, 700)) };
    }

    private static SlotPlace Place(Random random, int number)
    {
        var kind = (PlaceKind)random.Next(4);
        return new SlotPlace(kind, Guid.CreateVersion7(), $"Sted {number}", kind == PlaceKind.Online ? null : Points[random.Next(Points.Length)]);
    }

    private static SchoolHoliday Holiday(DateOnly from, int more) =>
        new() { Id = Guid.CreateVersion7(), Name = "Efterårsferie", FromDay = from, ToDay = from.AddDays(more) };

    private static ClinicClosure Closure(DateOnly from, int more) =>
        new() { Id = Guid.CreateVersion7(), FromDay = from, ToDay = from.AddDays(more), Reason = "Kursus", EnteredByName = "" };

    /// <summary>A time at a place as the naive search sees it.</summary>
    internal sealed record Found(
        DateOnly Day, int From, SlotPlace Place, int Number, int Free, IReadOnlyList<Kept> Kept, string? Holiday, int MinutesOutside, IReadOnlyList<long?> Metres);

    /// <summary>A clinic, by its number, that is not counted as free.</summary>
    internal sealed record Kept(int Clinic, ConflictKind Kind, bool IsKnown);
}
