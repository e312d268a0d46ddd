using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Data.Consents;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Certificates;

/// <summary>Makes the part of a form in which the consent is chosen, for every page that needs a basis.</summary>
public sealed class BasisForms(ConsentRepository consents, When when, Texts texts)
{
    // More than a citizen gives in the years that one holds.
    private const int MostConsents = 50;

    /// <summary>From nothing, or from what a draft has kept.</summary>
    /// <param name="chosen">The consent that the draft rests on.</param>
    /// <param name="begun">What the draft has of a new consent.</param>
    public async Task<BasisForm> OfAsync(CertificateTypeDefinition type, Citizen citizen, Guid? chosen, ConsentInput? begun, CancellationToken ct)
    {
        var options = await ListAsync(type, citizen, chosen, ct);
        var preset = Preset(type, citizen);
        return new BasisForm
        {
            Consents = options,
            Chosen = begun is not null ? BasisForm.New : chosen?.ToString() ?? BasisForm.PresetOf(options),
            NewConsent = begun is null ? preset : ConsentFieldsModel.Of(begun, preset),
        };
    }

    public async Task<BasisForm> PostedAsync(IFormCollection form, CertificateTypeDefinition type, Citizen citizen, CancellationToken ct)
    {
        var chosen = form["consentId"].ToString();
        return new BasisForm
        {
            Consents = await ListAsync(type, citizen, Guid.TryParse(chosen, out var id) ? id : null, ct),
            Chosen = chosen,
            NewConsent = ConsentFieldsModel.Read(form, ClinicOf(citizen)) with { ClinicIsGiven = true },
        };
    }

    /// <summary>What the form says about the consent, as far as its choice of basis lets it count.</summary>
    public static RequestInput With(RequestInput input, BasisForm basis) =>
        input.Content[CertificateForms.BasisSection] is "" or CertificateForms.ConsentBasis
            ? input with
            {
                ConsentId = Guid.TryParse(basis.Chosen, out var id) ? id : null,
                NewConsent = basis.Chosen == BasisForm.New ? basis.NewConsent.ToInput() : null,
            }
            : input;

    private static IReadOnlyList<ConsentSource> ClinicOf(Citizen citizen) => [new ConsentSource(citizen.ClinicId, citizen.ClinicName)];

    private ConsentFieldsModel Preset(CertificateTypeDefinition type, Citizen citizen) => ConsentFieldsModel.Preset(
        ClinicOf(citizen), type.InformationKinds, Language.InDanish(() => texts.Of(citizen.BenefitArea)), when.Today) with { ClinicIsGiven = true };

    /// <summary>The consents that hold today, and the one that is chosen whether it holds or not.</summary>
    private async Task<IReadOnlyList<ConsentOption>> ListAsync(CertificateTypeDefinition type, Citizen citizen, Guid? chosen, CancellationToken ct) =>
        [.. (await consents.ListForCitizenAsync(citizen.Id, MostConsents, ct))
            .Where(consent => consent.IsValidOn(when.Today) || consent.Id == chosen)
            .Select(consent => new ConsentOption(
                consent, ConsentRules.WhyNotCovered(consent, type.InformationKinds, citizen.ClinicId, when.Today)))];
}
