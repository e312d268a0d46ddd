using Portal.Data.Audit;
using Portal.Data.Consents;
using Portal.Data.Directory;
using Portal.Data.Proposals;
using Portal.Tests.Support;

namespace Portal.Tests.Proposals;

/// <summary>Where a proposal stands, and everybody's every act in every state of it.</summary>
public sealed class SocialProposalRulesTests
{
    private static readonly DateTime Sent = TestClock.Start;

    private static readonly ProposalFacts New = new() { SentAt = Sent, DueAt = SocialProposalRules.DueAt(Sent) };

    private static readonly ProposalFacts Answered = New with
    {
        ReceivedAt = Sent.AddHours(1), Triage = ProposalTriage.NeedsMore, TriagedAt = Sent.AddHours(2), AnsweredAt = Sent.AddHours(2),
    };

    /// <summary>Every state there is, and what follows from it.</summary>
    private static readonly Dictionary<string, (ProposalFacts Facts, ProposalStatus Status, ProposalTurn Turn)> States = new()
    {
        ["sent"] = (New, ProposalStatus.Sent, ProposalTurn.Municipality),
        ["received"] = (New with { ReceivedAt = Sent.AddHours(1) }, ProposalStatus.ReceivedByMunicipality, ProposalTurn.Municipality),
        ["triaged"] = (Answered with { AnsweredAt = null }, ProposalStatus.Triaged, ProposalTurn.Municipality),
        ["refused"] = (Answered with { AnsweredAt = null, Triage = ProposalTriage.NotRelevant }, ProposalStatus.Triaged, ProposalTurn.Municipality),
        ["answered"] = (Answered, ProposalStatus.AnsweredToDoctor, ProposalTurn.Clinic),
        ["accepted"] = (Answered with { Triage = ProposalTriage.Accepted }, ProposalStatus.AnsweredToDoctor, ProposalTurn.Clinic),
        ["read"] = (Answered with { DoctorReadAt = Sent.AddHours(3) }, ProposalStatus.AnsweredToDoctor, ProposalTurn.Nobody),
        ["last"] = (Answered with { DoctorReadAt = Sent.AddHours(3), LastWordAt = Sent.AddHours(3) }, ProposalStatus.AnsweredToDoctor, ProposalTurn.Municipality),
        ["over"] = (
            Answered with { DoctorReadAt = Sent.AddHours(3), LastWordAt = Sent.AddHours(3), LastWordReadAt = Sent.AddHours(4) }, ProposalStatus.AnsweredToDoctor, ProposalTurn.Nobody),
    };

    /// <summary>Who may do what with a proposal about one of Mette's citizens, and in which states. What stands nowhere here is refused.</summary>
    private static readonly Dictionary<ProposalAction, (string Who, string When)> Known = new()
    {
        [ProposalAction.Receive] = ("Mette Morten Karin", "sent"),
        [ProposalAction.Assign] = ("", ""),
        [ProposalAction.Triage] = ("Mette Morten Karin", "sent received triaged refused"),
        [ProposalAction.Answer] = ("Mette Morten Karin", "sent received triaged refused"),
        [ProposalAction.LinkRequest] = ("Mette Morten Karin", "triaged answered read last over"),
        [ProposalAction.ReadAnswer] = ("Anna", "answered accepted"),
        [ProposalAction.AddLastWord] = ("Anna Bo", "answered accepted read"),
        [ProposalAction.ReadLastWord] = ("Mette Morten Karin", "last"),
    };

    /// <summary>As <see cref="Known"/>, about somebody whom the municipality does not know and nobody has.</summary>
    private static readonly Dictionary<ProposalAction, (string Who, string When)> Unknown = new()
    {
        [ProposalAction.Receive] = ("Karin", "sent"),
        [ProposalAction.Assign] = ("Karin", "sent received triaged refused"),
        [ProposalAction.Triage] = ("Karin", "sent received triaged refused"),
        [ProposalAction.Answer] = ("Karin", "sent received triaged refused"),
        [ProposalAction.LinkRequest] = ("", ""),
        [ProposalAction.ReadAnswer] = ("Anna", "answered accepted"),
        [ProposalAction.AddLastWord] = ("Anna Bo", "answered accepted read"),
        [ProposalAction.ReadLastWord] = ("Karin", "last"),
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Everybody_may_do_in_every_state_what_the_table_says_and_nothing_else(bool isKnown)
    {
        var table = isKnown ? Known : Unknown;
        var wrong = new List<string>();
        foreach (var action in Enum.GetValues<ProposalAction>())
        {
            foreach (var (name, state) in States)
            {
                foreach (var person in Cast.People)
                {
                    var first = person.Name.Split(' ')[0];
                    var expected = table[action].Who.Split(' ').Contains(first) && table[action].When.Split(' ').Contains(name);
                    var reason = SocialProposalRules.WhyNot(Proposal(state.Facts, isKnown), action, Acting(person));
                    if (expected != (reason is null))
                    {
                        wrong.Add($"{action} {name} {first}: {reason?.Key ?? "allowed"}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Status_and_next_actor_follow_from_the_facts() => Assert.All(
        States.Values, state => Assert.Equal((state.Status, state.Turn), (SocialProposalRules.Status(state.Facts), SocialProposalRules.NextActor(state.Facts))));

    [Fact]
    public void Nothing_is_over_before_the_doctor_has_had_an_answer_and_has_read_it() => Assert.All(
        States.Values.Where(state => state.Turn == ProposalTurn.Nobody), state => Assert.NotNull(state.Facts.AnsweredAt ?? state.Facts.DoctorReadAt));

    [Theory]
    [InlineData("2026-11-23T08:00Z", "2026-11-30T15:00Z")] // Monday to Monday
    [InlineData("2026-11-21T08:00Z", "2026-11-30T15:00Z")] // what comes on a Saturday begins on Monday
    [InlineData("2026-12-22T08:00Z", "2027-01-04T15:00Z")] // over Christmas and New Year
    [InlineData("2026-06-26T22:30Z", "2026-07-06T14:00Z")] // half past midnight on a Saturday in Denmark
    public void The_answer_is_promised_within_five_working_days(string sentAt, string dueAt) =>
        Assert.Equal(At(dueAt), SocialProposalRules.DueAt(At(sentAt)));

    [Fact]
    public void It_is_late_from_the_promised_time_until_the_answer()
    {
        Assert.False(SocialProposalRules.IsOverdue(New, New.DueAt));
        Assert.True(SocialProposalRules.IsOverdue(New, New.DueAt.AddMilliseconds(1)));
        Assert.True(SocialProposalRules.IsOverdue(States["triaged"].Facts, New.DueAt.AddDays(1)));
        Assert.False(SocialProposalRules.IsOverdue(Answered, New.DueAt.AddDays(1)));
    }

    [Fact]
    public void Name_number_words_and_consent_are_required()
    {
        var today = new DateOnly(2026, 11, 23);
        var full = new ProposalInput
        {
            CommandId = default, PatientName = "Villy", Cpr = "690155-4417", Proposal = "x", ConsentGivenOn = today, ConsentHowGiven = ConsentForm.Oral,
        };

        Assert.Empty(SocialProposalRules.Check(full, today));
        Assert.Equal(["patientName", "cpr", "proposal", "consentGivenOn", "consentHowGiven"], Fields(new ProposalInput { CommandId = default }));
        Assert.Empty(Fields(full with { CitizenId = Guid.NewGuid(), PatientName = "", Cpr = "" }));
        Assert.Equal(["cpr"], Fields(full with { Cpr = "310255-1234x" }));
        Assert.Equal(["consentGivenOn"], Fields(full with { ConsentGivenOn = today.AddDays(1) }));
        Assert.Equal(["consentGivenOn"], Fields(full with { ConsentGivenOn = today.AddYears(-1).AddDays(-1) }));
        Assert.Equal(["patientName", "proposal"], Fields(full with { PatientName = "A\nB", Proposal = new string('x', 2001) }));
        Assert.Equal(["offerSearch"], Fields(full with { OfferVersionIds = [.. Enumerable.Range(0, 6).Select(_ => Guid.NewGuid())] }));

        IEnumerable<string> Fields(ProposalInput input) => SocialProposalRules.Check(input, today).Select(error => error.Field);
    }

    [Theory]
    [InlineData(ProposalTriage.Accepted, "Errors.ProposalWords")]
    [InlineData(ProposalTriage.NeedsMore, "Errors.ProposalWords")]
    [InlineData(ProposalTriage.NotRelevant, "Errors.ProposalReason")]
    public void Whatever_the_municipality_makes_of_it_the_doctor_is_told_in_words(ProposalTriage triage, string missing)
    {
        Assert.Equal([missing], SocialProposalRules.Check(new ProposalAnswerInput { Triage = triage }, isAnswer: true).Select(error => error.Key));
        Assert.Empty(SocialProposalRules.Check(new ProposalAnswerInput { Triage = triage }, isAnswer: false));
        Assert.Empty(SocialProposalRules.Check(new ProposalAnswerInput { Triage = triage, Words = "Tak." }, isAnswer: true));
    }

    [Fact]
    public void Only_a_doctor_proposes() => Assert.Equal(
        ["Anna", "Bo", "Frida", "Viggo"],
        Cast.People.Where(person => SocialProposalRules.WhyNotSend(Acting(person)) is null).Select(person => person.Name.Split(' ')[0]));

    private static DateTime At(string text) => DateTime.Parse(text, null, System.Globalization.DateTimeStyles.AdjustToUniversal);

    private static ActionContext Acting(Person person) => new()
    {
        PersonId = person.Id, Role = person.Role, MunicipalityId = person.MunicipalityId, UnitId = person.UnitId, ClinicId = person.ClinicId, At = Sent,
    };

    private static SocialProposal Proposal(ProposalFacts facts, bool isKnown) => new()
    {
        Id = Guid.NewGuid(),
        ClinicId = Cast.Torvet.Id,
        ClinicName = "",
        ClinicPhone = "",
        DoctorId = Cast.Anna.Id,
        DoctorName = "",
        MunicipalityId = Cast.Holbaek.Id,
        MunicipalityName = "",
        MunicipalityPhone = "",
        CitizenId = isKnown ? Guid.NewGuid() : null,
        UnitId = isKnown ? Cast.Sygedagpenge.Id : null,
        CaseworkerId = isKnown ? Cast.Mette.Id : null,
        PatientName = "",
        BirthDigits = "",
        Proposal = "",
        Offers = [],
        ConsentGivenOn = default,
        ConsentHowGiven = ConsentForm.Oral,
        Facts = facts,
        Status = SocialProposalRules.Status(facts),
        NextActor = SocialProposalRules.NextActor(facts),
        ChangedById = Cast.Anna.Id,
        ChangedByName = "",
        Version = 1,
    };
}
