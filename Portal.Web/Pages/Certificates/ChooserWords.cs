using Portal.Data.Certificates;
using Portal.Data.Certificates.Choosing;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>A proposal of the chooser in words.</summary>
public static class ChooserWords
{
    public static string Heading(Texts texts, ProposalKind kind, CertificateTypeVersion? type) => kind switch
    {
        ProposalKind.Order or ProposalKind.Elsewhere => TypeWords.Name(type!),
        ProposalKind.Call => texts["Chooser.Call"],
        ProposalKind.Write => texts["Chooser.Write"],
    };
}
