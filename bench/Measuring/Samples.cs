namespace Portal.Bench.Measuring;

/// <summary>How long something took, each time it was done.</summary>
internal sealed class Samples
{
    // So many stretches of the run are looked at on their own, to tell how steady a ratio is.
    private const int Stretches = 5;

    private readonly List<double> _milliseconds = [];

    public void Add(TimeSpan took) => _milliseconds.Add(took.TotalMilliseconds);

    /// <summary>Milliseconds within which a part of them was done.</summary>
    /// <param name="part">From 0 to 1.</param>
    public double Percentile(double part) => Percentile(_milliseconds, part);

    /// <summary>The medians of this, divided by those of another that was measured in turn with it: of the whole run, and the span of it and its stretches.</summary>
    public Ratio Against(Samples other)
    {
        var whole = Percentile(0.5) / other.Percentile(0.5);
        var each = Stretched().Zip(other.Stretched(), (mine, others) => Percentile(mine, 0.5) / Percentile(others, 0.5)).Append(whole).ToList();
        return new Ratio(whole, each.Min(), each.Max());
    }

    private IEnumerable<double[]> Stretched() => _milliseconds.Chunk(Math.Max(1, (_milliseconds.Count + Stretches - 1) / Stretches));

    private static double Percentile(IEnumerable<double> values, double part)
    {
        var sorted = values.Order().ToList();
        return sorted[(int)Math.Round((sorted.Count - 1) * part)];
    }
}

/// <param name="Value">How many times as long.</param>
/// <param name="From">The least of it in any stretch of the run.</param>
/// <param name="To">The most.</param>
internal sealed record Ratio(double Value, double From, double To)
{
    public override string ToString() => $"{Value:0.00} ({From:0.00}–{To:0.00})";
}
