using Microsoft.Extensions.DependencyInjection;
using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Offers;
using Portal.Tests.Support;

namespace Portal.Tests.Certificates;

/// <summary>Several people, and several windows, at one answer.</summary>
public sealed class AnswerConflictTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_form_goes_on_with_what_it_saved_itself(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Received);
        var form = await world.AnswerAsync();

        var versions = new List<int>();
        for (var save = 1; save <= 3; save++)
        {
            var outcome = await world.Answers.SaveDraftAsync(id, Saying(form, $"Gang {save}"), world.As(Cast.Anna), Ct);
            Assert.True(outcome.IsDone);
            versions.Add(outcome.Version);
        }

        Assert.Equal([1, 2, 3], versions);
        Assert.Equal("Gang 3", (await world.FindAsync(id, Cast.Anna))!.Draft!.Content["history"]);
        World.Done(await world.Answers.SignAsync(id, form, world.As(Cast.Anna), Ct));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_form_that_a_colleague_overtook_neither_saves_nor_signs(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Received);
        var (annas, birgits) = (await world.AnswerAsync(), await world.AnswerAsync());
        World.Done(await world.Answers.SaveDraftAsync(id, Saying(birgits, "Birgits"), world.As(Cast.Birgit), Ct));

        var saved = await world.Answers.SaveDraftAsync(id, annas, world.As(Cast.Anna), Ct);
        var signed = await world.Answers.SignAsync(id, annas, world.As(Cast.Anna), Ct);

        Assert.Equal((OutcomeKind.ChangedByOther, OutcomeKind.ChangedByOther), (saved.Kind, signed.Kind));
        var draft = (await world.FindAsync(id, Cast.Anna))!.Draft!;
        Assert.Equal(("Birgits", 1, Cast.Birgit.Name), (draft.Content["history"], draft.Version, draft.SavedByName));

        // Having seen it she goes on from there, and now Birgit's form is the one that is overtaken.
        World.Done(await world.Answers.SaveDraftAsync(id, annas with { DraftVersion = 1 }, world.As(Cast.Anna), Ct));
        Assert.Equal(OutcomeKind.ChangedByOther, (await world.Answers.SaveDraftAsync(id, birgits, world.As(Cast.Birgit), Ct)).Kind);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_second_signer_is_refused(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Received);
        var (annas, bos) = (await world.AnswerAsync(), await world.AnswerAsync());
        World.Done(await world.Answers.SignAsync(id, annas, world.As(Cast.Anna), Ct));

        var second = await world.Answers.SignAsync(id, bos, world.As(Cast.Bo), Ct);
        var late = await world.Answers.SaveDraftAsync(id, bos, world.As(Cast.Bo), Ct);

        Assert.Equal((OutcomeKind.Refused, "Refusals.AnsweredByOther"), (second.Kind, second.Reason?.Key));
        Assert.Equal((OutcomeKind.Refused, "Refusals.AnsweredByOther"), (late.Kind, late.Reason?.Key));
        Assert.Equal(Cast.Anna.Name, (await world.FindAsync(id, Cast.Mette))!.Answer!.SignedByName);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Of_signers_in_the_same_instant_one_wins(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Received);
        var signers = new[] { Cast.Anna, Cast.Bo, Cast.Anna, Cast.Bo }.Select(person => world.As(person)).ToList();
        var forms = await Task.WhenAll(signers.Select(_ => world.ElsewhereAsync(_ => Task.FromResult(Guid.NewGuid()))));
        var answer = await world.AnswerAsync();

        var outcomes = await Task.WhenAll(signers.Zip(forms, (by, form) => Task.Run(() => world.ElsewhereAsync(services =>
            services.GetRequiredService<AnswerService>().SignAsync(id, answer with { CommandId = Guid.NewGuid(), FormId = form }, by, Ct)))));

        Assert.Single(outcomes, outcome => outcome.IsDone);
        Assert.All(outcomes.Where(outcome => !outcome.IsDone), outcome => Assert.True(outcome.Kind is OutcomeKind.Refused or OutcomeKind.ChangedByOther));
        Assert.Equal(1, await world.CountAsync("CertificateAnswers"));
        Assert.Single(await world.AuditAsync(id), row => row.Action == "certificate.sign");
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_answer_keeps_the_offer_as_the_doctor_saw_it(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Received);
        await world.OfferAsync();
        var offers = world.Get<OfferRepository>();
        var seen = (await offers.FindAsync("rygtraening", null, null, Ct))!.VersionId;
        var form = (await world.AnswerAsync()) with { OfferVersionIds = [seen, Guid.NewGuid(), seen] };
        World.Done(await world.Answers.SaveDraftAsync(id, form, world.As(Cast.Anna), Ct));

        await world.OfferAsync(offer => offer with { Name = "Noget helt andet" });
        World.Done(await world.Answers.SignAsync(id, form, world.As(Cast.Anna), Ct));

        var kept = Assert.Single((await world.FindAsync(id, Cast.Mette))!.Answer!.Content.Offers);
        Assert.Equal((seen, "rygtraening", "Rygtræning i små hold", 1), (kept.OfferVersionId, kept.Slug, kept.Name, kept.VersionNumber));
        Assert.Equal(1, await world.CountAsync("CertificateAnswerOffers"));
        Assert.Equal("Rygtræning i små hold", (await offers.FindAsync(kept.Slug, kept.VersionNumber, null, Ct))!.Name);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_offer_added_from_its_page_joins_the_draft_once(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Received);
        await world.OfferAsync();
        var version = (await world.Get<OfferRepository>().FindAsync("rygtraening", null, null, Ct))!.VersionId;
        var form = await world.AnswerAsync();
        World.Done(await world.Answers.SaveDraftAsync(id, Saying(form, "Skrevet"), world.As(Cast.Anna), Ct));

        World.Done(await world.Answers.AddOfferAsync(id, version, world.As(Cast.Anna), Ct));
        World.Done(await world.Answers.AddOfferAsync(id, version, world.As(Cast.Anna), Ct));
        Outcome[] refused =
        [
            await world.Answers.AddOfferAsync(id, Guid.NewGuid(), world.As(Cast.Anna), Ct),
            await world.Answers.AddOfferAsync(id, version, world.As(Cast.Frida), Ct),
            // The form that is still open does not know of the offer.
            await world.Answers.SaveDraftAsync(id, form, world.As(Cast.Anna), Ct),
        ];

        Assert.Equal([OutcomeKind.NotFound, OutcomeKind.NotFound, OutcomeKind.ChangedByOther], refused.Select(outcome => outcome.Kind));
        var draft = (await world.FindAsync(id, Cast.Anna))!.Draft!;
        Assert.Equal(("Skrevet", 2), (draft.Content["history"], draft.Version));
        Assert.Equal("rygtraening", Assert.Single(draft.Content.Offers).Slug);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Booking_moves_the_deadline_and_a_slip_of_the_keyboard_is_told(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var id = await world.CertificateAsync(CertificateStatus.Received, "LAE135");
        var by = world.As(Cast.Birgit);

        var due = new List<DateTime?> { (await world.FindAsync(id, Cast.Anna))!.AnswerDueAt };
        Assert.Equal(3, (await world.Clinic.BookAsync(id, 2, new DateOnly(2026, 11, 25), by, Ct)).Version);
        due.Add((await world.FindAsync(id, Cast.Anna))!.AnswerDueAt);
        Assert.Equal(3, (await world.Clinic.BookAsync(id, 2, new DateOnly(2026, 11, 25), by, Ct)).Version);
        Assert.Equal(OutcomeKind.ChangedByOther, (await world.Clinic.BookAsync(id, 2, new DateOnly(2026, 11, 26), by, Ct)).Kind);
        Assert.Equal("Errors.ConsultationDay", (await world.Clinic.BookAsync(id, 3, new DateOnly(2062, 11, 25), by, Ct)).Errors.Single().Key);
        Assert.Equal("Errors.ConsultationDay", (await world.Clinic.BookAsync(id, 3, new DateOnly(2026, 1, 25), by, Ct)).Errors.Single().Key);
        Assert.Equal(4, (await world.Clinic.BookAsync(id, 3, null, by, Ct)).Version);
        due.Add((await world.FindAsync(id, Cast.Anna))!.AnswerDueAt);

        Assert.Equal([Local(12, 23), Local(12, 9), Local(12, 23)], due);
        Assert.Equal(2, (await world.AuditAsync(id)).Count(row => row.Action == "certificate.book"));

        static DateTime? Local(int month, int day) => new DateTime(2026, month, day, 15, 0, 0, DateTimeKind.Utc);
    }

    private static AnswerInput Saying(AnswerInput form, string history) =>
        form with { Sections = new Dictionary<string, string> { ["history"] = history, ["treatment"] = "" } };
}
