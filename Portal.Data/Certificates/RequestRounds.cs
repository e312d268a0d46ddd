using Portal.Data.Audit;
using Portal.Data.Certificates.Steps;
using Portal.Data.Citizens;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Certificates;

/// <summary>What the municipality does when the clinic has asked back, said no, or waited for a citizen in vain.</summary>
public sealed class RequestRounds(
    DbSession db,
    CertificateActs acts,
    CertificateRepository certificates,
    CertificateTypes types,
    CitizenRepository citizens,
    DirectoryRepository directory,
    StepRepository steps,
    AuditLog audit)
{
    internal const string InsertVersionSql = """
        INSERT INTO CertificateRequestVersions (RequestId, VersionNumber, Content, ReplacedById, ReplacedAt)
        VALUES (@RequestId, @VersionNumber, @Content, @ReplacedById, @ReplacedAt)
        """;

    internal const string ListVersionsSql = """
        SELECT v.VersionNumber, v.Content, p.Name AS ReplacedByName, v.ReplacedAt
        FROM CertificateRequestVersions v
        JOIN People p ON p.Id = v.ReplacedById
        WHERE v.RequestId = @RequestId
        ORDER BY v.VersionNumber
        """;

    internal const string SetRequestSql = "UPDATE CertificateRequests SET Content = @Content WHERE Id = @Id";

    internal const string SetCopiedFromSql = "UPDATE CertificateRequests SET CopiedFromId = @CopiedFromId WHERE Id = @Id";

    /// <summary>Answers the clinic's question with a new version of the request, which it must read again.</summary>
    /// <param name="content">The request as it now is; basis, consent and contact stay as they were sent.</param>
    /// <param name="answer">The answer in words.</param>
    /// <param name="movesDeadline">Whether the days that the question lay are added to the deadline.</param>
    public Task<Outcome> ClarifyAsync(
        Guid id, int version, RequestContent content, string answer, bool movesDeadline, ActionContext by, CancellationToken ct)
    {
        return acts.DoAsync(
            id,
            version,
            new Act
            {
                Action = CertificateAction.Clarify,
                AuditName = "certificate.clarify",
                Guard = certificate => Task.FromResult(Check(certificate)),
                Change = facts => facts with
                {
                    ClarifySince = null,
                    RequestVersion = facts.RequestVersion + 1,
                    PausedDays = facts.PausedDays + (movesDeadline ? DaysBetween(facts.ClarifySince!.Value, by.At) : 0),
                },
                Also = async certificate =>
                {
                    await db.ExecuteAsync(
                        InsertVersionSql,
                        new
                        {
                            RequestId = id,
                            VersionNumber = certificate.Facts.RequestVersion,
                            Content = PortalJson.Write(certificate.Request),
                            ReplacedById = by.PersonId,
                            ReplacedAt = by.At,
                        },
                        ct);
                    await db.ExecuteAsync(SetRequestSql, new { Id = id, Content = PortalJson.Write(Merge(certificate.Request, content)) }, ct);
                    return null;
                },
                Step = certificate => new NewStep(StepKind.Clarified) { Note = answer },
            },
            by,
            ct);

        Outcome? Check(Certificate certificate)
        {
            var errors = CertificateForms.CheckRequest(certificate.Type.Definition, Merge(certificate.Request, content)).ToList();
            if (ClinicService.CheckWords("answer", answer, "Errors.ClarifyAnswer") is { } error)
            {
                errors.Insert(0, error);
            }

            return errors.Count > 0 ? Outcome.Invalid(errors) : null;
        }
    }

    /// <summary>Asks for a new time after a consultation that the citizen missed.</summary>
    public Task<Outcome> AskNewTimeAsync(Guid id, int version, ActionContext by, CancellationToken ct) => acts.DoAsync(
        id,
        version,
        new Act
        {
            Action = CertificateAction.AskNewTime,
            AuditName = "certificate.ask-new-time",
            Change = facts => facts with
            {
                NoShowAt = null,
                ConsultationOn = null,
                AnswerStartedAt = null,
                AcceptedAt = facts.AcceptedAt ?? by.At,
                PausedDays = facts.PausedDays + DaysBetween(facts.NoShowAt!.Value, by.At),
            },
            Step = _ => new NewStep(StepKind.NewTimeAsked),
        },
        by,
        ct);

    /// <summary>After a no: a new draft with what was written, for another type or another clinic. The one that was declined is closed.</summary>
    /// <param name="typeId">The type to ask for; null for the same.</param>
    /// <param name="clinicId">The clinic where the citizen is now; null when it is the same.</param>
    /// <returns>Done carries the id of the draft.</returns>
    public async Task<Outcome> AskAnewAsync(Guid id, int version, string? typeId, Guid? clinicId, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await certificates.FindAsync(id, by, ct) is not { } old || await citizens.FindAsync(old.Citizen.Id, by, ct) is not { } citizen)
        {
            return Outcome.NotFound;
        }

        if (CertificateRules.WhyNot(old, CertificateAction.AskAnew, by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        var orderable = await types.ListOrderableAsync(old.MunicipalityId, DanishTime.DayOf(by.At), ct);
        if (orderable.FirstOrDefault(type => type.TypeId == (typeId ?? old.Type.TypeId)) is not { } type)
        {
            return Outcome.Refused(new Refusal("Refusals.TypeNotOrderable"));
        }

        if (clinicId is { } moveTo && moveTo != citizen.ClinicId
            && (await directory.FindReceiverAsync(moveTo, ct) is null || !await citizens.SetClinicAsync(citizen, moveTo, ct)))
        {
            return Outcome.ChangedByOther;
        }

        var draft = new NewRequest
        {
            Type = type,
            CitizenId = citizen.Id,
            ConsentId = old.ConsentId,
            MunicipalityId = citizen.MunicipalityId,
            UnitId = citizen.UnitId,
            CaseworkerId = citizen.CaseworkerId,
            ClinicId = clinicId ?? citizen.ClinicId,
            DoctorId = clinicId is null && old.ClinicId == citizen.ClinicId && old.Type.TypeId != type.TypeId ? old.Doctor?.PersonId : null,
            Content = Fitting(old.Request, type.Definition),
        };
        var newId = Guid.CreateVersion7(new DateTimeOffset(by.At));
        var facts = new CertificateFacts { CreatedAt = by.At };
        if (!await certificates.SetFactsAsync(old, version, old.Facts with { ClosedAt = by.At }, by, ct)
            || !await certificates.TryInsertAsync(draft, newId, facts, CertificateRules.Resolve(facts, type.Definition.Deadline), by.PersonId, by.At, ct)
            || await db.ExecuteAsync(SetCopiedFromSql, new { Id = newId, CopiedFromId = id }, ct) != 1)
        {
            return Outcome.ChangedByOther;
        }

        await steps.AddAsync(id, new NewStep(StepKind.AskedAnew) { Code = type.TypeId, ToClinicId = draft.ClinicId == old.ClinicId ? null : draft.ClinicId }, by, ct);
        await audit.WriteAsync(by, "certificate.ask-anew", "Certificate", id, citizen.Id, newId.ToString(), ct);
        await audit.WriteAsync(by, "certificate.create", "Certificate", newId, citizen.Id, type.TypeId, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(newId, 1);
    }

    /// <summary>The coordinator opens what was closed.</summary>
    public Task<Outcome> ReopenAsync(Guid id, int version, string reason, ActionContext by, CancellationToken ct) =>
        ClinicService.CheckWords("note", reason, "Errors.Reason") is { } error
            ? Task.FromResult(Outcome.Invalid([error]))
            : acts.DoAsync(
                id,
                version,
                new Act
                {
                    Action = CertificateAction.Reopen,
                    AuditName = "certificate.reopen",
                    Change = facts => facts with { ClosedAt = null, ApprovedAt = facts.ApprovedAt ?? by.At },
                    Step = _ => new NewStep(StepKind.Reopened) { Note = reason },
                },
                by,
                ct);

    /// <summary>The versions of the request that were replaced, oldest first. The caller has shown that the certificate is the viewer's to see.</summary>
    public async Task<IReadOnlyList<RequestVersion>> ListVersionsAsync(Guid id, CancellationToken ct) =>
        [.. (await db.QueryAsync<VersionRow>(ListVersionsSql, new { RequestId = id }, ct)).Select(row =>
            new RequestVersion(row.VersionNumber, PortalJson.Read<RequestContent>(row.Content), row.ReplacedByName, row.ReplacedAt))];

    /// <summary>What the caseworker may change after sending: the texts and questions. On what basis it rests, and who is to be called, stays.</summary>
    private static RequestContent Merge(RequestContent sent, RequestContent changed)
    {
        var sections = new Dictionary<string, string>(changed.Sections.Where(text => !IsFixed(text.Key)));
        foreach (var (key, text) in sent.Sections.Where(text => IsFixed(text.Key)))
        {
            sections[key] = text;
        }

        return sent with { Sections = sections, Questions = changed.Questions, Offers = changed.Offers };

        static bool IsFixed(string id) => id == CertificateForms.BasisSection
            || id.StartsWith(CertificateForms.BasisSection + ".", StringComparison.Ordinal) || id.StartsWith("contact.", StringComparison.Ordinal);
    }

    /// <summary>What of a request has a place in the form of a type.</summary>
    private static RequestContent Fitting(RequestContent old, CertificateTypeDefinition type)
    {
        var ids = type.RequestSections.SelectMany(part => new[] { part.Id, part.Detail?.Id }).OfType<string>().ToHashSet();
        return old with
        {
            Sections = old.Sections
                .Where(text => ids.Contains(text.Key) || (text.Key.StartsWith("contact.", StringComparison.Ordinal) && ids.Contains("contact")))
                .ToDictionary(text => text.Key, text => text.Value),
            Consent = null,
            RepeatReason = "",
        };
    }

    private static int DaysBetween(DateTime from, DateTime to) => DanishTime.DayOf(to).DayNumber - DanishTime.DayOf(from).DayNumber;

    private sealed record VersionRow
    {
        public required int VersionNumber { get; init; }

        public required string Content { get; init; }

        public required string ReplacedByName { get; init; }

        public required DateTime ReplacedAt { get; init; }
    }
}

/// <summary>A version of a request that was replaced.</summary>
/// <param name="ReplacedAt">UTC.</param>
public sealed record RequestVersion(int Number, RequestContent Content, string ReplacedByName, DateTime ReplacedAt);
