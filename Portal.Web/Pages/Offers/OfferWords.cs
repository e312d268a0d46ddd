using System.Globalization;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Offers;

/// <summary>The numbers of an offer in words.</summary>
public static class OfferWords
{
    /// <summary>Such as »3–5 timer om ugen« or »10 timer om ugen«.</summary>
    public static string Hours(Texts texts, int minMinutes, int maxMinutes) =>
        texts["Offers.HoursPerWeek", Range(Hours(minMinutes), Hours(maxMinutes))];

    /// <summary>Such as »8–16 uger«, »10 uger« or »løbende«.</summary>
    public static string Length(Texts texts, int minWeeks, int maxWeeks) => maxWeeks == 0
        ? texts["Offers.OpenEnded"]
        : minWeeks == maxWeeks ? texts.Count("Offers.Weeks", maxWeeks) : texts["Offers.Weeks.many", $"{minWeeks}–{maxWeeks}"];

    private static string Hours(int minutes) =>
        (minutes / 60m).ToString("0.##", CultureInfo.GetCultureInfo(Texts.IsDanish ? "da-DK" : "en-GB"));

    private static string Range(string from, string to) => from == to ? from : $"{from}–{to}";
}
