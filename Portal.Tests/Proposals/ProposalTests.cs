using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Data.Consents;
using Portal.Data.Directory;
using Portal.Data.Proposals;
using Portal.Tests.Support;

namespace Portal.Tests.Proposals;

/// <summary>From the doctor's first word to the last, with a patient whom the municipality knows and with one it does not.</summary>
public sealed class ProposalTests
{
    private const string UnknownCpr = "690155-4417";

    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_doctor_proposes_is_answered_and_has_the_last_word(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        await world.CertificateAsync(CertificateStatus.Sent, citizenId: citizen);
        var offer = await world.OfferAsync();
        var versionId = Assert.Single(await world.Db.QueryAsync<Guid>("SELECT CurrentVersionId FROM Offers WHERE Id = @offer", new { offer }, Ct));
        var service = world.Get<ProposalService>();

        var id = World.Done(await service.SendAsync(Input(world) with { CitizenId = citizen, OfferVersionIds = [versionId] }, world.As(Cast.Anna), Ct));
        var seen = await ViewAsync(world, id, Cast.Mette);
        World.Done(await service.TriageAsync(id, seen.Version, new ProposalAnswerInput { Triage = ProposalTriage.NeedsMore }, world.As(Cast.Morten), Ct));
        var unanswered = await ViewAsync(world, id, Cast.Anna);
        var request = await world.CertificateAsync(CertificateStatus.Sent, "LAE135", citizen);
        var words = new ProposalAnswerInput { Triage = ProposalTriage.NeedsMore, Words = "Tak. Vi beder dig om en attest.", RequestId = request };
        World.Done(await service.AnswerAsync(id, unanswered.Version, words, world.As(Cast.Mette), Ct));
        var staff = await ViewAsync(world, id, Cast.Birgit);
        var read = await ViewAsync(world, id, Cast.Anna);
        World.Done(await service.AddLastWordAsync(id, read.Version, "Tak, den er på vej.", world.As(Cast.Anna), Ct));
        var told = (await FindAsync(world, id, Cast.Mette))!;
        var over = await ViewAsync(world, id, Cast.Mette);

        Assert.Equal((Cast.Mette.Id, citizen, "Rygtræning i små hold", 1), (seen.CaseworkerId!.Value, seen.CitizenId!.Value, seen.Offers.Single().Name, seen.Offers.Single().VersionNumber));
        Assert.Equal((ProposalStatus.ReceivedByMunicipality, ProposalTurn.Municipality), (seen.Status, seen.NextActor));
        Assert.Equal((ProposalStatus.Triaged, ProposalTurn.Municipality, null), (unanswered.Status, unanswered.NextActor, unanswered.Answer));
        // What the secretary has seen the doctor has not.
        Assert.Equal((ProposalTurn.Clinic, null), (staff.NextActor, staff.Facts.DoctorReadAt));
        Assert.Equal((ProposalTurn.Nobody, words.Words, Cast.Mette.Name, request), (read.NextActor, read.Answer, read.AnsweredByName, read.RequestId!.Value));
        Assert.Equal((ProposalTurn.Municipality, "Tak, den er på vej.", Cast.Anna.Name), (told.NextActor, told.LastWord, told.LastWordByName));
        Assert.Equal((ProposalStatus.AnsweredToDoctor, ProposalTurn.Nobody), (over.Status, over.NextActor));
        Assert.Equal(
            [
                "proposal.send", "proposal.receive", "proposal.triage", "proposal.read", "proposal.answer", "proposal.read", "proposal.read-answer",
                "proposal.last-word", "proposal.read-last-word",
            ],
            (await world.AuditAsync(id)).Select(row => row.Action));
        Assert.All(await world.AuditAsync(id), row => Assert.Equal((citizen, null), (row.CitizenId!.Value, row.Detail)));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Somebody_unknown_goes_to_the_coordinators_who_give_it_to_a_caseworker(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var service = world.Get<ProposalService>();

        var id = World.Done(await service.SendAsync(Input(world), world.As(Cast.Anna), Ct));
        var before = await ReadersAsync(world, id);
        var version = (await ViewAsync(world, id, Cast.Karin)).Version;
        var far = await service.AssignAsync(id, version, Cast.Kim.Id, world.As(Cast.Karin), Ct);
        var nobody = await service.AssignAsync(id, version, null, world.As(Cast.Karin), Ct);
        World.Done(await service.AssignAsync(id, version, Cast.Jonas.Id, world.As(Cast.Karin), Ct));
        var after = await ReadersAsync(world, id);
        World.Done(await service.AnswerAsync(id, version + 1, new ProposalAnswerInput { Triage = ProposalTriage.Accepted, Words = "Vi ringer." }, world.As(Cast.Jonas), Ct));

        Assert.Equal(["Anna", "Bo", "Birgit", "Karin"], before);
        Assert.Equal(["caseworkerId", "caseworkerId"], [far.Errors.Single().Field, nobody.Errors.Single().Field]);
        Assert.Equal(["Anna", "Bo", "Birgit", "Jonas"], after);
        Assert.Equal("Villy Thagaard", (await world.Get<ProposalRepository>().ListOpenAsync(world.As(Cast.Anna), ProposalTurn.Clinic, 10, Ct)).Single().PatientName);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_number_is_protected_bound_to_its_proposal_and_shown_only_with_a_row_in_the_log(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var service = world.Get<ProposalService>();
        var id = World.Done(await service.SendAsync(Input(world), world.As(Cast.Anna), Ct));

        var cipher = await world.Db.FindAsync<string>("SELECT CprCipher FROM SocialProposals WHERE Id = @id", new { id }, Ct);
        var shown = await service.ShowCprAsync(id, world.As(Cast.Karin), Ct);
        var foreign = await service.ShowCprAsync(id, world.As(Cast.Frida), Ct);

        Assert.Equal("6901554417", shown?.Reveal());
        Assert.Null(foreign);
        Assert.DoesNotContain("4417", cipher, StringComparison.Ordinal);
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => TestServices.Protector.Decrypt(cipher!, Guid.NewGuid()));
        Assert.Equal(["proposal.send", "proposal.show-cpr"], (await world.AuditAsync(id)).Select(row => row.Action));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_number_that_the_municipality_knows_finds_the_case_at_once_or_later(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var service = world.Get<ProposalService>();
        var later = World.Done(await service.SendAsync(Input(world), world.As(Cast.Anna), Ct));
        var citizen = await world.CitizenAsync(one => one with { Cpr = CprNumber.TryParse(UnknownCpr)!, UnitId = Cast.Jobafklaring.Id, CaseworkerId = Cast.Jonas.Id });

        var atOnce = World.Done(await service.SendAsync(Input(world), world.As(Cast.Frida), Ct));
        var known = (await FindAsync(world, atOnce, Cast.Jonas))!;
        var recognised = await ViewAsync(world, later, Cast.Karin);

        Assert.Equal((citizen, Cast.Jonas.Name), (known.CitizenId!.Value, known.CaseworkerName));
        Assert.Equal((citizen, Cast.Jonas.Id), (recognised.CitizenId!.Value, recognised.CaseworkerId!.Value));
        // It goes with the case, which is another unit's.
        Assert.Equal(["Anna", "Bo", "Birgit", "Jonas"], await ReadersAsync(world, later));
        Assert.Equal(2, (await world.Get<ProposalRepository>().ListOpenAsync(world.As(Cast.Jonas), ProposalTurn.Municipality, 10, Ct)).Count);
        Assert.Empty(await world.Get<ProposalRepository>().ListOpenAsync(world.As(Cast.Mette), ProposalTurn.Municipality, 10, Ct));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_proposal_goes_with_the_case_when_the_case_changes_hands(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        await world.CertificateAsync(CertificateStatus.Sent, citizenId: citizen);
        var id = World.Done(await world.Get<ProposalService>().SendAsync(Input(world) with { CitizenId = citizen }, world.As(Cast.Anna), Ct));

        var before = await ReadersAsync(world, id);
        var move = new Portal.Data.Handovers.HandoverInput { CommandId = Guid.NewGuid(), ToId = Cast.Jonas.Id, Note = "Ny afdeling" };
        World.Done(await world.Get<Portal.Data.Handovers.CaseHandoverService>().HandOverAsync(citizen, 1, move, world.As(Cast.Mette), Ct));

        Assert.Equal(["Anna", "Bo", "Birgit", "Mette", "Morten", "Karin"], before);
        Assert.Equal(["Anna", "Bo", "Birgit", "Jonas"], await ReadersAsync(world, id));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_citizen_whom_the_clinic_has_not_met_in_the_portal_is_not_found_and_others_do_not_send(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();

        var unmet = await world.Get<ProposalService>().SendAsync(Input(world) with { CitizenId = citizen }, world.As(Cast.Anna), Ct);
        foreach (var person in Cast.People.Where(person => person.Role != Role.Gp))
        {
            Assert.Equal("Refusals.OnlyDoctorProposes", (await world.Get<ProposalService>().SendAsync(Input(world), world.As(person), Ct)).Reason?.Key);
        }

        var gone = await world.Get<ProposalService>().SendAsync(Input(world) with { OfferVersionIds = [Guid.NewGuid()] }, world.As(Cast.Anna), Ct);

        Assert.Equal(OutcomeKind.NotFound, unmet.Kind);
        Assert.Equal(["offerSearch"], gone.Errors.Select(error => error.Field));
        Assert.Equal(0, await world.CountAsync("SocialProposals"));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_is_sent_twice_is_written_once_and_of_two_who_answer_the_first_stands(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var service = world.Get<ProposalService>();
        var input = Input(world);

        var id = World.Done(await service.SendAsync(input, world.As(Cast.Anna), Ct));
        var again = await service.SendAsync(input, world.As(Cast.Anna), Ct);
        var back = await service.SendAsync(input with { CommandId = Guid.NewGuid() }, world.As(Cast.Anna), Ct);
        var other = await service.SendAsync(input with { Cpr = "690155-4418" }, world.As(Cast.Anna), Ct);
        var words = new ProposalAnswerInput { Triage = ProposalTriage.NotRelevant, Words = "Borgeren er flyttet." };
        World.Done(await service.AnswerAsync(id, 1, words, world.As(Cast.Karin), Ct));
        var clicked = await service.AnswerAsync(id, 1, words, world.As(Cast.Karin), Ct);
        var late = await service.AnswerAsync(id, 1, words with { Words = "Noget andet." }, world.As(Cast.Karin), Ct);
        var more = await service.AnswerAsync(id, 2, words, world.As(Cast.Karin), Ct);

        Assert.Equal([id, id], [again.Id, back.Id]);
        Assert.Equal("Refusals.FormUsedTwice", other.Reason?.Key);
        Assert.Equal((OutcomeKind.Done, 2), (clicked.Kind, clicked.Version));
        Assert.Equal(OutcomeKind.ChangedByOther, late.Kind);
        Assert.Equal("Refusals.ProposalAnswered", more.Reason?.Key);
        Assert.Equal("Borgeren er flyttet.", (await FindAsync(world, id, Cast.Anna))!.Answer);
        Assert.Equal(1, await world.CountAsync("SocialProposals"));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Only_a_request_about_this_citizen_that_was_sent_is_linked(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        var own = await world.CertificateAsync(CertificateStatus.Sent, citizenId: citizen);
        var draft = await world.CertificateAsync(CertificateStatus.Draft, "LAE135", citizen);
        var foreign = await world.CertificateAsync(CertificateStatus.Sent);
        var service = world.Get<ProposalService>();
        var id = World.Done(await service.SendAsync(Input(world) with { CitizenId = citizen }, world.As(Cast.Anna), Ct));
        World.Done(await service.AnswerAsync(id, 1, new ProposalAnswerInput { Triage = ProposalTriage.NeedsMore, Words = "Vi mangler mere." }, world.As(Cast.Mette), Ct));

        foreach (var wrong in (Guid?[])[draft, foreign, Guid.Empty, null])
        {
            Assert.Equal(["requestId"], (await service.LinkRequestAsync(id, 2, wrong, world.As(Cast.Mette), Ct)).Errors.Select(error => error.Field));
        }

        World.Done(await service.LinkRequestAsync(id, 2, own, world.As(Cast.Mette), Ct));
        Assert.Equal(own, (await FindAsync(world, id, Cast.Anna))!.RequestId);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_is_over_comes_page_by_page_newest_first(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var service = world.Get<ProposalService>();
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            var id = World.Done(await service.SendAsync(Input(world) with { Proposal = $"Nummer {i}" }, world.As(Cast.Anna), Ct));
            World.Done(await service.AnswerAsync(id, 1, new ProposalAnswerInput { Triage = ProposalTriage.Accepted, Words = "Tak." }, world.As(Cast.Karin), Ct));
            await ViewAsync(world, id, Cast.Anna);
            ids.Insert(0, id);
        }

        foreach (var person in (Person[])[Cast.Birgit, Cast.Karin])
        {
            var first = await world.Get<ProposalRepository>().ListDoneAsync(world.As(person), null, 3, Ct);
            var second = await world.Get<ProposalRepository>().ListDoneAsync(world.As(person), new ListCursor(first[^1].SortAt, first[^1].Id), 3, Ct);
            Assert.Equal(ids, first.Concat(second).Select(item => item.Id));
        }
    }

    private static ProposalInput Input(World world) => new()
    {
        CommandId = Guid.NewGuid(),
        PatientName = "Villy Thagaard",
        Cpr = UnknownCpr,
        Proposal = "Han er alene og spiser lidt.",
        ConsentGivenOn = DanishTime.DayOf(world.Clock.Now),
        ConsentHowGiven = ConsentForm.Oral,
    };

    private static Task<SocialProposal?> FindAsync(World world, Guid id, Person person) => world.Get<ProposalRepository>().FindAsync(id, world.As(person), Ct);

    private static async Task<SocialProposal> ViewAsync(World world, Guid id, Person person) =>
        await world.Get<ProposalService>().ViewAsync((await FindAsync(world, id, person))!, world.As(person), Ct);

    /// <summary>Who of all finds it, by first name.</summary>
    private static async Task<IReadOnlyList<string>> ReadersAsync(World world, Guid id)
    {
        var readers = new List<string>();
        foreach (var person in Cast.People)
        {
            if (await FindAsync(world, id, person) is not null)
            {
                readers.Add(person.Name.Split(' ')[0]);
            }
        }

        return readers;
    }
}
