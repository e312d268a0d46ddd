using Portal.Data.Certificates;
using Portal.Data.Printing;
using Portal.Web.Pages.Citizens;

namespace Portal.Web.Pages.Certificates;

/// <summary>A certificate on paper, as the partial views draw it.</summary>
/// <param name="VerifyAddress">Where the code is checked, with host: it is read from paper.</param>
public sealed record PaperModel(PrintedCertificate Printed, string VerifyAddress)
{
    public Certificate Certificate => Printed.Certificate;

    public bool ShowsRequest => Printed.Part is PrintPart.Request or PrintPart.Both;

    public bool ShowsAnswer => Printed.Part is PrintPart.Answer or PrintPart.Both;

    public string Cpr => CprWords.Grouped(Printed.Cpr);

    public string Code => PrintCode.Grouped(Printed.Code);
}
