using Portal.Data.Certificates;
using Portal.Data.Printing;
using Portal.Tests.Support;

namespace Portal.Tests.Printing;

public sealed class PrintRulesTests
{
    private static readonly Guid Owner = Guid.NewGuid();
    private static readonly DateTime At = new(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc);

    private static readonly HeldContent Held = new()
    {
        TypeVersionId = Guid.NewGuid(),
        MunicipalityName = "Holbæk Kommune",
        ClinicName = "Lægerne Torvet",
        SentAt = At,
        NewestRequestVersion = 1,
        NewestAnswerVersion = 1,
        Request = """{"sections":{"purpose":"Til planen","known":"Intet"},"questions":["Hvad nu?"],"repeatReason":""}""",
        Answer = """{"sections":{"prognosis":"God"},"replies":[]}""",
        SignedById = Guid.NewGuid(),
        SignedAt = At,
    };

    public static TheoryData<string, PrintVerdict, PrintVerdict> Fates => new(
        ("nothing", PrintVerdict.Current, PrintVerdict.Current),
        ("request-version", PrintVerdict.Superseded, PrintVerdict.Superseded),
        ("answer-version", PrintVerdict.Current, PrintVerdict.Superseded),
        ("request-text", PrintVerdict.Changed, PrintVerdict.Changed),
        ("answer-text", PrintVerdict.Current, PrintVerdict.Changed),
        ("signer", PrintVerdict.Current, PrintVerdict.Changed),
        ("signed-at", PrintVerdict.Current, PrintVerdict.Changed),
        ("withdrawn", PrintVerdict.Withdrawn, PrintVerdict.Withdrawn),
        ("revoked", PrintVerdict.Current, PrintVerdict.Revoked),
        ("answer-retracted", PrintVerdict.Current, PrintVerdict.Retracted),
        ("retracted", PrintVerdict.Retracted, PrintVerdict.Retracted),
        ("request-gone", PrintVerdict.Gone, PrintVerdict.Gone),
        ("answer-gone", PrintVerdict.Current, PrintVerdict.Gone),
        ("all-gone", PrintVerdict.Gone, PrintVerdict.Gone));

    /// <param name="fate">What became of it after it was printed.</param>
    /// <param name="ofRequest">What a paper with the request alone says.</param>
    /// <param name="ofBoth">What a paper with the answer says.</param>
    [Theory]
    [MemberData(nameof(Fates))]
    public void A_code_tells_what_became_of_the_content(string fate, PrintVerdict ofRequest, PrintVerdict ofBoth)
    {
        var now = fate switch
        {
            "nothing" => Held,
            "request-version" => Held with { NewestRequestVersion = 2 },
            "answer-version" => Held with { NewestAnswerVersion = 2 },
            "request-text" => Held with { Request = Held.Request!.Replace("nu?", "så?", StringComparison.Ordinal) },
            "answer-text" => Held with { Answer = Held.Answer!.Replace("God", "Usikker", StringComparison.Ordinal) },
            "signer" => Held with { SignedById = Guid.NewGuid() },
            "signed-at" => Held with { SignedAt = At.AddMilliseconds(1) },
            "withdrawn" => Held with { WithdrawnAt = At },
            "revoked" => Held with { AnswerRevokedAt = At },
            "answer-retracted" => Held with { AnswerRetractedAt = At, Answer = "{}" },
            "retracted" => Held with { RetractedAt = At, Request = "{}" },
            "request-gone" => Held with { Request = null },
            "answer-gone" => Held with { Answer = null },
            _ => null,
        };

        Assert.Equal(ofRequest, PrintRules.VerdictOf(Printed("Request", new PrintVersions(1, 0)), now));
        Assert.Equal(ofBoth, PrintRules.VerdictOf(Printed("Both", new PrintVersions(1, 1)), now));
    }

    [Theory]
    [InlineData("""{ "repeatReason": "", "questions": ["Hvad nu?"], "sections": { "known": "Intet", "purpose": "Til planen" } }""", true)]
    [InlineData("""{"questions":["Hvad nu?"],"sections":{"purpose":"Til planen","known":"Intet"},"addedLater":null,"alsoLater":{"list":[]}}""", true)]
    [InlineData("""{"questions":["Hvad","nu?"],"sections":{"purpose":"Til planen","known":"Intet"}}""", false)]
    [InlineData("""{"questions":["Hvad nu?"],"sections":{"purpose":"Til planen","known":"Intet "}}""", false)]
    public void Content_is_the_same_however_it_is_written_and_another_when_a_sign_differs(string json, bool isSame) =>
        Assert.Equal(isSame, PrintFingerprint.Canonical(json) == PrintFingerprint.Canonical(Held.Request));

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_was_never_sent_is_not_printed_and_an_answer_only_where_there_is_one(TestEngine engine)
    {
        await using var world = await World.CreateAsync(engine);
        foreach (var status in Enum.GetValues<CertificateStatus>())
        {
            var certificate = (await world.FindAsync(await world.CertificateAsync(status), Cast.Mette))!;

            var parts = PrintRules.PartsOf(certificate);

            Assert.Equal(certificate.Facts.SentAt is not null && certificate.Facts.RetractedAt is null, parts.Count > 0);
            Assert.Equal(certificate.Answer is not null, parts.Contains(PrintPart.Answer));
            Assert.Equal(parts.Count > 0 ? parts[0] : null, PrintRules.UsualPart(certificate));
        }
    }

    private static Print Printed(string part, PrintVersions versions) => new()
    {
        Code = "",
        OwnerKind = CertificatePrints.Kind,
        OwnerId = Owner,
        Part = part,
        RequestVersion = versions.Request,
        AnswerVersion = versions.Answer,
        Sha256 = PrintFingerprint.Of(Owner, part, versions, Held),
    };
}
