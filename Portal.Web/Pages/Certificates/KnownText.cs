using Portal.Data;
using Portal.Data.Certificates;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>What the municipality has heard already, as the text that a new request begins with.</summary>
public static class KnownText
{
    private const int LongestExcerpt = 240;

    // What a doctor says about function carries over; history and treatment are left where they stand.
    private static readonly string[] Sections = ["function", "functionImpact", "m.considerations"];

    /// <summary>One line for each answer and each call, the newest first.</summary>
    /// <param name="clinicId">The clinic that will read it: of what another clinic wrote, it is told only that it was written.</param>
    public static string Of(Texts texts, When when, IReadOnlyList<AnsweredCertificate> answered, IReadOnlyList<DateTime> calls, Guid clinicId) =>
        Language.InDanish(() => string.Join('\n', answered
            .Select(certificate => (At: certificate.AnsweredAt, Line: Line(texts, when, certificate, clinicId)))
            .Concat(calls.Select(at => (At: at, Line: texts["Composer.KnownCall", when.Day(DanishTime.DayOf(at))])))
            .OrderByDescending(entry => entry.At)
            .Select(entry => entry.Line)));

    private static string Line(Texts texts, When when, AnsweredCertificate certificate, Guid clinicId)
    {
        var line = texts["Composer.KnownAnswer", certificate.Type.Definition.Name, when.Day(DanishTime.DayOf(certificate.AnsweredAt)), certificate.ClinicName];
        var excerpt = certificate.ClinicId == clinicId ? Excerpt(texts, certificate) : "";
        return excerpt.Length == 0 ? line : $"{line}: {excerpt}";
    }

    private static string Excerpt(Texts texts, AnsweredCertificate certificate)
    {
        var text = string.Join(' ', certificate.Type.Definition.AnswerSections
            .Where(section => Sections.Contains(section.Id))
            .Select(section => section.Type == SectionType.Considerations
                ? string.Join(", ", certificate.Answer.Considerations(section.Id).Select(texts.Of))
                : certificate.Answer[section.Id].ReplaceLineEndings(" "))
            .Where(part => part.Length > 0));
        if (text.Length <= LongestExcerpt)
        {
            return text;
        }

        var end = text.LastIndexOf(' ', LongestExcerpt);
        return $"{text[..(end > 0 ? end : LongestExcerpt)]} …";
    }
}
