using Portal.Data;
using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Data.Consents;
using Portal.Data.Offers;

namespace Portal.Tests.Support;

/// <summary>Complete inputs to change one thing of.</summary>
public static partial class Samples
{
    public const string OfferBody = """
        ## En almindelig dag
        Holdet mødes klokken ni.

        ## Støtte
        En fysioterapeut er med hele tiden.

        ## For hvem
        Borgere med ondt i ryggen.

        ## Ikke for
        Borgere med nylig operation.

        ## Sådan starter borgeren
        Ring til Lone.
        """;

    public static OfferInput Offer { get; } = new()
    {
        Slug = "rygtraening",
        Name = "Rygtræning i små hold",
        MunicipalityId = Cast.Holbaek.Id,
        Body = OfferBody,
        Facts = new OfferFacts
        {
            Kind = OfferKind.Training,
            Owner = OwnerKind.Municipality,
            Referral = ReferralKind.Referred,
            Attendance = AttendanceKind.Voluntary,
            Purpose = "Du bliver stærkere i ryggen.",
            MinMinutesPerWeek = 180,
            MaxMinutesPerWeek = 300,
            MinWeeks = 10,
            MaxWeeks = 10,
            Schedule = "Tirsdag kl. 9.30–11.30",
            Place = "Træningscenter Holbæk",
            Languages = ["dansk"],
            Interpreter = true,
            WaitingWeeks = 2,
            WaitingCheckedOn = new DateOnly(2026, 11, 10),
            StartMode = "Løbende optag",
            Supplier = "Træningscenter Holbæk",
            Contact = new OfferContact { Name = "Lone Dahl", Role = "Fysioterapeut", Phone = "70 00 10 04" },
            Step = 2,
            IsTreatment = false,
            HirePossible = HirePossible.NotRelevant,
            Mentor = false,
            CanRunParallel = true,
            ReportsBack = "Fremmøde og fremgang.",
            BenefitAreas = [BenefitArea.Sygedagpenge],
            Demands = [.. Enum.GetValues<PhysicalDemand>().Select(demand => new DemandFact { Demand = demand, Level = DemandLevel.No })],
            Adaptations = AllAdaptations(AdaptationLevel.Possible),
            ReviewByOn = new DateOnly(2027, 5, 1),
        },
    };

    /// <summary>The same answer for each consideration.</summary>
    public static IReadOnlyList<AdaptationFact> AllAdaptations(AdaptationLevel level) =>
        [.. Enum.GetValues<Consideration>().Select(consideration => new AdaptationFact { Consideration = consideration, Level = level })];

    /// <summary>A consent that covers everything that any type asks for, from Torvet and Fjordhøj, given on the day of an instant.</summary>
    public static ConsentInput Consent(DateTime now) => new()
    {
        Kinds = Enum.GetValues<InformationKind>(),
        ClinicIds = [Cast.Torvet.Id, Cast.Fjordhoej.Id],
        CaseReference = "Sag 12-3456 om sygedagpenge",
        HowGiven = ConsentForm.Written,
        ToldAboutRefusing = true,
        GivenOn = DanishTime.DayOf(now),
        ExpiresOn = DanishTime.DayOf(now).AddMonths(6),
    };

    /// <summary>A request with something in each section, for any type of the catalogue.</summary>
    public static RequestContent Request(CertificateTypeDefinition type)
    {
        var sections = new Dictionary<string, string>();
        foreach (var section in type.RequestSections)
        {
            switch (section.Type)
            {
                case SectionType.Text:
                    sections[section.Id] = $"Tekst til {section.Id}.";
                    break;
                case SectionType.Choice:
                    sections[section.Id] = section.Options[0];
                    break;
                case SectionType.OfferRefs:
                    sections[section.Id] = "Lette løft\nArbejde ved skærm";
                    break;
                case SectionType.Contact:
                    foreach (var (part, _) in CertificateForms.ContactParts)
                    {
                        sections[$"{section.Id}.{part}"] = $"Kontaktens {part}";
                    }

                    break;
                case SectionType.Boolean:
                    sections[section.Id] = "true";
                    break;
                case SectionType.List:
                    break;
                default:
                    throw new InvalidOperationException($"Say what a section of type {section.Type} is filled in with.");
            }
        }

        return new RequestContent { Sections = sections, Questions = ["Hvad er diagnosen?", "Hvilke hensyn er nødvendige?"] };
    }

    /// <summary>Something in each section of an answer, for any type of the catalogue.</summary>
    public static IReadOnlyDictionary<string, string> AnswerSections(CertificateTypeDefinition type) => type.AnswerSections
        .Where(section => section.Type != SectionType.Answers)
        .ToDictionary(section => section.Id, section => section.Type switch
        {
            SectionType.Text => $"Tekst til {section.Id}.",
            SectionType.Choice => section.Options[0],
            SectionType.Boolean => "true",
            SectionType.Matrix => $"{section.Options[0]}\n{section.Options[1]}",
            SectionType.Considerations => "NoHeavyLifting Quiet",
            SectionType.Date => "2027-02-01",
            _ => throw new InvalidOperationException($"Say what a section of type {section.Type} is filled in with."),
        });

    public static IReadOnlyList<QuestionReply> Replies { get; } =
        [new() { Number = 1, Mode = ReplyMode.Own, Text = "Diskusprolaps." }, new() { Number = 2, Mode = ReplyMode.InNarrative }];
}
