using System.Globalization;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Certificates.Steps;
using Portal.Data.Citizens.Folder;
using Portal.Data.Consents;
using Portal.Data.Directory;
using Portal.Data.Offers;
using Portal.Tests.Support;

namespace Portal.Tests.Certificates;

/// <summary>What was sent wrongly is gone for the receiver: nothing of the text is left where any statement for them reads.</summary>
public sealed class RetractionTests
{
    /// <summary>In every text that must be gone.</summary>
    private const string Marker = "Zqxhemmelig";

    private static readonly CancellationToken Ct = CancellationToken.None;

    private static readonly RetractionInput Wrong = new() { Kind = WrongSending.WrongCitizen, Reason = $"{Marker}: forveksling." };

    // Where the words may still be: with the side that wrote them, and with the coordinator.
    private static readonly string[] Spared = ["RetractedContents", "AnswerDrafts", "Incidents.Reason"];

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Of_a_retracted_answer_nothing_is_left_for_the_municipality(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        var id = await MarkedAnswerAsync(world, citizen);
        var before = await WhereAsync(world, engine);
        Assert.Superset(new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "CertificateAnswers.Content", "CertificateSteps.Note" }, before);
        Assert.Contains(Marker, await ShownToMunicipalityAsync(world, id, citizen), StringComparison.Ordinal);

        World.Done(await world.Get<RetractionService>().RetractAnswerAsync(id, await world.VersionAsync(id, Cast.Anna), Wrong, world.As(Cast.Anna), Ct));

        Assert.Empty(await WhereAsync(world, engine));
        Assert.DoesNotContain(Marker, await ShownToMunicipalityAsync(world, id, citizen), StringComparison.Ordinal);
        Assert.Equal((0, 3), (await world.CountAsync("CertificateAnswerOffers"), await world.CountAsync("RetractedContents")));
        Assert.Empty(await world.Get<FolderAnswers>().ListAsync(citizen, 10, world.As(Cast.Mette), Ct));
        Assert.Empty(await world.Get<CertificateKnowledge>().ListAnsweredAsync(citizen, world.As(Cast.Mette), 10, Ct));

        // The clinic's again, to be answered anew.
        var certificate = (await world.FindAsync(id, Cast.Mette))!;
        Assert.Equal((CertificateStatus.InProgress, NextActor.Clinic, null, 3), (certificate.Status, certificate.NextActor, certificate.Answer, certificate.LastAnswerVersion));
        Assert.Equal((StepKind.AnswerRetracted, "WrongCitizen", null), (await world.Get<StepRepository>().ListAsync(id, Ct)) is [.., var last] ? (last.Kind, last.Code, last.Note) : default);
        World.Done(await world.Answers.SignAsync(id, await world.AnswerAsync(), world.As(Cast.Anna), Ct));
        Assert.Equal((4, "Tekst til history."), (await world.FindAsync(id, Cast.Mette))!.Answer is { } anew ? (anew.VersionNumber, anew.Content["history"]) : default);
        Assert.Empty(await WhereAsync(world, engine));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_answer_that_came_too_late_is_retracted_while_somebody_may_still_take_it(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var retraction = world.Get<RetractionService>();
        var id = await world.CertificateAsync(CertificateStatus.Withdrawn);
        var answer = await world.AnswerAsync();
        World.Done(await world.Answers.SignAsync(
            id, answer with { Sections = With(answer.Sections, new Dictionary<string, string> { ["history"] = Marker }) }, world.As(Cast.Anna), Ct));
        Assert.Contains("LateAnswers.Content", await WhereAsync(world, engine));

        World.Done(await retraction.RetractAnswerAsync(id, await world.VersionAsync(id, Cast.Anna), Wrong, world.As(Cast.Anna), Ct));

        Assert.Empty(await WhereAsync(world, engine));
        Assert.Null(await world.Get<LateAnswerService>().FindLateAsync(id, Ct));
        Assert.Equal((CertificateStatus.Withdrawn, NextActor.Nobody), (await world.FindAsync(id, Cast.Mette))! is var now ? (now.Status, now.NextActor) : default);
        Assert.Equal(
            "Refusals.NoLateAnswer", (await retraction.RetractAnswerAsync(id, await world.VersionAsync(id, Cast.Anna), Wrong, world.As(Cast.Anna), Ct)).Reason?.Key);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Of_a_retracted_request_nothing_is_left_for_the_clinic(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var type = await world.TypeAsync();
        var request = await world.RequestAsync();
        var texts = type.Definition.RequestSections.Where(section => section.Type == SectionType.Text).ToDictionary(section => section.Id, _ => Marker);
        var content = request.Content with { Sections = With(request.Content.Sections, texts), Questions = [$"{Marker} 1?", $"{Marker} 2?"] };
        var id = World.Done(await world.Requests.CreateAsync(request with { Content = content }, send: true, world.As(Cast.Mette), Ct));
        await world.ViewAsync(id, Cast.Anna);
        await world.ViewAsync(id, Cast.Birgit);
        World.Done(await world.Answers.SaveDraftAsync(id, await world.AnswerAsync(), world.As(Cast.Birgit), Ct));
        World.Done(await world.Clinic.AskBackAsync(id, await world.VersionAsync(id, Cast.Anna), "Hvad menes?", world.As(Cast.Anna), Ct));
        World.Done(await world.Get<RequestRounds>().ClarifyAsync(id, await world.VersionAsync(id, Cast.Mette), content, $"{Marker} menes.", false, world.As(Cast.Mette), Ct));
        Assert.Superset(
            new HashSet<string> { "CertificateRequests.Content", "CertificateRequestVersions.Content", "CertificateSteps.Note" }, await WhereAsync(world, engine));
        var citizen = (await world.FindAsync(id, Cast.Mette))!.Citizen.Id;
        var retraction = world.Get<RetractionService>();
        var version = await world.VersionAsync(id, Cast.Mette);

        Assert.Equal(
            ["Errors.WrongSending", "Errors.Reason"], (await retraction.RetractRequestAsync(id, version, new RetractionInput(), world.As(Cast.Mette), Ct)).Errors.Select(error => error.Key));
        Assert.Equal("Refusals.NotYourCase", (await retraction.RetractRequestAsync(id, version, Wrong, world.As(Cast.Anna), Ct)).Reason?.Key);
        World.Done(await retraction.RetractRequestAsync(id, version, Wrong, world.As(Cast.Mette), Ct));

        Assert.Empty(await WhereAsync(world, engine));
        foreach (var person in (Person[])[Cast.Anna, Cast.Birgit])
        {
            Assert.Null(await world.FindAsync(id, person));
            foreach (var view in Enum.GetValues<CertificateView>())
            {
                Assert.Empty(await world.ListAsync(world.As(person), view));
            }

            Assert.Empty(await world.Get<CertificateListRepository>().ListForCitizenAsync(citizen, world.As(person), 10, Ct));
        }

        Assert.Equal(OutcomeKind.NotFound, (await world.Answers.SignAsync(id, (await world.AnswerAsync()) with { DraftVersion = 1 }, world.As(Cast.Anna), Ct)).Kind);
        Assert.Equal(
            [Cast.Torvet.Id],
            await world.Db.QueryAsync<Guid>("SELECT FromClinicId FROM CertificateSteps WHERE RequestId = @Id AND Kind = 'RequestRetracted' AND Note IS NULL", new { Id = id }, Ct));

        // The caseworker closes it once the coordinator has looked after it.
        var incident = Assert.Single(await world.Get<IncidentRepository>().ListForRequestAsync(id, Ct));
        Assert.Equal((IncidentSide.Request, WrongSending.WrongCitizen, Wrong.Reason), (incident.Side, incident.Kind, incident.Reason));
        Assert.Equal([Cast.Anna.Name, Cast.Birgit.Name], incident.SeenBy.Select(witness => witness.Name));
        var closing = await world.VersionAsync(id, Cast.Mette);
        Assert.Equal("Refusals.IncidentOpen", (await world.Requests.CloseAsync(id, closing, world.As(Cast.Mette), Ct)).Reason?.Key);
        World.Done(await world.Get<IncidentService>().RegisterAsync(incident.Id, 1, "Klinikken er ringet op.", world.As(Cast.Karin), Ct));
        World.Done(await world.Requests.CloseAsync(id, closing, world.As(Cast.Mette), Ct));
        Assert.Null(await world.FindAsync(id, Cast.Anna));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_incident_names_who_saw_any_version_and_is_registered_once_by_the_coordinator(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Received);
        var citizen = (await world.FindAsync(id, Cast.Mette))!.Citizen.Id;
        var log = world.Get<AuditLog>();
        await world.ViewAsync(id, Cast.Morten);
        World.Done(await world.Answers.SignAsync(id, await world.AnswerAsync(), world.As(Cast.Anna), Ct));
        await world.ViewAsync(id, Cast.Mette);
        var first = world.Clock.Now;
        await world.ViewAsync(id, Cast.Mette);
        World.Done(await world.AfterAnswer.RevokeAsync(id, await world.VersionAsync(id, Cast.Anna), "Forkert.", world.As(Cast.Anna), Ct));
        World.Done(await world.Answers.SignAsync(id, (await world.AnswerAsync()) with { DraftVersion = 1 }, world.As(Cast.Anna), Ct));
        // In the folder, in the form of a new request, in a list, which shows no text, and in a file that goes with it.
        await log.WriteReadAsync(world.As(Cast.Morten), "citizen.read-answers", "Citizen", citizen, citizen, null, Ct);
        await log.WriteReadAsync(world.As(Cast.Lars), "citizen.read", "Citizen", citizen, citizen, $"{Guid.NewGuid()} {id}", Ct);
        await log.WriteReadAsync(world.As(Cast.Jonas), "citizen.read", "Citizen", citizen, citizen, null, Ct);
        await log.WriteReadAsync(world.As(Cast.Karin), "certificate.list", "Certificate", null, null, $"{id}", Ct);
        await log.WriteReadAsync(world.As(Cast.Karin), "attachment.read", "Attachment", Guid.NewGuid(), citizen, $"{id}", Ct);
        var retraction = world.Get<RetractionService>();
        var version = await world.VersionAsync(id, Cast.Anna);

        Assert.Equal("Refusals.OnlyDoctorSigns", (await retraction.RetractAnswerAsync(id, version, Wrong, world.As(Cast.Birgit), Ct)).Reason?.Key);
        Assert.Equal(OutcomeKind.NotFound, (await retraction.RetractAnswerAsync(id, version, Wrong, world.As(Cast.Frida), Ct)).Kind);
        World.Done(await retraction.RetractAnswerAsync(id, version, Wrong, world.As(Cast.Anna), Ct));
        Assert.Equal(OutcomeKind.Refused, (await retraction.RetractAnswerAsync(id, version + 1, Wrong, world.As(Cast.Anna), Ct)).Kind);

        var (incidents, service) = (world.Get<IncidentRepository>(), world.Get<IncidentService>());
        var incident = Assert.Single(await incidents.ListAsync(world.As(Cast.Karin), Ct));
        Assert.Equal((IncidentSide.Answer, Cast.Anna.Name, null), (incident.Side, incident.ReportedByName, incident.RegisteredAt));
        Assert.Equal([(Cast.Mette.Name, 2), (Cast.Morten.Name, 1), (Cast.Lars.Name, 1), (Cast.Karin.Name, 1)], incident.SeenBy.Select(witness => (witness.Name, witness.Times)));
        Assert.Equal((first, Cast.Mette.Title), (incident.SeenBy[0].FirstAt, incident.SeenBy[0].Title));
        foreach (var person in (Person[])[Cast.Mette, Cast.Kirsten, Cast.Anna])
        {
            Assert.Empty(await incidents.ListAsync(world.As(person), Ct));
            Assert.Equal(OutcomeKind.NotFound, (await service.RegisterAsync(incident.Id, 1, "Talt med klinikken.", world.As(person), Ct)).Kind);
        }

        Assert.Equal("Errors.Measures", (await service.RegisterAsync(incident.Id, 1, " ", world.As(Cast.Karin), Ct)).Errors.Single().Key);
        World.Done(await service.RegisterAsync(incident.Id, 1, "Talt med klinikken.", world.As(Cast.Karin), Ct));
        Assert.Equal("Refusals.IncidentRegistered", (await service.RegisterAsync(incident.Id, 2, "Igen.", world.As(Cast.Karin), Ct)).Reason?.Key);
        Assert.Equal(("Talt med klinikken.", Cast.Karin.Name), (await incidents.FindAsync(incident.Id, world.As(Cast.Karin), Ct)) is { } registered ? (registered.Measures, registered.RegisteredByName) : default);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_is_open_again_beside_another_request_can_still_be_stopped_resumed_and_answered(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var citizen = await world.CitizenAsync();
        var id = await world.CertificateAsync(CertificateStatus.Closed, citizenId: citizen);
        var consentId = (await world.FindAsync(id, Cast.Mette))!.ConsentId!.Value;
        await world.CertificateAsync(CertificateStatus.Sent, citizenId: citizen, repeatReason: "Ny periode.");

        World.Done(await world.Get<RetractionService>().RetractAnswerAsync(id, await world.VersionAsync(id, Cast.Anna), Wrong, world.As(Cast.Anna), Ct));
        World.Done(await world.Get<ConsentService>().WithdrawAsync(consentId, citizen, world.As(Cast.Mette), Ct));
        Assert.Equal(CertificateStatus.Paused, (await world.FindAsync(id, Cast.Mette))!.Status);
        World.Done(await world.Requests.ResumeAsync(id, await world.VersionAsync(id, Cast.Mette), await world.RequestAsync(citizenId: citizen), world.As(Cast.Mette), Ct));
        World.Done(await world.Answers.SignAsync(id, await world.AnswerAsync(), world.As(Cast.Anna), Ct));

        Assert.Equal((CertificateStatus.Answered, 2), (await world.FindAsync(id, Cast.Mette)) is { } after ? (after.Status, after.Answer!.VersionNumber) : default);
    }

    /// <summary>An answer in its third version with all that can be said about one, each word of the clinic marked, read and used by the municipality.</summary>
    private static async Task<Guid> MarkedAnswerAsync(World world, Guid citizen)
    {
        var id = await world.CertificateAsync(CertificateStatus.Received, citizenId: citizen);
        await world.OfferAsync();
        var offer = (await world.Get<OfferRepository>().FindAsync("rygtraening", null, null, Ct))!.VersionId;
        var type = await world.TypeAsync();
        var texts = type.Definition.AnswerSections.Where(section => section.Type == SectionType.Text).ToDictionary(section => section.Id, section => $"{Marker} {section.Id}");
        var form = (await world.AnswerAsync()) with
        {
            OfferVersionIds = [offer],
            Replies = [new QuestionReply { Number = 1, Mode = ReplyMode.Own, Text = Marker }, new QuestionReply { Number = 2, Mode = ReplyMode.Own, Text = Marker }],
        };
        form = form with { Sections = With(form.Sections, texts) };
        var section = type.Definition.AnswerSections.First().Id;

        World.Done(await world.Answers.SaveDraftAsync(id, form, world.As(Cast.Birgit), Ct));
        World.Done(await world.Answers.SignAsync(id, form with { DraftVersion = 1 }, world.As(Cast.Anna), Ct));
        await world.ViewAsync(id, Cast.Mette);
        await OnAsync(Cast.Mette, (version, by) => world.AfterAnswer.AskComplementAsync(id, version, section, "Hvor længe?", by, Ct));
        await OnAsync(Cast.Anna, (version, by) => world.AfterAnswer.RefuseComplementAsync(id, version, $"{Marker} kan ikke.", by, Ct));
        await OnAsync(Cast.Mette, (version, by) => world.AfterAnswer.ReturnAsync(id, version, "Mangelfuld.", by, Ct));
        await OnAsync(Cast.Anna, (version, by) => world.AfterAnswer.DisputeAsync(id, version, $"{Marker} uenig.", by, Ct));
        await OnAsync(Cast.Mette, (version, by) => world.AfterAnswer.LiftReturnAsync(id, version, by, Ct));
        World.Done(await world.Answers.SignAsync(id, form with { CommandId = Guid.NewGuid(), AnswerVersion = 1 }, world.As(Cast.Anna), Ct));
        await OnAsync(Cast.Anna, (version, by) => world.AfterAnswer.RevokeAsync(id, version, $"{Marker} byttet om.", by, Ct));
        World.Done(await world.Answers.SignAsync(id, form with { CommandId = Guid.NewGuid(), DraftVersion = 1 }, world.As(Cast.Anna), Ct));
        await world.ViewAsync(id, Cast.Mette);
        await OnAsync(Cast.Mette, (version, by) => world.Requests.ApproveAsync(id, version, by, Ct));
        return id;

        async Task OnAsync(Person person, Func<int, ActionContext, Task<Outcome>> act) => World.Done(await act(await world.VersionAsync(id, person), world.As(person)));
    }

    /// <summary>All that the data layer gives the municipality about the citizen and the certificate, as one text.</summary>
    private static async Task<string> ShownToMunicipalityAsync(World world, Guid id, Guid citizen)
    {
        var by = world.As(Cast.Mette);
        object?[] shown =
        [
            await world.FindAsync(id, Cast.Mette), await world.FindAsync(id, Cast.Karin),
            await world.Get<StepRepository>().ListAsync(id, Ct),
            await world.Get<LateAnswerService>().FindLateAsync(id, Ct),
            await world.Get<FolderAnswers>().ListAsync(citizen, 10, by, Ct),
            await world.Get<FolderRepository>().ListOpenAsync(citizen, by, Ct), await world.Get<FolderRepository>().ListOwnAsync(citizen, 10, by, Ct),
            await world.Get<FolderRepository>().ListPointedAsync(citizen, 10, by, Ct),
            (await world.Get<FolderTimeline>().ListAsync(citizen, FolderFilter.All, null, by, Ct)).Entries,
            await world.Get<CertificateKnowledge>().ListAnsweredAsync(citizen, by, 10, Ct),
            (await world.WorkAsync(by, WorkView.ToDo)).Items, (await world.WorkAsync(by, WorkView.Waiting)).Items, (await world.WorkAsync(by, WorkView.Done)).Items,
        ];
        return string.Join('\n', shown.Select(PortalJson.Write));
    }

    /// <summary>Which columns of the whole database hold the marker, but for those that may.</summary>
    private static async Task<HashSet<string>> WhereAsync(World world, TestEngine engine)
    {
        var tables = await world.Db.QueryAsync<string>(
            engine == TestEngine.Sqlite
                ? "SELECT name FROM sqlite_master WHERE type = 'table'"
                : "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'BASE TABLE'",
            null,
            Ct);
        Assert.Contains(tables, table => table.Equals("RetractedContents", StringComparison.OrdinalIgnoreCase));
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var table in tables)
        {
            foreach (var row in await world.Db.QueryAsync<object>($"SELECT * FROM {table}", null, Ct))
            {
                found.UnionWith(((IDictionary<string, object?>)row)
                    .Where(column => Convert.ToString(column.Value, CultureInfo.InvariantCulture)!.Contains(Marker, StringComparison.OrdinalIgnoreCase))
                    .Select(column => $"{table}.{column.Key}"));
            }
        }

        found.RemoveWhere(column => Spared.Any(spared => column.StartsWith(spared, StringComparison.OrdinalIgnoreCase)));
        return found;
    }

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> sections, IReadOnlyDictionary<string, string> texts)
    {
        var all = new Dictionary<string, string>(sections);
        foreach (var (key, text) in texts)
        {
            all[key] = text;
        }

        return all;
    }
}
