using Portal.Data.Audit;
using Portal.Data.Citizens;
using Portal.Data.Directory;

namespace Portal.Data.Proposals;

/// <summary>Where a proposal stands, who must act, and who may do what with it. Pure; asked alike by page and service.</summary>
public static class SocialProposalRules
{
    /// <summary>In how many working days the municipality answers the doctor. A proposal: no law or agreement settles it.</summary>
    public const int ServiceGoalWorkingDays = 5;

    public const int LongestName = 120;
    public const int LongestProposal = 2000;
    public const int LongestAnswer = 2000;
    public const int LongestLastWord = 1000;
    public const int MostOffers = 5;

    /// <summary>By when a proposal that is sent now will have been answered.</summary>
    /// <param name="sentAt">UTC.</param>
    /// <returns>UTC.</returns>
    public static DateTime DueAt(DateTime sentAt) =>
        DanishTime.InstantOf(DanishCalendar.AddWorkingDays(DanishTime.DayOf(sentAt), ServiceGoalWorkingDays), DanishCalendar.DueTime);

    public static ProposalStatus Status(ProposalFacts facts) =>
        facts.AnsweredAt is not null ? ProposalStatus.AnsweredToDoctor
        : facts.Triage is not null ? ProposalStatus.Triaged
        : facts.ReceivedAt is not null ? ProposalStatus.ReceivedByMunicipality
        : ProposalStatus.Sent;

    /// <summary>The municipality until it has answered; the clinic until the doctor has read; the municipality again until it has read the last word.</summary>
    public static ProposalTurn NextActor(ProposalFacts facts) =>
        facts.AnsweredAt is null ? ProposalTurn.Municipality
        : facts.DoctorReadAt is null ? ProposalTurn.Clinic
        : facts.LastWordAt is not null && facts.LastWordReadAt is null ? ProposalTurn.Municipality
        : ProposalTurn.Nobody;

    /// <summary>What lists are ordered by: the promised time until it is kept, then the newest words. UTC.</summary>
    public static DateTime SortAt(ProposalFacts facts) => facts.LastWordAt ?? facts.AnsweredAt ?? facts.DueAt;

    /// <param name="now">UTC.</param>
    public static bool IsOverdue(ProposalFacts facts, DateTime now) => facts.AnsweredAt is null && facts.DueAt < now;

    /// <summary>Whether the actor works on this proposal at all, on either side. What nobody has lies with every coordinator of the municipality.</summary>
    public static bool IsTheirs(SocialProposal proposal, ActionContext actor) =>
        actor.Role.IsClinic() ? proposal.ClinicId == actor.ClinicId
        : actor.Role.IsCasework() && proposal.MunicipalityId == actor.MunicipalityId
            && (proposal.CaseworkerId == actor.PersonId
                || (proposal.UnitId is { } unit ? actor.UnitIds.Contains(unit) : actor.Role == Role.Coordinator));

    /// <returns>Null when the actor may do it now; else why not.</returns>
    public static Refusal? WhyNot(SocialProposal proposal, ProposalAction action, ActionContext actor) =>
        IsTheirs(proposal, actor) ? WhyNotRole(proposal, action, actor) ?? WhyNotNow(proposal, action) : new Refusal("Refusals.ProposalNotYours");

    /// <summary>Who may propose at all: what a doctor tells about a patient, a doctor answers for.</summary>
    public static Refusal? WhyNotSend(ActionContext actor) =>
        actor is { Role: Role.Gp, ClinicId: not null } ? null : new Refusal("Refusals.OnlyDoctorProposes");

    /// <summary>What is wrong with the doctor's form. Its fields have these names.</summary>
    /// <param name="today">The day in Denmark.</param>
    public static IReadOnlyList<FieldError> Check(ProposalInput input, DateOnly today)
    {
        FieldError?[] errors =
        [
            input.CitizenId is not null ? null
                : input.PatientName.Length == 0 ? new FieldError("patientName", "Errors.PatientName")
                : TextRules.CheckLine("patientName", input.PatientName, LongestName),
            input.CitizenId is null && CprNumber.TryParse(input.Cpr) is null ? new FieldError("cpr", "Errors.PatientCpr") : null,
            input.Proposal.Length == 0 ? new FieldError("proposal", "Errors.ProposalEmpty") : TextRules.CheckText("proposal", input.Proposal, LongestProposal),
            input.OfferVersionIds.Count > MostOffers ? new FieldError("offerSearch", "Errors.ProposalOffers", MostOffers) : null,
            input.ConsentGivenOn is not { } given ? new FieldError("consentGivenOn", "Errors.Date")
                : given > today ? new FieldError("consentGivenOn", "Errors.ConsentGivenLater")
                : given < today.AddYears(-1) ? new FieldError("consentGivenOn", "Errors.ConsentTooOld")
                : null,
            input.ConsentHowGiven is null ? new FieldError("consentHowGiven", "Errors.ConsentHow") : null,
        ];
        return [.. errors.OfType<FieldError>()];
    }

    /// <summary>What is wrong with the municipality's form.</summary>
    /// <param name="isAnswer">The words go to the doctor now; else they are not kept, and none are needed.</param>
    public static IReadOnlyList<FieldError> Check(ProposalAnswerInput input, bool isAnswer)
    {
        FieldError?[] errors =
        [
            input.Triage is null ? new FieldError("triage", "Errors.ProposalTriage") : null,
            !isAnswer ? null
                : input.Words.Length > 0 ? TextRules.CheckText("words", input.Words, LongestAnswer)
                : new FieldError("words", input.Triage == ProposalTriage.NotRelevant ? "Errors.ProposalReason" : "Errors.ProposalWords"),
        ];
        return [.. errors.OfType<FieldError>()];
    }

    private static Refusal? WhyNotRole(SocialProposal proposal, ProposalAction action, ActionContext actor) => action switch
    {
        ProposalAction.Receive or ProposalAction.Triage or ProposalAction.Answer or ProposalAction.LinkRequest or ProposalAction.ReadLastWord =>
            actor.Role.IsCasework() ? null : new Refusal("Refusals.OnlyMunicipalityAnswers"),
        ProposalAction.Assign => actor.Role == Role.Coordinator ? null : new Refusal("Refusals.OnlyCoordinatorAssigns"),
        ProposalAction.ReadAnswer => actor.Role == Role.Gp && actor.PersonId == proposal.DoctorId ? null : new Refusal("Refusals.OnlyItsDoctorReads"),
        ProposalAction.AddLastWord => actor.Role == Role.Gp ? null : new Refusal("Refusals.OnlyDoctorEnds"),
    };

    private static Refusal? WhyNotNow(SocialProposal proposal, ProposalAction action)
    {
        var facts = proposal.Facts;
        return action switch
        {
            ProposalAction.Receive => facts.ReceivedAt is null ? null : new Refusal("Refusals.ProposalReceived"),
            ProposalAction.Assign =>
                facts.AnsweredAt is not null ? new Refusal("Refusals.ProposalAnswered")
                : proposal.CitizenId is not null ? new Refusal("Refusals.ProposalFollowsCase")
                : null,
            ProposalAction.Triage or ProposalAction.Answer => facts.AnsweredAt is null ? null : new Refusal("Refusals.ProposalAnswered"),
            ProposalAction.LinkRequest =>
                proposal.CitizenId is null ? new Refusal("Refusals.ProposalUnknownCitizen")
                : facts.Triage == ProposalTriage.NeedsMore ? null
                : new Refusal("Refusals.ProposalNeedsNoRequest"),
            ProposalAction.ReadAnswer =>
                facts.AnsweredAt is null ? new Refusal("Refusals.ProposalNotAnswered")
                : facts.DoctorReadAt is null ? null
                : new Refusal("Refusals.ProposalRead"),
            ProposalAction.AddLastWord =>
                facts.AnsweredAt is null ? new Refusal("Refusals.ProposalNotAnswered")
                : facts.LastWordAt is null ? null
                : new Refusal("Refusals.ProposalEnded"),
            ProposalAction.ReadLastWord => facts.LastWordAt is not null && facts.LastWordReadAt is null ? null : new Refusal("Refusals.ProposalRead"),
        };
    }
}
