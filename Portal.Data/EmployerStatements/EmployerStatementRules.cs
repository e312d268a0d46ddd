using Portal.Data.Audit;
using Portal.Data.Directory;

namespace Portal.Data.EmployerStatements;

/// <summary>Where a statement stands, what may be done with it, and by whom. Asked alike by button and service.</summary>
public static class EmployerStatementRules
{
    /// <summary>Status and order from the dated facts.</summary>
    /// <param name="employerDueOn">The day the employer asked for.</param>
    public static StatementState Resolve(StatementFacts facts, DateOnly? employerDueOn)
    {
        var status = facts switch
        {
            { LapsedAt: not null } => StatementStatus.Lapsed,
            { SupersededById: not null } => StatementStatus.Superseded,
            { SharedAt: not null } => StatementStatus.SharedWithMunicipality,
            { IssuedAt: not null } => StatementStatus.Issued,
            { Part1CompletedAt: null, Part1ReturnedAt: not null } => StatementStatus.Part1Returned,
            { Part1CompletedAt: null } => StatementStatus.Part1Draft,
            { Part2StartedAt: not null } => StatementStatus.Part2InProgress,
            { ConsultationOn: not null } => StatementStatus.ConsultationBooked,
            _ => StatementStatus.Part1Complete,
        };
        return new StatementState(status, status switch
        {
            StatementStatus.Lapsed => facts.LapsedAt!.Value,
            StatementStatus.Issued or StatementStatus.SharedWithMunicipality or StatementStatus.Superseded => facts.IssuedAt!.Value,
            StatementStatus.Part1Draft or StatementStatus.Part1Returned or StatementStatus.Part1Complete
                or StatementStatus.ConsultationBooked or StatementStatus.Part2InProgress =>
                employerDueOn is { } day ? DanishTime.InstantOf(day, DanishCalendar.DueTime) : facts.CreatedAt,
        });
    }

    /// <summary>Whether the clinic has something to do with it.</summary>
    public static bool IsWaiting(StatementStatus status) => status switch
    {
        StatementStatus.Part1Draft or StatementStatus.Part1Returned or StatementStatus.Part1Complete
            or StatementStatus.ConsultationBooked or StatementStatus.Part2InProgress => true,
        StatementStatus.Issued or StatementStatus.SharedWithMunicipality or StatementStatus.Superseded or StatementStatus.Lapsed => false,
    };

    /// <summary>The status after an action, or null when the action does not fit the status.</summary>
    /// <remarks>Nobody writes the doctor's part before a consultation is booked: the certificate takes the patient's attendance.</remarks>
    public static StatementStatus? Next(StatementStatus status, StatementAction action) => (status, action) switch
    {
        (StatementStatus.Part1Draft or StatementStatus.Part1Returned, StatementAction.WriteFirst) => status,
        (StatementStatus.Part1Draft or StatementStatus.Part1Returned, StatementAction.CompleteFirst) => StatementStatus.Part1Complete,
        (StatementStatus.Part1Complete or StatementStatus.ConsultationBooked or StatementStatus.Part2InProgress, StatementAction.ReturnFirst) =>
            StatementStatus.Part1Returned,
        (StatementStatus.Part1Complete or StatementStatus.ConsultationBooked, StatementAction.Book) => StatementStatus.ConsultationBooked,
        (StatementStatus.Part2InProgress, StatementAction.Book) => StatementStatus.Part2InProgress,
        (StatementStatus.ConsultationBooked or StatementStatus.Part2InProgress, StatementAction.WriteSecond) => StatementStatus.Part2InProgress,
        (StatementStatus.ConsultationBooked or StatementStatus.Part2InProgress, StatementAction.Issue) => StatementStatus.Issued,
        (StatementStatus.Issued, StatementAction.Share) => StatementStatus.SharedWithMunicipality,
        (StatementStatus.Issued or StatementStatus.SharedWithMunicipality, StatementAction.NewRound) => StatementStatus.Superseded,
        (_, StatementAction.Lapse) when IsWaiting(status) => StatementStatus.Lapsed,
        _ => null,
    };

    /// <returns>Null when the actor may do it now; else why not.</returns>
    public static Refusal? WhyNot(StatementStatus status, Guid clinicId, StatementAction action, ActionContext actor) =>
        !actor.Role.IsClinic() || actor.ClinicId != clinicId ? new Refusal("EmployerStatements.NotYourClinic")
        : action == StatementAction.Issue && actor.Role != Role.Gp ? new Refusal("EmployerStatements.OnlyDoctorIssues")
        : Next(status, action) is null ? new Refusal($"EmployerStatements.WhyNot.{status}")
        : null;

    /// <returns>Null when the doctor may sign on a day; else why not.</returns>
    /// <param name="today">The day in Denmark.</param>
    public static Refusal? WhyNotYet(StatementFacts facts, DateOnly today) =>
        facts.ConsultationOn > today ? new Refusal("EmployerStatements.ConsultationAhead") : null;
}
