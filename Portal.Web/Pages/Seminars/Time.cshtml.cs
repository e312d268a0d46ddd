using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Slots;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Seminars;

/// <summary>When and where a meeting is to be: the ten best times that the slot finder knows, and a form for any other.</summary>
public sealed class TimeModel(SlotSearch search, SeminarTimes times, SeminarRepository seminars, CurrentUser user, Texts texts) : SeminarPageModel
{
    public SlotAddress Asked { get; private set; } = null!;

    /// <summary>Everywhere the meeting could be.</summary>
    public IReadOnlyList<SlotPlace> Places { get; private set; } = [];

    /// <summary>Null when what was asked cannot be searched; the errors say why.</summary>
    public SlotAnswer? Answer { get; private set; }

    /// <summary>The form for a time of one's own, or the proposal that could not be chosen as it stood.</summary>
    public TimeForm Form { get; private set; } = null!;

    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (SeminarRules.WhyNot(Seminar, SeminarAction.PickDate, user.Acting(), user.Now) is not null)
        {
            return NotFound();
        }

        Form = TimeForm.Of(Seminar);
        await DrawAsync(ct);
        return Errors.Count == 0 ? Page() : this.PageWithStatus(StatusCodes.Status400BadRequest);
    }

    public async Task<IActionResult> OnPostAsync(int version, CancellationToken ct)
    {
        Form = TimeForm.Read(Request.Form);
        var outcome = await times.SetAsync(Seminar.Id, version, Form.ToInput(), user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(SeminarLinks.Done(Seminar.Id, "timed"));
        }

        if (outcome.Kind == OutcomeKind.NotFound || await seminars.FindAsync(Seminar.Id, user.Acting(), ct) is not { } now)
        {
            return NotFound();
        }

        Seminar = now;
        Banner = outcome.Kind == OutcomeKind.ChangedByOther ? new Banner(texts["Slots.ChangedMeanwhile", now.ChangedByName], IsWarning: true)
            : outcome.Reason is { } reason ? new Banner(texts[reason], IsWarning: true)
            : null;
        await DrawAsync(ct);
        Errors = [.. outcome.Errors, .. Errors];
        return this.PageAfter(outcome);
    }

    /// <summary>What a slot is called where dates are offered: its day and clock time, Danish clocks.</summary>
    public static string SlotKey(SlotProposal slot) =>
        DanishTime.Local(slot.StartsAt).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    private async Task DrawAsync(CancellationToken ct)
    {
        Asked = SlotAddress.Read(Request.Query, DanishTime.DayOf(user.Now));
        Places = await search.ListPlacesAsync(Seminar, ct);
        var at = Places.Where(place => Asked.Has(SlotAddress.PlaceKey(place))).ToList();
        var limits = Asked.ToLimits();
        Errors = SlotRules.Check(limits, Seminar.Minutes, at.Count, DanishTime.DayOf(user.Now));
        if (Errors.Count == 0)
        {
            Answer = await search.FindAsync(Seminar, limits, at, user.Now, ct);
        }
    }
}

/// <summary>Day, time and place as the form has them.</summary>
public sealed record TimeForm
{
    public string Day { get; init; } = "";

    public string From { get; init; } = "";

    /// <summary>As <see cref="SlotAddress.Key"/> writes it.</summary>
    public string Place { get; init; } = "";

    public string PlaceName { get; init; } = "";

    public string PlaceAddress { get; init; } = "";

    public string OnlineAddress { get; init; } = "";

    public string OffHoursReason { get; init; } = "";

    public static TimeForm Of(Seminar seminar)
    {
        var (start, place) = (seminar.Facts.StartsAt, seminar.Place);
        var isHost = place.Kind == PlaceKind.HostMeeting;
        return new TimeForm
        {
            Day = FormDay.Text(start is { } day ? DanishTime.DayOf(day) : null),
            From = FormTime.Text(start is { } time ? TimeOnly.FromDateTime(DanishTime.Local(time)) : null),
            Place = place.Kind is { } kind ? SlotAddress.Key(new SlotPlace(kind, place.PlaceId ?? place.ClinicId, place.Name, null)) : "",
            PlaceName = isHost ? place.Name : "",
            PlaceAddress = isHost ? place.Address : "",
            OnlineAddress = place.OnlineAddress,
            OffHoursReason = seminar.OffHoursReason ?? "",
        };
    }

    public static TimeForm Read(IFormCollection form) => new()
    {
        Day = TextRules.Clean(form["day"]),
        From = TextRules.Clean(form["from"]),
        Place = TextRules.Clean(form["place"]),
        PlaceName = TextRules.Clean(form["placeName"]),
        PlaceAddress = TextRules.Clean(form["placeAddress"]),
        OnlineAddress = TextRules.Clean(form["onlineAddress"]),
        OffHoursReason = TextRules.Clean(form["offHoursReason"]),
    };

    public SeminarTimeInput ToInput()
    {
        var choice = SlotAddress.Choice(Place);
        var isHost = choice.Kind == PlaceKind.HostMeeting;
        return new SeminarTimeInput
        {
            Day = FormDay.Read(Day),
            From = FormTime.Read(From),
            Place = choice with { Name = isHost ? PlaceName : "", Address = isHost ? PlaceAddress : "", OnlineAddress = OnlineAddress },
            OffHoursReason = OffHoursReason,
        };
    }
}
