namespace Portal.Bench.Population;

/// <summary>Decides what nobody has decided, the same way each time.</summary>
internal sealed class Chance(int seed)
{
    private readonly Random _random = new(seed);

    /// <param name="to">Included.</param>
    public int Between(int from, int to) => _random.Next(from, to + 1);

    public T Of<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    /// <summary>An id like those that the portal makes: ordered by time, with something of its own at the end.</summary>
    /// <param name="at">UTC.</param>
    public Guid Id(DateTime at)
    {
        var milliseconds = new DateTimeOffset(at).ToUnixTimeMilliseconds();
        var tail = new byte[8];
        _random.NextBytes(tail);
        tail[0] = (byte)(0x80 | (tail[0] & 0x3F));
        return new Guid((int)(milliseconds >> 16), (short)milliseconds, (short)(0x7000 | _random.Next(0x1000)), tail);
    }
}
