using Portal.Data;
using Portal.Data.Attachments;
using Portal.Data.Consents;
using Portal.Data.Directory;
using Portal.Data.EmployerStatements;
using Portal.Tests.Support;

namespace Portal.Tests.EmployerStatements;

/// <summary>An employer's statement from the paper to the municipality.</summary>
public sealed class EmployerStatementServiceTests
{
    private const string Cpr = "6101700001";

    private static readonly CancellationToken Ct = CancellationToken.None;

    private static readonly StatementBasics Basics = new() { PatientName = "Borger 01", EmployerName = "Møbelfabrikken", EmployerContact = "Mester, 70 00 00 99", DueOn = "2026-12-01" };

    private static readonly Dictionary<string, string> Part1 = new()
    {
        ["p1.function"] = "Kan ikke løfte.",
        ["p1.jobTasks"] = "Lager.",
        ["p1.considerations"] = "Ingen løft.",
        ["p1.signatures.employee"] = "2026-11-20",
        ["p1.signatures.employer"] = "2026-11-21",
    };

    private static readonly Dictionary<string, string> Part2 = new()
    {
        ["p2.defensible"] = "Yes",
        ["p2.absence"] = "Partial",
        ["p2.duration"] = "Weeks",
        ["p2.duration.number"] = "6",
    };

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Staff_does_all_but_sign_and_the_doctor_issues(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await BookedAsync(world);
        World.Done(await SecondAsync(world, id, 3, Cast.Birgit, issue: false));

        var byStaff = await SecondAsync(world, id, 4, Cast.Birgit, issue: true);
        World.Done(await SecondAsync(world, id, 4, Cast.Anna, issue: true));

        var statement = await FindAsync(world, id);
        Assert.Equal("EmployerStatements.OnlyDoctorIssues", byStaff.Reason?.Key);
        Assert.Equal((StatementStatus.Issued, "Anna Holm", "Birgit Nygaard", 65_050), (statement.Status, statement.Document.DoctorName, statement.PreparedByName, statement.FeeOre));
        Assert.Equal(new DateOnly(1970, 1, 1), statement.Document.BornOn);
        Assert.Equal(
            ["create", "complete-first", "book", "save-second", "issue"],
            (await world.AuditAsync(id)).Select(row => row.Action.Split('.')[1]));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_municipality_finds_nothing_until_the_clinic_shares_and_then_the_document_alone(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        var id = await BookedAsync(world);
        World.Done(await SecondAsync(world, id, 3, Cast.Anna, issue: true));
        var repository = world.Get<EmployerStatementRepository>();
        var before = await repository.FindSharedAsync(id, world.As(Cast.Mette), Ct);
        var folderBefore = await repository.ListForCitizenAsync(citizen, 10, Ct);

        World.Done(await ShareAsync(world, id, 4));

        Assert.Null(before);
        Assert.Empty(folderBefore);
        foreach (var (person, sees) in ((Person, bool)[])
            [(Cast.Mette, true), (Cast.Morten, true), (Cast.Karin, true), (Cast.Jonas, false), (Cast.Kim, false), (Cast.Lars, false), (Cast.Adam, false), (Cast.Inger, false), (Cast.Anna, false)])
        {
            Assert.True(sees == (await repository.FindSharedAsync(id, world.As(person), Ct) is not null), person.Name);
        }

        Assert.Null(await repository.FindAsync(id, world.As(Cast.Frida), Ct));
        Assert.Equal(id, Assert.Single(await repository.ListForCitizenAsync(citizen, 10, Ct)).Id);
        Assert.Equal(citizen, (await world.AuditAsync(id)).Single(row => row.Action == "employer-statement.share").CitizenId);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_patient_whom_the_municipality_does_not_know_is_shared_with_nobody(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await BookedAsync(world);
        World.Done(await SecondAsync(world, id, 3, Cast.Anna, issue: true));

        var unknown = await ShareAsync(world, id, 4);
        var untold = await ShareAsync(world, id, 4, input => input with { ToldAboutRefusing = false, HowGiven = null });

        Assert.Equal("EmployerStatements.CitizenUnknown", unknown.Reason?.Key);
        Assert.Equal(["howGiven", "told"], untold.Errors.Select(error => error.Field));
        Assert.Equal(StatementStatus.Issued, (await FindAsync(world, id)).Status);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_double_click_changes_nothing_twice_and_a_stale_form_overwrites_nothing(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var create = new NewStatementInput { CommandId = Guid.NewGuid(), Cpr = Cpr, Basics = Basics };
        var service = world.Get<EmployerStatementService>();
        var id = World.Done(await service.CreateAsync(create, world.As(Cast.Birgit), Ct));
        var again = await service.CreateAsync(create with { CommandId = Guid.NewGuid() }, world.As(Cast.Birgit), Ct);
        var complete = First(1, isComplete: true);
        World.Done(await service.SaveFirstAsync(id, complete, world.As(Cast.Birgit), Ct));

        var repeated = await service.SaveFirstAsync(id, complete, world.As(Cast.Birgit), Ct);
        World.Done(await service.BookAsync(id, Act(2, "2026-11-23"), world.As(Cast.Birgit), Ct));
        World.Done(await SecondAsync(world, id, 3, Cast.Anna, issue: false));
        var stale = await SecondAsync(world, id, 3, Cast.Bo, issue: true);
        World.Done(await SecondAsync(world, id, 4, Cast.Anna, issue: true));
        var renew = Act(5, "");
        var next = World.Done(await service.RenewAsync(id, renew, world.As(Cast.Anna), Ct));
        var nextAgain = World.Done(await service.RenewAsync(id, renew, world.As(Cast.Anna), Ct));

        Assert.Equal(id, again.Id);
        Assert.True(repeated.IsDone);
        Assert.Equal(OutcomeKind.ChangedByOther, stale.Kind);
        Assert.Equal(next, nextAgain);
        Assert.Equal(2, await world.CountAsync("EmployerStatements"));
        var round = await FindAsync(world, next);
        Assert.Equal(("Ingen løft.", false), (round.Document.Part1["p1.considerations"], round.Document.Part1.ContainsKey("p1.signatures.employee")));
        Assert.Equal((StatementStatus.Superseded, StatementStatus.Part1Draft), ((await FindAsync(world, id)).Status, round.Status));
        Assert.Equal(Cpr, (await service.ShowCprAsync(next, world.As(Cast.Anna), Ct))?.Reveal());
        Assert.Null(await service.ShowCprAsync(next, world.As(Cast.Frida), Ct));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_first_part_on_paper_needs_the_paper_and_goes_back_with_a_reason(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var service = world.Get<EmployerStatementService>();
        var basics = Basics with { Source = StatementSource.Uploaded };
        var id = World.Done(await service.CreateAsync(new NewStatementInput { CommandId = Guid.NewGuid(), Cpr = Cpr, Basics = basics }, world.As(Cast.Birgit), Ct));
        var signed = Part1.Where(part => part.Key.StartsWith("p1.signatures", StringComparison.Ordinal)).ToDictionary();
        FirstPartInput Paper(int version) => First(version, isComplete: true) with { Basics = basics, Sections = signed };

        var without = await service.SaveFirstAsync(id, Paper(1), world.As(Cast.Birgit), Ct);
        World.Done(await world.Get<AttachmentService>().AddAsync(
            AttachmentOwner.EmployerStatement, id, new AttachmentInput("del 1.jpg", SampleFiles.Jpeg), world.As(Cast.Birgit), Ct));
        World.Done(await service.SaveFirstAsync(id, Paper(1), world.As(Cast.Birgit), Ct));
        var late = await world.Get<AttachmentService>().AddAsync(
            AttachmentOwner.EmployerStatement, id, new AttachmentInput("mere.pdf", SampleFiles.Pdf), world.As(Cast.Birgit), Ct);
        var ahead = World.Done(await service.BookAsync(id, Act(2, "2026-11-30"), world.As(Cast.Anna), Ct));
        var early = await SecondAsync(world, id, 3, Cast.Anna, issue: true);
        var reasonless = await service.ReturnFirstAsync(id, Act(3, ""), world.As(Cast.Anna), Ct);
        World.Done(await service.ReturnFirstAsync(id, Act(3, "Hensynene mangler."), world.As(Cast.Anna), Ct));

        Assert.Equal("EmployerStatements.NoPaper", Assert.Single(without.Errors).Key);
        Assert.Equal(OutcomeKind.Refused, late.Kind);
        Assert.Equal((id, "EmployerStatements.ConsultationAhead"), (ahead, early.Reason?.Key));
        Assert.Equal(OutcomeKind.Invalid, reasonless.Kind);
        var returned = await FindAsync(world, id);
        Assert.Equal((StatementStatus.Part1Returned, "Hensynene mangler."), (returned.Status, returned.ReturnReason));
        World.Done(await service.LapseAsync(id, Act(4, "Medarbejderen er stoppet."), world.As(Cast.Birgit), Ct));
        Assert.Empty(await world.Get<EmployerStatementRepository>().ListWaitingAsync(world.As(Cast.Anna), 10, Ct));
        Assert.Single(await world.Get<EmployerStatementRepository>().ListDoneAsync(world.As(Cast.Anna), null, 10, Ct));
    }

    private static async Task<Guid> BookedAsync(World world)
    {
        var service = world.Get<EmployerStatementService>();
        var id = World.Done(await service.CreateAsync(new NewStatementInput { CommandId = Guid.NewGuid(), Cpr = Cpr, Basics = Basics }, world.As(Cast.Birgit), Ct));
        World.Done(await service.SaveFirstAsync(id, First(1, isComplete: true), world.As(Cast.Birgit), Ct));
        World.Done(await service.BookAsync(id, Act(2, "2026-11-23"), world.As(Cast.Birgit), Ct));
        return id;
    }

    private static FirstPartInput First(int version, bool isComplete) =>
        new() { CommandId = Guid.NewGuid(), Version = version, Basics = Basics, Sections = Part1, IsComplete = isComplete };

    private static StatementActInput Act(int version, string text) => new() { CommandId = Guid.NewGuid(), Version = version, Text = text };

    private static Task<Outcome> SecondAsync(World world, Guid id, int version, Person person, bool issue) => world.Get<EmployerStatementService>().SaveSecondAsync(
        id, new SecondPartInput { CommandId = Guid.NewGuid(), Version = version, Sections = Part2, Fee = "650,50", Issue = issue }, world.As(person), Ct);

    private static Task<Outcome> ShareAsync(World world, Guid id, int version, Func<ShareInput, ShareInput>? change = null)
    {
        var input = new ShareInput
        {
            CommandId = Guid.NewGuid(),
            Version = version,
            GivenBy = "Borger 01",
            HowGiven = ConsentForm.Oral,
            GivenOn = "2026-11-23",
            ToldAboutRefusing = true,
        };
        return world.Get<EmployerStatementService>().ShareAsync(id, change is null ? input : change(input), world.As(Cast.Birgit), Ct);
    }

    private static async Task<EmployerStatement> FindAsync(World world, Guid id) =>
        (await world.Get<EmployerStatementRepository>().FindAsync(id, world.As(Cast.Anna), Ct))!;
}
