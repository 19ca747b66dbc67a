-- The operator's realm: an account of its own kind, whose people are the operator's staff. No host name leads to it.
ALTER TABLE accounts ADD COLUMN operator BOOLEAN NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX accounts_operator ON accounts (operator) WHERE operator;
ALTER TABLE accounts ADD COLUMN suspended_at BIGINT;
ALTER TABLE accounts ADD COLUMN suspended_why TEXT NOT NULL DEFAULT '';

-- In an account, a member of the operator's staff is a row that is no member of anything: as a deleted person's, it keeps a name for
-- history, is in no list and takes no seat. It acts in a visit, and only then.
ALTER TABLE users ADD COLUMN staff_id BIGINT;
CREATE UNIQUE INDEX users_visitor ON users (account_id, staff_id) WHERE staff_id IS NOT NULL;

-- Cases of the operator's: who asked for help, from which address, and what they are entitled to. The id is the number.
CREATE TABLE cases (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  realm_id    BIGINT NOT NULL REFERENCES accounts (id),
  staff_id    BIGINT NOT NULL,
  account_id  BIGINT REFERENCES accounts (id),
  user_id     BIGINT,
  address     TEXT NOT NULL,
  folded      TEXT NOT NULL,
  about       TEXT NOT NULL,
  contact     TEXT NOT NULL,
  answer      TEXT NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('open', 'closed')),
  created_at  BIGINT NOT NULL,
  updated_at  BIGINT NOT NULL,
  FOREIGN KEY (realm_id, staff_id) REFERENCES users (account_id, id),
  FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id)
);
CREATE INDEX cases_account ON cases (account_id, id);
CREATE INDEX cases_staff ON cases (staff_id, id);
CREATE INDEX cases_folded ON cases (folded, id);
CREATE INDEX cases_user ON cases (user_id) WHERE user_id IS NOT NULL;

CREATE TABLE case_events (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  case_id    BIGINT NOT NULL REFERENCES cases (id),
  staff_id   BIGINT REFERENCES users (id),
  kind       TEXT NOT NULL,
  body       TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX case_events_case ON case_events (case_id, id);

-- Written authorizations: what an administrator or the owner is asked to approve, by a one-time link to their primary address.
CREATE TABLE approvals (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id  BIGINT NOT NULL REFERENCES accounts (id),
  case_id     BIGINT NOT NULL REFERENCES cases (id),
  staff_id    BIGINT NOT NULL REFERENCES users (id),
  user_id     BIGINT NOT NULL,
  contact_id  BIGINT NOT NULL,
  needed      TEXT NOT NULL CHECK (needed IN ('needs_administrator', 'needs_owner')),
  what        TEXT NOT NULL,
  token_hash  TEXT NOT NULL UNIQUE,
  created_at  BIGINT NOT NULL,
  expires_at  BIGINT NOT NULL,
  answered_at BIGINT,
  answer      TEXT CHECK (answer IN ('approved', 'refused', 'expired', 'withdrawn')),
  comment     TEXT NOT NULL DEFAULT '',
  CHECK ((answered_at IS NULL) = (answer IS NULL)),
  FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id),
  FOREIGN KEY (account_id, contact_id) REFERENCES users (account_id, id)
);
CREATE INDEX approvals_case ON approvals (case_id, id);
CREATE INDEX approvals_account ON approvals (account_id, id);
CREATE INDEX approvals_open ON approvals (expires_at) WHERE answered_at IS NULL;

-- A request of the operator's staff to be let in; answered by a grant, or declined.
CREATE TABLE access_requests (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id  BIGINT NOT NULL REFERENCES accounts (id),
  case_id     BIGINT NOT NULL REFERENCES cases (id),
  staff_id    BIGINT NOT NULL REFERENCES users (id),
  reason      TEXT NOT NULL,
  created_at  BIGINT NOT NULL,
  answered_at BIGINT,
  answer      TEXT CHECK (answer IN ('granted', 'declined', 'withdrawn', 'expired')),
  answered_by BIGINT,
  CHECK ((answered_at IS NULL) = (answer IS NULL)),
  FOREIGN KEY (account_id, answered_by) REFERENCES users (account_id, id)
);
CREATE UNIQUE INDEX access_requests_open ON access_requests (account_id) WHERE answered_at IS NULL;
CREATE INDEX access_requests_account ON access_requests (account_id, id);

-- Broken glass: opened from the server's command line only, where no grant can be had.
CREATE TABLE emergencies (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  staff_id   BIGINT NOT NULL REFERENCES users (id),
  reason     TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  ends_at    BIGINT NOT NULL,
  ended_at   BIGINT,
  CHECK (ends_at > created_at)
);
CREATE UNIQUE INDEX emergencies_open ON emergencies (account_id, staff_id) WHERE ended_at IS NULL;

-- A visit: one time that a member of the operator's staff is in an account.
CREATE TABLE visits (
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id       BIGINT NOT NULL REFERENCES accounts (id),
  user_id          BIGINT NOT NULL,
  staff_id         BIGINT NOT NULL REFERENCES users (id),
  staff_epoch      BIGINT NOT NULL,
  staff_session_id BIGINT NOT NULL REFERENCES sessions (id),
  case_id          BIGINT NOT NULL REFERENCES cases (id),
  reason           TEXT NOT NULL,
  basis            TEXT NOT NULL CHECK (basis IN ('trial', 'grant', 'emergency')),
  grant_id         BIGINT,
  emergency_id     BIGINT REFERENCES emergencies (id),
  read_only        BOOLEAN NOT NULL,
  token_hash       TEXT NOT NULL UNIQUE,
  token_until      BIGINT NOT NULL,
  created_at       BIGINT NOT NULL,
  expires_at       BIGINT NOT NULL,
  entered_at       BIGINT,
  ended_at         BIGINT,
  end_cause        TEXT,
  ended_by_user_id BIGINT,
  UNIQUE (account_id, id),
  CHECK ((ended_at IS NULL) = (end_cause IS NULL)),
  CHECK ((basis = 'grant') = (grant_id IS NOT NULL)),
  CHECK ((basis = 'emergency') = (emergency_id IS NOT NULL)),
  FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id),
  FOREIGN KEY (account_id, grant_id) REFERENCES grants (account_id, id)
);
CREATE INDEX visits_account ON visits (account_id, id);
CREATE INDEX visits_open ON visits (account_id) WHERE ended_at IS NULL;
CREATE INDEX visits_staff ON visits (staff_id, id);
CREATE INDEX visits_case ON visits (case_id);
CREATE INDEX visits_from ON visits (staff_session_id) WHERE ended_at IS NULL;
CREATE INDEX visits_due ON visits (expires_at) WHERE ended_at IS NULL;

ALTER TABLE sessions ADD COLUMN visit_id BIGINT;
CREATE UNIQUE INDEX sessions_visit ON sessions (visit_id) WHERE visit_id IS NOT NULL;

-- What the staff did in an account, found without reading through its log: by where it was done, and by whom.
CREATE INDEX audit_entries_console ON audit_entries (account_id, seq) WHERE channel = 'console';
CREATE INDEX audit_entries_root ON audit_entries (account_id, root_user_id, seq) WHERE root_user_id IS NOT NULL;
