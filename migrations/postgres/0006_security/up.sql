-- Security settings that are asked on every request, so they stand with the account: whether and how identities are assumed,
-- how long sessions last, and from which addresses people come.
ALTER TABLE accounts ADD COLUMN frames_allowed BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE accounts ADD COLUMN frames_read_only BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE accounts ADD COLUMN frame_notice TEXT NOT NULL DEFAULT 'never' CHECK (frame_notice IN ('never', 'at_end', 'always'));
ALTER TABLE accounts ADD COLUMN frame_password BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE accounts ADD COLUMN staff_idle_minutes INTEGER NOT NULL DEFAULT 60 CHECK (staff_idle_minutes BETWEEN 5 AND 1440);
ALTER TABLE accounts ADD COLUMN staff_max_minutes INTEGER NOT NULL DEFAULT 720 CHECK (staff_max_minutes BETWEEN 15 AND 43200);
ALTER TABLE accounts ADD COLUMN end_user_idle_minutes INTEGER NOT NULL DEFAULT 480 CHECK (end_user_idle_minutes BETWEEN 5 AND 20160);
ALTER TABLE accounts ADD COLUMN end_user_max_minutes INTEGER NOT NULL DEFAULT 10080 CHECK (end_user_max_minutes BETWEEN 15 AND 43200);
ALTER TABLE accounts ADD COLUMN ip_restricted BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE accounts ADD COLUMN ip_ranges TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN ip_customers_bypass BOOLEAN NOT NULL DEFAULT FALSE;
