using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Threads;

/// <summary>A unit that can be written to.</summary>
public sealed record ThreadUnit
{
    public required Guid Id { get; init; }

    public required Guid MunicipalityId { get; init; }

    public required string MunicipalityName { get; init; }

    public required string Name { get; init; }
}

/// <summary>Somebody who can be written to, or can be given a thread.</summary>
public sealed record ThreadReceiver
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string Title { get; init; }
}

/// <summary>Works out who a new thread is between, and lists who can be chosen.</summary>
public sealed class ThreadReceivers(DbSession db, CitizenRepository citizens, CertificateRepository certificates, DirectoryRepository directory)
{
    internal const string ListUnitsSql = """
        SELECT u.Id, u.MunicipalityId, m.Label AS MunicipalityName, u.Name
        FROM Units u
        JOIN Municipalities m ON m.Id = u.MunicipalityId
        ORDER BY m.ShortName COLLATE {danish}, u.Name COLLATE {danish}, u.Id
        """;

    internal const string ListPeopleOfUnitSql = """
        SELECT p.Id, p.Name, p.Title
        FROM Units u
        JOIN People p ON p.MunicipalityId = u.MunicipalityId AND p.UnitId = u.Id
        WHERE u.Id = @UnitId AND p.Role IN ('Caseworker', 'Coordinator') AND p.IsActive = 1
        ORDER BY p.Name COLLATE {danish}, p.Id
        """;

    internal const string ListPeopleOfClinicSql = """
        SELECT p.Id, p.Name, p.Title
        FROM People p
        WHERE p.ClinicId = @ClinicId AND p.Role IN ('Gp', 'ClinicStaff') AND p.IsActive = 1
        ORDER BY p.Role, p.Name COLLATE {danish}, p.Id
        """;

    /// <summary>Every unit of every municipality, by their names.</summary>
    public Task<IReadOnlyList<ThreadUnit>> ListUnitsAsync(CancellationToken ct) => db.QueryAsync<ThreadUnit>(ListUnitsSql, null, ct);

    /// <summary>Who does casework in a unit.</summary>
    public Task<IReadOnlyList<ThreadReceiver>> ListPeopleOfUnitAsync(Guid unitId, CancellationToken ct) =>
        db.QueryAsync<ThreadReceiver>(ListPeopleOfUnitSql, new { UnitId = unitId }, ct);

    /// <summary>Who works in a clinic: the doctors first.</summary>
    public Task<IReadOnlyList<ThreadReceiver>> ListPeopleOfClinicAsync(Guid clinicId, CancellationToken ct) =>
        db.QueryAsync<ThreadReceiver>(ListPeopleOfClinicSql, new { ClinicId = clinicId }, ct);

    /// <summary>Between whom a thread would be, and about what.</summary>
    /// <returns>NotFound when what it is about is not the writer's; Invalid names the fields. Done goes with a thread that lacks nothing but its message.</returns>
    internal async Task<(Outcome Outcome, NewThread? Thread)> ResolveAsync(ThreadStartInput input, ActionContext by, CancellationToken ct)
    {
        var certificate = input.RequestId is { } requestId ? await certificates.FindAsync(requestId, by, ct) : null;
        var citizenId = certificate?.Citizen.Id ?? input.CitizenId;
        var citizen = certificate is null && citizenId is { } id ? await citizens.FindAsync(id, by, ct) : null;
        if ((input.RequestId is not null && certificate?.Facts.SentAt is null) || (certificate is null && citizenId is not null && citizen is null))
        {
            return (Outcome.NotFound, null);
        }

        var errors = new List<FieldError>();
        var (unit, caseworker) = by.Role.IsCasework()
            ? (certificate?.UnitId ?? citizen?.UnitId ?? by.UnitId, certificate?.Caseworker.PersonId ?? citizen?.CaseworkerId ?? by.PersonId)
            : await ChosenUnitAsync(input, certificate?.UnitId ?? citizen?.UnitId, certificate?.Caseworker.PersonId ?? citizen?.CaseworkerId, errors, ct);
        var clinicId = by.Role.IsClinic() ? by.ClinicId : certificate?.ClinicId ?? input.ClinicId ?? citizen?.ClinicId;
        var clinicPerson = by.Role.IsClinic() ? by.PersonId : await ChosenClinicPersonAsync(clinicId, input.ClinicPersonId, errors, ct);
        var municipalityId = unit is { } chosen ? (await ListUnitsAsync(ct)).FirstOrDefault(one => one.Id == chosen)?.MunicipalityId : null;
        if (errors.Count > 0 || unit is null || municipalityId is null || clinicId is null)
        {
            return (Outcome.Invalid(errors), null);
        }

        return (Outcome.Done(input.Message.MessageId), new NewThread
        {
            Id = input.Message.MessageId,
            MunicipalityId = municipalityId.Value,
            UnitId = unit.Value,
            CaseworkerId = caseworker,
            ClinicId = clinicId.Value,
            ClinicPersonId = clinicPerson,
            SubjectKind = certificate is not null ? ThreadSubjectKind.Certificate
                : citizen is not null ? ThreadSubjectKind.Case
                : input.OfferVersionId is not null ? ThreadSubjectKind.Offer
                : ThreadSubjectKind.General,
            CitizenId = citizenId,
            RequestId = input.RequestId,
            OfferVersionId = input.OfferVersionId,
            Category = input.Category ?? ThreadCategory.Other,
            Subject = input.Subject,
        });
    }

    // A case says whose it is; else the writer chooses.
    private async Task<(Guid? UnitId, Guid? CaseworkerId)> ChosenUnitAsync(
        ThreadStartInput input, Guid? unitOfCase, Guid? caseworkerOfCase, List<FieldError> errors, CancellationToken ct)
    {
        if (unitOfCase is not null)
        {
            return (unitOfCase, caseworkerOfCase);
        }

        if (input.UnitId is not { } unitId || (await ListUnitsAsync(ct)).All(unit => unit.Id != unitId))
        {
            errors.Add(new FieldError("unitId", "Errors.ThreadUnit"));
            return (null, null);
        }

        if (input.CaseworkerId is { } person && (await ListPeopleOfUnitAsync(unitId, ct)).All(one => one.Id != person))
        {
            errors.Add(new FieldError("caseworkerId", "Errors.ThreadPerson"));
        }

        return (unitId, input.CaseworkerId);
    }

    private async Task<Guid?> ChosenClinicPersonAsync(Guid? clinicId, Guid? personId, List<FieldError> errors, CancellationToken ct)
    {
        if (clinicId is not { } clinic || await directory.FindReceiverAsync(clinic, ct) is null)
        {
            errors.Add(new FieldError("clinicId", "Errors.ThreadClinic"));
            return null;
        }

        if (personId is { } person && (await ListPeopleOfClinicAsync(clinic, ct)).All(one => one.Id != person))
        {
            errors.Add(new FieldError("clinicPersonId", "Errors.ThreadPerson"));
        }

        return personId;
    }
}
