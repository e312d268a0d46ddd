using Portal.Data.Audit;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Certificates.Library;

/// <summary>What the coordinator does with the municipality's own questions. A request carries a copy: changing one here changes nothing that was asked.</summary>
public sealed class QuestionLibraryService(
    DbSession db, QuestionLibraryRepository questions, CertificateTypes types, CommandLog commands, AuditLog audit)
{
    private static readonly Refusal OnlyCoordinator = new("Refusals.OnlyCoordinatorKeepsQuestions");

    /// <returns>Invalid names the fields; Refused when the actor is no coordinator.</returns>
    public async Task<Outcome> AddAsync(LibraryQuestionInput input, ActionContext by, CancellationToken ct)
    {
        if (by.Role != Role.Coordinator || by.MunicipalityId is not { } municipalityId)
        {
            return Outcome.Refused(OnlyCoordinator);
        }

        var content = PortalJson.Write(input);
        await using var transaction = await db.BeginAsync(ct);
        if (await commands.FindRepeatAsync(input.CommandId, "question.add", content, by, ct) is { } repeat)
        {
            return repeat;
        }

        if (await CheckAsync(input, municipalityId, by, ct) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        var id = Guid.CreateVersion7(new DateTimeOffset(by.At));
        await questions.InsertAsync(id, municipalityId, input, by.PersonId, by.At, ct);
        if (!await commands.TryRememberAsync(input.CommandId, "question.add", content, id, by, ct))
        {
            return await commands.YieldAsync(transaction, input.CommandId, "question.add", content, by, ct);
        }

        await audit.WriteAsync(by, "question.add", "LibraryQuestion", id, null, input.TypeId, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, 1);
    }

    /// <param name="version">The version that the form was drawn from.</param>
    public async Task<Outcome> EditAsync(Guid id, int version, LibraryQuestionInput input, ActionContext by, CancellationToken ct)
    {
        if (by.Role != Role.Coordinator || by.MunicipalityId is not { } municipalityId)
        {
            return Outcome.Refused(OnlyCoordinator);
        }

        await using var transaction = await db.BeginAsync(ct);
        if (await questions.FindAsync(id, municipalityId, ct) is not { } question)
        {
            return Outcome.NotFound;
        }

        if (await CheckAsync(input, municipalityId, by, ct) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        if (IsSame(question, input) && question.Version == version + 1)
        {
            // The second of two clicks.
            return Outcome.Done(id, question.Version);
        }

        if (!await questions.SetAsync(id, version, input, by.PersonId, by.At, ct))
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, "question.edit", "LibraryQuestion", id, null, input.TypeId, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, version + 1);
    }

    /// <summary>Offers a question no more, or again.</summary>
    public async Task<Outcome> SetRetiredAsync(Guid id, int version, bool isRetired, ActionContext by, CancellationToken ct)
    {
        if (by.Role != Role.Coordinator || by.MunicipalityId is not { } municipalityId)
        {
            return Outcome.Refused(OnlyCoordinator);
        }

        await using var transaction = await db.BeginAsync(ct);
        if (await questions.FindAsync(id, municipalityId, ct) is not { } question)
        {
            return Outcome.NotFound;
        }

        if (question.IsRetired == isRetired)
        {
            return Outcome.Done(id, question.Version);
        }

        if (!await questions.SetRetiredAsync(id, version, isRetired, by.PersonId, by.At, ct))
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, isRetired ? "question.retire" : "question.restore", "LibraryQuestion", id, null, question.TypeId, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, version + 1);
    }

    private static bool IsSame(LibraryQuestion question, LibraryQuestionInput input) =>
        (question.TypeId, question.Wording, question.AgreedOn) == (input.TypeId, input.Wording, input.AgreedOn);

    private async Task<IReadOnlyList<FieldError>> CheckAsync(LibraryQuestionInput input, Guid municipalityId, ActionContext by, CancellationToken ct)
    {
        var today = DanishTime.DayOf(by.At);
        var errors = new List<FieldError>();
        if ((await types.ListOrderableAsync(municipalityId, today, ct)).All(type => type.TypeId != input.TypeId))
        {
            errors.Add(new FieldError("typeId", "Errors.LibraryType"));
        }

        if (string.IsNullOrWhiteSpace(input.Wording))
        {
            errors.Add(new FieldError("wording", "Errors.LibraryWording"));
        }
        else if (TextRules.CheckText("wording", input.Wording, CertificateForms.LongestQuestion) is { } bad)
        {
            errors.Add(bad);
        }

        if (input.AgreedOn > today)
        {
            errors.Add(new FieldError("agreedOn", "Errors.AgreedLater"));
        }

        return errors;
    }
}
