using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Directory;
using Portal.Data.Directory.Hours;
using Portal.Tests.Support;

namespace Portal.Tests.Directory.Hours;

/// <summary>When a clinic is taken, and what a week that somebody enters must be like.</summary>
public sealed class HoursRulesTests
{
    private static readonly DateOnly Monday = new(2026, 11, 23);

    [Theory]
    [InlineData("", "", "", "")]
    [InlineData("8–12", "", "", "Consultation 8–12")]
    [InlineData("8–12, 13–15", "", "", "Consultation 8–12, Break 12–13, Consultation 13–15")]
    [InlineData("8–12, 13.30–15", "", "", "Consultation 8–12, Break 12–13.30, Consultation 13.30–15")] // 90 minutes
    [InlineData("8–12, 13.31–15", "", "", "Consultation 8–12, Consultation 13.31–15")] // 91
    [InlineData("8–12", "8–9", "", "Phone 8–9, Consultation 8–12")]
    [InlineData("9–12", "8–9", "", "Phone 8–9, Consultation 9–12")]
    [InlineData("9–12", "8–8.30", "", "Phone 8–8.30, Break 8.30–9, Consultation 9–12")]
    [InlineData("8–12, 13–15", "9–10", "", "Consultation 8–12, Phone 9–10, Break 12–13, Consultation 13–15")] // the break begins where the last window ends
    [InlineData("8–12, 13–15", "", "12–13", "Consultation 8–12, Consultation 13–15")]
    [InlineData("8–12, 13–15", "", "12.15–12.45", "Consultation 8–12, Break 12–12.15, Break 12.45–13, Consultation 13–15")]
    [InlineData("8–12, 13–15", "", "12–12.30", "Consultation 8–12, Break 12.30–13, Consultation 13–15")]
    [InlineData("8–12, 13–15", "", "11–14", "Consultation 8–12, Consultation 13–15")] // a lunch frees breaks only
    [InlineData("8–12, 13–15, 16–19", "", "12–13", "Consultation 8–12, Consultation 13–15, Break 15–16, Consultation 16–19")]
    public void What_takes_a_clinics_time_are_its_windows_and_the_short_breaks_between_them(string consultation, string phone, string lunch, string expected)
    {
        var schedule = Schedule(Monday, consultation, phone, lunch);

        var taken = HoursRules.TakenOn(schedule, Monday);

        Assert.Equal(expected, string.Join(", ", taken.Select(conflict => $"{conflict.Kind} {HoursText.Write([new DayTime(conflict.FromMinute, conflict.ToMinute)], '.')}")));
        Assert.Empty(HoursRules.TakenOn(schedule, Monday.AddDays(1)));
    }

    [Theory]
    [InlineData("2026-11-22", 9, 10, "Unknown")] // before anything was known
    [InlineData("2026-11-23", 7, 8, null)] // until the consultation begins
    [InlineData("2026-11-23", 9, 10, "Consultation")]
    [InlineData("2026-11-23", 12, 13, "Break")]
    [InlineData("2026-11-23", 11, 13, "Consultation")] // of two reasons the one that weighs most
    [InlineData("2026-11-23", 15, 17, null)]
    [InlineData("2026-11-24", 9, 10, null)] // no hours that day
    [InlineData("2026-12-07", 12, 13, null)] // the week after the change has no break
    [InlineData("2026-12-14", 15, 17, "Closed")]
    [InlineData("2026-12-15", 15, 17, "Closed")]
    [InlineData("2026-12-16", 15, 17, null)]
    public void A_clinic_is_free_only_when_it_is_known_to_be(string day, int fromHour, int toHour, string? expected)
    {
        var hours = new ClinicHours
        {
            ClinicId = Cast.Torvet.Id,
            Name = Cast.Torvet.Name,
            City = Cast.Torvet.City,
            Schedules = [Schedule(Monday, "8–12, 13–15", "", ""), Schedule(Monday.AddDays(14), "8–12", "", "")],
            Closures = [new ClinicClosure { Id = Guid.NewGuid(), FromDay = new(2026, 12, 14), ToDay = new(2026, 12, 15), Reason = "Kursus", EnteredByName = "Anna" }],
        };

        var why = HoursRules.WhyNotFree(hours, DateOnly.Parse(day, null), fromHour * 60, toHour * 60);

        Assert.Equal(expected, why?.Kind.ToString());
        Assert.Equal(expected == "Closed" ? "Kursus" : why is null ? null : "", why?.Reason);
    }

    [Theory]
    [InlineData("consultation1=8–12", "")]
    [InlineData("phone3=8–9", "")]
    [InlineData("", "consultation1: Errors.HoursNone")]
    [InlineData("consultation1=lukket", "consultation1: Errors.HoursNone")]
    [InlineData("consultation1=otte", "consultation1: Errors.HoursText")]
    [InlineData("consultation2=12–8", "consultation2: Errors.HoursBackwards")]
    [InlineData("consultation2=8–8", "consultation2: Errors.HoursBackwards")]
    [InlineData("consultation2=13–15, 8–12", "")]
    [InlineData("consultation2=8–12, 12–13", "")]
    [InlineData("consultation2=8–12, 11.59–13", "consultation2: Errors.HoursOverlap")]
    [InlineData("consultation2=8–12&phone2=8–9", "")] // windows of two kinds may overlap
    [InlineData("consultation1=8–12, 13–15&lunch1=12–13", "")]
    [InlineData("consultation1=8–12, 14–15&lunch1=12–13", "")]
    [InlineData("consultation1=8–12&phone1=13–14&lunch1=12–13", "")]
    [InlineData("consultation1=8–12, 13–15&lunch1=11.45–13", "lunch1: Errors.LunchOutsideBreak")]
    [InlineData("consultation1=8–15&lunch1=12–12.30", "lunch1: Errors.LunchOutsideBreak")]
    [InlineData("consultation1=8–12&lunch1=12–13", "lunch1: Errors.LunchOutsideBreak")] // after the day is over there is nothing to free
    [InlineData("consultation1=8–12, 13–15&lunch1=7–8", "lunch1: Errors.LunchOutsideBreak")]
    [InlineData("consultation1=8–12, 13–15&phone1=12–12.30&lunch1=12–13", "lunch1: Errors.LunchOutsideBreak")]
    [InlineData("consultation1=8–12&lunch3=12–13", "lunch3: Errors.LunchOutsideBreak")]
    [InlineData("consultation1=otte&lunch1=12–13", "consultation1: Errors.HoursText")] // one cause, one error
    [InlineData("consultation1=otte&phone4=9", "consultation1: Errors.HoursText, phone4: Errors.HoursText")]
    public void A_week_is_checked_box_by_box(string boxes, string expected)
    {
        var input = new ClinicScheduleInput { ValidFrom = Monday, Texts = Boxes(boxes) };

        var (errors, windows) = HoursRules.Read(input, isByClinic: true, before: null, Monday);

        Assert.Equal(expected, Words(errors));
        Assert.Equal(windows.OrderBy(window => window.Weekday).ThenBy(window => window.FromMinute), windows);
    }

    [Theory]
    [InlineData(true, 0, null, "", "")]
    [InlineData(true, -1, null, "", "validFrom: Errors.HoursFromPast")]
    [InlineData(true, -1, -1, "", "")] // what has begun may be corrected
    [InlineData(true, -2, -1, "", "validFrom: Errors.HoursFromPast")]
    [InlineData(true, 731, null, "", "")]
    [InlineData(true, 732, null, "", "validFrom: Errors.YearsAhead")]
    [InlineData(true, null, null, "", "validFrom: Errors.Date")]
    [InlineData(false, 0, null, "", "note: Errors.HoursNote")]
    [InlineData(false, 0, null, "Oplyst i telefonen", "")]
    public void A_week_holds_from_a_day_and_whoever_enters_it_for_a_clinic_says_where_it_is_from(bool isByClinic, int? inDays, int? before, string note, string expected)
    {
        var input = new ClinicScheduleInput { ValidFrom = inDays is { } days ? Monday.AddDays(days) : null, Note = note, Texts = Boxes("consultation1=8–12") };

        var (errors, _) = HoursRules.Read(input, isByClinic, before is { } days2 ? Monday.AddDays(days2) : null, Monday);

        Assert.Equal(expected, Words(errors));
    }

    [Theory]
    [InlineData(0, null, "Kursus", "")]
    [InlineData(-3, 0, "Ferie", "")] // it has begun
    [InlineData(-1, null, "Ferie", "fromDay: Errors.ClosurePast")]
    [InlineData(-3, -1, "Ferie", "toDay: Errors.ClosurePast")]
    [InlineData(5, 4, "Ferie", "toDay: Errors.SubstitutionBackwards")]
    [InlineData(0, 365, "Orlov", "")]
    [InlineData(0, 366, "Orlov", "toDay: Errors.SubstitutionTooLong")]
    [InlineData(732, null, "Ferie", "fromDay: Errors.YearsAhead")]
    [InlineData(null, null, "", "fromDay: Errors.Date, reason: Errors.SubstitutionReason")]
    [InlineData(0, null, "Fe\u202Erie", "reason: Errors.ControlCharacters")]
    public void A_closure_has_its_days_and_a_reason(int? from, int? to, string reason, string expected)
    {
        var input = new ClinicClosureInput { FromDay = from is { } a ? Monday.AddDays(a) : null, ToDay = to is { } b ? Monday.AddDays(b) : null, Reason = reason };

        Assert.Equal(expected, Words(HoursRules.Check(input, Monday)));
    }

    [Fact]
    public void The_clinic_and_the_coordinator_write_and_what_the_clinic_has_said_only_the_clinic_changes()
    {
        HoursAct[] adding = [HoursAct.AddSchedule, HoursAct.AddClosure];
        HoursAct[] changing = [HoursAct.ChangeSchedule, HoursAct.DeleteSchedule, HoursAct.DeleteClosure];
        Person[] writers = [Cast.Anna, Cast.Birgit, Cast.Karin];
        var standIn = As(Cast.Frida) with { ClinicId = Cast.Torvet.Id, OnBehalfOfId = Cast.Anna.Id };

        Assert.Equal(Enum.GetValues<HoursAct>().Order(), adding.Concat(changing).Order());
        foreach (var act in Enum.GetValues<HoursAct>())
        {
            var may = Cast.People.Where(person => HoursRules.WhyNot(act, isByClinic: false, As(person)) is null && HoursRules.IsTheirs(Cast.Torvet.Id, Cast.Holbaek.Id, As(person)));
            Assert.Equal([Cast.Anna, Cast.Bo, Cast.Birgit, Cast.Karin], may);
            Assert.Equal("Refusals.HoursNotForSubstitute", HoursRules.WhyNot(act, isByClinic: true, standIn)?.Key);
            Assert.Equal("Refusals.HoursNotYours", HoursRules.WhyNot(act, isByClinic: false, As(Cast.Mette))?.Key);
            Assert.Null(HoursRules.WhyNot(act, isByClinic: true, As(Cast.Birgit)));
            Assert.Equal(changing.Contains(act) ? "Refusals.HoursAreTheClinics" : null, HoursRules.WhyNot(act, isByClinic: true, As(Cast.Karin))?.Key);
        }

        Assert.All(writers, person => Assert.True(HoursRules.IsTheirs(Cast.Torvet.Id, Cast.Holbaek.Id, As(person))));
        Assert.All([Cast.Frida, Cast.Viggo, Cast.Kirsten], person => Assert.False(HoursRules.IsTheirs(Cast.Torvet.Id, Cast.Holbaek.Id, As(person))));
    }

    private static Dictionary<string, string> Boxes(string boxes) =>
        boxes.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(box => box.Split('=')).ToDictionary(box => box[0], box => box[1]);

    private static string Words(IEnumerable<FieldError> errors) => string.Join(", ", errors.Select(error => $"{error.Field}: {error.Key}"));

    private static ClinicSchedule Schedule(DateOnly from, string consultation, string phone, string lunch) => new()
    {
        Id = Guid.NewGuid(),
        ValidFrom = from,
        Note = "",
        EnteredByName = "Anna",
        IsByClinic = true,
        EnteredAt = TestClock.Start,
        Version = 1,
        Windows = [.. Windows(WindowKind.Consultation, consultation), .. Windows(WindowKind.Phone, phone), .. Windows(WindowKind.FreeLunch, lunch)],
    };

    private static IEnumerable<HoursWindow> Windows(WindowKind kind, string text) =>
        HoursText.Parse(text)!.Select(time => new HoursWindow(kind, 1, time.FromMinute, time.ToMinute));

    private static ActionContext As(Person person) => new()
    {
        PersonId = person.Id,
        Role = person.Role,
        MunicipalityId = person.MunicipalityId,
        UnitId = person.UnitId,
        ClinicId = person.ClinicId,
        At = TestClock.Start,
    };
}
