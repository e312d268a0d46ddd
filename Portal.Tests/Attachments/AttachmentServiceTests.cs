using Portal.Data;
using Portal.Data.Attachments;
using Portal.Data.Certificates;
using Portal.Data.Directory;
using Portal.Tests.Support;

namespace Portal.Tests.Attachments;

/// <summary>Who attaches, who reads, and what a signed answer keeps.</summary>
public sealed class AttachmentServiceTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_municipality_gets_a_file_with_the_answer_and_loses_it_when_the_answer_is_retracted(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var certificate = await world.CertificateAsync(CertificateStatus.InProgress);
        var file = World.Done(await AddAsync(world, certificate, Cast.Birgit, "Røntgen af knæ 🦵.exe", SampleFiles.Pdf));
        var before = await OpenAsync(world, certificate, file, Cast.Mette);
        var answer = await SignAsync(world, certificate);

        var after = await OpenAsync(world, certificate, file, Cast.Mette);
        var strangers = new[] { Cast.Frida, Cast.Jonas, Cast.Kim, Cast.Lars, Cast.Adam, Cast.Inger }.Select(person => OpenAsync(world, certificate, file, person));
        var seen = new List<(string Name, byte[] Content)?>();
        foreach (var stranger in strangers)
        {
            seen.Add(await stranger);
        }

        await ExecuteAsync(world, "UPDATE CertificateAnswers SET RetractedAt = @At WHERE Id = @Id", new { Id = answer, At = world.Clock.Now });

        Assert.Null(before);
        Assert.Equal("Røntgen af knæ 🦵.pdf", after?.Name);
        Assert.Equal(SampleFiles.Pdf, after?.Content);
        Assert.All(seen, Assert.Null);
        Assert.Null(await OpenAsync(world, certificate, file, Cast.Mette));
        Assert.Empty(await world.Get<AttachmentRepository>().ListForAnswerAsync(answer, world.As(Cast.Mette), Ct));
        Assert.NotNull(await OpenAsync(world, certificate, file, Cast.Anna));
        Assert.Equal(
            [("attachment.add", Cast.Birgit.Id), ("attachment.read", Cast.Mette.Id), ("attachment.read", Cast.Anna.Id)],
            (await world.AuditAsync(file)).Select(row => (row.Action, row.PersonId!.Value)));
        Assert.DoesNotContain(await world.AuditAsync(file), row => row.Detail!.Contains("knæ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_new_version_carries_over_what_was_not_taken_away_and_the_old_one_keeps_what_it_had(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var certificate = await world.CertificateAsync(CertificateStatus.InProgress);
        var kept = World.Done(await AddAsync(world, certificate, Cast.Anna, "a.pdf", SampleFiles.Pdf));
        var away = World.Done(await AddAsync(world, certificate, Cast.Anna, "b.png", SampleFiles.Png));
        var gone = World.Done(await AddAsync(world, certificate, Cast.Anna, "c.jpg", SampleFiles.Jpeg));
        World.Done(await RemoveAsync(world, certificate, gone, Cast.Anna));
        var first = await SignAsync(world, certificate);
        await ExecuteAsync(world, "UPDATE Attachments SET RemovedAt = @At WHERE Id = @Id", new { Id = away, At = world.Clock.Now });
        var second = Guid.NewGuid();
        await ExecuteAsync(
            world,
            "INSERT INTO CertificateAnswers (Id, RequestId, VersionNumber, Content, SignedById, SignedAt) SELECT @Id, RequestId, 2, Content, SignedById, SignedAt FROM CertificateAnswers WHERE Id = @First",
            new { Id = second, First = first });
        await AttachAsync(world, second, certificate);

        var lists = world.Get<AttachmentRepository>();
        Assert.Equal([kept, away], (await lists.ListForAnswerAsync(first, world.As(Cast.Mette), Ct)).Select(file => file.Id));
        Assert.Equal([kept], (await lists.ListForAnswerAsync(second, world.As(Cast.Mette), Ct)).Select(file => file.Id));
        Assert.NotNull(await OpenAsync(world, certificate, away, Cast.Mette));
        Assert.Null(await OpenAsync(world, certificate, gone, Cast.Anna));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Only_the_clinic_that_is_answering_attaches_and_a_double_click_attaches_once(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var certificate = await world.CertificateAsync(CertificateStatus.InProgress);
        var first = await AddAsync(world, certificate, Cast.Anna, "a.pdf", SampleFiles.Pdf);

        var again = await AddAsync(world, certificate, Cast.Birgit, "a.pdf", SampleFiles.Pdf);
        var foreign = await AddAsync(world, certificate, Cast.Frida, "b.pdf", SampleFiles.Pdf);
        var caseworker = await AddAsync(world, certificate, Cast.Mette, "b.pdf", SampleFiles.Pdf);
        var wrong = await AddAsync(world, certificate, Cast.Anna, "notat.docx", SampleFiles.Zip);
        await SignAsync(world, certificate);
        var late = await AddAsync(world, certificate, Cast.Anna, "b.pdf", SampleFiles.Pdf);
        var lateAway = await RemoveAsync(world, certificate, first.Id, Cast.Anna);

        Assert.Equal((OutcomeKind.Done, first.Id), (again.Kind, again.Id));
        Assert.Equal(OutcomeKind.NotFound, foreign.Kind);
        Assert.Equal([OutcomeKind.Refused, OutcomeKind.Refused, OutcomeKind.Refused], [caseworker.Kind, late.Kind, lateAway.Kind]);
        Assert.Equal(("Attachments.WrongType", "notat.docx"), (wrong.Errors.Single().Key, wrong.Errors.Single().Arguments[0]));
        Assert.Equal(1, await world.CountAsync("Attachments"));
    }

    private static Task<Outcome> AddAsync(World world, Guid certificate, Person person, string name, byte[] content) =>
        world.Get<AttachmentService>().AddAsync(AttachmentOwner.Certificate, certificate, new AttachmentInput(name, content), world.As(person), Ct);

    private static Task<Outcome> RemoveAsync(World world, Guid certificate, Guid id, Person person) =>
        world.Get<AttachmentService>().RemoveAsync(AttachmentOwner.Certificate, certificate, id, world.As(person), Ct);

    private static async Task<(string Name, byte[] Content)?> OpenAsync(World world, Guid certificate, Guid id, Person person)
    {
        if (await world.Get<AttachmentService>().OpenAsync(AttachmentOwner.Certificate, certificate, id, world.As(person), Ct) is not { } opened)
        {
            return null;
        }

        await using var content = opened.Content;
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, Ct);
        return (opened.Attachment.FileName, copy.ToArray());
    }

    /// <summary>Signs, and does what the signing does with the files.</summary>
    private static async Task<Guid> SignAsync(World world, Guid certificate)
    {
        var draft = (await world.FindAsync(certificate, Cast.Anna))!.Draft!;
        World.Done(await world.Answers.SignAsync(certificate, await world.AnswerAsync() with { DraftVersion = draft.Version }, world.As(Cast.Anna), Ct));
        var answer = await world.Db.FindAsync<Guid>("SELECT Id FROM CertificateAnswers WHERE RequestId = @Id", new { Id = certificate }, Ct);
        if (await world.CountAsync("CertificateAnswerAttachments") == 0)
        {
            await AttachAsync(world, answer, certificate);
        }

        return answer;
    }

    private static async Task AttachAsync(World world, Guid answer, Guid certificate)
    {
        await using var transaction = await world.Db.BeginAsync(Ct);
        await world.Get<AttachmentRepository>().AttachToAnswerAsync(answer, certificate, Cast.Torvet.Id, Ct);
        await transaction.CommitAsync(Ct);
    }

    private static async Task ExecuteAsync(World world, string sql, object parameters)
    {
        await using var transaction = await world.Db.BeginAsync(Ct);
        await world.Db.ExecuteAsync(sql, parameters, Ct);
        await transaction.CommitAsync(Ct);
    }
}
