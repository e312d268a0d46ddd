-- When a clinic sees patients, from a day on until its next schedule. A clinic without one is unknown, never free.
CREATE TABLE ClinicSchedules (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_ClinicSchedules PRIMARY KEY,
    ClinicId uniqueidentifier NOT NULL CONSTRAINT FK_ClinicSchedules_Clinics REFERENCES Clinics (Id),
    ValidFrom date NOT NULL,
    Note nvarchar(300) NOT NULL,
    EnteredById uniqueidentifier NOT NULL CONSTRAINT FK_ClinicSchedules_EnteredBy REFERENCES People (Id),
    EnteredByName nvarchar(120) NOT NULL,
    IsByClinic bit NOT NULL,
    EnteredAt datetime2(3) NOT NULL,
    Version int NOT NULL
);
CREATE UNIQUE INDEX UX_ClinicSchedules_From ON ClinicSchedules (ClinicId, ValidFrom);

-- Weekday 1 is Monday, 7 Sunday; times are minutes after midnight.
CREATE TABLE ClinicWindows (
    ScheduleId uniqueidentifier NOT NULL CONSTRAINT FK_ClinicWindows_ClinicSchedules REFERENCES ClinicSchedules (Id),
    Number int NOT NULL,
    Kind varchar(20) NOT NULL,
    Weekday int NOT NULL,
    FromMinute int NOT NULL,
    ToMinute int NOT NULL,
    CONSTRAINT PK_ClinicWindows PRIMARY KEY (ScheduleId, Number),
    CONSTRAINT CK_ClinicWindows_Time CHECK (Weekday BETWEEN 1 AND 7 AND FromMinute >= 0 AND ToMinute <= 1440 AND FromMinute < ToMinute)
);

CREATE TABLE ClinicClosures (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_ClinicClosures PRIMARY KEY,
    ClinicId uniqueidentifier NOT NULL CONSTRAINT FK_ClinicClosures_Clinics REFERENCES Clinics (Id),
    FromDay date NOT NULL,
    ToDay date NOT NULL,
    Reason nvarchar(120) NOT NULL,
    EnteredById uniqueidentifier NOT NULL CONSTRAINT FK_ClinicClosures_EnteredBy REFERENCES People (Id),
    EnteredByName nvarchar(120) NOT NULL,
    EnteredAt datetime2(3) NOT NULL,
    CONSTRAINT CK_ClinicClosures_Days CHECK (FromDay <= ToDay)
);
CREATE INDEX IX_ClinicClosures_Clinic ON ClinicClosures (ClinicId, ToDay, Id);

CREATE TABLE SchoolHolidays (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_SchoolHolidays PRIMARY KEY,
    MunicipalityId uniqueidentifier NOT NULL CONSTRAINT FK_SchoolHolidays_Municipalities REFERENCES Municipalities (Id),
    Name nvarchar(60) NOT NULL,
    FromDay date NOT NULL,
    ToDay date NOT NULL,
    CONSTRAINT CK_SchoolHolidays_Days CHECK (FromDay <= ToDay)
);
CREATE INDEX IX_SchoolHolidays_Municipality ON SchoolHolidays (MunicipalityId, ToDay, Id);

-- Where a municipality can hold meetings: the job centre, a town hall, a health centre.
CREATE TABLE MeetingPlaces (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_MeetingPlaces PRIMARY KEY,
    MunicipalityId uniqueidentifier NOT NULL CONSTRAINT FK_MeetingPlaces_Municipalities REFERENCES Municipalities (Id),
    Name nvarchar(120) NOT NULL,
    Address nvarchar(200) NOT NULL,
    Latitude float NULL,
    Longitude float NULL,
    Seats int NULL,
    IsJobCentre bit NOT NULL,
    IsActive bit NOT NULL,
    Version int NOT NULL
);
CREATE INDEX IX_MeetingPlaces_Municipality ON MeetingPlaces (MunicipalityId, IsActive, Name, Id);

CREATE TABLE Seminars (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_Seminars PRIMARY KEY,
    MunicipalityId uniqueidentifier NOT NULL CONSTRAINT FK_Seminars_Municipalities REFERENCES Municipalities (Id),
    OwnerId uniqueidentifier NOT NULL CONSTRAINT FK_Seminars_Owner REFERENCES People (Id),
    Kind varchar(20) NOT NULL,
    SeriesId uniqueidentifier NULL,
    RouteId uniqueidentifier NULL,
    Title nvarchar(120) NOT NULL,
    TitleFolded nvarchar(300) NOT NULL,
    Purpose nvarchar(500) NOT NULL,
    Minutes int NOT NULL,
    StartsAt datetime2(3) NULL,
    EndsAt datetime2(3) NULL,
    PlaceKind varchar(20) NULL,
    PlaceId uniqueidentifier NULL CONSTRAINT FK_Seminars_MeetingPlaces REFERENCES MeetingPlaces (Id),
    PlaceClinicId uniqueidentifier NULL CONSTRAINT FK_Seminars_PlaceClinic REFERENCES Clinics (Id),
    PlaceName nvarchar(120) NOT NULL,
    PlaceAddress nvarchar(200) NOT NULL,
    PlaceLatitude float NULL,
    PlaceLongitude float NULL,
    OnlineAddress nvarchar(300) NOT NULL,
    HostMeeting nvarchar(160) NOT NULL,
    CitizenId uniqueidentifier NULL CONSTRAINT FK_Seminars_Citizens REFERENCES Citizens (Id),
    ConsentId uniqueidentifier NULL CONSTRAINT FK_Seminars_Consents REFERENCES Consents (Id),
    IsWithoutDoctor bit NOT NULL,
    Capacity int NULL,
    ClaimHours int NOT NULL,
    PaysHonorarium bit NOT NULL,
    ReplyBy datetime2(3) NULL,
    OffHoursReason nvarchar(500) NULL,
    CreatedAt datetime2(3) NOT NULL,
    PollOpenedAt datetime2(3) NULL,
    PollDeadline datetime2(3) NULL,
    PollClosedAt datetime2(3) NULL,
    AnnouncedAt datetime2(3) NULL,
    MovedAt datetime2(3) NULL,
    MoveReason nvarchar(500) NULL,
    CancelledAt datetime2(3) NULL,
    CancelReason nvarchar(500) NULL,
    HeldAt datetime2(3) NULL,
    MinutesStartedAt datetime2(3) NULL,
    MinutesPublishedAt datetime2(3) NULL,
    ClosedAt datetime2(3) NULL,
    NextProposedOn date NULL,
    Status varchar(20) NOT NULL,
    Round int NOT NULL,
    LastPosition bigint NOT NULL,
    CalendarSequence int NOT NULL,
    ChangedById uniqueidentifier NOT NULL CONSTRAINT FK_Seminars_ChangedBy REFERENCES People (Id),
    ChangedAt datetime2(3) NOT NULL,
    Version int NOT NULL
);
CREATE INDEX IX_Seminars_Municipality ON Seminars (MunicipalityId, StartsAt, Id);
CREATE INDEX IX_Seminars_Owner ON Seminars (OwnerId, StartsAt, Id);
CREATE INDEX IX_Seminars_Series ON Seminars (SeriesId, StartsAt, Id) WHERE SeriesId IS NOT NULL;
CREATE INDEX IX_Seminars_Route ON Seminars (RouteId, StartsAt, Id) WHERE RouteId IS NOT NULL;
CREATE INDEX IX_Seminars_Citizen ON Seminars (CitizenId, StartsAt, Id) WHERE CitizenId IS NOT NULL;
CREATE INDEX IX_Seminars_Poll ON Seminars (PollDeadline, Id) WHERE PollDeadline IS NOT NULL AND PollClosedAt IS NULL;
CREATE INDEX IX_Seminars_Open ON Seminars (EndsAt, Id) WHERE AnnouncedAt IS NOT NULL AND CancelledAt IS NULL AND ClosedAt IS NULL;

-- A whole clinic, a whole unit, or one person.
CREATE TABLE SeminarInvitations (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_SeminarInvitations PRIMARY KEY,
    SeminarId uniqueidentifier NOT NULL CONSTRAINT FK_SeminarInvitations_Seminars REFERENCES Seminars (Id),
    ClinicId uniqueidentifier NULL CONSTRAINT FK_SeminarInvitations_Clinics REFERENCES Clinics (Id),
    UnitId uniqueidentifier NULL CONSTRAINT FK_SeminarInvitations_Units REFERENCES Units (Id),
    PersonId uniqueidentifier NULL CONSTRAINT FK_SeminarInvitations_People REFERENCES People (Id),
    AddedAt datetime2(3) NOT NULL,
    CONSTRAINT CK_SeminarInvitations_Party CHECK (
        (ClinicId IS NOT NULL AND UnitId IS NULL AND PersonId IS NULL)
        OR (ClinicId IS NULL AND UnitId IS NOT NULL AND PersonId IS NULL)
        OR (ClinicId IS NULL AND UnitId IS NULL AND PersonId IS NOT NULL))
);
CREATE INDEX IX_SeminarInvitations_Seminar ON SeminarInvitations (SeminarId, Id);
CREATE INDEX IX_SeminarInvitations_Clinic ON SeminarInvitations (ClinicId, SeminarId) WHERE ClinicId IS NOT NULL;
CREATE INDEX IX_SeminarInvitations_Unit ON SeminarInvitations (UnitId, SeminarId) WHERE UnitId IS NOT NULL;
CREATE INDEX IX_SeminarInvitations_Person ON SeminarInvitations (PersonId, SeminarId) WHERE PersonId IS NOT NULL;

CREATE TABLE SeminarAgendaItems (
    SeminarId uniqueidentifier NOT NULL CONSTRAINT FK_SeminarAgendaItems_Seminars REFERENCES Seminars (Id),
    Number int NOT NULL,
    Kind varchar(20) NOT NULL,
    Title nvarchar(120) NOT NULL,
    Minutes int NOT NULL,
    ForDoctor nvarchar(300) NOT NULL,
    ForCaseworker nvarchar(300) NOT NULL,
    CONSTRAINT PK_SeminarAgendaItems PRIMARY KEY (SeminarId, Number)
);

-- What people should have read: an offer, the common guidelines in a version, or an address.
CREATE TABLE SeminarMaterials (
    SeminarId uniqueidentifier NOT NULL CONSTRAINT FK_SeminarMaterials_Seminars REFERENCES Seminars (Id),
    Number int NOT NULL,
    OfferId uniqueidentifier NULL CONSTRAINT FK_SeminarMaterials_Offers REFERENCES Offers (Id),
    GuidelineVersion int NULL,
    Address nvarchar(500) NULL,
    Title nvarchar(160) NOT NULL,
    CONSTRAINT PK_SeminarMaterials PRIMARY KEY (SeminarId, Number)
);

CREATE TABLE SeminarSlots (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_SeminarSlots PRIMARY KEY,
    SeminarId uniqueidentifier NOT NULL CONSTRAINT FK_SeminarSlots_Seminars REFERENCES Seminars (Id),
    StartsAt datetime2(3) NOT NULL,
    EndsAt datetime2(3) NOT NULL,
    AddedAt datetime2(3) NOT NULL,
    RemovedAt datetime2(3) NULL
);
CREATE INDEX IX_SeminarSlots_Seminar ON SeminarSlots (SeminarId, StartsAt, Id);

CREATE TABLE SeminarVotes (
    SlotId uniqueidentifier NOT NULL CONSTRAINT FK_SeminarVotes_SeminarSlots REFERENCES SeminarSlots (Id),
    PersonId uniqueidentifier NOT NULL CONSTRAINT FK_SeminarVotes_People REFERENCES People (Id),
    ClinicId uniqueidentifier NULL CONSTRAINT FK_SeminarVotes_Clinics REFERENCES Clinics (Id),
    Choice varchar(12) NOT NULL,
    VotedAt datetime2(3) NOT NULL,
    CONSTRAINT PK_SeminarVotes PRIMARY KEY (SlotId, PersonId)
);

-- One row for each person and round: a meeting that is moved asks again, and keeps what was answered before.
CREATE TABLE SeminarRegistrations (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_SeminarRegistrations PRIMARY KEY,
    SeminarId uniqueidentifier NOT NULL CONSTRAINT FK_SeminarRegistrations_Seminars REFERENCES Seminars (Id),
    Round int NOT NULL,
    PersonId uniqueidentifier NOT NULL CONSTRAINT FK_SeminarRegistrations_People REFERENCES People (Id),
    ClinicId uniqueidentifier NULL CONSTRAINT FK_SeminarRegistrations_Clinics REFERENCES Clinics (Id),
    Status varchar(20) NOT NULL,
    Position bigint NULL,
    Note nvarchar(300) NOT NULL,
    SubstituteName nvarchar(120) NULL,
    IsLate bit NOT NULL,
    AnsweredAt datetime2(3) NOT NULL,
    OfferedAt datetime2(3) NULL,
    ClaimBy datetime2(3) NULL,
    Attendance varchar(20) NULL,
    HonorariumSettledAt datetime2(3) NULL,
    MaterialSentAt datetime2(3) NULL,
    Version int NOT NULL
);
CREATE UNIQUE INDEX UX_SeminarRegistrations_Person ON SeminarRegistrations (SeminarId, Round, PersonId);
CREATE INDEX IX_SeminarRegistrations_Queue ON SeminarRegistrations (SeminarId, Round, Status, Position);
CREATE INDEX IX_SeminarRegistrations_Claims ON SeminarRegistrations (ClaimBy, Id) WHERE ClaimBy IS NOT NULL;
CREATE INDEX IX_SeminarRegistrations_Mine ON SeminarRegistrations (PersonId, SeminarId);
CREATE INDEX IX_SeminarRegistrations_Clinic ON SeminarRegistrations (ClinicId, SeminarId) WHERE ClinicId IS NOT NULL;

CREATE TABLE SeminarMinutes (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_SeminarMinutes PRIMARY KEY,
    SeminarId uniqueidentifier NOT NULL CONSTRAINT FK_SeminarMinutes_Seminars REFERENCES Seminars (Id),
    Number int NOT NULL,
    Body {text} NOT NULL,
    BodyHtml {text} NOT NULL,
    Reason nvarchar(300) NULL,
    WrittenById uniqueidentifier NOT NULL CONSTRAINT FK_SeminarMinutes_WrittenBy REFERENCES People (Id),
    WrittenByName nvarchar(120) NOT NULL,
    SavedAt datetime2(3) NOT NULL,
    PublishedAt datetime2(3) NULL,
    Version int NOT NULL
);
CREATE UNIQUE INDEX UX_SeminarMinutes_Number ON SeminarMinutes (SeminarId, Number);

-- What the municipality and the doctors have agreed on, in versions; each says which meeting decided it.
CREATE TABLE CommonGuidelines (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_CommonGuidelines PRIMARY KEY,
    MunicipalityId uniqueidentifier NOT NULL CONSTRAINT FK_CommonGuidelines_Municipalities REFERENCES Municipalities (Id),
    Number int NOT NULL,
    Body {text} NOT NULL,
    BodyHtml {text} NOT NULL,
    ChangeNote nvarchar(300) NOT NULL,
    SeminarId uniqueidentifier NULL CONSTRAINT FK_CommonGuidelines_Seminars REFERENCES Seminars (Id),
    PublishedById uniqueidentifier NOT NULL CONSTRAINT FK_CommonGuidelines_PublishedBy REFERENCES People (Id),
    PublishedByName nvarchar(120) NOT NULL,
    PublishedAt datetime2(3) NOT NULL
);
CREATE UNIQUE INDEX UX_CommonGuidelines_Number ON CommonGuidelines (MunicipalityId, Number);
CREATE INDEX IX_CommonGuidelines_Seminar ON CommonGuidelines (SeminarId) WHERE SeminarId IS NOT NULL;

CREATE TABLE SeminarDecisions (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_SeminarDecisions PRIMARY KEY,
    SeminarId uniqueidentifier NOT NULL CONSTRAINT FK_SeminarDecisions_Seminars REFERENCES Seminars (Id),
    Number int NOT NULL,
    Decision nvarchar(500) NOT NULL,
    GuidelineId uniqueidentifier NULL CONSTRAINT FK_SeminarDecisions_CommonGuidelines REFERENCES CommonGuidelines (Id)
);
CREATE UNIQUE INDEX UX_SeminarDecisions_Number ON SeminarDecisions (SeminarId, Number);
CREATE INDEX IX_SeminarDecisions_Guideline ON SeminarDecisions (GuidelineId, Id);

-- A person's own subscription to their meetings: whoever has the address reads it, so only its hash is kept.
CREATE TABLE CalendarFeeds (
    PersonId uniqueidentifier NOT NULL CONSTRAINT PK_CalendarFeeds PRIMARY KEY CONSTRAINT FK_CalendarFeeds_People REFERENCES People (Id),
    TokenHash char(64) NOT NULL,
    CreatedAt datetime2(3) NOT NULL,
    LastReadAt datetime2(3) NULL
);
CREATE UNIQUE INDEX UX_CalendarFeeds_Token ON CalendarFeeds (TokenHash);

-- Mails that were decided on in a transaction and are sent after it. No health data, no CPR number, no citizen's name.
CREATE TABLE OutboxMails (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_OutboxMails PRIMARY KEY,
    PersonId uniqueidentifier NOT NULL CONSTRAINT FK_OutboxMails_People REFERENCES People (Id),
    Kind varchar(30) NOT NULL,
    SeminarId uniqueidentifier NULL CONSTRAINT FK_OutboxMails_Seminars REFERENCES Seminars (Id),
    CalendarMethod varchar(10) NULL,
    CalendarText {text} NULL,
    Detail nvarchar(500) NOT NULL,
    CreatedAt datetime2(3) NOT NULL,
    DueAt datetime2(3) NOT NULL,
    ClaimedAt datetime2(3) NULL,
    SentAt datetime2(3) NULL,
    Attempts int NOT NULL,
    FailedAt datetime2(3) NULL
);
CREATE INDEX IX_OutboxMails_Due ON OutboxMails (DueAt, Id) WHERE SentAt IS NULL AND FailedAt IS NULL;
CREATE INDEX IX_OutboxMails_Seminar ON OutboxMails (SeminarId, Id) WHERE SeminarId IS NOT NULL;
