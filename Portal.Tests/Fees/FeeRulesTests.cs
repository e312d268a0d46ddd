using System.Globalization;
using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Directory;
using Portal.Data.Fees;
using Portal.Tests.Support;

namespace Portal.Tests.Fees;

public sealed class FeeRulesTests
{
    private static readonly DateTime At = TestClock.Start;

    /// <summary>Facts that stand for each state, and the marks that an invoice can carry.</summary>
    private static readonly Dictionary<string, FeeFacts> Standing = new()
    {
        ["None"] = new(),
        ["Claimable"] = new() { ClaimableAt = At },
        ["OnHold"] = new() { ClaimableAt = At, HeldAt = At },
        ["Invoiced"] = new() { ClaimableAt = At, InvoicedAt = At },
        ["Invoiced held"] = new() { ClaimableAt = At, InvoicedAt = At, HeldAt = At },
        ["Invoiced cancelled"] = new() { ClaimableAt = At, InvoicedAt = At, CancelledAt = At },
        ["Rejected"] = new() { ClaimableAt = At, InvoicedAt = At, RejectedAt = At },
        ["Paid"] = new() { ClaimableAt = At, InvoicedAt = At, PaidAt = At },
        ["Cancelled"] = new() { ClaimableAt = At, CancelledAt = At },
    };

    // What each action leads to from each standing; »–« changes nothing.
    [Theory]
    [InlineData("None", "Claimable – – – – – –")]
    [InlineData("Claimable", "– OnHold – Cancelled Invoiced – –")]
    [InlineData("OnHold", "Claimable – Claimable Cancelled – – –")]
    [InlineData("Invoiced", "– Invoiced – Invoiced – Rejected Paid")]
    [InlineData("Invoiced held", "Invoiced – Invoiced Invoiced – OnHold –")]
    [InlineData("Invoiced cancelled", "Invoiced Invoiced – – – Cancelled –")]
    [InlineData("Rejected", "– OnHold – Cancelled Invoiced – –")]
    [InlineData("Paid", "– – – Paid – – –")]
    [InlineData("Cancelled", "Claimable – – – – – –")]
    public void Every_action_in_every_state_leads_where_the_table_says(string standing, string expected)
    {
        var facts = Standing[standing];

        var actual = Enum.GetValues<FeeAction>().Select(action => FeeRules.After(facts, action, At.AddDays(1)) is { } after ? FeeRules.Resolve(after).ToString() : "–");

        Assert.Equal(standing.Split(' ')[0], FeeRules.Resolve(facts).ToString());
        Assert.Equal(expected, string.Join(' ', actual));
    }

    [Theory]
    [InlineData("Anna", "Invoice")]
    [InlineData("Bo", "Invoice")]
    [InlineData("Birgit", "Invoice")]
    [InlineData("Frida", "")]
    [InlineData("Viggo", "")]
    [InlineData("Mette", "Reject Pay")]
    [InlineData("Morten", "Reject Pay")]
    [InlineData("Karin", "Reject Pay")]
    [InlineData("Jonas", "")]
    [InlineData("Kim", "")]
    [InlineData("Kirsten", "")]
    [InlineData("Lars", "")]
    [InlineData("Adam", "")]
    [InlineData("Inger", "")]
    public void Each_side_does_its_own_and_nobody_else_anything_in_any_state(string name, string expected)
    {
        var person = Cast.People.Single(person => person.Name.StartsWith(name + " ", StringComparison.Ordinal));

        var may = Enum.GetValues<FeeAction>().Where(action => Standing.Values.Any(facts => FeeRules.WhyNot(Of(facts), action, As(person)) is null));

        Assert.Equal(expected, string.Join(' ', may));
    }

    [Fact]
    public void What_the_right_person_may_not_now_is_refused_by_what_stands_in_the_way()
    {
        Assert.Equal("Refusals.FeeNotInvoiced", Why("Claimable", FeeAction.Pay, Cast.Mette));
        Assert.Equal("Refusals.FeeOnHold", Why("OnHold", FeeAction.Invoice, Cast.Anna));
        Assert.Equal("Refusals.FeeOnHold", Why("Invoiced held", FeeAction.Pay, Cast.Mette));
        Assert.Equal("Refusals.FeeToBeRejected", Why("Invoiced cancelled", FeeAction.Pay, Cast.Mette));
        Assert.Equal("Refusals.FeeInvoiced", Why("Invoiced", FeeAction.Invoice, Cast.Anna));
        Assert.Equal("Refusals.FeePaid", Why("Paid", FeeAction.Reject, Cast.Mette));
        Assert.Equal("Refusals.FeeCancelled", Why("Cancelled", FeeAction.Invoice, Cast.Anna));
    }

    [Theory]
    [InlineData("AgreedFee", "2026-03-31", null)]
    [InlineData("AgreedFee", "2026-04-01", 50_000)]
    [InlineData("AgreedFee", "2026-12-31", 50_000)]
    [InlineData("AgreedFee", "2027-01-01", 60_000)]
    [InlineData("LocalAgreement", "2027-01-01", 60_000)]
    [InlineData("OwnFee", "2027-01-01", null)]
    public void The_amount_is_the_one_that_held_on_the_day_it_was_answered(string rule, string day, int? ore)
    {
        TypeSettings[] newestFirst =
        [
            new() { FeeOre = 60_000, FeeFromOn = new DateOnly(2027, 1, 1), FeeSource = "Ny aftale" },
            new() { FeeOre = 50_000, FeeFromOn = new DateOnly(2026, 4, 1), FeeSource = "Aftale" },
        ];

        Assert.Equal(ore, FeeRules.AmountOn(rule, newestFirst, DateOnly.Parse(day, CultureInfo.InvariantCulture)).Ore);
        Assert.Null(FeeRules.AmountOn(rule, [new(), .. newestFirst], DateOnly.Parse(day, CultureInfo.InvariantCulture)).Ore);
    }

    [Theory]
    [InlineData("9520000000103", true)]
    [InlineData("4006381333931", true)]
    [InlineData("4006381333932", false)]
    [InlineData("4006381339331", false)]
    [InlineData("400638133393", false)]
    [InlineData("40063813339311", false)]
    [InlineData("400638133393a", false)]
    [InlineData("", false)]
    public void An_EAN_number_has_13_digits_of_which_the_last_fits(string text, bool isValid) => Assert.Equal(isValid, EanNumber.IsValid(text));

    [Theory]
    [InlineData("2026-11", "2026-10-31T23:00:00Z", "2026-11-30T23:00:00Z")]
    [InlineData("2026-10", "2026-09-30T22:00:00Z", "2026-10-31T23:00:00Z")]
    public void A_month_begins_and_ends_at_midnight_in_Denmark(string text, string from, string before)
    {
        var month = FeeMonth.TryParse(text)!;

        Assert.Equal((from, before, text), (month.From.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), month.Before.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), month.ToString()));
        Assert.Equal(month, FeeMonth.Of(month.From));
        Assert.Equal(month.Next, FeeMonth.Of(month.Before));
    }

    private static string? Why(string standing, FeeAction action, Person person) => FeeRules.WhyNot(Of(Standing[standing]), action, As(person))?.Key;

    private static Fee Of(FeeFacts facts) => new()
    {
        RequestId = Cast.Id(1),
        MunicipalityId = Cast.Holbaek.Id,
        UnitId = Cast.Sygedagpenge.Id,
        CaseworkerId = Cast.Mette.Id,
        ClinicId = Cast.Torvet.Id,
        CitizenId = Cast.Id(2),
        State = FeeRules.Resolve(facts),
        FeeRule = "AgreedFee",
        Version = 1,
        ClaimableAt = facts.ClaimableAt,
        HeldAt = facts.HeldAt,
        InvoicedAt = facts.InvoicedAt,
        RejectedAt = facts.RejectedAt,
        PaidAt = facts.PaidAt,
        CancelledAt = facts.CancelledAt,
    };

    private static ActionContext As(Person person) => new()
    {
        PersonId = person.Id,
        Role = person.Role,
        MunicipalityId = person.MunicipalityId,
        UnitId = person.UnitId,
        ClinicId = person.ClinicId,
        At = At.AddDays(1),
    };
}
