using System.Runtime.InteropServices;
using Portal.Bench.Measuring;
using Portal.Bench.Population;
using Portal.Bench.Servers;

namespace Portal.Bench;

/// <summary>One run: makes the populations, starts the servers in this process, measures them in turn, writes the figures.</summary>
internal sealed class BenchRun(BenchOptions options, TextWriter output)
{
    private const int SmallSize = PopulationPlan.Fewest;
    private const int WarmUps = 150;

    /// <param name="folder">Where the populations are, or come to lie.</param>
    public async Task GoAsync(string folder, CancellationToken ct)
    {
        await output.WriteLineAsync($"{RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} cores, {options.Rounds} rounds\n");
        var plan = PopulationPlan.OfSize(options.Certificates);
        var largeFolder = await PopulateAsync(Path.Combine(folder, "large"), plan, ct);
        var smallFolder = await PopulateAsync(Path.Combine(folder, "small"), PopulationPlan.OfSize(SmallSize), ct);

        await using var large = await PortalServer.StartAsync(largeFolder);
        await using var small = await PortalServer.StartAsync(smallFolder);
        await using var bare = await BareServer.StartAsync();
        using var largeSubjects = new Subjects(large);
        using var smallSubjects = new Subjects(small);
        using var visitor = new Visitor(bare.Address);
        var contests = (await largeSubjects.ListAsync(plan)).Zip(
            await smallSubjects.ListAsync(plan), (ofLarge, ofSmall) => new Contest(ofLarge, ofSmall, visitor)).ToList();

        foreach (var contest in contests)
        {
            await contest.WarmUpAsync(large.Engine, WarmUps, ct);
        }

        for (var round = 0; round < options.Rounds; round++)
        {
            ct.ThrowIfCancellationRequested();
            foreach (var contest in contests)
            {
                await contest.RunAsync(round);
            }
        }

        await WriteAsync(contests);
    }

    /// <returns>The folder of the population.</returns>
    private async Task<string> PopulateAsync(string parent, PopulationPlan plan, CancellationToken ct)
    {
        var folder = Path.Combine(parent, $"{plan.Certificates}-{PopulationMaker.Edition}");
        var mark = Path.Combine(folder, "made");
        if (File.Exists(mark))
        {
            await output.WriteLineAsync($"{plan.Certificates,9:N0} certificates: kept from before");
            return folder;
        }

        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        var made = await PopulationMaker.MakeAsync(folder, plan, ct);
        await File.WriteAllTextAsync(mark, "", ct);
        await output.WriteLineAsync($"{plan.Certificates,9:N0} certificates: made in {made.Took.TotalSeconds:0.0} s, {made.Bytes / 1e6:N0} MB");
        return folder;
    }

    private async Task WriteAsync(IReadOnlyList<Contest> contests)
    {
        var width = contests.Max(contest => contest.Name.Length);
        var with1000 = $": {SmallSize:N0} certificates";
        await output.WriteLineAsync(
            $"\n{"".PadRight(width)}    bytes  statements   p50 ms   p95 ms   {with1000,-22} : bare server, as many bytes");
        foreach (var contest in contests)
        {
            await output.WriteLineAsync(
                $"{contest.Name.PadRight(width)}  {contest.Bytes,7:N0}  {contest.Statements,10}  {contest.Large.Percentile(0.5),7:0.00}  {contest.Large.Percentile(0.95),7:0.00}"
                + $"   {contest.Large.Against(contest.Small),-22} {contest.Large.Against(contest.Bare)}");
        }

        await output.WriteLineAsync(
            """

            Ratios of medians; in brackets the span over five stretches of the run. 1.00 = as fast as with 1,000 certificates,
            or as a server that does nothing. Milliseconds are this machine's, today. See bench/README.md.
            """);
    }
}
