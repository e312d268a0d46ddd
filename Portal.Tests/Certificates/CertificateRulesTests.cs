using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Data.Directory;
using Portal.Tests.Support;

namespace Portal.Tests.Certificates;

public sealed class CertificateRulesTests
{
    /// <summary>The status after each action; a dash where the action does not fit the status.</summary>
    private const string Transitions = """
        Status         Edit  Send Discard   AskSparring    Advise TakeBack Pause  Resume Withdraw  Remind     Open     Book       Answer     Sign     ReadAnswer Approve  Close
        Draft          Draft Sent Discarded InConsultation -      -        -      -      -         -          -        -          -          -        -          -        -
        InConsultation -     -    -         -              Draft  Draft    -      -      -         -          -        -          -          -        -          -        -
        Sent           -     -    -         -              -      -        Paused -      Withdrawn Sent       Received -          -          -        -          -        -
        Received       -     -    -         -              -      -        Paused -      Withdrawn Received   -        Received   InProgress Answered -          -        -
        InProgress     -     -    -         -              -      -        Paused -      Withdrawn InProgress -        InProgress InProgress Answered -          -        -
        Answered       -     -    -         -              -      -        -      -      -         -          -        -          -          -        Answered   Approved -
        Approved       -     -    -         -              -      -        -      -      -         -          -        -          -          -        -          -        Closed
        Closed         -     -    -         -              -      -        -      -      -         -          -        -          -          -        -          -        -
        Paused         -     -    -         -              -      -        -      Sent   Withdrawn -          -        -          Paused     -        -          -        -
        Withdrawn      -     -    -         -              -      -        -      -      -         -          -        -          -          -        -          -        -
        Discarded      -     -    -         -              -      -        -      -      -         -          -        -          -          -        -          -        -
        """;

    /// <summary>Who may, of the certificate's own clinic and unit.</summary>
    private const string Roles = """
        Role              Edit Send Discard AskSparring Advise TakeBack Pause Resume Withdraw Remind Open Book Answer Sign ReadAnswer Approve Close
        Gp                -    -    -       -           -      -        -     -      -        -      yes  yes  yes    yes  -          -       -
        ClinicStaff       -    -    -       -           -      -        -     -      -        -      yes  yes  yes    -    -          -       -
        Caseworker        yes  yes  yes     yes         -      yes      yes   yes    yes      yes    -    -    -      -    yes        yes     yes
        Coordinator       yes  yes  yes     yes         -      yes      yes   yes    yes      yes    -    -    -      -    yes        yes     yes
        MedicalConsultant -    -    -       -           yes    -        -     -      -        -      -    -    -      -    -          -       -
        Administrator     -    -    -       -           -      -        -     -      -        -      -    -    -      -    -          -       -
        Auditor           -    -    -       -           -      -        -     -      -        -      -    -    -      -    -          -       -
        """;

    private static readonly CertificateAction[] Actions = Enum.GetValues<CertificateAction>();
    private static readonly CertificateStatus[] Statuses = Enum.GetValues<CertificateStatus>();

    [Fact]
    public void Every_status_and_action_has_the_successor_that_the_table_decides()
    {
        var table = Read<CertificateStatus>(Transitions);

        foreach (var (status, action) in Statuses.SelectMany(status => Actions.Select(action => (status, action))))
        {
            var next = CertificateRules.Next(status, action);
            Assert.Equal((status, action, table[(status, action)]), (status, action, next?.ToString() ?? "-"));
        }
    }

    [Fact]
    public void Every_role_may_what_the_tables_decide_in_every_status()
    {
        var (successors, roles) = (Read<CertificateStatus>(Transitions), Read<Role>(Roles));

        foreach (var (status, action, role) in
            from status in Statuses from action in Actions from role in Enum.GetValues<Role>() select (status, action, role))
        {
            var refusal = CertificateRules.WhyNot(InStatus(status), action, Own(role));
            var may = roles[(role, action)] == "yes" && successors[(status, action)] != "-";
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
                (CertificateStatus.Approved, CertificateAction.Approve), (CertificateStatus.Closed, CertificateAction.Approve),
                (CertificateStatus.Closed, CertificateAction.Close), (CertificateStatus.Withdrawn, CertificateAction.Withdraw),
                (CertificateStatus.Discarded, CertificateAction.Discard),
            ],
            repeats);
    }

    /// <summary>The cells of a table by row and column. Fails when a value of an enum has no row or no column.</summary>
    private static Dictionary<(TRow Row, CertificateAction Action), string> Read<TRow>(string table)
        where TRow : struct, Enum
    {
        var lines = table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        Assert.Equal(Enum.GetNames<CertificateAction>(), lines[0].Skip(1));
        Assert.Equal(Enum.GetNames<TRow>(), lines.Skip(1).Select(cells => cells[0]));
        return lines.Skip(1)
            .SelectMany(cells => Actions.Select((action, index) => (Key: (Enum.Parse<TRow>(cells[0]), action), Cell: cells[index + 1])))
            .ToDictionary(cell => cell.Key, cell => cell.Cell);
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
        Facts = new CertificateFacts { CreatedAt = TestClock.Start },
        Status = status,
        NextActor = CertificateRules.NextActorOf(status),
        ChangedByName = "",
        ChangedAt = TestClock.Start,
        Version = 1,
    };
}
