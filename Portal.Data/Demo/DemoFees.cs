using Portal.Data.Audit;
using Portal.Data.Directory;
using Portal.Data.Fees;

namespace Portal.Data.Demo;

/// <summary>Fees of the demo world: they arise by themselves; the older ones of two clinics are invoiced, most of those paid, one is sent back.</summary>
/// <remarks>The EAN numbers begin with 952, which GS1 keeps for demonstrations: they are nobody's. The amounts are invented.</remarks>
public sealed class DemoFees(UnitEans units, FeeRepository fees, FeeService service, DirectoryRepository directory)
{
    private const string EanBegins = "9520000000";
    private const int OldestMonths = 7;
    private const int MostOfMonth = 100;

    private static readonly Dictionary<string, string> Kroner = new()
    {
        ["LÆ 125"] = "510", ["LÆ 135"] = "780", ["LÆ 145"] = "1.140", ["LÆ 145F"] = "1.140", ["LÆ 225"] = "640",
    };

    internal async Task AddAsync(DemoScene scene, CancellationToken ct)
    {
        await AddEansAsync(scene, ct);
        await InvoiceAsync(scene, "gp", ct);
        await InvoiceAsync(scene, "gp-far", ct);
    }

    private async Task AddEansAsync(DemoScene scene, CancellationToken ct)
    {
        var number = 10;
        foreach (var municipality in await directory.ListMunicipalitiesAsync(ct))
        {
            var by = ActionContext.System(scene.At(300, 9)) with { MunicipalityId = municipality.Id };
            foreach (var unit in await units.ListAsync(municipality.Id, ct))
            {
                var ean = Enumerable.Range(0, 10).Select(digit => $"{EanBegins}{number}{digit}").First(EanNumber.IsValid);
                DemoWorld.Expect(await units.SetAsync(unit.Id, unit.Version, ean, by, ct), unit.Name);
                number++;
            }
        }
    }

    /// <summary>What was answered before this month is invoiced; what is older still has been settled.</summary>
    private async Task InvoiceAsync(DemoScene scene, string doctorKey, CancellationToken ct)
    {
        var doctor = (await directory.FindBySignInKeyAsync(doctorKey, ct))!;
        var by = DemoWorld.Acting(doctor, scene.At(9, 15));
        var isFirst = true;
        for (var month = Earliest(scene); month.FirstOn < FeeMonth.Of(scene.At(0, 12)).FirstOn; month = month.Next)
        {
            foreach (var fee in await fees.ListAsync(month, by, null, MostOfMonth, ct))
            {
                var input = new InvoiceInput { CommandId = Guid.CreateVersion7(), Version = fee.Version, AmountKroner = Kroner.GetValueOrDefault(fee.AnswerCode ?? "", "400") };
                DemoWorld.Expect(await service.InvoiceAsync(fee.RequestId, input, by, ct), doctorKey);
                await SettleAsync(scene, fee, isFirst, ct);
                isFirst = false;
            }
        }
    }

    private async Task SettleAsync(DemoScene scene, Fee fee, bool isFirst, CancellationToken ct)
    {
        var caseworker = (await directory.FindPersonAsync(fee.CaseworkerId, ct))!;
        var by = DemoWorld.Acting(caseworker, scene.At(6, 11));
        if (isFirst)
        {
            DemoWorld.Expect(await service.RejectAsync(fee.RequestId, fee.Version + 1, "Fakturaen er sendt med en forkert reference. Send den igen.", by, ct), "fee");
        }
        else if (fee.SortAt < scene.At(45, 12))
        {
            DemoWorld.Expect(await service.PayAsync(fee.RequestId, fee.Version + 1, by, ct), "fee");
        }
    }

    private static FeeMonth Earliest(DemoScene scene) => FeeMonth.Of(DanishTime.DayOf(scene.At(0, 12)).AddMonths(-OldestMonths));
}
