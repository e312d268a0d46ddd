using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Answers;
using Portal.Data.Seminars.Polls;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Seminars;

/// <summary>One meeting on one screen: when and where, what is in it for whom, one's own answer, and for those who plan what comes next.</summary>
public sealed class DetailsModel(
    SeminarService service,
    SeminarListRepository lists,
    RegistrationRepository registrations,
    PollRepository polls,
    OffHours offHours,
    AfterwardsViews afterwards,
    AuditLog audit,
    CurrentUser user,
    Texts texts) : SeminarPageModel
{
    // What a page before this one may say was done; anything else in the address says nothing.
    private static readonly string[] Deeds = ["edited", "timed", "announced", "moved", "cancelled", "closed", "answered", "voted", "polled", "picked", "attended"];

    public Banner? Banner { get; private set; }

    /// <summary>The viewer's own answer; null before the meeting is announced, and for who cannot come.</summary>
    public MyAnswerModel? MyAnswer { get; private set; }

    /// <summary>The dates that are offered; null while none are, and for who cannot come.</summary>
    public PollBoxModel? MyPoll { get; private set; }

    /// <summary>The clinics that the time does not suit; for those who plan, before it is announced.</summary>
    public IReadOnlyList<ClinicConflict> Conflicts { get; private set; } = [];

    /// <summary>The other meetings of the series, or of the afternoon.</summary>
    public IReadOnlyList<SeminarReference> Siblings { get; private set; } = [];

    /// <summary>What has come of the meeting; null before it has begun.</summary>
    public AfterwardsView? Afterwards { get; private set; }

    /// <summary>Why a talk that people are invited to may not be held: the citizen's consent does not carry it any more.</summary>
    public Refusal? WithoutConsent { get; private set; }

    public bool IsPlanner => SeminarRules.IsPlanner(Seminar, user.Acting());

    /// <summary>What is missing before people can be told; for those who plan.</summary>
    public IReadOnlyList<FieldError> Missing { get; private set; } = [];

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        Banner = Deeds.Contains(done) ? new Banner(texts[$"Seminars.Done.{done}"]) : null;
        await DrawAsync(ct);
    }

    public async Task<IActionResult> OnPostCloseAsync(int version, CancellationToken ct)
    {
        var outcome = await service.CloseAsync(Seminar.Id, version, user.Acting(), ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(SeminarLinks.Done(Seminar.Id, "closed"));
        }

        Banner = new Banner(outcome.Reason is { } reason ? texts[reason] : texts["Seminars.ChangedMeanwhile", Seminar.ChangedByName], IsWarning: true);
        await DrawAsync(ct);
        return this.PageAfter(outcome);
    }

    /// <summary>Whether the viewer may do something now: the page offers what the service allows.</summary>
    public bool May(SeminarAction action) => SeminarRules.WhyNot(Seminar, action, user.Acting(), user.Now) is null;

    private async Task DrawAsync(CancellationToken ct)
    {
        if (Seminar.CitizenId is { } citizen)
        {
            await audit.WriteReadAsync(user.Acting(), "seminar.read", "Seminar", Seminar.Id, citizen, null, ct);
            WithoutConsent = SeminarRules.Status(Seminar.Facts) == SeminarStatus.Announced && Seminar.Facts.StartsAt > user.Now
                ? await service.WhyNotAboutAsync(Seminar, Seminar.Facts.StartsAt.Value, user.Acting(), ct)
                : null;
        }

        var status = SeminarRules.Status(Seminar.Facts);
        if (SeminarRules.MayCome(Seminar, user.Acting()))
        {
            MyAnswer = status == SeminarStatus.Announced ? await MyAnswerModel.ReadAsync(registrations, Seminar, user.Acting(), ct) : null;
            MyPoll = status == SeminarStatus.DatePoll ? await PollBoxModel.ReadAsync(polls, Seminar, user.Acting(), ct) : null;
        }

        Afterwards = await afterwards.ReadAsync(Seminar, ct);
        if ((Seminar.SeriesId ?? Seminar.RouteId) is { } series)
        {
            Siblings = [.. (await lists.ListSeriesAsync(series, user.Acting(), ct)).Where(sibling => sibling.Id != Seminar.Id)];
        }

        if (May(SeminarAction.Announce))
        {
            var clinics = Seminar.Invitations.Select(invitation => invitation.ClinicId).OfType<Guid>().ToList();
            Conflicts = Seminar.Facts is { StartsAt: { } start, EndsAt: { } end } ? await offHours.ListAsync(clinics, start, end, Seminar.Id, ct) : [];
            Missing = [.. SeminarChecks.CheckAnnounce(Seminar, Conflicts, Seminar.OffHoursReason ?? "", user.Now).Where(error => error.Field != "offHoursReason")];
        }
    }
}
