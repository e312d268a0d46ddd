using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data.Guidelines;
using Portal.Data.Seminars;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Guides;

/// <summary>What the municipality and its doctors have agreed on, as it holds now or as it was.</summary>
public sealed class IndexModel(GuidelineRepository guidelines, SeminarRepository seminars, CurrentUser user, Texts texts) : PageModel
{
    /// <summary>Null when the municipality has none yet.</summary>
    public CommonGuideline? Guideline { get; private set; }

    /// <summary>All versions, newest first.</summary>
    public IReadOnlyList<GuidelineVersion> Versions { get; private set; } = [];

    /// <summary>The meeting that decided it, when the viewer may see that.</summary>
    public Seminar? DecidedAt { get; private set; }

    public Banner? Banner { get; private set; }

    public bool IsOld => Guideline is { } shown && Versions is [var newest, ..] && shown.Number < newest.Number;

    public bool MayEdit => CommonGuidelineRules.WhyNotPublish(user.Acting()) is null;

    /// <param name="version">Number of a version to see as it was; absent for the current one.</param>
    public async Task<IActionResult> OnGetAsync(string? version, string? done, CancellationToken ct)
    {
        var by = user.Acting();
        var number = int.TryParse(version, out var parsed) ? parsed : (int?)null;
        Guideline = version is not null && number is null ? null : await guidelines.FindAsync(number, by, ct);
        if (version is not null && Guideline is null)
        {
            return NotFound();
        }

        Versions = await guidelines.ListAsync(by, ct);
        DecidedAt = Guideline?.SeminarId is { } seminar ? await seminars.FindAsync(seminar, by, ct) : null;
        Banner = done == "published" && Guideline is { } published ? new Banner(texts["Guides.Done", published.Number]) : null;
        return Page();
    }
}
