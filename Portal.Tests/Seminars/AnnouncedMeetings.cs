using Portal.Data.Directory;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Answers;
using Portal.Tests.Support;

namespace Portal.Tests.Seminars;

/// <summary>Meetings as rows, to be answered: how one comes to be planned and announced is tested elsewhere.</summary>
internal static class AnnouncedMeetings
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    private const string InsertRow = """
        INSERT INTO Seminars (Id, MunicipalityId, OwnerId, Kind, Title, TitleFolded, Purpose, Minutes, StartsAt, EndsAt, PlaceName, PlaceAddress, OnlineAddress, HostMeeting,
                              IsWithoutDoctor, Capacity, ClaimHours, PaysHonorarium, ReplyBy, CreatedAt, AnnouncedAt, Status, Round, LastPosition, CalendarSequence, ChangedById, ChangedAt, Version)
        VALUES (@Id, @MunicipalityId, @OwnerId, 'Seminar', 'Seminar', 'seminar', '', 120, @StartsAt, @EndsAt, '', '', '', '',
                0, @Capacity, 48, 1, @ReplyBy, @At, @AnnouncedAt, @Status, 1, 0, 0, @OwnerId, @At, 1)
        """;

    /// <summary>Karin's seminar in three weeks, to which both clinics of Holbæk are invited.</summary>
    /// <param name="capacity">Null for as many as like.</param>
    /// <param name="startsAt">UTC; null for Tuesday 15 December 2026, 15.30 in Denmark.</param>
    /// <param name="isDraft">Not announced, and without a time.</param>
    public static async Task<Guid> MeetingAsync(this World world, int? capacity, DateTime? startsAt = null, bool isDraft = false, IReadOnlyList<Guid>? clinicIds = null)
    {
        var id = Guid.NewGuid();
        var start = isDraft ? (DateTime?)null : startsAt ?? new DateTime(2026, 12, 15, 14, 30, 0, DateTimeKind.Utc);
        await using var transaction = await world.Db.BeginAsync(Ct);
        await world.Db.ExecuteAsync(
            InsertRow,
            new
            {
                Id = id,
                MunicipalityId = Cast.Holbaek.Id,
                OwnerId = Cast.Karin.Id,
                StartsAt = start,
                EndsAt = start?.AddHours(2),
                Capacity = capacity,
                ReplyBy = start?.AddDays(-5),
                At = world.Clock.Now,
                AnnouncedAt = isDraft ? (DateTime?)null : world.Clock.Now,
                Status = (isDraft ? SeminarStatus.Draft : SeminarStatus.Announced).ToString(),
            },
            Ct);
        foreach (var clinicId in clinicIds ?? [Cast.Torvet.Id, Cast.Fjordhoej.Id])
        {
            await world.Db.ExecuteAsync(
                "INSERT INTO SeminarInvitations (Id, SeminarId, ClinicId, AddedAt) VALUES (@Id, @SeminarId, @ClinicId, @At)",
                new { Id = Guid.NewGuid(), SeminarId = id, ClinicId = clinicId, At = world.Clock.Now },
                Ct);
        }

        await transaction.CommitAsync(Ct);
        return id;
    }

    /// <summary>Changes a column of a meeting behind everybody's back.</summary>
    public static async Task SetMeetingAsync(this World world, Guid id, string column, object? value)
    {
        await using var transaction = await world.Db.BeginAsync(Ct);
        await world.Db.ExecuteAsync($"UPDATE Seminars SET {column} = @Value WHERE Id = @Id", new { Id = id, Value = value }, Ct);
        await transaction.CommitAsync(Ct);
    }

    public static async Task<Seminar> MeetingAsync(this World world, Guid id) => (await world.Get<SeminarRepository>().FindAsync(id, world.As(Cast.Karin), Ct))!;

    /// <summary>Further doctors of a clinic.</summary>
    public static async Task<IReadOnlyList<Person>> DoctorsAsync(this World world, Clinic clinic, int number)
    {
        var doctors = Enumerable.Range(1_000, number).Select(i => Cast.OfClinic(i, clinic, $"Læge {i}", "Praktiserende læge", Role.Gp)).ToList();
        foreach (var doctor in doctors)
        {
            await world.Get<DirectoryService>().AddAsync(doctor, world.As(Cast.Adam), Ct);
        }

        return doctors;
    }

    public static SeminarAnswerInput Coming(int round = 1) => new() { Round = round, Answer = InvitationAnswer.Coming };

    public static SeminarAnswerInput NotComing(int round = 1) => new() { Round = round, Answer = InvitationAnswer.NotComing };

    public static Task<IReadOnlyList<SeminarRegistration>> RegistrationsAsync(this World world, Guid id, int round = 1) =>
        world.Get<RegistrationRepository>().ListAsync(id, round, Ct);

    public static async Task<SeminarRegistration> RegistrationAsync(this World world, Guid id, Person person, int round = 1) =>
        (await world.RegistrationsAsync(id, round)).Single(registration => registration.PersonId == person.Id);
}
