using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Data.Directory;
using Portal.Tests.Support;

namespace Portal.Tests.Certificates;

public sealed class CertificateRulesTests
{
    /// <summary>For each action the statuses it fits, with the status after it. Whatever is not named here must not be possible.</summary>
    private const string Transitions = """
        Edit               Draft>Draft
        Send               Draft>Sent
        Discard            Draft>Discarded
        AskSparring        Draft>InConsultation
        Advise             InConsultation>Draft
        TakeBack           InConsultation>Draft
        Pause              Sent>Paused DeliveryFailed>Paused Received>Paused Clarifying>Paused Accepted>Paused Booked>Paused NoShow>Paused InProgress>Paused
        Resume             Paused>Sent
        Withdraw           Sent>Withdrawn DeliveryFailed>Withdrawn Received>Withdrawn Clarifying>Withdrawn Accepted>Withdrawn Booked>Withdrawn NoShow>Withdrawn InProgress>Withdrawn Paused>Withdrawn
        Remind             Sent>Sent Received>Received Accepted>Accepted Booked>Booked InProgress>InProgress ComplementRequested>ComplementRequested Returned>Returned
        FailDelivery       Sent>DeliveryFailed Received>DeliveryFailed Accepted>DeliveryFailed Booked>DeliveryFailed InProgress>DeliveryFailed
        SendElsewhere      DeliveryFailed>Sent
        Open               Sent>Received
        Accept             Received>Accepted
        Book               Received>Booked Accepted>Booked Booked>Booked InProgress>InProgress
        NoteNoShow         Booked>NoShow InProgress>NoShow
        AskNewTime         NoShow>Accepted
        AskBack            Received>Clarifying Accepted>Clarifying Booked>Clarifying InProgress>Clarifying
        Clarify            Clarifying>Received
        Decline            Received>Declined Accepted>Declined Booked>Declined InProgress>Declined
        AskAnew            Declined>Closed
        Redirect           Received>Sent Accepted>Sent Booked>Sent InProgress>Sent
        Assign             Received>Received Accepted>Accepted Booked>Booked InProgress>InProgress
        Answer             Received>InProgress Accepted>InProgress Booked>InProgress InProgress>InProgress Paused>Paused Clarifying>Clarifying NoShow>NoShow ComplementRequested>ComplementRequested Returned>Returned
        MarkReady          InProgress>InProgress ComplementRequested>ComplementRequested Returned>Returned
        Sign               Received>Answered Accepted>Answered Booked>Answered InProgress>Answered ComplementRequested>Answered Returned>Answered
        SignLate           Withdrawn>Withdrawn
        ReadAnswer         Answered>Answered
        UseLate            Withdrawn>Answered
        RejectLate         Withdrawn>Withdrawn
        AskComplement      Answered>ComplementRequested Approved>ComplementRequested
        DropComplement     ComplementRequested>Answered
        CannotComplement   ComplementRequested>Answered
        Return             Answered>Returned
        Dispute            Returned>Returned
        LiftReturn         Returned>Answered
        Correct            Answered>Answered Approved>Approved Closed>Closed
        SignCorrection     Answered>Answered Approved>Answered Closed>Answered
        Revoke             Answered>InProgress
        RetractRequest     Sent>Retracted DeliveryFailed>Retracted Received>Retracted Clarifying>Retracted Accepted>Retracted Booked>Retracted NoShow>Retracted InProgress>Retracted Paused>Retracted Declined>Retracted
        RetractAnswer      Withdrawn>Withdrawn Answered>InProgress ComplementRequested>InProgress Returned>InProgress Approved>InProgress Closed>InProgress
        Approve            Answered>Approved
        GiveFeedback       Answered>Answered Approved>Approved Closed>Closed
        SettleReassessment Answered>Answered Approved>Approved Closed>Closed
        Close              Approved>Closed Declined>Closed Retracted>Closed
        Reopen             Closed>Approved
        """;

    /// <summary>Who may, of the certificate's own clinic and unit. Whoever is not named must not.</summary>
    private const string Roles = """
        Edit Send Discard AskSparring TakeBack Pause Resume Withdraw Remind SendElsewhere AskNewTime Clarify AskAnew: Caseworker Coordinator
        ReadAnswer UseLate RejectLate AskComplement DropComplement Return LiftReturn RetractRequest Approve GiveFeedback SettleReassessment Close: Caseworker Coordinator
        Reopen: Coordinator
        Advise: MedicalConsultant
        Open Accept Book NoteNoShow AskBack Decline Redirect Assign Answer MarkReady Correct: Gp ClinicStaff
        Sign SignLate CannotComplement Dispute SignCorrection Revoke RetractAnswer: Gp
        FailDelivery:
        """;

    private static readonly CertificateAction[] Actions = Enum.GetValues<CertificateAction>();
    private static readonly CertificateStatus[] Statuses = Enum.GetValues<CertificateStatus>();

    [Fact]
    public void Every_status_and_action_has_the_successor_that_the_table_decides()
    {
        var table = Successors();

        foreach (var (status, action) in Statuses.SelectMany(status => Actions.Select(action => (status, action))))
        {
            Assert.Equal(
                (status, action, table.TryGetValue((status, action), out var next) ? next : (CertificateStatus?)null),
                (status, action, CertificateRules.Next(status, action)));
        }
    }

    [Fact]
    public void Every_role_may_what_the_tables_decide_in_every_status()
    {
        var (successors, roles) = (Successors(), Permissions());

        foreach (var (status, action, role) in
            from status in Statuses from action in Actions from role in Enum.GetValues<Role>() select (status, action, role))
        {
            var refusal = CertificateRules.WhyNot(InStatus(status), action, Own(role));
            var may = roles.Contains((role, action)) && successors.ContainsKey((status, action));
            Assert.Equal((status, action, role, may), (status, action, role, refusal is null));
            Assert.StartsWith("Refusals.", refusal?.Key ?? "Refusals.", StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Nobody_of_another_clinic_unit_or_municipality_may_anything()
    {
        ActionContext[] strangers =
        [
            .. Strangers().Select(role => Own(role) with { ClinicId = Cast.Fjordhoej.Id, UnitId = Cast.Jobafklaring.Id }),
            .. Strangers().Select(role => Own(role) with { ClinicId = null, MunicipalityId = Cast.Kalundborg.Id }),
            .. Strangers().Select(role => Own(role) with { ClinicId = null, MunicipalityId = null, UnitId = null }),
            // A caseworker whose municipality has changed is no longer the case's.
            Own(Role.Caseworker) with { PersonId = Cast.Mette.Id, MunicipalityId = Cast.Kalundborg.Id, UnitId = Cast.KalundborgUnit.Id },
            // Another of the municipality's consultants than the one who was asked.
            Own(Role.MedicalConsultant) with { PersonId = Cast.Karin.Id },
        ];

        foreach (var (status, action, stranger) in
            from status in Statuses from action in Actions from stranger in strangers select (status, action, stranger))
        {
            Assert.NotNull(CertificateRules.WhyNot(InStatus(status), action, stranger));
        }
    }

    [Fact]
    public void The_owner_may_also_after_moving_to_another_unit_of_the_municipality()
    {
        var moved = Own(Role.Caseworker) with { PersonId = Cast.Mette.Id, UnitId = Cast.Jobafklaring.Id };

        Assert.Null(CertificateRules.WhyNot(InStatus(CertificateStatus.Answered), CertificateAction.Approve, moved));
        Assert.NotNull(CertificateRules.WhyNot(InStatus(CertificateStatus.Answered), CertificateAction.Approve, moved with { PersonId = Cast.Jonas.Id }));
    }

    [Fact]
    public void Only_what_has_been_done_already_counts_as_done_again()
    {
        var repeats = Statuses.SelectMany(status => Actions.Select(action => (status, action))).Where(pair => CertificateRules.IsRepeat(pair.status, pair.action));

        Assert.Equal(
            [
                (CertificateStatus.Accepted, CertificateAction.Accept), (CertificateStatus.Accepted, CertificateAction.AskNewTime),
                (CertificateStatus.Approved, CertificateAction.Approve), (CertificateStatus.Clarifying, CertificateAction.AskBack),
                (CertificateStatus.Closed, CertificateAction.Approve), (CertificateStatus.Closed, CertificateAction.Close),
                (CertificateStatus.ComplementRequested, CertificateAction.AskComplement), (CertificateStatus.Declined, CertificateAction.Decline),
                (CertificateStatus.Discarded, CertificateAction.Discard), (CertificateStatus.NoShow, CertificateAction.NoteNoShow),
                (CertificateStatus.Retracted, CertificateAction.RetractRequest), (CertificateStatus.Returned, CertificateAction.Return),
                (CertificateStatus.Withdrawn, CertificateAction.Withdraw),
            ],
            repeats.OrderBy(pair => pair.status.ToString(), StringComparer.Ordinal).ThenBy(pair => pair.action.ToString(), StringComparer.Ordinal));
    }

    public static TheoryData<CertificateAction, CertificateStatus, string> Facts() => new()
    {
        { CertificateAction.AskComplement, CertificateStatus.Approved, "Refusals.ComplementTooLate" },
        { CertificateAction.Return, CertificateStatus.Answered, "Refusals.ReturnedBefore" },
        { CertificateAction.Dispute, CertificateStatus.Returned, "Refusals.DisputedBefore" },
        { CertificateAction.Redirect, CertificateStatus.Received, "Refusals.TooManyHops" },
        { CertificateAction.NoteNoShow, CertificateStatus.Booked, "Refusals.NoConsultationYet" },
        { CertificateAction.UseLate, CertificateStatus.Withdrawn, "Refusals.NoLateAnswer" },
        { CertificateAction.RejectLate, CertificateStatus.Withdrawn, "Refusals.NoLateAnswer" },
        { CertificateAction.RetractAnswer, CertificateStatus.Withdrawn, "Refusals.NoLateAnswer" },
        { CertificateAction.SettleReassessment, CertificateStatus.Closed, "Refusals.NoReassessment" },
        { CertificateAction.Close, CertificateStatus.Retracted, "Refusals.IncidentOpen" },
        { CertificateAction.Correct, CertificateStatus.Closed, "Refusals.NeverAnswered" },
        { CertificateAction.SignCorrection, CertificateStatus.Closed, "Refusals.NeverAnswered" },
        { CertificateAction.RetractAnswer, CertificateStatus.Closed, "Refusals.NeverAnswered" },
        { CertificateAction.GiveFeedback, CertificateStatus.Closed, "Refusals.NeverAnswered" },
        { CertificateAction.Reopen, CertificateStatus.Closed, "Refusals.NeverAnswered" },
    };

    [Theory]
    [MemberData(nameof(Facts))]
    public void What_the_facts_forbid_is_refused_though_status_and_role_fit(CertificateAction action, CertificateStatus status, string reason)
    {
        var role = Permissions().First(pair => pair.Action == action && (pair.Role is Role.Gp or Role.Coordinator)).Role;
        var certificate = InStatus(status);
        Assert.Null(CertificateRules.WhyNot(certificate, action, Own(role)));

        var spent = certificate with
        {
            HasOpenIncident = true,
            Facts = certificate.Facts with
            {
                AnsweredAt = reason == "Refusals.NeverAnswered" ? null : certificate.Facts.AnsweredAt,
                ApprovedAt = TestClock.Start.AddDays(-CertificateRules.ComplementWithinDays - 1),
                WasReturned = true,
                DisputedAt = TestClock.Start,
                Hops = CertificateRules.MostHops,
                ConsultationOn = DanishTime.DayOf(TestClock.Start).AddDays(1),
                LateAnswerAt = null,
                ReassessOn = null,
            },
        };

        Assert.Equal(reason, CertificateRules.WhyNot(spent, action, Own(role))?.Key);
    }

    private static Dictionary<(CertificateStatus Status, CertificateAction Action), CertificateStatus> Successors()
    {
        var lines = Transitions.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        Assert.Equal(Enum.GetNames<CertificateAction>().Order(), lines.Select(cells => cells[0]).Order());
        return lines
            .SelectMany(cells => cells.Skip(1).Select(cell => (Action: Enum.Parse<CertificateAction>(cells[0]), Cell: cell.Split('>'))))
            .ToDictionary(entry => (Enum.Parse<CertificateStatus>(entry.Cell[0]), entry.Action), entry => Enum.Parse<CertificateStatus>(entry.Cell[1]));
    }

    private static HashSet<(Role Role, CertificateAction Action)> Permissions()
    {
        var lines = Roles.Split('\n').Select(line => line.Split(':')).ToList();
        Assert.Equal(Enum.GetNames<CertificateAction>().Order(), lines.SelectMany(line => Words(line[0])).Order());
        return [.. lines.SelectMany(line => Words(line[0]).SelectMany(action => Words(line[1]).Select(role => (Enum.Parse<Role>(role), Enum.Parse<CertificateAction>(action)))))];

        static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact]
    public void A_cross_cutting_caseworker_may_what_the_caseworkers_of_the_covered_unit_may()
    {
        var covering = Own(Role.Caseworker) with { UnitId = Cast.Jobafklaring.Id, CoveredUnitIds = [Cast.Sygedagpenge.Id] };

        Assert.Null(CertificateRules.WhyNot(InStatus(CertificateStatus.Answered), CertificateAction.Approve, covering));
        Assert.NotNull(CertificateRules.WhyNot(InStatus(CertificateStatus.Answered), CertificateAction.Approve, covering with { CoveredUnitIds = [] }));
    }

    /// <summary>Every role but the consultant's: a consultant is asked as a person, in whatever unit.</summary>
    private static IEnumerable<Role> Strangers() => Enum.GetValues<Role>().Where(role => role != Role.MedicalConsultant);

    /// <summary>Somebody of the role at the certificate's clinic, unit and municipality, but not its caseworker; the consultant is the one who was asked.</summary>
    internal static ActionContext Own(Role role) => new()
    {
        PersonId = role == Role.MedicalConsultant ? Cast.Lars.Id : Cast.Morten.Id,
        Role = role,
        MunicipalityId = Cast.Holbaek.Id,
        UnitId = Cast.Sygedagpenge.Id,
        ClinicId = Cast.Torvet.Id,
        At = TestClock.Start,
    };

    internal static Certificate InStatus(CertificateStatus status) => new()
    {
        Id = Cast.Id(1),
        Type = new CertificateTypeVersion { Id = Cast.Id(2), TypeId = "LAE125", VersionNumber = 1, Definition = Catalogue.Type("LAE125") },
        MunicipalityId = Cast.Holbaek.Id,
        MunicipalityName = Cast.Holbaek.Name,
        UnitId = Cast.Sygedagpenge.Id,
        Caseworker = new CertificateParty { PersonId = Cast.Mette.Id, Name = Cast.Mette.Name },
        ClinicId = Cast.Torvet.Id,
        ClinicName = Cast.Torvet.Name,
        Citizen = new CertificateCitizen { Id = Cast.Id(3), Name = "Borger", BirthDigits = "010170", Occupation = "", BenefitArea = BenefitArea.Sygedagpenge },
        Request = RequestContent.Empty,
        Sparring = new OpenSparring { Id = Cast.Id(4), ConsultantId = Cast.Lars.Id, Question = "" },
        // Such that nothing but status and role decides.
        Facts = new CertificateFacts
        {
            CreatedAt = TestClock.Start,
            AnsweredAt = TestClock.Start,
            ConsultationOn = DanishTime.DayOf(TestClock.Start),
            LateAnswerAt = TestClock.Start,
            ReassessOn = DanishTime.DayOf(TestClock.Start),
        },
        Status = status,
        NextActor = CertificateRules.NextActorOf(status),
        ChangedByName = "",
        ChangedAt = TestClock.Start,
        Version = 1,
    };
}
