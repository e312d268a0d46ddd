using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Data.Citizens.Folder;
using Portal.Data.Directory;
using Portal.Data.Handovers;
using Portal.Data.Offers;
using Portal.Data.Threads;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Citizens;

namespace Portal.Web.Pages.Threads;

/// <summary>What the forms of a thread show beside the typed text: whom one writes to, what the thread is about, and what can go with a message.</summary>
public sealed class ThreadForms(
    ThreadReceivers receivers,
    ContactPreferenceRepository preferences,
    DirectoryRepository directory,
    CaseHandoverRepository handovers,
    CitizenRepository citizens,
    CertificateRepository certificates,
    CertificateListRepository clinicCertificates,
    FolderRepository folder,
    OfferRepository offers,
    CurrentUser user,
    When when,
    Texts texts)
{
    private const int MostFound = 6;
    private const int MostRequests = 20;

    /// <summary>How a clinic, or somebody there, wishes to be asked.</summary>
    public Task<ContactPreference?> FindWishAsync(Guid clinicId, Guid? personId, CancellationToken ct) => preferences.FindAsync(clinicId, personId, ct);

    /// <summary>The form with what the catalogue has for its words.</summary>
    public async Task<WritingForm> FindOffersAsync(WritingForm form, CancellationToken ct)
    {
        IReadOnlyList<OfferListItem> found = form.OfferSearch.Length == 0 ? [] : await offers.ListPublishedAsync(form.OfferSearch, user.Viewer.HomeMunicipalityId, ct);
        return form with { Found = [.. found.Where(offer => !form.OfferVersionIds.Contains(offer.CurrentVersionId)).Take(MostFound)] };
    }

    /// <summary>The form with the names of the offers that go with the message.</summary>
    public async Task<WritingForm> NameOffersAsync(WritingForm form, CancellationToken ct)
    {
        if (form.OfferVersionIds.Count == 0)
        {
            return form;
        }

        var named = await offers.ListReferencesAsync(form.OfferVersionIds, ct);
        return form with { Offers = named, OfferVersionIds = [.. named.Select(offer => offer.OfferVersionId)] };
    }

    /// <summary>The certificates about a citizen that passed between the two, and that the viewer may read.</summary>
    public async Task<IReadOnlyList<RequestChoice>> ListRequestsAsync(Guid citizenId, string clinicName, CancellationToken ct)
    {
        var by = user.Acting();
        if (user.Role.IsClinic())
        {
            var theirs = await clinicCertificates.ListForCitizenAsync(citizenId, by, MostRequests, ct);
            return [.. theirs.Where(item => item.SentAt is not null)
                .Select(item => new RequestChoice(item.Id, ThreadWords.Certificate(item.AnswerCode, item.TypeNameDa, item.TypeNameEn)))];
        }

        return [.. (await folder.ListOwnAsync(citizenId, MostRequests, by, ct))
            .Where(request => request.SentAt is not null && request.ClinicName == clinicName)
            .Select(request => new RequestChoice(request.Id, $"{request.AnswerCode} {FolderWords.TypeName(request)}".Trim()))];
    }

    /// <summary>What the form of a new thread shows.</summary>
    /// <returns>Null when what it is about does not exist, or not for the viewer.</returns>
    public async Task<StartModel?> LoadAsync(StartForm form, CancellationToken ct)
    {
        var by = user.Acting();
        var certificate = form.RequestId is { } requestId ? await certificates.FindAsync(requestId, by, ct) : null;
        var citizen = certificate is null && form.CitizenId is { } citizenId ? await citizens.FindAsync(citizenId, by, ct) : null;
        var offer = form.OfferVersionId is { } version ? await offers.ListReferencesAsync([version], ct) is [var found] ? found : null : null;
        if ((form.RequestId is not null && certificate?.Facts.SentAt is null) || (form.RequestId is null && form.CitizenId is not null && citizen is null)
            || (form.OfferVersionId is not null && offer is null))
        {
            return null;
        }

        var writing = await NameOffersAsync(form.Writing, ct);
        if (!form.IsDrawn && certificate is { ReassessTaskAt: not null, Facts.ReassessOn: { } due } && user.Role.IsCasework())
        {
            // The day to look at it again is near: what is to be asked is known.
            writing = writing with { Body = Reassess(certificate, due) };
        }

        var model = new StartModel(form with { Writing = writing.At(user.Now) })
        {
            Certificate = certificate,
            Citizen = citizen,
            Offer = offer,
            Requests = (certificate?.Citizen.Id ?? citizen?.Id) is { } about && certificate is null
                ? await ListRequestsAsync(about, user.Role.IsClinic() ? "" : citizen!.ClinicName, ct)
                : [],
        };
        return user.Role.IsClinic() ? await ToMunicipalityAsync(model, ct) : await ToClinicAsync(model, ct);
    }

    private string Reassess(Certificate certificate, DateOnly due) => texts[
        "Casework.ReassessWords", certificate.Type.Definition.Name, when.Day(DanishTime.DayOf(certificate.Answer?.SignedAt ?? certificate.Facts.CreatedAt)), when.Day(due)];

    private async Task<StartModel?> ToClinicAsync(StartModel model, CancellationToken ct)
    {
        var form = model.Form;
        if ((model.Certificate?.ClinicId ?? form.ClinicId ?? model.Citizen?.ClinicId) is not { } clinicId)
        {
            return model with { Clinics = await directory.ListReceiversAsync(ct) };
        }

        // Closed clinics have a name, too; the service says that nothing can be sent there.
        var name = model.Certificate?.ClinicName ?? (model.Citizen?.ClinicId == clinicId ? model.Citizen.ClinicName : (await directory.FindReceiverAsync(clinicId, ct))?.Name);
        if (name is null)
        {
            return null;
        }

        var people = await receivers.ListPeopleOfClinicAsync(clinicId, ct);
        var wishes = new List<ContactPreference>();
        foreach (var personId in people.Select(person => (Guid?)person.Id).Prepend(null))
        {
            if (await preferences.FindAsync(clinicId, personId, ct) is { } wish && wishes.All(other => other.Id != wish.Id))
            {
                wishes.Add(wish);
            }
        }

        var chosen = form.IsDrawn ? form.ClinicPersonId : model.Certificate?.Doctor?.PersonId;
        return model with
        {
            Form = form with { ClinicId = clinicId, ClinicPersonId = people.Any(person => person.Id == chosen) ? chosen : null },
            ClinicName = name,
            People = people,
            Wishes = wishes,
            IsPhoneFirst = (await preferences.FindAsync(clinicId, chosen, ct))?.Way == ContactWay.Phone,
        };
    }

    private async Task<StartModel?> ToMunicipalityAsync(StartModel model, CancellationToken ct)
    {
        if (model.Certificate is { } certificate)
        {
            return model with { ReceiverName = $"{certificate.Caseworker.Name}, {certificate.MunicipalityName}" };
        }

        var units = await receivers.ListUnitsAsync(ct);
        if (model.Citizen is { } citizen)
        {
            var unit = units.First(one => one.Id == citizen.UnitId);
            return model with { ReceiverName = $"{citizen.CaseworkerName}, {unit.Name}, {unit.MunicipalityName}" };
        }

        // An offer is asked about where it is; else the clinic's own municipality comes first.
        var municipalityId = model.Offer is { } offer
            ? (await offers.FindAsync(offer.Slug, offer.VersionNumber, null, ct))?.MunicipalityId
            : user.Viewer.ClinicMunicipalityId;
        var theirs = units.Where(unit => unit.MunicipalityId == municipalityId).ToList();
        var takers = municipalityId is { } id ? await handovers.ListTakersAsync(id, ct) : [];
        return model with { Units = [.. theirs.Select(unit => (unit, (IReadOnlyList<CaseTaker>)[.. takers.Where(taker => taker.UnitId == unit.Id)]))] };
    }
}
