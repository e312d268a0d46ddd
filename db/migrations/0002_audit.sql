CREATE TABLE AuditEntries (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_AuditEntries PRIMARY KEY,
    At datetime2(3) NOT NULL,
    PersonId uniqueidentifier NULL,
    Role varchar(30) NULL,
    MunicipalityId uniqueidentifier NULL,
    ClinicId uniqueidentifier NULL,
    Action varchar(60) NOT NULL,
    ObjectKind varchar(30) NOT NULL,
    ObjectId uniqueidentifier NULL,
    CitizenId uniqueidentifier NULL,
    Detail varchar(2000) NULL,
    TraceId varchar(64) NULL
);
CREATE INDEX IX_AuditEntries_At ON AuditEntries (At, Action, Id);
CREATE INDEX IX_AuditEntries_Object ON AuditEntries (ObjectId, At, Id) WHERE ObjectId IS NOT NULL;
CREATE INDEX IX_AuditEntries_Citizen ON AuditEntries (CitizenId, At, Id) WHERE CitizenId IS NOT NULL;
CREATE INDEX IX_AuditEntries_Municipality ON AuditEntries (MunicipalityId, At, Action) WHERE MunicipalityId IS NOT NULL;

CREATE TABLE Commands (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_Commands PRIMARY KEY,
    PersonId uniqueidentifier NOT NULL,
    Kind varchar(60) NOT NULL,
    ContentHash char(64) NOT NULL,
    ObjectId uniqueidentifier NOT NULL,
    At datetime2(3) NOT NULL
);
CREATE INDEX IX_Commands_Content ON Commands (PersonId, ContentHash, At);
CREATE INDEX IX_Commands_At ON Commands (At);
