ALTER TABLE CertificateRequests ADD AcceptedAt datetime2(3) NULL;
ALTER TABLE CertificateRequests ADD NoShowAt datetime2(3) NULL;
ALTER TABLE CertificateRequests ADD Rebookings int NOT NULL CONSTRAINT DF_CertificateRequests_Rebookings DEFAULT 0;
ALTER TABLE CertificateRequests ADD ClarifySince datetime2(3) NULL;
ALTER TABLE CertificateRequests ADD RequestVersion int NOT NULL CONSTRAINT DF_CertificateRequests_RequestVersion DEFAULT 1;
ALTER TABLE CertificateRequests ADD SeenVersion int NOT NULL CONSTRAINT DF_CertificateRequests_SeenVersion DEFAULT 0;
ALTER TABLE CertificateRequests ADD DeclinedAt datetime2(3) NULL;
ALTER TABLE CertificateRequests ADD DeclineCode varchar(30) NULL;
ALTER TABLE CertificateRequests ADD SuggestedTypeId varchar(30) NULL;
ALTER TABLE CertificateRequests ADD SuggestedClinicId uniqueidentifier NULL;
ALTER TABLE CertificateRequests ADD Hops int NOT NULL CONSTRAINT DF_CertificateRequests_Hops DEFAULT 0;
ALTER TABLE CertificateRequests ADD DeliveryFailedAt datetime2(3) NULL;
ALTER TABLE CertificateRequests ADD ReadyToSignAt datetime2(3) NULL;
ALTER TABLE CertificateRequests ADD ReplacedAt datetime2(3) NULL;
ALTER TABLE CertificateRequests ADD ComplementSince datetime2(3) NULL;
ALTER TABLE CertificateRequests ADD ReturnedSince datetime2(3) NULL;
ALTER TABLE CertificateRequests ADD WasReturned bit NOT NULL CONSTRAINT DF_CertificateRequests_WasReturned DEFAULT 0;
ALTER TABLE CertificateRequests ADD DisputedAt datetime2(3) NULL;
ALTER TABLE CertificateRequests ADD RetractedAt datetime2(3) NULL;
ALTER TABLE CertificateRequests ADD LateAnswerAt datetime2(3) NULL;
ALTER TABLE CertificateRequests ADD ReassessOn date NULL;
ALTER TABLE CertificateRequests ADD ReassessTaskAt datetime2(3) NULL;
ALTER TABLE CertificateRequests ADD FeedbackAt datetime2(3) NULL;
ALTER TABLE CertificateRequests ADD FeedbackSeenAt datetime2(3) NULL;
ALTER TABLE CertificateRequests ADD CopiedFromId uniqueidentifier NULL;

ALTER TABLE CertificateAnswers ADD Kind varchar(20) NOT NULL CONSTRAINT DF_CertificateAnswers_Kind DEFAULT 'First';
ALTER TABLE CertificateAnswers ADD RequestVersion int NOT NULL CONSTRAINT DF_CertificateAnswers_RequestVersion DEFAULT 1;
ALTER TABLE CertificateAnswers ADD RevokedAt datetime2(3) NULL;
ALTER TABLE CertificateAnswers ADD RetractedAt datetime2(3) NULL;

ALTER TABLE AuditEntries ADD OnBehalfOfId uniqueidentifier NULL;

ALTER TABLE Units ADD Ean varchar(13) NULL;
