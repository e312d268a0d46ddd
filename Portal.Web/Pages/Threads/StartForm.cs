using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Data.Directory;
using Portal.Data.Handovers;
using Portal.Data.Offers;
using Portal.Data.Threads;

namespace Portal.Web.Pages.Threads;

/// <summary>A new thread as its form is drawn: from an address, from the draft that was kept, or from what was posted.</summary>
public sealed record StartForm
{
    public WritingForm Writing { get; init; } = new();

    public Guid? CitizenId { get; init; }

    public Guid? RequestId { get; init; }

    public Guid? OfferVersionId { get; init; }

    public Guid? ClinicId { get; init; }

    /// <summary>Whom of the clinic; null for all of it.</summary>
    public Guid? ClinicPersonId { get; init; }

    public Guid? UnitId { get; init; }

    /// <summary>Whom of the unit; null for all of it.</summary>
    public Guid? CaseworkerId { get; init; }

    public ThreadCategory? Category { get; init; }

    public string Subject { get; init; } = "";

    /// <summary>Somebody has chosen in it already: what would be preset is not.</summary>
    public bool IsDrawn { get; init; }

    public IReadOnlyList<FieldError> Errors => Writing.Errors;

    public static StartForm Read(IFormCollection form)
    {
        // A unit, or a unit and somebody in it.
        var receiver = form["receiver"].ToString().Split(':');
        return new()
        {
            Writing = WritingForm.Read(form),
            CitizenId = Id(form["citizen"]),
            RequestId = Id(form["certificate"]),
            OfferVersionId = Id(form["about"]),
            ClinicId = Id(form["clinicId"]),
            ClinicPersonId = Id(form["clinicPersonId"]),
            UnitId = Id(receiver[0]),
            CaseworkerId = receiver.Length > 1 ? Id(receiver[1]) : null,
            Category = CategoryOf(form["category"]),
            Subject = TextRules.Clean(form["subject"]),
            IsDrawn = true,
        };
    }

    /// <summary>What was kept.</summary>
    public static StartForm Of(SavedThreadDraft saved)
    {
        var start = saved.Draft.Start;
        return new()
        {
            Writing = WritingForm.Of(saved) with { MessageId = start?.Message.MessageId ?? Guid.CreateVersion7() },
            CitizenId = start?.CitizenId,
            RequestId = start?.RequestId,
            OfferVersionId = start?.OfferVersionId,
            ClinicId = start?.ClinicId,
            ClinicPersonId = start?.ClinicPersonId,
            UnitId = start?.UnitId,
            CaseworkerId = start?.CaseworkerId,
            Category = start?.Category,
            Subject = start?.Subject ?? "",
            IsDrawn = true,
        };
    }

    public ThreadStartInput ToInput() => new()
    {
        Category = Category,
        Subject = Subject,
        CitizenId = CitizenId,
        RequestId = RequestId,
        OfferVersionId = OfferVersionId,
        ClinicId = ClinicId,
        ClinicPersonId = ClinicPersonId,
        UnitId = UnitId,
        CaseworkerId = CaseworkerId,
        Message = Writing.ToInput(),
    };

    /// <summary>What is kept of it until it is sent. A form with no word in it is nothing to keep.</summary>
    public ThreadDraft ToDraft() => Subject.Length == 0 && Writing.ToDraft() == new ThreadDraft()
        ? new ThreadDraft()
        : Writing.ToDraft() with { Start = ToInput() with { Message = new ThreadPostInput { MessageId = Writing.MessageId } } };

    /// <summary>Whether another form is about the same.</summary>
    public bool IsAbout(StartForm other) => CitizenId == other.CitizenId && RequestId == other.RequestId && OfferVersionId == other.OfferVersionId;

    /// <summary>An id of a form or an address; what is no id is nobody's.</summary>
    public static Guid? Id(string? text) => string.IsNullOrEmpty(text) ? null : Guid.TryParse(text, out var id) ? id : Guid.Empty;

    /// <summary>A category of a form or an address; null for none.</summary>
    public static ThreadCategory? CategoryOf(string? text) => Enum.TryParse<ThreadCategory>(text, out var category) && Enum.IsDefined(category) ? category : null;
}

/// <summary>What the form of a new thread shows.</summary>
public sealed record StartModel(StartForm Form)
{
    public Certificate? Certificate { get; init; }

    public Citizen? Citizen { get; init; }

    public OfferReference? Offer { get; init; }

    /// <summary>The clinics to choose from; empty when it is settled.</summary>
    public IReadOnlyList<Clinic> Clinics { get; init; } = [];

    /// <summary>The clinic that is written to; null while it is not settled, and for a clinic.</summary>
    public string? ClinicName { get; init; }

    /// <summary>Who of the clinic can be written to.</summary>
    public IReadOnlyList<ThreadReceiver> People { get; init; } = [];

    /// <summary>How the clinic and its people wish to be asked.</summary>
    public IReadOnlyList<ContactPreference> Wishes { get; init; } = [];

    /// <summary>Whoever is written to wishes to be called: the note of the call comes first.</summary>
    public bool IsPhoneFirst { get; init; }

    /// <summary>Who gets it, when that is no choice.</summary>
    public string? ReceiverName { get; init; }

    /// <summary>The units to choose from, with their people.</summary>
    public IReadOnlyList<(ThreadUnit Unit, IReadOnlyList<CaseTaker> People)> Units { get; init; } = [];

    /// <summary>Certificates that can be pointed to.</summary>
    public IReadOnlyList<RequestChoice> Requests { get; init; } = [];

    /// <summary>Something must be chosen before anything can be written.</summary>
    public bool IsUnsettled => Clinics.Count > 0;
}
