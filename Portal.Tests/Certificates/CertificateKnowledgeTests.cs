using Portal.Data.Certificates;
using Portal.Data.Consents;
using Portal.Tests.Support;

namespace Portal.Tests.Certificates;

/// <summary>What a new request begins with, and what of it is kept.</summary>
public sealed class CertificateKnowledgeTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_answers_that_a_caseworker_may_read_are_known_newest_first(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        var status = await world.CertificateAsync(CertificateStatus.Closed, citizenId: citizen);
        var local = await world.CertificateAsync(CertificateStatus.Answered, "MULIG-LOKAL", citizen);
        await world.CertificateAsync(CertificateStatus.InProgress, "LAE135", citizen);
        await world.CertificateAsync(CertificateStatus.Answered);
        var knowledge = world.Get<CertificateKnowledge>();

        var answered = await knowledge.ListAnsweredAsync(citizen, world.As(Cast.Morten), 5, Ct);

        Assert.Equal([local, status], answered.Select(certificate => certificate.Id));
        Assert.Equal(("Tekst til function.", Cast.Torvet.Name), (answered[1].Answer["function"], answered[1].ClinicName));
        Assert.Equal([local], (await knowledge.ListAnsweredAsync(citizen, world.As(Cast.Morten), 1, Ct)).Select(certificate => certificate.Id));
        Assert.Empty(await knowledge.ListAnsweredAsync(citizen, world.As(Cast.Jonas), 5, Ct));
        Assert.Empty(await knowledge.ListAnsweredAsync(citizen, world.As(Cast.Anna), 5, Ct));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_newest_goal_and_the_days_of_the_calls_are_known(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        var by = world.As(Cast.Mette);
        await using (var transaction = await world.Db.BeginAsync(Ct))
        {
            foreach (var (number, goal) in new[] { (1, "Lager, 10 timer"), (2, "Lager, 20 timer") })
            {
                await world.Db.ExecuteAsync(
                    """
                    INSERT INTO CitizenGoals (Id, CitizenId, VersionNumber, Goal, Specific, Measurable, Achievable, Relevant, OwnWords, WrittenById, WrittenAt)
                    VALUES (@Id, @Citizen, @Number, @Goal, '', '', '', '', '', @PersonId, @At)
                    """,
                    new { Id = Guid.NewGuid(), Citizen = citizen, Number = number, Goal = goal, by.PersonId, by.At },
                    Ct);
                await world.Db.ExecuteAsync(
                    """
                    INSERT INTO PhoneNotes (Id, CitizenId, SpokeWith, SpokenAt, Note, WrittenById, WrittenAt)
                    VALUES (@Id, @Citizen, 'Anna', @Spoken, 'Talt', @PersonId, @At)
                    """,
                    new { Id = Guid.NewGuid(), Citizen = citizen, Spoken = by.At.AddDays(-number), by.PersonId, by.At },
                    Ct);
            }

            await transaction.CommitAsync(Ct);
        }

        var knowledge = world.Get<CertificateKnowledge>();

        Assert.Equal("Lager, 20 timer", await knowledge.FindGoalAsync(citizen, Ct));
        Assert.Equal([by.At.AddDays(-1), by.At.AddDays(-2)], await knowledge.ListCallsAsync(citizen, 5, Ct));
        Assert.Null(await knowledge.FindGoalAsync(await world.CitizenAsync(), Ct));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_line_that_names_an_offer_keeps_the_version_of_the_day_it_was_sent(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        await world.OfferAsync();
        var request = await world.RequestAsync();
        var sections = new Dictionary<string, string>(request.Content.Sections) { ["meanwhile"] = "rygtræning i små hold\nGåture hver dag" };
        var id = World.Done(await world.Requests.CreateAsync(request with { Content = request.Content with { Sections = sections } }, send: true, world.As(Cast.Mette), Ct));
        await world.OfferAsync(offer => offer with { Facts = offer.Facts with { Place = "Et andet sted" } });

        var sent = (await world.FindAsync(id, Cast.Anna))!.Request;

        Assert.Equal(("rygtraening", 1), (sent.OfferOf("rygtræning i små hold")?.Slug, sent.OfferOf("rygtræning i små hold")?.VersionNumber));
        Assert.Null(sent.OfferOf("Gåture hver dag"));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_draft_keeps_the_consent_that_has_been_begun_and_sending_leaves_only_the_registered_one(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var begun = new ConsentInput { Kinds = [InformationKind.Function], OtherSources = "Holbæk Sygehus", HowGiven = ConsentForm.Oral };
        var request = await world.RequestAsync() with { NewConsent = begun };

        var id = World.Done(await world.Requests.CreateAsync(request, send: false, world.As(Cast.Mette), Ct));
        var draft = (await world.FindAsync(id, Cast.Mette))!;
        var sending = request with { CommandId = Guid.NewGuid(), Content = draft.Request, NewConsent = Samples.Consent(world.Clock.Now) };
        World.Done(await world.Requests.EditAsync(id, 1, sending, send: true, world.As(Cast.Mette), Ct));

        Assert.Equivalent(begun, draft.Request.NewConsent, strict: true);
        var sent = (await world.FindAsync(id, Cast.Mette))!;
        Assert.Null(sent.Request.NewConsent);
        Assert.Equal(sent.ConsentId, sent.Request.Consent!.ConsentId);
        Assert.Equal(1, await world.CountAsync("Consents"));
    }
}
