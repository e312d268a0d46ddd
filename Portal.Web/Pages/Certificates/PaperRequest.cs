using Portal.Data.Certificates;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>One section of a request on paper.</summary>
/// <param name="Items">One text, or several below each other.</param>
/// <param name="IsTyped">A person wrote it, rather than the portal.</param>
public sealed record PaperLine(string Label, IReadOnlyList<string> Items, bool IsTyped = true);

/// <summary>What stands in a request, section by section, as plain texts.</summary>
public static class PaperRequest
{
    /// <summary>The sections that say something, in the form's order.</summary>
    public static IReadOnlyList<PaperLine> Of(Texts texts, When when, Certificate certificate)
    {
        var request = certificate.Request;
        return
        [
            new PaperLine(texts["Printing.Case"], [texts.Of(certificate.Citizen.BenefitArea)], IsTyped: false),
            .. request.RepeatReason.Length > 0 ? [new PaperLine(texts["Composer.WhyAgain"], [request.RepeatReason])] : Array.Empty<PaperLine>(),
            .. certificate.Type.Definition.RequestSections.Select(section => Of(texts, when, section, request)).OfType<PaperLine>(),
        ];
    }

    private static PaperLine? Of(Texts texts, When when, CertificateSection section, RequestContent request) => section.Type switch
    {
        SectionType.List => Typed(texts["Certificates.Questions"], [.. request.Questions.Select((question, index) => $"{index + 1}. {question}")]),
        SectionType.Contact => Typed(texts["Certificates.Contact"], [.. CertificateForms.ContactParts.Select(part => request[$"{section.Id}.{part.Part}"])]),
        SectionType.Choice when section.Id == CertificateForms.BasisSection => Basis(texts, when, section, request),
        SectionType.Choice => request[section.Id] is "" or "No" ? null : new PaperLine(section.Label, [Choice(section, request)], IsTyped: false),
        SectionType.Boolean => new PaperLine(section.Label, [texts[request[section.Id] == "true" ? "Shared.Yes" : "Shared.No"]], IsTyped: false),
        SectionType.OfferRefs => Typed(section.Label, request.Lines(section.Id)),
        SectionType.Text or SectionType.Answers or SectionType.Period or SectionType.Signature or SectionType.Matrix or SectionType.Date
            or SectionType.OfferRef or SectionType.Considerations => Typed(section.Label, [request[section.Id]]),
    };

    private static PaperLine? Basis(Texts texts, When when, CertificateSection section, RequestContent request) =>
        request[section.Id].Length == 0 ? null
        : request.Consent is not { } consent ? new PaperLine(texts["Composer.Basis"], [Choice(section, request)], IsTyped: false)
        : new PaperLine(
            texts["Composer.Basis"],
            [
                section.OptionLabel(request[section.Id]),
                string.Join(", ", consent.Kinds.Select(kind => texts.Of(kind))),
                $"{texts["Composer.ConsentFrom"]}: {string.Join(", ", consent.Sources)}",
                $"{texts["Composer.ConsentCase"]}: {consent.CaseReference}",
                texts["Composer.ConsentGivenHow", texts.Of(consent.HowGiven), when.Day(consent.GivenOn), when.Day(consent.ExpiresOn)],
            ],
            IsTyped: false);

    private static string Choice(CertificateSection section, RequestContent request) =>
        section.Detail is { } detail && request[detail.Id].Length > 0
            ? $"{section.OptionLabel(request[section.Id])}: {request[detail.Id]}"
            : section.OptionLabel(request[section.Id]);

    private static PaperLine? Typed(string label, IReadOnlyList<string> items)
    {
        string[] said = [.. items.Where(item => item.Length > 0)];
        return said.Length == 0 ? null : new PaperLine(label, said);
    }
}
