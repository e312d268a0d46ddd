namespace Portal.Data.Consents;

/// <summary>What a consent is good for on a day.</summary>
public enum ConsentState
{
    Valid,

    /// <summary>Valid, but not for long: time to ask the citizen again.</summary>
    ExpiresSoon,
    Expired,
    Withdrawn,
}

public static class ConsentStates
{
    /// <summary>Days before the last one from which a consent counts as running out. A proposal of the portal.</summary>
    public const int SoonDays = 30;

    /// <param name="today">The day in Denmark.</param>
    public static ConsentState StateOn(this Consent consent, DateOnly today) =>
        consent.WithdrawnAt is not null ? ConsentState.Withdrawn
        : consent.ExpiresOn < today ? ConsentState.Expired
        : consent.ExpiresOn < today.AddDays(SoonDays) ? ConsentState.ExpiresSoon
        : ConsentState.Valid;
}
