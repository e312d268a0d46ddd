using Portal.Data.Audit;

namespace Portal.Data.Seminars;

/// <summary>Settles when and where a meeting is, and moves one that people know.</summary>
public sealed class SeminarTimes(SeminarService service, SeminarWrites writes, OffHours offHours, SeminarNotices notices)
{
    /// <summary>Settles day, time and place of a meeting that is being planned.</summary>
    /// <returns>Invalid names the fields <c>day</c>, <c>from</c>, <c>place</c>, <c>placeName</c>, <c>placeAddress</c>, <c>onlineAddress</c>, <c>offHoursReason</c>.</returns>
    public Task<Outcome> SetAsync(Guid id, int version, SeminarTimeInput input, ActionContext by, CancellationToken ct) =>
        service.ActAsync(
            id,
            version,
            SeminarAction.PickDate,
            "seminar.set-time",
            by,
            async seminar =>
            {
                var (stop, after) = await TimedAsync(seminar, input, by, ct);
                return (stop, after with { Facts = after.Facts with { PollClosedAt = after.Facts.PollOpenedAt is null ? null : after.Facts.PollClosedAt ?? by.At } });
            },
            ct);

    /// <summary>Moves a meeting that people know: they are told why and asked again; what they answered before is kept as history.</summary>
    /// <param name="reason">Why it is moved, for everybody who is invited.</param>
    public Task<Outcome> MoveAsync(Guid id, int version, SeminarTimeInput input, string reason, ActionContext by, CancellationToken ct) =>
        service.ActAsync(
            id,
            version,
            SeminarAction.Move,
            "seminar.move",
            by,
            async seminar =>
            {
                var (stop, after) = await TimedAsync(seminar, input, by, ct);
                var error = reason.Length == 0 ? new FieldError("reason", "Errors.Reason") : TextRules.CheckText("reason", reason, SeminarRules.LongestReason);
                if (error is not null && (stop is null or { Kind: OutcomeKind.Invalid }))
                {
                    return (Outcome.Invalid([.. stop?.Errors ?? [], error]), seminar);
                }

                if (stop is not null)
                {
                    return (stop, seminar);
                }

                if (await service.WhyNotAboutAsync(after, after.Facts.StartsAt!.Value, by, ct) is { } refusal)
                {
                    return (Outcome.Refused(refusal), seminar);
                }

                after = after with
                {
                    MoveReason = reason,
                    Round = seminar.Round + 1,
                    CalendarSequence = seminar.CalendarSequence + 1,
                    Facts = after.Facts with { MovedAt = by.At, ReplyBy = SeminarService.ReplyBy(after.Facts.StartsAt!.Value, by.At) },
                };
                await notices.TellAsync(after, SeminarNotice.Moved, null, by, ct);
                return (null, after);
            },
            ct);

    private async Task<(Outcome? Stop, Seminar After)> TimedAsync(Seminar seminar, SeminarTimeInput input, ActionContext by, CancellationToken ct)
    {
        var errors = SeminarChecks.Check(input, seminar.Kind, seminar.Minutes, by.At).ToList();
        var place = errors.Exists(error => error.Field == "place") ? null : await writes.FindPlaceAsync(input.Place, seminar.MunicipalityId, ct);
        errors.AddIf(place is null && !errors.Exists(error => error.Field == "place") ? new FieldError("place", "Errors.SeminarNoPlace") : null);
        if (errors.Count > 0 || input is not { Day: { } day, From: { } from })
        {
            return (Outcome.Invalid(errors), seminar);
        }

        var start = DanishTime.InstantOf(day, from);
        var end = start.AddMinutes(seminar.Minutes);
        var clinics = seminar.Invitations.Select(invitation => invitation.ClinicId).OfType<Guid>().ToList();
        var conflicts = await offHours.ListAsync(clinics, start, end, seminar.Id, ct);
        if (SeminarChecks.IsKnown(conflicts) && input.OffHoursReason.Length == 0)
        {
            return (Outcome.Invalid([new FieldError("from", "Errors.OffHours", SeminarChecks.Names(conflicts))]), seminar);
        }

        return (null, seminar with
        {
            Place = place!,
            OffHoursReason = SeminarChecks.IsKnown(conflicts) ? input.OffHoursReason : null,
            Facts = seminar.Facts with { StartsAt = start, EndsAt = end },
        });
    }
}
