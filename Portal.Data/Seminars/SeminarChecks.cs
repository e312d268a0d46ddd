using Portal.Data.Directory.Hours;

namespace Portal.Data.Seminars;

/// <summary>What is wrong with a meeting that somebody writes, times, or wants to announce. Pure; the fields have the forms' names.</summary>
public static class SeminarChecks
{
    /// <summary>What of the form cannot be kept.</summary>
    /// <param name="today">The day in Denmark.</param>
    public static IReadOnlyList<FieldError> Check(SeminarInput input, DateOnly today)
    {
        var errors = new List<FieldError>();
        AddIf(input.Kind is null, "kind", "Errors.Choose");
        errors.AddIf(input.Title.Length == 0 ? new FieldError("title", "Errors.SeminarTitle") : TextRules.CheckLine("title", input.Title, SeminarRules.LongestTitle));
        errors.AddIf(TextRules.CheckText("purpose", input.Purpose, SeminarRules.LongestPurpose));
        AddIf(input.Minutes is not { } minutes || minutes is < SeminarRules.ShortestMinutes or > SeminarRules.LongestMinutes || minutes % 5 != 0, "minutes", "Errors.SeminarMinutes");
        errors.AddIf(TextRules.CheckLine("hostMeeting", input.HostMeeting, SeminarRules.LongestHostMeeting));
        AddIf(input.Kind == MeetingKind.InExtensionOf && input.HostMeeting.Length == 0, "hostMeeting", "Errors.HostMeeting");
        AddIf(input.Capacity is < 1 or > SeminarRules.MostCapacity, "capacity", "Errors.SeminarCapacity");
        AddIf(input.ClaimHours is < 1 or > 168, "claimHours", "Errors.ClaimHours");
        AddIf(input.ReplyBy < today, "replyBy", "Errors.SeminarReplyPast");
        AddIf(input.ClinicIds.Count + input.UnitIds.Count + input.PersonIds.Count > SeminarRules.MostInvitations, "clinics", "Errors.SeminarTooMany");
        AddIf(input.Kind is MeetingKind.OutreachVisit or MeetingKind.CooperationTalk && input.ClinicIds.Count != 1, "clinics", "Errors.SeminarOneClinic");
        if (input.Kind == MeetingKind.RoundTable)
        {
            AddIf(input.CitizenId is null, "citizen", "Errors.SeminarCitizen");
            AddIf(input.ClinicIds.Count == 0 && !input.IsWithoutDoctor, "isWithoutDoctor", "Errors.WithoutDoctor");
            AddIf(input.ClinicIds.Count > 0 && input.IsWithoutDoctor, "isWithoutDoctor", "Errors.WithDoctor");
        }

        CheckAgenda(input, errors);
        CheckMaterials(input, errors);
        return errors;

        void AddIf(bool isWrong, string field, string key)
        {
            if (isWrong)
            {
                errors.Add(new FieldError(field, key));
            }
        }
    }

    /// <summary>What is wrong with a day, a time and a place.</summary>
    /// <param name="now">UTC.</param>
    /// <param name="minutes">Length of the meeting.</param>
    public static IReadOnlyList<FieldError> Check(SeminarTimeInput input, MeetingKind kind, int minutes, DateTime now)
    {
        var errors = new List<FieldError>();
        if (input.Day is not { } day)
        {
            errors.Add(new FieldError("day", "Errors.Date"));
        }

        if (input.From is not { } from)
        {
            errors.Add(new FieldError("from", "Errors.Time"));
        }
        else if (input.Day is { } on)
        {
            errors.AddIf(
                !DanishTime.Exists(on, from) ? new FieldError("from", "Errors.TimeSkipped")
                : DanishTime.InstantOf(on, from) <= now ? new FieldError("day", "Errors.SeminarInPast")
                : (from.Hour * 60) + from.Minute + minutes > 24 * 60 ? new FieldError("from", "Errors.PollSlotMidnight")
                : on > DanishTime.DayOf(now).AddYears(2) ? new FieldError("day", "Errors.SeminarTooFarAhead")
                : null);
        }

        errors.AddRange(CheckPlace(input.Place, kind));
        errors.AddIf(TextRules.CheckText("offHoursReason", input.OffHoursReason, SeminarRules.LongestReason));
        return errors;
    }

    /// <summary>What a meeting still lacks before people can be told of it. Each field is one of the meeting's own page.</summary>
    /// <param name="conflicts">The invited clinics that are not known to be free.</param>
    /// <param name="offHoursReason">Why it may lie in consultation hours; empty when nobody has said.</param>
    /// <param name="now">UTC.</param>
    public static IReadOnlyList<FieldError> CheckAnnounce(Seminar seminar, IReadOnlyList<ClinicConflict> conflicts, string offHoursReason, DateTime now)
    {
        var facts = seminar.Facts;
        var items = seminar.Agenda.Where(item => item.Kind != AgendaKind.Break).ToList();
        FieldError?[] errors =
        [
            facts.StartsAt is null ? new FieldError("time", "Errors.SeminarNoTime") : null,
            seminar.Place.Kind is null ? new FieldError("place", "Errors.SeminarNoPlace") : null,
            seminar.Invitations.Count == 0 && !seminar.IsWithoutDoctor ? new FieldError("invitations", "Errors.SeminarNobody") : null,
            seminar.Purpose.Length == 0 ? new FieldError("purpose", "Errors.SeminarPurpose") : null,
            items.Count == 0 ? new FieldError("agenda", "Errors.AgendaEmpty")
                : items.All(item => item.Kind == AgendaKind.Orientation) ? new FieldError("agenda", "Errors.AgendaOrientation")
                : items.All(item => item.ForDoctor.Length == 0) && !seminar.IsWithoutDoctor ? new FieldError("agenda", "Errors.AgendaForDoctor")
                : items.All(item => item.ForCaseworker.Length == 0) ? new FieldError("agenda", "Errors.AgendaForCaseworker")
                : null,
            facts.ReplyBy is { } reply && (reply <= now || reply > facts.StartsAt) ? new FieldError("replyBy", "Errors.SeminarReply") : null,
            IsKnown(conflicts) && offHoursReason.Length == 0 ? new FieldError("offHoursReason", "Errors.OffHours", Names(conflicts)) : null,
            TextRules.CheckText("offHoursReason", offHoursReason, SeminarRules.LongestReason),
        ];
        return [.. errors.OfType<FieldError>()];
    }

    /// <summary>Whether a clinic is known not to be free: one whose hours nobody knows is asked about, and stops nothing.</summary>
    public static bool IsKnown(IReadOnlyList<ClinicConflict> conflicts) => conflicts.Any(conflict => conflict.Conflict.Kind != ConflictKind.Unknown);

    /// <summary>The clinics that are known not to be free, as a sentence names them.</summary>
    public static string Names(IReadOnlyList<ClinicConflict> conflicts) =>
        string.Join(", ", conflicts.Where(conflict => conflict.Conflict.Kind != ConflictKind.Unknown).Select(conflict => conflict.ClinicName));

    /// <summary>Whether people get less notice than doctors need to prepare. A warning, no stop.</summary>
    /// <param name="today">The day in Denmark.</param>
    public static bool IsShortNotice(SeminarFacts facts, DateOnly today) =>
        facts.StartsAt is { } start && DanishTime.DayOf(start).DayNumber - today.DayNumber < SeminarRules.NoticeDays;

    private static IEnumerable<FieldError> CheckPlace(PlaceChoice place, MeetingKind kind)
    {
        FieldError?[] errors =
        [
            place.Kind switch
            {
                null => new FieldError("place", "Errors.SeminarNoPlace"),
                PlaceKind.Municipal when place.PlaceId is null => new FieldError("place", "Errors.SeminarNoPlace"),
                PlaceKind.Clinic when place.ClinicId is null => new FieldError("place", "Errors.SeminarNoPlace"),
                PlaceKind.HostMeeting when place.Name.Length == 0 => new FieldError("placeName", "Errors.SeminarPlaceName"),
                PlaceKind.HostMeeting when kind != MeetingKind.InExtensionOf => new FieldError("place", "Errors.SeminarNoHost"),
                PlaceKind.Online when place.OnlineAddress.Length == 0 => new FieldError("onlineAddress", "Errors.OnlineAddress"),
                _ => null,
            },
            place.OnlineAddress.Length > 0 && !IsSafe(place.OnlineAddress) ? new FieldError("onlineAddress", "Errors.OnlineAddress") : null,
            TextRules.CheckLine("placeName", place.Name, SeminarRules.LongestTitle),
            TextRules.CheckLine("placeAddress", place.Address, 200),
            place.Point is { } point && (Math.Abs(point.Latitude) > 90 || Math.Abs(point.Longitude) > 180) ? new FieldError("placeAddress", "Errors.Coordinates") : null,
        ];
        return errors.OfType<FieldError>();
    }

    private static void CheckAgenda(SeminarInput input, List<FieldError> errors)
    {
        var total = 0;
        if (input.Agenda.Count > SeminarRules.MostAgendaItems)
        {
            errors.Add(new FieldError("agenda.0.title", "Errors.AgendaTooLong", SeminarRules.MostAgendaItems));
        }

        for (var i = 0; i < input.Agenda.Count; i++)
        {
            var item = input.Agenda[i];
            if (item.IsEmpty)
            {
                continue;
            }

            var name = $"agenda.{i}";
            errors.AddIf(item.Title.Length == 0 ? new FieldError($"{name}.title", "Errors.AgendaTitle") : TextRules.CheckLine($"{name}.title", item.Title, SeminarRules.LongestTitle));
            errors.AddIf(item.Kind is null ? new FieldError($"{name}.kind", "Errors.Choose") : null);
            errors.AddIf(item.Minutes is null or < 1 or > SeminarRules.LongestMinutes ? new FieldError($"{name}.minutes", "Errors.AgendaMinutes") : null);
            errors.AddIf(TextRules.CheckLine($"{name}.forDoctor", item.ForDoctor, SeminarRules.LongestLine));
            errors.AddIf(TextRules.CheckLine($"{name}.forCaseworker", item.ForCaseworker, SeminarRules.LongestLine));
            total += item.Minutes ?? 0;
        }

        if (input.Minutes is { } minutes && total > minutes)
        {
            errors.Add(new FieldError("minutes", "Errors.AgendaLonger", total, minutes));
        }
    }

    private static void CheckMaterials(SeminarInput input, List<FieldError> errors)
    {
        if (input.Materials.Count > SeminarRules.MostMaterials)
        {
            errors.Add(new FieldError("materials.0.title", "Errors.SeminarTooManyMaterials", SeminarRules.MostMaterials));
        }

        for (var i = 0; i < input.Materials.Count; i++)
        {
            var material = input.Materials[i];
            var isLink = material.OfferId is null && material.GuidelineVersion is null;
            errors.AddIf(isLink && material.Title.Length == 0 ? new FieldError($"materials.{i}.title", "Errors.MaterialTitle") : TextRules.CheckLine($"materials.{i}.title", material.Title));
            errors.AddIf(isLink && !IsSafe(material.Address) ? new FieldError($"materials.{i}.address", "Errors.HttpsAddress") : null);
        }
    }

    private static bool IsSafe(string address) =>
        address.Length <= SeminarRules.LongestAddress && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.UserInfo.Length == 0
        && !address.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter));
}
