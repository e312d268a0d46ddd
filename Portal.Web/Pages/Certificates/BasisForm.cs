using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Consents;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Certificates;

/// <summary>On which consent a request rests: one that is registered, or one that is registered with it.</summary>
public sealed record BasisForm
{
    /// <summary>Value of the choice for a consent that is yet to be registered.</summary>
    public const string New = "new";

    /// <summary>The registered consents to choose among, newest first.</summary>
    public required IReadOnlyList<ConsentOption> Consents { get; init; }

    /// <summary>Id of a consent, <see cref="New"/>, or empty while nothing is chosen.</summary>
    public required string Chosen { get; init; }

    public required ConsentFieldsModel NewConsent { get; init; }

    /// <summary>What stands in the form before anybody has touched it: the only consent that covers, if there is just one.</summary>
    public static string PresetOf(IReadOnlyList<ConsentOption> consents) => consents.Where(option => option.WhyNot is null).ToList() switch
    {
        [] => New,
        [var only] => only.Consent.Id.ToString(),
        _ => "",
    };

    /// <summary>The registered consent that is chosen; null when none is.</summary>
    public Consent? Registered => Consents.FirstOrDefault(option => option.Consent.Id.ToString() == Chosen)?.Consent;

    /// <summary>The last day of the consent; null when it is not known.</summary>
    public DateOnly? EndsOn => Chosen == New ? NewConsent.ToInput().ExpiresOn : Registered?.ExpiresOn;

    /// <summary>The consent as the receiver would see it; null while it is incomplete.</summary>
    public ConsentCopy? Copy()
    {
        if (Registered is { } registered)
        {
            return ConsentRules.Copy(registered);
        }

        return Chosen == New && NewConsent.ToInput() is { HowGiven: { } how, GivenOn: { } given, ExpiresOn: { } expires } input
            ? new ConsentCopy
            {
                ConsentId = Guid.Empty,
                Kinds = input.Kinds,
                Sources = [.. NewConsent.Clinics.Where(clinic => input.ClinicIds.Contains(clinic.ClinicId)).Select(clinic => clinic.Name),
                    .. input.OtherSources.Length == 0 ? [] : new[] { input.OtherSources }],
                CaseReference = input.CaseReference,
                HowGiven = how,
                GivenOn = given,
                ExpiresOn = expires,
            }
            : null;
    }
}

/// <summary>A registered consent, and why it cannot carry the request; null when it can.</summary>
public sealed record ConsentOption(Consent Consent, Refusal? WhyNot);

/// <summary>The section of a form in which the basis is chosen.</summary>
public sealed record BasisModel
{
    public required CertificateSection Section { get; init; }

    public required RequestContent Content { get; init; }

    public required BasisForm Basis { get; init; }

    public IReadOnlyList<FieldError> Errors { get; init; } = [];
}
