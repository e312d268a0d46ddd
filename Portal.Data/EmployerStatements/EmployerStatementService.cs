using Portal.Data.Attachments;
using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.EmployerStatements;

/// <summary>What a clinic does with an employer's statement, from the paper to the municipality.</summary>
public sealed class EmployerStatementService(
    DbSession db, EmployerStatementRepository statements, AttachmentRepository attachments, CertificateTypes types, DirectoryRepository directory,
    CprProtector protector, CommandLog commands, AuditLog audit)
{
    private const string ObjectKind = "EmployerStatement";

    /// <summary>Begins a statement.</summary>
    /// <returns>Invalid names the fields. The same, typed again by the same person within minutes, is a repeat.</returns>
    public async Task<Outcome> CreateAsync(NewStatementInput input, ActionContext by, CancellationToken ct)
    {
        const string Kind = "employer-statement.create";
        if (!by.Role.IsClinic() || by.ClinicId is not { } clinicId)
        {
            return Outcome.Refused(new Refusal("EmployerStatements.NotYourClinic"));
        }

        if (StatementForms.CheckNew(input) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        var cpr = CprNumber.TryParse(input.Cpr)!;
        // The keyed hash: even a hash of the command must not be one of the number alone.
        var content = PortalJson.Write(input.Basics) + protector.Lookup(cpr);
        await using var transaction = await db.BeginAsync(ct);
        if ((await commands.FindRepeatAsync(input.CommandId, Kind, content, by, ct) ?? await commands.FindSameAsync(Kind, content, by, ct)) is { } repeat)
        {
            return repeat;
        }

        if (await CheckDoctorAsync(input.Basics, clinicId, ct) is { } error)
        {
            return Outcome.Invalid([error]);
        }

        var id = Guid.CreateVersion7(new DateTimeOffset(by.At));
        var form = (await types.ListAsync(await directory.GetMunicipalityOfClinicAsync(clinicId, ct), DanishTime.DayOf(by.At), ct))
            .First(type => type.TypeId == StatementForms.TypeId);
        await statements.InsertAsync(id, cpr, form.Id, input.Basics, new Dictionary<string, string>(), by, ct);
        if (!await commands.TryRememberAsync(input.CommandId, Kind, content, id, by, ct))
        {
            return await commands.YieldAsync(transaction, input.CommandId, Kind, content, by, ct);
        }

        await audit.WriteAsync(by, "employer-statement.create", ObjectKind, id, null, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, 1);
    }

    /// <summary>Keeps the first part or, when it is said to be whole, completes it.</summary>
    public Task<Outcome> SaveFirstAsync(Guid id, FirstPartInput input, ActionContext by, CancellationToken ct) => ActAsync(
        new Act(id, input.Version, input.CommandId, input.IsComplete ? StatementAction.CompleteFirst : StatementAction.WriteFirst, PortalJson.Write(input)),
        async statement =>
        {
            var hasFile = (await attachments.ListAsync(AttachmentOwner.EmployerStatement, id, by, ct)).Count > 0;
            IReadOnlyList<FieldError> errors =
            [
                .. StatementForms.CheckFirst(statement.Document.Form, input, hasFile, DanishTime.DayOf(by.At)),
                .. await CheckDoctorAsync(input.Basics, statement.ClinicId, ct) is { } error ? new[] { error } : [],
            ];
            return errors.Count > 0 ? Outcome.Invalid(errors) : null;
        },
        async statement => await statements.SetFirstPartAsync(
                id, statement.Version, input.Basics, Kept(input.Sections, StatementForms.FirstPart(statement.Document.Form)), ct)
            && await statements.SetFactsAsync(
                id,
                statement.Version,
                input.IsComplete ? statement.Facts with { Part1CompletedAt = by.At, Part1ReturnedAt = null } : statement.Facts,
                FormDay.Read(input.Basics.DueOn),
                input.IsComplete || statement.ReturnReason.Length == 0 ? null : statement.ReturnReason,
                null,
                by,
                ct),
        by,
        ct);

    /// <summary>Gives the first part back to employer and employee: something is missing.</summary>
    public Task<Outcome> ReturnFirstAsync(Guid id, StatementActInput input, ActionContext by, CancellationToken ct) => ActAsync(
        new Act(id, input.Version, input.CommandId, StatementAction.ReturnFirst, PortalJson.Write(input)),
        _ => Task.FromResult(Invalid(StatementForms.CheckReason("returnReason", input.Text, StatementForms.LongestReturnReason))),
        statement => statements.SetFactsAsync(
            id, statement.Version, statement.Facts with { Part1CompletedAt = null, Part1ReturnedAt = by.At }, statement.EmployerDueOn, input.Text, null, by, ct),
        by,
        ct);

    /// <summary>Sets the day on which the patient comes.</summary>
    public Task<Outcome> BookAsync(Guid id, StatementActInput input, ActionContext by, CancellationToken ct) => ActAsync(
        new Act(id, input.Version, input.CommandId, StatementAction.Book, PortalJson.Write(input)),
        statement => Task.FromResult(Invalid(StatementForms.CheckConsultation(input.Text, statement.Facts))),
        statement => statements.SetFactsAsync(
            id, statement.Version, statement.Facts with { ConsultationOn = FormDay.Read(input.Text) }, statement.EmployerDueOn, null, null, by, ct),
        by,
        ct);

    /// <summary>Keeps the doctor's part or, when the doctor signs, issues the statement. From then on nothing in it changes.</summary>
    public Task<Outcome> SaveSecondAsync(Guid id, SecondPartInput input, ActionContext by, CancellationToken ct) => ActAsync(
        new Act(id, input.Version, input.CommandId, input.Issue ? StatementAction.Issue : StatementAction.WriteSecond, PortalJson.Write(input)),
        statement => Task.FromResult(
            input.Issue && EmployerStatementRules.WhyNotYet(statement.Facts, DanishTime.DayOf(by.At)) is { } reason
                ? Outcome.Refused(reason)
                : Invalid(StatementForms.CheckSecond(statement.Document.Form, input, DanishTime.DayOf(by.At)))),
        async statement =>
        {
            StatementForms.TryReadFee(input.Fee, out var feeOre);
            var part2 = Kept(input.Sections, StatementForms.SecondPart(statement.Document.Form));
            var preparedBy = !input.Issue ? by.PersonId : statement.PreparedById == by.PersonId ? null : statement.PreparedById;
            return await statements.SetSecondPartAsync(id, statement.Version, part2, feeOre, preparedBy, input.Issue ? by.PersonId : null, ct)
                && await statements.SetFactsAsync(
                    id,
                    statement.Version,
                    statement.Facts with { Part2StartedAt = statement.Facts.Part2StartedAt ?? by.At, IssuedAt = input.Issue ? by.At : null },
                    statement.EmployerDueOn,
                    null,
                    null,
                    by,
                    ct);
        },
        by,
        ct);

    /// <summary>Lets the caseworkers of the patient read the statement, on the patient's consent.</summary>
    /// <returns>Refused also when the clinic's municipality has no case on the patient: then nothing is sent anywhere.</returns>
    public async Task<Outcome> ShareAsync(Guid id, ShareInput input, ActionContext by, CancellationToken ct)
    {
        Guid? citizenId = null;
        return await ActAsync(
            new Act(id, input.Version, input.CommandId, StatementAction.Share, PortalJson.Write(input)),
            async _ => Invalid(StatementForms.CheckShare(input, DanishTime.DayOf(by.At)))
                ?? ((citizenId = await statements.FindCitizenAsync(id, ct)) is null ? Outcome.Refused(new Refusal("EmployerStatements.CitizenUnknown")) : null),
            async statement =>
            {
                var consent = new ShareConsent
                {
                    GivenBy = input.GivenBy,
                    HowGiven = input.HowGiven!.Value,
                    GivenOn = FormDay.Read(input.GivenOn)!.Value,
                    ToldAboutRefusing = input.ToldAboutRefusing,
                };
                return await statements.SetShareAsync(id, statement.Version, citizenId!.Value, consent, by.PersonId, ct)
                    && await statements.SetFactsAsync(id, statement.Version, statement.Facts with { SharedAt = by.At }, statement.EmployerDueOn, null, null, by, ct);
            },
            by,
            ct,
            () => citizenId);
    }

    /// <summary>Begins a new round from what was agreed last; both must sign anew. The statement it replaces stays as it is.</summary>
    /// <returns>Done carries the id of the new statement.</returns>
    public Task<Outcome> RenewAsync(Guid id, StatementActInput input, ActionContext by, CancellationToken ct)
    {
        var newId = Guid.CreateVersion7(new DateTimeOffset(by.At));
        return ActAsync(
            new Act(id, input.Version, input.CommandId, StatementAction.NewRound, PortalJson.Write(input)) { ResultId = newId },
            _ => Task.FromResult<Outcome?>(null),
            async statement =>
            {
                var form = statement.Document.Form;
                var texts = StatementForms.FirstPart(form).Where(section => section.Type == SectionType.Text).Select(section => section.Id);
                var basics = new StatementBasics
                {
                    PatientName = statement.Document.PatientName,
                    EmployerName = statement.Document.EmployerName,
                    EmployerContact = statement.EmployerContact,
                    DoctorId = statement.DoctorId,
                    Source = statement.Document.Part1Source,
                };
                var part1 = statement.Document.Part1.Where(part => texts.Contains(part.Key)).ToDictionary();
                await statements.InsertAsync(newId, await statements.RevealCprAsync(id, ct), statement.TypeVersionId, basics, part1, by, ct);
                await audit.WriteAsync(by, "employer-statement.create", ObjectKind, newId, null, id.ToString(), ct);
                return await statements.SetFactsAsync(
                    id, statement.Version, statement.Facts with { SupersededById = newId }, statement.EmployerDueOn, null, null, by, ct);
            },
            by,
            ct);
    }

    /// <summary>Ends a statement that nothing came of.</summary>
    public Task<Outcome> LapseAsync(Guid id, StatementActInput input, ActionContext by, CancellationToken ct) => ActAsync(
        new Act(id, input.Version, input.CommandId, StatementAction.Lapse, PortalJson.Write(input)),
        _ => Task.FromResult(Invalid(StatementForms.CheckReason("lapseReason", input.Text, StatementForms.LongestLapseReason))),
        statement => statements.SetFactsAsync(
            id,
            statement.Version,
            statement.Facts with { LapsedAt = by.At },
            statement.EmployerDueOn,
            statement.ReturnReason.Length == 0 ? null : statement.ReturnReason,
            input.Text,
            by,
            ct),
        by,
        ct);

    /// <summary>The whole CPR number, and a row in the log that it was shown.</summary>
    /// <returns>Null when the statement is not of the actor's clinic.</returns>
    public async Task<CprNumber?> ShowCprAsync(Guid id, ActionContext by, CancellationToken ct)
    {
        if (await statements.FindAsync(id, by, ct) is null)
        {
            return null;
        }

        await using var transaction = await db.BeginAsync(ct);
        var cpr = await statements.RevealCprAsync(id, ct);
        await audit.WriteAsync(by, "employer-statement.show-cpr", ObjectKind, id, null, null, ct);
        await transaction.CommitAsync(ct);
        return cpr;
    }

    /// <summary>What the access log calls an action.</summary>
    private static string AuditOf(StatementAction action) => action switch
    {
        StatementAction.WriteFirst => "employer-statement.save-first",
        StatementAction.CompleteFirst => "employer-statement.complete-first",
        StatementAction.ReturnFirst => "employer-statement.return-first",
        StatementAction.Book => "employer-statement.book",
        StatementAction.WriteSecond => "employer-statement.save-second",
        StatementAction.Issue => "employer-statement.issue",
        StatementAction.Share => "employer-statement.share",
        StatementAction.NewRound => "employer-statement.renew",
        StatementAction.Lapse => "employer-statement.lapse",
    };

    /// <summary>The way of every write: repeat, access, version, rule, input, and then all or nothing.</summary>
    /// <param name="check">What is wrong with the input; null when nothing is.</param>
    /// <param name="write">False when somebody else was first.</param>
    /// <param name="citizenId">The citizen it concerns, as the check has found it.</param>
    private async Task<Outcome> ActAsync(
        Act act, Func<EmployerStatement, Task<Outcome?>> check, Func<EmployerStatement, Task<bool>> write, ActionContext by, CancellationToken ct, Func<Guid?>? citizenId = null)
    {
        var kind = AuditOf(act.Action);
        var content = act.Content + act.Id;
        await using var transaction = await db.BeginAsync(ct);
        if (await commands.FindRepeatAsync(act.CommandId, kind, content, by, ct) is { } repeat)
        {
            return repeat;
        }

        if (await statements.FindAsync(act.Id, by, ct) is not { } statement)
        {
            return Outcome.NotFound;
        }

        if (EmployerStatementRules.WhyNot(statement.Status, statement.ClinicId, act.Action, by) is { } reason)
        {
            // The first of two clicks may have done it between the two looks.
            return await commands.FindRepeatAsync(act.CommandId, kind, content, by, ct) ?? Outcome.Refused(reason);
        }

        if (statement.Version != act.Version)
        {
            return await commands.YieldAsync(transaction, act.CommandId, kind, content, by, ct);
        }

        if (await check(statement) is { } wrong)
        {
            return wrong;
        }

        if (!await write(statement) || !await commands.TryRememberAsync(act.CommandId, kind, content, act.ResultId ?? act.Id, by, ct))
        {
            return await commands.YieldAsync(transaction, act.CommandId, kind, content, by, ct);
        }

        await audit.WriteAsync(by, kind, ObjectKind, act.Id, citizenId?.Invoke(), null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(act.ResultId ?? act.Id, statement.Version + 1);
    }

    private static Outcome? Invalid(IReadOnlyList<FieldError> errors) => errors.Count > 0 ? Outcome.Invalid(errors) : null;

    /// <summary>Of what was posted, the fields that the form has and that hold something.</summary>
    private static Dictionary<string, string> Kept(IReadOnlyDictionary<string, string> posted, IEnumerable<CertificateSection> sections) =>
        StatementForms.Fields(sections).Where(field => posted.GetValueOrDefault(field, "").Length > 0).ToDictionary(field => field, field => posted[field]);

    /// <summary>A doctor who is named works at the clinic.</summary>
    private async Task<FieldError?> CheckDoctorAsync(StatementBasics basics, Guid clinicId, CancellationToken ct) =>
        basics.DoctorId is { } doctorId && (await directory.ListDoctorsAsync(clinicId, ct)).All(doctor => doctor.Id != doctorId)
            ? new FieldError("doctorId", "Errors.Choose")
            : null;

    private sealed record Act(Guid Id, int Version, Guid CommandId, StatementAction Action, string Content)
    {
        /// <summary>What the outcome carries, when it is not the statement itself.</summary>
        public Guid? ResultId { get; init; }
    }
}
