using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Printing;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>Words of a paper. Its days are whole days: a paper is read in other years.</summary>
public static class PaperWords
{
    /// <summary>Such as »23. november 2026 kl. 10.42«.</summary>
    public static string Moment(When when, DateTime instant) => $"{when.Day(DanishTime.DayOf(instant))} {when.Clock(instant).Replace(' ', '\u00a0')}";

    /// <summary>The kind of document: all that the title of a paper may say.</summary>
    public static string Title(Certificate certificate) =>
        TypeWords.Code(certificate.Type.Definition) is { } code ? $"{code} {certificate.Type.Definition.Name}" : certificate.Type.Definition.Name;

    /// <summary>What the file is called: kind and versions.</summary>
    public static string FileName(Texts texts, PrintedCertificate printed)
    {
        var (request, answer) = printed.Versions;
        var part = printed.Part switch
        {
            PrintPart.Request => texts["Printing.File.Request", request],
            PrintPart.Answer => texts["Printing.File.Answer", answer],
            PrintPart.Both => texts["Printing.File.Both", request, answer],
        };
        return $"{printed.Certificate.Type.TypeId}-{part}.pdf";
    }

    /// <summary>A part as a button names it.</summary>
    public static string Part(Texts texts, PrintPart part) => texts[$"Printing.Part.{part}"];

    /// <summary>The part that an address names.</summary>
    /// <returns>False when it names none that there is.</returns>
    public static bool TryPart(string? word, out PrintPart? part)
    {
        part = Enum.GetValues<PrintPart>().Cast<PrintPart?>().FirstOrDefault(value => CertificateLinks.Word(value!.Value) == word);
        return part is not null || string.IsNullOrEmpty(word);
    }
}
