using Portal.Data.Consents;
using Portal.Data.Offers;

namespace Portal.Data.Certificates;

/// <summary>What the municipality wrote.</summary>
public sealed record RequestContent
{
    public static RequestContent Empty { get; } = new();

    /// <summary>Text by section id; parts of a section have their own id, such as <c>contact.phone</c>. Empty texts are left out.</summary>
    public IReadOnlyDictionary<string, string> Sections { get; init; } = new Dictionary<string, string>();

    /// <summary>The questions in order; the first has number 1.</summary>
    public IReadOnlyList<string> Questions { get; init; } = [];

    /// <summary>The published offers that the municipality names, each in the version of the day it was written.</summary>
    public IReadOnlyList<OfferReference> Offers { get; init; } = [];

    /// <summary>The consent as it stood when the request was sent; null when it rests on another basis.</summary>
    public ConsentCopy? Consent { get; init; }

    /// <summary>What has been written of a new consent while the request is a draft; null once it is sent.</summary>
    public ConsentInput? NewConsent { get; init; }

    /// <summary>Why the same is asked again although it was answered not long ago; empty when it was not.</summary>
    public string RepeatReason { get; init; } = "";

    public string this[string id] => Sections.GetValueOrDefault(id, "");

    /// <summary>The lines of a section that holds one thing a line.</summary>
    public IReadOnlyList<string> Lines(string id) =>
        [.. this[id].Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The offer that a line names; null when it is a text of its own.</summary>
    public OfferReference? OfferOf(string line) => Offers.FirstOrDefault(offer => string.Equals(offer.Name, line, StringComparison.OrdinalIgnoreCase));
}

/// <summary>How a doctor dealt with one question.</summary>
public enum ReplyMode
{
    /// <summary>Not marked; an empty box never blocks.</summary>
    None,

    /// <summary>Answered in its own box.</summary>
    Own,

    /// <summary>»Besvaret i teksten«: the doctor is not obliged to answer each question separately.</summary>
    InNarrative,
}

public sealed record QuestionReply
{
    /// <summary>Number of the question, from 1.</summary>
    public required int Number { get; init; }

    public required ReplyMode Mode { get; init; }

    public string Text { get; init; } = "";
}

/// <summary>What the doctor wrote, as a draft or signed.</summary>
public sealed record AnswerContent
{
    public static AnswerContent Empty { get; } = new();

    /// <summary>Text by section id. A choice holds its option, a matrix one option a line, considerations their names with spaces between.</summary>
    public IReadOnlyDictionary<string, string> Sections { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<QuestionReply> Replies { get; init; } = [];

    /// <summary>The offers pointed to, each in the version that the doctor saw.</summary>
    public IReadOnlyList<OfferReference> Offers { get; init; } = [];

    /// <summary>»Bør vurderes igen den«: null when the doctor asks for no re-assessment.</summary>
    public DateOnly? ReassessOn { get; init; }

    public string this[string id] => Sections.GetValueOrDefault(id, "");

    public bool IsEmpty =>
        Sections.Values.All(string.IsNullOrWhiteSpace)
        && Replies.All(reply => reply.Mode != ReplyMode.InNarrative && string.IsNullOrWhiteSpace(reply.Text))
        && Offers.Count == 0;

    public QuestionReply Reply(int number) =>
        Replies.FirstOrDefault(reply => reply.Number == number) ?? new QuestionReply { Number = number, Mode = ReplyMode.None };

    public IReadOnlyList<Consideration> Considerations(string id) =>
        [.. this[id].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(name => Enum.TryParse<Consideration>(name, out var value) ? value : (Consideration?)null)
            .OfType<Consideration>()];
}
