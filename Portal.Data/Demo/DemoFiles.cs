using System.Reflection;
using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Data.Directory;
using Portal.Data.Offers;

namespace Portal.Data.Demo;

/// <summary>The demo world as <c>db/demo/*.json</c> describes it. Times are days before the demo's now.</summary>
internal static class DemoFiles
{
    public static T Read<T>(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"demo/{name}.json")!);
        return PortalJson.Read<T>(reader.ReadToEnd());
    }
}

internal sealed record DemoOrganisations
{
    public required IReadOnlyList<DemoMunicipality> Municipalities { get; init; }

    public required IReadOnlyList<DemoClinic> Clinics { get; init; }

    public required IReadOnlyList<DemoColleague> People { get; init; }
}

internal sealed record DemoMunicipality
{
    public required string Key { get; init; }

    public required string Name { get; init; }

    public required string ShortName { get; init; }

    public required string Label { get; init; }

    public required string Phone { get; init; }

    public required IReadOnlyList<DemoUnit> Units { get; init; }
}

internal sealed record DemoUnit
{
    public required string Key { get; init; }

    public required string Name { get; init; }
}

internal sealed record DemoClinic
{
    public required string Key { get; init; }

    public required string Municipality { get; init; }

    public required string Name { get; init; }

    public required string Street { get; init; }

    public required string PostalCode { get; init; }

    public required string City { get; init; }

    public required string Phone { get; init; }

    public required string ProviderNumber { get; init; }
}

internal sealed record DemoColleague
{
    public required string Key { get; init; }

    public string? Person { get; init; }

    public required string Name { get; init; }

    public required string Title { get; init; }

    public required Role Role { get; init; }

    public string? Clinic { get; init; }

    public string? Municipality { get; init; }

    public string? Unit { get; init; }

    /// <summary>Other units whose cases the person also sees.</summary>
    public IReadOnlyList<string> Covers { get; init; } = [];

    /// <summary>The clinic that a medical consultant also works at.</summary>
    public string? AlsoAt { get; init; }

    public required string Phone { get; init; }

    public required string ReachableHours { get; init; }

    public required string Email { get; init; }
}

internal sealed record DemoCitizen
{
    public required string Key { get; init; }

    public required string Name { get; init; }

    public required string Cpr { get; init; }

    public required string Caseworker { get; init; }

    public required string Clinic { get; init; }

    public required string Occupation { get; init; }

    public int? SickSinceDaysAgo { get; init; }

    public required BenefitArea BenefitArea { get; init; }

    public string? InterpreterLanguage { get; init; }

    public bool IsProtected { get; init; }
}

internal sealed record DemoCertificate
{
    public required string Citizen { get; init; }

    public required string Type { get; init; }

    public string? Doctor { get; init; }

    public required CertificateStatus State { get; init; }

    public int? SentDaysAgo { get; init; }

    public int? OpenedDaysAgo { get; init; }

    public int? ConsultationInDays { get; init; }

    public int? AnsweredDaysAgo { get; init; }

    public int? ApprovedDaysAgo { get; init; }

    public int? ClosedDaysAgo { get; init; }

    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Questions { get; init; } = [];

    public IReadOnlyList<string> WorkFunctions { get; init; } = [];

    public string? InterpreterLanguage { get; init; }

    public required string LegalBasis { get; init; }

    public string? LegalBasisReason { get; init; }

    public string RepeatReason { get; init; } = "";

    public string? SparringQuestion { get; init; }

    public string WithdrawalNote { get; init; } = "";

    /// <summary>The turn that brought it to its state.</summary>
    public DemoTurn Turn { get; init; } = new();

    public IReadOnlyList<DemoFeedback> Feedback { get; init; } = [];

    public DemoAnswer? Answer { get; init; }
}

internal sealed record DemoAnswer
{
    public string? PreparedBy { get; init; }

    public string? SignedBy { get; init; }

    public IReadOnlyDictionary<string, string> Sections { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<QuestionReply> Replies { get; init; } = [];

    public IReadOnlyList<string> Matrix { get; init; } = [];

    public IReadOnlyList<Consideration> Considerations { get; init; } = [];

    public IReadOnlyList<string> Offers { get; init; } = [];

    /// <summary>»Bør vurderes igen den«, whatever the type: in so many days from now, past ones below zero.</summary>
    public int? AgainInDays { get; init; }

    /// <summary>What the doctor mended after sending.</summary>
    public DemoCorrection? Correction { get; init; }
}

internal sealed record DemoCorrection
{
    public required int DaysAgo { get; init; }

    public IReadOnlyDictionary<string, string> Sections { get; init; } = new Dictionary<string, string>();
}

/// <summary>What one side did and wrote; which of it counts follows from the state.</summary>
internal sealed record DemoTurn
{
    public int DaysAgo { get; init; } = 1;

    public string Note { get; init; } = "";

    public DeclineCode? Code { get; init; }

    public string? Type { get; init; }

    public string? Clinic { get; init; }

    public string Section { get; init; } = "";

    public string Dispute { get; init; } = "";
}

internal sealed record DemoFeedback
{
    public required int DaysAgo { get; init; }

    public required string UsedFor { get; init; }

    public string CameOfIt { get; init; } = "";
}
