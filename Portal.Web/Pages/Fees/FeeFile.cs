using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Audit;
using Portal.Data.Fees;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Fees;

/// <summary>A month's fees as a file. It is sent while it is read, and each certificate is in the access log before it leaves.</summary>
public sealed class FeeFile(FeeMonth month) : IActionResult
{
    public async Task ExecuteResultAsync(Microsoft.AspNetCore.Mvc.ActionContext context)
    {
        var (http, ct) = (context.HttpContext, context.HttpContext.RequestAborted);
        var texts = http.RequestServices.GetRequiredService<Texts>();
        var user = http.RequestServices.GetRequiredService<CurrentUser>();
        var fees = http.RequestServices.GetRequiredService<FeeRepository>();
        var audit = http.RequestServices.GetRequiredService<AuditLog>();
        await using var writer = new StreamWriter(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        var after = (ListCursor?)null;
        var isFirst = true;
        do
        {
            var page = await fees.ListAsync(month, user.Acting(), after, IndexModel.PageSize, ct);
            await audit.WriteReadAsync(user.Acting(), "fee.export", "CertificateFee", null, null, string.Join(' ', page.Select(fee => fee.RequestId)), ct);
            if (isFirst)
            {
                http.Response.ContentType = "text/csv; charset=utf-8";
                http.Response.Headers.ContentDisposition = $"attachment; filename=\"{texts["Fees.FileName"]}-{month}.csv\"";
                await writer.WriteAsync(Csv.Line([.. Columns.Select(column => texts[column])]));
                isFirst = false;
            }

            foreach (var fee in page)
            {
                await writer.WriteAsync(Csv.Line(Row(fee, texts)));
            }

            await writer.FlushAsync(ct);
            after = page.Count == IndexModel.PageSize ? new ListCursor(page[^1].SortAt, page[^1].RequestId) : null;
        }
        while (after is not null);
    }

    private static IReadOnlyList<string> Columns { get; } =
    [
        "Fees.State", "Fees.Type", "Fees.Code", "Fees.Citizen", "Fees.AnsweredOn", "Fees.Clinic", "Fees.ProviderNumber", "Fees.Municipality", "Fees.Unit",
        "Fees.AmountKroner", "Fees.Ean", "Fees.UserIdentity", "Fees.InvoiceNumber", "Fees.Reference", "Fees.InvoicedOn", "Fees.RejectedOn", "Fees.RejectReason", "Fees.PaidOn",
    ];

    private static IReadOnlyList<string> Row(Fee fee, Texts texts) =>
    [
        texts.Of(fee.State),
        FeeWords.Type(fee),
        fee.AnswerCode ?? "",
        FeeWords.Citizen(fee),
        Csv.Day(fee.ClaimableAt),
        fee.ClinicName,
        fee.ClinicProviderNumber,
        fee.MunicipalityName,
        fee.UnitName,
        FeeWords.Plain(fee.AmountOre),
        fee.Ean ?? "",
        fee.UserIdentity,
        fee.InvoiceNumber?.ToString(CultureInfo.InvariantCulture) ?? "",
        fee.ClinicReference ?? "",
        Csv.Day(fee.InvoicedAt),
        Csv.Day(fee.RejectedAt),
        fee.RejectedAt is null ? "" : fee.RejectReason ?? "",
        Csv.Day(fee.PaidAt),
    ];
}
