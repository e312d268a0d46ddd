using Portal.Data.Audit;
using Portal.Data.Citizens.Folder;
using Portal.Data.Citizens.Goals;
using Portal.Data.Citizens.PhoneNotes;
using Portal.Data.Consents;
using Portal.Data.Directory;

namespace Portal.Data.Demo;

/// <summary>Fills the folders of some citizens: goals, notes of telephone conversations, and consents beyond those that requests rest on.</summary>
public sealed class DemoFolders(GoalService goals, PhoneNoteService notes, ConsentService consents, FolderRepository folder)
{
    private const int MostCertificates = 50;

    internal async Task AddAsync(DemoScene scene, CancellationToken ct)
    {
        foreach (var file in DemoFiles.Read<IReadOnlyList<DemoFolder>>("folders"))
        {
            for (var i = 0; i < file.Goals.Count; i++)
            {
                DemoWorld.Expect(await goals.SaveAsync(scene.Citizen(file.Citizen), i, Goal(scene, file.Goals[i]), By(scene, file, file.Goals[i].DaysAgo, 10), ct), file.Citizen);
            }

            foreach (var note in file.Notes)
            {
                await AddNoteAsync(scene, file, note, ct);
            }

            foreach (var consent in file.Consents)
            {
                await AddConsentAsync(scene, file, consent, ct);
            }
        }
    }

    private static ActionContext By(DemoScene scene, DemoFolder file, int daysAgo, int hour) =>
        DemoWorld.Acting(scene.Caseworker(file.Citizen), scene.At(daysAgo, hour));

    private static GoalInput Goal(DemoScene scene, DemoGoal goal)
    {
        var today = DanishTime.DayOf(scene.At(0, 0));
        return new GoalInput
        {
            Aim = goal.Aim,
            Specific = goal.Specific,
            Measurable = goal.Measurable,
            Achievable = goal.Achievable,
            Relevant = goal.Relevant,
            OwnWords = goal.OwnWords,
            DueOn = goal.DueInDays is { } due ? today.AddDays(due) : null,
            AgreedOn = goal.AgreedDaysAgo is { } agreed ? today.AddDays(-agreed) : null,
        };
    }

    private async Task AddNoteAsync(DemoScene scene, DemoFolder file, DemoNote note, CancellationToken ct)
    {
        var by = By(scene, file, note.DaysAgo, note.Hour);
        var citizenId = scene.Citizen(file.Citizen);
        var about = note.About is null ? null : (await folder.ListOwnAsync(citizenId, MostCertificates, by, ct)).First(certificate => certificate.AnswerCode == note.About);
        var input = new PhoneNoteInput { CommandId = Guid.CreateVersion7(), SpokeWith = note.With, SpokenAt = by.At, Note = note.Text, RequestId = about?.Id };
        DemoWorld.Expect(await notes.WriteAsync(citizenId, input, by, ct), file.Citizen);
    }

    private async Task AddConsentAsync(DemoScene scene, DemoFolder file, DemoConsent consent, CancellationToken ct)
    {
        var by = By(scene, file, consent.DaysAgo, 9);
        var givenOn = DanishTime.DayOf(by.At);
        var registered = await consents.RegisterAsync(
            scene.Citizen(file.Citizen),
            new ConsentInput
            {
                Kinds = consent.Kinds,
                OtherSources = consent.Sources,
                CaseReference = consent.Case,
                HowGiven = ConsentForm.Written,
                ToldAboutRefusing = true,
                GivenOn = givenOn,
                ExpiresOn = givenOn.AddMonths(consent.Months),
            },
            by,
            ct);
        DemoWorld.Expect(registered, file.Citizen);
        if (consent.WithdrawnDaysAgo is { } days)
        {
            DemoWorld.Expect(await consents.WithdrawAsync(registered.Id, scene.Citizen(file.Citizen), By(scene, file, days, 12), ct), file.Citizen);
        }
    }
}

/// <summary>What the files name by key, and when things happen.</summary>
/// <param name="Citizen">Id of a citizen.</param>
/// <param name="Caseworker">Who has a citizen's case.</param>
/// <param name="Person">Anybody by key.</param>
/// <param name="At">The instant at an hour so many days ago, UTC; never later than now.</param>
internal sealed record DemoScene(Func<string, Guid> Citizen, Func<string, Person> Caseworker, Func<string, Person> Person, Func<int, int, DateTime> At);

internal sealed record DemoFolder
{
    public required string Citizen { get; init; }

    public IReadOnlyList<DemoGoal> Goals { get; init; } = [];

    public IReadOnlyList<DemoNote> Notes { get; init; } = [];

    public IReadOnlyList<DemoConsent> Consents { get; init; } = [];
}

internal sealed record DemoGoal
{
    public required int DaysAgo { get; init; }

    public int? AgreedDaysAgo { get; init; }

    public int? DueInDays { get; init; }

    public required string Aim { get; init; }

    public string Specific { get; init; } = "";

    public string Measurable { get; init; } = "";

    public string Achievable { get; init; } = "";

    public string Relevant { get; init; } = "";

    public string OwnWords { get; init; } = "";
}

internal sealed record DemoNote
{
    public required int DaysAgo { get; init; }

    public required int Hour { get; init; }

    public required string With { get; init; }

    /// <summary>Code of the newest certificate that it was about.</summary>
    public string? About { get; init; }

    public required string Text { get; init; }
}

internal sealed record DemoConsent
{
    public required int DaysAgo { get; init; }

    public required int Months { get; init; }

    public required IReadOnlyList<InformationKind> Kinds { get; init; }

    public required string Sources { get; init; }

    public required string Case { get; init; }

    public int? WithdrawnDaysAgo { get; init; }
}
