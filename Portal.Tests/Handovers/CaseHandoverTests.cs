using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Data.Directory;
using Portal.Data.Handovers;
using Portal.Tests.Support;

namespace Portal.Tests.Handovers;

/// <summary>A case gets another caseworker, and everything that was asked about it follows.</summary>
public sealed class CaseHandoverTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_case_and_its_requests_move_and_the_log_says_so(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        var sent = await world.CertificateAsync(CertificateStatus.Sent, citizenId: citizen);
        var closed = await world.CertificateAsync(CertificateStatus.Closed, "LAE135", citizen);
        var other = await world.CertificateAsync(CertificateStatus.Sent);
        var by = world.As(Cast.Mette);

        World.Done(await Handovers(world).HandOverAsync(citizen, 1, To(Cast.Jonas), by, Ct));

        var rows = await world.Db.QueryAsync<Row>(
            "SELECT r.Id, r.CaseworkerId, r.UnitId, r.HandedOverAt, r.Version FROM CertificateRequests r", null, Ct);
        Assert.Equal(
            [
                new Row { Id = sent, CaseworkerId = Cast.Jonas.Id, UnitId = Cast.Jobafklaring.Id, HandedOverAt = by.At, Version = 1 },
                new Row { Id = closed, CaseworkerId = Cast.Jonas.Id, UnitId = Cast.Jobafklaring.Id, HandedOverAt = null, Version = 5 },
                new Row { Id = other, CaseworkerId = Cast.Mette.Id, UnitId = Cast.Sygedagpenge.Id, HandedOverAt = null, Version = 1 },
            ],
            rows.OrderBy(row => Array.IndexOf([sent, closed, other], row.Id)));
        var moved = (await world.Get<CitizenRepository>().FindAsync(citizen, world.As(Cast.Jonas), Ct))!;
        Assert.Equal((Cast.Jonas.Name, Cast.Jobafklaring.Id, 2), (moved.CaseworkerName, moved.UnitId, moved.Version));
        var written = Assert.Single(await Repository(world).ListForCitizenAsync(citizen, 10, Ct));
        Assert.Equal((Cast.Mette.Name, Cast.Jonas.Name, Cast.Mette.Name, Note, by.At), (written.FromName, written.ToName, written.ByName, written.Note, written.At));
        var logged = (await world.AuditAsync(citizen))[^1];
        Assert.Equal(
            ("citizen.handover", (Guid?)Cast.Mette.Id, (Guid?)citizen, $"{Cast.Mette.Id} {Cast.Jonas.Id}"),
            (logged.Action, logged.PersonId, logged.CitizenId, logged.Detail));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Who_gives_it_out_of_the_unit_loses_it_in_the_same_instant(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        var answered = await world.CertificateAsync(CertificateStatus.Answered, citizenId: citizen);
        Assert.Equal(["Mette Sørensen", "Morten Lund", "Karin Bach"], await SeenByAsync());

        World.Done(await Handovers(world).HandOverAsync(citizen, 1, To(Cast.Jonas), world.As(Cast.Mette), Ct));

        Assert.Equal(["Jonas Juul"], await SeenByAsync());
        Assert.Equal(OutcomeKind.NotFound, (await world.Requests.ApproveAsync(answered, 3, world.As(Cast.Mette), Ct)).Kind);
        Assert.Equal(OutcomeKind.NotFound, (await Handovers(world).HandOverAsync(citizen, 2, To(Cast.Morten), world.As(Cast.Mette), Ct)).Kind);
        World.Done(await world.Requests.ApproveAsync(answered, 3, world.As(Cast.Jonas), Ct));

        async Task<IEnumerable<string>> SeenByAsync()
        {
            var names = new List<string>();
            foreach (var person in Cast.People.Where(person => person.Role.IsCasework()))
            {
                var seesCitizen = await world.Get<CitizenRepository>().FindAsync(citizen, world.As(person), Ct) is not null;
                Assert.Equal(seesCitizen, await world.FindAsync(answered, person) is not null);
                names.AddRange(seesCitizen ? [person.Name] : []);
            }

            return names;
        }
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_doctor_sees_the_new_contact_and_goes_on_with_the_open_form(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.InProgress);
        var open = (await world.FindAsync(id, Cast.Anna))!;
        var nina = Cast.OfMunicipality(90, Cast.Holbaek, Cast.Jobafklaring, "Nina Ny", "Jobkonsulent", Role.Caseworker) with
        {
            Phone = "70 00 00 99", ReachableHours = "Fredag kl. 8–9",
        };
        await world.Get<DirectoryService>().AddAsync(nina, world.As(Cast.Adam), Ct);

        World.Done(await Handovers(world).HandOverAsync(open.Citizen.Id, 1, To(nina), world.As(Cast.Mette), Ct));
        var seen = (await world.FindAsync(id, Cast.Anna))!;
        var booked = await world.Clinic.BookAsync(id, open.Version, new DateOnly(2026, 12, 1), world.As(Cast.Anna), Ct);
        var answer = (await world.AnswerAsync()) with { FormId = open.Draft!.FormId, DraftVersion = open.Draft.Version };
        var saved = await world.Answers.SaveDraftAsync(id, answer, world.As(Cast.Anna), Ct);
        var signed = await world.Answers.SignAsync(id, answer with { CommandId = Guid.NewGuid() }, world.As(Cast.Anna), Ct);

        Assert.Equal(
            ("Nina Ny", "Jobkonsulent", "70 00 00 99", "Fredag kl. 8–9"),
            (seen.Caseworker.Name, seen.Caseworker.Title, seen.Caseworker.Phone, seen.Caseworker.ReachableHours));
        Assert.NotNull(seen.HandedOverAt);
        Assert.Equal((open.Version, open.ChangedAt), (seen.Version, seen.ChangedAt));
        Assert.All([booked, saved, signed], outcome => World.Done(outcome));
        Assert.Equal(["Nina Ny"], (await world.ListAsync(world.As(Cast.Anna), CertificateView.Waiting)).Select(row => row.CaseworkerName));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Of_two_who_give_one_case_away_the_second_is_told(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        var (mette, karin) = (world.As(Cast.Mette), world.As(Cast.Karin));

        var outcomes = await Task.WhenAll(
            world.ElsewhereAsync(s => s.GetRequiredService<CaseHandoverService>().HandOverAsync(citizen, 1, To(Cast.Morten), mette, Ct)),
            world.ElsewhereAsync(s => s.GetRequiredService<CaseHandoverService>().HandOverAsync(citizen, 1, To(Cast.Karin), karin, Ct)));

        Assert.Equal([OutcomeKind.Done, OutcomeKind.ChangedByOther], outcomes.Select(outcome => outcome.Kind).Order());
        Assert.Equal(1, await Repository(world).CountHandoversAsync(citizen, Ct));
        var owner = (await world.Get<CitizenRepository>().FindAsync(citizen, world.As(Cast.Mette), Ct))!.CaseworkerName;
        Assert.Equal(outcomes[0].IsDone ? Cast.Morten.Name : Cast.Karin.Name, owner);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_click_more_is_the_same_click_also_when_the_case_is_no_longer_theirs(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        var (input, by) = (To(Cast.Jonas), world.As(Cast.Mette));

        var clicks = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ =>
            world.ElsewhereAsync(s => s.GetRequiredService<CaseHandoverService>().HandOverAsync(citizen, 1, input, by, Ct))));
        var later = await Handovers(world).HandOverAsync(citizen, 1, input, by, Ct);
        var changed = await Handovers(world).HandOverAsync(citizen, 1, input with { Note = "Noget andet." }, by, Ct);

        Assert.All([.. clicks, later], outcome => Assert.Equal(citizen, World.Done(outcome)));
        Assert.Equal("Refusals.FormUsedTwice", changed.Reason?.Key);
        Assert.Equal(1, await Repository(world).CountHandoversAsync(citizen, Ct));
        Assert.Single(await world.AuditAsync(citizen), row => row.Action == "citizen.handover");
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Everything_of_a_person_goes_at_once_or_not_at_all(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        Guid[] mine = [await world.CitizenAsync(), await world.CitizenAsync(), await world.CitizenAsync(c => c with { UnitId = Cast.Jobafklaring.Id })];
        var mortens = await world.CitizenAsync(citizen => citizen with { CaseworkerId = Cast.Morten.Id });
        await world.CertificateAsync(CertificateStatus.Sent, citizenId: mine[0]);
        await world.CertificateAsync(CertificateStatus.Approved, citizenId: mine[1]);

        var forMette = await Repository(world).FindGiverAsync(Cast.Mette.Id, world.As(Cast.Mette), Ct);
        var forKarin = await Repository(world).FindGiverAsync(Cast.Mette.Id, world.As(Cast.Karin), Ct);
        Outcome[] refused =
        [
            await Handovers(world).HandOverAllAsync(Cast.Mette.Id, 3, To(Cast.Morten), world.As(Cast.Morten), Ct),
            await Handovers(world).HandOverAllAsync(Cast.Mette.Id, null, To(Cast.Morten), world.As(Cast.Mette), Ct),
            await Handovers(world).HandOverAllAsync(Cast.Mette.Id, 2, To(Cast.Morten), world.As(Cast.Mette), Ct),
            await Handovers(world).HandOverAllAsync(Cast.Mette.Id, 3, To(Cast.Mette), world.As(Cast.Mette), Ct),
            await Handovers(world).HandOverAllAsync(Cast.Mette.Id, 3, To(Cast.Kim), world.As(Cast.Mette), Ct),
        ];
        var before = (await OwnersAsync(), await world.CountAsync("CaseHandovers"));
        World.Done(await Handovers(world).HandOverAllAsync(Cast.Mette.Id, 3, To(Cast.Jonas), world.As(Cast.Mette), Ct));

        Assert.Equal((3, 1), (forMette!.CitizenCount, forMette.OpenCount));
        Assert.Equal((2, 1), (forKarin!.CitizenCount, forKarin.OpenCount));
        Assert.Equal(
            [OutcomeKind.Refused, OutcomeKind.Invalid, OutcomeKind.ChangedByOther, OutcomeKind.Refused, OutcomeKind.Refused],
            refused.Select(outcome => outcome.Kind));
        Assert.Equal(("Mette Sørensen, Mette Sørensen, Mette Sørensen, Morten Lund", 0), before);
        Assert.Equal("Jonas Juul, Jonas Juul, Jonas Juul, Morten Lund", await OwnersAsync());
        foreach (var citizen in mine)
        {
            Assert.Equal("citizen.handover", (await world.AuditAsync(citizen))[^1].Action);
        }

        async Task<string> OwnersAsync() => string.Join(", ", await world.Db.QueryAsync<string>(
            "SELECT p.Name FROM Citizens z JOIN People p ON p.Id = z.CaseworkerId ORDER BY CASE WHEN z.Id = @Last THEN 1 ELSE 0 END", new { Last = mortens }, Ct));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_a_leaver_leaves_is_the_coordinators_at_once(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync(c => c with { Name = "Ærlig", CaseworkerId = Cast.Morten.Id, IsProtected = true });
        var second = await world.CitizenAsync(c => c with { Name = "Zenia", CaseworkerId = Cast.Morten.Id });
        await world.CitizenAsync();
        await world.CitizenAsync(c => c with { Name = "Andet sted", CaseworkerId = Cast.Morten.Id, UnitId = Cast.Jobafklaring.Id });
        await world.CertificateAsync(CertificateStatus.Received, citizenId: citizen);
        await world.CertificateAsync(CertificateStatus.Draft, "LAE135", citizen);
        await world.CertificateAsync(CertificateStatus.Approved, "LAE145", citizen);
        var before = await OrphansAsync(Cast.Karin);

        World.Done(await world.Get<DirectoryService>().DeactivateAsync(Cast.Morten.Id, world.As(Cast.Adam), Ct));
        var orphans = await Repository(world).ListOrphansAsync(world.As(Cast.Karin), Ct);
        var givers = await Repository(world).ListGiversAsync(world.As(Cast.Karin), Ct);
        var (mettes, kirstens, karins) = (await OrphansAsync(Cast.Mette), await OrphansAsync(Cast.Kirsten), await OrphansAsync(Cast.Karin));
        World.Done(await Handovers(world).HandOverAsync(second, 1, To(Cast.Karin), world.As(Cast.Karin), Ct));
        var refused = await Handovers(world).HandOverOrphansAsync(1, To(Cast.Mette), world.As(Cast.Mette), Ct);
        var stale = await Handovers(world).HandOverOrphansAsync(2, To(Cast.Mette), world.As(Cast.Karin), Ct);
        World.Done(await Handovers(world).HandOverOrphansAsync(1, To(Cast.Mette), world.As(Cast.Karin), Ct));

        Assert.Equal((0, 0, 0, 2), (before, mettes, kirstens, karins));
        Assert.Equal(
            [("Zenia", false, "Morten Lund", 0), ("Ærlig", true, "Morten Lund", 2)],
            orphans.Select(row => (row.Name, row.IsProtected, row.CaseworkerName, row.OpenCount)));
        Assert.Equal(
            [("Mette Sørensen", true, 1, 0), ("Morten Lund", false, 2, 2)],
            givers.Select(giver => (giver.Name, giver.IsActive, giver.CitizenCount, giver.OpenCount)));
        Assert.Equal((OutcomeKind.Refused, OutcomeKind.ChangedByOther), (refused.Kind, stale.Kind));
        Assert.Equal(0, await OrphansAsync(Cast.Karin));

        async Task<int> OrphansAsync(Person person)
        {
            var count = (await world.Get<DirectoryRepository>().FindViewerAsync(person.Id, new DateOnly(2026, 11, 23), Ct))!.OrphanCount;
            Assert.Equal(count, (await Repository(world).ListOrphansAsync(world.As(person), Ct)).Count);
            return count;
        }
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Those_who_could_take_over_are_listed_by_unit_and_only_while_they_are_here(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        World.Done(await world.Get<DirectoryService>().DeactivateAsync(Cast.Morten.Id, world.As(Cast.Adam), Ct));

        var takers = await Repository(world).ListTakersAsync(Cast.Holbaek.Id, Ct);

        Assert.Equal(
            [("Jobafklaring", "Jonas Juul"), ("Sygedagpenge", "Karin Bach"), ("Sygedagpenge", "Mette Sørensen")],
            takers.Select(taker => (taker.UnitName, taker.Name)));
    }

    private const string Note = "Ring om formiddagen, hun er mest frisk der.";

    private static CaseHandoverService Handovers(World world) => world.Get<CaseHandoverService>();

    private static CaseHandoverRepository Repository(World world) => world.Get<CaseHandoverRepository>();

    private static HandoverInput To(Person taker) => new() { CommandId = Guid.NewGuid(), ToId = taker.Id, Note = Note };

    private sealed record Row
    {
        public required Guid Id { get; init; }

        public required Guid CaseworkerId { get; init; }

        public required Guid UnitId { get; init; }

        public required DateTime? HandedOverAt { get; init; }

        public required int Version { get; init; }
    }
}
