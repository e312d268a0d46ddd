using Portal.Data.Audit;
using Portal.Data.Directory;
using Portal.Data.EmployerStatements;
using Portal.Tests.Support;

namespace Portal.Tests.EmployerStatements;

/// <summary>State × action × role, whole: a new status without a decision does not pass.</summary>
public sealed class EmployerStatementRulesTests
{
    // One column for each action in the order of the enum; a letter for the status after: d(raft) r(eturned) c(omplete) b(ooked) w(riting) i(ssued) s(hared) x(superseded) l(apsed).
    private static readonly Dictionary<StatementStatus, string> Table = new()
    {
        //                                             first complete return book second issue share round lapse
        [StatementStatus.Part1Draft] = /*            */ "dc------l",
        [StatementStatus.Part1Returned] = /*         */ "rc------l",
        [StatementStatus.Part1Complete] = /*         */ "--rb----l",
        [StatementStatus.ConsultationBooked] = /*    */ "--rbwi--l",
        [StatementStatus.Part2InProgress] = /*       */ "--rwwi--l",
        [StatementStatus.Issued] = /*                */ "------sx-",
        [StatementStatus.SharedWithMunicipality] = /**/ "-------x-",
        [StatementStatus.Superseded] = /*            */ "---------",
        [StatementStatus.Lapsed] = /*                */ "---------",
    };

    private const string Letters = "drcbwisxl";

    [Fact]
    public void Every_state_action_and_role_is_as_the_table_says()
    {
        foreach (var status in Enum.GetValues<StatementStatus>())
        {
            foreach (var action in Enum.GetValues<StatementAction>())
            {
                var letter = Table[status][(int)action];
                StatementStatus? next = letter == '-' ? null : (StatementStatus)Letters.IndexOf(letter, StringComparison.Ordinal);
                Assert.True(next == EmployerStatementRules.Next(status, action), $"{status} {action}: {EmployerStatementRules.Next(status, action)}");

                foreach (var person in Cast.People)
                {
                    var isOfClinic = person.ClinicId == Cast.Torvet.Id;
                    var may = next is not null && isOfClinic && (action != StatementAction.Issue || person.Role == Role.Gp);
                    var whyNot = EmployerStatementRules.WhyNot(status, Cast.Torvet.Id, action, As(person));
                    Assert.True(may == (whyNot is null), $"{status} {action} {person.Name}: {whyNot?.Key}");
                }
            }
        }
    }

    [Fact]
    public void The_facts_alone_say_where_a_statement_stands()
    {
        var at = TestClock.Start;
        var facts = new StatementFacts { CreatedAt = at };
        StatementStatus Of(StatementFacts now) => EmployerStatementRules.Resolve(now, null).Status;

        Assert.Equal(StatementStatus.Part1Draft, Of(facts));
        Assert.Equal(StatementStatus.Part1Complete, Of(facts = facts with { Part1CompletedAt = at }));
        Assert.Equal(StatementStatus.ConsultationBooked, Of(facts = facts with { ConsultationOn = new DateOnly(2026, 11, 23) }));
        Assert.Equal(StatementStatus.Part2InProgress, Of(facts = facts with { Part2StartedAt = at }));
        Assert.Equal(StatementStatus.Part1Returned, Of(facts with { Part1CompletedAt = null, Part1ReturnedAt = at }));
        Assert.Equal(StatementStatus.Issued, Of(facts = facts with { IssuedAt = at }));
        Assert.Equal(StatementStatus.SharedWithMunicipality, Of(facts = facts with { SharedAt = at }));
        Assert.Equal(StatementStatus.Superseded, Of(facts with { SupersededById = Guid.NewGuid() }));
        Assert.Equal(StatementStatus.Lapsed, Of(new StatementFacts { CreatedAt = at, LapsedAt = at }));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("650", 65_000)]
    [InlineData("650,5", 65_050)]
    [InlineData("1.200,00", 120_000)]
    [InlineData("20000", 2_000_000)]
    [InlineData("20.001", -1)]
    [InlineData("65.5", -1)]
    [InlineData("-5", -1)]
    [InlineData("650,505", -1)]
    [InlineData("gratis", -1)]
    public void A_fee_is_read_as_people_write_kroner(string text, int? ore)
    {
        var isFee = StatementForms.TryReadFee(text, out var read);

        Assert.Equal(ore != -1, isFee);
        Assert.Equal(ore == -1 ? null : ore, read);
    }

    private static ActionContext As(Person person) =>
        new() { PersonId = person.Id, Role = person.Role, MunicipalityId = person.MunicipalityId, ClinicId = person.ClinicId, At = TestClock.Start };
}
