using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Directory.Places;
using Portal.Data.Seminars;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Seminars;

/// <summary>Another time or place for a meeting that people know. They are told why, and asked again.</summary>
public sealed class MoveModel(SeminarTimes times, MeetingPlaceRepository places, CurrentUser user, Texts texts) : SeminarPageModel
{
    public IReadOnlyList<FieldError> Errors { get; private set; } = [];

    public Banner? Banner { get; private set; }

    public string Day { get; private set; } = "";

    public string From { get; private set; } = "";

    /// <summary>»same«, the id of a place of the municipality, »online«, or the id of an invited clinic.</summary>
    public string Place { get; private set; } = Same;

    public string OnlineAddress { get; private set; } = "";

    public string OffHoursReason { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public IReadOnlyList<MunicipalPlace> Places { get; private set; } = [];

    internal const string Same = "same";
    internal const string Online = "online";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (SeminarRules.WhyNot(Seminar, SeminarAction.Move, user.Acting(), user.Now) is not null)
        {
            return NotFound();
        }

        var starts = DanishTime.Local(Seminar.Facts.StartsAt!.Value);
        (Day, From) = (FormDay.Text(DateOnly.FromDateTime(starts)), FormTime.Text(TimeOnly.FromDateTime(starts)));
        OnlineAddress = Seminar.Place.OnlineAddress;
        Places = await places.ListAsync(Seminar.MunicipalityId, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int version, string? day, string? from, string? place, string? onlineAddress, string? offHoursReason, string? reason, CancellationToken ct)
    {
        (Day, From, Place) = (TextRules.Clean(day), TextRules.Clean(from), TextRules.Clean(place));
        (OnlineAddress, OffHoursReason, Reason) = (TextRules.Clean(onlineAddress), TextRules.Clean(offHoursReason), TextRules.Clean(reason));
        Places = await places.ListAsync(Seminar.MunicipalityId, ct);
        var input = new SeminarTimeInput { Day = FormDay.Read(Day), From = FormTime.Read(From), Place = Choice(), OffHoursReason = OffHoursReason };
        var outcome = await times.MoveAsync(Seminar.Id, version, input, Reason, user.Acting(), ct);
        if (outcome.IsDone || outcome.Kind == OutcomeKind.NotFound)
        {
            return outcome.IsDone ? LocalRedirect(SeminarLinks.Done(Seminar.Id, "moved")) : NotFound();
        }

        Errors = outcome.Errors;
        Banner = outcome.Kind == OutcomeKind.ChangedByOther ? new Banner(texts["Seminars.ChangedMeanwhile", Seminar.ChangedByName], IsWarning: true)
            : outcome.Reason is { } why ? new Banner(texts[why], IsWarning: true)
            : null;
        return this.PageAfter(outcome);
    }

    private PlaceChoice Choice()
    {
        var now = Seminar.Place;
        var id = Guid.TryParse(Place, out var parsed) ? parsed : (Guid?)null;
        return Place == Same
            ? new PlaceChoice { Kind = now.Kind, PlaceId = now.PlaceId, ClinicId = now.ClinicId, Name = now.Name, Address = now.Address, Point = now.Point, OnlineAddress = OnlineAddress }
            : Place == Online ? new PlaceChoice { Kind = PlaceKind.Online, OnlineAddress = OnlineAddress }
            : Places.Any(known => known.Id == id) ? new PlaceChoice { Kind = PlaceKind.Municipal, PlaceId = id, OnlineAddress = OnlineAddress }
            : Seminar.Invitations.Any(invitation => invitation.ClinicId is not null && invitation.ClinicId == id) ? new PlaceChoice { Kind = PlaceKind.Clinic, ClinicId = id, OnlineAddress = OnlineAddress }
            : new PlaceChoice();
    }
}
