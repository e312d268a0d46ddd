using Microsoft.AspNetCore.Mvc;
using Portal.Data.Audit;
using Portal.Data.Citizens.Folder;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Citizens;

/// <summary>What the doctors have written about one theme, beside each other over time. Nobody's word is ranked above another's.</summary>
public sealed class AnswersModel(FolderAnswers answers, AuditLog audit, CurrentUser user) : CitizenPageModel
{
    private const int Most = 12;

    /// <summary>The theme; the first one that anything is written about when the address names none.</summary>
    [BindProperty(SupportsGet = true, Name = "section")]
    public string? Theme { get; set; }

    /// <summary>The themes that there is something about.</summary>
    public IReadOnlyList<string> Themes { get; private set; } = [];

    /// <summary>The answers whose form asks about the theme, newest first.</summary>
    public IReadOnlyList<FolderAnswer> Answers { get; private set; } = [];

    /// <summary>All answers read, for the labels of the themes.</summary>
    public IReadOnlyList<FolderAnswer> All { get; private set; } = [];

    /// <summary>There are older answers that are not shown.</summary>
    public bool HasOlder { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await answers.ListAsync(Citizen.Id, Most + 1, user.Acting(), ct);
        HasOlder = found.Count > Most;
        All = [.. found.Take(Most)];
        Themes = AnswerThemes.Present(All);
        Theme = Themes.Contains(Theme ?? "") ? Theme : Themes is [var first, ..] ? first : null;
        Answers = Theme is null ? [] : [.. All.Where(answer => AnswerThemes.SectionsOf(answer, Theme).Any())];
        await audit.WriteReadAsync(user.Acting(), "citizen.read-answers", "Citizen", Citizen.Id, Citizen.Id, null, ct);
        return Page();
    }
}
