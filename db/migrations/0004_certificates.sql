CREATE TABLE CertificateTypeVersions (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_CertificateTypeVersions PRIMARY KEY,
    TypeId varchar(30) NOT NULL,
    VersionNumber int NOT NULL,
    NameDa nvarchar(160) NOT NULL,
    NameEn nvarchar(160) NOT NULL,
    RequestCode nvarchar(40) NULL,
    AnswerCode nvarchar(40) NULL,
    IsOrderable bit NOT NULL,
    Definition {text} NOT NULL,
    Checksum char(64) NOT NULL,
    ValidFromOn date NOT NULL,
    ValidToOn date NULL
);
CREATE UNIQUE INDEX UX_CertificateTypeVersions_Number ON CertificateTypeVersions (TypeId, VersionNumber);

CREATE TABLE CertificateRequests (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_CertificateRequests PRIMARY KEY,
    TypeVersionId uniqueidentifier NOT NULL CONSTRAINT FK_CertificateRequests_CertificateTypeVersions REFERENCES CertificateTypeVersions (Id),
    CitizenId uniqueidentifier NOT NULL CONSTRAINT FK_CertificateRequests_Citizens REFERENCES Citizens (Id),
    MunicipalityId uniqueidentifier NOT NULL CONSTRAINT FK_CertificateRequests_Municipalities REFERENCES Municipalities (Id),
    UnitId uniqueidentifier NOT NULL CONSTRAINT FK_CertificateRequests_Units REFERENCES Units (Id),
    CaseworkerId uniqueidentifier NOT NULL CONSTRAINT FK_CertificateRequests_Caseworkers REFERENCES People (Id),
    ClinicId uniqueidentifier NOT NULL CONSTRAINT FK_CertificateRequests_Clinics REFERENCES Clinics (Id),
    DoctorId uniqueidentifier NULL CONSTRAINT FK_CertificateRequests_Doctors REFERENCES People (Id),
    Content {text} NOT NULL,
    CreatedAt datetime2(3) NOT NULL,
    SentAt datetime2(3) NULL,
    OpenedAt datetime2(3) NULL,
    AnswerStartedAt datetime2(3) NULL,
    ConsultationOn date NULL,
    AnsweredAt datetime2(3) NULL,
    ReadAt datetime2(3) NULL,
    ApprovedAt datetime2(3) NULL,
    ClosedAt datetime2(3) NULL,
    DiscardedAt datetime2(3) NULL,
    AnswerDueAt datetime2(3) NULL,
    Status varchar(20) NOT NULL,
    NextActor varchar(20) NOT NULL,
    SortAt datetime2(3) NOT NULL,
    ChangedById uniqueidentifier NOT NULL,
    ChangedAt datetime2(3) NOT NULL,
    Version int NOT NULL
);
CREATE INDEX IX_CertificateRequests_Clinic ON CertificateRequests (ClinicId, NextActor, SortAt, Id) WHERE SentAt IS NOT NULL;
CREATE INDEX IX_CertificateRequests_Unit ON CertificateRequests (UnitId, NextActor, SortAt, Id);
CREATE INDEX IX_CertificateRequests_Caseworker ON CertificateRequests (CaseworkerId, NextActor, SortAt, Id);
CREATE INDEX IX_CertificateRequests_Citizen ON CertificateRequests (CitizenId, SortAt, Id);

CREATE TABLE CertificateAnswerDrafts (
    RequestId uniqueidentifier NOT NULL CONSTRAINT PK_CertificateAnswerDrafts PRIMARY KEY
        CONSTRAINT FK_CertificateAnswerDrafts_CertificateRequests REFERENCES CertificateRequests (Id),
    Content {text} NOT NULL,
    FormId uniqueidentifier NOT NULL,
    SavedById uniqueidentifier NOT NULL CONSTRAINT FK_CertificateAnswerDrafts_People REFERENCES People (Id),
    SavedAt datetime2(3) NOT NULL,
    Version int NOT NULL
);

CREATE TABLE CertificateAnswers (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_CertificateAnswers PRIMARY KEY,
    RequestId uniqueidentifier NOT NULL CONSTRAINT FK_CertificateAnswers_CertificateRequests REFERENCES CertificateRequests (Id),
    VersionNumber int NOT NULL,
    Content {text} NOT NULL,
    PreparedById uniqueidentifier NULL CONSTRAINT FK_CertificateAnswers_Preparers REFERENCES People (Id),
    SignedById uniqueidentifier NOT NULL CONSTRAINT FK_CertificateAnswers_Signers REFERENCES People (Id),
    SignedAt datetime2(3) NOT NULL
);
CREATE UNIQUE INDEX UX_CertificateAnswers_Version ON CertificateAnswers (RequestId, VersionNumber);

CREATE TABLE CertificateAnswerOffers (
    AnswerId uniqueidentifier NOT NULL CONSTRAINT FK_CertificateAnswerOffers_CertificateAnswers REFERENCES CertificateAnswers (Id),
    OfferVersionId uniqueidentifier NOT NULL CONSTRAINT FK_CertificateAnswerOffers_OfferVersions REFERENCES OfferVersions (Id),
    Position int NOT NULL,
    CONSTRAINT PK_CertificateAnswerOffers PRIMARY KEY (AnswerId, OfferVersionId)
);
CREATE INDEX IX_CertificateAnswerOffers_Offer ON CertificateAnswerOffers (OfferVersionId, AnswerId);
