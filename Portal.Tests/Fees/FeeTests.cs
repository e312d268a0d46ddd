using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Directory;
using Portal.Data.Fees;
using Portal.Tests.Support;

namespace Portal.Tests.Fees;

/// <summary>The payment beside the certificates: it arises by itself, is invoiced, rejected and paid, and follows what becomes of the answer.</summary>
public sealed class FeeTests
{
    private const string Ean = "9520000000103";

    private static readonly CancellationToken Ct = CancellationToken.None;

    private static readonly FeeMonth November = FeeMonth.TryParse("2026-11")!;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task From_the_answer_to_the_payment_with_one_rejection_the_number_stays(TestEngine engine)
    {
        await using var world = await WorldAsync(engine);
        var service = world.Get<FeeService>();
        var unanswered = await world.CertificateAsync(CertificateStatus.Received);
        var id = await world.CertificateAsync(CertificateStatus.Answered);

        var claimable = await FeeAsync(world, id, Cast.Anna);
        World.Done(await service.InvoiceAsync(id, Input(1, "510,50", "K-77"), world.As(Cast.Birgit), Ct));
        World.Done(await service.RejectAsync(id, 2, "Forkert reference", world.As(Cast.Mette), Ct));
        var rejected = await FeeAsync(world, id, Cast.Anna);
        World.Done(await service.InvoiceAsync(id, Input(3, "500"), world.As(Cast.Anna), Ct));
        World.Done(await service.PayAsync(id, 4, world.As(Cast.Karin), Ct));
        var paid = await FeeAsync(world, id, Cast.Mette);

        Assert.Null(await world.Get<FeeRepository>().FindAsync(unanswered, world.As(Cast.Anna), Ct));
        Assert.Equal((FeeState.Claimable, null, Ean), (claimable.State, claimable.AmountOre, claimable.Ean));
        Assert.Equal((FeeState.Rejected, "Forkert reference", 51_050, "K-77"), (rejected.State, rejected.RejectReason, rejected.AmountOre, rejected.ClinicReference));
        Assert.Equal((FeeState.Paid, 1, 50_000, Ean, "Mette Sørensen, Sygedagpenge"), (paid.State, paid.InvoiceNumber, paid.AmountOre, paid.Ean, paid.UserIdentity));
        Assert.Equal(["fee.invoice", "fee.reject", "fee.invoice", "fee.pay"], (await world.AuditAsync(id)).Select(row => row.Action).Where(action => action.StartsWith("fee.", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_amount_is_what_the_municipality_had_settled_on_the_day_and_is_not_typed(TestEngine engine)
    {
        await using var world = await WorldAsync(engine);
        await SettleAsync(world, "1.140", "2026-04-01", 0);
        var id = await world.CertificateAsync(CertificateStatus.Answered);
        await SettleAsync(world, "2.000", "2026-11-01", 1);

        World.Done(await world.Get<FeeService>().InvoiceAsync(id, Input(1, "9.999"), world.As(Cast.Anna), Ct));
        var fee = await FeeAsync(world, id, Cast.Anna);

        Assert.Equal((114_000, new DateOnly(2026, 4, 1), "Aftalen"), (fee.AmountOre, fee.AmountFromOn, fee.AmountSource));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Twenty_who_invoice_at_once_get_numbers_without_gaps_or_doubles(TestEngine engine)
    {
        await using var world = await WorldAsync(engine);
        var ids = new List<Guid>();
        for (var i = 0; i < 20; i++)
        {
            ids.Add(await world.CertificateAsync(CertificateStatus.Answered));
        }

        var by = world.As(Cast.Anna);
        var outcomes = await Task.WhenAll(ids.Select(id => Task.Run(() => world.ElsewhereAsync(
            services => services.GetRequiredService<FeeService>().InvoiceAsync(id, Input(1, "500"), by, Ct)))));
        var numbers = await world.Db.QueryAsync<int>("SELECT InvoiceNumber FROM CertificateFees ORDER BY InvoiceNumber", null, Ct);

        Assert.All(outcomes, outcome => Assert.True(outcome.IsDone));
        Assert.Equal(Enumerable.Range(1, 20), numbers);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_month_is_invoiced_once_however_often_and_by_however_many_the_button_is_pressed(TestEngine engine)
    {
        await using var world = await WorldAsync(engine);
        var (first, second, without) = (
            await world.CertificateAsync(CertificateStatus.Answered), await world.CertificateAsync(CertificateStatus.Answered), await world.CertificateAsync(CertificateStatus.Answered));
        var input = new InvoiceMonthInput
        {
            CommandId = Guid.NewGuid(),
            Month = November,
            AmountsKroner = new Dictionary<Guid, string> { [first] = "500", [second] = "600,50" },
        };

        var (anna, birgit) = (world.As(Cast.Anna), world.As(Cast.Birgit));
        var clicks = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => world.ElsewhereAsync(services => services.GetRequiredService<FeeService>()
            .InvoiceMonthAsync(i % 2 == 0 ? input : input with { CommandId = Guid.NewGuid() }, i % 2 == 0 ? anna : birgit, Ct)))));
        var fees = await world.Get<FeeRepository>().ListAsync(November, anna, null, 10, Ct);

        Assert.All(clicks, outcome => Assert.True(outcome.IsDone || outcome.Reason?.Key == "Refusals.NothingToInvoice", outcome.Kind.ToString()));
        Assert.Equal([1, 2, null], fees.Select(fee => fee.InvoiceNumber));
        Assert.Equal([(first, 50_000), (second, 60_050), (without, null)], fees.Select(fee => (fee.RequestId, fee.AmountOre)));
        Assert.Equal(2, await world.Db.FindAsync<int>("SELECT COUNT(*) FROM AuditEntries WHERE Action = 'fee.invoice'", null, Ct));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_fee_follows_the_answer_and_an_invoice_that_is_out_is_marked(TestEngine engine)
    {
        await using var world = await WorldAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Answered);

        await TrackAsync(world, id, (track, certificate, by) => track.OnReturnedAsync(certificate, by, Ct));
        var held = await world.Get<FeeService>().InvoiceAsync(id, Input(2, "500"), world.As(Cast.Anna), Ct);
        await TrackAsync(world, id, (track, certificate, by) => track.OnAnsweredAsync(certificate, by, Ct));
        World.Done(await world.Get<FeeService>().InvoiceAsync(id, Input(3, "500"), world.As(Cast.Anna), Ct));
        await TrackAsync(world, id, (track, certificate, by) => track.OnCancelledAsync(certificate, by, Ct));
        var marked = await FeeAsync(world, id, Cast.Mette);
        var paid = await world.Get<FeeService>().PayAsync(id, marked.Version, world.As(Cast.Mette), Ct);
        World.Done(await world.Get<FeeService>().RejectAsync(id, marked.Version, "Svaret er trukket tilbage", world.As(Cast.Mette), Ct));

        Assert.Equal("Refusals.FeeOnHold", held.Reason?.Key);
        Assert.True(marked.IsToBeRejected);
        Assert.Equal("Refusals.FeeToBeRejected", paid.Reason?.Key);
        Assert.Equal(FeeState.Cancelled, (await FeeAsync(world, id, Cast.Anna)).State);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_the_clinic_cannot_invoice_is_refused_in_words(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var service = world.Get<FeeService>();
        var id = await world.CertificateAsync(CertificateStatus.Answered);

        var withoutEan = await service.InvoiceAsync(id, Input(1, "500"), world.As(Cast.Anna), Ct);
        var wrongEan = await world.Get<UnitEans>().SetAsync(Cast.Sygedagpenge.Id, 1, "9520000000104", world.As(Cast.Adam), Ct);
        var notAdministrator = await world.Get<UnitEans>().SetAsync(Cast.Sygedagpenge.Id, 1, Ean, world.As(Cast.Karin), Ct);
        World.Done(await world.Get<UnitEans>().SetAsync(Cast.Sygedagpenge.Id, 1, Ean, world.As(Cast.Adam), Ct));
        var foreignUnit = await world.Get<UnitEans>().SetAsync(Cast.KalundborgUnit.Id, 1, Ean, world.As(Cast.Adam), Ct);
        var withoutAmount = await service.InvoiceAsync(id, Input(1, "mange", new string('r', 41)), world.As(Cast.Anna), Ct);
        var stale = await service.InvoiceAsync(id, Input(7, "500"), world.As(Cast.Anna), Ct);
        var withoutReason = await service.RejectAsync(id, 1, "", world.As(Cast.Mette), Ct);

        Assert.Equal("Refusals.NoEan", withoutEan.Reason?.Key);
        Assert.Equal("Errors.Ean", Assert.Single(wrongEan.Errors).Key);
        Assert.Equal("Refusals.OnlyAdministratorSetsEan", notAdministrator.Reason?.Key);
        Assert.Equal(OutcomeKind.NotFound, foreignUnit.Kind);
        Assert.Equal(["amount", "reference"], withoutAmount.Errors.Select(error => error.Field));
        Assert.Equal(OutcomeKind.ChangedByOther, stale.Kind);
        Assert.Equal("Refusals.FeeNotInvoiced", withoutReason.Reason?.Key);
        Assert.Equal(FeeState.Claimable, (await FeeAsync(world, id, Cast.Anna)).State);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_fee_is_seen_by_its_clinic_and_its_unit_and_in_the_month_it_was_answered(TestEngine engine)
    {
        await using var world = await WorldAsync(engine);
        var fees = world.Get<FeeRepository>();
        Assert.Null(await fees.FindFirstMonthAsync(world.As(Cast.Anna), Ct));
        Assert.Null(await fees.FindFirstMonthAsync(world.As(Cast.Mette), Ct));
        var id = await world.CertificateAsync(CertificateStatus.Answered);

        var seen = new List<string>();
        foreach (var person in Cast.People)
        {
            var by = world.As(person);
            var listed = await fees.ListAsync(November, by, null, 10, Ct);
            var sums = await fees.SumAsync(November, by, Ct);
            var found = await fees.FindAsync(id, by, Ct) is not null;
            Assert.Equal((found, found), (listed.Count == 1, sums.Count == 1));
            if (found)
            {
                seen.Add(person.Name.Split(' ')[0]);
            }
        }

        Assert.Equal(["Anna", "Bo", "Birgit", "Mette", "Morten", "Karin"], seen);
        Assert.Empty(await fees.ListAsync(November.Next, world.As(Cast.Anna), null, 10, Ct));
        Assert.Equal(November, await fees.FindFirstMonthAsync(world.As(Cast.Anna), Ct));
    }

    private static async Task<World> WorldAsync(TestEngine engine)
    {
        var world = await World.CreateAsync(engine);
        World.Done(await world.Get<UnitEans>().SetAsync(Cast.Sygedagpenge.Id, 1, Ean, world.As(Cast.Adam), Ct));
        return world;
    }

    private static InvoiceInput Input(int version, string amount, string reference = "") =>
        new() { CommandId = Guid.NewGuid(), Version = version, AmountKroner = amount, Reference = reference };

    private static async Task<Fee> FeeAsync(World world, Guid id, Person viewer) => (await world.Get<FeeRepository>().FindAsync(id, world.As(viewer), Ct))!;

    private static async Task SettleAsync(World world, string kroner, string fromOn, int version)
    {
        var input = TypeSettingsInput.Of("LAE125", TypeSettings.Usual, version) with { FeeKroner = kroner, FeeFromOn = fromOn, FeeSource = "Aftalen", Note = "Aftalt" };
        World.Done(await world.Get<TypeSettingsService>().SaveAsync(input, world.As(Cast.Adam), Ct));
    }

    private static async Task TrackAsync(World world, Guid id, Func<FeeTrack, Certificate, ActionContext, Task> act)
    {
        var by = world.As(Cast.Mette);
        var certificate = (await world.Get<CertificateRepository>().FindAsync(id, by, Ct))!;
        await using var transaction = await world.Db.BeginAsync(Ct);
        await act(world.Get<FeeTrack>(), certificate, by);
        await transaction.CommitAsync(Ct);
    }
}
