using Portal.Data.Audit;
using Portal.Data.Directory;

namespace Portal.Data.Handovers;

/// <summary>Who may give a case away, and to whom. Asked alike by link and service.</summary>
public static class CaseHandoverRules
{
    /// <summary>Longest note, in UTF-16 units: what one tells in the door, not a case file.</summary>
    public const int LongestNote = 300;

    /// <summary>What is wrong with the form.</summary>
    public static IReadOnlyList<FieldError> Check(HandoverInput input)
    {
        var errors = new List<FieldError>();
        if (input.ToId is null)
        {
            errors.Add(new FieldError("toId", "Errors.ChooseTaker"));
        }

        if (string.IsNullOrWhiteSpace(input.Note))
        {
            errors.Add(new FieldError("note", "Errors.HandoverNote"));
        }
        else if (TextRules.CheckText("note", input.Note, LongestNote) is { } error)
        {
            errors.Add(error);
        }

        return errors;
    }

    /// <returns>Null when the actor may give the case to the taker now; else why not.</returns>
    /// <param name="taker">Null when there is no such person.</param>
    public static Refusal? WhyNot(OwnedCase given, Person? taker, ActionContext actor) =>
        WhyNotGiver(given, actor) ?? WhyNotTaker(given, taker);

    /// <summary>The owner, and everybody who works for the owner's unit: somebody is always ill when it matters.</summary>
    public static Refusal? WhyNotGiver(OwnedCase given, ActionContext actor) =>
        !actor.Role.IsCasework() ? new Refusal("Refusals.OnlyCaseworkHandsOver")
        : actor.MunicipalityId == given.MunicipalityId && (actor.PersonId == given.CaseworkerId || actor.UnitIds.Contains(given.UnitId)) ? null
        : new Refusal("Refusals.NotYourCase");

    /// <summary>Everybody gives all of their own cases away; a coordinator also those of somebody who cannot.</summary>
    public static Refusal? WhyNotAllOf(Guid giverId, ActionContext actor) =>
        !actor.Role.IsCasework() ? new Refusal("Refusals.OnlyCaseworkHandsOver")
        : actor.PersonId == giverId || actor.Role == Role.Coordinator ? null
        : new Refusal("Refusals.OnlyCoordinatorHandsOverForOthers");

    private static Refusal? WhyNotTaker(OwnedCase given, Person? taker) =>
        taker is not { IsActive: true, UnitId: not null } || !taker.Role.IsCasework() || taker.MunicipalityId != given.MunicipalityId
            ? new Refusal("Refusals.NoSuchTaker")
            : taker.Id == given.CaseworkerId ? new Refusal("Refusals.TakerHasCase")
            : null;
}
