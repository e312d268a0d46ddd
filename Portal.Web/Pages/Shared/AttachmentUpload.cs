using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Portal.Data;
using Portal.Data.Attachments;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Shared;

/// <summary>A form that attaches a file, with what is attached already.</summary>
/// <param name="Action">Where the form posts to.</param>
public sealed record AttachmentForm(AttachmentLines Lines, string Action, IReadOnlyList<FieldError> Errors);

/// <summary>Files on their way in and out.</summary>
public static class AttachmentUpload
{
    /// <summary>Bytes of a whole request with a file: the largest file and the form around it.</summary>
    public const int LargestRequest = AttachmentRules.LargestBytes + (1024 * 1024);

    /// <summary>Bytes after which the line is cut. More than is accepted: a browser that is cut off while it sends shows no answer at all.</summary>
    public const int LargestTransfer = 64 * 1024 * 1024;

    /// <summary>Reads a file that was posted. What is too large is read no further than one byte past the limit.</summary>
    /// <returns>Null when none was chosen.</returns>
    public static async Task<AttachmentInput?> ReadAsync(IFormFile? file, CancellationToken ct)
    {
        if (file is null || (file.FileName.Length == 0 && file.Length == 0))
        {
            return null;
        }

        var content = new byte[Math.Min(file.Length, AttachmentRules.LargestBytes + 1)];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(content, ct);
        return new AttachmentInput(file.FileName, content);
    }

    /// <summary>What to say when no file was chosen.</summary>
    public static Outcome NoFile { get; } = Outcome.Invalid([new FieldError(AttachmentRules.Field, "Attachments.NoFile")]);

    /// <summary>A file to keep, under its own name; never shown within the portal's pages, and never kept by the browser.</summary>
    public static FileStreamResult Download(OpenedAttachment opened) =>
        new(opened.Content, opened.Attachment.ContentType) { FileDownloadName = opened.Attachment.FileName };

    /// <summary>Such as »840 kB« or »2,4 MB«.</summary>
    public static string Size(long bytes)
    {
        var culture = CultureInfo.GetCultureInfo(Texts.IsDanish ? "da-DK" : "en-GB");
        return bytes < 1024 * 1024
            ? $"{Math.Max(1, bytes / 1024).ToString("N0", culture)} kB"
            : $"{(bytes / (1024m * 1024m)).ToString("0.#", culture)} MB";
    }
}
