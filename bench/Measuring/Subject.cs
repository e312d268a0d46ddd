using Microsoft.Extensions.DependencyInjection;
using Portal.Bench.Population;
using Portal.Bench.Servers;
using Portal.Data;
using Portal.Data.Certificates;

namespace Portal.Bench.Measuring;

/// <summary>Something that people wait for, done once each time <paramref name="Do"/> is called.</summary>
/// <param name="Do">Returns how many bytes came of it.</param>
internal sealed record Subject(string Name, Func<Task<int>> Do);

/// <summary>What is measured on a portal.</summary>
internal sealed class Subjects(PortalServer portal) : IDisposable
{
    private readonly List<Visitor> _visitors = [];
    private CertificateTypeVersion? _answered;

    /// <remarks>In this order; each duplicate check comes after a page, whose row in the access log makes SQLite read its pages anew.</remarks>
    /// <param name="plan">How large the population is for which the names are written.</param>
    public async Task<IReadOnlyList<Subject>> ListAsync(PopulationPlan plan) =>
    [
        await PageAsync($"worklist: caseworker, {Known.OpenCases} open cases", Known.Caseworker, "/certificates"),
        await PageAsync($"worklist: unit with {plan.HeavyUnit:N0}", Known.HeavyCoordinator, "/certificates"),
        await PageAsync("worklist: doctor", Known.Gp, "/certificates"),
        new("duplicate check: citizen with 6", () => CheckAsync(Known.Citizen)),
        await PageAsync("folder: citizen with 6", Known.Caseworker, $"/citizens/{Known.Citizen}"),
        await PageAsync($"folder: citizen with {plan.HeavyCitizen}", Known.HeavyCaseworker, $"/citizens/{Known.HeavyCitizen}"),
        new($"duplicate check: citizen with {plan.HeavyCitizen}", () => CheckAsync(Known.HeavyCitizen)),
        await PageAsync("folder: citizen with 6, doctor", Known.Gp, $"/citizens/{Known.Citizen}"),
    ];

    public void Dispose() => _visitors.ForEach(visitor => visitor.Dispose());

    private async Task<Subject> PageAsync(string name, string person, string address)
    {
        var visitor = await Visitor.SignInAsync(portal.Address, person);
        _visitors.Add(visitor);
        return new Subject(name, () => visitor.GetAsync(address));
    }

    /// <summary>Both questions: is one open, and was one answered not long ago. No page, so no bytes.</summary>
    private async Task<int> CheckAsync(Guid citizen)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var guards = scope.ServiceProvider.GetRequiredService<RequestGuards>();
        var today = DanishTime.DayOf(PopulationPlan.Now);
        _answered ??= (await scope.ServiceProvider.GetRequiredService<CertificateTypes>().ListOrderableAsync(Guid.Empty, today, CancellationToken.None))
            .Single(type => type.TypeId == Known.AnsweredType);
        return await guards.FindOpenAsync(citizen, Known.OpenType, CancellationToken.None) is not null
            && await guards.FindAnsweredAsync(citizen, _answered, today, CancellationToken.None) is not null
            ? 0
            : throw new InvalidOperationException($"The earlier requests about {citizen} were not found.");
    }
}
