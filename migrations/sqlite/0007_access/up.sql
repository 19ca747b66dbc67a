-- Account assumption: a row for each permission of the account's to let the operator's support staff in. At most one is open.
CREATE TABLE grants (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  granted_by BIGINT NOT NULL,
  duration   TEXT NOT NULL CHECK (duration IN ('day', 'week', 'month', 'year', 'indefinite')),
  created_at BIGINT NOT NULL,
  ends_at    BIGINT,
  warned_at  BIGINT,
  ended_at   BIGINT,
  ended_by   BIGINT,
  end_cause  TEXT CHECK (end_cause IN ('replaced', 'turned_off', 'expired', 'converted')),
  UNIQUE (account_id, id),
  CHECK ((duration = 'indefinite') = (ends_at IS NULL)),
  CHECK (ends_at > created_at),
  CHECK ((ended_at IS NULL) = (end_cause IS NULL)),
  FOREIGN KEY (account_id, granted_by) REFERENCES users (account_id, id),
  FOREIGN KEY (account_id, ended_by) REFERENCES users (account_id, id)
);
CREATE UNIQUE INDEX grants_open ON grants (account_id) WHERE ended_at IS NULL;
CREATE INDEX grants_ending ON grants (ends_at) WHERE ended_at IS NULL;

-- How a frame was begun stays with it, whatever the policy says later.
ALTER TABLE frames ADD COLUMN read_only BOOLEAN NOT NULL DEFAULT 0;
ALTER TABLE frames ADD COLUMN idle_minutes INTEGER NOT NULL DEFAULT 15 CHECK (idle_minutes BETWEEN 1 AND 480);
UPDATE frames SET idle_minutes = (SELECT a.frame_idle_minutes FROM accounts a WHERE a.id = frames.account_id) WHERE ended_at IS NULL;
