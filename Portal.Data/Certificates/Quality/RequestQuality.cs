using System.Text.RegularExpressions;

namespace Portal.Data.Certificates.Quality;

/// <summary>Reads a request as an experienced colleague would, and says what could be better. Pure; it advises and never blocks.</summary>
public static class RequestQuality
{
    public const int ManyQuestions = 5;

    private const int FewLetters = 20;
    private const int FewWords = 4;
    private const int FewestWordsOfAQuestion = 3;

    // Letters of a word that are compared: Danish endings come after them.
    private const int StemLength = 6;
    private const int ShortestWord = 4;
    private const double MostlyTheSame = 0.6;

    /// <summary>The advice, in the order of the form.</summary>
    public static IReadOnlyList<QualityHint> Check(CertificateTypeDefinition type, RequestContent content, QualityFacts facts)
    {
        var hints = new List<QualityHint>();
        foreach (var section in type.RequestSections)
        {
            switch (section.Id)
            {
                case "purpose":
                    hints.AddRange(OfPurpose(content["purpose"]));
                    break;
                case "known" when content["known"].Length == 0:
                    hints.Add(new QualityHint { Code = QualityCode.KnownMissing, Field = "known" });
                    break;
                case "contact" when IsDepartment(content["contact.name"]):
                    hints.Add(new QualityHint { Code = QualityCode.ContactNotNamed, Field = "contact.name" });
                    break;
                case CertificateForms.BasisSection when facts.ConsentEndsOn is { } ends && facts.DueOn is { } due && ends < due:
                    hints.Add(new QualityHint { Code = QualityCode.ConsentEndsFirst, Field = CertificateForms.BasisSection, EndsOn = ends, DueOn = due });
                    break;
                default:
                    hints.AddRange(section.Type == SectionType.List ? OfQuestions(content.Questions, facts.Answered) : []);
                    break;
            }
        }

        return hints;
    }

    /// <summary>What could be better about one question; empty when it can be asked as it is.</summary>
    public static IReadOnlyList<QualityCode> CheckQuestion(string question)
    {
        var folded = TextFolding.Fold(question);
        var codes = new List<QualityCode>();
        AddIf(WordsOf(folded).Length < FewestWordsOfAQuestion, QualityCode.QuestionShort);
        AddIf(IsAny(QualityWords.Judging, folded), QualityCode.QuestionJudges);
        AddIf(question.Count(letter => letter == '?') > 1 || IsAny(QualityWords.Several, folded), QualityCode.QuestionDouble);
        AddIf(IsAny(QualityWords.Decisions, folded), QualityCode.QuestionDecides);
        AddIf(IsInCapitals(question), QualityCode.Capitals);
        return codes;

        void AddIf(bool holds, QualityCode code)
        {
            if (holds)
            {
                codes.Add(code);
            }
        }
    }

    private static IEnumerable<QualityHint> OfPurpose(string purpose)
    {
        var folded = TextFolding.Fold(purpose);
        if (folded.Length == 0)
        {
            yield return new QualityHint { Code = QualityCode.PurposeMissing, Field = "purpose" };
        }
        else if (folded.Length < FewLetters || WordsOf(folded).Length < FewWords)
        {
            yield return new QualityHint { Code = QualityCode.PurposeShort, Field = "purpose" };
        }

        if (IsInCapitals(purpose))
        {
            yield return new QualityHint { Code = QualityCode.Capitals, Field = "purpose" };
        }
    }

    private static IEnumerable<QualityHint> OfQuestions(IReadOnlyList<string> questions, IReadOnlyList<AnsweredCertificate> answered)
    {
        for (var number = 1; number <= questions.Count; number++)
        {
            var (field, question) = (CertificateForms.QuestionField(number), questions[number - 1]);
            foreach (var code in CheckQuestion(question))
            {
                yield return new QualityHint { Code = code, Field = field, Question = number };
            }

            if (answered.FirstOrDefault(certificate => HasAnswered(certificate, question)) is { } earlier)
            {
                yield return new QualityHint { Code = QualityCode.QuestionAnswered, Field = field, Question = number, Answered = earlier };
            }
        }

        if (questions.Count > ManyQuestions)
        {
            yield return new QualityHint { Code = QualityCode.TooManyQuestions, Field = CertificateForms.QuestionField(ManyQuestions + 1) };
        }
    }

    /// <summary>Whether most of what a question is about stands in one that was answered, or in its answer.</summary>
    private static bool HasAnswered(AnsweredCertificate certificate, string question)
    {
        var asked = StemsOf(question);
        return asked.Count >= 2 && Enumerable.Range(1, certificate.Request.Questions.Count).Any(number =>
        {
            var reply = certificate.Answer.Reply(number);
            var before = StemsOf(certificate.Request.Questions[number - 1]);
            return (reply.Text.Length > 0 || reply.Mode == ReplyMode.InNarrative)
                && asked.Overlaps(before)
                && asked.Count(stem => before.Contains(stem) || StemsOf(reply.Text).Contains(stem)) >= asked.Count * MostlyTheSame;
        });
    }

    private static bool IsDepartment(string name) => name.Length == 0 || IsAny(QualityWords.Departments, TextFolding.Fold(name));

    private static bool IsAny(IReadOnlyList<Regex> patterns, string folded) => patterns.Any(pattern => pattern.IsMatch(folded));

    private static bool IsInCapitals(string text)
    {
        var letters = text.Count(char.IsLetter);
        return letters >= FewLetters && text.Count(char.IsUpper) > letters * 7 / 10;
    }

    private static string[] WordsOf(string folded) =>
        folded.Split([.. " ,.;:?!()/\"»«'-\u2013"], StringSplitOptions.RemoveEmptyEntries);

    private static HashSet<string> StemsOf(string text) =>
        [.. WordsOf(TextFolding.Fold(text))
            .Where(word => word.Length >= ShortestWord && !QualityWords.Small.Contains(word))
            .Select(word => word.Length > StemLength ? word[..StemLength] : word)];
}
