using System.Globalization;
using Portal.Data;
using Portal.Data.Seminars;

namespace Portal.Web.Pages.Seminars;

/// <summary>The form of a meeting as it is drawn: empty, prefilled, or from what was posted.</summary>
public sealed record SeminarForm
{
    // Empty rows at the end of the agenda and of the addresses, so that there is always one to write in.
    private const int SpareRows = 1;

    public Guid CommandId { get; init; } = Guid.CreateVersion7();

    public MeetingKind? Kind { get; init; }

    public string Title { get; init; } = "";

    public string Purpose { get; init; } = "";

    public string Minutes { get; init; } = "";

    public string HostMeeting { get; init; } = "";

    public Guid? CitizenId { get; init; }

    public Guid? ConsentId { get; init; }

    public bool IsWithoutDoctor { get; init; }

    public string Capacity { get; init; } = "";

    public string ClaimHours { get; init; } = SeminarRules.ClaimHours.ToString(CultureInfo.InvariantCulture);

    public bool PaysHonorarium { get; init; }

    public string ReplyBy { get; init; } = "";

    public string Count { get; init; } = "1";

    public IReadOnlyList<Guid> ClinicIds { get; init; } = [];

    public IReadOnlyList<Guid> UnitIds { get; init; } = [];

    public IReadOnlyList<Guid> PersonIds { get; init; } = [];

    public IReadOnlyList<AgendaRow> Agenda { get; init; } = [];

    public IReadOnlyList<Guid> OfferIds { get; init; } = [];

    /// <summary>The version of the common guidelines that goes with the invitation.</summary>
    public int? GuidelineVersion { get; init; }

    public IReadOnlyList<AddressRow> Addresses { get; init; } = [];

    public Guid? SeriesId { get; init; }

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>With room for more.</summary>
    public SeminarForm WithSpareRows() => this with
    {
        Agenda = [.. Agenda.Where(row => !row.ToInput().IsEmpty), .. Enumerable.Repeat(new AgendaRow(), SpareRows)],
        Addresses = [.. Addresses.Where(row => row.Address.Length + row.Title.Length > 0), .. Enumerable.Repeat(new AddressRow("", ""), SpareRows)],
    };

    public static SeminarForm Read(IFormCollection form) => new()
    {
        CommandId = Guid.TryParse(form["commandId"], out var command) ? command : Guid.CreateVersion7(),
        Kind = Choice<MeetingKind>(form["kind"]),
        Title = TextRules.Clean(form["title"]),
        Purpose = TextRules.Clean(form["purpose"]),
        Minutes = TextRules.Clean(form["minutes"]),
        HostMeeting = TextRules.Clean(form["hostMeeting"]),
        CitizenId = Id(form["citizen"]),
        ConsentId = Id(form["consent"]),
        IsWithoutDoctor = form["isWithoutDoctor"] == "true",
        Capacity = TextRules.Clean(form["capacity"]),
        ClaimHours = TextRules.Clean(form["claimHours"]),
        PaysHonorarium = form["paysHonorarium"] == "true",
        ReplyBy = TextRules.Clean(form["replyBy"]),
        Count = TextRules.Clean(form["count"]),
        ClinicIds = Ids(form["clinics"]),
        UnitIds = Ids(form["units"]),
        PersonIds = Ids(form["people"]),
        Agenda = [.. Rows(form, "agenda").Select(name => new AgendaRow
        {
            Kind = Choice<AgendaKind>(form[$"{name}.kind"]),
            Title = TextRules.Clean(form[$"{name}.title"]),
            Minutes = TextRules.Clean(form[$"{name}.minutes"]),
            ForDoctor = TextRules.Clean(form[$"{name}.forDoctor"]),
            ForCaseworker = TextRules.Clean(form[$"{name}.forCaseworker"]),
        })],
        OfferIds = Ids(form["offers"]),
        GuidelineVersion = Number(form["guideline"]),
        Addresses = [.. Rows(form, "materials").Select(name => new AddressRow(TextRules.Clean(form[$"{name}.title"]), TextRules.Clean(form[$"{name}.address"])))],
        SeriesId = Id(form["series"]),
    };

    public static SeminarForm Of(Seminar seminar) => new()
    {
        Kind = seminar.Kind,
        Title = seminar.Title,
        Purpose = seminar.Purpose,
        Minutes = Text(seminar.Minutes),
        HostMeeting = seminar.HostMeeting,
        CitizenId = seminar.CitizenId,
        ConsentId = seminar.ConsentId,
        IsWithoutDoctor = seminar.IsWithoutDoctor,
        Capacity = seminar.Capacity is { } capacity ? Text(capacity) : "",
        ClaimHours = Text(seminar.ClaimHours),
        PaysHonorarium = seminar.PaysHonorarium,
        ReplyBy = FormDay.Text(seminar.Facts.ReplyBy is { } reply ? DanishTime.DayOf(reply) : null),
        ClinicIds = [.. seminar.Invitations.Select(invitation => invitation.ClinicId).OfType<Guid>()],
        UnitIds = [.. seminar.Invitations.Select(invitation => invitation.UnitId).OfType<Guid>()],
        PersonIds = [.. seminar.Invitations.Select(invitation => invitation.PersonId).OfType<Guid>()],
        Agenda = [.. seminar.Agenda.Select(AgendaRow.Of)],
        OfferIds = [.. seminar.Materials.Select(material => material.OfferId).OfType<Guid>()],
        GuidelineVersion = seminar.Materials.Select(material => material.GuidelineVersion).FirstOrDefault(version => version is not null),
        Addresses = [.. seminar.Materials.Where(material => material.Address is not null).Select(material => new AddressRow(material.Title, material.Address!))],
        SeriesId = seminar.SeriesId,
    };

    /// <param name="guidelines">What the common guidelines are called.</param>
    public SeminarInput ToInput(string guidelines) => new()
    {
        CommandId = CommandId,
        Kind = Kind,
        Title = Title,
        Purpose = Purpose,
        Minutes = Number(Minutes),
        HostMeeting = HostMeeting,
        CitizenId = CitizenId,
        ConsentId = ConsentId,
        IsWithoutDoctor = IsWithoutDoctor,
        Capacity = Capacity.Length == 0 ? null : Number(Capacity) ?? 0,
        ClaimHours = ClaimHours.Length == 0 ? SeminarRules.ClaimHours : Number(ClaimHours) ?? 0,
        PaysHonorarium = PaysHonorarium,
        ReplyBy = FormDay.Read(ReplyBy),
        ClinicIds = ClinicIds,
        UnitIds = UnitIds,
        PersonIds = PersonIds,
        Agenda = [.. Agenda.Select(row => row.ToInput())],
        Materials =
        [
            .. Addresses.Where(row => row.Address.Length + row.Title.Length > 0).Select(row => new MaterialInput { Address = row.Address, Title = row.Title }),
            .. OfferIds.Select(offer => new MaterialInput { OfferId = offer }),
            .. GuidelineVersion is { } version ? new[] { new MaterialInput { GuidelineVersion = version, Title = guidelines } } : [],
        ],
        SeriesId = SeriesId,
    };

    /// <summary>A whole number as somebody types it.</summary>
    internal static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    internal static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static TEnum? Choice<TEnum>(string? text)
        where TEnum : struct, Enum => Enum.TryParse<TEnum>(text, out var choice) && Enum.IsDefined(choice) ? choice : null;

    private static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;

    private static Guid[] Ids(IEnumerable<string?> texts) => [.. texts.Select(Id).OfType<Guid>().Distinct()];

    /// <summary>The names of a list's rows, as far as they are there.</summary>
    private static IEnumerable<string> Rows(IFormCollection form, string list) =>
        Enumerable.Range(0, SeminarRules.MostAgendaItems + SeminarRules.MostMaterials).Select(i => $"{list}.{i}").TakeWhile(name => form.ContainsKey($"{name}.title"));
}

/// <summary>A row of the agenda as the form has it.</summary>
public sealed record AgendaRow
{
    public AgendaKind? Kind { get; init; }

    public string Title { get; init; } = "";

    public string Minutes { get; init; } = "";

    public string ForDoctor { get; init; } = "";

    public string ForCaseworker { get; init; } = "";

    public static AgendaRow Of(AgendaItem item) => new()
    {
        Kind = item.Kind,
        Title = item.Title,
        Minutes = SeminarForm.Text(item.Minutes),
        ForDoctor = item.ForDoctor,
        ForCaseworker = item.ForCaseworker,
    };

    /// <remarks>What is no number is none that is allowed, so that the check says so.</remarks>
    public AgendaItemInput ToInput() => new()
    {
        Kind = Kind,
        Title = Title,
        Minutes = Minutes.Length == 0 ? null : SeminarForm.Number(Minutes) ?? 0,
        ForDoctor = ForDoctor,
        ForCaseworker = ForCaseworker,
    };
}

/// <summary>An address with its title.</summary>
public sealed record AddressRow(string Title, string Address);
