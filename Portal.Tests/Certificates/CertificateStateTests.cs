using Portal.Data.Certificates;

namespace Portal.Tests.Certificates;

/// <summary>Status, next actor and order, derived from the dated facts.</summary>
public sealed class CertificateStateTests
{
    private static readonly DateTime T0 = new(2026, 11, 2, 9, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Due = new(2026, 11, 16, 15, 0, 0, DateTimeKind.Utc);
    private static readonly DeadlineRule TwoWeeks = new() { AfterRequestDays = 14 };

    [Fact]
    public void Each_fact_moves_the_certificate_on()
    {
        var facts = new CertificateFacts { CreatedAt = T0 };

        Expect(facts, CertificateStatus.Draft, NextActor.Caseworker, due: null, sort: T0);
        Expect(facts = facts with { SentAt = T0.AddHours(1) }, CertificateStatus.Sent, NextActor.Clinic, Due, sort: Due);
        Expect(facts = facts with { OpenedAt = T0.AddHours(2) }, CertificateStatus.Received, NextActor.Clinic, Due, sort: Due);
        Expect(facts = facts with { AnswerStartedAt = T0.AddHours(3) }, CertificateStatus.InProgress, NextActor.Clinic, Due, sort: Due);
        Expect(facts = facts with { AnsweredAt = T0.AddHours(4) }, CertificateStatus.Answered, NextActor.Caseworker, Due, sort: T0.AddHours(4));
        Expect(facts = facts with { ReadAt = T0.AddHours(5) }, CertificateStatus.Answered, NextActor.Caseworker, Due, sort: T0.AddHours(4));
        Expect(facts = facts with { ApprovedAt = T0.AddHours(6) }, CertificateStatus.Approved, NextActor.Nobody, Due, sort: T0.AddHours(6));
        Expect(facts with { ClosedAt = T0.AddHours(7) }, CertificateStatus.Closed, NextActor.Nobody, Due, sort: T0.AddHours(7));
    }

    [Fact]
    public void A_discarded_draft_waits_for_nobody() => Expect(
        new CertificateFacts { CreatedAt = T0, DiscardedAt = T0.AddHours(1) }, CertificateStatus.Discarded, NextActor.Nobody, due: null, sort: T0.AddHours(1));

    [Fact]
    public void A_draft_with_the_consultant_waits_for_the_consultant() => Expect(
        new CertificateFacts { CreatedAt = T0, SparringSince = T0.AddHours(1) }, CertificateStatus.InConsultation, NextActor.Consultant, due: null, sort: T0.AddHours(1));

    [Fact]
    public void A_paused_request_is_the_caseworkers_and_goes_on_where_it_stood()
    {
        var facts = new CertificateFacts { CreatedAt = T0, SentAt = T0, OpenedAt = T0, AnswerStartedAt = T0.AddHours(1), PausedAt = T0.AddHours(2) };

        Expect(facts, CertificateStatus.Paused, NextActor.Caseworker, Due, sort: T0.AddHours(2));
        Expect(facts with { PausedAt = null, PausedDays = 2 }, CertificateStatus.InProgress, NextActor.Clinic, Due.AddDays(2), sort: Due.AddDays(2));
        Expect(facts with { WithdrawnAt = T0.AddHours(3) }, CertificateStatus.Withdrawn, NextActor.Nobody, Due, sort: T0.AddHours(3));
    }

    [Fact]
    public void An_answer_may_be_signed_without_a_draft() => Expect(
        new CertificateFacts { CreatedAt = T0, SentAt = T0, OpenedAt = T0, AnsweredAt = T0.AddHours(1) },
        CertificateStatus.Answered, NextActor.Caseworker, Due, sort: T0.AddHours(1));

    [Fact]
    public void Without_a_clock_the_day_of_sending_orders_the_list()
    {
        var state = CertificateRules.Resolve(new CertificateFacts { CreatedAt = T0, SentAt = T0.AddHours(1) }, new DeadlineRule());

        Assert.Equal((null, T0.AddHours(1)), (state.AnswerDueAt, state.SortAt));
    }

    private static void Expect(CertificateFacts facts, CertificateStatus status, NextActor nextActor, DateTime? due, DateTime sort) => Assert.Equal(
        new CertificateState { Status = status, NextActor = nextActor, AnswerDueAt = due, SortAt = sort, Desk = CertificateRules.DeskOf(status) }, CertificateRules.Resolve(facts, TwoWeeks));
}
