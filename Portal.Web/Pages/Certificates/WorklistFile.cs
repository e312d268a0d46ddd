using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Certificates;

/// <summary>A caseworker's list as a file. It is sent while it is read, and each certificate is in the access log before it leaves.</summary>
public sealed class WorklistFile(WorkAddress address) : IActionResult
{
    /// <summary>Rows of a file. Who needs more needs another list.</summary>
    public const int MostRows = 5_000;

    // So many ids fit into the detail of one row of the access log.
    private const int Batch = 50;

    public async Task ExecuteResultAsync(Microsoft.AspNetCore.Mvc.ActionContext context)
    {
        var (http, ct) = (context.HttpContext, context.HttpContext.RequestAborted);
        var texts = http.RequestServices.GetRequiredService<Texts>();
        var when = http.RequestServices.GetRequiredService<When>();
        var user = http.RequestServices.GetRequiredService<CurrentUser>();
        var worklist = http.RequestServices.GetRequiredService<WorklistRepository>();
        var audit = http.RequestServices.GetRequiredService<AuditLog>();
        await using var writer = new StreamWriter(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        var after = (ListCursor?)null;
        var sent = 0;
        do
        {
            var page = await worklist.ListAsync(
                user.Acting(), address.View, address.WholeUnit, address.ListFilterAt(user.Now), after, Math.Min(Batch, MostRows - sent), ct);
            await audit.WriteReadAsync(
                user.Acting(), "certificate.export", "Certificate", null, null, string.Join(' ', page.Items.Select(item => item.Id)), ct);
            if (sent == 0)
            {
                http.Response.ContentType = "text/csv; charset=utf-8";
                http.Response.Headers.ContentDisposition = $"attachment; filename=\"{texts["Worklist.FileName"]}-{when.Today:yyyy-MM-dd}.csv\"";
                await writer.WriteAsync(Csv.Line([.. Columns.Select(column => texts[column])]));
            }

            foreach (var item in page.Items)
            {
                await writer.WriteAsync(Csv.Line(Row(item, texts, when, user)));
            }

            await writer.FlushAsync(ct);
            sent += page.Items.Count;
            after = page.Next;
        }
        while (after is not null && sent < MostRows);
    }

    private static IReadOnlyList<string> Columns { get; } =
    [
        "Worklist.Citizen", "Worklist.Born", "Worklist.Type", "Worklist.Code", "Worklist.WaitsFor", "Worklist.Step", "Worklist.UntouchedSince",
        "Worklist.UntouchedDays", "Worklist.Deadline", "Worklist.Reminded", "Worklist.ClinicColumn", "Worklist.Doctor", "Worklist.Caseworker",
    ];

    private static IReadOnlyList<string> Row(CertificateListItem item, Texts texts, When when, CurrentUser user) =>
    [
        CertificateWords.Citizen(texts, item),
        $"{item.BirthDigits}-••••",
        CertificateWords.TypeName(item),
        item.AnswerCode ?? "",
        WorkWords.WaitsFor(texts, item, user.Viewer),
        WorkWords.Step(texts, item),
        Csv.Day(item.ChangedAt),
        WorkWords.AgeDays(when.Today, item).ToString(CultureInfo.InvariantCulture),
        Csv.Day(item.AnswerDueAt),
        Csv.Day(item.RemindedAt),
        item.ClinicName,
        item.DoctorName ?? "",
        item.CaseworkerName,
    ];
}
