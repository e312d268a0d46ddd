using Portal.Data;
using Portal.Data.Certificates.Quality;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>A piece of advice in words.</summary>
public static class HintWords
{
    public static string Of(Texts texts, When when, QualityHint hint) => hint switch
    {
        { Answered: { } answered } => texts[
            "Composer.Hint.QuestionAnswered", answered.Type.Definition.Name, when.Day(DanishTime.DayOf(answered.AnsweredAt))],
        { EndsOn: { } ends, DueOn: { } due } => texts["Composer.Hint.ConsentEndsFirst", when.Day(ends), when.Day(due)],
        { Code: QualityCode.TooManyQuestions } => texts["Composer.Hint.TooManyQuestions", RequestQuality.ManyQuestions],
        _ => texts[$"Composer.Hint.{hint.Code}"],
    };
}
