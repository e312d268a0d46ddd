using System.Runtime.InteropServices;
using Portal.Bench.Measuring;
using Portal.Bench.Population;
using Portal.Bench.Servers;

namespace Portal.Bench;

/// <summary>One run: makes the populations, starts the servers in this process, measures them, writes the figures.</summary>
internal sealed class BenchRun(BenchOptions options, TextWriter output)
{
    private const int LongThread = 100_000;

    private static readonly PopulationPlan Small = PopulationPlan.OfSize(PopulationPlan.Fewest);

    /// <param name="folder">Where the populations are, or come to lie.</param>
    public async Task GoAsync(string folder, CancellationToken ct)
    {
        await output.WriteLineAsync($"{RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} cores, {options.Rounds} rounds\n");
        if (options.Only is null or BenchPart.Pages)
        {
            await ComparePagesAsync(folder, ct);
        }

        if (options.Only is null or BenchPart.Threads)
        {
            await using var portal = await PortalServer.StartAsync(await PopulateAsync(Path.Combine(folder, "threads"), Small with { LongThread = LongThread }, ct));
            await new ThreadRun(portal, LongThread, options.Rounds, output).GoAsync(ct);
        }

        if (options.Only is null or BenchPart.Slots)
        {
            await new SlotRun(options.Rounds, output).GoAsync(ct);
        }

        await output.WriteLineAsync(
            """

            Ratios of medians; in brackets the span over five stretches of the run. 1.00 = as fast as the other, or as a server
            that does nothing. Milliseconds are this machine's, today. See bench/README.md.
            """);
    }

    /// <summary>The same pages on many certificates, on few, and from the bare server, in turn.</summary>
    private async Task ComparePagesAsync(string folder, CancellationToken ct)
    {
        var plan = PopulationPlan.OfSize(options.Certificates);
        var largeFolder = await PopulateAsync(Path.Combine(folder, "large"), plan, ct);
        var smallFolder = await PopulateAsync(Path.Combine(folder, "small"), Small, ct);

        await using var large = await PortalServer.StartAsync(largeFolder);
        await using var small = await PortalServer.StartAsync(smallFolder);
        await using var bare = await BareServer.StartAsync();
        using var largeSubjects = new Subjects(large);
        using var smallSubjects = new Subjects(small);
        using var visitor = new Visitor(bare.Address);
        var contests = (await largeSubjects.ListAsync(plan)).Zip(
            await smallSubjects.ListAsync(plan), (ofLarge, ofSmall) => new Contest(ofLarge, ofSmall, visitor)).ToList();
        await Contest.RunAllAsync(contests, large.Engine, options.Rounds, ct);
        await Contest.WriteAsync(contests, "pages", $": {Small.Certificates:N0} certificates", output);
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
}
