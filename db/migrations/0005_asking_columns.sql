ALTER TABLE Clinics ADD LockedReason nvarchar(300) NULL;

ALTER TABLE CertificateRequests ADD TypeId varchar(30) NOT NULL CONSTRAINT DF_CertificateRequests_TypeId DEFAULT '';
ALTER TABLE CertificateRequests ADD OpenTypeId varchar(30) NULL;
ALTER TABLE CertificateRequests ADD TypeSettingsId uniqueidentifier NULL;
ALTER TABLE CertificateRequests ADD ConsentId uniqueidentifier NULL;
ALTER TABLE CertificateRequests ADD SparringSince datetime2(3) NULL;
ALTER TABLE CertificateRequests ADD PausedAt datetime2(3) NULL;
ALTER TABLE CertificateRequests ADD PausedDays int NOT NULL CONSTRAINT DF_CertificateRequests_PausedDays DEFAULT 0;
ALTER TABLE CertificateRequests ADD WithdrawnAt datetime2(3) NULL;
ALTER TABLE CertificateRequests ADD WithdrawalReason varchar(30) NULL;
ALTER TABLE CertificateRequests ADD WithdrawalNote nvarchar(500) NULL;
ALTER TABLE CertificateRequests ADD HandedOverAt datetime2(3) NULL;
ALTER TABLE CertificateRequests ADD Desk varchar(20) NOT NULL CONSTRAINT DF_CertificateRequests_Desk DEFAULT 'Done';
ALTER TABLE CertificateRequests ADD RungsFired int NOT NULL CONSTRAINT DF_CertificateRequests_RungsFired DEFAULT 0;
ALTER TABLE CertificateRequests ADD NextRungAt datetime2(3) NULL;
ALTER TABLE CertificateRequests ADD RemindedAt datetime2(3) NULL;
ALTER TABLE CertificateRequests ADD ReminderTaskAt datetime2(3) NULL;
