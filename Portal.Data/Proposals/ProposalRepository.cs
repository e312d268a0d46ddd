using Portal.Data.Audit;
using Portal.Data.Citizens;
using Portal.Data.Consents;
using Portal.Data.Database;
using Portal.Data.Directory;
using Portal.Data.Offers;

namespace Portal.Data.Proposals;

/// <summary>Reads and writes proposals, always within what the viewer may see.</summary>
/// <remarks>A proposal about a known citizen goes with the citizen's case: whose the case is today, theirs is the proposal.</remarks>
public sealed class ProposalRepository(DbSession db, CprProtector protector)
{
    private const string Columns = """
        SELECT s.Id, s.ClinicId, k.Name AS ClinicName, k.Phone AS ClinicPhone, s.DoctorId, d.Name AS DoctorName, s.MunicipalityId, m.Name AS MunicipalityName, m.Phone AS MunicipalityPhone,
               COALESCE(z.UnitId, s.UnitId) AS UnitId, s.CitizenId, z.Name AS CitizenName, COALESCE(z.IsProtected, 0) AS IsProtected,
               COALESCE(z.CaseworkerId, s.CaseworkerId) AS CaseworkerId, w.Name AS CaseworkerName,
               s.PatientName, s.BirthDigits, s.Proposal, s.Offers, s.ConsentGivenOn, s.ConsentHowGiven, s.SentAt, s.DueAt, s.ReceivedAt, s.Triage, s.TriagedAt,
               s.RequestId, r.ClinicId AS RequestClinicId, s.Answer, a.Name AS AnsweredByName, s.AnsweredAt, s.DoctorReadAt,
               s.LastWord, l.Name AS LastWordByName, s.LastWordAt, s.LastWordReadAt, s.ChangedById, c.Name AS ChangedByName, s.Version
        FROM SocialProposals s
        JOIN Clinics k ON k.Id = s.ClinicId
        JOIN People d ON d.Id = s.DoctorId
        JOIN Municipalities m ON m.Id = s.MunicipalityId
        JOIN People c ON c.Id = s.ChangedById
        LEFT JOIN Citizens z ON z.Id = s.CitizenId
        LEFT JOIN People w ON w.Id = COALESCE(z.CaseworkerId, s.CaseworkerId)
        LEFT JOIN CertificateRequests r ON r.Id = s.RequestId
        LEFT JOIN People a ON a.Id = s.AnsweredById
        LEFT JOIN People l ON l.Id = s.LastWordById
        """;

    private const string ListColumns = """
        SELECT s.Id, s.PatientName, s.BirthDigits, COALESCE(z.IsProtected, 0) AS IsProtected, k.Name AS ClinicName, d.Name AS DoctorName, m.Name AS MunicipalityName,
               w.Name AS CaseworkerName, s.Status, s.Triage, s.NextActor, s.SentAt, s.DueAt, s.AnsweredAt, s.LastWordAt, s.SortAt
        FROM SocialProposals s
        JOIN Clinics k ON k.Id = s.ClinicId
        JOIN People d ON d.Id = s.DoctorId
        JOIN Municipalities m ON m.Id = s.MunicipalityId
        LEFT JOIN Citizens z ON z.Id = s.CitizenId
        LEFT JOIN People w ON w.Id = COALESCE(z.CaseworkerId, s.CaseworkerId)
        """;

    private const string IsTheirs = """

          AND (COALESCE(z.CaseworkerId, s.CaseworkerId) = @PersonId OR COALESCE(z.UnitId, s.UnitId) IN @UnitIds
               OR (@SeesUnassigned = 1 AND s.CitizenId IS NULL AND s.UnitId IS NULL))
        """;

    private const string OfClinic = "\nWHERE s.ClinicId = @ClinicId AND s.NextActor = @Turn";
    private const string OfMunicipality = "\nWHERE s.MunicipalityId = @MunicipalityId AND s.NextActor = @Turn" + IsTheirs;

    private const string Oldest = """

        ORDER BY s.SortAt, s.Id
        {take}
        """;

    private const string Newest = """

          AND s.SortAt <= @AfterAt AND (s.SortAt < @AfterAt OR (s.SortAt = @AfterAt AND s.Id < @AfterId))
        ORDER BY s.SortAt DESC, s.Id DESC
        {take}
        """;

    internal const string FindForClinicSql = Columns + """

        WHERE s.Id = @Id AND s.ClinicId = @ClinicId
        """;

    internal const string FindForCaseworkSql = Columns + """

        WHERE s.Id = @Id AND s.MunicipalityId = @MunicipalityId
        """ + IsTheirs;

    internal const string ListOpenForClinicSql = ListColumns + OfClinic + Oldest;
    internal const string ListDoneForClinicSql = ListColumns + OfClinic + Newest;
    internal const string ListOpenForCaseworkSql = ListColumns + OfMunicipality + Oldest;
    internal const string ListDoneForCaseworkSql = ListColumns + OfMunicipality + Newest;

    internal const string FindCitizenOfNumberSql = """
        SELECT Id, MunicipalityId, UnitId, CaseworkerId
        FROM Citizens
        WHERE MunicipalityId = @MunicipalityId AND CprLookup = @CprLookup
        """;

    internal const string FindLookupSql = "SELECT CprLookup FROM SocialProposals WHERE Id = @Id";

    internal const string FindCipherSql = "SELECT CprCipher FROM SocialProposals WHERE Id = @Id";

    internal const string InsertSql = """
        INSERT INTO SocialProposals (Id, ClinicId, DoctorId, MunicipalityId, UnitId, CitizenId, CaseworkerId, PatientName, CprCipher, CprLookup, BirthDigits,
                                     Proposal, Offers, ConsentGivenOn, ConsentHowGiven, SentAt, DueAt, Status, NextActor, SortAt, ChangedById, ChangedAt, Version)
        VALUES (@Id, @ClinicId, @DoctorId, @MunicipalityId, @UnitId, @CitizenId, @CaseworkerId, @PatientName, @CprCipher, @CprLookup, @BirthDigits,
                @Proposal, @Offers, @ConsentGivenOn, @ConsentHowGiven, @SentAt, @DueAt, @Status, @NextActor, @SortAt, @DoctorId, @SentAt, 1)
        """;

    internal const string SetSql = """
        UPDATE SocialProposals
        SET UnitId = @UnitId, CitizenId = @CitizenId, CaseworkerId = @CaseworkerId, ReceivedAt = @ReceivedAt, Triage = @Triage, TriagedAt = @TriagedAt,
            RequestId = @RequestId, AnsweredAt = @AnsweredAt, DoctorReadAt = @DoctorReadAt, LastWordAt = @LastWordAt, LastWordReadAt = @LastWordReadAt,
            Answer = @Answer, AnsweredById = CASE WHEN @IsAnswer = 1 THEN @ById ELSE AnsweredById END,
            LastWord = @LastWord, LastWordById = CASE WHEN @IsLastWord = 1 THEN @ById ELSE LastWordById END,
            Status = @Status, NextActor = @NextActor, SortAt = @SortAt, ChangedById = @ById, ChangedAt = @At, Version = Version + 1
        WHERE Id = @Id AND Version = @Version
        """;

    private static readonly DateTime Last = new(9999, 12, 31, 0, 0, 0, DateTimeKind.Utc);

    /// <returns>Null when the proposal does not exist or is not the viewer's to see.</returns>
    public async Task<SocialProposal?> FindAsync(Guid id, ActionContext viewer, CancellationToken ct)
    {
        var row = viewer.Role.IsClinic() ? await db.FindAsync<Row>(FindForClinicSql, new { Id = id, viewer.ClinicId }, ct)
            : viewer.Role.IsCasework() ? await db.FindAsync<Row>(FindForCaseworkSql, Casework(viewer, id, null, null, 1), ct)
            : null;
        return row?.ToProposal();
    }

    /// <summary>What lies on a desk, soonest due first; empty for people who are no part of it.</summary>
    /// <param name="take">How many rows at most.</param>
    public async Task<IReadOnlyList<ProposalListItem>> ListOpenAsync(ActionContext viewer, ProposalTurn turn, int take, CancellationToken ct) =>
        viewer.Role.IsClinic() ? await db.QueryAsync<ProposalListItem>(ListOpenForClinicSql, Clinic(viewer, turn, null, take), ct)
        : viewer.Role.IsCasework() ? await db.QueryAsync<ProposalListItem>(ListOpenForCaseworkSql, Casework(viewer, null, turn, null, take), ct)
        : [];

    /// <summary>What nobody has anything to do with any more, newest first.</summary>
    /// <param name="after">The last row of the page before; null for the first page.</param>
    /// <param name="take">How many rows at most; ask for one more than the page holds to know whether there is a next.</param>
    public async Task<IReadOnlyList<ProposalListItem>> ListDoneAsync(ActionContext viewer, ListCursor? after, int take, CancellationToken ct) =>
        viewer.Role.IsClinic() ? await db.QueryAsync<ProposalListItem>(ListDoneForClinicSql, Clinic(viewer, ProposalTurn.Nobody, after, take), ct)
        : viewer.Role.IsCasework() ? await db.QueryAsync<ProposalListItem>(ListDoneForCaseworkSql, Casework(viewer, null, ProposalTurn.Nobody, after, take), ct)
        : [];

    /// <summary>The number itself. The caller has checked the right and writes the audit row.</summary>
    internal async Task<CprNumber> RevealCprAsync(Guid id, CancellationToken ct) =>
        protector.Decrypt((await db.FindAsync<string>(FindCipherSql, new { Id = id }, ct))!, id);

    /// <summary>The municipality's citizen with this number, whoever asks: what is found stays on the municipality's side.</summary>
    internal Task<KnownCitizen?> FindCitizenAsync(Guid municipalityId, CprNumber cpr, CancellationToken ct) =>
        db.FindAsync<KnownCitizen>(FindCitizenOfNumberSql, new { MunicipalityId = municipalityId, CprLookup = protector.Lookup(cpr) }, ct);

    /// <summary>As <see cref="FindCitizenAsync"/>, for somebody who was unknown when the proposal was sent.</summary>
    internal async Task<KnownCitizen?> FindCitizenOfAsync(SocialProposal proposal, CancellationToken ct) => await db.FindAsync<KnownCitizen>(
        FindCitizenOfNumberSql, new { proposal.MunicipalityId, CprLookup = await db.FindAsync<string>(FindLookupSql, new { proposal.Id }, ct) }, ct);

    internal Task InsertAsync(NewProposal proposal, ActionContext by, CancellationToken ct)
    {
        var facts = new ProposalFacts { SentAt = by.At, DueAt = SocialProposalRules.DueAt(by.At) };
        return db.ExecuteAsync(
            InsertSql,
            new
            {
                proposal.Id,
                by.ClinicId,
                DoctorId = by.PersonId,
                proposal.MunicipalityId,
                proposal.Citizen?.UnitId,
                CitizenId = proposal.Citizen?.Id,
                proposal.Citizen?.CaseworkerId,
                proposal.PatientName,
                CprCipher = protector.Encrypt(proposal.Cpr, proposal.Id),
                CprLookup = protector.Lookup(proposal.Cpr),
                proposal.Cpr.BirthDigits,
                proposal.Input.Proposal,
                Offers = PortalJson.Write(proposal.Offers),
                proposal.Input.ConsentGivenOn,
                ConsentHowGiven = proposal.Input.ConsentHowGiven!.Value.ToString(),
                facts.SentAt,
                facts.DueAt,
                Status = SocialProposalRules.Status(facts).ToString(),
                NextActor = SocialProposalRules.NextActor(facts).ToString(),
                SortAt = SocialProposalRules.SortAt(facts),
            },
            ct);
    }

    /// <summary>Writes what is new of a proposal, and what follows from it.</summary>
    /// <param name="before">As it was read.</param>
    /// <param name="after">As it is to be.</param>
    /// <returns>False when somebody else changed it since <paramref name="version"/>.</returns>
    internal async Task<bool> SetAsync(SocialProposal before, SocialProposal after, int version, ActionContext by, CancellationToken ct)
    {
        var facts = after.Facts;
        return await db.ExecuteAsync(
            SetSql,
            new
            {
                after.Id,
                Version = version,
                after.UnitId,
                after.CitizenId,
                after.CaseworkerId,
                facts.ReceivedAt,
                Triage = facts.Triage?.ToString(),
                facts.TriagedAt,
                after.RequestId,
                facts.AnsweredAt,
                facts.DoctorReadAt,
                facts.LastWordAt,
                facts.LastWordReadAt,
                after.Answer,
                IsAnswer = before.Answer is null && after.Answer is not null,
                after.LastWord,
                IsLastWord = before.LastWord is null && after.LastWord is not null,
                Status = SocialProposalRules.Status(facts).ToString(),
                NextActor = SocialProposalRules.NextActor(facts).ToString(),
                SortAt = SocialProposalRules.SortAt(facts),
                ById = by.PersonId,
                by.At,
            },
            ct) == 1;
    }

    private static object Clinic(ActionContext viewer, ProposalTurn turn, ListCursor? after, int take) =>
        new { viewer.ClinicId, Turn = turn.ToString(), AfterAt = after?.SortAt ?? Last, AfterId = after?.Id ?? Guid.Empty, Take = take };

    private static object Casework(ActionContext viewer, Guid? id, ProposalTurn? turn, ListCursor? after, int take) => new
    {
        Id = id,
        viewer.MunicipalityId,
        viewer.PersonId,
        viewer.UnitIds,
        SeesUnassigned = viewer.Role == Role.Coordinator,
        Turn = turn?.ToString(),
        AfterAt = after?.SortAt ?? Last,
        AfterId = after?.Id ?? Guid.Empty,
        Take = take,
    };

    private sealed record Row
    {
        public required Guid Id { get; init; }

        public required Guid ClinicId { get; init; }

        public required string ClinicName { get; init; }

        public required string ClinicPhone { get; init; }

        public required Guid DoctorId { get; init; }

        public required string DoctorName { get; init; }

        public required Guid MunicipalityId { get; init; }

        public required string MunicipalityName { get; init; }

        public required string MunicipalityPhone { get; init; }

        public Guid? UnitId { get; init; }

        public Guid? CitizenId { get; init; }

        public string? CitizenName { get; init; }

        public bool IsProtected { get; init; }

        public Guid? CaseworkerId { get; init; }

        public string? CaseworkerName { get; init; }

        public required string PatientName { get; init; }

        public required string BirthDigits { get; init; }

        public required string Proposal { get; init; }

        public required string Offers { get; init; }

        public required DateOnly ConsentGivenOn { get; init; }

        public required ConsentForm ConsentHowGiven { get; init; }

        public required DateTime SentAt { get; init; }

        public required DateTime DueAt { get; init; }

        public DateTime? ReceivedAt { get; init; }

        public ProposalTriage? Triage { get; init; }

        public DateTime? TriagedAt { get; init; }

        public Guid? RequestId { get; init; }

        public Guid? RequestClinicId { get; init; }

        public string? Answer { get; init; }

        public string? AnsweredByName { get; init; }

        public DateTime? AnsweredAt { get; init; }

        public DateTime? DoctorReadAt { get; init; }

        public string? LastWord { get; init; }

        public string? LastWordByName { get; init; }

        public DateTime? LastWordAt { get; init; }

        public DateTime? LastWordReadAt { get; init; }

        public required Guid ChangedById { get; init; }

        public required string ChangedByName { get; init; }

        public required int Version { get; init; }

        public SocialProposal ToProposal()
        {
            var facts = new ProposalFacts
            {
                SentAt = SentAt,
                DueAt = DueAt,
                ReceivedAt = ReceivedAt,
                Triage = Triage,
                TriagedAt = TriagedAt,
                AnsweredAt = AnsweredAt,
                DoctorReadAt = DoctorReadAt,
                LastWordAt = LastWordAt,
                LastWordReadAt = LastWordReadAt,
            };
            return new SocialProposal
            {
                Id = Id,
                ClinicId = ClinicId,
                ClinicName = ClinicName,
                ClinicPhone = ClinicPhone,
                DoctorId = DoctorId,
                DoctorName = DoctorName,
                MunicipalityId = MunicipalityId,
                MunicipalityName = MunicipalityName,
                MunicipalityPhone = MunicipalityPhone,
                UnitId = UnitId,
                CitizenId = CitizenId,
                CitizenName = CitizenName,
                IsProtected = IsProtected,
                CaseworkerId = CaseworkerId,
                CaseworkerName = CaseworkerName,
                PatientName = PatientName,
                BirthDigits = BirthDigits,
                Proposal = Proposal,
                Offers = PortalJson.Read<IReadOnlyList<OfferReference>>(Offers),
                ConsentGivenOn = ConsentGivenOn,
                ConsentHowGiven = ConsentHowGiven,
                Facts = facts,
                RequestId = RequestId,
                RequestClinicId = RequestClinicId,
                Answer = Answer,
                AnsweredByName = AnsweredByName,
                LastWord = LastWord,
                LastWordByName = LastWordByName,
                Status = SocialProposalRules.Status(facts),
                NextActor = SocialProposalRules.NextActor(facts),
                ChangedById = ChangedById,
                ChangedByName = ChangedByName,
                Version = Version,
            };
        }
    }
}
