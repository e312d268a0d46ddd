using Portal.Data.Audit;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Certificates;

/// <summary>Settles how a municipality uses a certificate type. What was asked before keeps the settings it was asked with.</summary>
public sealed class TypeSettingsService(DbSession db, CertificateTypes types, TypeSettingsRepository repository, CommandLog commands, AuditLog audit)
{
    /// <summary>Adds a version of the settings.</summary>
    /// <returns>Invalid names the fields; Refused when the type is abolished, the person no administrator, or nothing is changed; ChangedByOther when another version has come.</returns>
    public async Task<Outcome> SaveAsync(TypeSettingsInput input, ActionContext by, CancellationToken ct)
    {
        if (by.Role != Role.Administrator || by.MunicipalityId is not { } municipalityId)
        {
            return Outcome.Refused(new Refusal("Refusals.OnlyAdministratorSettles"));
        }

        var content = PortalJson.Write(input);
        await using var transaction = await db.BeginAsync(ct);
        if (await commands.FindRepeatAsync(input.CommandId, "certificate-type.settings", content, by, ct) is { } repeat)
        {
            return repeat;
        }

        var today = DanishTime.DayOf(by.At);
        if ((await types.ListAsync(municipalityId, today, ct)).FirstOrDefault(version => version.TypeId == input.TypeId) is not { } type)
        {
            return Outcome.NotFound;
        }

        if (type.StateOn(today) == TypeState.Abolished)
        {
            return Outcome.Refused(new Refusal("Refusals.TypeAbolished"));
        }

        var history = await repository.ListAsync(municipalityId, input.TypeId, ct);
        var (settings, errors) = Read(input, history);
        errors = TypeSettingsReader.CheckNote(input.Note) is { } noNote ? [.. errors, noNote] : errors;
        if (errors.Count > 0)
        {
            return Outcome.Invalid(errors);
        }

        var number = history.Count == 0 ? 0 : history[0].VersionNumber;
        if (number != input.Version)
        {
            return Outcome.ChangedByOther;
        }

        var json = PortalJson.Write(settings);
        if (json == PortalJson.Write(type.Settings))
        {
            return Outcome.Refused(new Refusal("Refusals.NothingChanged"));
        }

        var id = Guid.CreateVersion7(new DateTimeOffset(by.At));
        if (!await repository.TryInsertAsync(id, municipalityId, input.TypeId, number + 1, json, input.Note, by.PersonId, by.At, ct)
            || !await commands.TryRememberAsync(input.CommandId, "certificate-type.settings", content, id, by, ct))
        {
            return await commands.YieldAsync(transaction, input.CommandId, "certificate-type.settings", content, by, ct);
        }

        await audit.WriteAsync(by, "certificate-type.settings", "CertificateTypeSettings", id, null, input.TypeId, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, number + 1);
    }

    /// <summary>What the input would settle, without writing it.</summary>
    /// <param name="history">Every version of the type's settings, newest first.</param>
    public static (TypeSettings Settings, IReadOnlyList<FieldError> Errors) Read(TypeSettingsInput input, IReadOnlyList<TypeSettingsVersion> history) =>
        TypeSettingsReader.Read(
            input,
            history.Count == 0 ? TypeSettings.Usual : history[0].Settings,
            history.SelectMany(version => version.Settings.LocalSections).Select(section => TypeSettingsReader.LocalNumber(section.Id)).DefaultIfEmpty().Max());
}
