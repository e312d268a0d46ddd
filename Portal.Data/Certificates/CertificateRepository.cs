using System.Data.Common;
using Portal.Data.Audit;
using Portal.Data.Certificates.Reminders;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Certificates;

/// <summary>Reads and writes one certificate. Reading asks for the viewer: what is not theirs is not found.</summary>
public sealed class CertificateRepository(DbSession db, CertificateTypes types)
{
    private const string Columns = """
        SELECT r.Id, r.TypeVersionId, r.MunicipalityId, m.Name AS MunicipalityName, r.UnitId, r.CaseworkerId, p.Name AS CaseworkerName,
               p.Title AS CaseworkerTitle, p.Phone AS CaseworkerPhone, p.ReachableHours AS CaseworkerHours,
               r.ClinicId, k.Name AS ClinicName, r.DoctorId, d.Name AS DoctorName,
               r.CitizenId, z.Name AS CitizenName, z.BirthDigits, z.Occupation, z.SickSinceOn, z.BenefitArea, z.IsProtected,
               r.Content, r.CreatedAt, r.SentAt, r.OpenedAt, r.AnswerStartedAt, r.ConsultationOn, r.AnsweredAt, r.ReadAt, r.ApprovedAt,
               r.ClosedAt, r.DiscardedAt, r.SparringSince, r.PausedAt, r.PausedDays, r.WithdrawnAt, r.WithdrawalReason, r.WithdrawalNote, r.TypeSettingsId, r.ConsentId,
               r.DeliveryFailedAt, r.AcceptedAt, r.Rebookings, r.NoShowAt, r.ClarifySince, r.RequestVersion, r.SeenVersion, r.DeclinedAt, r.DeclineCode,
               r.SuggestedTypeId, r.SuggestedClinicId, r.Hops, r.ReadyToSignAt, r.ReplacedAt, r.ComplementSince, r.ReturnedSince, r.WasReturned, r.DisputedAt,
               r.RetractedAt, r.LateAnswerAt, r.ReassessOn, r.ReassessTaskAt, r.FeedbackAt, r.FeedbackSeenAt, r.CopiedFromId,
               r.HandedOverAt, r.RungsFired, r.RemindedAt, r.ReminderTaskAt, r.AnswerDueAt, r.Status, r.NextActor, h.Name AS ChangedByName, r.ChangedAt, r.Version,
               COALESCE((SELECT MAX(l.VersionNumber) FROM CertificateAnswers l WHERE l.RequestId = r.Id), 0) AS LastAnswerVersion,
               CASE WHEN EXISTS (SELECT 1 FROM Incidents i WHERE i.RequestId = r.Id AND i.RegisteredAt IS NULL) THEN 1 ELSE 0 END AS HasOpenIncident,
               CASE WHEN EXISTS (SELECT 1 FROM CertificateSteps y WHERE y.RequestId = r.Id) THEN 1 ELSE 0 END AS HasSteps,
               a.Id AS AnswerId, a.VersionNumber AS AnswerVersionNumber, a.Content AS AnswerContent, a.SignedAt, a.Kind AS AnswerKind,
               s.Name AS SignedByName, s.Title AS SignedByTitle, q.Name AS PreparedByName,

        """ + ReminderRepository.LeftUntilOn;

    private const string Tables = """

        FROM CertificateRequests r
        JOIN Municipalities m ON m.Id = r.MunicipalityId
        JOIN People p ON p.Id = r.CaseworkerId
        JOIN Clinics k ON k.Id = r.ClinicId
        LEFT JOIN People d ON d.Id = r.DoctorId
        JOIN Citizens z ON z.Id = r.CitizenId
        JOIN People h ON h.Id = r.ChangedById
        LEFT JOIN CertificateAnswers a ON a.RequestId = r.Id
            AND a.VersionNumber = (SELECT MAX(n.VersionNumber) FROM CertificateAnswers n WHERE n.RequestId = r.Id AND n.RevokedAt IS NULL AND n.RetractedAt IS NULL)
        LEFT JOIN People s ON s.Id = a.SignedById
        LEFT JOIN People q ON q.Id = a.PreparedById
        """;

    // What passes between caseworker and consultant is never the clinic's: only these two statements read it.
    private const string SparringColumns = """
        , o.Id AS SparringId, o.ConsultantId, o.Question AS SparringQuestion,
               CASE WHEN EXISTS (SELECT 1 FROM Sparrings e WHERE e.RequestId = r.Id) THEN 1 ELSE 0 END AS HasSparrings
        """;

    internal const string FindForCaseworkSql = Columns + SparringColumns + Tables + """

        LEFT JOIN Sparrings o ON o.RequestId = r.Id AND o.EndedAt IS NULL
        WHERE r.Id = @Id AND r.MunicipalityId = @MunicipalityId AND (r.CaseworkerId = @PersonId OR r.UnitId IN @UnitIds)
        """;

    internal const string FindForConsultantSql = Columns + SparringColumns + Tables + """

        JOIN Sparrings o ON o.RequestId = r.Id AND o.EndedAt IS NULL
        WHERE r.Id = @Id AND r.MunicipalityId = @MunicipalityId AND o.ConsultantId = @PersonId
        """;

    // The draft is the clinic's own until it is signed: only this statement reads it.
    internal const string FindForClinicSql = Columns + """
        , f.Content AS DraftContent, f.FormId AS DraftFormId, f.SavedById AS DraftSavedById, g.Name AS DraftSavedByName,
               f.SavedAt AS DraftSavedAt, f.Version AS DraftVersion, f.LastField AS DraftLastField
        """ + Tables + """

        LEFT JOIN AnswerDrafts f ON f.RequestId = r.Id AND f.ClinicId = r.ClinicId
        LEFT JOIN People g ON g.Id = f.SavedById
        WHERE r.Id = @Id AND r.ClinicId = @ClinicId AND r.SentAt IS NOT NULL AND r.RetractedAt IS NULL
        """;

    internal const string InsertSql = """
        INSERT INTO CertificateRequests (Id, TypeVersionId, TypeSettingsId, TypeId, OpenTypeId, ConsentId, Desk, NextRungAt, CitizenId,
                                         MunicipalityId, UnitId, CaseworkerId, ClinicId, DoctorId, Content, CreatedAt, SentAt, AnswerDueAt, Status, NextActor, SortAt, ChangedById, ChangedAt, Version)
        VALUES (@Id, @TypeVersionId, @TypeSettingsId, @TypeId, @OpenTypeId, @ConsentId, @Desk, @NextRungAt, @CitizenId,
                @MunicipalityId, @UnitId, @CaseworkerId, @ClinicId, @DoctorId, @Content, @CreatedAt, @SentAt, @AnswerDueAt, @Status, @NextActor, @SortAt, @ChangedById, @ChangedAt, 1)
        """;

    internal const string SetContentSql = """
        UPDATE CertificateRequests
        SET DoctorId = @DoctorId, Content = @Content, ConsentId = @ConsentId, ClinicId = @ClinicId, TypeVersionId = @TypeVersionId, TypeSettingsId = @TypeSettingsId
        WHERE Id = @Id AND Version = @Version AND SentAt IS NULL
        """;

    // A task about a reminder ends with the clinic's turn; as long as it lasts, the certificate lies on the caseworker's desk too. So does what should
    // be assessed again, until somebody has looked after it.
    internal const string SetFactsSql = """
        UPDATE CertificateRequests
        SET SentAt = @SentAt, OpenedAt = @OpenedAt, AnswerStartedAt = @AnswerStartedAt, ConsultationOn = @ConsultationOn,
            AnsweredAt = @AnsweredAt, ReadAt = @ReadAt, ApprovedAt = @ApprovedAt, ClosedAt = @ClosedAt, DiscardedAt = @DiscardedAt,
            SparringSince = @SparringSince, PausedAt = @PausedAt, PausedDays = @PausedDays, WithdrawnAt = @WithdrawnAt,
            WithdrawalReason = @WithdrawalReason, WithdrawalNote = @WithdrawalNote,
            DeliveryFailedAt = @DeliveryFailedAt, AcceptedAt = @AcceptedAt, Rebookings = @Rebookings, NoShowAt = @NoShowAt, ClarifySince = @ClarifySince,
            RequestVersion = @RequestVersion, SeenVersion = @SeenVersion, DeclinedAt = @DeclinedAt, DeclineCode = @DeclineCode,
            SuggestedTypeId = @SuggestedTypeId, SuggestedClinicId = @SuggestedClinicId, Hops = @Hops, ReadyToSignAt = @ReadyToSignAt,
            ReplacedAt = @ReplacedAt, ComplementSince = @ComplementSince, ReturnedSince = @ReturnedSince, WasReturned = @WasReturned, DisputedAt = @DisputedAt,
            RetractedAt = @RetractedAt, LateAnswerAt = @LateAnswerAt, ReassessOn = @ReassessOn,
            OpenTypeId = CASE WHEN @IsOpen = 1 THEN TypeId ELSE NULL END, NextRungAt = @NextRungAt,
            ReminderTaskAt = CASE WHEN @NextActor = 'Clinic' THEN ReminderTaskAt ELSE NULL END,
            ReassessTaskAt = CASE WHEN ReassessOn = @ReassessOn THEN ReassessTaskAt ELSE NULL END,
            Desk = CASE WHEN @NextActor = 'Clinic' AND ReminderTaskAt IS NOT NULL THEN 'ToDo'
                        WHEN @Desk = 'Done' AND ReassessOn = @ReassessOn AND ReassessTaskAt IS NOT NULL THEN 'ToDo' ELSE @Desk END,
            AnswerDueAt = @AnswerDueAt, Status = @Status, NextActor = @NextActor, SortAt = @SortAt,
            ChangedById = @ChangedById, ChangedAt = @ChangedAt, Version = Version + 1
        WHERE Id = @Id AND Version = @Version
        """;

    internal const string CountOpenBesideSql = """
        SELECT COUNT(*)
        FROM CertificateRequests
        WHERE CitizenId = @CitizenId AND OpenTypeId = @TypeId AND Id <> @Id
        """;

    internal const string SetBasisSql = """
        UPDATE CertificateRequests
        SET Content = @Content, ConsentId = @ConsentId
        WHERE Id = @Id AND Version = @Version AND PausedAt IS NOT NULL
        """;

    internal const string UpdateDraftSql = """
        UPDATE AnswerDrafts
        SET Content = @Content, LastField = @LastField, FormId = @FormId, SavedById = @SavedById, SavedAt = @SavedAt, Version = Version + 1
        WHERE RequestId = @RequestId AND ClinicId = @ClinicId AND Version = @Version
        """;

    internal const string InsertDraftSql = """
        INSERT INTO AnswerDrafts (RequestId, ClinicId, Content, LastField, FormId, SavedById, SavedAt, Version)
        VALUES (@RequestId, @ClinicId, @Content, @LastField, @FormId, @SavedById, @SavedAt, 1)
        """;

    // Writes nothing, and waits for whoever is changing the request: a draft that is begun goes with the request as it was read.
    internal const string TouchSql = "UPDATE CertificateRequests SET Version = Version WHERE Id = @Id AND Version = @Version";

    internal const string DeleteDraftSql = "DELETE FROM AnswerDrafts WHERE RequestId = @RequestId AND ClinicId = @ClinicId AND Version = @DraftVersion";

    internal const string CountDraftsSql = "SELECT COUNT(*) FROM AnswerDrafts WHERE RequestId = @RequestId AND ClinicId = @ClinicId";

    internal const string InsertAnswerSql = """
        INSERT INTO CertificateAnswers (Id, RequestId, VersionNumber, Kind, RequestVersion, Content, PreparedById, SignedById, SignedAt)
        VALUES (@Id, @RequestId, @VersionNumber, @Kind, @RequestVersion, @Content, @PreparedById, @SignedById, @SignedAt)
        """;

    internal const string InsertAnswerOfferSql = """
        INSERT INTO CertificateAnswerOffers (AnswerId, OfferVersionId, Position)
        VALUES (@AnswerId, @OfferVersionId, @Position)
        """;

    /// <returns>Null when there is no such certificate, or it is not the viewer's to see.</returns>
    public async Task<Certificate?> FindAsync(Guid id, ActionContext viewer, CancellationToken ct)
    {
        var row = viewer.Role switch
        {
            Role.Caseworker or Role.Coordinator => await db.FindAsync<CertificateRow>(
                FindForCaseworkSql, new { Id = id, viewer.MunicipalityId, viewer.PersonId, viewer.UnitIds }, ct),
            Role.Gp or Role.ClinicStaff => await db.FindAsync<CertificateRow>(FindForClinicSql, new { Id = id, viewer.ClinicId }, ct),
            Role.MedicalConsultant => await db.FindAsync<CertificateRow>(
                FindForConsultantSql, new { Id = id, viewer.MunicipalityId, viewer.PersonId }, ct),
            Role.Administrator or Role.Auditor => null,
        };
        return row?.ToCertificate(await TypeOfAsync(row, DanishTime.DayOf(viewer.At), ct));
    }

    /// <summary>What was sent keeps the form and the settings it was sent with; a draft follows those of the day, as long as the type can be ordered.</summary>
    private async Task<CertificateTypeVersion> TypeOfAsync(CertificateRow row, DateOnly today, CancellationToken ct)
    {
        var own = await types.GetVersionAsync(row.TypeVersionId, row.TypeSettingsId, ct);
        return row.SentAt is null && row.DiscardedAt is null
            ? (await types.ListOrderableAsync(row.MunicipalityId, today, ct)).FirstOrDefault(type => type.TypeId == own.TypeId) ?? own
            : own;
    }

    /// <returns>False when the citizen has an open request of this type already.</returns>
    internal Task<bool> TryInsertAsync(NewRequest request, Guid id, CertificateFacts facts, CertificateState state, Guid by, DateTime at, CancellationToken ct) =>
        db.TryInsertAsync(
            InsertSql,
            new
            {
                Id = id,
                TypeVersionId = request.Type.Id,
                TypeSettingsId = request.Type.SettingsId,
                request.Type.TypeId,
                OpenTypeId = state.IsOpen ? request.Type.TypeId : null,
                request.ConsentId,
                Desk = state.Desk.ToString(),
                NextRungAt = NextRungAt(state, request.Type, 0, null),
                request.CitizenId,
                request.MunicipalityId,
                request.UnitId,
                request.CaseworkerId,
                request.ClinicId,
                request.DoctorId,
                Content = PortalJson.Write(request.Content),
                facts.CreatedAt,
                facts.SentAt,
                state.AnswerDueAt,
                Status = state.Status.ToString(),
                NextActor = state.NextActor.ToString(),
                state.SortAt,
                ChangedById = by,
                ChangedAt = at,
            },
            ct);

    /// <returns>False when it was sent or changed since the version was read.</returns>
    internal async Task<bool> SetContentAsync(Guid id, int version, NewRequest request, CancellationToken ct) =>
        await db.ExecuteAsync(
            SetContentSql,
            new
            {
                Id = id,
                Version = version,
                request.DoctorId,
                Content = PortalJson.Write(request.Content),
                request.ConsentId,
                request.ClinicId,
                TypeVersionId = request.Type.Id,
                TypeSettingsId = request.Type.SettingsId,
            },
            ct) == 1;

    /// <summary>Puts a paused request on another basis.</summary>
    /// <returns>False when it is not paused, or changed since the version was read.</returns>
    internal async Task<bool> SetBasisAsync(Guid id, int version, RequestContent content, Guid? consentId, CancellationToken ct) =>
        await db.ExecuteAsync(SetBasisSql, new { Id = id, Version = version, Content = PortalJson.Write(content), ConsentId = consentId }, ct) == 1;

    /// <summary>Writes the facts and the state that follows from them.</summary>
    /// <returns>False when somebody else changed the certificate since the version was read.</returns>
    internal async Task<bool> SetFactsAsync(Certificate certificate, int version, CertificateFacts facts, ActionContext by, CancellationToken ct) =>
        await db.ExecuteAsync(SetFactsSql, FactsRow(certificate, version, facts, by), ct) == 1;

    /// <summary>As <see cref="SetFactsAsync"/>, for what must happen whatever else is open: it takes the place of the open request only when that is free.</summary>
    internal async Task<bool> SetFactsAnywayAsync(Certificate certificate, int version, CertificateFacts facts, ActionContext by, CancellationToken ct)
    {
        var isFree = await db.FindAsync<int>(
            CountOpenBesideSql, new { CitizenId = certificate.Citizen.Id, certificate.Type.TypeId, certificate.Id }, ct) == 0;
        return await db.ExecuteAsync(SetFactsSql, FactsRow(certificate, version, facts, by, isFree), ct) == 1;
    }

    /// <summary>As <see cref="SetFactsAsync"/>, for sending: the place of the open request may be taken.</summary>
    /// <returns>False when the citizen has an open request of this type already; the transaction is then only good for rolling back. Null when somebody else changed it.</returns>
    internal async Task<bool?> TrySendAsync(Certificate certificate, int version, CertificateFacts facts, ActionContext by, CancellationToken ct)
    {
        try
        {
            return await db.ExecuteAsync(SetFactsSql, FactsRow(certificate, version, facts, by), ct) == 1 ? true : null;
        }
        catch (DbException e) when (db.IsUniqueViolation(e))
        {
            return false;
        }
    }

    private static object FactsRow(Certificate certificate, int version, CertificateFacts facts, ActionContext by, bool holdsPlace = true)
    {
        var state = CertificateRules.Resolve(facts, certificate.Type.Definition.Deadline);
        return new
        {
            certificate.Id,
            Version = version,
            facts.SentAt,
            facts.OpenedAt,
            facts.AnswerStartedAt,
            facts.ConsultationOn,
            facts.AnsweredAt,
            facts.ReadAt,
            facts.ApprovedAt,
            facts.ClosedAt,
            facts.DiscardedAt,
            facts.SparringSince,
            facts.PausedAt,
            facts.PausedDays,
            facts.WithdrawnAt,
            WithdrawalReason = facts.WithdrawalReason?.ToString(),
            facts.WithdrawalNote,
            facts.DeliveryFailedAt,
            facts.AcceptedAt,
            facts.Rebookings,
            facts.NoShowAt,
            facts.ClarifySince,
            facts.RequestVersion,
            facts.SeenVersion,
            facts.DeclinedAt,
            DeclineCode = facts.DeclineCode?.ToString(),
            facts.SuggestedTypeId,
            facts.SuggestedClinicId,
            facts.Hops,
            facts.ReadyToSignAt,
            facts.ReplacedAt,
            facts.ComplementSince,
            facts.ReturnedSince,
            facts.WasReturned,
            facts.DisputedAt,
            facts.RetractedAt,
            facts.LateAnswerAt,
            facts.ReassessOn,
            IsOpen = state.IsOpen && holdsPlace,
            NextRungAt = NextRungAt(state, certificate.Type, certificate.RungsFired, certificate.LeftUntilOn),
            state.AnswerDueAt,
            Status = state.Status.ToString(),
            NextActor = state.NextActor.ToString(),
            Desk = state.Desk.ToString(),
            state.SortAt,
            ChangedById = by.PersonId,
            ChangedAt = by.At,
        };
    }

    /// <summary>When the portal must look at it again; never while the clinic has nothing to do.</summary>
    private static DateTime? NextRungAt(CertificateState state, CertificateTypeVersion type, int rungsFired, DateOnly? leftUntilOn) =>
        state.NextActor == NextActor.Clinic ? ReminderLadder.NextAt(type.Settings.Ladder, rungsFired, state.AnswerDueAt, leftUntilOn) : null;

    /// <returns>False when somebody else saved in the meantime.</returns>
    internal async Task<bool> SetDraftAsync(Certificate certificate, AnswerContent content, Guid formId, string? lastField, ActionContext by, CancellationToken ct)
    {
        var row = new
        {
            RequestId = certificate.Id,
            certificate.ClinicId,
            Content = PortalJson.Write(content),
            LastField = lastField,
            FormId = formId,
            SavedById = by.PersonId,
            SavedAt = by.At,
            Version = certificate.Draft?.Version ?? 0,
        };
        return certificate.Draft is null ? await db.TryInsertAsync(InsertDraftSql, row, ct) : await db.ExecuteAsync(UpdateDraftSql, row, ct) == 1;
    }

    /// <summary>Holds the request as it was read until the transaction ends.</summary>
    /// <returns>False when somebody else changed it.</returns>
    internal async Task<bool> TouchAsync(Certificate certificate, CancellationToken ct) =>
        await db.ExecuteAsync(TouchSql, new { certificate.Id, certificate.Version }, ct) == 1;

    /// <summary>Takes away the draft that an answer was signed from.</summary>
    /// <returns>False when there is one that a colleague saved since.</returns>
    internal async Task<bool> TakeDraftAsync(Certificate certificate, CancellationToken ct)
    {
        var draft = new { RequestId = certificate.Id, certificate.ClinicId, DraftVersion = certificate.Draft?.Version ?? 0 };
        await db.ExecuteAsync(DeleteDraftSql, draft, ct);
        return await db.FindAsync<int>(CountDraftsSql, draft, ct) == 0;
    }

    /// <summary>Lays what was signed before the clinic again, to go on from there; a draft that is begun stays as it is.</summary>
    internal async Task<bool> KeepAsDraftAsync(Certificate certificate, ActionContext by, CancellationToken ct) =>
        certificate.Draft is not null || certificate.Answer is null
        || await SetDraftAsync(certificate, certificate.Answer.Content, Guid.CreateVersion7(), null, by, ct);

    /// <returns>False when another answer of this number was signed in the meantime.</returns>
    internal async Task<bool> InsertAnswerAsync(NewAnswer answer, CancellationToken ct)
    {
        var inserted = await db.TryInsertAsync(
            InsertAnswerSql,
            new
            {
                answer.Id,
                answer.RequestId,
                answer.VersionNumber,
                Kind = answer.Kind.ToString(),
                answer.RequestVersion,
                Content = PortalJson.Write(answer.Content),
                answer.PreparedById,
                answer.SignedById,
                answer.SignedAt,
            },
            ct);
        if (!inserted)
        {
            return false;
        }

        for (var i = 0; i < answer.Content.Offers.Count; i++)
        {
            await db.ExecuteAsync(
                InsertAnswerOfferSql, new { AnswerId = answer.Id, answer.Content.Offers[i].OfferVersionId, Position = i + 1 }, ct);
        }

        return true;
    }
}
