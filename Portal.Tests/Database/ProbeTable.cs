using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Citizens;
using Portal.Data.Database;
using Portal.Tests.Support;

namespace Portal.Tests.Database;

/// <summary>A database with one table that has a column of each type the schema uses.</summary>
internal sealed class ProbeTable : IAsyncDisposable
{
    public const string CreateSql = """
        CREATE TABLE Probes (
            Id uniqueidentifier NOT NULL CONSTRAINT PK_Probes PRIMARY KEY,
            At datetime2(3) NULL,
            DayOn date NULL,
            Flag bit NULL,
            Number int NULL,
            Big bigint NULL,
            Area varchar(30) NULL,
            Line nvarchar(100) NULL,
            Content {text} NULL
        );
        CREATE UNIQUE INDEX UX_Probes_Number ON Probes (Number) WHERE Number IS NOT NULL
        """;

    public const string InsertSql = """
        INSERT INTO Probes (Id, At, DayOn, Flag, Number, Big, Area, Line, Content)
        VALUES (@Id, @At, @DayOn, @Flag, @Number, @Big, @Area, @Line, @Content)
        """;

    public const string FindSql = "SELECT Id, At, DayOn, Flag, Number, Big, Area, Line, Content FROM Probes WHERE Id = @Id";

    private static readonly CancellationToken Ct = CancellationToken.None;

    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;
    private readonly AsyncServiceScope _scope;

    private ProbeTable(TestDatabase database, ServiceProvider services)
    {
        _database = database;
        _services = services;
        _scope = services.CreateAsyncScope();
    }

    public DbSession Db => _scope.ServiceProvider.GetRequiredService<DbSession>();

    public DatabaseEngine Engine => _services.GetRequiredService<DatabaseEngine>();

    public static async Task<ProbeTable> CreateAsync(TestEngine kind)
    {
        var database = await TestDatabase.CreateEmptyAsync(kind);
        var services = TestServices.Build(database.NewEngine(), new TestClock());
        await services.GetRequiredService<DatabaseEngine>().StartAsync(Ct);
        await services.GetRequiredService<Migrator>().MigrateAsync([new Migration { Name = "0001_probes", Sql = CreateSql }], Ct);
        return new ProbeTable(database, services);
    }

    /// <summary>Writes a row and reads it back in another session.</summary>
    public async Task<Probe> RoundTripAsync(Probe probe)
    {
        await InsertAsync(probe);
        await using var scope = _services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<DbSession>().FindAsync<Probe>(FindSql, new { probe.Id }, Ct))!;
    }

    public async Task InsertAsync(Probe probe)
    {
        await using var transaction = await Db.BeginAsync(Ct);
        await Db.ExecuteAsync(InsertSql, probe.ToParameters(), Ct);
        await transaction.CommitAsync(Ct);
    }

    public Task<int> CountAsync() => Db.FindAsync<int>("SELECT COUNT(*) FROM Probes", null, Ct);

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }
}

internal sealed record Probe
{
    public Guid Id { get; init; } = Guid.NewGuid();

    public DateTime? At { get; init; }

    public DateOnly? DayOn { get; init; }

    public bool? Flag { get; init; }

    public int? Number { get; init; }

    public long? Big { get; init; }

    public BenefitArea? Area { get; init; }

    public string? Line { get; init; }

    public string? Content { get; init; }

    public object ToParameters() => new { Id, At, DayOn, Flag, Number, Big, Area = Area?.ToString(), Line, Content };
}
