using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Attachments;
using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Certificates.Choosing;
using Portal.Data.Certificates.Library;
using Portal.Data.Certificates.Reminders;
using Portal.Data.Certificates.Snippets;
using Portal.Data.Certificates.Steps;
using Portal.Data.Citizens;
using Portal.Data.Citizens.Folder;
using Portal.Data.Citizens.Goals;
using Portal.Data.Citizens.PhoneNotes;
using Portal.Data.Consents;
using Portal.Data.Database;
using Portal.Data.Demo;
using Portal.Data.Directory;
using Portal.Data.Directory.Hours;
using Portal.Data.Directory.Places;
using Portal.Data.EmployerStatements;
using Portal.Data.Fees;
using Portal.Data.Guidelines;
using Portal.Data.Handovers;
using Portal.Data.Offers;
using Portal.Data.Outbox;
using Portal.Data.Printing;
using Portal.Data.Proposals;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Afterwards;
using Portal.Data.Seminars.Answers;
using Portal.Data.Seminars.Calendar;
using Portal.Data.Seminars.Polls;
using Portal.Data.Seminars.Slots;
using Portal.Data.Seminars.Visits;
using Portal.Data.Substitutions;
using Portal.Data.Threads;

namespace Portal.Data;

/// <summary>Registers the data layer.</summary>
public static class PortalData
{
    /// <param name="engine">The database engine, not yet started.</param>
    /// <param name="cpr">Keeps CPR numbers; its key lives outside the database.</param>
    /// <remarks>The caller registers <see cref="IBodyRenderer"/>, <see cref="IMessageRenderer"/>, <see cref="IDocumentRenderer"/>, <see cref="IThreadNotifier"/>, <see cref="AttachmentStore"/>, <see cref="CalendarFrame"/>, <see cref="TimeProvider"/> and logging.</remarks>
    public static IServiceCollection AddPortalData(this IServiceCollection services, DatabaseEngine engine, CprProtector cpr)
    {
        TypeHandlers.Register();
        return services
            .AddSingleton(_ => engine)
            .AddSingleton(cpr)
            .AddSingleton<Migrator>()
            .AddSingleton<CertificateTypeCache>()
            .AddSingleton(_ => Chooser.Read())
            .AddScoped<DbSession>()
            .AddScoped<AuditLog>()
            .AddScoped<AuditStatistics>()
            .AddScoped<CommandLog>()
            .AddScoped<DirectoryRepository>()
            .AddScoped<DirectoryService>()
            .AddScoped<ClinicHoursRepository>()
            .AddScoped<SchoolHolidayRepository>()
            .AddScoped<MeetingPlaceRepository>()
            .AddScoped<ClinicHoursService>()
            .AddScoped<SchoolHolidayService>()
            .AddScoped<MeetingPlaceService>()
            .AddScoped<ClinicPoints>()
            .AddScoped<SessionRepository>()
            .AddScoped<SessionService>()
            .AddScoped<CitizenRepository>()
            .AddScoped<CitizenService>()
            .AddScoped<CaseHandoverRepository>()
            .AddScoped<CaseHandoverService>()
            .AddScoped<FolderTimeline>()
            .AddScoped<FolderRepository>()
            .AddScoped<FolderAnswers>()
            .AddScoped<GoalRepository>()
            .AddScoped<GoalService>()
            .AddScoped<PhoneNoteService>()
            .AddScoped<OfferRepository>()
            .AddScoped<OfferService>()
            .AddScoped<CertificateTypes>()
            .AddScoped<TypeSettingsRepository>()
            .AddScoped<TypeSettingsService>()
            .AddScoped<CertificateRepository>()
            .AddScoped<CertificateListRepository>()
            .AddScoped<WorklistRepository>()
            .AddScoped<CertificatePauses>()
            .AddScoped<RequestGuards>()
            .AddScoped<CertificateKnowledge>()
            .AddScoped<QuestionLibraryRepository>()
            .AddScoped<QuestionLibraryService>()
            .AddScoped<CertificateService>()
            .AddScoped<SparringRepository>()
            .AddScoped<SparringService>()
            .AddScoped<ConsentRepository>()
            .AddScoped<ConsentService>()
            .AddScoped<AnswerService>()
            .AddScoped<StepRepository>()
            .AddScoped<ClinicAnswers>()
            .AddScoped<CertificateActs>()
            .AddScoped<ClinicService>()
            .AddScoped<RequestReceivers>()
            .AddScoped<RequestRounds>()
            .AddScoped<AfterAnswerService>()
            .AddScoped<LateAnswerService>()
            .AddScoped<FeedbackService>()
            .AddScoped<ReassessmentService>()
            .AddScoped<IncidentRepository>()
            .AddScoped<IncidentService>()
            .AddScoped<RetractionService>()
            .AddScoped<AttachmentRepository>()
            .AddScoped<ThreadFiles>()
            .AddScoped<AttachmentService>()
            .AddScoped<EmployerStatementRepository>()
            .AddScoped<EmployerStatementService>()
            .AddScoped<CertificateVersions>()
            .AddScoped<StubRepository>()
            .AddScoped<DemoFolders>()
            .AddScoped<DemoEmployerStatements>()
            .AddScoped<DemoCourses>()
            .AddScoped<DemoCertificates>()
            .AddScoped<ReminderRepository>()
            .AddScoped<ReminderService>()
            .AddScoped<ProposalRepository>()
            .AddScoped<ProposalService>()
            .AddScoped<SnippetRepository>()
            .AddScoped<SnippetService>()
            .AddScoped<DemoClinics>()
            .AddScoped<PrintRepository>()
            .AddScoped<IPrintedSource, CertificatePrints>()
            .AddScoped<IPrintedSource, ThreadPrints>()
            .AddScoped<ThreadPrintService>()
            .AddScoped<PrintService>()
            .AddScoped<FeeRepository>()
            .AddScoped<FeeService>()
            .AddScoped<FeeTrack>()
            .AddScoped<UnitEans>()
            .AddScoped<SubstitutionRepository>()
            .AddScoped<SubstitutionService>()
            .AddScoped<ContactPreferenceRepository>()
            .AddScoped<ContactPreferenceService>()
            .AddScoped<DemoContacts>()
            .AddScoped<ThreadRepository>()
            .AddScoped<ThreadListRepository>()
            .AddScoped<ThreadWrites>()
            .AddScoped<ThreadReceivers>()
            .AddScoped<ThreadService>()
            .AddScoped<ThreadActs>()
            .AddScoped<ThreadParties>()
            .AddScoped<ThreadDisputes>()
            .AddScoped<ThreadRetractions>()
            .AddScoped<ThreadHandover>()
            .AddScoped<ThreadAudiences>()
            .AddScoped<SeminarRepository>()
            .AddScoped<SeminarListRepository>()
            .AddScoped<SeminarWrites>()
            .AddScoped<OffHours>()
            .AddScoped<SeminarService>()
            .AddScoped<SeminarEditor>()
            .AddScoped<SeminarHandover>()
            .AddScoped<SeminarTimes>()
            .AddScoped<SlotSearch>()
            .AddScoped<InviteeRepository>()
            .AddScoped<VisitRouteService>()
            .AddScoped<SeminarNotices>()
            .AddScoped<SeminarLock>()
            .AddScoped<RegistrationRepository>()
            .AddScoped<WaitingLine>()
            .AddScoped<RegistrationService>()
            .AddScoped<ClaimService>()
            .AddScoped<PollRepository>()
            .AddScoped<PollService>()
            .AddScoped<GuidelineRepository>()
            .AddScoped<GuidelineService>()
            .AddScoped<DecisionRepository>()
            .AddScoped<DecisionService>()
            .AddScoped<AttendanceRepository>()
            .AddScoped<AttendanceService>()
            .AddScoped<MinutesRepository>()
            .AddScoped<MinutesService>()
            .AddScoped<HonorariumService>()
            .AddScoped<MaterialService>()
            .AddScoped<OverdueSeminars>()
            .AddScoped<BoardRepository>()
            .AddScoped<DemoAfterwards>()
            .AddScoped<DemoGuidelines>()
            .AddScoped<DemoSeminars>()
            .AddScoped<CalendarFeedRepository>()
            .AddScoped<CalendarFeedService>()
            .AddScoped<OutboxRepository>()
            .AddScoped<OutboxService>()
            .AddScoped<DemoFees>()
            .AddScoped<DemoThreads>()
            .AddScoped<DemoSubstitutions>()
            .AddScoped<DemoHours>()
            .AddScoped<DemoWorld>();
    }

    /// <summary>Opens the database, checks it, brings it to the newest schema and takes the reference data in.</summary>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken ct)
    {
        await services.GetRequiredService<DatabaseEngine>().StartAsync(ct);
        await services.GetRequiredService<Migrator>().MigrateAsync(ct);
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CertificateTypes>()
            .ImportCatalogueAsync(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime, ct);
    }
}
