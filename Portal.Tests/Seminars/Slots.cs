using Portal.Data;
using Portal.Data.Directory.Hours;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Slots;

namespace Portal.Tests.Seminars;

/// <summary>Makes questions for the slot finder, with only what matters said.</summary>
internal static class Slots
{
    /// <summary>A Monday; no holiday near.</summary>
    public static readonly DateOnly Monday = new(2026, 9, 7);

    public static readonly GeoPoint Holbaek = new(55.7160, 11.7170);

    /// <summary>39 kilometres from Holbæk.</summary>
    public static readonly GeoPoint Kalundborg = new(55.6800, 11.0900);

    public static readonly SlotPlace JobCentre = new(PlaceKind.Municipal, Guid.CreateVersion7(), "Jobcentret", Holbaek);

    /// <summary>Monday to Friday 8–12 and 13–16.</summary>
    public static HoursWindow[] Days { get; } = [.. Week(8, 12), .. Week(13, 16)];

    public static SlotQuery Query(DateOnly first, DateOnly last, params SlotClinic[] clinics) => new()
    {
        Clinics = clinics,
        Places = [JobCentre],
        Minutes = 60,
        FirstDay = first,
        LastDay = last,
        NotBefore = DanishTime.InstantOf(first.AddDays(-1), default),
    };

    public static SlotClinic Clinic(string name, GeoPoint? point, params ClinicSchedule[] schedules) =>
        new(new ClinicHours { ClinicId = Guid.CreateVersion7(), Name = name, City = "Holbæk", Point = point, Schedules = schedules, Closures = [] }, []);

    /// <summary>A clinic in Holbæk whose hours have been known for long.</summary>
    public static SlotClinic Clinic(string name, params HoursWindow[] windows) => Clinic(name, Holbaek, Schedule(new DateOnly(2020, 1, 1), windows));

    public static SlotClinic Closed(SlotClinic clinic, DateOnly from, DateOnly to) => clinic with
    {
        Hours = clinic.Hours with { Closures = [new ClinicClosure { Id = Guid.CreateVersion7(), FromDay = from, ToDay = to, Reason = "Ferie", EnteredByName = "" }] },
    };

    public static ClinicSchedule Schedule(DateOnly validFrom, params HoursWindow[] windows) => new()
    {
        Id = Guid.CreateVersion7(),
        ValidFrom = validFrom,
        Note = "",
        EnteredByName = "",
        IsByClinic = true,
        EnteredAt = default,
        Windows = windows,
        Version = 1,
    };

    public static HoursWindow[] Week(int fromHour, int toHour, WindowKind kind = WindowKind.Consultation) =>
        [.. Enumerable.Range(1, 5).Select(weekday => On(weekday, fromHour, toHour, kind))];

    public static HoursWindow On(int weekday, int fromHour, int toHour, WindowKind kind = WindowKind.Consultation) => new(kind, weekday, fromHour * 60, toHour * 60);
}
