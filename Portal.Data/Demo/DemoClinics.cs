using Portal.Data.Certificates.Snippets;
using Portal.Data.Consents;
using Portal.Data.Directory;
using Portal.Data.Offers;
using Portal.Data.Proposals;

namespace Portal.Data.Demo;

/// <summary>What the clinics do of their own accord: the texts they keep at hand, and what they propose to the municipality.</summary>
public sealed class DemoClinics(SnippetService snippets, ProposalService service, ProposalRepository proposals, OfferRepository offers)
{
    internal async Task AddAsync(DemoScene scene, CancellationToken ct)
    {
        var file = DemoFiles.Read<DemoClinicFile>("clinics");
        foreach (var snippet in file.Snippets)
        {
            var input = new SnippetInput
            {
                CommandId = Guid.CreateVersion7(),
                Name = snippet.Name,
                Wording = snippet.Wording,
                SectionId = snippet.Section,
                IsOwn = snippet.IsOwn,
            };
            DemoWorld.Expect(await snippets.AddAsync(input, DemoWorld.Acting(scene.Person(snippet.By), scene.At(snippet.DaysAgo, 12)), ct), snippet.Name);
        }

        foreach (var proposal in file.Proposals)
        {
            await AddAsync(scene, proposal, ct);
        }
    }

    private async Task AddAsync(DemoScene scene, DemoProposal proposal, CancellationToken ct)
    {
        var what = $"{proposal.Doctor} {proposal.SentDaysAgo}";
        var doctor = scene.Person(proposal.Doctor);
        var sending = DemoWorld.Acting(doctor, scene.At(proposal.SentDaysAgo, 11));
        var sent = await service.SendAsync(await InputAsync(scene, proposal, sending.At, ct), sending, ct);
        DemoWorld.Expect(sent, what);
        if (proposal.ReceivedDaysAgo is not { } received)
        {
            return;
        }

        var caseworker = scene.Caseworker(proposal.Citizen!);
        await LookAsync(sent.Id, caseworker, scene.At(received, 13), ct);
        if (proposal.Answer is not { } words)
        {
            return;
        }

        var answering = DemoWorld.Acting(caseworker, scene.At(proposal.AnsweredDaysAgo!.Value, 14));
        var version = (await proposals.FindAsync(sent.Id, answering, ct))!.Version;
        DemoWorld.Expect(await service.AnswerAsync(sent.Id, version, new ProposalAnswerInput { Triage = proposal.Triage, Words = words }, answering, ct), what);
        if (proposal.ReadDaysAgo is not { } read)
        {
            return;
        }

        var seen = await LookAsync(sent.Id, doctor, scene.At(read, 12), ct);
        if (proposal.LastWord is { } lastWord)
        {
            DemoWorld.Expect(await service.AddLastWordAsync(sent.Id, seen.Version, lastWord, DemoWorld.Acting(doctor, scene.At(read, 12)), ct), what);
        }
    }

    private async Task<SocialProposal> LookAsync(Guid id, Person person, DateTime at, CancellationToken ct)
    {
        var by = DemoWorld.Acting(person, at);
        return await service.ViewAsync((await proposals.FindAsync(id, by, ct))!, by, ct);
    }

    private async Task<ProposalInput> InputAsync(DemoScene scene, DemoProposal proposal, DateTime at, CancellationToken ct)
    {
        var versions = new List<Guid>();
        foreach (var slug in proposal.Offers)
        {
            versions.Add((await offers.FindAsync(slug, null, null, ct))?.VersionId
                ?? throw new InvalidOperationException($"The demo data point to the offer '{slug}', which does not exist."));
        }

        return new ProposalInput
        {
            CommandId = Guid.CreateVersion7(),
            CitizenId = proposal.Citizen is { } citizen ? scene.Citizen(citizen) : null,
            PatientName = proposal.Patient,
            Cpr = proposal.Cpr,
            Proposal = proposal.Text,
            OfferVersionIds = versions,
            ConsentGivenOn = DanishTime.DayOf(at),
            ConsentHowGiven = proposal.Consent,
        };
    }
}

internal sealed record DemoClinicFile
{
    public required IReadOnlyList<DemoSnippet> Snippets { get; init; }

    public required IReadOnlyList<DemoProposal> Proposals { get; init; }
}

internal sealed record DemoSnippet
{
    public required string By { get; init; }

    public required int DaysAgo { get; init; }

    public required string Name { get; init; }

    public required string Wording { get; init; }

    public string? Section { get; init; }

    public bool IsOwn { get; init; }
}

internal sealed record DemoProposal
{
    public required string Doctor { get; init; }

    /// <summary>Somebody whom the portal has shown the clinic; else name and number are written.</summary>
    public string? Citizen { get; init; }

    public string Patient { get; init; } = "";

    public string Cpr { get; init; } = "";

    public required int SentDaysAgo { get; init; }

    public required string Text { get; init; }

    public IReadOnlyList<string> Offers { get; init; } = [];

    public required ConsentForm Consent { get; init; }

    /// <summary>When the citizen's caseworker looked at it first.</summary>
    public int? ReceivedDaysAgo { get; init; }

    public ProposalTriage? Triage { get; init; }

    public string? Answer { get; init; }

    public int? AnsweredDaysAgo { get; init; }

    public int? ReadDaysAgo { get; init; }

    public string? LastWord { get; init; }
}
