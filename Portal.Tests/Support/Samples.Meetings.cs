using Portal.Data.Consents;
using Portal.Data.Directory;
using Portal.Data.Seminars;

namespace Portal.Tests.Support;

/// <summary>Meetings and consents as tests begin with them.</summary>
public static partial class Samples
{
    /// <summary>Karin's seminar for Anna's clinic: everything is there but a time.</summary>
    public static Seminar Meeting { get; } = new()
    {
        Id = Guid.Parse("00000000-0000-0000-0000-000000000601"),
        MunicipalityId = Cast.Holbaek.Id,
        MunicipalityName = Cast.Holbaek.Name,
        OwnerId = Cast.Karin.Id,
        OwnerName = Cast.Karin.Name,
        OwnerTitle = Cast.Karin.Title,
        OwnerPhone = Cast.Karin.Phone,
        Kind = MeetingKind.Seminar,
        Title = "Når attesten ikke hjælper",
        Purpose = "Tre forløb, der gik i stå.",
        Minutes = 120,
        Place = new MeetingPlace { Kind = PlaceKind.Online, OnlineAddress = "https://eksempel.dk/m" },
        HostMeeting = "",
        IsWithoutDoctor = false,
        ClaimHours = SeminarRules.ClaimHours,
        PaysHonorarium = false,
        Facts = new SeminarFacts { CreatedAt = TestClock.Start },
        Round = 1,
        CalendarSequence = 0,
        ChangedById = Cast.Karin.Id,
        ChangedByName = Cast.Karin.Name,
        Version = 1,
        Agenda = [new AgendaItem { Kind = AgendaKind.Cases, Title = "Tre forløb", Minutes = 60, ForDoctor = "Tag et forløb med", ForCaseworker = "Vis, hvad der manglede" }],
        Invitations = [new SeminarInvitation { ClinicId = Cast.Torvet.Id, Name = Cast.Torvet.Name, Place = Cast.Torvet.City }],
        Materials = [],
    };

    /// <summary>Karin's form for the same seminar.</summary>
    public static SeminarInput MeetingInput => new()
    {
        CommandId = Guid.NewGuid(),
        Kind = MeetingKind.Seminar,
        Title = Meeting.Title,
        Purpose = Meeting.Purpose,
        Minutes = 120,
        ClinicIds = [Cast.Torvet.Id, Cast.Fjordhoej.Id],
        Agenda = [new AgendaItemInput { Kind = AgendaKind.Cases, Title = "Tre forløb", Minutes = 60, ForDoctor = "Tag et forløb med", ForCaseworker = "Vis, hvad der manglede" }],
    };

    public static Consent Consent(DateOnly givenOn, DateOnly expiresOn, params Clinic[] clinics) => new()
    {
        Id = Guid.NewGuid(),
        CitizenId = Guid.NewGuid(),
        Kinds = [InformationKind.Function],
        Clinics = [.. clinics.Select(clinic => new ConsentSource(clinic.Id, clinic.Name))],
        OtherSources = "",
        CaseReference = "Sygedagpengesag",
        HowGiven = ConsentForm.Written,
        ToldAboutRefusing = true,
        GivenOn = givenOn,
        ExpiresOn = expiresOn,
        RegisteredByName = Cast.Mette.Name,
        RegisteredAt = TestClock.Start,
        Version = 1,
    };
}
