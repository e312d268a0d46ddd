using Portal.Data.Audit;
using Portal.Data.Citizens;
using Portal.Data.Consents;
using Portal.Data.Database;
using Portal.Data.Directory;
using Portal.Data.Offers;

namespace Portal.Data.Certificates;

/// <summary>What is asked before a request leaves the house: receiver, form, basis, and whether it has been asked already.</summary>
public sealed class RequestGuards(
    DbSession db, CertificateTypes types, DirectoryRepository directory, ConsentRepository consents, OfferRepository offers, AuditLog audit)
{
    private const string Columns = """
        SELECT r.Id, r.TypeId, r.Status, r.SentAt, r.AnsweredAt, k.Name AS ClinicName, r.MunicipalityId, r.UnitId, u.Name AS UnitName,
               r.CaseworkerId, p.Name AS CaseworkerName, p.Phone AS CaseworkerPhone
        FROM CertificateRequests r
        JOIN Clinics k ON k.Id = r.ClinicId
        JOIN People p ON p.Id = r.CaseworkerId
        JOIN Units u ON u.Id = r.UnitId
        """;

    internal const string FindOpenSql = Columns + """

        WHERE r.CitizenId = @CitizenId AND r.OpenTypeId = @TypeId
        """;

    internal const string ListAnsweredSql = Columns + """

        WHERE r.CitizenId = @CitizenId AND r.TypeId = @TypeId AND r.AnsweredAt >= @Since
        ORDER BY r.AnsweredAt DESC, r.Id DESC
        {take}
        """;

    internal const string ListEarlierSql = Columns + """

        WHERE r.CitizenId = @CitizenId AND (r.OpenTypeId IS NOT NULL OR r.AnsweredAt >= @Since)
        ORDER BY r.AnsweredAt DESC, r.Id DESC
        {take}
        """;

    public const int LongestReason = 1000;

    // A citizen has one open request of each type, and an answer of the last months is the newest of its type.
    private const int MostEarlier = 50;

    /// <summary>The request of this type that the citizen's doctor has not answered yet.</summary>
    public Task<EarlierRequest?> FindOpenAsync(Guid citizenId, string typeId, CancellationToken ct) =>
        db.FindAsync<EarlierRequest>(FindOpenSql, new { CitizenId = citizenId, TypeId = typeId }, ct);

    /// <summary>The newest answer of this type, when it is so new that asking again needs a reason.</summary>
    /// <param name="today">The day in Denmark.</param>
    public async Task<EarlierRequest?> FindAnsweredAsync(Guid citizenId, CertificateTypeVersion type, DateOnly today, CancellationToken ct)
    {
        var since = DanishTime.InstantOf(today.AddDays(-type.Settings.RepeatWithinDays), TimeOnly.MinValue);
        var rows = await db.QueryAsync<EarlierRequest>(
            ListAnsweredSql, new { CitizenId = citizenId, type.TypeId, Since = since, Take = 1 }, ct);
        return rows is [var newest] ? newest : null;
    }

    /// <summary>By type: the open request, and the newest answer that makes asking again need a reason.</summary>
    /// <param name="today">The day in Denmark.</param>
    public async Task<ILookup<string, EarlierRequest>> ListEarlierAsync(
        Guid citizenId, IReadOnlyList<CertificateTypeVersion> asked, DateOnly today, CancellationToken ct)
    {
        var since = asked.ToDictionary(
            type => type.TypeId, type => DanishTime.InstantOf(today.AddDays(-type.Settings.RepeatWithinDays), TimeOnly.MinValue));
        if (since.Count == 0)
        {
            return Array.Empty<EarlierRequest>().ToLookup(earlier => earlier.TypeId);
        }

        var rows = await db.QueryAsync<EarlierRequest>(
            ListEarlierSql, new { CitizenId = citizenId, Since = since.Values.Min(), Take = MostEarlier }, ct);
        return rows
            .Where(row => since.TryGetValue(row.TypeId, out var from) && (row.AnsweredAt is null || row.AnsweredAt >= from))
            .DistinctBy(row => (row.TypeId, row.AnsweredAt is null))
            .ToLookup(row => row.TypeId);
    }

    /// <summary>Whether the type, the receiver, the form and the basis let the request be kept, or sent.</summary>
    /// <returns>Null when they do; <paramref name="request"/> is then to be written as the second value says.</returns>
    internal async Task<(Outcome? Stop, NewRequest Request)> CheckAsync(
        NewRequest request, Citizen citizen, RequestInput input, bool send, ActionContext by, CancellationToken ct)
    {
        var today = DanishTime.DayOf(by.At);
        if ((await types.ListOrderableAsync(citizen.MunicipalityId, today, ct)).All(type => type.TypeId != request.Type.TypeId))
        {
            return (Outcome.Refused(new Refusal("Refusals.TypeNotOrderable")), request);
        }

        if (await WhyNotReceiverAsync(citizen, input.DoctorId, ct) is { } noReceiver)
        {
            return (Outcome.Refused(noReceiver), request);
        }

        var type = request.Type.Definition;
        var errors = new List<FieldError>(send ? CertificateForms.CheckRequest(type, input.Content) : CertificateForms.CheckDraft(type, input.Content));
        if (TextRules.CheckText("repeatReason", input.Content.RepeatReason, LongestReason) is { } badReason)
        {
            errors.Add(badReason);
        }

        request = request with { Content = request.Content with { Offers = await OffersNamedAsync(request, ct), NewConsent = null } };
        var (stop, checkedRequest) = !send ? await AsDraftAsync(request, citizen, input, errors, ct)
            : CertificateForms.RestsOnConsent(type, input.Content) ? await WithConsentAsync(request, citizen, input, errors, by, ct)
            : (errors.Count > 0 ? Outcome.Invalid(errors) : null, request);
        if (send && stop is { Kind: OutcomeKind.Invalid } && await CheckRepeatAsync(citizen.Id, request.Type, request.Content, by, ct) is { } again)
        {
            // So that one list says all that is missing.
            stop = Outcome.Invalid([.. again.Errors, .. stop.Errors]);
        }

        return (stop, checkedRequest);
    }

    /// <summary>Whether the basis alone lets a paused request go on.</summary>
    internal async Task<(Outcome? Stop, NewRequest Request)> CheckBasisAsync(
        NewRequest request, Citizen citizen, RequestInput input, ActionContext by, CancellationToken ct)
    {
        var errors = CertificateForms.CheckBasis(request.Type.Definition, input.Content).ToList();
        return CertificateForms.RestsOnConsent(request.Type.Definition, input.Content)
            ? await WithConsentAsync(request, citizen, input, errors, by, ct)
            : (errors.Count > 0 ? Outcome.Invalid(errors) : null, request);
    }

    /// <summary>Whether the same was answered not long ago and no reason is given for asking again.</summary>
    /// <remarks>
    /// To be asked after the request has taken its place as the open one: no other can then be open, so none can turn into an answer
    /// between this look and the commit. Two caseworkers who send in the same second both meet the rule.
    /// </remarks>
    internal async Task<Outcome?> CheckRepeatAsync(Guid citizenId, CertificateTypeVersion type, RequestContent content, ActionContext by, CancellationToken ct)
    {
        var today = DanishTime.DayOf(by.At);
        return string.IsNullOrWhiteSpace(content.RepeatReason) && await FindAnsweredAsync(citizenId, type, today, ct) is { AnsweredAt: { } answeredAt }
            ? Outcome.Invalid([new FieldError("repeatReason", "Errors.RepeatReason", today.DayNumber - DanishTime.DayOf(answeredAt).DayNumber)])
            : null;
    }

    /// <summary>The refusal when the citizen has an open request of the type, with the way to it.</summary>
    /// <param name="transaction">The open transaction; it is rolled back, since the failed write has made it useless.</param>
    internal async Task<Outcome> RefuseOpenAsync(DbSession.TransactionScope transaction, Guid citizenId, string typeId, CancellationToken ct)
    {
        await transaction.DisposeAsync();
        return await FindOpenAsync(citizenId, typeId, ct) is { } open
            ? Outcome.Refused(new Refusal("Refusals.OpenRequestExists", open.CaseworkerName, open.UnitName), open.Id)
            : Outcome.ChangedByOther;
    }

    /// <summary>A draft keeps the consent as far as it has come: the one chosen, or what has been written of a new one.</summary>
    private async Task<(Outcome? Stop, NewRequest Request)> AsDraftAsync(
        NewRequest request, Citizen citizen, RequestInput input, List<FieldError> errors, CancellationToken ct)
    {
        var chosen = input.ConsentId is { } id ? await consents.FindAsync(id, citizen.Id, ct) : null;
        if (input.NewConsent is { } begun)
        {
            errors.AddRange(ConsentRules.CheckTexts(begun));
        }

        return (
            errors.Count > 0 ? Outcome.Invalid(errors) : null,
            request with { ConsentId = chosen?.Id, Content = request.Content with { NewConsent = input.NewConsent } });
    }

    private async Task<(Outcome? Stop, NewRequest Request)> WithConsentAsync(
        NewRequest request, Citizen citizen, RequestInput input, List<FieldError> errors, ActionContext by, CancellationToken ct)
    {
        var today = DanishTime.DayOf(by.At);
        var chosen = input.ConsentId is { } id ? await consents.FindAsync(id, citizen.Id, ct) : null;
        if (chosen is null && input.NewConsent is null)
        {
            errors.Add(new FieldError("consentId", "Errors.ConsentMissing"));
        }
        else if (chosen is null)
        {
            errors.AddRange(ConsentRules.Check(input.NewConsent!, today));
        }

        if (errors.Count > 0)
        {
            return (Outcome.Invalid(errors), request);
        }

        if (chosen is null)
        {
            chosen = await consents.InsertAsync(citizen.Id, input.NewConsent!, by.PersonId, by.At, ct);
            await audit.WriteAsync(by, "consent.register", "Consent", chosen.Id, citizen.Id, null, ct);
        }

        return ConsentRules.WhyNotCovered(chosen, request.Type.Definition.InformationKinds, citizen.ClinicId, today) is { } reason
            ? (Outcome.Refused(reason), request)
            : (null, request with { ConsentId = chosen.Id, Content = request.Content with { Consent = ConsentRules.Copy(chosen) } });
    }

    /// <summary>The published offers that the request names, word for word, each in its present version.</summary>
    private Task<IReadOnlyList<OfferReference>> OffersNamedAsync(NewRequest request, CancellationToken ct) => offers.ListNamedAsync(
        [.. request.Type.Definition.RequestSections
            .Where(section => section.Type == SectionType.OfferRefs)
            .SelectMany(section => request.Content.Lines(section.Id))],
        request.MunicipalityId,
        ct);

    private async Task<Refusal?> WhyNotReceiverAsync(Citizen citizen, Guid? doctorId, CancellationToken ct)
    {
        if (!citizen.ClinicIsEnabled)
        {
            return new Refusal("Refusals.ClinicClosed");
        }

        if (citizen.ClinicLockedReason is { } why)
        {
            return new Refusal("Refusals.ClinicLocked", why);
        }

        var doctors = await directory.ListDoctorsAsync(citizen.ClinicId, ct);
        return doctors.Count == 0 ? new Refusal("Refusals.ClinicHasNoDoctor")
            : doctorId is null || doctors.Any(doctor => doctor.Id == doctorId) ? null
            : new Refusal("Refusals.DoctorNotAtClinic");
    }
}

/// <summary>A request of the same type about the same citizen that was made before.</summary>
public sealed record EarlierRequest
{
    public required Guid Id { get; init; }

    public required string TypeId { get; init; }

    public required CertificateStatus Status { get; init; }

    public required DateTime SentAt { get; init; }

    /// <summary>Null while it is open.</summary>
    public DateTime? AnsweredAt { get; init; }

    public required string ClinicName { get; init; }

    public required Guid MunicipalityId { get; init; }

    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    public required Guid CaseworkerId { get; init; }

    public required string CaseworkerName { get; init; }

    public required string CaseworkerPhone { get; init; }

    /// <summary>Whether a person may read the certificate, or only know of it.</summary>
    public bool MayBeReadBy(ActionContext viewer) =>
        viewer.Role.IsCasework() && viewer.MunicipalityId == MunicipalityId && (viewer.PersonId == CaseworkerId || viewer.UnitIds.Contains(UnitId));
}
