using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Directory;
using Portal.Data.Seminars;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages;

/// <summary>The start page: what waits for me, most urgent first.</summary>
public sealed class IndexModel(
    CertificateListRepository certificates,
    WorklistRepository worklist,
    DirectoryRepository directory,
    SeminarListRepository seminars,
    AuditStatistics statistics,
    AuditLog audit,
    CurrentUser user,
    When when,
    Texts texts) : PageModel
{
    public const int MostTasks = 15;
    private const int MostMeetings = 3;

    public IReadOnlyList<CertificateListItem> Tasks { get; private set; } = [];

    public bool HasMore { get; private set; }

    /// <summary>Meetings that wait for the person's own word, soonest first.</summary>
    public IReadOnlyList<SeminarListItem> Meetings { get; private set; } = [];

    /// <summary>Medical consultant: what waits for advice.</summary>
    public IReadOnlyList<OpenSparringItem> Sparrings { get; private set; } = [];

    /// <summary>Administrator: clinics where nobody who could answer can sign in.</summary>
    public IReadOnlyList<Clinic> ClinicsWithoutDoctor { get; private set; } = [];

    /// <summary>Auditor: what was done since midnight.</summary>
    public IReadOnlyList<ActionCount> Actions { get; private set; } = [];

    public Banner? Banner { get; private set; }

    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        Banner = done == "advised" ? new Banner(texts["Home.Done.advised"]) : null;
        switch (user.Role)
        {
            case Role.Gp or Role.ClinicStaff or Role.Caseworker or Role.Coordinator:
                await ListTasksAsync(ct);
                Meetings = await seminars.ListWaitingAsync(user.Acting(), MostMeetings, ct);
                break;
            case Role.Administrator:
                ClinicsWithoutDoctor = await directory.ListClinicsWithoutDoctorAsync(user.Viewer.MunicipalityId!.Value, ct);
                break;
            case Role.Auditor:
                Actions = await statistics.CountByActionAsync(
                    user.Viewer.MunicipalityId!.Value, DanishTime.InstantOf(when.Today, TimeOnly.MinValue), ct);
                break;
            case Role.MedicalConsultant:
                await ListSparringsAsync(ct);
                Meetings = await seminars.ListWaitingAsync(user.Acting(), MostMeetings, ct);
                break;
        }
    }

    private async Task ListTasksAsync(CancellationToken ct)
    {
        var rows = await certificates.ListUrgentAsync(user.Acting(), user.Now, MostTasks + 1, ct);
        Tasks = [.. rows.Take(MostTasks)];
        HasMore = rows.Count > MostTasks;
        await audit.WriteReadAsync(user.Acting(), "certificate.list", "Certificate", null, null, string.Join(' ', Tasks.Select(item => item.Id)), ct);
    }

    private async Task ListSparringsAsync(CancellationToken ct)
    {
        Sparrings = await worklist.ListSparringsAsync(user.Acting(), Certificates.IndexModel.MostSparrings, ct);
        await audit.WriteReadAsync(user.Acting(), "certificate.list", "Certificate", null, null, string.Join(' ', Sparrings.Select(item => item.Id)), ct);
    }
}
