using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Data.Directory;
using Portal.Data.Offers;

namespace Portal.Web.Pages.Certificates;

/// <summary>Makes request forms: what both the page for a new request and the page for a draft need.</summary>
public sealed class RequestForms(DirectoryRepository directory, OfferRepository offers)
{
    public Task<RequestForm> NewAsync(CertificateTypeVersion type, Citizen citizen, RequestContent content, CancellationToken ct) =>
        MakeAsync(type, citizen, content, null, Guid.CreateVersion7(), 0, ct);

    public Task<RequestForm> OfDraftAsync(Certificate draft, Citizen citizen, CancellationToken ct) =>
        MakeAsync(draft.Type, citizen, draft.Request, draft.Doctor?.PersonId, Guid.CreateVersion7(), draft.Version, ct);

    public Task<RequestForm> PostedAsync(IFormCollection form, CertificateTypeVersion type, Citizen citizen, CancellationToken ct) =>
        MakeAsync(
            type,
            citizen,
            RequestForm.Read(form, type.Definition),
            Guid.TryParse(form["doctorId"], out var doctor) ? doctor : null,
            Guid.TryParse(form["commandId"], out var command) ? command : Guid.CreateVersion7(),
            int.TryParse(form["version"], out var version) ? version : 0,
            ct);

    public static RequestInput ToInput(RequestForm form) => new()
    {
        CommandId = form.CommandId,
        TypeVersionId = form.Type.Id,
        CitizenId = form.Citizen.Id,
        DoctorId = form.DoctorId,
        Content = form.Content,
    };

    private async Task<RequestForm> MakeAsync(
        CertificateTypeVersion type, Citizen citizen, RequestContent content, Guid? doctorId, Guid commandId, int version, CancellationToken ct) => new()
    {
        Type = type,
        Citizen = citizen,
        Content = content,
        Doctors = await directory.ListDoctorsAsync(citizen.ClinicId, ct),
        DoctorId = doctorId,
        CommandId = commandId,
        Version = version,
        OfferNames = type.Definition.Sections.Any(section => section.Type == SectionType.OfferRefs)
            ? [.. (await offers.ListPublishedAsync(null, citizen.MunicipalityId, ct)).Select(offer => offer.Name)]
            : [],
    };
}
