using System.Globalization;
using Portal.Data;
using Portal.Data.Fees;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Fees;

/// <summary>A fee in words.</summary>
public static class FeeWords
{
    /// <summary>Such as »1.140 kr.« or »1.140,50 kr.«.</summary>
    /// <param name="ore">An amount in øre.</param>
    public static string Kroner(Texts texts, int ore) => texts["Fees.Kroner", Number(ore, ore % 100 == 0 ? "N0" : "N2")];

    /// <summary>What some fees come to; a dash where no amount is known.</summary>
    public static string Sum(Texts texts, int ore, int number, int unknown) => number == unknown ? "–" : Kroner(texts, ore);

    /// <summary>A month within a sentence, such as »november 2026«.</summary>
    public static string Month(FeeMonth month)
    {
        var name = When.Month(month.FirstOn);
        return Texts.IsDanish ? char.ToLowerInvariant(name[0]) + name[1..] : name;
    }

    /// <summary>The amount, or that it goes by the agreement.</summary>
    public static string Amount(Texts texts, Fee fee) => fee.AmountOre is { } ore ? Kroner(texts, ore) : texts["Fees.ByAgreement"];

    /// <summary>Since when the amount holds and where it stands; that the clinic has typed it; or nothing, when there is none.</summary>
    public static string? AmountSource(Texts texts, When when, Fee fee) => fee switch
    {
        { AmountOre: null } => null,
        { AmountFromOn: { } from } => texts["Fees.AmountSource", when.Day(from), fee.AmountSource],
        _ => texts["Fees.AmountTyped"],
    };

    /// <summary>What the certificate is called: the code that a doctor knows it by, else its name.</summary>
    public static string Type(Fee fee) => Texts.IsDanish ? fee.TypeNameDa : fee.TypeNameEn;

    public static string Citizen(Fee fee) => $"{fee.BirthDigits}-••••";

    /// <summary>The day of the step that led to the state.</summary>
    public static DateOnly? StateOn(Fee fee)
    {
        var at = fee.State switch
        {
            FeeState.None => null,
            FeeState.Claimable => fee.ClaimableAt,
            FeeState.OnHold => fee.HeldAt,
            FeeState.Invoiced => fee.InvoicedAt,
            FeeState.Rejected => fee.RejectedAt,
            FeeState.Paid => fee.PaidAt,
            FeeState.Cancelled => fee.CancelledAt,
        };
        return at is { } instant ? DanishTime.DayOf(instant) : null;
    }

    /// <summary>What must be known about it besides its state; null when nothing.</summary>
    public static string? Note(Texts texts, Fee fee) => fee switch
    {
        { IsToBeRejected: true } => texts["Fees.ToBeRejected"],
        { IsHeldInvoice: true } => texts["Fees.HeldInvoice"],
        { State: FeeState.Paid, CancelledAt: not null } => texts["Fees.PaidAndCancelled"],
        { State: FeeState.Rejected } => texts["Fees.RejectedBecause", fee.RejectReason ?? ""],
        { State: FeeState.Claimable, UnitEan: null } => texts["Fees.NoEan"],
        _ => null,
    };

    /// <summary>The style of a state: the words say the same.</summary>
    public static string Style(FeeState state) => state switch
    {
        FeeState.Paid => "tag--ok",
        FeeState.Rejected => "tag--late",
        FeeState.OnHold => "tag--soon",
        FeeState.None or FeeState.Claimable or FeeState.Invoiced or FeeState.Cancelled => "",
    };

    /// <summary>An amount in kroner as a spreadsheet in Denmark reads it, such as »1140,50«.</summary>
    /// <param name="ore">An amount in øre.</param>
    public static string Plain(int? ore) => ore is { } amount ? (amount / 100m).ToString("0.00", CultureInfo.GetCultureInfo("da-DK")) : "";

    /// <summary>An amount in kroner as a column has it, such as »1.140,00«.</summary>
    /// <param name="ore">An amount in øre.</param>
    public static string Number(int ore) => Number(ore, "N2");

    private static string Number(int ore, string format) => (ore / 100m).ToString(format, CultureInfo.GetCultureInfo(Texts.IsDanish ? "da-DK" : "en-GB"));
}
