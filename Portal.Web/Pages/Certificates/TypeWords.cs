using System.Globalization;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>What a certificate type costs, asks of the doctor, and when it is answered, in words.</summary>
public static class TypeWords
{
    /// <summary>The LÆ code that a doctor knows the form by; null for a form without one.</summary>
    public static string? Code(CertificateTypeDefinition type) =>
        type.Code is { } code && code.StartsWith("LÆ", StringComparison.Ordinal) ? code.Replace(' ', '\u00a0') : null;

    /// <summary>The name with the code.</summary>
    public static string Name(CertificateTypeVersion type) =>
        Code(type.Definition) is { } code ? $"{type.Definition.Name} ({code})" : type.Definition.Name;

    /// <summary>Who pays by which rule; an amount only where the municipality has entered one, with its date and source.</summary>
    public static string Fee(Texts texts, When when, CertificateTypeVersion type)
    {
        var rule = texts[$"Certificates.FeeRule.{type.Definition.FeeRule}"];
        return Amount(texts, when, type.Settings) is { } amount ? $"{rule} {amount}" : rule;
    }

    /// <summary>The amount with its date and source; null when none is entered.</summary>
    public static string? Amount(Texts texts, When when, TypeSettings settings) => settings is { FeeOre: { } ore, FeeFromOn: { } from }
        ? texts["Certificates.FeeAmount", Kroner(ore), when.Day(from), settings.FeeSource]
        : null;

    /// <summary>Whether the citizen must come, and for how long.</summary>
    public static string Doctor(Texts texts, CertificateTypeDefinition type)
    {
        var attendance = texts[$"Certificates.Attendance.{type.Attendance}"];
        return type.ConsultMinutes is { } minutes ? $"{attendance} {texts["Certificates.ConsultMinutes", minutes]}" : attendance;
    }

    /// <summary>Both clocks, for a request that is sent today.</summary>
    public static string Answer(Texts texts, When when, DeadlineRule deadline)
    {
        var byRequest = deadline.AfterRequestDays is { } days && CertificateRules.AnswerDueAt(deadline, when.Today, null) is { } due
            ? texts["Certificates.AnswerIfSentToday", when.Day(DanishTime.DayOf(due)), days]
            : null;
        var byConsultation = deadline.AfterConsultationDays is { } after ? texts["Certificates.AnswerAfterConsultation", after] : null;
        return (byRequest, byConsultation) switch
        {
            (null, null) => texts["Certificates.NoDeadline"],
            ({ } first, null) => first,
            (null, { } second) => second,
            ({ } first, { } second) => $"{first} {second} {texts["Certificates.EarliestClock"]}",
        };
    }

    /// <param name="ore">An amount in øre.</param>
    private static string Kroner(int ore) =>
        (ore / 100m).ToString(ore % 100 == 0 ? "N0" : "N2", CultureInfo.GetCultureInfo(Texts.IsDanish ? "da-DK" : "en-GB"));
}
