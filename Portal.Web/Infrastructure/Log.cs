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

    [LoggerMessage(Level = LogLevel.Error, Message = "Mails could not be sent; they will be tried again.")]
    public static partial void MailsFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail {MailId} was not sent ({Problem}), try {Attempt}.")]
    public static partial void MailFailed(ILogger logger, Guid mailId, string problem, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A connection from an origin that is {Reason} was refused to {PersonId}.")]
    public static partial void LiveOriginRefused(ILogger logger, string reason, Guid? personId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Call} was refused to {PersonId} for the thread {ThreadId}.")]
    public static partial void LiveThreadRefused(ILogger logger, string call, Guid personId, Guid threadId);

    [LoggerMessage(Level = LogLevel.Information, Message = "A connection of {PersonId} was closed: its session is over, or its rights are others now.")]
    public static partial void LiveConnectionClosed(ILogger logger, Guid personId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A connection with more than {CallsPerSecond} calls a second was closed.")]
    public static partial void LiveFlood(ILogger logger, int callsPerSecond);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Too much waits to be told; {Kind} of the thread {ThreadId} was dropped.")]
    public static partial void LivePushDropped(ILogger logger, Live.LiveKind kind, Guid threadId);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} news could not be told to the browsers.")]
    public static partial void LivePushFailed(ILogger logger, Exception exception, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The open connections could not be checked; it will be tried again.")]
    public static partial void LiveWatchFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "The broker is there; other nodes are told at once.")]
    public static partial void BrokerFound(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The broker is not there ({Problem}); other nodes are told nothing. The next try comes in {Pause}.")]
    public static partial void BrokerLost(ILogger logger, string problem, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Bytes} bytes from the broker are no news.")]
    public static partial void BrokerNonsense(ILogger logger, int bytes);
}
