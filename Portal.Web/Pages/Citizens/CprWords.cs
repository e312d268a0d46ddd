using Portal.Data.Citizens;

namespace Portal.Web.Pages.Citizens;

/// <summary>A CPR number as people write it. Whoever calls this has logged that it is shown.</summary>
public static class CprWords
{
    public static string Grouped(CprNumber cpr) => $"{cpr.BirthDigits}-{cpr.Reveal()[6..]}";
}
