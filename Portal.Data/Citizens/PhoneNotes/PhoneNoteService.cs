using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Citizens.PhoneNotes;

/// <summary>Writes notes of telephone conversations into the folder. A note stays as it was written.</summary>
public sealed class PhoneNoteService(
    DbSession db, CitizenRepository citizens, CertificateRepository certificates, CommandLog commands, AuditLog audit)
{
    internal const string InsertSql = """
        INSERT INTO PhoneNotes (Id, CitizenId, RequestId, SpokeWith, SpokenAt, Note, WrittenById, WrittenAt)
        VALUES (@Id, @CitizenId, @RequestId, @SpokeWith, @SpokenAt, @Note, @WrittenById, @WrittenAt)
        """;

    private const string Kind = "phone-note.write";

    /// <returns>Invalid names the fields; NotFound when the citizen is not the actor's; Refused when the actor does no casework.</returns>
    public async Task<Outcome> WriteAsync(Guid citizenId, PhoneNoteInput input, ActionContext by, CancellationToken ct)
    {
        if (!by.Role.IsCasework())
        {
            return Outcome.Refused(new Refusal("Refusals.OnlyCaseworkerFolder"));
        }

        var content = PortalJson.Write(input with { CommandId = Guid.Empty }) + citizenId;
        await using var transaction = await db.BeginAsync(ct);
        if ((await commands.FindRepeatAsync(input.CommandId, Kind, content, by, ct) ?? await commands.FindSameAsync(Kind, content, by, ct)) is { } repeat)
        {
            return repeat;
        }

        if (await citizens.FindAsync(citizenId, by, ct) is null)
        {
            return Outcome.NotFound;
        }

        if (await CheckAsync(citizenId, input, by, ct) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        var id = Guid.CreateVersion7(new DateTimeOffset(by.At));
        await db.ExecuteAsync(
            InsertSql,
            new { Id = id, CitizenId = citizenId, input.RequestId, input.SpokeWith, input.SpokenAt, input.Note, WrittenById = by.PersonId, WrittenAt = by.At },
            ct);
        if (!await commands.TryRememberAsync(input.CommandId, Kind, content, id, by, ct))
        {
            return await commands.YieldAsync(transaction, input.CommandId, Kind, content, by, ct);
        }

        await audit.WriteAsync(by, "phone-note.write", "PhoneNote", id, citizenId, input.RequestId?.ToString(), ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id);
    }

    private async Task<IReadOnlyList<FieldError>> CheckAsync(Guid citizenId, PhoneNoteInput input, ActionContext by, CancellationToken ct)
    {
        var errors = PhoneNoteRules.Check(input, by.At);
        return input.RequestId is not { } requestId || (await certificates.FindAsync(requestId, by, ct))?.Citizen.Id == citizenId
            ? errors
            : [.. errors, new FieldError("certificate", "Errors.Choose")];
    }
}
