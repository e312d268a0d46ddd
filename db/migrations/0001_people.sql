CREATE TABLE Municipalities (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_Municipalities PRIMARY KEY,
    Name nvarchar(120) NOT NULL,
    ShortName nvarchar(60) NOT NULL,
    Label nvarchar(120) NOT NULL,
    Phone varchar(40) NOT NULL,
    Version int NOT NULL
);
CREATE UNIQUE INDEX UX_Municipalities_ShortName ON Municipalities (ShortName);

CREATE TABLE Units (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_Units PRIMARY KEY,
    MunicipalityId uniqueidentifier NOT NULL CONSTRAINT FK_Units_Municipalities REFERENCES Municipalities (Id),
    Name nvarchar(120) NOT NULL,
    Version int NOT NULL
);
CREATE UNIQUE INDEX UX_Units_Name ON Units (MunicipalityId, Name);

CREATE TABLE Clinics (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_Clinics PRIMARY KEY,
    MunicipalityId uniqueidentifier NOT NULL CONSTRAINT FK_Clinics_Municipalities REFERENCES Municipalities (Id),
    Name nvarchar(120) NOT NULL,
    Street nvarchar(120) NOT NULL,
    PostalCode varchar(10) NOT NULL,
    City nvarchar(60) NOT NULL,
    Phone varchar(40) NOT NULL,
    ProviderNumber varchar(10) NOT NULL,
    IsEnabled bit NOT NULL,
    Version int NOT NULL
);
CREATE UNIQUE INDEX UX_Clinics_ProviderNumber ON Clinics (ProviderNumber);
CREATE INDEX IX_Clinics_Municipality ON Clinics (MunicipalityId, Name);

CREATE TABLE People (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_People PRIMARY KEY,
    SignInKey nvarchar(200) NULL,
    Name nvarchar(120) NOT NULL,
    Title nvarchar(120) NOT NULL,
    Role varchar(30) NOT NULL,
    MunicipalityId uniqueidentifier NULL CONSTRAINT FK_People_Municipalities REFERENCES Municipalities (Id),
    UnitId uniqueidentifier NULL CONSTRAINT FK_People_Units REFERENCES Units (Id),
    ClinicId uniqueidentifier NULL CONSTRAINT FK_People_Clinics REFERENCES Clinics (Id),
    Phone varchar(40) NOT NULL,
    ReachableHours nvarchar(120) NOT NULL,
    IsActive bit NOT NULL,
    Version int NOT NULL,
    CONSTRAINT CK_People_Organisation CHECK (
        (MunicipalityId IS NOT NULL AND ClinicId IS NULL) OR (MunicipalityId IS NULL AND ClinicId IS NOT NULL AND UnitId IS NULL))
);
CREATE UNIQUE INDEX UX_People_SignInKey ON People (SignInKey) WHERE SignInKey IS NOT NULL;
CREATE INDEX IX_People_Clinic ON People (ClinicId, Role, Name) WHERE ClinicId IS NOT NULL;
CREATE INDEX IX_People_Municipality ON People (MunicipalityId, Role, Name) WHERE MunicipalityId IS NOT NULL;

CREATE TABLE Citizens (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_Citizens PRIMARY KEY,
    MunicipalityId uniqueidentifier NOT NULL CONSTRAINT FK_Citizens_Municipalities REFERENCES Municipalities (Id),
    UnitId uniqueidentifier NOT NULL CONSTRAINT FK_Citizens_Units REFERENCES Units (Id),
    CaseworkerId uniqueidentifier NOT NULL CONSTRAINT FK_Citizens_People REFERENCES People (Id),
    ClinicId uniqueidentifier NOT NULL CONSTRAINT FK_Citizens_Clinics REFERENCES Clinics (Id),
    Name nvarchar(120) NOT NULL,
    NameFolded nvarchar(240) NOT NULL,
    CprCipher varchar(200) NOT NULL,
    CprLookup char(64) NOT NULL,
    BornOn date NOT NULL,
    BirthDigits char(6) NOT NULL,
    Occupation nvarchar(120) NOT NULL,
    SickSinceOn date NULL,
    BenefitArea varchar(30) NOT NULL,
    InterpreterLanguage nvarchar(60) NULL,
    IsProtected bit NOT NULL,
    Version int NOT NULL
);
CREATE UNIQUE INDEX UX_Citizens_Cpr ON Citizens (MunicipalityId, CprLookup);
CREATE INDEX IX_Citizens_Unit ON Citizens (UnitId, NameFolded, Id);
CREATE INDEX IX_Citizens_Caseworker ON Citizens (CaseworkerId, NameFolded, Id);
CREATE INDEX IX_Citizens_Clinic ON Citizens (ClinicId, Id);
