using Portal.Data;
using Portal.Data.Certificates;

namespace Portal.Bench.Population;

/// <summary>A certificate type with a complete request and a complete answer.</summary>
internal sealed class FilledIn
{
    private readonly string _withoutConsent;

    public FilledIn(CertificateTypeVersion type)
    {
        Type = type;
        OnConsent = Request(type.Definition, consent: true);
        _withoutConsent = PortalJson.Write(Request(type.Definition, consent: false));
        Answer = PortalJson.Write(new AnswerContent
        {
            Sections = type.Definition.AnswerSections.Where(section => section.Type == SectionType.Text)
                .ToDictionary(section => section.Id, _ => "Lænderygsmerter siden foråret, i bedring. Kan gradvis øge timetallet."),
            Replies = [new() { Number = 1, Mode = ReplyMode.Own, Text = "Lette løft, siddende og stående på skift." }, new() { Number = 2, Mode = ReplyMode.InNarrative }],
        });
    }

    public CertificateTypeVersion Type { get; }

    public RequestContent OnConsent { get; }

    /// <summary>JSON of an answer.</summary>
    public string Answer { get; }

    /// <summary>JSON of a request.</summary>
    public string RequestOn(Data.Consents.ConsentCopy? consent) =>
        consent is null ? _withoutConsent : PortalJson.Write(OnConsent with { Consent = consent });

    private static RequestContent Request(CertificateTypeDefinition type, bool consent)
    {
        var sections = new Dictionary<string, string>();
        foreach (var section in type.RequestSections)
        {
            switch (section.Type)
            {
                case SectionType.Contact:
                    foreach (var (part, _) in CertificateForms.ContactParts)
                    {
                        sections[$"{section.Id}.{part}"] = "70 00 00 20";
                    }

                    break;
                case SectionType.Choice:
                    sections[section.Id] = section.Id == CertificateForms.BasisSection && !consent ? "Law11c" : section.Options[0];
                    if (section.Detail is { } detail && detail.ForOptions.Contains(sections[section.Id]))
                    {
                        sections[detail.Id] = "Oplysningerne er nødvendige for sagen.";
                    }

                    break;
                case SectionType.OfferRefs:
                    sections[section.Id] = "Lette løft\nArbejde ved skærm";
                    break;
                case SectionType.Boolean:
                    sections[section.Id] = "true";
                    break;
                case SectionType.List:
                    break;
                default:
                    sections[section.Id] = "Borgeren har været sygemeldt siden foråret og vil gerne tilbage på nedsat tid.";
                    break;
            }
        }

        return new RequestContent { Sections = sections, Questions = ["Hvilke hensyn er nødvendige?", "Hvornår ventes borgeren rask?"] };
    }
}
