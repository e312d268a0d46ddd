using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Citizens;
using Portal.Data.Consents;
using Portal.Data.Guidelines;
using Portal.Data.Offers;
using Portal.Data.Seminars;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Seminars;

/// <summary>A meeting's form with everything that can be chosen in it.</summary>
public sealed record SeminarFormModel
{
    public required SeminarForm Form { get; init; }

    public required IReadOnlyList<Invitee> Clinics { get; init; }

    public required IReadOnlyList<Invitee> Units { get; init; }

    public required IReadOnlyList<Invitee> People { get; init; }

    public required IReadOnlyList<OfferListItem> Offers { get; init; }

    /// <summary>The newest version of the common guidelines; null when there is none.</summary>
    public int? GuidelineVersion { get; init; }

    public Citizen? Citizen { get; init; }

    /// <summary>The consents of the citizen that have not been withdrawn and have not expired.</summary>
    public IReadOnlyList<Consent> Consents { get; init; } = [];

    /// <summary>Of a meeting that people know: its kind and length stay.</summary>
    public bool IsAnnounced { get; init; }
}

/// <summary>Draws the form of a meeting.</summary>
public sealed class SeminarForms(
    InviteeRepository invitees, OfferRepository offers, GuidelineRepository guidelines, CitizenRepository citizens, ConsentRepository consents, AuditLog audit, CurrentUser user, Texts texts)
{
    private const int MostConsents = 20;

    /// <returns>Null when the form is about a citizen who is not the viewer's.</returns>
    public async Task<SeminarFormModel?> DrawAsync(SeminarForm form, CancellationToken ct)
    {
        var by = user.Acting();
        var municipality = by.MunicipalityId!.Value;
        var citizen = form.CitizenId is { } id ? await citizens.FindAsync(id, by, ct) : null;
        if (form.CitizenId is not null && citizen is null)
        {
            return null;
        }

        if (citizen is not null)
        {
            await audit.WriteReadAsync(by, "citizen.read", "Citizen", citizen.Id, citizen.Id, null, ct);
        }

        var clinics = await invitees.ListClinicsAsync(municipality, ct);
        var newest = await guidelines.FindAsync(null, by, ct);
        return new SeminarFormModel
        {
            Form = form.WithSpareRows(),
            Clinics = citizen is null ? clinics : [.. clinics.Where(clinic => clinic.Id == citizen.ClinicId || form.ClinicIds.Contains(clinic.Id))],
            Units = await invitees.ListUnitsAsync(municipality, ct),
            People = await invitees.ListPeopleAsync(municipality, ct),
            Offers = await offers.ListPublishedAsync(null, municipality, ct),
            GuidelineVersion = newest?.Number,
            Citizen = citizen,
            Consents = citizen is null ? [] : await ListConsentsAsync(citizen.Id, by, ct),
        };
    }

    /// <summary>A new form of a kind, with what such a meeting usually is like: better to change something than to face nothing.</summary>
    public async Task<SeminarForm> BeginAsync(MeetingKind kind, Guid? citizenId, CancellationToken ct)
    {
        var isSmall = SeminarRules.IsSmall(kind);
        var municipality = user.Acting().MunicipalityId!.Value;
        var citizen = kind == MeetingKind.RoundTable && citizenId is { } id ? await citizens.FindAsync(id, user.Acting(), ct) : null;
        return new SeminarForm
        {
            Kind = kind,
            Title = kind == MeetingKind.RoundTable ? texts.Of(kind) : "",
            Minutes = texts[$"Seminars.Template.{kind}.Minutes"],
            ClinicIds = citizen is not null ? [citizen.ClinicId]
                : isSmall ? []
                : [.. (await invitees.ListClinicsAsync(municipality, ct)).Where(clinic => clinic.IsNear).Select(clinic => clinic.Id)],
            CitizenId = citizenId,
            PersonIds = kind == MeetingKind.RoundTable ? [user.Viewer.PersonId] : [],
            Agenda = [.. Template(kind)],
        };
    }

    /// <summary>The form for the next meeting like one that was held: same people, same shape, nothing that was said.</summary>
    public static SeminarForm Next(Seminar seminar) => SeminarForm.Of(seminar) with
    {
        ReplyBy = "",
        CitizenId = null,
        ConsentId = null,
        SeriesId = seminar.SeriesId,
    };

    /// <summary>The rows of an agenda that such a meeting can begin with: kind, minutes, title, for the doctor, for the caseworker.</summary>
    private IEnumerable<AgendaRow> Template(MeetingKind kind) =>
        from line in texts[$"Seminars.Template.{kind}.Agenda"].Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        let parts = line.Split('/', StringSplitOptions.TrimEntries)
        select new AgendaRow { Kind = Enum.Parse<AgendaKind>(parts[0]), Minutes = parts[1], Title = parts[2], ForDoctor = parts[3], ForCaseworker = parts[4] };

    private async Task<IReadOnlyList<Consent>> ListConsentsAsync(Guid citizenId, ActionContext by, CancellationToken ct)
    {
        var today = DanishTime.DayOf(by.At);
        return [.. (await consents.ListForCitizenAsync(citizenId, MostConsents, ct)).Where(consent => consent.IsValidOn(today))];
    }
}
