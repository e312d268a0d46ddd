using Portal.Data.Certificates;
using Portal.Web.Infrastructure;

namespace Portal.Web.Pages.Incidents;

/// <summary>An incident in words.</summary>
public static class IncidentWords
{
    public static string TypeName(Incident incident) => Texts.IsDanish ? incident.TypeNameDa : incident.TypeNameEn;

    /// <summary>What was sent, and to whom.</summary>
    public static string What(Texts texts, Incident incident) => texts[$"Casework.Incident.{incident.Side}", TypeName(incident), incident.ClinicName];
}
