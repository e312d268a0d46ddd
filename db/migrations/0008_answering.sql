-- What was opened before is read in its first version.
UPDATE CertificateRequests SET SeenVersion = 1 WHERE OpenedAt IS NOT NULL;

CREATE INDEX IX_CertificateRequests_Ready ON CertificateRequests (ClinicId, ReadyToSignAt, Id) WHERE ReadyToSignAt IS NOT NULL;
CREATE INDEX IX_CertificateRequests_Feedback ON CertificateRequests (ClinicId, FeedbackAt, Id) WHERE FeedbackAt IS NOT NULL AND FeedbackSeenAt IS NULL;
CREATE INDEX IX_CertificateRequests_Reassess ON CertificateRequests (ReassessOn, Id) WHERE ReassessOn IS NOT NULL AND ReassessTaskAt IS NULL;

-- A draft is the clinic's: who gets the request after it does not see it.
CREATE TABLE AnswerDrafts (
    RequestId uniqueidentifier NOT NULL CONSTRAINT FK_AnswerDrafts_CertificateRequests REFERENCES CertificateRequests (Id),
    ClinicId uniqueidentifier NOT NULL CONSTRAINT FK_AnswerDrafts_Clinics REFERENCES Clinics (Id),
    Content {text} NOT NULL,
    LastField varchar(80) NULL,
    FormId uniqueidentifier NOT NULL,
    SavedById uniqueidentifier NOT NULL CONSTRAINT FK_AnswerDrafts_People REFERENCES People (Id),
    SavedAt datetime2(3) NOT NULL,
    Version int NOT NULL,
    CONSTRAINT PK_AnswerDrafts PRIMARY KEY (RequestId, ClinicId)
);
CREATE INDEX IX_AnswerDrafts_Clinic ON AnswerDrafts (ClinicId, SavedAt, RequestId);
INSERT INTO AnswerDrafts (RequestId, ClinicId, Content, FormId, SavedById, SavedAt, Version)
SELECT d.RequestId, r.ClinicId, d.Content, d.FormId, d.SavedById, d.SavedAt, d.Version
FROM CertificateAnswerDrafts d
JOIN CertificateRequests r ON r.Id = d.RequestId;
DROP TABLE CertificateAnswerDrafts;

CREATE TABLE CertificateRequestVersions (
    RequestId uniqueidentifier NOT NULL CONSTRAINT FK_CertificateRequestVersions_CertificateRequests REFERENCES CertificateRequests (Id),
    VersionNumber int NOT NULL,
    Content {text} NOT NULL,
    ReplacedById uniqueidentifier NOT NULL CONSTRAINT FK_CertificateRequestVersions_People REFERENCES People (Id),
    ReplacedAt datetime2(3) NOT NULL,
    CONSTRAINT PK_CertificateRequestVersions PRIMARY KEY (RequestId, VersionNumber)
);

CREATE TABLE CertificateSteps (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_CertificateSteps PRIMARY KEY,
    RequestId uniqueidentifier NOT NULL CONSTRAINT FK_CertificateSteps_CertificateRequests REFERENCES CertificateRequests (Id),
    At datetime2(3) NOT NULL,
    ById uniqueidentifier NOT NULL CONSTRAINT FK_CertificateSteps_People REFERENCES People (Id),
    Kind varchar(30) NOT NULL,
    Code varchar(30) NULL,
    OnDay date NULL,
    SectionId varchar(60) NULL,
    AnswerVersion int NULL,
    FromClinicId uniqueidentifier NULL CONSTRAINT FK_CertificateSteps_FromClinics REFERENCES Clinics (Id),
    ToClinicId uniqueidentifier NULL CONSTRAINT FK_CertificateSteps_ToClinics REFERENCES Clinics (Id),
    ToDoctorId uniqueidentifier NULL CONSTRAINT FK_CertificateSteps_ToDoctors REFERENCES People (Id),
    Note {text} NULL,
    RetractedAt datetime2(3) NULL
);
CREATE INDEX IX_CertificateSteps_Request ON CertificateSteps (RequestId, At, Id);
CREATE INDEX IX_CertificateSteps_FromClinic ON CertificateSteps (RequestId, FromClinicId, At) WHERE FromClinicId IS NOT NULL;

CREATE TABLE LateAnswers (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_LateAnswers PRIMARY KEY,
    RequestId uniqueidentifier NOT NULL CONSTRAINT FK_LateAnswers_CertificateRequests REFERENCES CertificateRequests (Id),
    ClinicId uniqueidentifier NOT NULL CONSTRAINT FK_LateAnswers_Clinics REFERENCES Clinics (Id),
    Content {text} NOT NULL,
    PreparedById uniqueidentifier NULL CONSTRAINT FK_LateAnswers_Preparers REFERENCES People (Id),
    SignedById uniqueidentifier NOT NULL CONSTRAINT FK_LateAnswers_Signers REFERENCES People (Id),
    SignedAt datetime2(3) NOT NULL,
    Decision varchar(20) NULL,
    DecidedById uniqueidentifier NULL CONSTRAINT FK_LateAnswers_Deciders REFERENCES People (Id),
    DecidedAt datetime2(3) NULL
);
CREATE INDEX IX_LateAnswers_Request ON LateAnswers (RequestId, SignedAt, Id);

-- What was retracted: only the side that wrote it can read it here.
CREATE TABLE RetractedContents (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_RetractedContents PRIMARY KEY,
    RequestId uniqueidentifier NOT NULL CONSTRAINT FK_RetractedContents_CertificateRequests REFERENCES CertificateRequests (Id),
    Kind varchar(20) NOT NULL,
    VersionNumber int NOT NULL,
    Content {text} NOT NULL,
    RetractedAt datetime2(3) NOT NULL
);
CREATE INDEX IX_RetractedContents_Request ON RetractedContents (RequestId, RetractedAt, Id);

CREATE TABLE Incidents (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_Incidents PRIMARY KEY,
    RequestId uniqueidentifier NOT NULL CONSTRAINT FK_Incidents_CertificateRequests REFERENCES CertificateRequests (Id),
    MunicipalityId uniqueidentifier NOT NULL CONSTRAINT FK_Incidents_Municipalities REFERENCES Municipalities (Id),
    UnitId uniqueidentifier NOT NULL CONSTRAINT FK_Incidents_Units REFERENCES Units (Id),
    ClinicId uniqueidentifier NOT NULL CONSTRAINT FK_Incidents_Clinics REFERENCES Clinics (Id),
    Side varchar(20) NOT NULL,
    Kind varchar(20) NOT NULL,
    Reason nvarchar(1000) NOT NULL,
    SeenBy {text} NOT NULL,
    ReportedById uniqueidentifier NOT NULL CONSTRAINT FK_Incidents_Reporters REFERENCES People (Id),
    ReportedAt datetime2(3) NOT NULL,
    RegisteredById uniqueidentifier NULL CONSTRAINT FK_Incidents_Registrars REFERENCES People (Id),
    RegisteredAt datetime2(3) NULL,
    Measures nvarchar(1000) NULL,
    Version int NOT NULL
);
CREATE INDEX IX_Incidents_Unit ON Incidents (UnitId, RegisteredAt, ReportedAt, Id);
CREATE INDEX IX_Incidents_Request ON Incidents (RequestId, ReportedAt, Id);

CREATE TABLE CertificateFeedback (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_CertificateFeedback PRIMARY KEY,
    RequestId uniqueidentifier NOT NULL CONSTRAINT FK_CertificateFeedback_CertificateRequests REFERENCES CertificateRequests (Id),
    AnswerVersion int NOT NULL,
    UsedFor nvarchar(1000) NOT NULL,
    CameOfIt nvarchar(1000) NOT NULL,
    WrittenById uniqueidentifier NOT NULL CONSTRAINT FK_CertificateFeedback_People REFERENCES People (Id),
    WrittenAt datetime2(3) NOT NULL
);
CREATE INDEX IX_CertificateFeedback_Request ON CertificateFeedback (RequestId, WrittenAt, Id);

CREATE TABLE AnswerSnippets (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_AnswerSnippets PRIMARY KEY,
    ClinicId uniqueidentifier NOT NULL CONSTRAINT FK_AnswerSnippets_Clinics REFERENCES Clinics (Id),
    PersonId uniqueidentifier NULL CONSTRAINT FK_AnswerSnippets_Owners REFERENCES People (Id),
    SectionId varchar(60) NULL,
    Name nvarchar(60) NOT NULL,
    Wording nvarchar(2000) NOT NULL,
    IsRetired bit NOT NULL,
    ChangedById uniqueidentifier NOT NULL CONSTRAINT FK_AnswerSnippets_People REFERENCES People (Id),
    ChangedAt datetime2(3) NOT NULL,
    Version int NOT NULL
);
CREATE INDEX IX_AnswerSnippets_Clinic ON AnswerSnippets (ClinicId, IsRetired, PersonId, Id);

CREATE TABLE Substitutions (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_Substitutions PRIMARY KEY,
    ClinicId uniqueidentifier NOT NULL CONSTRAINT FK_Substitutions_Clinics REFERENCES Clinics (Id),
    DoctorId uniqueidentifier NOT NULL CONSTRAINT FK_Substitutions_Doctors REFERENCES People (Id),
    SubstituteId uniqueidentifier NOT NULL CONSTRAINT FK_Substitutions_Substitutes REFERENCES People (Id),
    FromOn date NOT NULL,
    ToOn date NOT NULL,
    Reason nvarchar(300) NOT NULL,
    CreatedById uniqueidentifier NOT NULL CONSTRAINT FK_Substitutions_Creators REFERENCES People (Id),
    CreatedAt datetime2(3) NOT NULL,
    EndedAt datetime2(3) NULL
);
CREATE INDEX IX_Substitutions_Clinic ON Substitutions (ClinicId, ToOn, Id);
CREATE INDEX IX_Substitutions_Substitute ON Substitutions (SubstituteId, ToOn, Id);
CREATE INDEX IX_Substitutions_Doctor ON Substitutions (DoctorId, ToOn, Id);

-- Files lie in a folder outside the web root; here is only what they are.
CREATE TABLE Attachments (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_Attachments PRIMARY KEY,
    OwnerKind varchar(30) NOT NULL,
    OwnerId uniqueidentifier NOT NULL,
    ClinicId uniqueidentifier NULL CONSTRAINT FK_Attachments_Clinics REFERENCES Clinics (Id),
    FileName nvarchar(160) NOT NULL,
    ContentType varchar(40) NOT NULL,
    Bytes bigint NOT NULL,
    Sha256 char(64) NOT NULL,
    UploadedById uniqueidentifier NOT NULL CONSTRAINT FK_Attachments_People REFERENCES People (Id),
    UploadedAt datetime2(3) NOT NULL,
    RemovedAt datetime2(3) NULL
);
CREATE INDEX IX_Attachments_Owner ON Attachments (OwnerId, UploadedAt, Id);

CREATE TABLE CertificateAnswerAttachments (
    AnswerId uniqueidentifier NOT NULL CONSTRAINT FK_CertificateAnswerAttachments_CertificateAnswers REFERENCES CertificateAnswers (Id),
    AttachmentId uniqueidentifier NOT NULL CONSTRAINT FK_CertificateAnswerAttachments_Attachments REFERENCES Attachments (Id),
    CONSTRAINT PK_CertificateAnswerAttachments PRIMARY KEY (AnswerId, AttachmentId)
);
CREATE INDEX IX_CertificateAnswerAttachments_Attachment ON CertificateAnswerAttachments (AttachmentId, AnswerId);

-- One row for each thing that was printed: the code on the paper leads back to the version and its hash.
CREATE TABLE Prints (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_Prints PRIMARY KEY,
    Code char(25) NOT NULL,
    OwnerKind varchar(30) NOT NULL,
    OwnerId uniqueidentifier NOT NULL,
    Part varchar(20) NOT NULL,
    RequestVersion int NOT NULL,
    AnswerVersion int NOT NULL,
    Sha256 char(64) NOT NULL,
    MadeAt datetime2(3) NOT NULL
);
CREATE UNIQUE INDEX UX_Prints_Code ON Prints (Code);
CREATE UNIQUE INDEX UX_Prints_Version ON Prints (OwnerId, Part, RequestVersion, AnswerVersion, Sha256);

CREATE TABLE EmployerStatements (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_EmployerStatements PRIMARY KEY,
    ClinicId uniqueidentifier NOT NULL CONSTRAINT FK_EmployerStatements_Clinics REFERENCES Clinics (Id),
    DoctorId uniqueidentifier NULL CONSTRAINT FK_EmployerStatements_Doctors REFERENCES People (Id),
    TypeVersionId uniqueidentifier NOT NULL CONSTRAINT FK_EmployerStatements_CertificateTypeVersions REFERENCES CertificateTypeVersions (Id),
    PatientName nvarchar(120) NOT NULL,
    CprCipher varchar(200) NOT NULL,
    CprLookup char(64) NOT NULL,
    BirthDigits char(6) NOT NULL,
    EmployerName nvarchar(160) NOT NULL,
    EmployerContact nvarchar(160) NOT NULL,
    EmployerDueOn date NULL,
    Part1 {text} NOT NULL,
    Part1Source varchar(20) NOT NULL,
    Part2 {text} NULL,
    CreatedAt datetime2(3) NOT NULL,
    Part1CompletedAt datetime2(3) NULL,
    Part1ReturnedAt datetime2(3) NULL,
    Part1ReturnReason nvarchar(1000) NULL,
    ConsultationOn date NULL,
    Part2StartedAt datetime2(3) NULL,
    PreparedById uniqueidentifier NULL CONSTRAINT FK_EmployerStatements_Preparers REFERENCES People (Id),
    IssuedAt datetime2(3) NULL,
    IssuedById uniqueidentifier NULL CONSTRAINT FK_EmployerStatements_Signers REFERENCES People (Id),
    FeeOre int NULL,
    SharedAt datetime2(3) NULL,
    SharedById uniqueidentifier NULL CONSTRAINT FK_EmployerStatements_Sharers REFERENCES People (Id),
    SharedCitizenId uniqueidentifier NULL CONSTRAINT FK_EmployerStatements_Citizens REFERENCES Citizens (Id),
    ShareConsent {text} NULL,
    SupersededById uniqueidentifier NULL,
    LapsedAt datetime2(3) NULL,
    LapseReason nvarchar(300) NULL,
    Status varchar(30) NOT NULL,
    SortAt datetime2(3) NOT NULL,
    ChangedById uniqueidentifier NOT NULL CONSTRAINT FK_EmployerStatements_Changers REFERENCES People (Id),
    ChangedAt datetime2(3) NOT NULL,
    Version int NOT NULL
);
CREATE INDEX IX_EmployerStatements_Clinic ON EmployerStatements (ClinicId, SortAt, Id);
CREATE INDEX IX_EmployerStatements_Patient ON EmployerStatements (ClinicId, CprLookup, CreatedAt, Id);
CREATE INDEX IX_EmployerStatements_Shared ON EmployerStatements (SharedCitizenId, SharedAt, Id) WHERE SharedCitizenId IS NOT NULL;

CREATE TABLE SocialProposals (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_SocialProposals PRIMARY KEY,
    ClinicId uniqueidentifier NOT NULL CONSTRAINT FK_SocialProposals_Clinics REFERENCES Clinics (Id),
    DoctorId uniqueidentifier NOT NULL CONSTRAINT FK_SocialProposals_Doctors REFERENCES People (Id),
    MunicipalityId uniqueidentifier NOT NULL CONSTRAINT FK_SocialProposals_Municipalities REFERENCES Municipalities (Id),
    UnitId uniqueidentifier NULL CONSTRAINT FK_SocialProposals_Units REFERENCES Units (Id),
    CitizenId uniqueidentifier NULL CONSTRAINT FK_SocialProposals_Citizens REFERENCES Citizens (Id),
    CaseworkerId uniqueidentifier NULL CONSTRAINT FK_SocialProposals_Caseworkers REFERENCES People (Id),
    PatientName nvarchar(120) NOT NULL,
    CprCipher varchar(200) NOT NULL,
    CprLookup char(64) NOT NULL,
    BirthDigits char(6) NOT NULL,
    Proposal {text} NOT NULL,
    Offers {text} NOT NULL,
    ConsentGivenOn date NOT NULL,
    ConsentHowGiven varchar(20) NOT NULL,
    SentAt datetime2(3) NOT NULL,
    DueAt datetime2(3) NOT NULL,
    ReceivedAt datetime2(3) NULL,
    Triage varchar(20) NULL,
    TriagedAt datetime2(3) NULL,
    RequestId uniqueidentifier NULL CONSTRAINT FK_SocialProposals_CertificateRequests REFERENCES CertificateRequests (Id),
    Answer {text} NULL,
    AnsweredById uniqueidentifier NULL CONSTRAINT FK_SocialProposals_Answerers REFERENCES People (Id),
    AnsweredAt datetime2(3) NULL,
    DoctorReadAt datetime2(3) NULL,
    LastWord {text} NULL,
    LastWordById uniqueidentifier NULL CONSTRAINT FK_SocialProposals_LastWriters REFERENCES People (Id),
    LastWordAt datetime2(3) NULL,
    LastWordReadAt datetime2(3) NULL,
    Status varchar(30) NOT NULL,
    NextActor varchar(20) NOT NULL,
    SortAt datetime2(3) NOT NULL,
    ChangedById uniqueidentifier NOT NULL CONSTRAINT FK_SocialProposals_Changers REFERENCES People (Id),
    ChangedAt datetime2(3) NOT NULL,
    Version int NOT NULL
);
CREATE INDEX IX_SocialProposals_Clinic ON SocialProposals (ClinicId, NextActor, SortAt, Id);
CREATE INDEX IX_SocialProposals_Municipality ON SocialProposals (MunicipalityId, NextActor, SortAt, Id);
CREATE INDEX IX_SocialProposals_Citizen ON SocialProposals (CitizenId, SentAt, Id) WHERE CitizenId IS NOT NULL;

CREATE TABLE CertificateFees (
    RequestId uniqueidentifier NOT NULL CONSTRAINT PK_CertificateFees PRIMARY KEY
        CONSTRAINT FK_CertificateFees_CertificateRequests REFERENCES CertificateRequests (Id),
    MunicipalityId uniqueidentifier NOT NULL CONSTRAINT FK_CertificateFees_Municipalities REFERENCES Municipalities (Id),
    ClinicId uniqueidentifier NOT NULL CONSTRAINT FK_CertificateFees_Clinics REFERENCES Clinics (Id),
    State varchar(20) NOT NULL,
    FeeRule varchar(20) NOT NULL,
    AmountOre int NULL,
    AmountFromOn date NULL,
    AmountSource nvarchar(200) NOT NULL,
    Ean varchar(13) NULL,
    UserIdentity nvarchar(120) NULL,
    ClaimableAt datetime2(3) NULL,
    HeldAt datetime2(3) NULL,
    InvoiceNumber int NULL,
    ClinicReference nvarchar(40) NULL,
    InvoicedAt datetime2(3) NULL,
    RejectedAt datetime2(3) NULL,
    RejectReason nvarchar(300) NULL,
    PaidAt datetime2(3) NULL,
    CancelledAt datetime2(3) NULL,
    SortAt datetime2(3) NOT NULL,
    ChangedById uniqueidentifier NOT NULL CONSTRAINT FK_CertificateFees_People REFERENCES People (Id),
    ChangedAt datetime2(3) NOT NULL,
    Version int NOT NULL
);
CREATE INDEX IX_CertificateFees_Clinic ON CertificateFees (ClinicId, SortAt, RequestId);
CREATE INDEX IX_CertificateFees_Municipality ON CertificateFees (MunicipalityId, SortAt, RequestId);
CREATE UNIQUE INDEX UX_CertificateFees_Number ON CertificateFees (ClinicId, InvoiceNumber) WHERE InvoiceNumber IS NOT NULL;
