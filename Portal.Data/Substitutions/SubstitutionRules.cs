using Portal.Data.Audit;
using Portal.Data.Directory;

namespace Portal.Data.Substitutions;

/// <summary>Who may stand in for whom, and when. Asked alike by form, service and sign-in.</summary>
public static class SubstitutionRules
{
    /// <summary>Longest reason, in UTF-16 units.</summary>
    public const int LongestReason = 300;

    /// <summary>What is wrong with the form.</summary>
    /// <param name="today">The day in Denmark.</param>
    public static IReadOnlyList<FieldError> Check(SubstitutionInput input, DateOnly today)
    {
        var errors = new List<FieldError>();
        Add(input.DoctorId is null, "doctorId", "Errors.ChooseDoctorAway");
        Add(input.SubstituteId is null, "substituteId", "Errors.ChooseSubstitute");
        Add(input.DoctorId is not null && input.DoctorId == input.SubstituteId, "substituteId", "Errors.SubstituteForSelf");
        Add(input.FromOn is null, "fromOn", "Errors.Date");
        Add(input.FromOn < today, "fromOn", "Errors.SubstitutionPast");
        Add(input.ToOn is null, "toOn", "Errors.Date");
        Add(input.ToOn < input.FromOn, "toOn", "Errors.SubstitutionBackwards");
        Add(input is { FromOn: { } from, ToOn: { } to } && from.Year < DateOnly.MaxValue.Year && to > from.AddYears(1), "toOn", "Errors.SubstitutionTooLong");
        Add(input.Reason.Length == 0, "reason", "Errors.SubstitutionReason");
        if (TextRules.CheckText("reason", input.Reason, LongestReason) is { } error)
        {
            errors.Add(error);
        }

        return errors;

        void Add(bool isWrong, string field, string key)
        {
            if (isWrong)
            {
                errors.Add(new FieldError(field, key));
            }
        }
    }

    /// <returns>Null when the actor may set substitutes for a clinic; else why not.</returns>
    /// <remarks>Who stands in does not pass the clinic on: the doctors and the staff who work there decide.</remarks>
    public static Refusal? WhyNot(Guid clinicId, ActionContext actor) =>
        !actor.Role.IsClinic() || actor.ClinicId != clinicId ? new Refusal("Refusals.OnlyClinicSetsSubstitutes")
        : actor.OnBehalfOfId is not null ? new Refusal("Refusals.SubstituteSetsNoSubstitutes")
        : null;

    /// <returns>Null when the substitute may stand in for the doctor; else why not.</returns>
    public static Refusal? WhyNotPair(Guid clinicId, Person? doctor, Person? substitute) =>
        doctor is not { IsActive: true, Role: Role.Gp } || doctor.ClinicId != clinicId ? new Refusal("Refusals.DoctorNotOfClinic")
        : substitute is not { IsActive: true, Role: Role.Gp } ? new Refusal("Refusals.NoSuchSubstitute")
        : null;
}
