DROP INDEX frames_of_subject;
ALTER TABLE users DROP COLUMN device_mail;
DROP INDEX sessions_past;
ALTER TABLE sessions DROP COLUMN device_id;
DROP TABLE devices;
