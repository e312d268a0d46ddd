using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Printing;
using Portal.Tests.Support;

namespace Portal.Tests.Printing;

public sealed class PrintServiceTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_same_paper_keeps_its_code_and_every_print_is_written_down(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Answered);

        var first = await PrintAsync(world, id, PrintPart.Both);
        var again = await PrintAsync(world, id, part: null);
        var request = await PrintAsync(world, id, PrintPart.Request);

        Assert.Equal(first.Code, again.Code);
        Assert.Equal(PrintPart.Both, again.Part);
        Assert.NotEqual(first.Code, request.Code);
        Assert.Equal(2, await world.CountAsync("Prints"));
        Assert.Equal(3, (await world.AuditAsync(id)).Count(row => row.Action == "certificate.print" && row.CitizenId == first.Certificate.Citizen.Id));
        Assert.Equal(first.Certificate.Citizen.BirthDigits, first.Cpr.BirthDigits);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_code_leads_to_the_versions_that_were_printed_whatever_came_after(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Answered);
        var paper = await PrintAsync(world, id, PrintPart.Both);
        Assert.Equal(PrintVerdict.Current, (await CheckAsync(world, PrintCode.Grouped(paper.Code).ToLowerInvariant())).Verdict);

        await SetAsync(world, "UPDATE CertificateRequests SET RequestVersion = 2 WHERE Id = @Id", id);
        await SetAsync(world, """
            INSERT INTO CertificateRequestVersions (RequestId, VersionNumber, Content, ReplacedById, ReplacedAt)
            SELECT Id, 1, Content, CaseworkerId, SentAt FROM CertificateRequests WHERE Id = @Id
            """, id);
        await SetAsync(world, "UPDATE CertificateRequests SET Content = '{}' WHERE Id = @Id", id);
        Assert.Equal(PrintVerdict.Superseded, (await CheckAsync(world, paper.Code)).Verdict);

        await SetAsync(world, "UPDATE CertificateAnswers SET RetractedAt = SignedAt WHERE RequestId = @Id", id);
        var check = await CheckAsync(world, paper.Code);
        Assert.Equal(PrintVerdict.Retracted, check.Verdict);
        Assert.Equal(Cast.Torvet.Name, check.Held!.ClinicName);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_protected_citizen_is_printed_only_when_confirmed(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync(citizen => citizen with { IsProtected = true });
        var certificate = (await world.FindAsync(await world.CertificateAsync(CertificateStatus.Answered, citizenId: citizen), Cast.Anna))!;

        var (refused, nothing) = await world.Get<PrintService>().PrintAsync(certificate, null, isPdf: true, isConfirmed: false, world.As(Cast.Anna), Ct);
        var (_, printed) = await world.Get<PrintService>().PrintAsync(certificate, null, isPdf: true, isConfirmed: true, world.As(Cast.Anna), Ct);

        Assert.Equal(OutcomeKind.Refused, refused.Kind);
        Assert.Null(nothing);
        Assert.NotNull(printed);
        Assert.Single(await world.AuditAsync(certificate.Id), row => row.Action == "certificate.print");
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Twenty_who_print_the_same_at_once_hold_the_same_code(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var certificate = (await world.FindAsync(await world.CertificateAsync(CertificateStatus.Answered), Cast.Mette))!;
        var by = world.As(Cast.Mette);

        var papers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => world.ElsewhereAsync(services =>
            ((PrintService)services.GetService(typeof(PrintService))!).PrintAsync(certificate, null, isPdf: false, isConfirmed: false, by, Ct)))));

        Assert.Single(papers.Select(paper => paper.Printed!.Code).Distinct());
        Assert.Equal(1, await world.CountAsync("Prints"));
    }

    private static async Task<PrintedCertificate> PrintAsync(World world, Guid id, PrintPart? part)
    {
        var certificate = (await world.FindAsync(id, Cast.Mette))!;
        var (outcome, printed) = await world.Get<PrintService>().PrintAsync(certificate, part, isPdf: false, isConfirmed: false, world.As(Cast.Mette), Ct);
        World.Done(outcome);
        return printed!;
    }

    private static async Task<PrintCheck> CheckAsync(World world, string typed) => (await world.Get<PrintService>().CheckAsync(typed, Ct))!;

    private static async Task SetAsync(World world, string sql, Guid id)
    {
        await using var transaction = await world.Db.BeginAsync(Ct);
        Assert.True(await world.Db.ExecuteAsync(sql, new { Id = id }, Ct) > 0);
        await transaction.CommitAsync(Ct);
    }
}
