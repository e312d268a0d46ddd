namespace Portal.Data.Offers;

public enum OfferStatus
{
    /// <summary>Being written; seen by the municipality that owns it.</summary>
    Draft,

    /// <summary>Seen by everybody who may read offers.</summary>
    Published,
}

public enum OfferKind
{
    WorkPlacement,
    TrialPlacement,
    JobTraining,
    CompanyCentre,
    Assessment,
    Training,
    Health,
    Course,
    Mentoring,
    Counselling,
    EmploymentWithSupport,
}

public enum ReferralKind
{
    /// <summary>Visiteret: the municipality must refer.</summary>
    Referred,

    /// <summary>Uvisiteret: the doctor can tell the citizen directly.</summary>
    OpenAccess,
}

public enum OwnerKind
{
    Municipality,
    Region,
    CivilSociety,
    Company,
}

public enum AttendanceKind
{
    Voluntary,
    Duty,
}

public enum HirePossible
{
    Yes,
    No,
    NotRelevant,
}

/// <summary>What the body meets at the place. Each is answered for each offer, so that »træk, tunge løft og lange trapper« is a fact and not a myth.</summary>
public enum PhysicalDemand
{
    Draught,
    HeavyLifting,
    LongStairs,
    Standing,
    Walking,
    Sitting,
    Bending,
    Repetition,
    Noise,
    Outdoors,
    FastPace,
}

public enum DemandLevel
{
    No,
    Sometimes,
    Yes,
}

/// <summary>Skånehensyn: the one vocabulary for what an offer can meet and what a doctor asks for, so that the two can be matched.</summary>
public enum Consideration
{
    ReducedHours,
    NoHeavyLifting,
    NoBending,
    NoLongStanding,
    NoLongSitting,
    NoStairs,
    NoDraught,
    Quiet,
    ExtraBreaks,
    FlexibleStart,
    OwnPace,
    FewPeople,
    FixedContact,
    NoShiftWork,
    WrittenInstructions,
}

public enum AdaptationLevel
{
    Possible,
    ByAgreement,
    NotPossible,
}

/// <summary>Ranges of weekly hours to filter by; an offer is in each range that its own hours touch.</summary>
public enum HoursBand
{
    UpTo5,
    From5To15,
    From15To25,
    Over25,
}
