UPDATE CertificateRequests
SET TypeId = (SELECT t.TypeId FROM CertificateTypeVersions t WHERE t.Id = CertificateRequests.TypeVersionId),
    Desk = CASE
        WHEN DiscardedAt IS NOT NULL THEN 'Gone'
        WHEN SentAt IS NULL THEN 'Draft'
        WHEN ApprovedAt IS NOT NULL THEN 'Done'
        WHEN AnsweredAt IS NOT NULL THEN 'ToDo'
        ELSE 'Waiting'
    END,
    -- Due at once: whoever fires the rungs works out when the next one really falls.
    NextRungAt = CASE WHEN NextActor = 'Clinic' AND AnswerDueAt IS NOT NULL THEN SentAt ELSE NULL END;

-- Where two requests of one type were open for one citizen already, only the first of them holds the place.
UPDATE CertificateRequests
SET OpenTypeId = TypeId
WHERE SentAt IS NOT NULL AND AnsweredAt IS NULL AND DiscardedAt IS NULL
  AND NOT EXISTS (
      SELECT 1 FROM CertificateRequests e
      WHERE e.CitizenId = CertificateRequests.CitizenId AND e.TypeId = CertificateRequests.TypeId
        AND e.SentAt IS NOT NULL AND e.AnsweredAt IS NULL AND e.DiscardedAt IS NULL
        AND (e.SentAt < CertificateRequests.SentAt OR (e.SentAt = CertificateRequests.SentAt AND e.Id < CertificateRequests.Id)));

CREATE UNIQUE INDEX UX_CertificateRequests_Open ON CertificateRequests (CitizenId, OpenTypeId) WHERE OpenTypeId IS NOT NULL;
CREATE INDEX IX_CertificateRequests_Answered ON CertificateRequests (CitizenId, TypeId, AnsweredAt) WHERE AnsweredAt IS NOT NULL;
CREATE INDEX IX_CertificateRequests_CitizenDraft ON CertificateRequests (CitizenId, CreatedAt, Id) WHERE SentAt IS NULL AND DiscardedAt IS NULL;
CREATE INDEX IX_CertificateRequests_CitizenSent ON CertificateRequests (CitizenId, SentAt, Id) WHERE SentAt IS NOT NULL;
CREATE INDEX IX_CertificateRequests_CitizenAnswered ON CertificateRequests (CitizenId, AnsweredAt, Id) WHERE AnsweredAt IS NOT NULL;
CREATE INDEX IX_CertificateRequests_UnitDesk ON CertificateRequests (UnitId, Desk, ChangedAt, Id);
CREATE INDEX IX_CertificateRequests_CaseworkerDesk ON CertificateRequests (CaseworkerId, Desk, ChangedAt, Id);
CREATE INDEX IX_CertificateRequests_NextRung ON CertificateRequests (NextRungAt, Id) WHERE NextRungAt IS NOT NULL;
CREATE INDEX IX_CertificateRequests_Consent ON CertificateRequests (ConsentId, Id) WHERE ConsentId IS NOT NULL;

CREATE TABLE CertificateTypeSettings (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_CertificateTypeSettings PRIMARY KEY,
    MunicipalityId uniqueidentifier NOT NULL CONSTRAINT FK_CertificateTypeSettings_Municipalities REFERENCES Municipalities (Id),
    TypeId varchar(30) NOT NULL,
    VersionNumber int NOT NULL,
    Settings {text} NOT NULL,
    Note nvarchar(500) NOT NULL,
    ChangedById uniqueidentifier NOT NULL CONSTRAINT FK_CertificateTypeSettings_People REFERENCES People (Id),
    ChangedAt datetime2(3) NOT NULL
);
CREATE UNIQUE INDEX UX_CertificateTypeSettings_Version ON CertificateTypeSettings (MunicipalityId, TypeId, VersionNumber);

CREATE TABLE LibraryQuestions (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_LibraryQuestions PRIMARY KEY,
    MunicipalityId uniqueidentifier NOT NULL CONSTRAINT FK_LibraryQuestions_Municipalities REFERENCES Municipalities (Id),
    TypeId varchar(30) NOT NULL,
    Wording nvarchar(1000) NOT NULL,
    AgreedOn date NULL,
    IsRetired bit NOT NULL,
    ChangedById uniqueidentifier NOT NULL CONSTRAINT FK_LibraryQuestions_People REFERENCES People (Id),
    ChangedAt datetime2(3) NOT NULL,
    Version int NOT NULL
);
CREATE INDEX IX_LibraryQuestions_Type ON LibraryQuestions (MunicipalityId, TypeId, Id);

CREATE TABLE Consents (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_Consents PRIMARY KEY,
    CitizenId uniqueidentifier NOT NULL CONSTRAINT FK_Consents_Citizens REFERENCES Citizens (Id),
    Kinds varchar(300) NOT NULL,
    OtherSources nvarchar(300) NOT NULL,
    CaseReference nvarchar(120) NOT NULL,
    HowGiven varchar(20) NOT NULL,
    ToldAboutRefusing bit NOT NULL,
    GivenOn date NOT NULL,
    ExpiresOn date NOT NULL,
    RegisteredById uniqueidentifier NOT NULL CONSTRAINT FK_Consents_Registrars REFERENCES People (Id),
    RegisteredAt datetime2(3) NOT NULL,
    WithdrawnAt datetime2(3) NULL,
    WithdrawnById uniqueidentifier NULL CONSTRAINT FK_Consents_Withdrawers REFERENCES People (Id),
    Version int NOT NULL
);
CREATE INDEX IX_Consents_Citizen ON Consents (CitizenId, RegisteredAt, Id);
CREATE INDEX IX_Consents_Expiry ON Consents (CitizenId, ExpiresOn, Id);
CREATE INDEX IX_Consents_Withdrawal ON Consents (CitizenId, WithdrawnAt, Id) WHERE WithdrawnAt IS NOT NULL;

CREATE TABLE ConsentClinics (
    ConsentId uniqueidentifier NOT NULL CONSTRAINT FK_ConsentClinics_Consents REFERENCES Consents (Id),
    ClinicId uniqueidentifier NOT NULL CONSTRAINT FK_ConsentClinics_Clinics REFERENCES Clinics (Id),
    CONSTRAINT PK_ConsentClinics PRIMARY KEY (ConsentId, ClinicId)
);

CREATE TABLE Sparrings (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_Sparrings PRIMARY KEY,
    RequestId uniqueidentifier NOT NULL CONSTRAINT FK_Sparrings_CertificateRequests REFERENCES CertificateRequests (Id),
    CitizenId uniqueidentifier NOT NULL CONSTRAINT FK_Sparrings_Citizens REFERENCES Citizens (Id),
    ConsultantId uniqueidentifier NOT NULL CONSTRAINT FK_Sparrings_Consultants REFERENCES People (Id),
    AskedById uniqueidentifier NOT NULL CONSTRAINT FK_Sparrings_Askers REFERENCES People (Id),
    AskedAt datetime2(3) NOT NULL,
    Question nvarchar(2000) NOT NULL,
    Advice {text} NULL,
    EndedAt datetime2(3) NULL
);
CREATE UNIQUE INDEX UX_Sparrings_Open ON Sparrings (RequestId) WHERE EndedAt IS NULL;
CREATE INDEX IX_Sparrings_Asked ON Sparrings (CitizenId, AskedAt, Id);
CREATE INDEX IX_Sparrings_Ended ON Sparrings (CitizenId, EndedAt, Id) WHERE EndedAt IS NOT NULL;
CREATE INDEX IX_Sparrings_Request ON Sparrings (RequestId, AskedAt, Id);
CREATE INDEX IX_Sparrings_Consultant ON Sparrings (ConsultantId, AskedAt, RequestId) WHERE EndedAt IS NULL;

CREATE TABLE PersonClinics (
    PersonId uniqueidentifier NOT NULL CONSTRAINT FK_PersonClinics_People REFERENCES People (Id),
    ClinicId uniqueidentifier NOT NULL CONSTRAINT FK_PersonClinics_Clinics REFERENCES Clinics (Id),
    CONSTRAINT PK_PersonClinics PRIMARY KEY (PersonId, ClinicId)
);

CREATE TABLE PersonUnits (
    PersonId uniqueidentifier NOT NULL CONSTRAINT FK_PersonUnits_People REFERENCES People (Id),
    UnitId uniqueidentifier NOT NULL CONSTRAINT FK_PersonUnits_Units REFERENCES Units (Id),
    CONSTRAINT PK_PersonUnits PRIMARY KEY (PersonId, UnitId)
);

CREATE TABLE CertificateReminders (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_CertificateReminders PRIMARY KEY,
    RequestId uniqueidentifier NOT NULL CONSTRAINT FK_CertificateReminders_CertificateRequests REFERENCES CertificateRequests (Id),
    Rung int NULL,
    Kind varchar(20) NOT NULL,
    At datetime2(3) NOT NULL,
    ById uniqueidentifier NULL CONSTRAINT FK_CertificateReminders_People REFERENCES People (Id),
    UntilOn date NULL
);
CREATE UNIQUE INDEX UX_CertificateReminders_Rung ON CertificateReminders (RequestId, Rung) WHERE Rung IS NOT NULL;
CREATE INDEX IX_CertificateReminders_Request ON CertificateReminders (RequestId, At, Id);

CREATE TABLE PhoneNotes (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_PhoneNotes PRIMARY KEY,
    CitizenId uniqueidentifier NOT NULL CONSTRAINT FK_PhoneNotes_Citizens REFERENCES Citizens (Id),
    RequestId uniqueidentifier NULL CONSTRAINT FK_PhoneNotes_CertificateRequests REFERENCES CertificateRequests (Id),
    SpokeWith nvarchar(160) NOT NULL,
    SpokenAt datetime2(3) NOT NULL,
    Note {text} NOT NULL,
    WrittenById uniqueidentifier NOT NULL CONSTRAINT FK_PhoneNotes_People REFERENCES People (Id),
    WrittenAt datetime2(3) NOT NULL
);
CREATE INDEX IX_PhoneNotes_Citizen ON PhoneNotes (CitizenId, SpokenAt, Id);

CREATE TABLE CitizenGoals (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_CitizenGoals PRIMARY KEY,
    CitizenId uniqueidentifier NOT NULL CONSTRAINT FK_CitizenGoals_Citizens REFERENCES Citizens (Id),
    VersionNumber int NOT NULL,
    Goal nvarchar(300) NOT NULL,
    Specific nvarchar(1000) NOT NULL,
    Measurable nvarchar(1000) NOT NULL,
    Achievable nvarchar(1000) NOT NULL,
    Relevant nvarchar(1000) NOT NULL,
    DueOn date NULL,
    OwnWords nvarchar(2000) NOT NULL,
    AgreedOn date NULL,
    WrittenById uniqueidentifier NOT NULL CONSTRAINT FK_CitizenGoals_People REFERENCES People (Id),
    WrittenAt datetime2(3) NOT NULL
);
CREATE UNIQUE INDEX UX_CitizenGoals_Version ON CitizenGoals (CitizenId, VersionNumber);

CREATE TABLE CaseHandovers (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_CaseHandovers PRIMARY KEY,
    CitizenId uniqueidentifier NOT NULL CONSTRAINT FK_CaseHandovers_Citizens REFERENCES Citizens (Id),
    FromId uniqueidentifier NOT NULL CONSTRAINT FK_CaseHandovers_Givers REFERENCES People (Id),
    ToId uniqueidentifier NOT NULL CONSTRAINT FK_CaseHandovers_Takers REFERENCES People (Id),
    Note nvarchar(300) NOT NULL,
    ById uniqueidentifier NOT NULL CONSTRAINT FK_CaseHandovers_Doers REFERENCES People (Id),
    At datetime2(3) NOT NULL
);
CREATE INDEX IX_CaseHandovers_Citizen ON CaseHandovers (CitizenId, At, Id);
