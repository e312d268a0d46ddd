namespace Portal.Data.Consents;

/// <summary>What makes a consent a consent, and what it covers. Pure; asked by the form, at sending and at signing.</summary>
public static class ConsentRules
{
    public const int LongestCaseReference = 120;
    public const int LongestSources = 300;

    /// <summary>The longest a consent may hold: one year (retssikkerhedsbekendtgørelsen; sundhedsloven § 44 stk. 2).</summary>
    public static DateOnly LatestExpiry(DateOnly givenOn) => givenOn.AddYears(1);

    /// <summary>What is wrong with a consent that somebody wants to register.</summary>
    /// <param name="today">The day in Denmark.</param>
    public static IReadOnlyList<FieldError> Check(ConsentInput input, DateOnly today)
    {
        var errors = new List<FieldError>();
        AddIf(input.Kinds.Count == 0, "consent.kinds", "Errors.ConsentKinds");
        AddIf(input.ClinicIds.Count == 0 && string.IsNullOrWhiteSpace(input.OtherSources), "consent.clinics", "Errors.ConsentSources");
        AddIf(string.IsNullOrWhiteSpace(input.CaseReference), "consent.case", "Errors.ConsentCase");
        AddIf(input.HowGiven is null, "consent.how", "Errors.ConsentHow");
        AddIf(!input.ToldAboutRefusing, "consent.told", "Errors.ConsentTold");
        if (input.GivenOn is not { } given)
        {
            errors.Add(new FieldError("consent.given", "Errors.Date"));
        }
        else
        {
            AddIf(given > today, "consent.given", "Errors.ConsentGivenLater");
            AddIf(input.ExpiresOn is null, "consent.expires", "Errors.Date");
            AddIf(input.ExpiresOn < today || input.ExpiresOn < given, "consent.expires", "Errors.ConsentExpired");
            AddIf(input.ExpiresOn > LatestExpiry(given), "consent.expires", "Errors.ConsentTooLong");
        }

        errors.AddRange(CheckTexts(input));
        return errors;

        void AddIf(bool isWrong, string field, string key)
        {
            if (isWrong)
            {
                errors.Add(new FieldError(field, key));
            }
        }
    }

    /// <summary>What of a consent that is still being written cannot be stored.</summary>
    public static IReadOnlyList<FieldError> CheckTexts(ConsentInput input) =>
        [.. new[]
        {
            TextRules.CheckLine("consent.case", input.CaseReference, LongestCaseReference),
            TextRules.CheckLine("consent.sources", input.OtherSources, LongestSources),
        }.OfType<FieldError>()];

    /// <summary>Whether a request may rest on a consent.</summary>
    /// <param name="kinds">The kinds of information that the request asks for.</param>
    /// <param name="clinicId">The clinic that would answer.</param>
    /// <returns>Null when it may; else what the consent lacks, as a sentence that says what to do.</returns>
    public static Refusal? WhyNotCovered(Consent consent, IReadOnlyList<InformationKind> kinds, Guid clinicId, DateOnly today) =>
        consent.WithdrawnAt is not null ? new Refusal("Refusals.ConsentWithdrawn")
        : !consent.IsValidOn(today) ? new Refusal("Refusals.ConsentExpired")
        : consent.Clinics.All(clinic => clinic.ClinicId != clinicId) ? new Refusal("Refusals.ConsentOtherClinic")
        : kinds.Any(kind => !consent.Kinds.Contains(kind)) ? new Refusal("Refusals.ConsentOtherKinds")
        : null;

    /// <summary>The consent as a request keeps it.</summary>
    public static ConsentCopy Copy(Consent consent) => new()
    {
        ConsentId = consent.Id,
        Kinds = consent.Kinds,
        Sources = [.. consent.Clinics.Select(clinic => clinic.Name), .. string.IsNullOrWhiteSpace(consent.OtherSources) ? [] : new[] { consent.OtherSources }],
        CaseReference = consent.CaseReference,
        HowGiven = consent.HowGiven,
        GivenOn = consent.GivenOn,
        ExpiresOn = consent.ExpiresOn,
    };
}
