namespace Portal.Web.Infrastructure;

/// <summary>What the web layer writes to the technical log: ids and names of files, never texts or people.</summary>
internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} line {Line}, {Field}: {Problem}")]
    public static partial void OfferFileProblem(ILogger logger, string file, int line, string field, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A PDF was not printed: {Problem}, exit code {ExitCode}.")]
    public static partial void PdfFailed(ILogger logger, string problem, int? exitCode);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The folder for printed files cannot be used; they are printed anew each time.")]
    public static partial void PdfFolderFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Reminders could not be fired; they will be tried again.")]
    public static partial void RemindersFailed(ILogger logger, Exception exception);
}
