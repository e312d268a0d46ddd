using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Citizens.Folder;
using Portal.Data.Citizens.PhoneNotes;
using Portal.Data.Consents;
using Portal.Tests.Support;

namespace Portal.Tests.Citizens;

public sealed class FolderTimelineTests
{
    // Midnight in Denmark: consents expire at it.
    private static readonly DateTime Midnight = DanishTime.InstantOf(new DateOnly(2026, 11, 20), TimeOnly.MinValue);

    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Page_by_page_everything_comes_once_and_in_order_whatever_shares_its_instant(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        var at = world.As(Cast.Mette) with { At = Midnight };
        for (var i = 0; i < FolderTimeline.PageSize + 3; i++)
        {
            await NoteAsync(world, citizen, Midnight, $"Notat {i}");
            await ConsentAsync(world, citizen, at, $"Sag {i}", new DateOnly(2026, 12, 31));
            await ConsentAsync(world, citizen, at with { At = Midnight.AddDays(-30) }, $"Gammel sag {i}", new DateOnly(2026, 11, 19));
            await HandOverAsync(world, citizen, Midnight);
        }

        var request = await world.RequestAsync(citizenId: citizen) with { NewConsent = Samples.Consent(Midnight) };
        World.Done(await world.Requests.CreateAsync(request, send: true, at, Ct));

        var pages = await PagesAsync(world, citizen, FolderFilter.All);

        var entries = pages.SelectMany(page => page).ToList();
        Assert.All(pages.SkipLast(1), page => Assert.Equal(FolderTimeline.PageSize, page.Count));
        Assert.Equal(entries.OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Step), entries);
        Assert.Equal(entries.Count, entries.Select(entry => (entry.Step, entry.Id)).Distinct().Count());
        const int Many = FolderTimeline.PageSize + 3;
        Assert.Equal(
            [(FolderStep.HandedOver, Many), (FolderStep.PhoneNote, Many), (FolderStep.Sent, 1), (FolderStep.ConsentExpired, Many), (FolderStep.ConsentGiven, (2 * Many) + 1)],
            entries.GroupBy(entry => entry.Step).Select(group => (group.Key, group.Count())));
        foreach (var kind in Enum.GetValues<FolderKind>())
        {
            var ofKind = (await PagesAsync(world, citizen, new FolderFilter { Kind = kind })).SelectMany(page => page).ToList();
            Assert.Equal(entries.Where(entry => KindOf(entry.Step) == kind), ofKind);
        }
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_period_has_whole_Danish_days(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        await NoteAsync(world, citizen, Midnight.AddMilliseconds(-1), "Før");
        await NoteAsync(world, citizen, Midnight, "Om natten");
        await NoteAsync(world, citizen, Midnight.AddDays(1).AddMilliseconds(-1), "Om aftenen");
        await NoteAsync(world, citizen, Midnight.AddDays(1), "Efter");
        await ConsentAsync(world, citizen, world.As(Cast.Mette) with { At = Midnight.AddDays(-9) }, "Udløbet dagen før", new DateOnly(2026, 11, 19));
        await ConsentAsync(world, citizen, world.As(Cast.Mette) with { At = Midnight.AddDays(-9) }, "Udløbet dagen selv", new DateOnly(2026, 11, 20));
        var day = new DateOnly(2026, 11, 20);

        var entries = (await PagesAsync(world, citizen, new FolderFilter { FromOn = day, ToOn = day })).Single();

        Assert.Equal(["Om aftenen", "Om natten", null], entries.Select(entry => entry.Wording));
        Assert.Equal((FolderStep.ConsentExpired, new DateOnly(2026, 11, 19)), (entries[2].Step, entries[2].UntilOn));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Each_entry_tells_what_happened_and_who_did_it(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        await world.OfferAsync();
        var sparred = await world.CertificateAsync(CertificateStatus.InConsultation, "LAE135", citizen);
        World.Done(await world.Get<SparringService>().AdviseAsync(sparred, 2, "Spørg til prognosen.", world.As(Cast.Lars), Ct));
        var answered = await world.CertificateAsync(CertificateStatus.Sent, "LAE125", citizen);
        await world.ViewAsync(answered, Cast.Anna);
        var answer = await world.AnswerAsync() with
        {
            OfferVersionIds = await world.Db.QueryAsync<Guid>("SELECT CurrentVersionId FROM Offers", null, Ct),
        };
        World.Done(await world.Answers.SignAsync(answered, answer, world.As(Cast.Anna), Ct));
        await NoteAsync(world, citizen, world.As(Cast.Mette).At, "Hun ringede.", answered);

        var entries = (await PagesAsync(world, citizen, FolderFilter.All)).Single();

        Assert.Equal(
            [
                (FolderStep.PhoneNote, "Mette Sørensen", "Borgeren", "Hun ringede.", answered),
                (FolderStep.Answered, "Anna Holm", null, null, answered),
                (FolderStep.Sent, "Mette Sørensen", null, null, answered),
                (FolderStep.ConsentGiven, "Mette Sørensen", null, null, null),
                (FolderStep.SparringAdvised, "Lars Lind", "Mette Sørensen", "Spørg til prognosen.", sparred),
                (FolderStep.SparringAsked, "Mette Sørensen", "Lars Lind", "Er spørgsmålene klare nok?", sparred),
                (FolderStep.Drafted, "Mette Sørensen", null, null, (Guid?)sparred),
            ],
            entries.Select(entry => (entry.Step, entry.ByName!, entry.ToName, entry.Wording, entry.RequestId)));
        Assert.Equal("Rygtræning i små hold", Assert.Single(entries[1].Offers).Name);
        Assert.Equal(("Statusattest", "LÆ 125", true, CertificateStatus.Answered), (entries[1].TypeNameDa, entries[1].AnswerCode, entries[1].MayOpen, entries[1].Status));
        Assert.Equal(Enum.GetValues<InformationKind>(), entries[3].Kinds);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_another_unit_sent_is_told_but_not_opened_and_its_drafts_are_its_own(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        await world.CertificateAsync(CertificateStatus.Answered, "LAE125", citizen);
        await world.CertificateAsync(CertificateStatus.InConsultation, "LAE135", citizen);
        await WriteAsync(
            world, "UPDATE CertificateRequests SET UnitId = @UnitId, CaseworkerId = @CaseworkerId", new { UnitId = Cast.Jobafklaring.Id, CaseworkerId = Cast.Jonas.Id });

        var entries = (await PagesAsync(world, citizen, FolderFilter.All)).Single();

        Assert.Equal([FolderStep.Answered, FolderStep.Sent, FolderStep.ConsentGiven], entries.Select(entry => entry.Step));
        Assert.All(entries, entry => Assert.False(entry.MayOpen));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("0-0-00000000000000000000000000000000")]
    [InlineData("ffffffffffffffff-9-00000000000000000000000000000000")]
    [InlineData("8dec0f9b2d2a000-99-00000000000000000000000000000000")]
    [InlineData("8dec0f9b2d2a000-9-nonsense")]
    public void What_is_no_cursor_is_read_as_none(string? text) => Assert.Null(FolderCursor.TryParse(text));

    [Fact]
    public void A_cursor_is_read_as_written()
    {
        var cursor = new FolderCursor(Midnight, FolderStep.PhoneNote, Guid.NewGuid());

        Assert.Equal(cursor, FolderCursor.TryParse(cursor.ToString()));
    }

    private static FolderKind KindOf(FolderStep step) => step switch
    {
        FolderStep.ConsentGiven or FolderStep.ConsentExpired or FolderStep.ConsentWithdrawn => FolderKind.Consent,
        FolderStep.Drafted or FolderStep.Sent => FolderKind.Request,
        FolderStep.SparringAsked or FolderStep.SparringAdvised => FolderKind.Sparring,
        FolderStep.Answered => FolderKind.Answer,
        FolderStep.PhoneNote => FolderKind.PhoneNote,
        FolderStep.HandedOver => FolderKind.Handover,
        FolderStep.Proposed => FolderKind.Proposal,
    };

    private static async Task<IReadOnlyList<IReadOnlyList<FolderEntry>>> PagesAsync(World world, Guid citizen, FolderFilter filter)
    {
        var pages = new List<IReadOnlyList<FolderEntry>>();
        FolderCursor? before = null;
        do
        {
            var page = await world.Get<FolderTimeline>().ListAsync(citizen, filter, before, world.As(Cast.Mette), Ct);
            // As it comes back in an address.
            before = FolderCursor.TryParse(page.Next?.ToString());
            pages.Add(page.Entries);
            Assert.True(pages.Count < 20, "The pages do not end.");
        }
        while (before is not null);
        return pages;
    }

    private static async Task NoteAsync(World world, Guid citizen, DateTime at, string text, Guid? about = null) => World.Done(
        await world.Get<PhoneNoteService>().WriteAsync(
            citizen,
            new PhoneNoteInput { CommandId = Guid.NewGuid(), SpokeWith = "Borgeren", SpokenAt = at, Note = text, RequestId = about },
            world.As(Cast.Mette),
            Ct));

    private static async Task ConsentAsync(World world, Guid citizen, ActionContext by, string about, DateOnly until) => World.Done(
        await world.Get<ConsentService>().RegisterAsync(citizen, Samples.Consent(by.At) with { CaseReference = about, ExpiresOn = until }, by, Ct));

    private static Task HandOverAsync(World world, Guid citizen, DateTime at) => WriteAsync(
        world,
        "INSERT INTO CaseHandovers (Id, CitizenId, FromId, ToId, Note, ById, At) VALUES (@Id, @CitizenId, @FromId, @ToId, 'Ferie', @ById, @At)",
        new { Id = Guid.NewGuid(), CitizenId = citizen, FromId = Cast.Mette.Id, ToId = Cast.Morten.Id, ById = Cast.Karin.Id, At = at });

    private static async Task WriteAsync(World world, string sql, object parameters)
    {
        await using var transaction = await world.Db.BeginAsync(Ct);
        await world.Db.ExecuteAsync(sql, parameters, Ct);
        await transaction.CommitAsync(Ct);
    }
}
