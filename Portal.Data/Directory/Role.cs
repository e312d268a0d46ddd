namespace Portal.Data.Directory;

/// <summary>What a person does in the portal. A right is this role, in this organisation, on this object, in its present state.</summary>
public enum Role
{
    /// <summary>General practitioner: answers and signs.</summary>
    Gp,

    /// <summary>Practice staff: may do all that the doctor does but sign.</summary>
    ClinicStaff,

    Caseworker,

    /// <summary>Coordinator of a unit: a caseworker for the whole unit, who also keeps the offers.</summary>
    Coordinator,

    /// <summary>Lægekonsulent: sees only what is put before them.</summary>
    MedicalConsultant,

    /// <summary>People, clinics and settings; no health data.</summary>
    Administrator,

    /// <summary>The access log only.</summary>
    Auditor,
}

/// <summary>Groups of roles that several rules ask for.</summary>
public static class Roles
{
    public static bool IsClinic(this Role role) => role is Role.Gp or Role.ClinicStaff;

    public static bool IsCasework(this Role role) => role is Role.Caseworker or Role.Coordinator;
}
