using Portal.Data.Certificates;
using Portal.Data.Certificates.Library;
using Portal.Data.Certificates.Quality;
using Portal.Tests.Support;

namespace Portal.Tests.Certificates;

/// <summary>The advice on a request, tried on what caseworkers write.</summary>
public sealed class RequestQualityTests
{
    private const string Purpose = "Svaret skal bruges til planen for, hvordan hun kommer tilbage til lageret.";

    [Theory]
    // Good ones.
    [InlineData("Hvilke undersøgelser er lavet af højre knæ?")]
    [InlineData("Hvornår er forundersøgelsen hos ortopædkirurgen planlagt?")]
    [InlineData("Hvilke hensyn bør arbejdsgiveren tage, for eksempel ved ind- og udstigning, lange køreture og løft?")]
    [InlineData("Hvordan har tilstanden udviklet sig siden attesten i august?")]
    [InlineData("Er der helbredsmæssige grunde til at begynde med opgaver uden undervisning, for eksempel forberedelse eller enkeltelever?")]
    [InlineData("Kan hun arbejde stående i mere end en time ad gangen?")]
    [InlineData("Hvor mange timer om dagen kan han sidde ved en skærm?")]
    [InlineData("Hvor længe forventer du, at der er brug for skånehensyn?")]
    [InlineData("Hvad er prognosen for funktionsevnen det næste halve år?")]
    [InlineData("Hvilke skånehensyn kræver det fleksjob, hun har i dag?")]
    [InlineData("Hvilken behandling er planlagt, mens han venter på operationen?")]
    [InlineData("Er hun så syg af behandlingen, at et møde skal ligge på bestemte dage?")]
    [InlineData("Hvilke hjælpemidler har han brug for ved en praktik i et køkken?")]
    [InlineData("Hvordan påvirker smerterne søvn og koncentration?")]
    [InlineData("Hvor stor en del af arbejdsdagen kan hun stå op?")]
    [InlineData("Er der medicin, som gør det uforsvarligt at køre truck?")]
    public void A_question_about_one_thing_that_the_doctor_knows_is_left_alone(string question) =>
        Assert.Empty(RequestQuality.CheckQuestion(question));

    [Theory]
    [InlineData(QualityCode.QuestionJudges, "Er borgeren rask?")]
    [InlineData(QualityCode.QuestionJudges, "er jens ole stadig syg")]
    [InlineData(QualityCode.QuestionJudges, "Kan borgeren arbejde?")]
    [InlineData(QualityCode.QuestionJudges, "Kan Karen Lise arbejde på fuld tid?")]
    [InlineData(QualityCode.QuestionJudges, "Kan hun overhovedet arbejde nu?")]
    [InlineData(QualityCode.QuestionJudges, "Hvor syg er han egentlig?")]
    [InlineData(QualityCode.QuestionJudges, "Er det rigtigt, at han ikke kan løfte noget?")]
    [InlineData(QualityCode.QuestionJudges, "Kan det tænkes, at borgeren simulerer sine smerter?")]
    [InlineData(QualityCode.QuestionJudges, "Overdriver hun sine gener?")]
    [InlineData(QualityCode.QuestionJudges, "Hvordan har borgeren det?")]
    [InlineData(QualityCode.QuestionJudges, "Hvad fejler borgeren?")]
    [InlineData(QualityCode.QuestionJudges, "Har du andre relevante oplysninger om sagen?")]
    [InlineData(QualityCode.QuestionDouble, "Hvilke undersøgelser er lavet, og hvad viste de?")]
    [InlineData(QualityCode.QuestionDouble, "Hvad er diagnosen? Hvad er prognosen for den?")]
    [InlineData(QualityCode.QuestionDouble, "Hvilken behandling får hun samt hvor længe?")]
    [InlineData(QualityCode.QuestionDouble, "Hvornår er forundersøgelsen planlagt, og er operation på tale? Desuden vil vi vide noget om ryggen.")]
    [InlineData(QualityCode.QuestionDouble, "Kan han stå ved et bånd, og kan han gå på trapper?")]
    [InlineData(QualityCode.QuestionDecides, "Er borgeren berettiget til sygedagpenge?")]
    [InlineData(QualityCode.QuestionDecides, "Bør der bevilges fleksjob, eller skal fleksjob bevilges senere?")]
    [InlineData(QualityCode.QuestionDecides, "Skal borgeren have førtidspension?")]
    [InlineData(QualityCode.QuestionDecides, "Hvad er arbejdsevnen i procent?")]
    [InlineData(QualityCode.QuestionDecides, "Hvor mange procent kan han arbejde?")]
    [InlineData(QualityCode.QuestionDecides, "Har hun ret til sygedagpenge i de næste uger?")]
    [InlineData(QualityCode.QuestionDecides, "Kan vi forlænge sygedagpengene eller stoppe sygedagpengene nu?")]
    [InlineData(QualityCode.QuestionDecides, "Kan borgeren raskmeldes fra på mandag?")]
    [InlineData(QualityCode.QuestionDecides, "Står borgeren til rådighed for arbejdsmarkedet?")]
    [InlineData(QualityCode.QuestionShort, "Diagnose?")]
    [InlineData(QualityCode.QuestionShort, "Prognose, behandling")]
    [InlineData(QualityCode.Capitals, "HVILKE SKÅNEHENSYN ER DER BRUG FOR LIGE NU?")]
    public void A_question_that_could_be_better_is_told_so(QualityCode code, string question) =>
        Assert.Contains(code, RequestQuality.CheckQuestion(question));

    [Theory]
    [MemberData(nameof(Catalogue.Orderable), MemberType = typeof(Catalogue))]
    public void Each_type_has_standard_questions_and_they_follow_the_advice(string type)
    {
        var questions = StandardQuestions.Of(type);

        Assert.InRange(questions.Count, 4, 6);
        Assert.All(questions, question => Assert.Equal((question, ""), (question, string.Join(' ', RequestQuality.CheckQuestion(question)))));
    }

    [Fact]
    public void A_complete_request_is_left_alone() =>
        Assert.Empty(Codes(Content(), new QualityFacts { ConsentEndsOn = new DateOnly(2027, 1, 1), DueOn = new DateOnly(2027, 1, 1) }));

    [Theory]
    [InlineData("purpose", "", QualityCode.PurposeMissing)]
    [InlineData("purpose", "Opfølgning.", QualityCode.PurposeShort)]
    [InlineData("known", "", QualityCode.KnownMissing)]
    [InlineData("contact.name", "Jobcenter Holbæk", QualityCode.ContactNotNamed)]
    [InlineData("contact.name", "Team Sygedagpenge", QualityCode.ContactNotNamed)]
    [InlineData("contact.name", "Kontoret", QualityCode.ContactNotNamed)]
    public void What_is_missing_around_the_questions_is_told_at_its_field(string field, string value, QualityCode code)
    {
        var content = Content();
        var sections = new Dictionary<string, string>(content.Sections) { [field] = value };

        var hint = Assert.Single(RequestQuality.Check(Catalogue.Type("LAE125"), content with { Sections = sections }, new QualityFacts()));

        Assert.Equal((code, field), (hint.Code, hint.Field));
    }

    [Fact]
    public void Too_many_questions_and_a_consent_that_ends_before_the_answer_is_due_are_told()
    {
        var six = Content() with { Questions = [.. StandardQuestions.Of("LAE125")] };

        Assert.Equal([QualityCode.TooManyQuestions], Codes(six, new QualityFacts()));
        Assert.Equal(
            [QualityCode.ConsentEndsFirst],
            Codes(Content(), new QualityFacts { ConsentEndsOn = new DateOnly(2026, 12, 6), DueOn = new DateOnly(2026, 12, 7) }));
    }

    [Theory]
    [InlineData("Hvilken undersøgelse er der lavet af knæet?", true)]
    [InlineData("Er der planlagt undersøgelser med MR-skanning af knæet?", true)]
    [InlineData("Hvilke hensyn er der brug for ved arbejde på stillads?", false)]
    public void A_question_that_was_answered_leads_to_the_answer(string question, bool isTold)
    {
        var earlier = new AnsweredCertificate
        {
            Id = Cast.Id(7),
            Type = new CertificateTypeVersion { Id = Cast.Id(8), TypeId = "LAE125", VersionNumber = 1, Definition = Catalogue.Type("LAE125") },
            ClinicId = Cast.Torvet.Id,
            ClinicName = Cast.Torvet.Name,
            AnsweredAt = TestClock.Start,
            Request = new RequestContent { Questions = ["Hvilke hensyn er der brug for?", "Hvilke undersøgelser er lavet af højre knæ?"] },
            Answer = new AnswerContent { Replies = [new() { Number = 2, Mode = ReplyMode.Own, Text = "Røntgen af knæet. MR-skanning er planlagt." }] },
        };
        var facts = new QualityFacts { Answered = [earlier] };

        var hints = RequestQuality.Check(Catalogue.Type("LAE125"), Content() with { Questions = [question] }, facts);

        Assert.Equal(isTold ? [(QualityCode.QuestionAnswered, "question-1", earlier.Id)] : [], hints.Select(hint => (hint.Code, hint.Field, hint.Answered!.Id)));
    }

    [Fact]
    public void Whatever_is_typed_is_read_in_no_time()
    {
        var endless = string.Concat(Enumerable.Repeat("er borgeren hvad og og ", 50_000));

        var codes = RequestQuality.CheckQuestion(endless);

        Assert.DoesNotContain(QualityCode.QuestionShort, codes);
    }

    private static IEnumerable<QualityCode> Codes(RequestContent content, QualityFacts facts) =>
        RequestQuality.Check(Catalogue.Type("LAE125"), content, facts).Select(hint => hint.Code);

    private static RequestContent Content() => new()
    {
        Sections = new Dictionary<string, string> { ["purpose"] = Purpose, ["known"] = "Attesten fra august.", ["contact.name"] = "Mette Sørensen" },
        Questions = ["Hvilke skånehensyn er der brug for lige nu?"],
    };
}
