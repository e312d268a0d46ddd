using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>Who may be here, and which certificate must exist: pages with an id meet it loaded, or are not found.</summary>
public static class Conventions
{
    public static void Apply(PageConventionCollection pages)
    {
        pages.AuthorizeFolder("/Certificates", Policies.Certificates);
        pages.AuthorizePage("/Certificates/New", Policies.AskCertificate);
        pages.AuthorizePage("/Certificates/Choose", Policies.AskCertificate);
        pages.AuthorizePage("/Certificates/Edit", Policies.AskCertificate);
        pages.AuthorizePage("/Certificates/Questions", Policies.AskCertificate);
        pages.AuthorizePage("/Certificates/Withdraw", Policies.AskCertificate);
        pages.AuthorizePage("/Certificates/Sparring", Policies.AskCertificate);
        pages.AuthorizePage("/Certificates/Basis", Policies.AskCertificate);
        pages.AuthorizePage("/Certificates/Remind", Policies.AskCertificate);
        pages.AuthorizePage("/Certificates/Clarify", Policies.AskCertificate);
        pages.AuthorizePage("/Certificates/SendElsewhere", Policies.AskCertificate);
        pages.AuthorizePage("/Certificates/Complement", Policies.AskCertificate);
        pages.AuthorizePage("/Certificates/Feedback", Policies.AskCertificate);
        pages.AuthorizePage("/Certificates/Decide", Policies.AskCertificate);
        pages.AuthorizePage("/Certificates/Answer", Policies.AnswerCertificate);
        pages.AuthorizePage("/Certificates/Attachments", Policies.AnswerCertificate);
        pages.AuthorizePage("/Certificates/Suggest", Policies.AnswerCertificate);
        pages.AuthorizePage("/Certificates/Decline", Policies.AnswerCertificate);
        pages.AuthorizePage("/Certificates/Redirect", Policies.AnswerCertificate);
        pages.AuthorizePage("/Certificates/Snippets", Policies.AnswerCertificate);
        pages.AllowAnonymousToPage("/Certificates/Verify");
        pages.AddFolderApplicationModelConvention("/Certificates", page =>
        {
            if (page.ModelType?.IsAssignableTo(typeof(CertificatePageModel)) == true)
            {
                page.Filters.Add(new ServiceFilterAttribute(typeof(CertificateFilter)));
            }
        });
    }
}
