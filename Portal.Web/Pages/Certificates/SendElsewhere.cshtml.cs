using Microsoft.AspNetCore.Mvc;
using Portal.Data.Certificates;
using Portal.Data.Directory;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>Gives a request that could not be delivered to another clinic: the same request, new receiver.</summary>
public sealed class SendElsewhereModel(
    RequestReceivers receivers, CertificateRepository repository, DirectoryRepository directory, CurrentUser user, Texts texts)
    : CertificateActModel(repository, user, texts)
{
    /// <summary>Where it can go.</summary>
    public IReadOnlyList<Clinic> Clinics { get; private set; } = [];

    /// <summary>The doctors of the clinic that is chosen.</summary>
    public IReadOnlyList<Person> Doctors { get; private set; } = [];

    public Guid? ClinicId { get; private set; }

    public Guid? DoctorId { get; private set; }

    /// <summary>The citizen's consent does not name the clinic that was chosen.</summary>
    public bool IsConsentElsewhere { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (CertificateRules.WhyNot(Certificate, CertificateAction.SendElsewhere, By) is not null)
        {
            return LocalRedirect(CertificateLinks.Details(Certificate.Id));
        }

        await DrawAsync(Certificate.Version, null, null, ct);
        return Page();
    }

    /// <summary>The form again, with the doctors of the clinic that is chosen.</summary>
    public async Task<IActionResult> OnPostDoctorsAsync(int version, string? clinic, string? doctor, CancellationToken ct)
    {
        await DrawAsync(version, clinic, doctor, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostSendAsync(int version, string? clinic, string? doctor, CancellationToken ct)
    {
        await DrawAsync(version, clinic, doctor, ct);
        var input = new RedirectInput { ClinicId = ClinicId ?? Guid.Empty, DoctorId = DoctorId };
        var outcome = await receivers.SendElsewhereAsync(Certificate.Id, version, input, By, ct);
        if (outcome.IsDone)
        {
            return LocalRedirect(CertificateLinks.Done(Certificate.Id, "sent-elsewhere"));
        }

        IsConsentElsewhere = outcome.Reason?.Key == "Refusals.ConsentNamesOther";
        return await AgainAsync(IsConsentElsewhere ? outcome with { Reason = new("Casework.ElsewhereConsent") } : outcome, ct);
    }

    private async Task DrawAsync(int version, string? clinic, string? doctor, CancellationToken ct)
    {
        Version = version;
        Clinics = [.. (await directory.ListReceiversAsync(ct)).Where(receiver => receiver.Id != Certificate.ClinicId)];
        ClinicId = Guid.TryParse(clinic, out var id) && Clinics.Any(receiver => receiver.Id == id) ? id : null;
        Doctors = ClinicId is { } chosen ? await directory.ListDoctorsAsync(chosen, ct) : [];
        // A doctor of the clinic that was chosen before is nobody here.
        DoctorId = Guid.TryParse(doctor, out var person) && Doctors.Any(one => one.Id == person) ? person : null;
    }
}
