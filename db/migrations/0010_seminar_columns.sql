ALTER TABLE Clinics ADD Latitude float NULL;
ALTER TABLE Clinics ADD Longitude float NULL;
ALTER TABLE People ADD Email nvarchar(200) NULL;
