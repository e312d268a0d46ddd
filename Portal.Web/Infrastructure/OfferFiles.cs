using Portal.Content.Offers;
using Portal.Data.Citizens;
using Portal.Data.Offers;
using Vocabulary = Portal.Content.Offers.OfferVocabulary;

namespace Portal.Web.Infrastructure;

/// <summary>Reads the library's offers and makes them what an editor would save.</summary>
public static class OfferFiles
{
    /// <summary>The codes that the files may use: the names of the data layer's enums.</summary>
    public static Vocabulary Codes { get; } = new()
    {
        Kinds = Enum.GetNames<OfferKind>(),
        Referrals = Enum.GetNames<ReferralKind>(),
        Owners = Enum.GetNames<OwnerKind>(),
        Attendances = Enum.GetNames<AttendanceKind>(),
        HireAnswers = Enum.GetNames<HirePossible>(),
        Demands = Enum.GetNames<PhysicalDemand>(),
        DemandLevels = Enum.GetNames<DemandLevel>(),
        Considerations = Enum.GetNames<Consideration>(),
        AdaptationLevels = Enum.GetNames<AdaptationLevel>(),
        BenefitAreas = Enum.GetNames<BenefitArea>(),
    };

    /// <param name="file">An offer as its file describes it.</param>
    /// <param name="municipalityId">The municipality that its file names.</param>
    public static OfferInput ToInput(OfferDocument file, Guid municipalityId) => new()
    {
        Slug = file.Slug,
        Name = file.Name,
        MunicipalityId = municipalityId,
        Body = file.Body,
        Facts = new OfferFacts
        {
            Kind = Enum.Parse<OfferKind>(file.Kind),
            Owner = Enum.Parse<OwnerKind>(file.Owner),
            Referral = Enum.Parse<ReferralKind>(file.Referral),
            Attendance = Enum.Parse<AttendanceKind>(file.Attendance),
            Purpose = file.Purpose,
            AlsoFor = file.AlsoFor,
            MinMinutesPerWeek = (int)(file.MinHoursPerWeek * 60),
            MaxMinutesPerWeek = (int)(file.MaxHoursPerWeek * 60),
            MinWeeks = file.MinWeeks,
            MaxWeeks = file.MaxWeeks,
            Schedule = file.Schedule,
            Place = file.Place,
            Languages = file.Languages,
            Interpreter = file.Interpreter,
            WaitingWeeks = file.WaitingWeeks,
            WaitingCheckedOn = file.WaitingCheckedOn,
            StartMode = file.StartMode,
            Capacity = file.Capacity,
            Supplier = file.Supplier,
            Contact = new Data.Offers.OfferContact { Name = file.Contact.Name, Role = file.Contact.Role, Phone = file.Contact.Phone },
            Step = file.Step,
            IsTreatment = file.IsTreatment,
            HirePossible = Enum.Parse<HirePossible>(file.HirePossible),
            Mentor = file.Mentor,
            CanRunParallel = file.CanRunParallel,
            ReportsBack = file.ReportsBack,
            BenefitAreas = [.. file.BenefitAreas.Select(Enum.Parse<BenefitArea>)],
            Demands = [.. file.Demands.Select(fact =>
                new DemandFact { Demand = Enum.Parse<PhysicalDemand>(fact.Code), Level = Enum.Parse<DemandLevel>(fact.Level), Note = fact.Note })],
            Adaptations = [.. file.Adaptations.Select(fact =>
                new AdaptationFact { Consideration = Enum.Parse<Consideration>(fact.Code), Level = Enum.Parse<AdaptationLevel>(fact.Level), Note = fact.Note })],
            ReviewByOn = file.ReviewBy,
        },
    };
}
