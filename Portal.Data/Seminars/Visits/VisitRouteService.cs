using Portal.Data.Audit;
using Portal.Data.Directory.Hours;
using Portal.Data.Directory.Places;

namespace Portal.Data.Seminars.Visits;

/// <summary>An afternoon of visits as the form gives it.</summary>
public sealed record VisitRouteInput
{
    /// <summary>What each visit is about; its clinics, citizen and series are not used.</summary>
    public required SeminarInput Visit { get; init; }

    public IReadOnlyList<Guid> ClinicIds { get; init; } = [];

    public DateOnly? Day { get; init; }

    public TimeOnly? From { get; init; }

    /// <summary>The municipality's place where the afternoon begins; null when that does not matter.</summary>
    public Guid? StartPlaceId { get; init; }
}

/// <summary>A visit on the way, with what keeps the clinic from it.</summary>
public sealed record PlannedVisit(VisitStop Stop, HoursConflict? Conflict);

/// <summary>Plans visits to several clinics in one afternoon, the shortest way round.</summary>
public sealed class VisitRouteService(SeminarService seminars, OffHours offHours, ClinicHoursRepository clinics, MeetingPlaceRepository places)
{
    /// <summary>What is wrong with an afternoon, by field: <c>clinics</c>, <c>day</c>, <c>from</c> and those of a visit.</summary>
    public static IReadOnlyList<FieldError> Check(VisitRouteInput input, DateTime now)
    {
        var errors = new List<FieldError>();
        errors.AddIf(input.ClinicIds.Distinct().Count() is < 2 or > VisitRoute.MostStops ? new FieldError("clinics", "Errors.RouteClinics", VisitRoute.MostStops) : null);
        errors.AddRange(SeminarChecks.Check(
            new SeminarTimeInput { Day = input.Day, From = input.From, Place = new PlaceChoice { Kind = PlaceKind.Clinic, ClinicId = Guid.Empty } }, MeetingKind.OutreachVisit, input.Visit.Minutes ?? 0, now));
        errors.AddRange(SeminarChecks.Check(input.Visit with { Kind = MeetingKind.OutreachVisit, ClinicIds = [Guid.Empty] }, DanishTime.DayOf(now)));
        return errors;
    }

    /// <summary>The way as it would be; empty when something is wrong with the form.</summary>
    public async Task<IReadOnlyList<PlannedVisit>> PlanAsync(VisitRouteInput input, ActionContext by, CancellationToken ct)
    {
        if (Check(input, by.At).Count > 0)
        {
            return [];
        }

        var minutes = input.Visit.Minutes!.Value;
        var day = input.Day!.Value;
        var known = await clinics.ListAsync([.. input.ClinicIds.Distinct()], day, day, ct);
        var start = (await places.ListAsync(by.MunicipalityId!.Value, ct)).FirstOrDefault(place => place.Id == input.StartPlaceId)?.Point;
        var visits = new List<PlannedVisit>();
        foreach (var stop in VisitRoute.Plan(start, [.. known.Select(clinic => (clinic.ClinicId, clinic.Name, clinic.Point))], DanishTime.InstantOf(day, input.From!.Value), minutes))
        {
            var conflicts = await offHours.ListAsync([stop.ClinicId], stop.StartsAt, stop.StartsAt.AddMinutes(minutes), null, ct);
            visits.Add(new PlannedVisit(stop, conflicts is [var conflict, ..] ? conflict.Conflict : null));
        }

        return visits;
    }

    /// <summary>Makes a draft of each visit, with its time, at its clinic. Which of them lie within consultation hours each draft says.</summary>
    /// <param name="offHoursReason">Why visits may lie within consultation hours, when some do.</param>
    /// <returns>Done with the id of the first visit; all or none are made.</returns>
    public async Task<Outcome> CreateAsync(VisitRouteInput input, string offHoursReason, ActionContext by, CancellationToken ct)
    {
        if (SeminarRules.WhyNotPlan(MeetingKind.OutreachVisit, by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        var errors = Check(input, by.At).ToList();
        var visits = errors.Count > 0 ? [] : await PlanAsync(input, by, ct);
        errors.AddIf(offHoursReason.Length == 0 && visits.Any(visit => visit.Conflict is { Kind: not ConflictKind.Unknown })
            ? new FieldError("offHoursReason", "Errors.OffHours", string.Join(", ", visits.Where(visit => visit.Conflict is { Kind: not ConflictKind.Unknown }).Select(visit => visit.Stop.Name)))
            : null);
        if (errors.Count > 0)
        {
            return Outcome.Invalid(errors);
        }

        return await seminars.CreateVisitsAsync(input.Visit, [.. visits.Select(visit => (visit.Stop.ClinicId, visit.Stop.StartsAt))], offHoursReason.Length == 0 ? null : offHoursReason, by, ct);
    }
}
