using Portal.Data;
using Portal.Data.Directory.Hours;
using Portal.Data.Directory.Places;

namespace Portal.Web.Pages.Hours;

/// <summary>The form for some days and a word about them: a closure, a school holiday.</summary>
public sealed record DaysForm
{
    /// <summary>The days as they were typed.</summary>
    public string FromDay { get; init; } = "";

    public string ToDay { get; init; } = "";

    /// <summary>Why a clinic is closed, or what a holiday is called.</summary>
    public string Word { get; init; } = "";

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>What was posted, whatever is wrong with it.</summary>
    /// <param name="word">Name of the box for the word.</param>
    public static DaysForm Read(IFormCollection form, string word) =>
        new() { FromDay = TextRules.Clean(form["fromDay"]), ToDay = TextRules.Clean(form["toDay"]), Word = TextRules.Clean(form[word]) };

    /// <summary>What is wrong with a last day that was typed and is none: nothing else would notice it, since it may be left out.</summary>
    public IReadOnlyList<FieldError> CheckToDay() => ToDay.Length > 0 && FormDay.Read(ToDay) is null ? [new FieldError("toDay", "Errors.Date")] : [];

    public ClinicClosureInput ToClosure() => new() { FromDay = FormDay.Read(FromDay), ToDay = FormDay.Read(ToDay), Reason = Word };

    public SchoolHolidayInput ToHoliday() => new() { FromDay = FormDay.Read(FromDay), ToDay = FormDay.Read(ToDay), Name = Word };
}
