using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Offers;
using Portal.Tests.Support;

namespace Portal.Tests.Certificates;

/// <summary>The forms of every type that can be ordered, as the catalogue describes them.</summary>
public sealed class CertificateFormsTests
{
    private static readonly string Endless = new('x', 100_000);

    [Theory]
    [MemberData(nameof(Catalogue.Orderable), MemberType = typeof(Catalogue))]
    public void A_complete_request_can_be_sent_and_nothing_at_all_can_be_kept_as_a_draft(string id)
    {
        var type = Catalogue.Type(id);

        Assert.Empty(CertificateForms.CheckRequest(type, Samples.Request(type)));
        Assert.Empty(CertificateForms.CheckDraft(type, RequestContent.Empty));
    }

    [Theory]
    [MemberData(nameof(Catalogue.Orderable), MemberType = typeof(Catalogue))]
    public void Each_required_part_that_is_missing_is_named_and_the_others_may_be_missing(string id)
    {
        var type = Catalogue.Type(id);
        var complete = Samples.Request(type);

        foreach (var (section, part) in PartsOf(type))
        {
            var content = section.Type switch
            {
                SectionType.List => complete with { Questions = ["  "] },
                SectionType.Choice => With(complete, part, ""),
                _ => With(complete, part, "  "),
            };
            var field = section.Type == SectionType.List ? CertificateForms.QuestionField(1) : part;
            var isRequired = section.Required && part != "contact.mail";
            Assert.Equal((part, isRequired ? field : ""), (part, string.Join(' ', CertificateForms.CheckRequest(type, content).Select(error => error.Field))));
        }
    }

    [Theory]
    [MemberData(nameof(Catalogue.Orderable), MemberType = typeof(Catalogue))]
    public void The_line_that_belongs_to_an_option_is_asked_for_with_that_option_only(string id)
    {
        var type = Catalogue.Type(id);
        var choices = type.RequestSections.Where(section => section.Detail is not null).ToList();

        Assert.Equal(["legalBasis", "interpreter"], choices.Select(choice => choice.Id));
        foreach (var (choice, option) in choices.SelectMany(choice => choice.Options.Select(option => (choice, option))))
        {
            var content = With(Samples.Request(type), choice.Id, option);
            var isAskedFor = choice.Detail!.ForOptions.Contains(option);
            Assert.Equal(isAskedFor ? [choice.Detail.Id] : [], CertificateForms.CheckRequest(type, content).Select(error => error.Field));
            Assert.Empty(CertificateForms.CheckRequest(type, With(content, choice.Detail.Id, "Fordi")));
        }
    }

    [Theory]
    [MemberData(nameof(Catalogue.Orderable), MemberType = typeof(Catalogue))]
    public void One_filled_box_is_enough_to_sign_and_empty_boxes_never_block(string id)
    {
        var type = Catalogue.Type(id);
        AnswerContent[] meagre =
        [
            .. Samples.AnswerSections(type).Select(section => new AnswerContent { Sections = new Dictionary<string, string> { [section.Key] = section.Value } }),
            new() { Replies = [new() { Number = 2, Mode = ReplyMode.Own, Text = "Ja." }] },
            new() { Replies = [new() { Number = 1, Mode = ReplyMode.InNarrative }] },
            new() { Offers = [new OfferReference { OfferVersionId = Cast.Id(1), Slug = "a", Name = "A", VersionNumber = 1 }] },
        ];

        Assert.All(meagre, answer => Assert.Empty(CertificateForms.CheckAnswer(type, answer)));
    }

    [Theory]
    [MemberData(nameof(Catalogue.Orderable), MemberType = typeof(Catalogue))]
    public void An_answer_that_says_nothing_is_not_signed_but_kept(string id)
    {
        var type = Catalogue.Type(id);
        AnswerContent[] empty =
        [
            AnswerContent.Empty,
            new() { Sections = type.AnswerSections.Where(s => s.Type is SectionType.Text or SectionType.Matrix).ToDictionary(s => s.Id, _ => "\n\n") },
            new() { Replies = [new() { Number = 1, Mode = ReplyMode.None }, new() { Number = 2, Mode = ReplyMode.Own, Text = " \u00A0" }] },
        ];

        foreach (var answer in empty)
        {
            var error = Assert.Single(CertificateForms.CheckAnswer(type, answer));
            Assert.Equal("Errors.EmptyAnswer", error.Key);
            Assert.Contains(error.Field, type.AnswerSections.Select(section => section.Id));
            Assert.Empty(CertificateForms.CheckAnswerDraft(type, answer));
        }
    }

    [Theory]
    [MemberData(nameof(Catalogue.Orderable), MemberType = typeof(Catalogue))]
    public void Texts_that_cannot_be_stored_are_refused_in_every_box(string id)
    {
        var type = Catalogue.Type(id);
        foreach (var (text, key) in ((string, string)[])[(Endless, "Errors.TooLong"), ("a\0b", "Errors.ControlCharacters"), ("a\uD83D", "Errors.ControlCharacters")])
        {
            foreach (var (section, part) in PartsOf(type).Where(box => box.Section.Type is not SectionType.List))
            {
                var content = With(Samples.Request(type), part, text);
                Assert.Contains((part, key), CertificateForms.CheckDraft(type, content).Select(error => (error.Field, error.Key)));
                Assert.Contains((part, key), CertificateForms.CheckRequest(type, content).Select(error => (error.Field, error.Key)));
            }

            var questions = Samples.Request(type) with { Questions = ["Ja?", text] };
            Assert.Equal(("question-2", key), CertificateForms.CheckDraft(type, questions).Select(error => (error.Field, error.Key)).Single());

            foreach (var section in type.AnswerSections.Where(section => section.Type != SectionType.Answers))
            {
                var answer = new AnswerContent { Sections = new Dictionary<string, string> { [section.Id] = text } };
                Assert.Contains((section.Id, key), CertificateForms.CheckAnswer(type, answer).Select(error => (error.Field, error.Key)));
                Assert.Contains((section.Id, key), CertificateForms.CheckAnswerDraft(type, answer).Select(error => (error.Field, error.Key)));
            }

            var replies = new AnswerContent { Replies = [new() { Number = 2, Mode = ReplyMode.Own, Text = text }] };
            Assert.Equal(("reply-2", key), CertificateForms.CheckAnswer(type, replies).Select(error => (error.Field, error.Key)).Single());
        }
    }

    [Theory]
    [MemberData(nameof(Catalogue.Orderable), MemberType = typeof(Catalogue))]
    public void Any_writing_system_is_accepted_in_every_text(string id)
    {
        const string Text = "👩‍⚕️ Ægte smør, مرحبا בעולם 日本 𝔘\n\t– »ja«";
        var type = Catalogue.Type(id);
        var request = Samples.Request(type);
        var answer = new AnswerContent
        {
            Sections = type.AnswerSections.Where(section => section.Type == SectionType.Text).ToDictionary(section => section.Id, _ => Text),
            Replies = [new() { Number = 1, Mode = ReplyMode.Own, Text = Text }],
        };

        foreach (var section in type.RequestSections.Where(section => section.Type == SectionType.Text))
        {
            request = With(request, section.Id, Text);
        }

        Assert.Empty(CertificateForms.CheckRequest(type, request with { Questions = [Text] }));
        Assert.Empty(CertificateForms.CheckAnswer(type, answer));
    }

    [Fact]
    public void Values_that_the_form_does_not_offer_are_refused()
    {
        var (status, local) = (Catalogue.Type("LAE125"), Catalogue.Type("MULIG-LOKAL"));
        var request = Samples.Request(local);
        var thirteenLines = string.Join('\n', Enumerable.Range(1, 13));
        var elevenQuestions = request with { Questions = [.. Enumerable.Repeat("Ja?", 11)] };

        Assert.Equal(("legalBasis", "Errors.Choose"), Told(CertificateForms.CheckRequest(status, With(Samples.Request(status), "legalBasis", "Anything"))));
        Assert.Equal(("insufficient", "Errors.Choose"), Told(CertificateForms.CheckAnswerDraft(status, Answer("insufficient", "1"))));
        Assert.Equal(("m.possible", "Errors.Choose"), Told(CertificateForms.CheckAnswerDraft(local, Answer("m.possible", "Possible\nMaybe"))));
        Assert.Equal(("m.considerations", "Errors.Choose"), Told(CertificateForms.CheckAnswerDraft(local, Answer("m.considerations", "Quiet 3"))));
        Assert.Equal(("m.tasks", "Errors.TooManyLines"), Told(CertificateForms.CheckDraft(local, With(request, "m.tasks", thirteenLines))));
        Assert.Equal(("m.tasks", "Errors.TooLong"), Told(CertificateForms.CheckDraft(local, With(request, "m.tasks", $"ja\n{new string('x', 161)}"))));
        Assert.Equal(("question-11", "Errors.TooManyQuestions"), Told(CertificateForms.CheckDraft(local, elevenQuestions)));
        Assert.Empty(CertificateForms.CheckDraft(local, request with { Questions = [.. Enumerable.Repeat(new string('x', 1_000), 10)] }));

        static (string, string) Told(IReadOnlyList<FieldError> errors) => (Assert.Single(errors).Field, errors[0].Key);
        static AnswerContent Answer(string section, string value) => new() { Sections = new Dictionary<string, string> { [section] = value } };
    }

    [Fact]
    public void Progress_counts_boxes_and_questions_that_say_something()
    {
        var type = Catalogue.Type("LAE125");
        var request = Samples.Request(type);
        var answer = new AnswerContent
        {
            Sections = new Dictionary<string, string> { ["history"] = "Ja", ["treatment"] = " ", ["insufficient"] = "true" },
            Replies = Samples.Replies,
        };

        Assert.Equal((0, 7), CertificateForms.Progress(type, request, AnswerContent.Empty));
        Assert.Equal((3, 7), CertificateForms.Progress(type, request, answer));
    }

    private static IEnumerable<(CertificateSection Section, string Part)> PartsOf(CertificateTypeDefinition type) =>
        type.RequestSections.SelectMany(section => section.Type == SectionType.Contact
            ? CertificateForms.ContactParts.Select(part => (section, $"{section.Id}.{part.Part}"))
            : [(section, section.Id)]);

    private static RequestContent With(RequestContent content, string id, string value) =>
        content with { Sections = new Dictionary<string, string>(content.Sections) { [id] = value } };
}
