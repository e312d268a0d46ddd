using Portal.Data.Certificates;
using Portal.Data.Certificates.Reminders;
using Portal.Data.Consents;
using Portal.Data.Directory;

namespace Portal.Bench.Population;

/// <summary>Writes certificates with everything that hangs on them: answer, consent, sparring, reminders, a row in the access log.</summary>
internal sealed class CertificateWriter(BulkDatabase database, IReadOnlyList<CertificateTypeVersion> types, Chance chance)
{
    private static readonly DateTime Now = PopulationPlan.Now;

    private readonly IReadOnlyList<FilledIn> _types = [.. types.Select(type => new FilledIn(type))];
    private readonly ConsentWriter _consents = new(database, chance);

    private readonly BulkTable _requests = database.Table(
        "CertificateRequests",
        "Id", "TypeVersionId", "TypeId", "OpenTypeId", "ConsentId", "CitizenId", "MunicipalityId", "UnitId", "CaseworkerId", "ClinicId", "DoctorId",
        "Content", "CreatedAt", "SentAt", "OpenedAt", "AnswerStartedAt", "ConsultationOn", "AnsweredAt", "ReadAt", "ApprovedAt", "ClosedAt", "DiscardedAt",
        "SparringSince", "PausedAt", "PausedDays", "SeenVersion", "WithdrawnAt", "WithdrawalReason", "WithdrawalNote", "AnswerDueAt", "Status", "NextActor", "Desk", "SortAt",
        "RungsFired", "NextRungAt", "RemindedAt", "ReminderTaskAt", "ChangedById", "ChangedAt", "Version");

    private readonly BulkTable _answers = database.Table(
        "CertificateAnswers", "Id", "RequestId", "VersionNumber", "Content", "PreparedById", "SignedById", "SignedAt");

    private readonly BulkTable _sparrings = database.Table("Sparrings", "Id", "RequestId", "CitizenId", "ConsultantId", "AskedById", "AskedAt", "Question");

    private readonly BulkTable _reminders = database.Table("CertificateReminders", "Id", "RequestId", "Rung", "Kind", "At", "ById", "UntilOn");

    private readonly BulkTable _log = database.Table(
        "AuditEntries", "Id", "At", "PersonId", "Role", "MunicipalityId", "ClinicId", "Action", "ObjectKind", "ObjectId", "CitizenId", "Detail", "TraceId");

    private readonly HashSet<string> _open = [];
    private Guid _openOf;

    public int Count { get; private set; }

    public int IndexOf(string typeId) => _types.Select(type => type.Type.TypeId).ToList().IndexOf(typeId);

    /// <summary>One certificate about a citizen. All of one citizen's are to be written one after another.</summary>
    /// <param name="type">Any number; it chooses among the types that can be ordered.</param>
    /// <param name="status">Where it stands. A second open one of its type is closed instead: a citizen has one of each.</param>
    /// <param name="daysAgo">How many days ago it began; null for a number that goes with the status.</param>
    public void Add(CitizenRow citizen, int type, CertificateStatus status, int? daysAgo = null)
    {
        var form = _types[type % _types.Count];
        var rule = form.Type.Definition.Deadline;
        var facts = Story.Tell(status, Now, chance, daysAgo);
        var state = CertificateRules.Resolve(facts, rule);
        if (state.IsOpen && !TakesPlace(citizen.Id, form.Type.TypeId))
        {
            facts = Story.Tell(CertificateStatus.Closed, Now, chance);
            state = CertificateRules.Resolve(facts, rule);
        }

        // What stands still does so since its consent was withdrawn; of the rest, every other one asks upon a consent.
        var consent = facts.PausedAt is not null || Count % 2 == 0 ? _consents.Add(citizen, facts.CreatedAt, facts.PausedAt) : null;
        Write(citizen, form, facts, state, consent);
        Count++;
    }

    private bool TakesPlace(Guid citizen, string typeId)
    {
        if (_openOf != citizen)
        {
            _open.Clear();
            _openOf = citizen;
        }

        return _open.Add(typeId);
    }

    private void Write(CitizenRow citizen, FilledIn form, CertificateFacts facts, CertificateState state, ConsentCopy? consent)
    {
        var id = chance.Id(facts.CreatedAt);
        var doctor = citizen.Clinic.Doctors[0];
        var reminders = Reminders.Of(state, form.Type.Settings.Ladder, Now);
        var last = new[]
        {
            facts.SentAt, facts.OpenedAt, facts.AnswerStartedAt, facts.AnsweredAt, facts.ReadAt, facts.ApprovedAt, facts.ClosedAt, facts.DiscardedAt,
            facts.SparringSince, facts.PausedAt, facts.WithdrawnAt,
        }.Max() ?? facts.CreatedAt;
        _requests.Insert(
            id, form.Type.Id, form.Type.TypeId, state.IsOpen ? form.Type.TypeId : null, consent?.ConsentId, citizen.Id, citizen.Unit.MunicipalityId,
            citizen.Unit.Id, citizen.Caseworker, citizen.Clinic.Id, Count % 3 == 0 ? doctor : null,
            form.RequestOn(consent), facts.CreatedAt, facts.SentAt, facts.OpenedAt, facts.AnswerStartedAt, facts.ConsultationOn, facts.AnsweredAt,
            facts.ReadAt, facts.ApprovedAt, facts.ClosedAt, facts.DiscardedAt,
            facts.SparringSince, facts.PausedAt, facts.PausedDays, facts.SeenVersion, facts.WithdrawnAt, facts.WithdrawalReason, facts.WithdrawalNote, state.AnswerDueAt,
            state.Status, state.NextActor, reminders.TaskAt is null ? state.Desk : Desk.ToDo, state.SortAt,
            reminders.Fired.Count, reminders.NextAt, reminders.RemindedAt, reminders.TaskAt, citizen.Caseworker, last, 1);

        if (facts.AnsweredAt is { } answeredAt)
        {
            _answers.Insert(chance.Id(answeredAt), id, 1, form.Answer, null, doctor, answeredAt);
        }

        if (facts.SparringSince is { } since)
        {
            _sparrings.Insert(chance.Id(since), id, citizen.Id, citizen.Unit.ConsultantId, citizen.Caseworker, since, "Er spørgsmålene klare nok?");
        }

        for (var i = 0; i < reminders.Fired.Count; i++)
        {
            _reminders.Insert(chance.Id(reminders.Fired[i].At), id, i, reminders.Fired[i].Kind, reminders.Fired[i].At, null, null);
        }

        if (facts.SentAt is { } sentAt)
        {
            _log.Insert(
                chance.Id(sentAt), sentAt, citizen.Caseworker, Role.Caseworker, citizen.Unit.MunicipalityId, null, "certificate.send", "Certificate", id,
                citizen.Id, null, null);
        }
    }

    /// <summary>What the reminder ladder has done about a certificate until now.</summary>
    private sealed record Reminders(IReadOnlyList<(RungKind Kind, DateTime At)> Fired, DateTime? NextAt)
    {
        private static readonly Reminders None = new([], null);

        public DateTime? RemindedAt => Fired.Where(rung => rung.Kind == RungKind.Remind).Select(rung => (DateTime?)rung.At).LastOrDefault();

        public DateTime? TaskAt => Fired.Where(rung => rung.Kind == RungKind.Task).Select(rung => (DateTime?)rung.At).LastOrDefault();

        public static Reminders Of(CertificateState state, IReadOnlyList<Rung> ladder, DateTime now)
        {
            if (state is not { NextActor: NextActor.Clinic, AnswerDueAt: { } due })
            {
                return None;
            }

            var fired = ladder.Select(rung => (rung.Kind, At: ReminderLadder.InstantOf(rung, due))).TakeWhile(rung => rung.At <= now).ToList();
            return new Reminders(fired, ReminderLadder.NextAt(ladder, fired.Count, due));
        }
    }
}
