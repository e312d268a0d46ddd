using System.Globalization;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.EmployerStatements;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.EmployerStatements;

/// <summary>What stands in a statement, as text to read.</summary>
public static class StatementWords
{
    /// <returns>An empty text when nothing was filled in.</returns>
    public static string Of(Texts texts, When when, CertificateSection section, IReadOnlyDictionary<string, string> part)
    {
        var value = part.GetValueOrDefault(section.Id, "");
        return section.Type switch
        {
            SectionType.Choice => value.Length == 0 ? "" : section.OptionLabel(value),
            SectionType.Period => StatementForms.Period(part, section.Id) is { } period ? Of(texts, period.Unit, period.Number) : "",
            SectionType.Signature => string.Join('\n', StatementForms.Signers
                .Select(signer => (signer, Day: FormDay.Read(part.GetValueOrDefault(StatementForms.SignedField(section.Id, signer), ""))))
                .Where(signed => signed.Day is not null)
                .Select(signed => $"{texts[$"EmployerStatements.Signer.{signed.signer}"]}: {when.Day(signed.Day!.Value)}")),
            SectionType.Text or SectionType.List or SectionType.Contact or SectionType.Boolean or SectionType.Answers or SectionType.OfferRefs
                or SectionType.Matrix or SectionType.Date or SectionType.OfferRef or SectionType.Considerations => value,
        };
    }

    /// <summary>Such as »6 uger« or »Varigt«.</summary>
    public static string Of(Texts texts, PeriodUnit unit, int number) => unit switch
    {
        PeriodUnit.Weeks => texts.Count("EmployerStatements.Weeks", number),
        PeriodUnit.Months => texts.Count("EmployerStatements.Months", number),
        PeriodUnit.Permanent or PeriodUnit.NotKnown => texts.Of(unit),
    };

    /// <summary>As it stands in the box: »650« or »650,50«.</summary>
    public static string Kroner(int? ore) =>
        ore is not { } amount ? "" : (amount / 100m).ToString(amount % 100 == 0 ? "0" : "0.00", CultureInfo.GetCultureInfo("da-DK"));

    /// <summary>What the clinic does next.</summary>
    public static string NextStep(Texts texts, StatementStatus status) => status switch
    {
        StatementStatus.Part1Draft or StatementStatus.Part1Returned => texts["EmployerStatements.StepFirst"],
        StatementStatus.Part1Complete => texts["EmployerStatements.StepBook"],
        StatementStatus.ConsultationBooked or StatementStatus.Part2InProgress => texts["EmployerStatements.StepSecond"],
        StatementStatus.Issued or StatementStatus.SharedWithMunicipality or StatementStatus.Superseded or StatementStatus.Lapsed => texts["EmployerStatements.StepSee"],
    };
}
