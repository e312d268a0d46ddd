using System.Globalization;
using Portal.Data.Seminars.Calendar;

namespace Portal.Web.Infrastructure.Mail;

/// <summary>Registers what sends mails, and what calendar files say.</summary>
public static class MailServices
{
    public static IServiceCollection AddMail(this IServiceCollection services) => services
        .AddSingleton<MailSender>()
        .AddSingleton(provider => FrameOf(provider.GetRequiredService<PortalSettings>(), provider.GetRequiredService<Texts>()))
        .AddHostedService<OutboxJob>();

    /// <summary>What calendar files say besides the meeting, in Danish.</summary>
    public static CalendarFrame FrameOf(PortalSettings settings, Texts texts)
    {
        var uiCulture = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("da");
            return new CalendarFrame
            {
                Name = texts["Calendar.Name"],
                Meeting = texts["Mails.Meeting"],
                Cancelled = texts["Calendar.Cancelled"],
                Agenda = texts["Calendar.Agenda"],
                AgendaItem = texts["Calendar.AgendaItem"],
                Online = texts["Mails.Online"],
                More = texts["Calendar.More"],
                Organizer = new CalendarParty("Samarbejdsportalen", settings.Mail.From),
                PublicUrl = settings.PublicUrl,
            };
        }
        finally
        {
            CultureInfo.CurrentUICulture = uiCulture;
        }
    }
}
