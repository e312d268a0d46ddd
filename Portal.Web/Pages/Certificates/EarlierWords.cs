using Portal.Data;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>An earlier answer in words.</summary>
public static class EarlierWords
{
    public static string Answered(Texts texts, When when, DateTime answeredAt, string clinic)
    {
        var days = when.Today.DayNumber - DanishTime.DayOf(answeredAt).DayNumber;
        return days switch
        {
            <= 0 => texts["Composer.AnsweredToday", clinic],
            1 => texts["Composer.AnsweredYesterday", clinic],
            _ => texts["Composer.AnsweredDays", days, clinic],
        };
    }
}
