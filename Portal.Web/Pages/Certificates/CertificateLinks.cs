using Portal.Data.Certificates;
using Portal.Data.Certificates.Choosing;
using Portal.Data.Printing;

namespace Portal.Web.Pages.Certificates;

/// <summary>Every address in the feature.</summary>
public static class CertificateLinks
{
    public const string Index = "/certificates";
    public const string New = "/certificates/new";

    /// <summary>The question library.</summary>
    public const string Questions = "/certificates/questions";

    /// <summary>The texts that a clinic keeps at hand for its answers.</summary>
    public const string Snippets = "/certificates/snippets";

    /// <summary>Where whoever holds a paper checks its code.</summary>
    public const string Verify = "/certificates/verify";

    public static string Details(Guid id) => $"/certificates/{id}";

    /// <summary>The form of an answer: the first, a complement, a correction.</summary>
    public static string Answer(Guid id) => $"/certificates/{id}/answer";

    /// <summary>A page of one text field for an act, such as <c>ask-back</c>.</summary>
    public static string Act(Guid id, string what) => $"/certificates/{id}/{what}";

    public static string Decline(Guid id) => $"/certificates/{id}/decline";

    public static string Redirect(Guid id) => $"/certificates/{id}/redirect";

    /// <summary>Where either side takes back what it sent wrongly.</summary>
    public static string Retract(Guid id) => $"/certificates/{id}/retract";

    public static string Edit(Guid id) => $"/certificates/{id}/edit";

    public static string Withdraw(Guid id) => $"/certificates/{id}/withdraw";

    /// <summary>Where a request that stands still is put on another basis.</summary>
    public static string Basis(Guid id) => $"/certificates/{id}/basis";

    public static string Sparring(Guid id) => $"/certificates/{id}/sparring";

    /// <summary>Where the question of the clinic is answered with a new version of the request.</summary>
    public static string Clarify(Guid id) => $"/certificates/{id}/clarify";

    /// <summary>Where a request that could not be delivered is given to another clinic.</summary>
    public static string SendElsewhere(Guid id) => $"/certificates/{id}/send-elsewhere";

    public static string Complement(Guid id) => $"/certificates/{id}/complement";

    public static string Feedback(Guid id) => $"/certificates/{id}/feedback";

    /// <summary>What takes one click: see <see cref="DecideModel"/>.</summary>
    public static string Decide(Guid id, string what) => $"/certificates/{id}/decide?handler={what}";

    public static string Remind(Guid id) => $"/certificates/{id}/remind";

    /// <summary>The paper on the screen, to be printed from there.</summary>
    public static string Print(Guid id, PrintPart part) => $"/certificates/{id}/print?part={Word(part)}";

    /// <summary>The paper as a file.</summary>
    public static string Pdf(Guid id, PrintPart part) => $"/certificates/{id}.pdf?part={Word(part)}";

    public static string Attachments(Guid id) => $"/certificates/{id}/attachments";

    public static string Attachment(Guid id, Guid attachmentId) => $"/certificates/{id}/attachments/{attachmentId}";

    /// <summary>Where a call to the clinic is written down.</summary>
    public static string PhoneNote(Guid citizenId, Guid id) => $"/citizens/{citizenId}/phone-note?certificate={id}";

    /// <summary>The page after something was done, with a sentence about it.</summary>
    public static string Done(Guid id, string what) => $"/certificates/{id}?done={what}";

    public static string NewFor(Guid citizenId) => $"/certificates/new?citizen={citizenId}";

    public static string NewFor(Guid citizenId, string typeId) => $"/certificates/new?citizen={citizenId}&type={typeId}";

    /// <summary>The form for a type, by way of choosing the citizen when there is none yet.</summary>
    public static string NewOf(Guid? citizenId, string typeId) => citizenId is { } id ? NewFor(id, typeId) : $"/certificates/new?type={typeId}";

    /// <summary>The chooser, with the answers so far.</summary>
    public static string ChooseFor(Guid? citizenId, IEnumerable<ChooserAnswer> answers) => "/certificates/choose" + QueryString.Create(
        answers.Select(answer => KeyValuePair.Create<string, string?>(answer.Question.Id, answer.Option.Id))
            .Prepend(KeyValuePair.Create("citizen", citizenId?.ToString()))
            .Where(pair => pair.Value is not null));

    public static string Suggest(Guid offerVersionId) => $"/certificates/suggest?offer={offerVersionId}";

    /// <summary>Where the paper of a protected citizen is confirmed.</summary>
    public static string Confirm(Guid id, string? part) => $"/certificates/{id}/print{QueryString.Create("part", part ?? "")}";

    /// <summary>A part as addresses name it.</summary>
    public static string Word(PrintPart part) => part switch
    {
        PrintPart.Request => "request",
        PrintPart.Answer => "answer",
        PrintPart.Both => "both",
    };

    public static string Of(CertificateListItem item) => item.Status == CertificateStatus.Draft ? Edit(item.Id) : Details(item.Id);
}
