-- A sign-in, so that it can be ended from the server.
CREATE TABLE Sessions (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_Sessions PRIMARY KEY,
    PersonId uniqueidentifier NOT NULL CONSTRAINT FK_Sessions_People REFERENCES People (Id),
    StartedAt datetime2(3) NOT NULL,
    EndedAt datetime2(3) NULL
);
CREATE INDEX IX_Sessions_Person ON Sessions (PersonId, StartedAt);

-- How a doctor, or a clinic, wishes to be asked.
CREATE TABLE ContactPreferences (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_ContactPreferences PRIMARY KEY,
    PersonId uniqueidentifier NULL CONSTRAINT FK_ContactPreferences_People REFERENCES People (Id),
    ClinicId uniqueidentifier NULL CONSTRAINT FK_ContactPreferences_Clinics REFERENCES Clinics (Id),
    Way varchar(20) NOT NULL,
    Hours nvarchar(80) NOT NULL,
    Note nvarchar(300) NOT NULL,
    ChangedById uniqueidentifier NOT NULL CONSTRAINT FK_ContactPreferences_ChangedBy REFERENCES People (Id),
    ChangedAt datetime2(3) NOT NULL,
    Version int NOT NULL,
    CONSTRAINT CK_ContactPreferences_Owner CHECK ((PersonId IS NOT NULL AND ClinicId IS NULL) OR (PersonId IS NULL AND ClinicId IS NOT NULL))
);
CREATE UNIQUE INDEX UX_ContactPreferences_Person ON ContactPreferences (PersonId) WHERE PersonId IS NOT NULL;
CREATE UNIQUE INDEX UX_ContactPreferences_Clinic ON ContactPreferences (ClinicId) WHERE ClinicId IS NOT NULL;

CREATE TABLE DialogueThreads (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_DialogueThreads PRIMARY KEY,
    MunicipalityId uniqueidentifier NOT NULL CONSTRAINT FK_DialogueThreads_Municipalities REFERENCES Municipalities (Id),
    UnitId uniqueidentifier NOT NULL CONSTRAINT FK_DialogueThreads_Units REFERENCES Units (Id),
    CaseworkerId uniqueidentifier NULL CONSTRAINT FK_DialogueThreads_Caseworker REFERENCES People (Id),
    ClinicId uniqueidentifier NOT NULL CONSTRAINT FK_DialogueThreads_Clinics REFERENCES Clinics (Id),
    ClinicPersonId uniqueidentifier NULL CONSTRAINT FK_DialogueThreads_ClinicPerson REFERENCES People (Id),
    SubjectKind varchar(20) NOT NULL,
    CitizenId uniqueidentifier NULL CONSTRAINT FK_DialogueThreads_Citizens REFERENCES Citizens (Id),
    RequestId uniqueidentifier NULL CONSTRAINT FK_DialogueThreads_CertificateRequests REFERENCES CertificateRequests (Id),
    OfferVersionId uniqueidentifier NULL CONSTRAINT FK_DialogueThreads_OfferVersions REFERENCES OfferVersions (Id),
    Category varchar(30) NOT NULL,
    Subject nvarchar(120) NOT NULL,
    SubjectFolded nvarchar(300) NOT NULL,
    StartedById uniqueidentifier NOT NULL CONSTRAINT FK_DialogueThreads_StartedBy REFERENCES People (Id),
    StartedAt datetime2(3) NOT NULL,
    LastSequence bigint NOT NULL,
    LastAt datetime2(3) NOT NULL,
    AwaitingSide varchar(20) NULL,
    AwaitingSince datetime2(3) NULL,
    AnsweredAt datetime2(3) NULL,
    HandledAt datetime2(3) NULL,
    ClosedAt datetime2(3) NULL,
    RedirectedAt datetime2(3) NULL,
    RedirectClinicId uniqueidentifier NULL CONSTRAINT FK_DialogueThreads_RedirectClinic REFERENCES Clinics (Id),
    RedirectReason nvarchar(500) NULL,
    DisputedAt datetime2(3) NULL,
    DisputedById uniqueidentifier NULL CONSTRAINT FK_DialogueThreads_DisputedBy REFERENCES People (Id),
    DisputeStep varchar(20) NULL,
    DisputeEndedAt datetime2(3) NULL,
    DisputeOutcome varchar(30) NULL,
    DisputeNote nvarchar(500) NULL,
    Status varchar(30) NOT NULL,
    NextActor varchar(20) NOT NULL,
    Version int NOT NULL
);
CREATE INDEX IX_DialogueThreads_Clinic ON DialogueThreads (ClinicId, NextActor, LastAt, Id);
CREATE INDEX IX_DialogueThreads_Unit ON DialogueThreads (UnitId, NextActor, LastAt, Id);
CREATE INDEX IX_DialogueThreads_Caseworker ON DialogueThreads (CaseworkerId, NextActor, LastAt, Id) WHERE CaseworkerId IS NOT NULL;
CREATE INDEX IX_DialogueThreads_Citizen ON DialogueThreads (CitizenId, LastAt, Id) WHERE CitizenId IS NOT NULL;
CREATE INDEX IX_DialogueThreads_Request ON DialogueThreads (RequestId, LastAt, Id) WHERE RequestId IS NOT NULL;
CREATE INDEX IX_DialogueThreads_Disputed ON DialogueThreads (MunicipalityId, DisputedAt, Id) WHERE DisputedAt IS NOT NULL AND DisputeEndedAt IS NULL;

-- Who may read, and from which message to which: a unit, a clinic, or one person who was invited.
CREATE TABLE ThreadMembers (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_ThreadMembers PRIMARY KEY,
    ThreadId uniqueidentifier NOT NULL CONSTRAINT FK_ThreadMembers_DialogueThreads REFERENCES DialogueThreads (Id),
    UnitId uniqueidentifier NULL CONSTRAINT FK_ThreadMembers_Units REFERENCES Units (Id),
    ClinicId uniqueidentifier NULL CONSTRAINT FK_ThreadMembers_Clinics REFERENCES Clinics (Id),
    PersonId uniqueidentifier NULL CONSTRAINT FK_ThreadMembers_People REFERENCES People (Id),
    AfterSequence bigint NOT NULL,
    UntilSequence bigint NULL,
    AddedById uniqueidentifier NOT NULL CONSTRAINT FK_ThreadMembers_AddedBy REFERENCES People (Id),
    AddedAt datetime2(3) NOT NULL,
    EndedAt datetime2(3) NULL,
    CONSTRAINT CK_ThreadMembers_Party CHECK (
        (UnitId IS NOT NULL AND ClinicId IS NULL AND PersonId IS NULL)
        OR (UnitId IS NULL AND ClinicId IS NOT NULL AND PersonId IS NULL)
        OR (UnitId IS NULL AND ClinicId IS NULL AND PersonId IS NOT NULL))
);
CREATE INDEX IX_ThreadMembers_Thread ON ThreadMembers (ThreadId, Id);
CREATE INDEX IX_ThreadMembers_Person ON ThreadMembers (PersonId, ThreadId) WHERE PersonId IS NOT NULL;
CREATE INDEX IX_ThreadMembers_Clinic ON ThreadMembers (ClinicId, EndedAt, ThreadId) WHERE ClinicId IS NOT NULL;
CREATE INDEX IX_ThreadMembers_Unit ON ThreadMembers (UnitId, EndedAt, ThreadId) WHERE UnitId IS NOT NULL;

-- Whoever has written, was named or has read: how far they have read.
CREATE TABLE ThreadPeople (
    ThreadId uniqueidentifier NOT NULL CONSTRAINT FK_ThreadPeople_DialogueThreads REFERENCES DialogueThreads (Id),
    PersonId uniqueidentifier NOT NULL CONSTRAINT FK_ThreadPeople_People REFERENCES People (Id),
    Side varchar(20) NOT NULL,
    IsNamed bit NOT NULL,
    ReadSequence bigint NOT NULL,
    CONSTRAINT PK_ThreadPeople PRIMARY KEY (ThreadId, PersonId)
);
CREATE INDEX IX_ThreadPeople_Person ON ThreadPeople (PersonId, ThreadId);

-- Receipts: who had read up to which message at which time.
CREATE TABLE ThreadReads (
    ThreadId uniqueidentifier NOT NULL CONSTRAINT FK_ThreadReads_DialogueThreads REFERENCES DialogueThreads (Id),
    PersonId uniqueidentifier NOT NULL CONSTRAINT FK_ThreadReads_People REFERENCES People (Id),
    Sequence bigint NOT NULL,
    ReadAt datetime2(3) NOT NULL,
    CONSTRAINT PK_ThreadReads PRIMARY KEY (ThreadId, Sequence, PersonId)
);

-- The id is made by the writer's browser: a repeat is the same row.
CREATE TABLE ThreadMessages (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_ThreadMessages PRIMARY KEY,
    ThreadId uniqueidentifier NOT NULL CONSTRAINT FK_ThreadMessages_DialogueThreads REFERENCES DialogueThreads (Id),
    Sequence bigint NOT NULL,
    Kind varchar(20) NOT NULL,
    Event varchar(30) NULL,
    Detail {text} NULL,
    AuthorId uniqueidentifier NOT NULL CONSTRAINT FK_ThreadMessages_Author REFERENCES People (Id),
    AuthorName nvarchar(120) NOT NULL,
    AuthorTitle nvarchar(120) NOT NULL,
    AuthorPlace nvarchar(120) NOT NULL,
    Side varchar(20) NOT NULL,
    Body {text} NOT NULL,
    BodyHtml {text} NOT NULL,
    BodyFolded {text} NOT NULL,
    HtmlVersion int NOT NULL,
    ContentHash varchar(64) NOT NULL,
    SpokeWith nvarchar(160) NULL,
    SpokenAt datetime2(3) NULL,
    SentAt datetime2(3) NOT NULL,
    RetractedAt datetime2(3) NULL,
    RetractedById uniqueidentifier NULL CONSTRAINT FK_ThreadMessages_RetractedBy REFERENCES People (Id),
    RetractReason varchar(30) NULL
);
CREATE UNIQUE INDEX UX_ThreadMessages_Sequence ON ThreadMessages (ThreadId, Sequence);

-- What goes with a message: an offer or a certificate in the version of that day, or a file.
CREATE TABLE ThreadLinks (
    MessageId uniqueidentifier NOT NULL CONSTRAINT FK_ThreadLinks_ThreadMessages REFERENCES ThreadMessages (Id),
    Number int NOT NULL,
    OfferVersionId uniqueidentifier NULL CONSTRAINT FK_ThreadLinks_OfferVersions REFERENCES OfferVersions (Id),
    RequestId uniqueidentifier NULL CONSTRAINT FK_ThreadLinks_CertificateRequests REFERENCES CertificateRequests (Id),
    AnswerVersion int NULL,
    AttachmentId uniqueidentifier NULL CONSTRAINT FK_ThreadLinks_Attachments REFERENCES Attachments (Id),
    CONSTRAINT PK_ThreadLinks PRIMARY KEY (MessageId, Number)
);
CREATE INDEX IX_ThreadLinks_Attachment ON ThreadLinks (AttachmentId) WHERE AttachmentId IS NOT NULL;

-- Files that were uploaded to a thread, by time: what no message names after some days is deleted.
CREATE INDEX IX_Attachments_Thread ON Attachments (UploadedAt, Id) WHERE OwnerKind = 'Thread';

-- What somebody is writing. A thread that is not begun yet has no id: then it is the writer's own.
CREATE TABLE ThreadDrafts (
    PersonId uniqueidentifier NOT NULL CONSTRAINT FK_ThreadDrafts_People REFERENCES People (Id),
    ThreadId uniqueidentifier NOT NULL,
    Content {text} NOT NULL,
    SavedAt datetime2(3) NOT NULL,
    Version int NOT NULL,
    CONSTRAINT PK_ThreadDrafts PRIMARY KEY (PersonId, ThreadId)
);
CREATE INDEX IX_ThreadDrafts_Thread ON ThreadDrafts (ThreadId, PersonId);
