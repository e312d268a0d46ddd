using System.Data.Common;
using Portal.Data.Database;
using Portal.Tests.Support;

namespace Portal.Tests.Database;

public sealed class DbSessionTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Nothing_is_written_outside_a_transaction(TestEngine engine)
    {
        await using var table = await ProbeTable.CreateAsync(engine);

        await Assert.ThrowsAsync<InvalidOperationException>(() => table.Db.ExecuteAsync(ProbeTable.InsertSql, new Probe().ToParameters(), Ct));

        Assert.Equal(0, await table.CountAsync());
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_is_not_committed_is_rolled_back(TestEngine engine)
    {
        await using var table = await ProbeTable.CreateAsync(engine);

        await using (await table.Db.BeginAsync(Ct))
        {
            await table.Db.ExecuteAsync(ProbeTable.InsertSql, new Probe().ToParameters(), Ct);
            Assert.Equal(1, await table.CountAsync());
        }

        Assert.Equal(0, await table.CountAsync());
        await table.InsertAsync(new Probe());
        Assert.Equal(1, await table.CountAsync());
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_second_transaction_in_one_session_is_refused(TestEngine engine)
    {
        await using var table = await ProbeTable.CreateAsync(engine);
        await using var transaction = await table.Db.BeginAsync(Ct);

        await Assert.ThrowsAsync<InvalidOperationException>(() => table.Db.BeginAsync(Ct));

        await table.Db.ExecuteAsync(ProbeTable.InsertSql, new Probe().ToParameters(), Ct);
        await transaction.CommitAsync(Ct);
        await Assert.ThrowsAsync<InvalidOperationException>(() => transaction.CommitAsync(Ct));
        Assert.Equal(1, await table.CountAsync());
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_session_that_ends_gives_back_its_turn_to_write(TestEngine engine)
    {
        await using var table = await ProbeTable.CreateAsync(engine);

        await using (var forgetful = new DbSession(table.Engine))
        {
            await forgetful.BeginAsync(Ct);
            await forgetful.ExecuteAsync(ProbeTable.InsertSql, new Probe().ToParameters(), Ct);
        }

        await table.InsertAsync(new Probe());
        Assert.Equal(1, await table.CountAsync());
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_row_that_a_key_or_unique_index_refuses_is_told_from_other_failures(TestEngine engine)
    {
        await using var table = await ProbeTable.CreateAsync(engine);
        var first = new Probe { Number = 7 };
        await table.InsertAsync(first);
        await table.InsertAsync(new Probe());
        await table.InsertAsync(new Probe());

        var results = new List<bool>();
        foreach (var probe in (Probe[])[new Probe { Id = first.Id }, new Probe { Number = 7 }, new Probe { Number = 8 }])
        {
            await using var transaction = await table.Db.BeginAsync(Ct);
            results.Add(await table.Db.TryInsertAsync(ProbeTable.InsertSql, probe.ToParameters(), Ct));
        }

        Assert.Equal([false, false, true], results);
        await using var last = await table.Db.BeginAsync(Ct);
        await Assert.ThrowsAnyAsync<DbException>(() => table.Db.TryInsertAsync("INSERT INTO Probes (Number) VALUES (@Number)", new { Number = 9 }, Ct));
    }
}
