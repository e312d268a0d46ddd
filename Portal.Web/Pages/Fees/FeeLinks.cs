using Portal.Data;
using Portal.Data.Fees;

namespace Portal.Web.Pages.Fees;

/// <summary>Every address in the feature.</summary>
public static class FeeLinks
{
    public const string Index = "/fees";

    public static string Month(FeeMonth month, ListCursor? after = null) =>
        after is null ? $"/fees?month={month}" : $"/fees?month={month}&after={after}";

    /// <summary>The month's list after something was done, with a sentence about it.</summary>
    public static string MonthDone(FeeMonth month, string what) => $"/fees?month={month}&done={what}";

    /// <summary>The month as a file.</summary>
    public static string Csv(FeeMonth month) => $"/fees?handler=csv&month={month}";

    /// <summary>The month as a document on paper.</summary>
    /// <summary>A month as a file on paper.</summary>
    public static string Pdf(FeeMonth month) => $"/fees/print?handler=pdf&month={month}";

    public static string Print(FeeMonth month) => $"/fees/print?month={month}";

    /// <summary>The invoice basis of one certificate.</summary>
    public static string Details(Guid requestId) => $"/fees/{requestId}";

    /// <summary>The invoice basis after something was done, with a sentence about it.</summary>
    public static string Done(Guid requestId, string what) => $"/fees/{requestId}?done={what}";
}
