namespace Portal.Data.Seminars.Slots;

/// <summary>Between which limits those who plan let the finder search.</summary>
public sealed record SlotLimits
{
    public DateOnly? FirstDay { get; init; }

    /// <summary>Included.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>Danish clocks: nothing begins before.</summary>
    public TimeOnly? Earliest { get; init; }

    /// <summary>Danish clocks: nothing ends after.</summary>
    public TimeOnly? Latest { get; init; }

    /// <summary>Null when any distance will do.</summary>
    public int? GreatestKilometres { get; init; }
}

/// <summary>What the slot finder can be asked. Pure.</summary>
public static class SlotRules
{
    public const int MostWeeks = 12;
    public const int MostDays = MostWeeks * 7;
    public const int MostClinics = SeminarRules.MostInvitations;
    public const int MostPlaces = SeminarRules.MostInvitations + 100;
    public const int MostKilometres = 500;

    /// <summary>7.00, unless those who plan say otherwise.</summary>
    public const int EarliestMinute = 7 * 60;

    /// <summary>20.00, unless those who plan say otherwise.</summary>
    public const int LatestMinute = 20 * 60;

    /// <summary>Doctors have their calendars full for the first weeks: the search begins this many days ahead unless those who plan say otherwise. A choice of the portal.</summary>
    public const int FirstAfterDays = 21;

    /// <summary>What to search when nobody has said anything: eight weeks, beginning three weeks ahead.</summary>
    public static SlotLimits Proposed(DateOnly today) => new()
    {
        FirstDay = today.AddDays(FirstAfterDays),
        LastDay = today.AddDays(FirstAfterDays + (8 * 7) - 1),
        Earliest = new TimeOnly(EarliestMinute / 60, 0),
        Latest = new TimeOnly(LatestMinute / 60, 0),
    };

    /// <summary>What cannot be searched, each with its field.</summary>
    /// <param name="minutes">Length of the meeting.</param>
    /// <param name="places">How many places have been chosen.</param>
    public static IReadOnlyList<FieldError> Check(SlotLimits limits, int minutes, int places, DateOnly today)
    {
        var errors = new List<FieldError>();
        Add(limits.FirstDay is null, "firstDay", "Errors.Date");
        Add(limits.FirstDay < today, "firstDay", "Errors.SlotsPast");
        if (limits.LastDay is not { } last)
        {
            errors.Add(new FieldError("lastDay", "Errors.Date"));
        }
        else if (limits.FirstDay is { } first)
        {
            Add(last < first, "lastDay", "Errors.SlotsBackwards");
            Add(last.DayNumber - first.DayNumber >= MostDays, "lastDay", "Errors.SlotsTooLong", MostWeeks);
        }

        Add(limits.Earliest is null, "earliest", "Errors.SlotsClock");
        Add(limits.Latest is null, "latest", "Errors.SlotsClock");
        if (limits is { Earliest: { } earliest, Latest: { } latest })
        {
            if (latest <= earliest)
            {
                errors.Add(new FieldError("latest", "Errors.SlotsClockBackwards"));
            }
            else if (LastStart(Minute(latest), minutes) < FirstStart(Minute(earliest)))
            {
                errors.Add(new FieldError("latest", "Errors.SlotsNoRoom", minutes));
            }
        }

        Add(limits.GreatestKilometres is < 1 or > MostKilometres, "kilometres", "Errors.SlotsKilometres", MostKilometres);
        Add(minutes is < SeminarRules.ShortestMinutes or > SeminarRules.LongestMinutes, "minutes", "Errors.Range");
        Add(places == 0, "places", "Errors.SlotsPlaces");
        Add(places > MostPlaces, "places", "Errors.SlotsTooManyPlaces", MostPlaces);
        return errors;

        void Add(bool isWrong, string field, string key, params object[] arguments)
        {
            if (isWrong)
            {
                errors.Add(new FieldError(field, key, arguments));
            }
        }
    }

    /// <summary>Minutes after midnight.</summary>
    public static int Minute(TimeOnly time) => (time.Hour * 60) + time.Minute;

    /// <summary>The first quarter of an hour, counted from midnight, at which something may begin.</summary>
    internal static int FirstStart(int earliestMinute) => (earliestMinute + SlotFinder.StepMinutes - 1) / SlotFinder.StepMinutes;

    /// <summary>The last quarter of an hour, counted from midnight, at which something of a length may begin; negative when there is none.</summary>
    internal static int LastStart(int latestMinute, int minutes) => latestMinute < minutes ? -1 : (latestMinute - minutes) / SlotFinder.StepMinutes;
}
