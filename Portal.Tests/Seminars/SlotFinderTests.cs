using Portal.Data;
using Portal.Data.Directory.Hours;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Slots;
using static Portal.Tests.Seminars.Slots;

namespace Portal.Tests.Seminars;

public sealed class SlotFinderTests
{
    [Fact]
    public void In_a_thousand_worlds_the_finder_finds_what_a_search_without_wit_finds()
    {
        for (var seed = 0; seed < 1000; seed++)
        {
            var query = SlotWorld.Random(seed);

            var answer = SlotFinder.Find(query);

            var expected = SlotWorld.Search(query).Select(found => string.Join(' ', found.Day.ToString("O", null), found.From, found.Place.Name, found.Free, found.Holiday,
                found.MinutesOutside == 0, found.Metres.Sum() / 1000.0, (found.Metres.Max() ?? 0) / 1000.0, string.Join(',', found.Kept)));
            var actual = answer.Proposals.Select(slot => string.Join(' ', slot.Day.ToString("O", null), slot.FromMinute, slot.Travel.Place.Name, slot.FreeClinics, slot.SchoolHoliday,
                slot.IsCustomary, slot.Travel.TotalKilometres, slot.Travel.WorstKilometres, string.Join(',', slot.Conflicts.Select(conflict => Kept(query, conflict)))));
            Assert.True(expected.SequenceEqual(actual), $"World {seed}:\n{string.Join('\n', expected)}\nfound:\n{string.Join('\n', actual)}");
        }

        static SlotWorld.Kept Kept(SlotQuery query, SlotConflict conflict) =>
            new(query.Clinics.Select(clinic => clinic.Hours).ToList().IndexOf(conflict.Clinic), conflict.Why.Kind, conflict.IsKnown);
    }

    [Fact]
    public void In_a_thousand_worlds_nobody_who_counts_as_free_sees_patients_or_meets_others_then()
    {
        var counted = 0;
        for (var seed = 0; seed < 1000; seed++)
        {
            var query = SlotWorld.Random(seed);

            foreach (var slot in SlotFinder.Find(query).Proposals)
            {
                var free = query.Clinics.Where(clinic => slot.Conflicts.All(conflict => conflict.Clinic != clinic.Hours)).ToList();
                Assert.Equal(slot.FreeClinics, free.Count);
                Assert.Equal(slot.FromMinute, (int)DanishTime.Local(slot.StartsAt).TimeOfDay.TotalMinutes);
                Assert.Equal(query.Minutes, (slot.EndsAt - slot.StartsAt).TotalMinutes);
                Assert.All(free, clinic => AssertFree(clinic, slot));
                counted += free.Count;
            }
        }

        Assert.True(counted > 5000, $"Only {counted} free clinics were looked at.");

        static void AssertFree(SlotClinic clinic, SlotProposal slot)
        {
            var schedule = clinic.Hours.Schedules.Where(one => one.ValidFrom <= slot.Day).MaxBy(one => one.ValidFrom);
            Assert.NotNull(schedule);
            Assert.DoesNotContain(schedule.Windows, window => window.Kind != WindowKind.FreeLunch && window.Weekday == HoursRules.Weekday(slot.Day)
                && window.FromMinute < slot.ToMinute && slot.FromMinute < window.ToMinute);
            Assert.DoesNotContain(clinic.Hours.Closures, closure => closure.FromDay <= slot.Day && slot.Day <= closure.ToDay);
            Assert.DoesNotContain(clinic.Taken, taken => taken.StartsAt < slot.EndsAt && slot.StartsAt < taken.EndsAt);
        }
    }

    [Fact]
    public void A_lunch_is_proposed_only_when_the_clinic_says_that_it_is_free()
    {
        var noon = Query(Monday, Monday) with { EarliestMinute = 11 * 60, LatestMinute = 14 * 60 };

        var silent = SlotFinder.Find(noon with { Clinics = [Clinic("A", Days)] });
        var inviting = SlotFinder.Find(noon with { Clinics = [Clinic("A", [.. Days, .. Week(12, 13, WindowKind.FreeLunch)])] });

        Assert.All(silent.Proposals, slot => Assert.Equal(0, slot.FreeClinics));
        Assert.Equal((12 * 60, 1), (inviting.Proposals[0].FromMinute, inviting.Proposals[0].FreeClinics));
        Assert.All(inviting.Proposals.Skip(1), slot => Assert.Equal(0, slot.FreeClinics));
    }

    [Fact]
    public void An_evening_consultation_on_Tuesday_moves_the_meeting_to_another_day()
    {
        var evening = Clinic("Klinik X", [.. Days, On(2, 16, 19)]);

        var week = SlotFinder.Find(Query(Monday, Monday.AddDays(3), evening, Clinic("B", Days)));
        var tuesday = SlotFinder.Find(Query(Monday.AddDays(1), Monday.AddDays(1), evening, Clinic("B", Days)) with { EarliestMinute = 930, LatestMinute = 1080 });

        Assert.Equal((Monday, 16 * 60, 2), (week.Proposals[0].Day, week.Proposals[0].FromMinute, week.Proposals[0].FreeClinics));
        Assert.All(week.Proposals.Where(slot => slot.FreeClinics == 2), slot => Assert.False(slot.Day == Monday.AddDays(1) && slot.FromMinute is > 900 and < 1140));
        var conflict = Assert.Single(tuesday.Proposals[0].Conflicts);
        Assert.Equal(("Klinik X", new HoursConflict(ConflictKind.Consultation, 16 * 60, 19 * 60)), (conflict.Clinic.Name, conflict.Why));
    }

    [Fact]
    public void Closed_days_and_a_new_week_from_a_date_are_respected()
    {
        var changing = Clinic("A", Holbaek, Schedule(Monday.AddDays(-30), Days), Schedule(Monday.AddDays(2), Week(12, 20)));
        var away = Closed(Clinic("B", Days), Monday, Monday);

        var late = SlotFinder.Find(Query(Monday, Monday.AddDays(4), changing, away) with { EarliestMinute = 16 * 60 });

        Assert.Equal(Monday.AddDays(1), late.Proposals.Where(slot => slot.FreeClinics == 2).Select(slot => slot.Day).Distinct().Single());
        Assert.Contains(late.Proposals, slot => slot.Day == Monday && slot.Conflicts.Single().Why is { Kind: ConflictKind.Closed, Reason: "Ferie" });
    }

    [Fact]
    public void Unknown_hours_are_never_free_and_better_than_hours_that_are_known_to_clash()
    {
        var unknown = Clinic("Ukendt", Holbaek);
        var closedOnMonday = Closed(unknown, Monday, Monday);

        var answer = SlotFinder.Find(Query(Monday, Monday.AddDays(1), closedOnMonday));

        Assert.All(answer.Proposals, slot => Assert.Equal(0, slot.FreeClinics));
        Assert.Equal([Monday.AddDays(1), Monday], answer.Proposals.Select(slot => slot.Day).Distinct());
        Assert.Equal([false, true], answer.Proposals.Select(slot => slot.Conflicts.Single().IsKnown).Distinct());
    }

    [Fact]
    public void No_meeting_is_proposed_on_a_public_holiday_or_a_weekend()
    {
        var answer = SlotFinder.Find(Query(new DateOnly(2026, 12, 24), new DateOnly(2027, 1, 3)));

        Assert.Equal(["2026-12-28", "2026-12-29", "2026-12-30"], answer.Proposals.Select(slot => slot.Day.ToString("O", null)).Distinct().Order());
        Assert.Equal(3, answer.Days);
    }

    [Fact]
    public void Ten_proposals_are_ten_days_when_there_are_as_many_outside_the_school_holidays_and_in_the_customary_hours()
    {
        var query = Query(Monday, Monday.AddDays(27), Clinic("A", Days));

        var answer = SlotFinder.Find(query with { SchoolHolidays = [new() { Id = Guid.Empty, Name = "Ferie", FromDay = Monday, ToDay = Monday.AddDays(6) }] });

        Assert.Equal(SlotFinder.Most, answer.Proposals.Select(slot => slot.Day).Distinct().Count());
        Assert.All(answer.Proposals, slot => Assert.True(slot.IsCustomary && slot.SchoolHoliday is null && slot.FromMinute == 16 * 60));
    }

    [Fact]
    public void Online_is_best_only_where_the_way_is_too_far()
    {
        var online = new SlotPlace(PlaceKind.Online, null, "Online", null);
        var query = Query(Monday, Monday, Clinic("A", Days), Clinic("B", Kalundborg, Schedule(Monday, Days))) with { Places = [online, JobCentre] };

        var anyDistance = SlotFinder.Find(query);
        var near = SlotFinder.Find(query with { GreatestKilometres = 30 });

        Assert.Equal(JobCentre, anyDistance.Proposals[0].Travel.Place);
        Assert.Equal(online, near.Proposals[0].Travel.Place);
        Assert.Equal([JobCentre, online], near.Places.Select(travel => travel.Place));
        Assert.Equal(1, near.Places[0].TooFar);
        Assert.InRange(near.Places[0].WorstKilometres, 38, 41);
    }

    [Fact]
    public void A_distance_that_nobody_knows_is_not_taken_for_a_short_one()
    {
        var somewhere = new SlotPlace(PlaceKind.HostMeeting, null, "Lægelauget", null);
        var query = Query(Monday, Monday, Clinic("A", Days)) with { Places = [somewhere, JobCentre] };

        var anyDistance = SlotFinder.Find(query);
        var near = SlotFinder.Find(query with { Places = [somewhere], GreatestKilometres = 5 });

        Assert.Equal((JobCentre, 1), (anyDistance.Proposals[0].Travel.Place, anyDistance.Places[1].Unmeasured));
        Assert.Equal(0, near.Proposals[0].FreeClinics);
        var conflict = Assert.Single(near.Proposals[0].Conflicts);
        Assert.Equal((ConflictKind.TooFar, false), (conflict.Why.Kind, conflict.IsKnown));
    }

    [Fact]
    public void Another_meeting_takes_the_clinic_in_Danish_time_after_the_clock_has_changed()
    {
        var day = new DateOnly(2026, 10, 26);
        var clinic = Clinic("A", Days);
        var taken = new TakenTime { ClinicId = clinic.Hours.ClinicId, StartsAt = new DateTime(2026, 10, 26, 15, 0, 0, DateTimeKind.Utc), EndsAt = new DateTime(2026, 10, 26, 16, 0, 0, DateTimeKind.Utc) };

        var answer = SlotFinder.Find(Query(day, day, clinic with { Taken = [taken] }) with { EarliestMinute = 16 * 60, LatestMinute = 18 * 60 });

        Assert.Equal([17 * 60], answer.Proposals.Where(slot => slot.FreeClinics == 1).Select(slot => slot.FromMinute));
        Assert.Equal(new DateTime(2026, 10, 26, 16, 0, 0), answer.Proposals[0].StartsAt);
    }

    [Theory]
    [InlineData("2026-09-01", "2026-11-23", "07:00", "20:00", null, 60, 1, "")]
    [InlineData("2026-09-01", "2026-11-24", "07:00", "20:00", null, 60, 1, "lastDay Errors.SlotsTooLong")]
    [InlineData("2026-08-31", "2026-09-20", "07:00", "20:00", null, 60, 1, "firstDay Errors.SlotsPast")]
    [InlineData("2026-09-20", "2026-09-19", "07:00", "20:00", null, 60, 1, "lastDay Errors.SlotsBackwards")]
    [InlineData(null, null, "07:00", "20:00", null, 60, 1, "firstDay Errors.Date, lastDay Errors.Date")]
    [InlineData("2026-09-01", "2026-09-02", null, null, null, 60, 1, "earliest Errors.SlotsClock, latest Errors.SlotsClock")]
    [InlineData("2026-09-01", "2026-09-02", "16:00", "16:00", null, 60, 1, "latest Errors.SlotsClockBackwards")]
    [InlineData("2026-09-01", "2026-09-02", "16:05", "17:10", null, 60, 1, "latest Errors.SlotsNoRoom")]
    [InlineData("2026-09-01", "2026-09-02", "16:00", "17:00", 0, 60, 0, "kilometres Errors.SlotsKilometres, places Errors.SlotsPlaces")]
    [InlineData("2026-09-01", "2026-09-02", "07:00", "20:00", 501, 10, 1, "kilometres Errors.SlotsKilometres, minutes Errors.Range")]
    public void What_cannot_be_searched_is_said_at_its_field(
        string? first, string? last, string? earliest, string? latest, int? kilometres, int minutes, int places, string errors)
    {
        var limits = new SlotLimits { FirstDay = FormDay.Read(first), LastDay = FormDay.Read(last), Earliest = Time(earliest), Latest = Time(latest), GreatestKilometres = kilometres };

        Assert.Equal(errors, string.Join(", ", SlotRules.Check(limits, minutes, places, new DateOnly(2026, 9, 1)).Select(error => $"{error.Field} {error.Key}")));

        static TimeOnly? Time(string? text) => text is null ? null : TimeOnly.ParseExact(text, "HH:mm", null);
    }
}
