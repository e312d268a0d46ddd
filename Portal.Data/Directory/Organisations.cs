namespace Portal.Data.Directory;

public sealed record Municipality
{
    public required Guid Id { get; init; }

    /// <summary>Such as »Holbæk Kommune«.</summary>
    public required string Name { get; init; }

    /// <summary>Such as »Holbæk«; unique.</summary>
    public required string ShortName { get; init; }

    /// <summary>What the employment side calls itself, such as »Jobcenter Holbæk«. Data, since the job centre is no required unit after 2026.</summary>
    public required string Label { get; init; }

    public required string Phone { get; init; }
}

public sealed record Unit
{
    public required Guid Id { get; init; }

    public required Guid MunicipalityId { get; init; }

    public required string Name { get; init; }
}

public sealed record Clinic
{
    public required Guid Id { get; init; }

    public required Guid MunicipalityId { get; init; }

    public required string Name { get; init; }

    public required string Street { get; init; }

    public required string PostalCode { get; init; }

    public required string City { get; init; }

    public required string Phone { get; init; }

    /// <summary>Ydernummer, six digits.</summary>
    public required string ProviderNumber { get; init; }

    /// <summary>False for a clinic that has closed: nothing new can be sent to it.</summary>
    public bool IsEnabled { get; init; } = true;
}

public sealed record Person
{
    public required Guid Id { get; init; }

    /// <summary>Who the identity provider says it is; in Demo mode the name of a demo person. Null for people who do not sign in.</summary>
    public string? SignInKey { get; init; }

    public required string Name { get; init; }

    /// <summary>Job title as the person writes it, such as »Praktiserende læge«.</summary>
    public required string Title { get; init; }

    public required Role Role { get; init; }

    /// <summary>Set for people of a municipality, null for people of a clinic.</summary>
    public Guid? MunicipalityId { get; init; }

    public Guid? UnitId { get; init; }

    /// <summary>Set for people of a clinic, null for people of a municipality.</summary>
    public Guid? ClinicId { get; init; }

    public required string Phone { get; init; }

    /// <summary>When the person can be reached by phone, in words.</summary>
    public required string ReachableHours { get; init; }

    /// <summary>Where invitations are sent; null when the person gets no mail.</summary>
    public string? Email { get; init; }

    public bool IsActive { get; init; } = true;
}
