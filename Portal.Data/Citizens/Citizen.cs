namespace Portal.Data.Citizens;

/// <summary>What the citizen lives on; it decides which rules the case follows.</summary>
public enum BenefitArea
{
    Sygedagpenge,
    Jobafklaring,
    Kontanthjaelp,
    Ressourceforloeb,
    Fleksjob,
    Integration,
    Ledighedsydelse,
    Andet,
}

public sealed record Citizen
{
    public required Guid Id { get; init; }

    public required Guid MunicipalityId { get; init; }

    public required Guid UnitId { get; init; }

    public required Guid CaseworkerId { get; init; }

    public required string CaseworkerName { get; init; }

    /// <summary>The clinic the citizen is listed with.</summary>
    public required Guid ClinicId { get; init; }

    public required string ClinicName { get; init; }

    public required string ClinicCity { get; init; }

    public string ClinicPhone { get; init; } = "";

    public required bool ClinicIsEnabled { get; init; }

    /// <summary>Why the clinic receives nothing for the time being; null when it does.</summary>
    public string? ClinicLockedReason { get; init; }

    public required string Name { get; init; }

    public required DateOnly BornOn { get; init; }

    /// <summary>First six digits of the CPR number.</summary>
    public required string BirthDigits { get; init; }

    public required string Occupation { get; init; }

    public DateOnly? SickSinceOn { get; init; }

    public required BenefitArea BenefitArea { get; init; }

    /// <summary>The language an interpreter is needed for; null when none is needed.</summary>
    public string? InterpreterLanguage { get; init; }

    /// <summary>Name and address protection: lists do not show the name.</summary>
    public bool IsProtected { get; init; }

    /// <summary>Goes up when the case gets another caseworker.</summary>
    public int Version { get; init; }

    /// <summary>Age in whole years on a day.</summary>
    public int AgeOn(DateOnly day) => day.Year - BornOn.Year - (day < BornOn.AddYears(day.Year - BornOn.Year) ? 1 : 0);
}

/// <summary>A citizen as a list shows them.</summary>
public sealed record CitizenListItem
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string BirthDigits { get; init; }

    public required string CaseworkerName { get; init; }

    public required string ClinicName { get; init; }

    public required string Occupation { get; init; }

    public bool IsProtected { get; init; }
}

/// <summary>What is needed to register a citizen.</summary>
public sealed record NewCitizen
{
    public required CprNumber Cpr { get; init; }

    public required string Name { get; init; }

    public required Guid MunicipalityId { get; init; }

    public required Guid UnitId { get; init; }

    public required Guid CaseworkerId { get; init; }

    public required Guid ClinicId { get; init; }

    public required string Occupation { get; init; }

    public DateOnly? SickSinceOn { get; init; }

    public required BenefitArea BenefitArea { get; init; }

    public string? InterpreterLanguage { get; init; }

    public bool IsProtected { get; init; }
}
