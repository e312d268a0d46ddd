using System.Diagnostics;
using System.Numerics;
using Portal.Bench.Measuring;
using Portal.Bench.Population;
using Portal.Data;
using Portal.Data.Directory.Hours;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Slots;

namespace Portal.Bench;

/// <summary>Measures the slot finder: how long the largest question takes, over the least that looking at everything costs, and over asking each clinic about each time.</summary>
internal sealed class SlotRun(int rounds, TextWriter output)
{
    private const int MostMilliseconds = 200;
    private const int WarmUps = 30;

    // Half a second each.
    private const int AskingRounds = 5;

    private static readonly DateOnly Monday = new(2027, 1, 11);

    public async Task GoAsync(CancellationToken ct)
    {
        var usual = Question(clinics: 9, weeks: 8, places: 3);
        var largest = Question(clinics: 200, weeks: SlotRules.MostWeeks, places: 15);
        (string Name, SlotQuery Query)[] questions =
        [
            ("9 clinics, 8 weeks", usual),
            ($"200 clinics, {SlotRules.MostWeeks} weeks", largest),
            ($"200 clinics, {SlotRules.MostWeeks} weeks, at most 15 km", largest with { GreatestKilometres = 15 }),
        ];
        await output.WriteLineAsync("\nthe slot finder                       times  places   p50 ms   p95 ms   : bare pass             : asking each clinic");
        foreach (var (name, query) in questions)
        {
            await MeasureAsync(name, query, ct);
        }
    }

    private async Task MeasureAsync(string name, SlotQuery query, CancellationToken ct)
    {
        var answer = SlotFinder.Find(query);
        var (finding, passing, asked, asking) = (new Samples(), new Samples(), new Samples(), new Samples());
        var cells = new ulong[answer.Searched * ((query.Clinics.Count + 63) / 64)];
        for (var round = -WarmUps; round < rounds; round++)
        {
            ct.ThrowIfCancellationRequested();
            var (found, passed) = (Time(() => SlotFinder.Find(query).Searched), Time(() => Pass(cells, query.Places.Count)));
            if (round >= 0)
            {
                finding.Add(found);
                passing.Add(passed);
            }
        }

        for (var round = 0; round < AskingRounds; round++)
        {
            ct.ThrowIfCancellationRequested();
            asked.Add(Time(() => SlotFinder.Find(query).Searched));
            asking.Add(Time(() => Ask(query)));
        }

        var p95 = finding.Percentile(0.95);
        await output.WriteLineAsync(
            $"{name,-36} {answer.Searched,6:N0}  {query.Places.Count,6:N0}  {finding.Percentile(0.5),7:0.00}  {p95,7:0.00}   {finding.Against(passing),-22}  {asked.Against(asking)}"
            + (p95 < MostMilliseconds ? $"   within {MostMilliseconds} ms" : $"   LONGER THAN {MostMilliseconds} ms"));
    }

    private static TimeSpan Time(Func<int> act)
    {
        var begun = Stopwatch.GetTimestamp();
        _ = act();
        return Stopwatch.GetElapsedTime(begun);
    }

    /// <summary>Counts, for each place, at each time, a bit for each clinic: an exact search that has been handed everything looks at no less.</summary>
    private static int Pass(ulong[] cells, int places)
    {
        var bits = 0;
        for (var place = 0UL; place < (ulong)places; place++)
        {
            foreach (var cell in cells)
            {
                bits += BitOperations.PopCount(cell | place);
            }
        }

        return bits;
    }

    /// <summary>Asks the rule about each clinic at each time, at no place: where a search without masks begins.</summary>
    private static int Ask(SlotQuery query)
    {
        var free = 0;
        for (var day = query.FirstDay; day <= query.LastDay; day = day.AddDays(1))
        {
            for (var from = query.EarliestMinute; DanishCalendar.IsWorkingDay(day) && from + query.Minutes <= query.LatestMinute; from += SlotFinder.StepMinutes)
            {
                foreach (var clinic in query.Clinics)
                {
                    free += HoursRules.WhyNotFree(clinic.Hours, day, from, from + query.Minutes) is null ? 1 : 0;
                }
            }
        }

        return free;
    }

    /// <summary>A region of forty kilometres each way; every clinic has its own hours, some have two weeks' worth, a tenth has none, one in twenty lies nobody knows where.</summary>
    /// <param name="places">Of the municipality; each clinic is a place too, and so is online.</param>
    private static SlotQuery Question(int clinics, int weeks, int places)
    {
        var chance = new Chance(6);
        var invited = Enumerable.Range(0, clinics).Select(number => Clinic(chance, number)).ToList();
        return new SlotQuery
        {
            Clinics = invited,
            Places =
            [
                .. Enumerable.Range(0, places).Select(number => new SlotPlace(PlaceKind.Municipal, chance.Id(PopulationPlan.Now), $"Sted {number}", Point(chance))),
                .. invited.Select(clinic => new SlotPlace(PlaceKind.Clinic, clinic.Hours.ClinicId, clinic.Hours.Name, clinic.Hours.Point)),
                new SlotPlace(PlaceKind.Online, null, "Online", null),
            ],
            Minutes = 60,
            FirstDay = Monday,
            LastDay = Monday.AddDays((weeks * 7) - 1),
            SchoolHolidays = [new() { Id = Guid.Empty, Name = "Vinterferie", FromDay = Monday.AddDays(28), ToDay = Monday.AddDays(34) }],
            NotBefore = PopulationPlan.Now,
        };
    }

    private static SlotClinic Clinic(Chance chance, int number)
    {
        var id = chance.Id(PopulationPlan.Now);
        var closedFrom = Monday.AddDays(chance.Between(0, 80));
        var hours = new ClinicHours
        {
            ClinicId = id,
            Name = $"Klinik {number}",
            City = "",
            Point = chance.Between(1, 20) == 1 ? null : Point(chance),
            Schedules = chance.Between(1, 10) == 1 ? []
                : chance.Between(1, 4) == 1 ? [Schedule(chance, Monday.AddDays(-100)), Schedule(chance, Monday.AddDays(chance.Between(0, 80)))]
                : [Schedule(chance, Monday.AddDays(-100))],
            Closures = [new ClinicClosure { Id = Guid.Empty, FromDay = closedFrom, ToDay = closedFrom.AddDays(chance.Between(0, 7)), Reason = "Ferie", EnteredByName = "" }],
        };
        return new SlotClinic(hours, [.. Enumerable.Range(0, chance.Between(0, 3)).Select(_ => Taken(chance, id))]);
    }

    private static TakenTime Taken(Chance chance, Guid clinicId)
    {
        var start = DanishTime.InstantOf(Monday.AddDays(chance.Between(0, 80)), new TimeOnly(chance.Between(12, 17), 30));
        return new TakenTime { ClinicId = clinicId, StartsAt = start, EndsAt = start.AddMinutes(90) };
    }

    private static ClinicSchedule Schedule(Chance chance, DateOnly validFrom)
    {
        var windows = new List<HoursWindow>();
        for (var weekday = 1; weekday <= 5; weekday++)
        {
            var morning = (7 * 60) + (5 * chance.Between(9, 24));
            windows.Add(new HoursWindow(WindowKind.Phone, weekday, 8 * 60, 9 * 60));
            windows.Add(new HoursWindow(WindowKind.Consultation, weekday, morning, 12 * 60));
            if (chance.Between(1, 3) == 1)
            {
                windows.Add(new HoursWindow(WindowKind.FreeLunch, weekday, 12 * 60, (12 * 60) + 45));
            }

            windows.Add(new HoursWindow(WindowKind.Consultation, weekday, (12 * 60) + 45, (15 * 60) + (5 * chance.Between(0, 15))));
            if (chance.Between(1, 6) == 1)
            {
                windows.Add(new HoursWindow(WindowKind.Consultation, weekday, 16 * 60, (17 * 60) + (5 * chance.Between(0, 24))));
            }
        }

        return new ClinicSchedule
        {
            Id = chance.Id(PopulationPlan.Now),
            ValidFrom = validFrom,
            Note = "",
            EnteredByName = "",
            IsByClinic = true,
            EnteredAt = PopulationPlan.Now,
            Windows = [.. windows.OrderBy(window => window.Weekday).ThenBy(window => window.FromMinute)],
            Version = 1,
        };
    }

    private static GeoPoint Point(Chance chance) => new(55.5 + (chance.Between(0, 3600) / 10_000.0), 11.4 + (chance.Between(0, 6400) / 10_000.0));
}
