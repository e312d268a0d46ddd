namespace Portal.Data.Seminars.Calendar;

/// <summary>What calendar files say besides the meeting itself. Calendars are in Danish, whoever reads them.</summary>
/// <remarks>The web layer, which has the texts and the settings, makes the one there is.</remarks>
public sealed record CalendarFrame
{
    /// <summary>What a calendar calls a person's subscription, such as »Møder i Samarbejdsportalen«.</summary>
    public required string Name { get; init; }

    /// <summary>The title of a meeting that is nobody else's business: »Møde«.</summary>
    public required string Meeting { get; init; }

    /// <summary>The title of a cancelled one: »Aflyst: {0}«.</summary>
    public required string Cancelled { get; init; }

    /// <summary>»Dagsorden:«.</summary>
    public required string Agenda { get; init; }

    /// <summary>An item: »– {0} ({1} min.)«.</summary>
    public required string AgendaItem { get; init; }

    /// <summary>»Online«.</summary>
    public required string Online { get; init; }

    /// <summary>Where to say whether one comes: »Svar og læs mere: {0}«.</summary>
    public required string More { get; init; }

    /// <summary>Who invites. The mailbox need not be read: answers are given in the portal.</summary>
    public required CalendarParty Organizer { get; init; }

    /// <summary>The address that people know the portal by; null when nobody has said.</summary>
    public Uri? PublicUrl { get; init; }
}
