using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Portal.Bench.Servers;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Citizens;

namespace Portal.Bench.Population;

/// <summary>Fills a folder with the database and the keys of a portal that has been used for years.</summary>
/// <remarks>
/// Schema and reference data come from the portal itself. The rest is written past it, since its services take a thousand times longer;
/// where a certificate stands is what <see cref="CertificateRules"/> says of its dates.
/// </remarks>
public static class PopulationMaker
{
    private const int Seed = 20261123;
    private const int CertificatesPerCitizen = 4;

    /// <summary>What a population is made of besides its plan: this maker, the migrations and the reference data. Hexadecimal.</summary>
    public static string Edition { get; } = ReadEdition();

    /// <param name="folder">Empty, or not there yet.</param>
    public static async Task<MadePopulation> MakeAsync(string folder, PopulationPlan plan, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        var file = PortalServer.DatabaseFile(folder);
        var (types, protector) = await PrepareAsync(folder, ct);
        using (var database = new BulkDatabase(file))
        {
            Fill(database, plan, types, protector, ct);
            database.Finish();
        }

        return new MadePopulation(watch.Elapsed, new FileInfo(file).Length);
    }

    private static string ReadEdition()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(typeof(PopulationMaker).Module.ModuleVersionId.ToByteArray());
        var data = typeof(PortalData).Assembly;
        foreach (var name in data.GetManifestResourceNames().Where(name => !name.StartsWith("demo/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var text = data.GetManifestResourceStream(name)!;
            hash.AppendData(SHA256.HashData(text));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    private static async Task<(IReadOnlyList<CertificateTypeVersion> Types, CprProtector Protector)> PrepareAsync(string folder, CancellationToken ct)
    {
        await using var app = PortalServer.Build(folder);
        await PortalData.PrepareAsync(app.Services, ct);
        await using var scope = app.Services.CreateAsyncScope();
        var types = await scope.ServiceProvider.GetRequiredService<CertificateTypes>()
            .ListOrderableAsync(Guid.Empty, DanishTime.DayOf(PopulationPlan.Now), ct);
        return (types, app.Services.GetRequiredService<CprProtector>());
    }

    private static void Fill(
        BulkDatabase database, PopulationPlan plan, IReadOnlyList<CertificateTypeVersion> types, CprProtector protector, CancellationToken ct)
    {
        // Chances of their own, so that the known people and their cases come out the same however many organisations there are.
        var organisations = new Organisations(database, plan, new Chance(Seed));
        var chance = new Chance(Seed + 1);
        var citizens = new CitizenWriter(database, protector, chance);
        var certificates = new CertificateWriter(database, types, chance);
        AddKnown(organisations, citizens, certificates);
        AddHeavy(plan, organisations, citizens, certificates);
        AddThreads(plan, organisations, new ThreadWriter(database, new Chance(Seed + 2)));
        AddOthers(plan, organisations, citizens, certificates, ct);
    }

    /// <summary>The known caseworker: a citizen with six certificates, and forty others with the rest of the open cases and as many that are done.</summary>
    private static void AddKnown(Organisations organisations, CitizenWriter citizens, CertificateWriter certificates)
    {
        const int Others = 40;
        var (unit, clinic) = (organisations.KnownUnit, organisations.KnownClinic);
        var open = Story.BusyDesk.Where(status => CertificateRules.DeskOf(status) is not Desk.Done).ToList();
        var (openType, answeredType) = (certificates.IndexOf(Known.OpenType), certificates.IndexOf(Known.AnsweredType));

        var citizen = citizens.Add(unit, unit.Caseworkers[0], clinic, Known.Citizen);
        citizens.AddFolder(citizen, goals: 2, notes: 3, handovers: 1);
        certificates.Add(citizen, openType, CertificateStatus.Received, daysAgo: 9);
        certificates.Add(citizen, answeredType, CertificateStatus.Answered, daysAgo: 30);
        for (var i = 0; i < 4; i++)
        {
            certificates.Add(citizen, i, CertificateStatus.Closed, daysAgo: 200 + (100 * i));
        }

        // Two of the open cases are the first citizen's. Each of the others has one or two, of different types.
        const int Open = Known.OpenCases - 2;
        for (var i = 0; i < Others; i++)
        {
            var other = citizens.Add(unit, unit.Caseworkers[0], clinic);
            citizens.AddFolder(other, goals: i % 2, notes: i % 3, handovers: 0);
            for (var k = i; k < 2 * Open; k += Others)
            {
                certificates.Add(other, k / Others, k < Open ? open[k % open.Count] : CertificateStatus.Closed);
            }
        }
    }

    private static void AddHeavy(PopulationPlan plan, Organisations organisations, CitizenWriter citizens, CertificateWriter certificates)
    {
        var (unit, clinic) = (organisations.HeavyUnit, organisations.HeavyClinic);
        var heavy = citizens.Add(unit, unit.Caseworkers[0], clinic, Known.HeavyCitizen);
        citizens.AddFolder(heavy, goals: plan.HeavyCitizen / 2, notes: plan.HeavyCitizen / 2, handovers: plan.HeavyCitizen / 4);
        certificates.Add(heavy, certificates.IndexOf(Known.OpenType), CertificateStatus.Sent);
        certificates.Add(heavy, certificates.IndexOf(Known.AnsweredType), CertificateStatus.Answered, daysAgo: 30);
        for (var i = 2; i < plan.HeavyCitizen; i++)
        {
            certificates.Add(heavy, i, Story.Archive[i % Story.Archive.Count]);
        }

        var left = plan.HeavyUnit - plan.HeavyCitizen;
        for (var i = 0; left > 0; i++)
        {
            var caseworker = unit.Caseworkers[i % 2 == 0 ? 0 : 1 + (i / 2 % (Organisations.CaseworkersEach - 1))];
            var citizen = citizens.Add(unit, caseworker, clinic);
            for (var k = 0; k < CertificatesPerCitizen && left > 0; k++, left--)
            {
                certificates.Add(citizen, i + k, Story.BusyDesk[((i / 2 * CertificatesPerCitizen) + k) % Story.BusyDesk.Count]);
            }
        }
    }

    private static void AddThreads(PopulationPlan plan, Organisations organisations, ThreadWriter threads)
    {
        var (unit, clinic) = (organisations.KnownUnit, organisations.KnownClinic);
        threads.Add(Known.LongThread, unit, clinic, Known.Citizen, plan.LongThread);
        threads.Add(Known.ShortThread, unit, clinic, Known.Citizen, Known.ShortThreadMessages);
        threads.Add(Known.LiveThread, unit, clinic, Known.Citizen, Known.ShortThreadMessages);
        threads.Add(Known.CrowdThread, organisations.CrowdUnit, clinic, null, Known.ShortThreadMessages);
    }

    private static void AddOthers(
        PopulationPlan plan, Organisations organisations, CitizenWriter citizens, CertificateWriter certificates, CancellationToken ct)
    {
        var units = organisations.OtherUnits.ToList();
        for (var i = 0; certificates.Count < plan.Certificates; i++)
        {
            ct.ThrowIfCancellationRequested();
            var unit = units[i % units.Count];
            var citizen = citizens.Add(unit, organisations.SomeCaseworker(unit), organisations.SomeClinic(unit.MunicipalityId));
            citizens.AddFolder(citizen, goals: i % 2, notes: i % 3 == 0 ? 1 : 0, handovers: i % 50 == 0 ? 1 : 0);
            for (var k = 0; k < CertificatesPerCitizen && certificates.Count < plan.Certificates; k++)
            {
                certificates.Add(citizen, i + k, Story.Archive[certificates.Count % Story.Archive.Count]);
            }
        }
    }
}

/// <param name="Took">How long it took to make, schema and indexes included.</param>
/// <param name="Bytes">Size of the database file.</param>
public sealed record MadePopulation(TimeSpan Took, long Bytes);
