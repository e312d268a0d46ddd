using System.Globalization;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>What stands in a section of an answer, as text to read.</summary>
public static class AnswerWords
{
    /// <summary>What a part of the form is called where there is little room.</summary>
    public static string Name(Texts texts, AnswerPart part) => part.Question is { } number ? texts["Certificates.Question", number] : part.Section.Label;

    /// <returns>An empty text when nothing was filled in.</returns>
    public static string Of(Texts texts, CertificateSection section, AnswerContent content, RequestContent request)
    {
        var value = content[section.Id];
        if (value.Length == 0)
        {
            return "";
        }

        return section.Type switch
        {
            SectionType.Choice => section.Detail is { } detail && content[detail.Id].Length > 0
                ? $"{section.OptionLabel(value)}: {content[detail.Id]}"
                : section.OptionLabel(value),
            SectionType.Boolean => texts["Shared.Yes"],
            SectionType.Considerations => string.Join(", ", content.Considerations(section.Id).Select(consideration => texts.Of(consideration))),
            SectionType.Matrix => string.Join('\n', request.Lines(section.RowsFrom ?? "")
                .Zip(value.Split('\n'), (row, option) => option.Length == 0 ? row : $"{row}: {section.OptionLabel(option)}")),
            SectionType.Date => FormDay.Read(value) is { } day
                ? day.ToString(Texts.IsDanish ? "d. MMMM yyyy" : "d MMMM yyyy", CultureInfo.GetCultureInfo(Texts.IsDanish ? "da-DK" : "en-GB"))
                : value,
            SectionType.Text or SectionType.List or SectionType.Contact or SectionType.Answers or SectionType.Period or SectionType.Signature
                or SectionType.OfferRefs or SectionType.OfferRef => value,
        };
    }
}
