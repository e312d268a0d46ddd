using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Citizens;
using Portal.Data.Database;
using Portal.Tests.Support;

namespace Portal.Tests.Database;

/// <summary>A table that has a column of each type the schema uses, in a database of its own.</summary>
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
        var database = await TestDatabase.CreateAsync(kind);
        var services = TestServices.Build(database.NewEngine(), new TestClock());
        await services.GetRequiredService<DatabaseEngine>().StartAsync(Ct);
        var table = new ProbeTable(database, services);
        await table.ExecuteAsync(CreateSql);
        return table;
    }

    /// <summary>Writes a row and reads it back in another session.</summary>
    public async Task<Probe> RoundTripAsync(Probe probe)
    {
        await InsertAsync(probe);
        await using var scope = _services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<DbSession>().FindAsync<Probe>(FindSql, new { probe.Id }, Ct))!;
    }

    public Task InsertAsync(Probe probe) => ExecuteAsync(InsertSql, probe.ToParameters());

    public Task<int> CountAsync() => Db.FindAsync<int>("SELECT COUNT(*) FROM Probes", null, Ct);

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        // On SQL Server the database is used again.
        await ExecuteAsync("DROP TABLE Probes");
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task ExecuteAsync(string sql, object? parameters = null)
    {
        await using var db = new DbSession(Engine);
        await using var transaction = await db.BeginAsync(Ct);
        await db.ExecuteAsync(sql, parameters, Ct);
        await transaction.CommitAsync(Ct);
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
