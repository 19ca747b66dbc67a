-- The life of an end user: settings, addresses, organizations, tags, fields, mail, imports, deletion and erasure.
-- What end users may do and which mail they get (spec.md §3.10); one row an account.
CREATE TABLE end_user_settings (
  account_id             BIGINT PRIMARY KEY REFERENCES accounts (id),
  anybody_can_submit     BOOLEAN NOT NULL DEFAULT 1,
  ask_to_register        BOOLEAN NOT NULL DEFAULT 0,
  registration_message   TEXT NOT NULL DEFAULT '',
  allowlist              TEXT NOT NULL DEFAULT '',
  blocklist              TEXT NOT NULL DEFAULT '',
  welcome_on_creation    BOOLEAN NOT NULL DEFAULT 1,
  welcome_text           TEXT NOT NULL DEFAULT '',
  verification_text      TEXT NOT NULL DEFAULT '',
  list_help_centers      BOOLEAN NOT NULL DEFAULT 0,
  profile_editable       BOOLEAN NOT NULL DEFAULT 1,
  password_changeable    BOOLEAN NOT NULL DEFAULT 1,
  validate_phones        BOOLEAN NOT NULL DEFAULT 0,
  tags_on_people         BOOLEAN NOT NULL DEFAULT 1,
  multiple_organizations BOOLEAN NOT NULL DEFAULT 1,
  deletion_by            TEXT NOT NULL DEFAULT 'agents' CHECK (deletion_by IN ('agents', 'administrators'))
);
INSERT INTO end_user_settings (account_id) SELECT id FROM accounts;

-- More of a person. Suspension, deletion and erasure say when and by whom; a merged person leads on.
ALTER TABLE users ADD COLUMN alias TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN details TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN external_id TEXT;
ALTER TABLE users ADD COLUMN request_access TEXT NOT NULL DEFAULT 'own' CHECK (request_access IN ('own', 'organization'));
ALTER TABLE users ADD COLUMN suspended_by_id BIGINT;
ALTER TABLE users ADD COLUMN suspension_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN deleted_by_id BIGINT;
ALTER TABLE users ADD COLUMN erased_at BIGINT;
ALTER TABLE users ADD COLUMN merged_into_id BIGINT;
CREATE UNIQUE INDEX users_external_id ON users (account_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX users_deleted ON users (account_id, deleted_at, id) WHERE deleted_at IS NOT NULL AND erased_at IS NULL;
CREATE INDEX users_due ON users (deleted_at) WHERE deleted_at IS NOT NULL AND erased_at IS NULL;
CREATE INDEX addresses_folded ON addresses (account_id, kind, folded);

ALTER TABLE organizations ADD COLUMN details TEXT NOT NULL DEFAULT '';
ALTER TABLE organizations ADD COLUMN notes TEXT NOT NULL DEFAULT '';
ALTER TABLE organizations ADD COLUMN external_id TEXT;
ALTER TABLE organizations ADD COLUMN requests_shared BOOLEAN NOT NULL DEFAULT 0;
ALTER TABLE organizations ADD COLUMN search_text TEXT NOT NULL DEFAULT '';
ALTER TABLE organizations ADD COLUMN updated_at BIGINT NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX organizations_external_id ON organizations (account_id, external_id) WHERE external_id IS NOT NULL;

-- A person's organizations; users.organization_id is the default one of them.
CREATE TABLE memberships (
  account_id      BIGINT NOT NULL,
  user_id         BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  created_at      BIGINT NOT NULL,
  PRIMARY KEY (user_id, organization_id),
  FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id),
  FOREIGN KEY (account_id, organization_id) REFERENCES organizations (account_id, id)
) WITHOUT ROWID;
CREATE INDEX memberships_organization ON memberships (organization_id, user_id);
INSERT INTO memberships (account_id, user_id, organization_id, created_at)
  SELECT account_id, id, organization_id, created_at FROM users WHERE organization_id IS NOT NULL;

-- An organization's tickets, the newest first.
CREATE INDEX tickets_organization ON tickets (organization_id, number) WHERE organization_id IS NOT NULL;

-- Who writes from one of these domains belongs to the organization.
CREATE TABLE organization_domains (
  account_id      BIGINT NOT NULL,
  domain          TEXT NOT NULL,
  organization_id BIGINT NOT NULL,
  PRIMARY KEY (account_id, domain),
  FOREIGN KEY (account_id, organization_id) REFERENCES organizations (account_id, id)
) WITHOUT ROWID;
CREATE INDEX organization_domains_of ON organization_domains (organization_id);

-- Tags are lower-case words; those of people go on their new tickets.
CREATE TABLE user_tags (
  account_id BIGINT NOT NULL,
  user_id    BIGINT NOT NULL,
  tag        TEXT NOT NULL,
  PRIMARY KEY (user_id, tag),
  FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id)
) WITHOUT ROWID;
CREATE INDEX user_tags_tag ON user_tags (account_id, tag, user_id);
CREATE TABLE organization_tags (
  account_id      BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  tag             TEXT NOT NULL,
  PRIMARY KEY (organization_id, tag),
  FOREIGN KEY (account_id, organization_id) REFERENCES organizations (account_id, id)
) WITHOUT ROWID;
CREATE INDEX organization_tags_tag ON organization_tags (account_id, tag, organization_id);
CREATE TABLE ticket_tags (
  account_id BIGINT NOT NULL,
  ticket_id  BIGINT NOT NULL,
  tag        TEXT NOT NULL,
  PRIMARY KEY (ticket_id, tag),
  FOREIGN KEY (account_id, ticket_id) REFERENCES tickets (account_id, id)
) WITHOUT ROWID;
CREATE INDEX ticket_tags_tag ON ticket_tags (account_id, tag, ticket_id);

-- Fields that an account adds to its people. The key is the field's word in searches and imports.
CREATE TABLE user_fields (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  field_key  TEXT NOT NULL,
  title      TEXT NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('text', 'checkbox', 'date', 'drop_down')),
  position   INTEGER NOT NULL,
  is_active  BOOLEAN NOT NULL DEFAULT 1,
  created_at BIGINT NOT NULL,
  UNIQUE (account_id, id),
  UNIQUE (account_id, field_key)
);
CREATE TABLE user_field_options (
  account_id BIGINT NOT NULL,
  field_id   BIGINT NOT NULL,
  tag        TEXT NOT NULL,
  title      TEXT NOT NULL,
  position   INTEGER NOT NULL,
  PRIMARY KEY (field_id, tag),
  FOREIGN KEY (account_id, field_id) REFERENCES user_fields (account_id, id)
) WITHOUT ROWID;
CREATE TABLE user_field_values (
  account_id BIGINT NOT NULL,
  user_id    BIGINT NOT NULL,
  field_id   BIGINT NOT NULL,
  value      TEXT NOT NULL,
  PRIMARY KEY (user_id, field_id),
  FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id),
  FOREIGN KEY (account_id, field_id) REFERENCES user_fields (account_id, id)
) WITHOUT ROWID;
CREATE INDEX user_field_values_of ON user_field_values (field_id, value, user_id);

-- One-time links; only the hash is kept. A link about an address ends with it.
CREATE TABLE new_links (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id BIGINT NOT NULL,
  user_id    BIGINT NOT NULL,
  purpose    TEXT NOT NULL CHECK (purpose IN ('set_password', 'reset_password', 'verify_address')),
  address_id BIGINT,
  token_hash TEXT NOT NULL UNIQUE,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at    BIGINT,
  CHECK ((purpose = 'verify_address') <= (address_id IS NOT NULL)),
  FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id)
);
INSERT INTO new_links (id, account_id, user_id, purpose, token_hash, created_at, expires_at, used_at)
  SELECT id, account_id, user_id, purpose, token_hash, created_at, expires_at, used_at FROM links;
DROP TABLE links;
ALTER TABLE new_links RENAME TO links;
CREATE INDEX links_user ON links (user_id, purpose) WHERE used_at IS NULL;

-- The outbox: a mail is queued in the transaction that causes it, and delivered at least once under one Message-ID.
-- The text is forgotten after delivery; the line stays.
CREATE TABLE mails (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id      BIGINT NOT NULL REFERENCES accounts (id),
  user_id         BIGINT,
  letter          TEXT NOT NULL,
  address         TEXT NOT NULL,
  locale          TEXT NOT NULL,
  subject         TEXT NOT NULL,
  text            TEXT,
  html            TEXT,
  state           TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'suppressed')),
  reason          TEXT NOT NULL DEFAULT '',
  message_id      TEXT NOT NULL UNIQUE,
  cause_user_id   BIGINT,
  cause_root_id   BIGINT,
  cause_frame_id  BIGINT,
  request_id      TEXT NOT NULL,
  ticket_number   BIGINT,
  attempts        INTEGER NOT NULL DEFAULT 0,
  next_try_at     BIGINT NOT NULL,
  lease_until     BIGINT NOT NULL DEFAULT 0,
  created_at      BIGINT NOT NULL,
  finished_at     BIGINT,
  FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id)
);
CREATE INDEX mails_due ON mails (next_try_at, id) WHERE state IN ('queued', 'sending');
CREATE INDEX mails_log ON mails (account_id, id);
CREATE INDEX mails_by_state ON mails (account_id, state, id);
CREATE INDEX mails_in_order ON mails (account_id, ticket_number, id) WHERE state IN ('queued', 'sending');
CREATE INDEX mails_user ON mails (user_id, id);

-- A bulk import: the file in pieces until it is done, and the rows that could not be taken.
CREATE TABLE imports (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id   BIGINT NOT NULL,
  user_id      BIGINT NOT NULL,
  chain        TEXT NOT NULL,
  file_name    TEXT NOT NULL,
  mode         TEXT NOT NULL CHECK (mode IN ('create', 'update', 'both')),
  send_welcome BOOLEAN NOT NULL DEFAULT 1,
  empty_clears BOOLEAN NOT NULL DEFAULT 1,
  state        TEXT NOT NULL CHECK (state IN ('uploading', 'checking', 'checked', 'running', 'done', 'cancelled', 'failed')),
  reason       TEXT NOT NULL DEFAULT '',
  bytes        BIGINT NOT NULL DEFAULT 0,
  rows_total   BIGINT NOT NULL DEFAULT 0,
  rows_done    BIGINT NOT NULL DEFAULT 0,
  created      BIGINT NOT NULL DEFAULT 0,
  updated      BIGINT NOT NULL DEFAULT 0,
  faulty       BIGINT NOT NULL DEFAULT 0,
  position     BIGINT NOT NULL DEFAULT 0,
  line         BIGINT NOT NULL DEFAULT 1,
  lease_until  BIGINT NOT NULL DEFAULT 0,
  created_at   BIGINT NOT NULL,
  finished_at  BIGINT,
  UNIQUE (account_id, id),
  FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id)
);
CREATE INDEX imports_due ON imports (state, id) WHERE state IN ('checking', 'running');
-- One at a time in each account.
CREATE UNIQUE INDEX imports_at_work ON imports (account_id) WHERE state IN ('checking', 'running');
CREATE TABLE import_pieces (
  import_id BIGINT NOT NULL REFERENCES imports (id),
  piece     BIGINT NOT NULL,
  body      BLOB NOT NULL,
  PRIMARY KEY (import_id, piece)
);
CREATE TABLE import_faults (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  import_id BIGINT NOT NULL REFERENCES imports (id),
  line      BIGINT NOT NULL,
  field     TEXT NOT NULL,
  fault     TEXT NOT NULL,
  row_text  TEXT NOT NULL
);
CREATE INDEX import_faults_of ON import_faults (import_id, id);
CREATE INDEX import_faults_at ON import_faults (import_id, line);

-- Erasures: the receipt names nobody. The seal covers the body.
CREATE TABLE erasures (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id  BIGINT NOT NULL,
  user_id     BIGINT NOT NULL,
  asked_by_id BIGINT,
  asked_at    BIGINT NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('running', 'done')),
  lease_until BIGINT NOT NULL DEFAULT 0,
  done_at     BIGINT,
  body        TEXT NOT NULL DEFAULT '',
  seal        TEXT NOT NULL DEFAULT '',
  UNIQUE (account_id, id),
  UNIQUE (account_id, user_id),
  FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id)
);
CREATE INDEX erasures_running ON erasures (id) WHERE state = 'running';

-- By what somebody was known before: removed addresses, changed and deleted names. Ticket texts are redacted of them when the
-- person is erased; then they go as well.
CREATE TABLE former_identifiers (
  account_id BIGINT NOT NULL,
  user_id    BIGINT NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('name', 'alias', 'external_id', 'email', 'phone')),
  value      TEXT NOT NULL,
  PRIMARY KEY (user_id, kind, value),
  FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id)
) WITHOUT ROWID;
CREATE TRIGGER addresses_remembered AFTER DELETE ON addresses BEGIN
  INSERT OR IGNORE INTO former_identifiers (account_id, user_id, kind, value) VALUES (OLD.account_id, OLD.user_id, OLD.kind, OLD.value);
END;
CREATE TRIGGER addresses_remembered_again AFTER UPDATE OF value ON addresses WHEN OLD.value <> NEW.value BEGIN
  INSERT OR IGNORE INTO former_identifiers (account_id, user_id, kind, value) VALUES (OLD.account_id, OLD.user_id, OLD.kind, OLD.value);
END;
CREATE TRIGGER names_remembered AFTER UPDATE OF name ON users WHEN OLD.name <> NEW.name BEGIN
  INSERT OR IGNORE INTO former_identifiers (account_id, user_id, kind, value) VALUES (OLD.account_id, OLD.id, 'name', OLD.name);
END;
CREATE TRIGGER aliases_remembered AFTER UPDATE OF alias ON users WHEN OLD.alias <> NEW.alias AND OLD.alias <> '' BEGIN
  INSERT OR IGNORE INTO former_identifiers (account_id, user_id, kind, value) VALUES (OLD.account_id, OLD.id, 'alias', OLD.alias);
END;
CREATE TRIGGER external_ids_remembered AFTER UPDATE OF external_id ON users
  WHEN OLD.external_id IS NOT NULL AND OLD.external_id IS NOT NEW.external_id BEGIN
  INSERT OR IGNORE INTO former_identifiers (account_id, user_id, kind, value) VALUES (OLD.account_id, OLD.id, 'external_id', OLD.external_id);
END;

CREATE TRIGGER end_user_settings_made AFTER INSERT ON accounts BEGIN
  INSERT INTO end_user_settings (account_id) VALUES (NEW.id);
  INSERT INTO people_counts (account_id, category) VALUES (NEW.id, 'deleted');
END;

-- Deleted people are counted too, until they are erased.
INSERT INTO people_counts (account_id, category, n)
  SELECT a.id, 'deleted', (SELECT count(*) FROM users u WHERE u.account_id = a.id AND u.deleted_at IS NOT NULL) FROM accounts a;
DROP TRIGGER people_counted_in;
DROP TRIGGER people_counted_out;
DROP TRIGGER people_counted_again;
CREATE TRIGGER people_counted_in AFTER INSERT ON users BEGIN
  UPDATE people_counts SET n = n + CASE category
      WHEN 'deleted' THEN (NEW.deleted_at IS NOT NULL AND NEW.erased_at IS NULL)
      WHEN 'end_users' THEN (NEW.deleted_at IS NULL AND NEW.role = 'end_user')
      WHEN 'agents' THEN (NEW.deleted_at IS NULL AND NEW.role IN ('agent', 'light_agent', 'contributor'))
      WHEN 'administrators' THEN (NEW.deleted_at IS NULL AND NEW.role = 'administrator')
      WHEN 'suspended' THEN (NEW.deleted_at IS NULL AND NEW.suspended_at IS NOT NULL)
      ELSE (NEW.deleted_at IS NULL AND NEW.verified_at IS NULL) END
  WHERE account_id = NEW.account_id;
END;
CREATE TRIGGER people_counted_out AFTER DELETE ON users BEGIN
  UPDATE people_counts SET n = n - CASE category
      WHEN 'deleted' THEN (OLD.deleted_at IS NOT NULL AND OLD.erased_at IS NULL)
      WHEN 'end_users' THEN (OLD.deleted_at IS NULL AND OLD.role = 'end_user')
      WHEN 'agents' THEN (OLD.deleted_at IS NULL AND OLD.role IN ('agent', 'light_agent', 'contributor'))
      WHEN 'administrators' THEN (OLD.deleted_at IS NULL AND OLD.role = 'administrator')
      WHEN 'suspended' THEN (OLD.deleted_at IS NULL AND OLD.suspended_at IS NOT NULL)
      ELSE (OLD.deleted_at IS NULL AND OLD.verified_at IS NULL) END
  WHERE account_id = OLD.account_id;
END;
CREATE TRIGGER people_counted_again AFTER UPDATE OF role, suspended_at, verified_at, deleted_at, erased_at ON users BEGIN
  UPDATE people_counts SET n = n
    + CASE category
      WHEN 'deleted' THEN (NEW.deleted_at IS NOT NULL AND NEW.erased_at IS NULL)
      WHEN 'end_users' THEN (NEW.deleted_at IS NULL AND NEW.role = 'end_user')
      WHEN 'agents' THEN (NEW.deleted_at IS NULL AND NEW.role IN ('agent', 'light_agent', 'contributor'))
      WHEN 'administrators' THEN (NEW.deleted_at IS NULL AND NEW.role = 'administrator')
      WHEN 'suspended' THEN (NEW.deleted_at IS NULL AND NEW.suspended_at IS NOT NULL)
      ELSE (NEW.deleted_at IS NULL AND NEW.verified_at IS NULL) END
    - CASE category
      WHEN 'deleted' THEN (OLD.deleted_at IS NOT NULL AND OLD.erased_at IS NULL)
      WHEN 'end_users' THEN (OLD.deleted_at IS NULL AND OLD.role = 'end_user')
      WHEN 'agents' THEN (OLD.deleted_at IS NULL AND OLD.role IN ('agent', 'light_agent', 'contributor'))
      WHEN 'administrators' THEN (OLD.deleted_at IS NULL AND OLD.role = 'administrator')
      WHEN 'suspended' THEN (OLD.deleted_at IS NULL AND OLD.suspended_at IS NOT NULL)
      ELSE (OLD.deleted_at IS NULL AND OLD.verified_at IS NULL) END
  WHERE account_id = NEW.account_id;
END;

-- Written by somebody who did not sign in.
ALTER TABLE comments ADD COLUMN unproved BOOLEAN NOT NULL DEFAULT 0;

-- A ticket that finds another requester is counted there.
CREATE TRIGGER requests_moved AFTER UPDATE OF requester_id ON tickets WHEN OLD.requester_id <> NEW.requester_id BEGIN
  UPDATE users SET requests_count = requests_count - 1 WHERE id = OLD.requester_id;
  UPDATE users SET requests_count = requests_count + 1 WHERE id = NEW.requester_id;
END;

-- What was done to one thing.
CREATE INDEX audit_entries_object ON audit_entries (account_id, object_kind, object_id, seq);
-- Search by words: every document (search_text) is made of words between single blanks, so the tokenizer has nothing to decide.
-- secure-delete leaves no trace of removed words. What was there is made anew by the program after this step.
DROP TRIGGER users_searched_in;
DROP TRIGGER users_searched_out;
DROP TRIGGER users_searched_again;
DROP TABLE users_search;
UPDATE users SET search_text = '';
CREATE VIRTUAL TABLE users_search USING fts5(search_text, content = 'users', content_rowid = 'id',
  tokenize = "ascii tokenchars '_'", prefix = '1 2 3', detail = 'none', columnsize = 0);
INSERT INTO users_search (users_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER users_searched_in AFTER INSERT ON users WHEN NEW.search_text <> '' BEGIN
  INSERT INTO users_search (rowid, search_text) VALUES (NEW.id, NEW.search_text);
END;
CREATE TRIGGER users_searched_out AFTER DELETE ON users WHEN OLD.search_text <> '' BEGIN
  INSERT INTO users_search (users_search, rowid, search_text) VALUES ('delete', OLD.id, OLD.search_text);
END;
-- One trigger for both, since the order of two is not defined, and what is taken away last is gone.
CREATE TRIGGER users_searched_again AFTER UPDATE OF search_text ON users WHEN OLD.search_text <> NEW.search_text BEGIN
  INSERT INTO users_search (users_search, rowid, search_text) SELECT 'delete', OLD.id, OLD.search_text WHERE OLD.search_text <> '';
  INSERT INTO users_search (rowid, search_text) SELECT NEW.id, NEW.search_text WHERE NEW.search_text <> '';
END;
CREATE VIRTUAL TABLE organizations_search USING fts5(search_text, content = 'organizations', content_rowid = 'id',
  tokenize = "ascii tokenchars '_'", prefix = '1 2 3', detail = 'none', columnsize = 0);
INSERT INTO organizations_search (organizations_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER organizations_searched_in AFTER INSERT ON organizations WHEN NEW.search_text <> '' BEGIN
  INSERT INTO organizations_search (rowid, search_text) VALUES (NEW.id, NEW.search_text);
END;
CREATE TRIGGER organizations_searched_out AFTER DELETE ON organizations WHEN OLD.search_text <> '' BEGIN
  INSERT INTO organizations_search (organizations_search, rowid, search_text) VALUES ('delete', OLD.id, OLD.search_text);
END;
-- One trigger for both, since the order of two is not defined, and what is taken away last is gone.
CREATE TRIGGER organizations_searched_again AFTER UPDATE OF search_text ON organizations WHEN OLD.search_text <> NEW.search_text BEGIN
  INSERT INTO organizations_search (organizations_search, rowid, search_text) SELECT 'delete', OLD.id, OLD.search_text WHERE OLD.search_text <> '';
  INSERT INTO organizations_search (rowid, search_text) SELECT NEW.id, NEW.search_text WHERE NEW.search_text <> '';
END;
CREATE INDEX users_by_creation ON users (account_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX users_by_change ON users (account_id, updated_at, id) WHERE deleted_at IS NULL;
