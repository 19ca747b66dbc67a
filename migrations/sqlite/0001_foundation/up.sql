-- Accounts and their people. Moments are UTC milliseconds; ids are never reused.
CREATE TABLE accounts (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  subdomain           TEXT NOT NULL UNIQUE,
  name                TEXT NOT NULL,
  plan                TEXT NOT NULL,
  locale              TEXT NOT NULL,
  time_zone           TEXT NOT NULL,
  owner_id            BIGINT NOT NULL,
  help_center_active  BOOLEAN NOT NULL,
  frame_max_minutes   INTEGER NOT NULL DEFAULT 60 CHECK (frame_max_minutes BETWEEN 5 AND 480),
  frame_idle_minutes  INTEGER NOT NULL DEFAULT 15 CHECK (frame_idle_minutes BETWEEN 1 AND 480),
  reason_required     BOOLEAN NOT NULL DEFAULT 0,
  next_ticket         BIGINT NOT NULL DEFAULT 1,
  created_at          BIGINT NOT NULL,
  FOREIGN KEY (id, owner_id) REFERENCES users (account_id, id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE organizations (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id  BIGINT NOT NULL REFERENCES accounts (id),
  name        TEXT NOT NULL,
  folded_name TEXT NOT NULL,
  created_at  BIGINT NOT NULL,
  UNIQUE (account_id, id),
  UNIQUE (account_id, folded_name)
);

CREATE TABLE users (
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id       BIGINT NOT NULL REFERENCES accounts (id) DEFERRABLE INITIALLY DEFERRED,
  role             TEXT NOT NULL CHECK (role IN ('administrator', 'agent', 'light_agent', 'contributor', 'end_user')),
  name             TEXT NOT NULL,
  folded_name      TEXT NOT NULL,
  email            TEXT,
  search_text      TEXT NOT NULL,
  organization_id  BIGINT,
  ticket_access    TEXT NOT NULL DEFAULT 'all' CHECK (ticket_access IN ('all', 'assigned')),
  locale           TEXT,
  time_zone        TEXT,
  notes            TEXT NOT NULL DEFAULT '',
  requests_count   BIGINT NOT NULL DEFAULT 0,
  password_hash    TEXT,
  epoch            BIGINT NOT NULL DEFAULT 1,
  explained_at     BIGINT,
  last_sign_in_at  BIGINT,
  verified_at      BIGINT,
  suspended_at     BIGINT,
  deleted_at       BIGINT,
  created_at       BIGINT NOT NULL,
  updated_at       BIGINT NOT NULL,
  UNIQUE (account_id, id),
  FOREIGN KEY (account_id, organization_id) REFERENCES organizations (account_id, id)
);
CREATE INDEX users_by_name   ON users (account_id, role, folded_name, id) WHERE deleted_at IS NULL;
CREATE INDEX users_all_by_name ON users (account_id, folded_name, id) WHERE deleted_at IS NULL;
CREATE INDEX users_by_id     ON users (account_id, role, id) WHERE deleted_at IS NULL;
CREATE INDEX users_suspended ON users (account_id, folded_name, id) WHERE suspended_at IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX users_unverified ON users (account_id, folded_name, id) WHERE verified_at IS NULL AND deleted_at IS NULL;
CREATE INDEX users_suspended_newest ON users (account_id, id) WHERE suspended_at IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX users_unverified_newest ON users (account_id, id) WHERE verified_at IS NULL AND deleted_at IS NULL;

-- Addresses lead to a person; one verified e-mail is the primary contact.
CREATE TABLE addresses (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id  BIGINT NOT NULL,
  user_id     BIGINT NOT NULL,
  kind        TEXT NOT NULL CHECK (kind IN ('email', 'phone')),
  value       TEXT NOT NULL,
  folded      TEXT NOT NULL,
  is_primary  BOOLEAN NOT NULL,
  verified_at BIGINT,
  created_at  BIGINT NOT NULL,
  FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id)
);
CREATE UNIQUE INDEX addresses_email ON addresses (account_id, folded) WHERE kind = 'email';
CREATE UNIQUE INDEX addresses_primary ON addresses (user_id) WHERE is_primary;
CREATE INDEX addresses_user ON addresses (user_id);

-- Counts that grow with the table are kept, never computed for a page.
CREATE TABLE people_counts (
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  category   TEXT NOT NULL,
  n          BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (account_id, category)
) WITHOUT ROWID;

CREATE TRIGGER people_counts_made AFTER INSERT ON accounts BEGIN
  INSERT INTO people_counts (account_id, category) VALUES
    (NEW.id, 'end_users'), (NEW.id, 'agents'), (NEW.id, 'administrators'), (NEW.id, 'suspended'), (NEW.id, 'unverified');
END;
CREATE TRIGGER people_counted_in AFTER INSERT ON users WHEN NEW.deleted_at IS NULL BEGIN
  UPDATE people_counts SET n = n + CASE category
    WHEN 'end_users' THEN NEW.role = 'end_user'
    WHEN 'agents' THEN NEW.role IN ('agent', 'light_agent', 'contributor')
    WHEN 'administrators' THEN NEW.role = 'administrator'
    WHEN 'suspended' THEN NEW.suspended_at IS NOT NULL
    ELSE NEW.verified_at IS NULL END
  WHERE account_id = NEW.account_id;
END;
CREATE TRIGGER people_counted_out AFTER DELETE ON users WHEN OLD.deleted_at IS NULL BEGIN
  UPDATE people_counts SET n = n - CASE category
    WHEN 'end_users' THEN OLD.role = 'end_user'
    WHEN 'agents' THEN OLD.role IN ('agent', 'light_agent', 'contributor')
    WHEN 'administrators' THEN OLD.role = 'administrator'
    WHEN 'suspended' THEN OLD.suspended_at IS NOT NULL
    ELSE OLD.verified_at IS NULL END
  WHERE account_id = OLD.account_id;
END;
CREATE TRIGGER people_counted_again AFTER UPDATE OF role, suspended_at, verified_at, deleted_at ON users BEGIN
  UPDATE people_counts SET n = n
    + (NEW.deleted_at IS NULL) * CASE category
      WHEN 'end_users' THEN NEW.role = 'end_user'
      WHEN 'agents' THEN NEW.role IN ('agent', 'light_agent', 'contributor')
      WHEN 'administrators' THEN NEW.role = 'administrator'
      WHEN 'suspended' THEN NEW.suspended_at IS NOT NULL
      ELSE NEW.verified_at IS NULL END
    - (OLD.deleted_at IS NULL) * CASE category
      WHEN 'end_users' THEN OLD.role = 'end_user'
      WHEN 'agents' THEN OLD.role IN ('agent', 'light_agent', 'contributor')
      WHEN 'administrators' THEN OLD.role = 'administrator'
      WHEN 'suspended' THEN OLD.suspended_at IS NOT NULL
      ELSE OLD.verified_at IS NULL END
  WHERE account_id = NEW.account_id;
END;

-- Search by part of a name or an address; secure-delete leaves no trace of removed terms.
CREATE VIRTUAL TABLE users_search USING fts5(search_text, content = 'users', content_rowid = 'id', tokenize = 'trigram', detail = 'none');
INSERT INTO users_search (users_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER users_searched_in AFTER INSERT ON users BEGIN
  INSERT INTO users_search (rowid, search_text) VALUES (NEW.id, NEW.search_text);
END;
CREATE TRIGGER users_searched_out AFTER DELETE ON users BEGIN
  INSERT INTO users_search (users_search, rowid, search_text) VALUES ('delete', OLD.id, OLD.search_text);
END;
CREATE TRIGGER users_searched_again AFTER UPDATE OF search_text ON users WHEN OLD.search_text <> NEW.search_text BEGIN
  INSERT INTO users_search (users_search, rowid, search_text) VALUES ('delete', OLD.id, OLD.search_text);
  INSERT INTO users_search (rowid, search_text) VALUES (NEW.id, NEW.search_text);
END;

-- Sessions hold the hash of an opaque key; the previous key is honoured for a moment after a rotation.
CREATE TABLE sessions (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id      BIGINT NOT NULL,
  user_id         BIGINT NOT NULL,
  key_hash        TEXT NOT NULL,
  old_key_hash    TEXT,
  old_key_until   BIGINT NOT NULL DEFAULT 0,
  epoch           BIGINT NOT NULL,
  address         TEXT NOT NULL,
  agent           TEXT NOT NULL,
  created_at      BIGINT NOT NULL,
  last_seen_at    BIGINT NOT NULL,
  idle_until      BIGINT NOT NULL,
  expires_at      BIGINT NOT NULL,
  ended_at        BIGINT,
  end_cause       TEXT,
  UNIQUE (account_id, id),
  FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id)
);
CREATE UNIQUE INDEX sessions_key ON sessions (key_hash);
CREATE INDEX sessions_old_key ON sessions (old_key_hash) WHERE old_key_hash IS NOT NULL;
CREATE INDEX sessions_user ON sessions (user_id) WHERE ended_at IS NULL;

-- Wrong passwords are counted by address, whether or not a person has it.
CREATE TABLE sign_in_failures (
  account_id   BIGINT NOT NULL REFERENCES accounts (id),
  address_hash TEXT NOT NULL,
  failures     INTEGER NOT NULL,
  locked_until BIGINT NOT NULL,
  updated_at   BIGINT NOT NULL,
  PRIMARY KEY (account_id, address_hash)
) WITHOUT ROWID;

-- A frame: one assumption. Frames of a session form a tree; the scope selects one in the path.
CREATE TABLE frames (
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  scope            TEXT NOT NULL UNIQUE,
  account_id       BIGINT NOT NULL,
  root_session_id  BIGINT NOT NULL,
  root_user_id     BIGINT NOT NULL,
  parent_id        BIGINT,
  depth            INTEGER NOT NULL CHECK (depth BETWEEN 1 AND 3),
  actor_user_id    BIGINT NOT NULL,
  subject_user_id  BIGINT NOT NULL,
  subject_epoch    BIGINT NOT NULL,
  reason           TEXT NOT NULL,
  return_path      TEXT NOT NULL,
  started_at       BIGINT NOT NULL,
  last_seen_at     BIGINT NOT NULL,
  idle_until       BIGINT NOT NULL,
  expires_at       BIGINT NOT NULL,
  ended_at         BIGINT,
  end_cause        TEXT,
  ended_by_user_id BIGINT,
  UNIQUE (account_id, id),
  CHECK (actor_user_id <> subject_user_id AND root_user_id <> subject_user_id),
  CHECK ((parent_id IS NULL) = (depth = 1)),
  CHECK ((ended_at IS NULL) = (end_cause IS NULL)),
  FOREIGN KEY (account_id, root_session_id) REFERENCES sessions (account_id, id),
  FOREIGN KEY (account_id, root_user_id) REFERENCES users (account_id, id),
  FOREIGN KEY (account_id, parent_id) REFERENCES frames (account_id, id),
  FOREIGN KEY (account_id, actor_user_id) REFERENCES users (account_id, id),
  FOREIGN KEY (account_id, subject_user_id) REFERENCES users (account_id, id)
);
CREATE UNIQUE INDEX frames_live ON frames (root_session_id, coalesce(parent_id, 0), subject_user_id) WHERE ended_at IS NULL;
CREATE INDEX frames_session ON frames (root_session_id) WHERE ended_at IS NULL;
CREATE INDEX frames_log ON frames (account_id, id);
CREATE INDEX frames_subject ON frames (subject_user_id) WHERE ended_at IS NULL;
CREATE INDEX frames_parent ON frames (parent_id) WHERE ended_at IS NULL AND parent_id IS NOT NULL;

-- The audit log: append-only, hash-chained per account. Personal values stand beside it, salted, and can be erased.
CREATE TABLE audit_entries (
  id                INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id        BIGINT NOT NULL REFERENCES accounts (id),
  seq               BIGINT NOT NULL,
  at                BIGINT NOT NULL,
  root_user_id      BIGINT,
  effective_user_id BIGINT,
  frame_id          BIGINT,
  chain             TEXT NOT NULL,
  act               TEXT NOT NULL,
  object_kind       TEXT NOT NULL,
  object_id         BIGINT NOT NULL,
  channel           TEXT NOT NULL,
  request_id        TEXT NOT NULL,
  commitment        TEXT NOT NULL,
  previous          TEXT NOT NULL,
  hash              TEXT NOT NULL,
  UNIQUE (account_id, seq),
  CHECK ((frame_id IS NULL) = (root_user_id IS NULL OR root_user_id = effective_user_id)),
  FOREIGN KEY (account_id, frame_id) REFERENCES frames (account_id, id)
);
CREATE INDEX audit_entries_frame ON audit_entries (frame_id, seq) WHERE frame_id IS NOT NULL;
CREATE TRIGGER audit_entries_stay BEFORE UPDATE ON audit_entries BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_entries_kept BEFORE DELETE ON audit_entries BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

CREATE TABLE audit_values (
  entry_id BIGINT PRIMARY KEY REFERENCES audit_entries (id),
  salt     TEXT NOT NULL,
  body     TEXT NOT NULL
);

CREATE TABLE audit_heads (
  account_id BIGINT PRIMARY KEY REFERENCES accounts (id),
  seq        BIGINT NOT NULL,
  hash       TEXT NOT NULL,
  seal       TEXT NOT NULL DEFAULT ''
);
CREATE TRIGGER audit_heads_made AFTER INSERT ON accounts BEGIN
  INSERT INTO audit_heads (account_id, seq, hash) VALUES (NEW.id, 0, '');
END;

CREATE TRIGGER audit_heads_kept BEFORE DELETE ON audit_heads BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

-- Tickets; the number counts per account.
CREATE TABLE tickets (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id      BIGINT NOT NULL,
  number          BIGINT NOT NULL,
  subject         TEXT NOT NULL,
  status          TEXT NOT NULL CHECK (status IN ('new', 'open', 'pending', 'hold', 'solved', 'closed')),
  requester_id    BIGINT NOT NULL,
  submitter_id    BIGINT NOT NULL,
  assignee_id     BIGINT,
  organization_id BIGINT,
  created_at      BIGINT NOT NULL,
  updated_at      BIGINT NOT NULL,
  UNIQUE (account_id, id),
  UNIQUE (account_id, number),
  FOREIGN KEY (account_id, requester_id) REFERENCES users (account_id, id),
  FOREIGN KEY (account_id, submitter_id) REFERENCES users (account_id, id),
  FOREIGN KEY (account_id, assignee_id) REFERENCES users (account_id, id),
  FOREIGN KEY (account_id, organization_id) REFERENCES organizations (account_id, id)
);
CREATE INDEX tickets_requester ON tickets (requester_id, number);
CREATE INDEX tickets_assignee ON tickets (assignee_id, number) WHERE assignee_id IS NOT NULL;
CREATE INDEX tickets_status ON tickets (account_id, status, number);

CREATE TABLE comments (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id BIGINT NOT NULL,
  ticket_id  BIGINT NOT NULL,
  author_id  BIGINT NOT NULL,
  root_id    BIGINT,
  frame_id   BIGINT,
  body       TEXT NOT NULL,
  is_public  BOOLEAN NOT NULL,
  created_at BIGINT NOT NULL,
  FOREIGN KEY (account_id, ticket_id) REFERENCES tickets (account_id, id),
  FOREIGN KEY (account_id, author_id) REFERENCES users (account_id, id),
  FOREIGN KEY (account_id, root_id) REFERENCES users (account_id, id),
  FOREIGN KEY (account_id, frame_id) REFERENCES frames (account_id, id),
  CHECK ((frame_id IS NULL) = (root_id IS NULL))
);
CREATE INDEX comments_ticket ON comments (ticket_id, id);

-- Requests asked for are counted on the person, for the People list.
CREATE TRIGGER requests_counted AFTER INSERT ON tickets BEGIN
  UPDATE users SET requests_count = requests_count + 1 WHERE id = NEW.requester_id;
END;

-- One-time links, such as an invitation to set a first password; only the hash is kept.
CREATE TABLE links (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id BIGINT NOT NULL,
  user_id    BIGINT NOT NULL,
  purpose    TEXT NOT NULL CHECK (purpose IN ('set_password')),
  token_hash TEXT NOT NULL UNIQUE,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at    BIGINT,
  FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id)
);

-- What is true of the whole deployment, such as which secret its data was made with.
CREATE TABLE deployment (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);
