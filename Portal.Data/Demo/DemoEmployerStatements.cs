using Portal.Data.Directory;
using Portal.Data.EmployerStatements;

namespace Portal.Data.Demo;

/// <summary>Employers' statements at a clinic: one that the municipality may read, one that waits for the doctor, one that has just begun.</summary>
public sealed class DemoEmployerStatements(EmployerStatementService service, DirectoryRepository directory)
{
    internal async Task AddAsync(DemoScene scene, CancellationToken ct)
    {
        var citizens = DemoFiles.Read<IReadOnlyList<DemoCitizen>>("citizens").ToDictionary(citizen => citizen.Key);
        foreach (var file in DemoFiles.Read<IReadOnlyList<DemoEmployerStatement>>("employer-statements"))
        {
            var citizen = file.Citizen is null ? null : citizens[file.Citizen];
            await AddAsync(scene, file, citizen?.Name ?? file.Name!, citizen?.Cpr ?? file.Cpr!, ct);
        }
    }

    private async Task AddAsync(DemoScene scene, DemoEmployerStatement file, string name, string cpr, CancellationToken ct)
    {
        var staff = await PersonAsync(file.Person, ct);
        var doctor = file.Doctor is null ? null : await PersonAsync(file.Doctor, ct);
        var today = DanishTime.DayOf(scene.At(0, 0));
        var basics = new StatementBasics
        {
            PatientName = name,
            EmployerName = file.Employer,
            EmployerContact = file.Contact,
            DueOn = FormDay.Text(today.AddDays(file.DueInDays)),
            DoctorId = doctor?.Id,
        };
        var begun = DemoWorld.Acting(staff, scene.At(file.BegunDaysAgo, 9));
        var created = await service.CreateAsync(new NewStatementInput { CommandId = Guid.CreateVersion7(), Cpr = cpr, Basics = basics }, begun, ct);
        DemoWorld.Expect(created, name);
        var sections = new Dictionary<string, string>(file.First);
        if (file.SignedDaysAgo is { } signed)
        {
            foreach (var signer in StatementForms.Signers)
            {
                sections[StatementForms.SignedField("p1.signatures", signer)] = FormDay.Text(today.AddDays(-signed));
            }
        }

        var first = new FirstPartInput { CommandId = Guid.CreateVersion7(), Version = 1, Basics = basics, Sections = sections, IsComplete = file.SignedDaysAgo is not null };
        DemoWorld.Expect(await service.SaveFirstAsync(created.Id, first, begun with { At = scene.At(file.BegunDaysAgo, 10) }, ct), name);
        if (file.ConsultationDaysAgo is { } days)
        {
            DemoWorld.Expect(await service.BookAsync(created.Id, Act(2, FormDay.Text(today.AddDays(-days))), begun with { At = scene.At(file.BegunDaysAgo, 11) }, ct), name);
            await SecondAsync(scene, file, created.Id, staff, doctor!, ct);
        }
    }

    private async Task SecondAsync(DemoScene scene, DemoEmployerStatement file, Guid id, Person staff, Person doctor, CancellationToken ct)
    {
        var prepared = new SecondPartInput { CommandId = Guid.CreateVersion7(), Version = 3, Sections = file.Second, Fee = file.Fee };
        DemoWorld.Expect(await service.SaveSecondAsync(id, prepared, DemoWorld.Acting(staff, scene.At(file.IssuedDaysAgo ?? 0, 8)), ct), file.Employer);
        if (file.IssuedDaysAgo is not { } issued)
        {
            return;
        }

        var signing = prepared with { CommandId = Guid.CreateVersion7(), Version = 4, Issue = true };
        DemoWorld.Expect(await service.SaveSecondAsync(id, signing, DemoWorld.Acting(doctor, scene.At(issued, 14)), ct), file.Employer);
        if (file.SharedDaysAgo is { } shared)
        {
            var by = DemoWorld.Acting(staff, scene.At(shared, 9));
            var consent = new ShareInput
            {
                CommandId = Guid.CreateVersion7(),
                Version = 5,
                GivenBy = file.GivenBy ?? "Patienten",
                HowGiven = Consents.ConsentForm.Oral,
                GivenOn = FormDay.Text(DanishTime.DayOf(by.At)),
                ToldAboutRefusing = true,
            };
            DemoWorld.Expect(await service.ShareAsync(id, consent, by, ct), file.Employer);
        }
    }

    private async Task<Person> PersonAsync(string key, CancellationToken ct) =>
        await directory.FindBySignInKeyAsync(key, ct) ?? throw new InvalidOperationException($"The demo has no person '{key}'.");

    private static StatementActInput Act(int version, string text) => new() { CommandId = Guid.CreateVersion7(), Version = version, Text = text };
}

internal sealed record DemoEmployerStatement
{
    /// <summary>Who enters it.</summary>
    public required string Person { get; init; }

    public string? Doctor { get; init; }

    /// <summary>A citizen of the demo; else name and number stand here.</summary>
    public string? Citizen { get; init; }

    public string? Name { get; init; }

    public string? Cpr { get; init; }

    public required string Employer { get; init; }

    public required string Contact { get; init; }

    public required int BegunDaysAgo { get; init; }

    public required int DueInDays { get; init; }

    public required IReadOnlyDictionary<string, string> First { get; init; }

    public int? SignedDaysAgo { get; init; }

    public int? ConsultationDaysAgo { get; init; }

    public IReadOnlyDictionary<string, string> Second { get; init; } = new Dictionary<string, string>();

    public string Fee { get; init; } = "";

    public int? IssuedDaysAgo { get; init; }

    public int? SharedDaysAgo { get; init; }

    public string? GivenBy { get; init; }
}
