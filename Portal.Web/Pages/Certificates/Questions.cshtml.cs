using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Certificates.Library;
using Portal.Data.Directory;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Certificates;

/// <summary>The question library: the portal's questions and the municipality's own, which the coordinator keeps.</summary>
public sealed class QuestionsModel(
    QuestionLibraryService service, QuestionLibraryRepository repository, CertificateTypes types, CurrentUser user, When when, Texts texts) : PageModel
{
    // What a page before this one may say was done; anything else in the address says nothing.
    private static readonly string[] Deeds = ["added", "changed", "retired", "restored"];

    public bool MayChange => user.Role == Role.Coordinator;

    public IReadOnlyList<CertificateTypeVersion> Types { get; private set; } = [];

    public IReadOnlyList<LibraryQuestion> Own { get; private set; } = [];

    public QuestionForm Form { get; private set; } = new();

    public Banner? Banner { get; private set; }

    /// <param name="edit">The question to change; a new one when there is none with this id.</param>
    /// <param name="type">The type that a new question is for.</param>
    public async Task<IActionResult> OnGetAsync(Guid? edit, string? type, string? done, CancellationToken ct)
    {
        await LoadAsync(ct);
        Form = edit is { } id && Own.FirstOrDefault(question => question.Id == id) is { } question
            ? QuestionForm.Of(question)
            : new QuestionForm { TypeId = type ?? "" };
        Banner = Deeds.Contains(done) ? new Banner(texts[$"Composer.Done.{done}"]) : null;
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken ct)
    {
        Form = QuestionForm.Read(Request.Form);
        var outcome = Form.AgreedOn.Length > 0 && Form.Day() is null
            ? Outcome.Invalid([new FieldError("agreedOn", "Errors.Date")])
            : Form.Id is { } id
                ? await service.EditAsync(id, Form.Version, Form.ToInput(), user.Acting(), ct)
                : await service.AddAsync(Form.ToInput(), user.Acting(), ct);
        return await ShowAsync(outcome, Form.Id is null ? "added" : "changed", ct);
    }

    public async Task<IActionResult> OnPostRetireAsync(Guid id, int version, CancellationToken ct) =>
        await ShowAsync(await service.SetRetiredAsync(id, version, isRetired: true, user.Acting(), ct), "retired", ct);

    public async Task<IActionResult> OnPostRestoreAsync(Guid id, int version, CancellationToken ct) =>
        await ShowAsync(await service.SetRetiredAsync(id, version, isRetired: false, user.Acting(), ct), "restored", ct);

    private async Task LoadAsync(CancellationToken ct)
    {
        var municipalityId = user.Viewer.MunicipalityId!.Value;
        Types = await types.ListOrderableAsync(municipalityId, when.Today, ct);
        Own = await repository.ListAsync(municipalityId, ct);
    }

    private async Task<IActionResult> ShowAsync(Outcome outcome, string deed, CancellationToken ct)
    {
        if (outcome.IsDone)
        {
            return LocalRedirect($"{CertificateLinks.Questions}?done={deed}");
        }

        if (outcome.Kind == OutcomeKind.NotFound)
        {
            return NotFound();
        }

        await LoadAsync(ct);
        if (outcome.Kind == OutcomeKind.ChangedByOther && Own.FirstOrDefault(question => question.Id == Form.Id) is { } theirs)
        {
            // The form now stands on what the other wrote, which the list shows: saving again is a choice made with both in view.
            Form = Form with { Version = theirs.Version };
            Banner = new Banner(texts["Composer.QuestionChanged", theirs.ChangedByName, theirs.Wording], IsWarning: true);
        }
        else if (outcome.Kind != OutcomeKind.Invalid)
        {
            Banner = new Banner(outcome.Reason is { } reason ? texts[reason] : texts["Certificates.TryAgain"], IsWarning: true);
        }

        Form = Form with { Errors = outcome.Errors };
        return this.PageAfter(outcome);
    }
}

/// <summary>The form for one question of the library, as it is drawn: empty, from the question, or from what was posted.</summary>
public sealed record QuestionForm
{
    /// <summary>Null for a new one.</summary>
    public Guid? Id { get; init; }

    public int Version { get; init; }

    public Guid CommandId { get; init; } = Guid.CreateVersion7();

    public string TypeId { get; init; } = "";

    public string Wording { get; init; } = "";

    /// <summary>A day as a browser posts it.</summary>
    public string AgreedOn { get; init; } = "";

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    public static QuestionForm Of(LibraryQuestion question) => new()
    {
        Id = question.Id,
        Version = question.Version,
        TypeId = question.TypeId,
        Wording = question.Wording,
        AgreedOn = FormDay.Text(question.AgreedOn),
    };

    public static QuestionForm Read(IFormCollection form) => new()
    {
        Id = Guid.TryParse(form["id"], out var id) ? id : null,
        Version = int.TryParse(form["version"], out var version) ? version : 0,
        CommandId = Guid.TryParse(form["commandId"], out var command) ? command : Guid.CreateVersion7(),
        TypeId = form["typeId"].ToString(),
        Wording = TextRules.Clean(form["wording"]),
        AgreedOn = TextRules.Clean(form["agreedOn"]),
    };

    public LibraryQuestionInput ToInput() => new() { CommandId = CommandId, TypeId = TypeId, Wording = Wording, AgreedOn = Day() };

    public DateOnly? Day() => FormDay.Read(AgreedOn);
}
