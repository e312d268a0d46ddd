using Portal.Data.Citizens;
using Portal.Tests.Support;

namespace Portal.Tests.Database;

public sealed class TypeRoundTripTests
{
    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Values_come_back_as_they_went_in(TestEngine engine)
    {
        await using var table = await ProbeTable.CreateAsync(engine);
        Probe[] probes =
        [
            new(),
            new() { Id = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"), Flag = true, Number = int.MinValue, Big = long.MaxValue },
            new() { Flag = false, Number = int.MaxValue, Big = long.MinValue, Area = BenefitArea.Ressourceforloeb },
            new() { DayOn = new DateOnly(2028, 2, 29), At = new DateTime(1999, 12, 31, 23, 59, 59, 999, DateTimeKind.Utc) },
            new() { DayOn = new DateOnly(1900, 1, 1), At = new DateTime(2027, 3, 28, 1, 0, 0, DateTimeKind.Utc) },
            new() { Line = "æøåÆØÅ é ü ß ''\"%_[]!", Content = "" },
            new() { Line = " mellemrum omkring ", Content = "linje\nlinje\ttab \\ 'enkelt' @navn {text} {danish} {take}" },
            new() { Line = "👩‍⚕️🇩🇰 e\u0301", Content = "مرحبا بالعالم — שלום — 日本語 — 𝔘𝔫𝔦𝔠𝔬𝔡𝔢" },
            new() { Content = string.Concat(Enumerable.Repeat("Rød grød med fløde 🍓\n", 3_000)) },
        ];

        var read = new List<Probe>();
        foreach (var probe in probes)
        {
            read.Add(await table.RoundTripAsync(probe));
        }

        Assert.Equal(probes, read);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_lone_value_may_be_null(TestEngine engine)
    {
        await using var table = await ProbeTable.CreateAsync(engine);

        Assert.Null(await table.Db.FindAsync<DateTime?>("SELECT MIN(At) FROM Probes", null, CancellationToken.None));
        var probe = new Probe();
        await table.InsertAsync(probe);

        Assert.Null(await table.Db.FindAsync<DateTime?>("SELECT MIN(At) FROM Probes", null, CancellationToken.None));
        Assert.Null(await table.Db.FindAsync<DateOnly?>("SELECT DayOn FROM Probes", null, CancellationToken.None));
        Assert.Equal([null], await table.Db.QueryAsync<int?>("SELECT Number FROM Probes", null, CancellationToken.None));
        Assert.Equal(probe.Id, await table.Db.FindAsync<Guid?>("SELECT Id FROM Probes", null, CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Instants_come_back_as_utc_cut_to_milliseconds(TestEngine engine)
    {
        await using var table = await ProbeTable.CreateAsync(engine);
        var fine = new DateTime(2026, 11, 23, 8, 0, 0, 999, DateTimeKind.Utc).AddTicks(9_999);

        var read = (await table.RoundTripAsync(new Probe { At = fine })).At!.Value;

        Assert.Equal((new DateTime(2026, 11, 23, 8, 0, 0, 999), DateTimeKind.Utc), (read, read.Kind));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Instants_that_are_not_utc_are_refused(TestEngine engine)
    {
        await using var table = await ProbeTable.CreateAsync(engine);

        foreach (var kind in (DateTimeKind[])[DateTimeKind.Local, DateTimeKind.Unspecified])
        {
            var probe = new Probe { At = new DateTime(2026, 11, 23, 8, 0, 0, kind) };
            await Assert.ThrowsAsync<ArgumentException>(() => table.InsertAsync(probe));
        }

        Assert.Equal(0, await table.CountAsync());
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Instants_compare_by_time_whatever_their_fractions(TestEngine engine)
    {
        await using var table = await ProbeTable.CreateAsync(engine);
        var second = new DateTime(2026, 11, 23, 8, 0, 0, DateTimeKind.Utc);
        DateTime[] instants = [second, second.AddMilliseconds(1), second.AddMilliseconds(10), second.AddMilliseconds(100), second.AddSeconds(1), second.AddHours(2)];
        foreach (var at in instants.Reverse())
        {
            await table.InsertAsync(new Probe { At = at });
        }

        foreach (var at in instants)
        {
            var later = await table.Db.QueryAsync<DateTime>("SELECT At FROM Probes WHERE At > @At ORDER BY At", new { At = at }, CancellationToken.None);
            Assert.Equal(instants.Where(other => other > at), later);
        }
    }
}
