ALTER TABLE comments DROP COLUMN unproved;
DROP INDEX audit_entries_object;
DROP INDEX users_by_change;
DROP INDEX users_by_creation;
DROP TRIGGER users_searched_in;
DROP TRIGGER users_searched_out;
DROP TRIGGER users_searched_again;
DROP TABLE users_search;
DROP TRIGGER organizations_searched_in;
DROP TRIGGER organizations_searched_out;
DROP TRIGGER organizations_searched_again;
DROP TABLE organizations_search;
DROP TRIGGER requests_moved;
DROP TRIGGER end_user_settings_made;
DROP TRIGGER people_counted_in;
DROP TRIGGER people_counted_out;
DROP TRIGGER people_counted_again;
DROP TRIGGER addresses_remembered;
DROP TRIGGER addresses_remembered_again;
DROP TRIGGER names_remembered;
DROP TRIGGER aliases_remembered;
DROP TRIGGER external_ids_remembered;
DROP TABLE former_identifiers;
DROP TABLE erasures;
DROP TABLE import_faults;
DROP TABLE import_pieces;
DROP TABLE imports;
DROP TABLE mails;
DROP TABLE user_field_values;
DROP TABLE user_field_options;
DROP TABLE user_fields;
DROP TABLE ticket_tags;
DROP TABLE organization_tags;
DROP TABLE user_tags;
DROP TABLE organization_domains;
DROP INDEX tickets_organization;
DROP TABLE memberships;
DROP TABLE end_user_settings;
CREATE TABLE old_links (
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
INSERT INTO old_links (id, account_id, user_id, purpose, token_hash, created_at, expires_at, used_at)
  SELECT id, account_id, user_id, purpose, token_hash, created_at, expires_at, used_at FROM links WHERE purpose = 'set_password';
DROP TABLE links;
ALTER TABLE old_links RENAME TO links;
DROP INDEX organizations_external_id;
DROP INDEX addresses_folded;
DROP INDEX users_due;
DROP INDEX users_deleted;
DROP INDEX users_external_id;
ALTER TABLE users DROP COLUMN merged_into_id;
ALTER TABLE users DROP COLUMN erased_at;
ALTER TABLE users DROP COLUMN deleted_by_id;
ALTER TABLE users DROP COLUMN suspension_reason;
ALTER TABLE users DROP COLUMN suspended_by_id;
ALTER TABLE users DROP COLUMN request_access;
ALTER TABLE users DROP COLUMN external_id;
ALTER TABLE users DROP COLUMN details;
ALTER TABLE users DROP COLUMN alias;
ALTER TABLE organizations DROP COLUMN updated_at;
ALTER TABLE organizations DROP COLUMN search_text;
ALTER TABLE organizations DROP COLUMN requests_shared;
ALTER TABLE organizations DROP COLUMN external_id;
ALTER TABLE organizations DROP COLUMN notes;
ALTER TABLE organizations DROP COLUMN details;
DELETE FROM people_counts WHERE category = 'deleted';
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
UPDATE users SET search_text = folded_name || ' ' || coalesce(lower(email), '');
CREATE VIRTUAL TABLE users_search USING fts5(search_text, content = 'users', content_rowid = 'id', tokenize = 'trigram', detail = 'none');
INSERT INTO users_search (users_search, rank) VALUES ('secure-delete', 1);
INSERT INTO users_search (users_search) VALUES ('rebuild');
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
