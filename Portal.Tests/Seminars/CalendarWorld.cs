using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Audit;
using Portal.Data.Database;
using Portal.Data.Directory;
using Portal.Data.Seminars;
using Portal.Tests.Support;

namespace Portal.Tests.Seminars;

/// <summary>Meetings as a test needs them, put straight into the database.</summary>
internal static class CalendarWorld
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    /// <summary>Announced, 2 December 2026 from 17 to 19 in Denmark; Lægerne Torvet is invited, Karin plans.</summary>
    public static Seminar Meeting() => new()
    {
        Id = Guid.CreateVersion7(),
        MunicipalityId = Cast.Holbaek.Id,
        MunicipalityName = Cast.Holbaek.Name,
        OwnerId = Cast.Karin.Id,
        OwnerName = Cast.Karin.Name,
        OwnerTitle = Cast.Karin.Title,
        OwnerPhone = Cast.Karin.Phone,
        Kind = MeetingKind.Seminar,
        Title = "Ryg, nakke og arbejde",
        Purpose = "Du kender de tre tilbud, der virker.",
        Minutes = 120,
        Place = new MeetingPlace { Kind = PlaceKind.HostMeeting, Name = "Sidesporet", Address = "Banegårdspladsen 7, 4300 Holbæk", Point = new GeoPoint(55.7175, 11.7128) },
        HostMeeting = "",
        IsWithoutDoctor = false,
        ClaimHours = 48,
        PaysHonorarium = true,
        Facts = new SeminarFacts
        {
            CreatedAt = TestClock.Start.AddDays(-30),
            AnnouncedAt = TestClock.Start.AddDays(-20),
            StartsAt = new DateTime(2026, 12, 2, 16, 0, 0, DateTimeKind.Utc),
            EndsAt = new DateTime(2026, 12, 2, 18, 0, 0, DateTimeKind.Utc),
            ReplyBy = new DateTime(2026, 11, 25, 15, 0, 0, DateTimeKind.Utc),
        },
        Round = 1,
        CalendarSequence = 3,
        ChangedById = Cast.Karin.Id,
        ChangedByName = Cast.Karin.Name,
        Version = 1,
        Agenda = [new AgendaItem { Kind = AgendaKind.Cases, Title = "To forløb", Minutes = 40, ForDoctor = "Hvad du kan henvise til", ForCaseworker = "Hvad lægen ser" }],
        Invitations = [Clinic(Cast.Torvet)],
        Materials = [],
    };

    public static SeminarInvitation Clinic(Clinic clinic) => new() { ClinicId = clinic.Id, Name = clinic.Name, Place = clinic.City };

    public static SeminarInvitation Person(Person person) => new() { PersonId = person.Id, Name = person.Name, Place = person.Title };

    public static SeminarInvitation Unit(Unit unit) => new() { UnitId = unit.Id, Name = unit.Name, Place = "" };

    public static Task<Seminar> MeetingAsync(this World world, Func<Seminar, Seminar>? change = null) =>
        PutAsync(world.Services, change is null ? Meeting() : change(Meeting()));

    /// <summary>Puts a meeting with all its facts into a database.</summary>
    public static async Task<Seminar> PutAsync(IServiceProvider services, Seminar seminar)
    {
        var by = new ActionContext { PersonId = seminar.OwnerId, Role = Role.Coordinator, MunicipalityId = seminar.MunicipalityId, At = seminar.Facts.CreatedAt };
        var repository = services.GetRequiredService<SeminarRepository>();
        await using var transaction = await services.GetRequiredService<DbSession>().BeginAsync(Ct);
        await services.GetRequiredService<SeminarWrites>().InsertAsync(seminar, by, Ct);
        Assert.True(await repository.SetAsync(seminar, 1, by, Ct));
        await transaction.CommitAsync(Ct);
        return (await repository.ReadAsync(seminar.Id, Ct))!;
    }

    public static async Task AnswerAsync(this World world, Seminar seminar, Person person, RegistrationStatus status, int round = 1, DateTime? claimBy = null) =>
        await world.ExecuteAsync(
            """
            INSERT INTO SeminarRegistrations (Id, SeminarId, Round, PersonId, Status, Note, IsLate, AnsweredAt, ClaimBy, Version)
            VALUES (@Id, @SeminarId, @Round, @PersonId, @Status, '', 0, @At, @ClaimBy, 1)
            """,
            new { Id = Guid.NewGuid(), SeminarId = seminar.Id, Round = round, PersonId = person.Id, Status = status.ToString(), At = TestClock.Start, ClaimBy = claimBy });

    /// <summary>The address that <see cref="GiveAddressesAsync"/> gives a person.</summary>
    public static string AddressOf(Person person) => $"{person.SignInKey}@example.dk";

    public static async Task GiveAddressesAsync(this World world, params IReadOnlyList<Person> people)
    {
        foreach (var person in people)
        {
            await world.ExecuteAsync("UPDATE People SET Email = @Email WHERE Id = @Id", new { Email = AddressOf(person), person.Id });
        }
    }

    public static async Task ExecuteAsync(this World world, string sql, object values)
    {
        await using var transaction = await world.Db.BeginAsync(Ct);
        await world.Db.ExecuteAsync(sql, values, Ct);
        await transaction.CommitAsync(Ct);
    }

    public static async Task TellAsync(this World world, Seminar seminar, SeminarNotice notice, Person by, IReadOnlyList<Guid>? personIds = null)
    {
        await using var transaction = await world.Db.BeginAsync(Ct);
        await world.Get<SeminarNotices>().TellAsync(seminar, notice, personIds, world.As(by), Ct);
        await transaction.CommitAsync(Ct);
    }

    /// <summary>The lines of a calendar file, unfolded.</summary>
    public static IReadOnlyList<string> Lines(string file) => file.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
}
