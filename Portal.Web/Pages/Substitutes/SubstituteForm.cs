using Portal.Data;
using Portal.Data.Directory;
using Portal.Data.Substitutions;

namespace Portal.Web.Pages.Substitutes;

/// <summary>The form in which a clinic says who answers for a doctor, and when.</summary>
public sealed record SubstituteForm
{
    public Guid CommandId { get; init; } = Guid.CreateVersion7();

    public Guid? DoctorId { get; init; }

    public Guid? SubstituteId { get; init; }

    /// <summary>The days as they were typed.</summary>
    public string FromOn { get; init; } = "";

    public string ToOn { get; init; } = "";

    public string Reason { get; init; } = "";

    /// <summary>The clinic's own doctors.</summary>
    public IReadOnlyList<Person> Doctors { get; init; } = [];

    /// <summary>Everybody who could stand in, the clinic's own doctors first.</summary>
    public IReadOnlyList<SubstituteChoice> Choices { get; init; } = [];

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>What was posted, whatever is wrong with it.</summary>
    public static SubstituteForm Read(IFormCollection form) => new()
    {
        CommandId = Guid.TryParse(form["commandId"], out var command) ? command : Guid.CreateVersion7(),
        DoctorId = Guid.TryParse(form["doctorId"], out var doctor) ? doctor : null,
        SubstituteId = Guid.TryParse(form["substituteId"], out var substitute) ? substitute : null,
        FromOn = TextRules.Clean(form["fromOn"]),
        ToOn = TextRules.Clean(form["toOn"]),
        Reason = TextRules.Clean(form["reason"]),
    };

    public SubstitutionInput ToInput() => new()
    {
        CommandId = CommandId,
        DoctorId = DoctorId,
        SubstituteId = SubstituteId,
        FromOn = FormDay.Read(FromOn),
        ToOn = FormDay.Read(ToOn),
        Reason = Reason,
    };
}
