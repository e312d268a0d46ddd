using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Citizens;
using Portal.Data.Database;
using Portal.Data.Directory;
using Portal.Data.Offers;

namespace Portal.Tests.Support;

/// <summary>A world to act in: the people of <see cref="Cast"/> and whatever the test adds, always through the services.</summary>
public sealed partial class World : IAsyncDisposable
{
    private readonly TestDatabase? _database;
    private readonly ServiceProvider? _provider;
    private readonly AsyncServiceScope _scope;
    private readonly Dictionary<Guid, IReadOnlyList<Guid>> _covered = [];
    private int _citizens;

    private World(IServiceProvider services, TestClock clock, TestDatabase? database = null, ServiceProvider? provider = null)
    {
        Root = services;
        Clock = clock;
        _database = database;
        _provider = provider;
        _scope = services.CreateAsyncScope();
    }

    public TestClock Clock { get; }

    /// <summary>The provider without a scope, for tests that act in several sessions at once.</summary>
    public IServiceProvider Root { get; }

    public IServiceProvider Services => _scope.ServiceProvider;

    public DbSession Db => Get<DbSession>();

    public static async Task<World> CreateAsync(TestEngine engine)
    {
        var database = await TestDatabase.CreateAsync(engine);
        var clock = new TestClock();
        var provider = TestServices.Build(database.NewEngine(), clock);
        await provider.GetRequiredService<DatabaseEngine>().StartAsync(CancellationToken.None);
        return new World(provider, clock, database, provider);
    }

    /// <summary>A world over services that somebody else made and disposes, on a database with the people of <see cref="Cast"/>.</summary>
    public static World Over(IServiceProvider services, TestClock clock) => new(services, clock);

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A person who acts, a minute after whoever acted last.</summary>
    public ActionContext As(Person person)
    {
        Clock.Now = Clock.Now.AddMinutes(1);
        return new ActionContext
        {
            PersonId = person.Id,
            Role = person.Role,
            MunicipalityId = person.MunicipalityId,
            UnitId = person.UnitId,
            CoveredUnitIds = _covered.GetValueOrDefault(person.Id, []),
            ClinicId = person.ClinicId,
            At = Clock.Now,
        };
    }

    /// <summary>Lets a person work for another unit, too: from now on <see cref="As"/> says so.</summary>
    public async Task CoverAsync(Person person, Unit unit)
    {
        Done(await Get<DirectoryService>().CoverUnitAsync(person.Id, unit.Id, As(Cast.Adam), CancellationToken.None));
        _covered[person.Id] = [.. _covered.GetValueOrDefault(person.Id, []), unit.Id];
    }

    /// <summary>Ends what <see cref="CoverAsync"/> began.</summary>
    public async Task UncoverAsync(Person person, Unit unit)
    {
        Done(await Get<DirectoryService>().UncoverUnitAsync(person.Id, unit.Id, As(Cast.Adam), CancellationToken.None));
        _covered[person.Id] = [.. _covered[person.Id].Where(id => id != unit.Id)];
    }

    /// <summary>Does something in a session of its own, as another request would.</summary>
    public async Task<T> ElsewhereAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = Root.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    /// <param name="change">What is special about the citizen; by default one of Mette's, listed with Torvet.</param>
    public async Task<Guid> CitizenAsync(Func<NewCitizen, NewCitizen>? change = null)
    {
        var citizen = NewCitizen();
        return Done(await Get<CitizenService>().RegisterAsync(change is null ? citizen : change(citizen), As(Cast.Mette), CancellationToken.None));
    }

    /// <summary>A citizen that nobody has registered yet.</summary>
    public NewCitizen NewCitizen()
    {
        var number = Interlocked.Increment(ref _citizens);
        return new NewCitizen
        {
            Cpr = CprNumber.TryParse($"610170{number:0000}")!,
            Name = $"Borger {number:00}",
            MunicipalityId = Cast.Holbaek.Id,
            UnitId = Cast.Sygedagpenge.Id,
            CaseworkerId = Cast.Mette.Id,
            ClinicId = Cast.Torvet.Id,
            Occupation = "Lagermedarbejder",
            BenefitArea = BenefitArea.Sygedagpenge,
        };
    }

    /// <param name="change">What is special about the offer; by default Holbæk's back training.</param>
    public async Task<Guid> OfferAsync(Func<OfferInput, OfferInput>? change = null) =>
        Done(await Get<OfferService>().PublishAsync(change is null ? Samples.Offer : change(Samples.Offer), As(Cast.Karin), CancellationToken.None));

    /// <summary>What the access log says about one thing, oldest first.</summary>
    public Task<IReadOnlyList<AuditRow>> AuditAsync(Guid objectId) => Db.QueryAsync<AuditRow>(
        "SELECT Action, At, PersonId, CitizenId, Detail FROM AuditEntries WHERE ObjectId = @Id ORDER BY At, Id", new { Id = objectId }, CancellationToken.None);

    public async Task<int> CountAsync(string table) => await Db.FindAsync<int>($"SELECT COUNT(*) FROM {table}", null, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        if (_provider is not null)
        {
            await _provider.DisposeAsync();
        }

        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    /// <summary>The id of what was written; the test fails when nothing was.</summary>
    public static Guid Done(Outcome outcome)
    {
        Assert.True(
            outcome.IsDone,
            $"{outcome.Kind} {outcome.Reason?.Key} {string.Join(", ", outcome.Errors.Select(error => $"{error.Field}: {error.Key}"))}");
        return outcome.Id;
    }
}

public sealed record AuditRow
{
    public required string Action { get; init; }

    public required DateTime At { get; init; }

    public Guid? PersonId { get; init; }

    public Guid? CitizenId { get; init; }

    public string? Detail { get; init; }
}
