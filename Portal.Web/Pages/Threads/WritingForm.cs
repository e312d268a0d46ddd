using System.Globalization;
using Portal.Data;
using Portal.Data.Offers;
using Portal.Data.Threads;
using Portal.Web.Pages.Citizens;

namespace Portal.Web.Pages.Threads;

/// <summary>What somebody is writing, as the form is drawn: empty, from the draft that was kept, or from what was posted.</summary>
public sealed record WritingForm
{
    private const string TimeFormat = "HH:mm";

    /// <summary>Made when the form is drawn; a second post of the same form changes nothing.</summary>
    public Guid MessageId { get; init; } = Guid.CreateVersion7();

    public int DraftVersion { get; init; }

    public string Body { get; init; } = "";

    /// <summary>A note of a call rather than a message.</summary>
    public bool IsPhoneNote { get; init; }

    public string SpokeWith { get; init; } = "";

    /// <summary>Day and time as browsers post them, or whatever was typed.</summary>
    public string SpokenOn { get; init; } = "";

    public string SpokenTime { get; init; } = "";

    public bool EndsQuestion { get; init; }

    public IReadOnlyList<Guid> OfferVersionIds { get; init; } = [];

    /// <summary>What the ids stand for.</summary>
    public IReadOnlyList<OfferReference> Offers { get; init; } = [];

    public string OfferSearch { get; init; } = "";

    /// <summary>What the catalogue has for the words; null when nobody searched.</summary>
    public IReadOnlyList<OfferListItem>? Found { get; init; }

    public IReadOnlyList<Guid> RequestIds { get; init; } = [];

    /// <summary>Files that are up already, with their names: a form that comes back does not lose them.</summary>
    public IReadOnlyList<(Guid Id, string Name)> Files { get; init; } = [];

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>Whether anything goes with the message, so that the box for it stands open.</summary>
    public bool HasMore => IsPhoneNote || Offers.Count > 0 || Found is not null || RequestIds.Count > 0 || Files.Count > 0
        || Errors.Any(error => error.Field is "spokeWith" or "spokenOn" or "files" or "offerSearch");

    public static WritingForm Read(IFormCollection form) => new()
    {
        MessageId = Guid.TryParse(form["messageId"], out var message) && message != Guid.Empty ? message : Guid.CreateVersion7(),
        DraftVersion = int.TryParse(form["draftVersion"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0,
        Body = TextRules.Clean(form["body"]),
        IsPhoneNote = form["isPhoneNote"] == "true",
        SpokeWith = TextRules.Clean(form["spokeWith"]),
        SpokenOn = TextRules.Clean(form["spokenOn"]),
        SpokenTime = TextRules.Clean(form["spokenTime"]),
        EndsQuestion = form["endsQuestion"] == "true",
        OfferVersionIds = Ids(form, "offer"),
        OfferSearch = TextRules.Clean(form["offerSearch"]),
        RequestIds = Ids(form, "request"),
        Files = [.. Ids(form, "file").Zip(form["fileName"], (id, name) => (id, TextRules.Clean(name)))],
    };

    /// <summary>What was kept.</summary>
    public static WritingForm Of(SavedThreadDraft saved) => new()
    {
        DraftVersion = saved.Version,
        Body = saved.Draft.Body,
        IsPhoneNote = saved.Draft.IsPhoneNote,
        SpokeWith = saved.Draft.SpokeWith,
        SpokenOn = saved.Draft.SpokenOn,
        SpokenTime = saved.Draft.SpokenTime,
    };

    /// <summary>The form with the time of its drawing where no other stands.</summary>
    /// <param name="now">UTC.</param>
    public WritingForm At(DateTime now) => SpokenOn.Length > 0 || SpokenTime.Length > 0 ? this : this with
    {
        SpokenOn = FormDay.Text(DanishTime.DayOf(now)),
        SpokenTime = DanishTime.Local(now).ToString(TimeFormat, CultureInfo.InvariantCulture),
    };

    public ThreadPostInput ToInput() => new()
    {
        MessageId = MessageId,
        Body = Body,
        IsPhoneNote = IsPhoneNote,
        SpokeWith = IsPhoneNote ? SpokeWith : "",
        SpokenAt = IsPhoneNote && FolderAddress.Day(SpokenOn) is { } day
            && TimeOnly.TryParseExact(SpokenTime, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
                ? DanishTime.InstantOf(day, time)
                : null,
        EndsQuestion = EndsQuestion,
        OfferVersionIds = OfferVersionIds,
        RequestIds = RequestIds,
        AttachmentIds = [.. Files.Select(file => file.Id)],
    };

    /// <summary>What is kept of it until it is sent. A form with no word in it is nothing to keep.</summary>
    public ThreadDraft ToDraft() => Body.Length == 0 && SpokeWith.Length == 0 ? new ThreadDraft() : new ThreadDraft
    {
        Body = Body,
        IsPhoneNote = IsPhoneNote,
        SpokeWith = SpokeWith,
        SpokenOn = IsPhoneNote ? SpokenOn : "",
        SpokenTime = IsPhoneNote ? SpokenTime : "",
    };

    private static List<Guid> Ids(IFormCollection form, string field) =>
        [.. form[field].Select(text => Guid.TryParse(text, out var id) ? id : (Guid?)null).OfType<Guid>().Distinct()];
}

/// <summary>The boxes in which a message is written, with what can go with it.</summary>
/// <param name="Form">What stands in them.</param>
/// <param name="Label">To whom one writes, in words.</param>
public sealed record WritingModel(WritingForm Form, string Label)
{
    /// <summary>The receiver wishes to be called: the note of the call comes first.</summary>
    public bool IsPhoneFirst { get; init; }

    /// <summary>Whether there is a thread that files can be put into.</summary>
    public bool TakesFiles { get; init; }

    /// <summary>Rows of the box.</summary>
    public int Rows { get; init; } = 2;

    /// <summary>Certificates that can be pointed to.</summary>
    public IReadOnlyList<RequestChoice> Requests { get; init; } = [];
}

/// <summary>A certificate to point to.</summary>
public sealed record RequestChoice(Guid Id, string Name);
