using Microsoft.AspNetCore.Authorization;
using Portal.Data.Directory;

namespace Portal.Web.Infrastructure;

/// <summary>The first of three checks: which roles may use a function at all. Which object is theirs is asked in the folder, the rule in the service.</summary>
public static class Policies
{
    /// <summary>Read the catalogue: everybody but the auditor, who sees the log and nothing else.</summary>
    public const string ReadOffers = nameof(ReadOffers);

    /// <summary>Work with certificates, from either side.</summary>
    public const string Certificates = nameof(Certificates);

    /// <summary>Ask a clinic for a certificate.</summary>
    public const string AskCertificate = nameof(AskCertificate);

    /// <summary>Write in an answer. Signing is asked further down: practice staff may prepare.</summary>
    public const string AnswerCertificate = nameof(AnswerCertificate);

    /// <summary>See a citizen's page.</summary>
    public const string Citizens = nameof(Citizens);

    /// <summary>Look citizens up.</summary>
    public const string FindCitizens = nameof(FindCitizens);

    /// <summary>Give cases to another caseworker.</summary>
    public const string HandOverCases = nameof(HandOverCases);

    /// <summary>See the cases that nobody looks after any more.</summary>
    public const string SeeOrphans = nameof(SeeOrphans);

    /// <summary>Read and write a citizen's folder.</summary>
    public const string KeepFolder = nameof(KeepFolder);

    /// <summary>Settle how the municipality uses the certificate types.</summary>
    public const string AdministerTypes = nameof(AdministerTypes);

    /// <summary>Read what doctors propose to the municipality, and what it answered.</summary>
    public const string Proposals = nameof(Proposals);

    /// <summary>Propose something to the municipality.</summary>
    public const string Propose = nameof(Propose);

    /// <summary>See and settle what certificates cost, from either side.</summary>
    public const string Fees = nameof(Fees);

    /// <summary>Say who answers for a doctor of the clinic.</summary>
    public const string SetSubstitutes = nameof(SetSubstitutes);

    /// <summary>Say how one, or the clinic, wishes to be asked.</summary>
    public const string SetContactWishes = nameof(SetContactWishes);

    /// <summary>Act for another clinic, when that has named one as a substitute.</summary>
    public const string StandIn = nameof(StandIn);

    /// <summary>Read an employer's statement: the clinic its own, casework what was shared.</summary>
    public const string ReadStatements = nameof(ReadStatements);

    /// <summary>Keep employers' statements.</summary>
    public const string KeepStatements = nameof(KeepStatements);

    /// <summary>Look after what was sent wrongly.</summary>
    public const string LookAfterIncidents = nameof(LookAfterIncidents);

    /// <summary>Read and write in threads; which ones is asked in the folder.</summary>
    public const string Threads = nameof(Threads);

    /// <summary>Begin a thread: either side. A medical consultant is invited.</summary>
    public const string StartThread = nameof(StartThread);

    /// <summary>See where the two do not agree, without what was written.</summary>
    public const string SeeDisagreements = nameof(SeeDisagreements);

    /// <summary>Read about meetings; which ones is asked in the folder.</summary>
    public const string ReadSeminars = nameof(ReadSeminars);

    /// <summary>Plan meetings; which kinds the rules say.</summary>
    public const string PlanSeminars = nameof(PlanSeminars);

    /// <summary>See when each clinic was last met, and plan an afternoon of visits.</summary>
    public const string KeepSeminarBoard = nameof(KeepSeminarBoard);

    /// <summary>Read the common guidelines: everybody but the auditor.</summary>
    public const string ReadGuidelines = nameof(ReadGuidelines);

    /// <summary>Publish common guidelines.</summary>
    public const string KeepGuidelines = nameof(KeepGuidelines);

    /// <summary>Say when one's own clinic sees patients.</summary>
    public const string KeepOwnHours = nameof(KeepOwnHours);

    /// <summary>See and enter the clinics' hours for them.</summary>
    public const string EnterClinicHours = nameof(EnterClinicHours);

    /// <summary>Keep the municipality's meeting places and school holidays.</summary>
    public const string KeepMeetingPlaces = nameof(KeepMeetingPlaces);

    public static void Configure(AuthorizationOptions options)
    {
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        Add(ReadOffers, Role.Gp, Role.ClinicStaff, Role.Caseworker, Role.Coordinator, Role.MedicalConsultant, Role.Administrator);
        Add(Certificates, Role.Gp, Role.ClinicStaff, Role.Caseworker, Role.Coordinator, Role.MedicalConsultant);
        Add(AskCertificate, Role.Caseworker, Role.Coordinator);
        Add(AnswerCertificate, Role.Gp, Role.ClinicStaff);
        Add(Citizens, Role.Gp, Role.ClinicStaff, Role.Caseworker, Role.Coordinator);
        Add(FindCitizens, Role.Caseworker, Role.Coordinator);
        Add(HandOverCases, Role.Caseworker, Role.Coordinator);
        Add(SeeOrphans, Role.Coordinator);
        Add(KeepFolder, Role.Caseworker, Role.Coordinator);
        Add(AdministerTypes, Role.Administrator);
        Add(Proposals, Role.Gp, Role.ClinicStaff, Role.Caseworker, Role.Coordinator);
        Add(Propose, Role.Gp);
        Add(SetSubstitutes, Role.Gp, Role.ClinicStaff);
        Add(SetContactWishes, Role.Gp, Role.ClinicStaff);
        Add(StandIn, Role.Gp);
        Add(Fees, Role.Gp, Role.ClinicStaff, Role.Caseworker, Role.Coordinator);
        Add(ReadStatements, Role.Gp, Role.ClinicStaff, Role.Caseworker, Role.Coordinator);
        Add(KeepStatements, Role.Gp, Role.ClinicStaff);
        Add(LookAfterIncidents, Role.Coordinator);
        Add(Threads, Role.Gp, Role.ClinicStaff, Role.Caseworker, Role.Coordinator, Role.MedicalConsultant);
        Add(StartThread, Role.Gp, Role.ClinicStaff, Role.Caseworker, Role.Coordinator);
        Add(SeeDisagreements, Role.Coordinator);
        Add(ReadSeminars, Role.Gp, Role.ClinicStaff, Role.Caseworker, Role.Coordinator, Role.MedicalConsultant, Role.Administrator);
        Add(PlanSeminars, Role.Caseworker, Role.Coordinator);
        Add(KeepSeminarBoard, Role.Coordinator);
        Add(ReadGuidelines, Role.Gp, Role.ClinicStaff, Role.Caseworker, Role.Coordinator, Role.MedicalConsultant, Role.Administrator);
        Add(KeepGuidelines, Role.Coordinator);
        Add(KeepOwnHours, Role.Gp, Role.ClinicStaff);
        Add(EnterClinicHours, Role.Coordinator);
        Add(KeepMeetingPlaces, Role.Coordinator);

        void Add(string name, params Role[] roles) =>
            options.AddPolicy(name, policy => policy.RequireAuthenticatedUser().RequireRole(roles.Select(role => role.ToString())));
    }
}
