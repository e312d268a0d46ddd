using Portal.Data.Certificates;

namespace Portal.Data.EmployerStatements;

/// <summary>A statement as the database gives it. A caseworker's statement has no more than the document's columns and who shared it.</summary>
internal sealed record EmployerStatementRow
{
    public required Guid Id { get; init; }

    public required Guid ClinicId { get; init; }

    public required Guid TypeVersionId { get; init; }

    public required string PatientName { get; init; }

    public required string CprCipher { get; init; }

    public required string EmployerName { get; init; }

    public required string Part1 { get; init; }

    public required StatementSource Part1Source { get; init; }

    public string? Part2 { get; init; }

    public DateTime? IssuedAt { get; init; }

    public DateTime? SharedAt { get; init; }

    public string? ShareConsent { get; init; }

    public Guid? SupersededById { get; init; }

    public required string ClinicName { get; init; }

    public required string ClinicStreet { get; init; }

    public required string ClinicPostalCode { get; init; }

    public required string ClinicCity { get; init; }

    public required string ClinicPhone { get; init; }

    public string? IssuedByName { get; init; }

    public string? IssuedByTitle { get; init; }

    public Guid? DoctorId { get; init; }

    public string? DoctorName { get; init; }

    public string BirthDigits { get; init; } = "";

    public string EmployerContact { get; init; } = "";

    public DateOnly? EmployerDueOn { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime? Part1CompletedAt { get; init; }

    public DateTime? Part1ReturnedAt { get; init; }

    public string? Part1ReturnReason { get; init; }

    public DateOnly? ConsultationOn { get; init; }

    public DateTime? Part2StartedAt { get; init; }

    public Guid? PreparedById { get; init; }

    public string? PreparedByName { get; init; }

    public int? FeeOre { get; init; }

    public DateTime? LapsedAt { get; init; }

    public string? LapseReason { get; init; }

    public StatementStatus Status { get; init; }

    public string ChangedByName { get; init; } = "";

    public DateTime ChangedAt { get; init; }

    public int Version { get; init; }

    public Guid CitizenId { get; init; }

    public string SharedByName { get; init; } = "";

    public StatementDocument ToDocument(CertificateTypeDefinition form, DateOnly bornOn) => new()
    {
        Id = Id,
        Form = form,
        PatientName = PatientName,
        BornOn = bornOn,
        EmployerName = EmployerName,
        Part1Source = Part1Source,
        Part1 = PortalJson.Read<Dictionary<string, string>>(Part1),
        Part2 = Part2 is null ? [] : PortalJson.Read<Dictionary<string, string>>(Part2),
        ClinicName = ClinicName,
        ClinicStreet = ClinicStreet,
        ClinicPostalCode = ClinicPostalCode,
        ClinicCity = ClinicCity,
        ClinicPhone = ClinicPhone,
        DoctorName = IssuedByName,
        DoctorTitle = IssuedByTitle,
        IssuedAt = IssuedAt,
    };

    public EmployerStatement ToStatement(StatementDocument document) => new()
    {
        Id = Id,
        ClinicId = ClinicId,
        DoctorId = DoctorId,
        DoctorName = DoctorName,
        TypeVersionId = TypeVersionId,
        Document = document,
        BirthDigits = BirthDigits,
        EmployerContact = EmployerContact,
        EmployerDueOn = EmployerDueOn,
        Facts = new StatementFacts
        {
            CreatedAt = CreatedAt,
            Part1CompletedAt = Part1CompletedAt,
            Part1ReturnedAt = Part1ReturnedAt,
            ConsultationOn = ConsultationOn,
            Part2StartedAt = Part2StartedAt,
            IssuedAt = IssuedAt,
            SharedAt = SharedAt,
            SupersededById = SupersededById,
            LapsedAt = LapsedAt,
        },
        Status = Status,
        ReturnReason = Part1ReturnReason ?? "",
        PreparedById = PreparedById,
        PreparedByName = PreparedByName,
        FeeOre = FeeOre,
        Share = Consent(),
        LapseReason = LapseReason ?? "",
        ChangedByName = ChangedByName,
        ChangedAt = ChangedAt,
        Version = Version,
    };

    public SharedStatement ToShared(StatementDocument document) => new()
    {
        CitizenId = CitizenId,
        Document = document,
        Consent = Consent()!,
        SharedAt = SharedAt!.Value,
        SharedByName = SharedByName,
        IsSuperseded = SupersededById is not null,
    };

    private ShareConsent? Consent() => ShareConsent is null ? null : PortalJson.Read<ShareConsent>(ShareConsent);
}
