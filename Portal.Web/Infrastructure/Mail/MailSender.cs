using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;
using System.Text;
using Portal.Data.Outbox;
using Portal.Data.Seminars.Calendar;

namespace Portal.Web.Infrastructure.Mail;

/// <summary>How it went to hand over a mail.</summary>
public enum MailResult
{
    Sent,

    /// <summary>Not now; another mail may go through.</summary>
    Later,

    /// <summary>Not now, nor any other mail: the server is not there.</summary>
    NoServer,

    /// <summary>Never: the receiver's address is none, or is refused.</summary>
    Never,
}

/// <summary>Hands mails to the mail server, or puts them into a folder.</summary>
public sealed class MailSender(PortalSettings settings, Texts texts)
{
    /// <summary>How long one mail may take; far less than <see cref="OutboxRules.Claimed"/>.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly MailSettings _mail = settings.Mail;

    /// <summary>Whether mails can leave at all.</summary>
    public bool CanSend => _mail.CanSend;

    /// <returns>How it went, and of a failure why, in one word that names nobody.</returns>
    public async Task<(MailResult Result, string Problem)> SendAsync(OutboxMail mail, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Longest);
        try
        {
            using var message = MessageOf(mail);
            using var client = Client();
            await client.SendMailAsync(message, patience.Token);
            return (MailResult.Sent, "");
        }
        catch (FormatException)
        {
            return (MailResult.Never, "address");
        }
        catch (SmtpFailedRecipientException e)
        {
            return (IsFinal(e.StatusCode) ? MailResult.Never : MailResult.Later, e.StatusCode.ToString());
        }
        catch (SmtpException e)
        {
            return (MailResult.NoServer, e.InnerException is SocketException socket ? socket.SocketErrorCode.ToString() : e.StatusCode.ToString());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return (MailResult.NoServer, e.GetType().Name);
        }
    }

    private SmtpClient Client() => _mail.Host is { } host
        ? new SmtpClient(host, _mail.Port)
        {
            EnableSsl = _mail.UseStartTls,
            UseDefaultCredentials = false,
            Credentials = _mail.User is null ? null : new NetworkCredential(_mail.User, _mail.Password),
        }
        : new SmtpClient
        {
            DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
            PickupDirectoryLocation = Directory.CreateDirectory(_mail.PickupFolder ?? throw new InvalidOperationException("There is nowhere to send mails to.")).FullName,
        };

    private MailMessage MessageOf(OutboxMail mail)
    {
        var (subject, text) = new MailText(texts, settings.PublicUrl).Of(mail);
        var message = new MailMessage(new MailAddress(_mail.From, "Samarbejdsportalen", Encoding.UTF8), new MailAddress(mail.Email!, mail.PersonName.Replace('"', '\''), Encoding.UTF8))
        {
            Subject = subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };

        // The same however often it is tried: a server that took it and was cut off before it said so knows it again.
        message.Headers.Add("Message-ID", $"<{mail.Id:n}@{new MailAddress(_mail.From).Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.AlternateViews.Add(View(text, new ContentType(MediaTypeNames.Text.Plain) { CharSet = "utf-8" }, TransferEncoding.QuotedPrintable));
        if (mail is { CalendarText: { } calendar, CalendarMethod: { } method })
        {
            // The last of the alternatives is the one that programs with a calendar show: as an invitation, because its type names the method.
            var type = new ContentType(CalendarWriter.ContentType) { CharSet = "utf-8" };
            type.Parameters.Add("method", method.ToUpperInvariant());
            type.Parameters.Add("component", "VEVENT");
            message.AlternateViews.Add(View(calendar, type, TransferEncoding.Base64));
        }

        return message;
    }

    private static AlternateView View(string text, ContentType type, TransferEncoding encoding)
    {
        var view = AlternateView.CreateAlternateViewFromString(text, type);
        view.TransferEncoding = encoding;
        return view;
    }

    private static bool IsFinal(SmtpStatusCode code) =>
        code is SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.MailboxNameNotAllowed or SmtpStatusCode.UserNotLocalTryAlternatePath or SmtpStatusCode.SyntaxError;
}
