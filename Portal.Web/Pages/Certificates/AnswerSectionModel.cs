using Portal.Data.Certificates;

namespace Portal.Web.Pages.Certificates;

/// <summary>One section of the answer form.</summary>
/// <param name="Number">Its number on the page, from 1.</param>
public sealed record AnswerSectionModel(CertificateSection Section, int Number, AnswerForm Form);
