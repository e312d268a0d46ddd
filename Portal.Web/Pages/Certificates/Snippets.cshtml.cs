using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Certificates.Snippets;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Certificates;

/// <summary>The short texts that a clinic keeps for its answers: each person's own, and those that everybody uses.</summary>
public sealed class SnippetsModel(SnippetService service, SnippetRepository repository, CurrentUser user, When when, Texts texts) : PageModel
{
    // What a page before this one may say was done; anything else in the address says nothing.
    private static readonly string[] Deeds = ["added", "changed", "retired", "restored"];

    /// <summary>What is offered, the viewer's own first.</summary>
    public IReadOnlyList<Snippet> InUse { get; private set; } = [];

    /// <summary>What is not offered any more.</summary>
    public IReadOnlyList<Snippet> Retired { get; private set; } = [];

    public SnippetForm Form { get; private set; } = new();

    public Banner? Banner { get; private set; }

    /// <param name="edit">The snippet to change; a new one when there is none with this id.</param>
    public async Task<IActionResult> OnGetAsync(Guid? edit, string? done, CancellationToken ct)
    {
        await LoadAsync(ct);
        Form = edit is { } id && InUse.FirstOrDefault(snippet => snippet.Id == id) is { } snippet ? SnippetForm.Of(snippet) : new SnippetForm();
        Banner = Deeds.Contains(done) ? new Banner(texts[$"Snippets.Done.{done}"]) : null;
        return Page();
    }

    /// <summary>The form for a text that was written in an answer. It is posted, since no text of an answer stands in an address.</summary>
    public async Task<IActionResult> OnPostKeepAsync(CancellationToken ct)
    {
        Form = SnippetForm.Read(Request.Form) with { Id = null, IsOwn = true, CommandId = Guid.CreateVersion7() };
        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken ct)
    {
        Form = SnippetForm.Read(Request.Form);
        var outcome = Form.Id is { } id
            ? await service.EditAsync(id, Form.Version, Form.ToInput(), user.Acting(), ct)
            : await service.AddAsync(Form.ToInput(), user.Acting(), ct);
        return await ShowAsync(outcome, Form.Id is null ? "added" : "changed", ct);
    }

    public async Task<IActionResult> OnPostRetireAsync(Guid id, int version, CancellationToken ct) =>
        await ShowAsync(await service.SetRetiredAsync(id, version, isRetired: true, user.Acting(), ct), "retired", ct);

    public async Task<IActionResult> OnPostRestoreAsync(Guid id, int version, CancellationToken ct) =>
        await ShowAsync(await service.SetRetiredAsync(id, version, isRetired: false, user.Acting(), ct), "restored", ct);

    /// <summary>What a section is called, and on which forms it stands.</summary>
    public static string SectionName(string sectionId) =>
        SnippetService.Sections.FirstOrDefault(section => section.Key == sectionId) is { } types
            ? $"{types.First().Section.Label} ({string.Join(", ", types.Select(pair => pair.Type.Code ?? pair.Type.Name).Distinct())})"
            : sectionId;

    private async Task LoadAsync(CancellationToken ct) => (InUse, Retired) =
        (await repository.ListAsync(user.Acting(), ct), await repository.ListRetiredAsync(user.Acting(), ct));

    private async Task<IActionResult> ShowAsync(Outcome outcome, string deed, CancellationToken ct)
    {
        if (outcome.IsDone)
        {
            return LocalRedirect($"{CertificateLinks.Snippets}?done={deed}");
        }

        if (outcome.Kind == OutcomeKind.NotFound)
        {
            return NotFound();
        }

        await LoadAsync(ct);
        if (outcome.Kind == OutcomeKind.ChangedByOther && InUse.FirstOrDefault(snippet => snippet.Id == Form.Id) is { } theirs)
        {
            // The form now stands on what the other wrote, which the list shows: saving again is a choice made with both in view.
            Form = Form with { Version = theirs.Version };
            Banner = new Banner(texts["Snippets.Changed", theirs.ChangedByName, when.Moment(theirs.ChangedAt)], IsWarning: true);
        }
        else if (outcome.Kind != OutcomeKind.Invalid)
        {
            Banner = new Banner(outcome.Reason is { } reason ? texts[reason] : texts["Certificates.TryAgain"], IsWarning: true);
        }

        Form = Form with { Errors = outcome.Errors };
        return this.PageAfter(outcome);
    }
}

/// <summary>The form for one snippet, as it is drawn: empty, from the snippet, or from what was posted.</summary>
public sealed record SnippetForm
{
    /// <summary>Null for a new one.</summary>
    public Guid? Id { get; init; }

    public int Version { get; init; }

    public Guid CommandId { get; init; } = Guid.CreateVersion7();

    public string Name { get; init; } = "";

    public string Wording { get; init; } = "";

    /// <summary>Empty for every section.</summary>
    public string SectionId { get; init; } = "";

    public bool IsOwn { get; init; } = true;

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    public static SnippetForm Of(Snippet snippet) => new()
    {
        Id = snippet.Id,
        Version = snippet.Version,
        Name = snippet.Name,
        Wording = snippet.Wording,
        SectionId = snippet.SectionId ?? "",
        IsOwn = snippet.IsOwn,
    };

    public static SnippetForm Read(IFormCollection form) => new()
    {
        Id = Guid.TryParse(form["id"], out var id) ? id : null,
        Version = int.TryParse(form["version"], out var version) ? version : 0,
        CommandId = Guid.TryParse(form["commandId"], out var command) ? command : Guid.CreateVersion7(),
        Name = TextRules.Clean(form["name"]),
        Wording = TextRules.Clean(form["wording"]),
        SectionId = TextRules.Clean(form["sectionId"]),
        IsOwn = form["owner"] != "clinic",
    };

    public SnippetInput ToInput() => new()
    {
        CommandId = CommandId,
        Name = Name,
        Wording = Wording,
        SectionId = SectionId.Length == 0 ? null : SectionId,
        IsOwn = IsOwn,
    };
}
