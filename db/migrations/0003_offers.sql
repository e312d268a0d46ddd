CREATE TABLE Offers (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_Offers PRIMARY KEY,
    Slug varchar(100) NOT NULL,
    MunicipalityId uniqueidentifier NOT NULL CONSTRAINT FK_Offers_Municipalities REFERENCES Municipalities (Id),
    Status varchar(20) NOT NULL,
    CurrentVersionId uniqueidentifier NOT NULL,
    VersionNumber int NOT NULL,
    Name nvarchar(80) NOT NULL,
    Purpose nvarchar(160) NOT NULL,
    Kind varchar(30) NOT NULL,
    Owner varchar(20) NOT NULL,
    Referral varchar(20) NOT NULL,
    MinMinutesPerWeek int NOT NULL,
    MaxMinutesPerWeek int NOT NULL,
    Place nvarchar(160) NOT NULL,
    StartMode nvarchar(80) NOT NULL,
    WaitingWeeks int NOT NULL,
    AlsoFor nvarchar(500) NOT NULL,
    CanBeMet varchar(500) NOT NULL,
    SearchText {text} NOT NULL,
    ReviewByOn date NOT NULL,
    PublishedAt datetime2(3) NULL,
    UpdatedAt datetime2(3) NOT NULL,
    Version int NOT NULL
);
CREATE UNIQUE INDEX UX_Offers_Slug ON Offers (Slug);
CREATE INDEX IX_Offers_Published ON Offers (Status, Name, Id);
CREATE INDEX IX_Offers_Review ON Offers (MunicipalityId, Status, ReviewByOn);

CREATE TABLE OfferVersions (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_OfferVersions PRIMARY KEY,
    OfferId uniqueidentifier NOT NULL CONSTRAINT FK_OfferVersions_Offers REFERENCES Offers (Id),
    VersionNumber int NOT NULL,
    Name nvarchar(80) NOT NULL,
    Facts {text} NOT NULL,
    BodyMarkdown {text} NOT NULL,
    BodyHtml {text} NOT NULL,
    RendererVersion int NOT NULL,
    ContentHash char(64) NOT NULL,
    CreatedAt datetime2(3) NOT NULL,
    CreatedById uniqueidentifier NOT NULL
);
CREATE UNIQUE INDEX UX_OfferVersions_Number ON OfferVersions (OfferId, VersionNumber);
