using Portal.Content.Offers;

namespace Portal.Tests.Content;

/// <summary>A correct offer file to change one line of, and the codes the portal gives to the library.</summary>
internal static class OfferFile
{
    public static OfferVocabulary Vocabulary { get; } = new()
    {
        Kinds =
        [
            "WorkPlacement", "TrialPlacement", "JobTraining", "CompanyCentre", "Assessment", "Training", "Health", "Course", "Mentoring",
            "Counselling", "EmploymentWithSupport",
        ],
        Referrals = ["Referred", "OpenAccess"],
        Owners = ["Municipality", "Region", "CivilSociety", "Company"],
        Attendances = ["Voluntary", "Duty"],
        HireAnswers = ["Yes", "No", "NotRelevant"],
        Demands =
        [
            "Draught", "HeavyLifting", "LongStairs", "Standing", "Walking", "Sitting", "Bending", "Repetition", "Noise", "Outdoors", "FastPace",
        ],
        DemandLevels = ["No", "Sometimes", "Yes"],
        Considerations =
        [
            "ReducedHours", "NoHeavyLifting", "NoBending", "NoLongStanding", "NoLongSitting", "NoStairs", "NoDraught", "Quiet", "ExtraBreaks",
            "FlexibleStart", "OwnPace", "FewPeople", "FixedContact", "NoShiftWork", "WrittenInstructions",
        ],
        AdaptationLevels = ["Possible", "ByAgreement", "NotPossible"],
        BenefitAreas =
        [
            "Sygedagpenge", "Jobafklaring", "Kontanthjaelp", "Ressourceforloeb", "Fleksjob", "Integration", "Ledighedsydelse", "Andet",
        ],
    };

    public const string Text = """
        ---
        slug: rygtraening
        name: Rygtræning i små hold
        municipality: Holbæk
        alsoFor: [Kalundborg]
        kind: training
        owner: Municipality
        referral: Referred
        attendance: Voluntary
        purpose: Du træner din ryg på et lille hold.
        hoursPerWeek: 2.5-5
        lengthWeeks: 10
        schedule: Tirsdag og torsdag kl. 9.30–11.30
        place: Træningscenter Holbæk, Smedelundsgade 160
        languages: [dansk]
        interpreter: true
        waitingWeeks: 2
        waitingCheckedOn: 2026-11-10
        startMode: Løbende optag
        capacity: 12
        supplier: Træningscenter Holbæk
        contact: { name: Lone Dahl, role: Fysioterapeut, phone: "70 00 10 04" }
        step: 2
        isTreatment: false
        hirePossible: NotRelevant
        mentor: false
        canRunParallel: true
        reportsBack: Hvad borgeren har øvet.
        benefitAreas: [Sygedagpenge, jobafklaring]
        demands:
          draught: no
          heavyLifting: sometimes, kasser op til 5 kg, sjældent mere
          longStairs: no
          standing: no
          walking: no
          sitting: no
          bending: yes
          repetition: no
          noise: no
          outdoors: no
          fastPace: no
        adaptations:
          reducedHours: possible
          noHeavyLifting: possible
          noBending: byAgreement, efter aftale med holdet
          noLongStanding: possible
          noLongSitting: possible
          noStairs: possible
          noDraught: possible
          quiet: possible
          extraBreaks: possible
          flexibleStart: notPossible
          ownPace: possible
          fewPeople: possible
          fixedContact: possible
          noShiftWork: possible
          writtenInstructions: possible
        reviewBy: 2027-05-01
        ---

        ## En almindelig dag
        Holdet varmer op.

        ## Støtte
        En fast kontakt.

        ## For hvem
        - Ondt i ryggen

        ## Ikke for
        Brud.

        ## Sådan starter borgeren
        Lægen skriver.

        """;

    /// <summary>The correct file with one text replaced that must be in it.</summary>
    public static string With(string old, string @new)
    {
        Assert.Contains(old, Text, StringComparison.Ordinal);
        return Text.Replace(old, @new, StringComparison.Ordinal);
    }
}
