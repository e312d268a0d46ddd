using Portal.Data.Audit;

namespace Portal.Data.Directory.Hours;

/// <summary>What can be done to a clinic's hours.</summary>
public enum HoursAct
{
    /// <summary>A week from another day on.</summary>
    AddSchedule,
    ChangeSchedule,
    DeleteSchedule,
    AddClosure,
    DeleteClosure,
}

/// <summary>When a clinic is taken, and what a week that somebody enters must be like. Pure; asked alike by the slot finder, the poll and the announcement.</summary>
public static class HoursRules
{
    /// <summary>Two windows with no more than this between them have a break between them: the doctors are there, at lunch or behind with the morning. A choice of the portal.</summary>
    public const int LongestBreakMinutes = 90;

    public const int LongestNote = 300;
    public const int LongestReason = 120;
    public const int MostWindows = 60;
    public const int MostClosures = 100;

    /// <summary>The schedule in force and those to come.</summary>
    public const int MostSchedules = 20;

    /// <summary>How far ahead a schedule can begin and a closure end.</summary>
    public const int MostYearsAhead = 2;

    private const int MostClosedDays = 366;

    /// <summary>1 for Monday to 7 for Sunday.</summary>
    public static int Weekday(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;

    /// <summary>What takes a clinic's time on a day of a known week, by time; a break counts, a lunch that the clinic keeps free does not.</summary>
    /// <remarks>Windows may overlap, as phone hours within the consultation do. What the free lunch cuts out of a consultation window stays taken: a lunch frees breaks only.</remarks>
    public static IReadOnlyList<HoursConflict> TakenOn(ClinicSchedule schedule, DateOnly day)
    {
        var weekday = Weekday(day);
        var windows = schedule.Windows
            .Where(window => window.Weekday == weekday && window.Kind != WindowKind.FreeLunch)
            .OrderBy(window => window.FromMinute)
            .ThenBy(window => window.ToMinute)
            .ToList();
        var taken = new List<HoursConflict>();
        var end = 0;
        foreach (var window in windows)
        {
            if (taken.Count > 0 && window.FromMinute > end && window.FromMinute - end <= LongestBreakMinutes)
            {
                taken.AddRange(WithoutLunch(end, window.FromMinute, schedule, weekday));
            }

            taken.Add(new HoursConflict(window.Kind == WindowKind.Phone ? ConflictKind.Phone : ConflictKind.Consultation, window.FromMinute, window.ToMinute));
            end = Math.Max(end, window.ToMinute);
        }

        return taken;
    }

    /// <summary>What keeps a clinic from a meeting on a day, first the reason that weighs most.</summary>
    /// <param name="fromMinute">Minutes after midnight, Danish clocks.</param>
    /// <param name="toMinute">Minutes after midnight, later than <paramref name="fromMinute"/>.</param>
    /// <returns>Null when the clinic is known to be free.</returns>
    public static HoursConflict? WhyNotFree(ClinicHours hours, DateOnly day, int fromMinute, int toMinute)
    {
        if (hours.Closures.FirstOrDefault(closure => closure.FromDay <= day && day <= closure.ToDay) is { } closed)
        {
            return new HoursConflict(ConflictKind.Closed) { Reason = closed.Reason };
        }

        if (hours.ScheduleOn(day) is not { } schedule)
        {
            return new HoursConflict(ConflictKind.Unknown);
        }

        return TakenOn(schedule, day)
            .Where(taken => taken.FromMinute < toMinute && fromMinute < taken.ToMinute)
            .OrderBy(taken => taken.Kind)
            .ThenBy(taken => taken.FromMinute)
            .FirstOrDefault();
    }

    /// <summary>Whether an actor can know of a clinic's hours at all: one's own clinic, or a clinic in one's municipality.</summary>
    public static bool IsTheirs(Guid clinicId, Guid municipalityId, ActionContext actor) =>
        actor.Role.IsClinic() ? actor.ClinicId == clinicId : actor.MunicipalityId == municipalityId;

    /// <param name="isByClinic">Of what is changed or deleted: whether the clinic itself has said it.</param>
    /// <returns>Null when the actor may do it to the hours of a clinic that <see cref="IsTheirs"/>; else why not.</returns>
    /// <remarks>A substitute from another clinic does not speak for this one. What the clinic has said, only the clinic changes; the coordinator can add to it.</remarks>
    public static Refusal? WhyNot(HoursAct act, bool isByClinic, ActionContext actor)
    {
        if (actor.Role.IsClinic())
        {
            return actor.OnBehalfOfId is null ? null : new Refusal("Refusals.HoursNotForSubstitute");
        }

        return actor.Role != Role.Coordinator ? new Refusal("Refusals.HoursNotYours") : act switch
        {
            HoursAct.AddSchedule or HoursAct.AddClosure => null,
            HoursAct.ChangeSchedule or HoursAct.DeleteSchedule or HoursAct.DeleteClosure => isByClinic ? new Refusal("Refusals.HoursAreTheClinics") : null,
        };
    }

    /// <summary>What is wrong with a week, and the week.</summary>
    /// <param name="isByClinic">The clinic speaks for itself; else the form must say where the hours are known from.</param>
    /// <param name="before">First day of the schedule that is changed: it may stay, though it has passed; null for a new one.</param>
    /// <param name="today">The day in Denmark.</param>
    /// <returns>The windows by weekday and time; to be used only when nothing is wrong.</returns>
    public static (IReadOnlyList<FieldError> Errors, IReadOnlyList<HoursWindow> Windows) Read(ClinicScheduleInput input, bool isByClinic, DateOnly? before, DateOnly today)
    {
        var errors = new List<FieldError>();
        var windows = new List<HoursWindow>();
        for (var weekday = 1; weekday <= 7; weekday++)
        {
            windows.AddRange(ReadDay(input, weekday, errors));
        }

        if (errors.Count == 0 && windows.Count == 0)
        {
            errors.Add(new FieldError(ClinicScheduleInput.Field(WindowKind.Consultation, 1), "Errors.HoursNone"));
        }
        else if (windows.Count > MostWindows)
        {
            errors.Add(new FieldError(ClinicScheduleInput.Field(WindowKind.Consultation, 1), "Errors.HoursTooMany", MostWindows));
        }

        errors.AddIf(
            input.ValidFrom is not { } from ? new FieldError("validFrom", "Errors.Date")
            : from < today && from != before ? new FieldError("validFrom", "Errors.HoursFromPast")
            : from > today.AddYears(MostYearsAhead) ? new FieldError("validFrom", "Errors.YearsAhead", MostYearsAhead)
            : null);
        errors.AddIf(!isByClinic && input.Note.Length == 0 ? new FieldError("note", "Errors.HoursNote") : TextRules.CheckLine("note", input.Note, LongestNote));
        return (errors, windows);
    }

    /// <summary>What is wrong with days on which a clinic is closed.</summary>
    /// <param name="today">The day in Denmark.</param>
    public static IReadOnlyList<FieldError> Check(ClinicClosureInput input, DateOnly today)
    {
        FieldError?[] errors =
        [
            input.FromDay is null ? new FieldError("fromDay", "Errors.Date") : null,
            (input.ToDay ?? input.FromDay) is not { } to ? null
                : to < input.FromDay ? new FieldError("toDay", "Errors.SubstitutionBackwards")
                : to < today ? new FieldError(input.ToDay is null ? "fromDay" : "toDay", "Errors.ClosurePast")
                : to > today.AddYears(MostYearsAhead) ? new FieldError(input.ToDay is null ? "fromDay" : "toDay", "Errors.YearsAhead", MostYearsAhead)
                : input.FromDay is { } from && to.DayNumber - from.DayNumber >= MostClosedDays ? new FieldError("toDay", "Errors.SubstitutionTooLong")
                : null,
            input.Reason.Length == 0 ? new FieldError("reason", "Errors.SubstitutionReason") : TextRules.CheckLine("reason", input.Reason, LongestReason),
        ];
        return [.. errors.OfType<FieldError>()];
    }

    /// <summary>The windows of one day, by time, and what is wrong with what was typed.</summary>
    private static List<HoursWindow> ReadDay(ClinicScheduleInput input, int weekday, List<FieldError> errors)
    {
        var day = new List<HoursWindow>();
        var isKnown = true;
        foreach (var kind in Enum.GetValues<WindowKind>())
        {
            var field = ClinicScheduleInput.Field(kind, weekday);
            var times = HoursText.Parse(input.TextOf(kind, weekday))?.OrderBy(time => time.FromMinute).ThenBy(time => time.ToMinute).ToList();
            var wrong = times is null ? "Errors.HoursText"
                : times.Any(time => time.FromMinute >= time.ToMinute) ? "Errors.HoursBackwards"
                : times.Zip(times.Skip(1)).Any(pair => pair.First.ToMinute > pair.Second.FromMinute) ? "Errors.HoursOverlap"
                : kind == WindowKind.FreeLunch && isKnown && !times.All(time => IsInGap(day, time)) ? "Errors.LunchOutsideBreak"
                : null;
            if (wrong is not null)
            {
                errors.Add(new FieldError(field, wrong));
                isKnown = false;
            }
            else
            {
                day.AddRange(times!.Select(time => new HoursWindow(kind, weekday, time.FromMinute, time.ToMinute)));
            }
        }

        return [.. day.OrderBy(window => window.FromMinute).ThenBy(window => window.ToMinute).ThenBy(window => window.Kind)];
    }

    /// <summary>Whether a lunch lies between two windows of the day and within none: anywhere else it would free nothing.</summary>
    private static bool IsInGap(IReadOnlyList<HoursWindow> day, DayTime lunch)
    {
        var windows = day.Where(window => window.Kind != WindowKind.FreeLunch).ToList();
        return windows.Any(window => window.ToMinute <= lunch.FromMinute)
            && windows.Any(window => window.FromMinute >= lunch.ToMinute)
            && !windows.Any(window => window.FromMinute < lunch.ToMinute && lunch.FromMinute < window.ToMinute);
    }

    private static IEnumerable<HoursConflict> WithoutLunch(int from, int to, ClinicSchedule schedule, int weekday)
    {
        foreach (var lunch in schedule.Windows
            .Where(window => window.Kind == WindowKind.FreeLunch && window.Weekday == weekday && window.FromMinute < to && from < window.ToMinute)
            .OrderBy(window => window.FromMinute))
        {
            if (lunch.FromMinute > from)
            {
                yield return new HoursConflict(ConflictKind.Break, from, lunch.FromMinute);
            }

            from = Math.Max(from, lunch.ToMinute);
        }

        if (from < to)
        {
            yield return new HoursConflict(ConflictKind.Break, from, to);
        }
    }
}
