using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data.Seminars.Afterwards;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Seminars;

/// <summary>The coordinator's board: when each clinic was last met, and how many of the invited came over time.</summary>
public sealed class BoardModel(BoardRepository repository, CurrentUser user) : PageModel
{
    // From so many months on a clinic counts as not met for long.
    private const int LongMonths = 12;

    public SeminarBoard Board { get; private set; } = null!;

    public BoardChart Chart { get; private set; } = null!;

    /// <summary>Clinics that nobody has met at all.</summary>
    public int NeverCount => Board.Clinics.Count(clinic => clinic.LastMetAt is null);

    public bool HasMeetings => Board.Quarters.Any(quarter => quarter.Meetings > 0);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Board = await repository.ReadAsync(user.Acting(), ct);
        Chart = BoardChart.Of(Board.Quarters);
    }

    /// <summary>The look of how long it is since a clinic was met; the words say it too.</summary>
    public string Style(ClinicMeetings clinic) => clinic.MonthsSince(user.Now) switch
    {
        null => "tag tag--late",
        >= LongMonths => "tag tag--soon",
        _ => "tag tag--ok",
    };
}
