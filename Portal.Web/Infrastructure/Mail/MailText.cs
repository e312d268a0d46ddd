using System.Globalization;
using Portal.Data;
using Portal.Data.Outbox;
using Portal.Data.Seminars;

namespace Portal.Web.Infrastructure.Mail;

/// <summary>What a mail says, in Danish. It names the meeting, when and where, and leads to the portal; of a talk that is nobody else's business it does not name the title.</summary>
/// <remarks>Nothing that somebody typed as a reason stands in a mail: it may say more than a mail should.</remarks>
public sealed class MailText(Texts texts, Uri? portal)
{
    private static readonly CultureInfo Danish = CultureInfo.GetCultureInfo("da-DK");

    public (string Subject, string Text) Of(OutboxMail mail)
    {
        // A job has no language of its own.
        var (culture, uiCulture) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Danish;
            return Write(mail);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
        }
    }

    private (string Subject, string Text) Write(OutboxMail mail)
    {
        var isPrivate = SeminarRules.IsPrivate(mail.MeetingKind);
        var title = isPrivate ? texts["Mails.Meeting"] : mail.Title;
        List<string> parts =
        [
            texts["Mails.Greeting", mail.PersonName],
            When.Capital(texts[$"Mails.{mail.Kind}.Text", isPrivate ? texts["Mails.AMeeting"] : texts["Mails.Named", mail.Title]]),
            Facts(mail),
            Deadline(mail),
            portal is null ? texts["Mails.SignIn"] : texts["Mails.Link", new Uri(portal, $"seminars/{mail.SeminarId}").AbsoluteUri],
            texts["Mails.Regards", mail.OwnerName, mail.MunicipalityName, mail.OwnerPhone],
            texts["Mails.NoReply"],
        ];
        return (OneLine(texts[$"Mails.{mail.Kind}.Subject", title]), string.Join("\n\n", parts.Where(part => part.Length > 0)) + "\n");
    }

    private string Facts(OutboxMail mail)
    {
        if (mail.Kind is SeminarNotice.PollOpened or SeminarNotice.PollEnded || mail is not { StartsAt: { } from, EndsAt: { } to })
        {
            return "";
        }

        var time = texts["Mails.Time", DanishTime.DayOf(from).ToString("dddd d. MMMM yyyy", Danish), Clock(from), Clock(to)];
        var place = mail.PlaceKind == PlaceKind.Online
            ? texts["Mails.Online"]
            : string.Join(", ", new[] { mail.PlaceName, mail.PlaceAddress }.Where(part => part.Length > 0));
        return place.Length == 0 ? time : $"{time}\n{texts["Mails.Place", place]}";
    }

    private string Deadline(OutboxMail mail) => mail switch
    {
        { Kind: SeminarNotice.Invited or SeminarNotice.Moved, ReplyBy: { } at } => texts["Mails.ReplyBy", Moment(at)],
        { Kind: SeminarNotice.PollOpened, PollDeadline: { } at } => texts["Mails.VoteBy", Moment(at)],
        { Kind: SeminarNotice.PlaceOffered, ClaimBy: { } at } => texts["Mails.ClaimBy", Moment(at)],
        _ => "",
    };

    private static string Moment(DateTime instant) => $"{DanishTime.DayOf(instant).ToString("dddd d. MMMM yyyy", Danish)} kl. {Clock(instant)}";

    private static string Clock(DateTime instant) => DanishTime.Local(instant).ToString("H.mm", CultureInfo.InvariantCulture);

    private static string OneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
}
