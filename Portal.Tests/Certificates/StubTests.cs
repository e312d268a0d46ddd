using Portal.Data.Certificates;
using Portal.Data.Certificates.Steps;
using Portal.Data.Directory;
using Portal.Tests.Support;

namespace Portal.Tests.Certificates;

/// <summary>What is left at a clinic of a request that it lost.</summary>
public sealed class StubTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Each_clinic_that_had_it_finds_where_it_went_and_nobody_else_finds_anything(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Received);
        Assert.Null(await FindAsync(world, id, Cast.Anna));

        World.Done(await world.Clinic.RedirectAsync(
            id, await world.VersionAsync(id, Cast.Anna), new RedirectInput { ClinicId = Cast.Fjordhoej.Id }, world.As(Cast.Anna), Ct));
        var sentOn = await FindAsync(world, id, Cast.Birgit);
        Assert.Null(await FindAsync(world, id, Cast.Frida));
        World.Done(await world.Get<RetractionService>().RetractRequestAsync(
            id,
            await world.VersionAsync(id, Cast.Mette),
            new RetractionInput { Kind = WrongSending.WrongCitizen, Reason = "Forkert borger." },
            world.As(Cast.Mette),
            Ct));

        Assert.Equal((StepKind.Redirected, "Fjordhøj Lægehus"), (sentOn!.Kind, sentOn.ToClinicName));
        Assert.Equal(StepKind.Redirected, (await FindAsync(world, id, Cast.Anna))!.Kind);
        Assert.Equal(StepKind.RequestRetracted, (await FindAsync(world, id, Cast.Frida))!.Kind);
        foreach (var nobody in (Person[])[Cast.Viggo, Cast.Mette, Cast.Kim, Cast.Lars])
        {
            Assert.Null(await FindAsync(world, id, nobody));
        }
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Every_version_of_an_answer_is_there_newest_first_and_of_a_retracted_one_only_that_it_was(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Answered);
        World.Done(await world.AfterAnswer.RevokeAsync(id, await world.VersionAsync(id, Cast.Anna), "Forkert knæ.", world.As(Cast.Anna), Ct));
        World.Done(await world.Answers.SignAsync(
            id, await world.AnswerAsync() with { DraftVersion = (await world.FindAsync(id, Cast.Anna))!.Draft!.Version }, world.As(Cast.Anna), Ct));
        var read = await world.Get<CertificateVersions>().ListAnswerVersionsAsync(id, Ct);

        World.Done(await world.Get<RetractionService>().RetractAnswerAsync(
            id,
            await world.VersionAsync(id, Cast.Anna),
            new RetractionInput { Kind = WrongSending.WrongContent, Reason = "En andens oplysninger." },
            world.As(Cast.Anna),
            Ct));
        var gone = await world.Get<CertificateVersions>().ListAnswerVersionsAsync(id, Ct);

        Assert.Equal([2, 1], read.Select(answer => answer.VersionNumber));
        Assert.Equal((true, false), (read[1].RevokedAt is not null, read[1].Content.IsEmpty));
        Assert.Null(read[0].RevokedAt);
        Assert.All(gone, answer => Assert.True(answer.RetractedAt is not null && answer.Content.IsEmpty));
    }

    private static Task<CertificateStub?> FindAsync(World world, Guid id, Person viewer) => world.Get<StubRepository>().FindAsync(id, world.As(viewer), Ct);
}
