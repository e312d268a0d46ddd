using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Certificates.Library;
using Portal.Data.Citizens;
using Portal.Data.Directory;
using Portal.Data.Offers;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>Makes request forms: what both the page for a new request and the page for a draft need.</summary>
public sealed class RequestForms(
    DirectoryRepository directory, OfferRepository offers, RequestGuards guards, CertificateKnowledge knowledge, QuestionLibraryRepository library,
    BasisForms bases, RequestAdvice advice, SparringRepository sparrings, CurrentUser user, When when, Texts texts)
{
    private const int MostKnown = 5;

    /// <summary>The form for a new request, filled in with what the portal knows.</summary>
    public async Task<RequestForm> NewAsync(CertificateTypeVersion type, Citizen citizen, CancellationToken ct)
    {
        var answered = await knowledge.ListAnsweredAsync(citizen.Id, user.Acting(), MostKnown, ct);
        var calls = await knowledge.ListCallsAsync(citizen.Id, MostKnown, ct);
        var known = KnownText.Of(texts, when, answered, calls, citizen.ClinicId);
        var content = RequestForm.Prefilled(citizen, user.Viewer, await knowledge.FindGoalAsync(citizen.Id, ct), known);
        var basis = await bases.OfAsync(type.Definition, citizen, chosen: null, begun: null, ct);
        return await MakeAsync(type, citizen, content, basis, ct) with { Answered = answered };
    }

    /// <summary>The form for a draft, with the advice on it.</summary>
    public async Task<RequestForm> OfDraftAsync(Certificate draft, Citizen citizen, CancellationToken ct)
    {
        var basis = await bases.OfAsync(draft.Type.Definition, citizen, draft.ConsentId, draft.Request.NewConsent, ct);
        var form = await MakeAsync(draft.Type, citizen, draft.Request with { NewConsent = null }, basis, ct);
        return form with
        {
            DoctorId = draft.Doctor?.PersonId,
            Version = draft.Version,
            Sparrings = await SparringsAsync(draft, ct),
            Hints = await advice.OnAsync(form.Type, citizen.Id, form.Content, basis, ct),
        };
    }

    /// <summary>The form for what of a sent request may still be changed.</summary>
    /// <param name="content">The request as it stands, or as it was posted.</param>
    public async Task<RequestForm> OfSentAsync(Certificate sent, Citizen citizen, RequestContent content, CancellationToken ct) => await MakeAsync(
        sent.Type, citizen, content, await bases.OfAsync(sent.Type.Definition, citizen, sent.ConsentId, begun: null, ct), ct);

    /// <summary>A request with the offers that its lines name, each in the version of today.</summary>
    public async Task<RequestContent> WithOffersAsync(RequestContent content, Certificate sent, CancellationToken ct)
    {
        var lines = sent.Type.Definition.RequestSections.Where(section => section.Type == SectionType.OfferRefs).SelectMany(section => content.Lines(section.Id));
        return content with { Offers = await offers.ListNamedAsync([.. lines], sent.MunicipalityId, ct) };
    }

    public async Task<RequestForm> PostedAsync(IFormCollection posted, CertificateTypeVersion type, Citizen citizen, CancellationToken ct)
    {
        var basis = await bases.PostedAsync(posted, type.Definition, citizen, ct);
        return await MakeAsync(type, citizen, RequestForm.Read(posted, type.Definition), basis, ct) with
        {
            DoctorId = Guid.TryParse(posted["doctorId"], out var doctor) ? doctor : null,
            CommandId = Guid.TryParse(posted["commandId"], out var command) ? command : Guid.CreateVersion7(),
            Version = int.TryParse(posted["version"], out var version) ? version : 0,
        };
    }

    /// <summary>What the medical consultant said about a draft.</summary>
    public async Task<IReadOnlyList<Sparring>> SparringsAsync(Certificate draft, CancellationToken ct) =>
        draft.HasSparrings ? await sparrings.ListForRequestAsync(draft.Id, ct) : [];

    /// <summary>The form with the advice on what it says.</summary>
    public async Task<RequestForm> CheckedAsync(RequestForm form, CancellationToken ct) =>
        form with { Hints = await advice.OnAsync(form.Type, form.Citizen.Id, form.Content, form.Basis, ct) };

    /// <summary>The form after it could not be sent or saved, with what stands in the way now.</summary>
    public async Task<RequestForm> RefusedAsync(RequestForm form, Outcome outcome, CancellationToken ct)
    {
        var earlier = await EarlierAsync(form.Type, form.Citizen, form.Content, ct);
        return form with
        {
            Errors = outcome.Errors,
            Basis = form.Basis with { NewConsent = form.Basis.NewConsent with { Errors = outcome.Errors } },
            Earlier = earlier with { Errors = outcome.Errors, IsRefused = outcome.Kind == OutcomeKind.Refused && earlier.Open is not null },
        };
    }

    /// <summary>The request as the doctor would see it if it were sent now.</summary>
    public async Task<RequestPreview> PreviewAsync(RequestForm form, IFormCollection posted, CancellationToken ct)
    {
        var lines = form.Type.Definition.RequestSections.Where(section => section.Type == SectionType.OfferRefs).SelectMany(section => form.Content.Lines(section.Id));
        var named = await offers.ListNamedAsync([.. lines], form.Citizen.MunicipalityId, ct);
        var municipality = (await directory.ListMunicipalitiesAsync(ct)).First(municipality => municipality.Id == form.Citizen.MunicipalityId);
        return RequestPreview.Of(form with { Content = form.Content with { Offers = named } }, municipality, user, posted);
    }

    private async Task<RequestForm> MakeAsync(
        CertificateTypeVersion type, Citizen citizen, RequestContent content, BasisForm basis, CancellationToken ct) => new()
    {
        Type = type,
        Citizen = citizen,
        Content = content,
        Basis = basis,
        Doctors = await directory.ListDoctorsAsync(citizen.ClinicId, ct),
        CommandId = Guid.CreateVersion7(),
        Library = await LibraryAsync(type.TypeId, citizen.MunicipalityId, ct),
        Earlier = await EarlierAsync(type, citizen, content, ct),
        OfferNames = type.Definition.RequestSections.Any(section => section.Type == SectionType.OfferRefs)
            ? [.. (await offers.ListPublishedAsync(null, citizen.MunicipalityId, ct)).Select(offer => offer.Name).Distinct()]
            : [],
    };

    private async Task<EarlierModel> EarlierAsync(CertificateTypeVersion type, Citizen citizen, RequestContent content, CancellationToken ct) =>
        EarlierModel.Of((await guards.ListEarlierAsync(citizen.Id, [type], when.Today, ct))[type.TypeId]) with { Reason = content.RepeatReason };

    /// <summary>The municipality's own questions first: they were agreed upon.</summary>
    private async Task<IReadOnlyList<LibraryEntry>> LibraryAsync(string typeId, Guid municipalityId, CancellationToken ct) =>
        [.. (await library.ListForTypeAsync(municipalityId, typeId, ct))
                .Select(question => new LibraryEntry(question.Id.ToString(), question.Wording, IsLocal: true, question.AgreedOn)),
            .. StandardQuestions.Of(typeId).Select((wording, index) => new LibraryEntry($"{typeId}-{index + 1}", wording, IsLocal: false, null))];
}
