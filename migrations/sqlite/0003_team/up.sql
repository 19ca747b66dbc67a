-- The team: roles in each product, seats, custom roles, groups; the owner's billing; integrations.
-- What the account has bought (spec.md §3.6–3.7). Amounts are whole minor units of the currency.
CREATE TABLE subscriptions (
  account_id    BIGINT PRIMARY KEY REFERENCES accounts (id),
  seats         BIGINT NOT NULL DEFAULT 10 CHECK (seats BETWEEN 1 AND 100000),
  sell_seats    BIGINT NOT NULL DEFAULT 0 CHECK (sell_seats BETWEEN 0 AND 100000),
  cycle         TEXT NOT NULL DEFAULT 'monthly' CHECK (cycle IN ('monthly', 'annual')),
  currency      TEXT NOT NULL DEFAULT 'EUR' CHECK (currency IN ('EUR', 'GBP', 'USD')),
  period_start  BIGINT NOT NULL,
  trial_ends_at BIGINT
);
INSERT INTO subscriptions (account_id, seats, period_start)
  SELECT a.id, max(10, (SELECT count(*) FROM users u WHERE u.account_id = a.id AND u.role IN ('administrator', 'agent') AND u.deleted_at IS NULL)), a.created_at
  FROM accounts a;

-- Seats that the operator lends until a moment.
CREATE TABLE temporary_seats (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  seats      BIGINT NOT NULL CHECK (seats BETWEEN 1 AND 1000),
  until      BIGINT NOT NULL,
  reason     TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX temporary_seats_of ON temporary_seats (account_id, until);

-- Custom roles, and the system's, which an account copies. Permissions are a set of bits (src/policy/permissions.rs).
CREATE TABLE roles (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id  BIGINT NOT NULL REFERENCES accounts (id),
  system_key  TEXT CHECK (system_key IN ('advisor', 'staff', 'team_lead')),
  name        TEXT NOT NULL,
  folded_name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  permissions BIGINT NOT NULL,
  created_at  BIGINT NOT NULL,
  updated_at  BIGINT NOT NULL,
  UNIQUE (account_id, id),
  UNIQUE (account_id, folded_name)
);
INSERT INTO roles (account_id, system_key, name, folded_name, permissions, created_at, updated_at)
  SELECT a.id, r.system_key, r.name, r.folded_name, r.permissions, a.created_at, a.created_at FROM accounts a
  CROSS JOIN (SELECT 'advisor' AS system_key, 'Advisor' AS name, 'advisor' AS folded_name, 389 AS permissions
    UNION ALL SELECT 'staff', 'Staff', 'staff', 6 UNION ALL SELECT 'team_lead', 'Team lead', 'team lead', 383) r;

-- Roles in the products beside Support; only the team has any. What a custom role permits is kept on its people, for the
-- identity of every request; triggers keep both the same.
ALTER TABLE users ADD COLUMN guide_role TEXT CHECK (guide_role IS NULL OR (guide_role IN ('admin', 'agent', 'viewer') AND role <> 'end_user'));
ALTER TABLE users ADD COLUMN explore_role TEXT CHECK (explore_role IS NULL OR (explore_role IN ('admin', 'editor', 'viewer') AND role <> 'end_user'));
ALTER TABLE users ADD COLUMN talk_role TEXT CHECK (talk_role IS NULL OR (talk_role IN ('admin', 'team_lead', 'agent') AND role <> 'end_user'));
ALTER TABLE users ADD COLUMN chat_role TEXT CHECK (chat_role IS NULL OR (chat_role IN ('admin', 'agent', 'limited_agent') AND role <> 'end_user'));
ALTER TABLE users ADD COLUMN sell_role TEXT CHECK (sell_role IS NULL OR (sell_role IN ('admin', 'manager', 'agent') AND role <> 'end_user'));
ALTER TABLE users ADD COLUMN billing_admin BOOLEAN NOT NULL DEFAULT 0 CHECK (NOT billing_admin OR role = 'administrator');
ALTER TABLE users ADD COLUMN custom_role_id BIGINT CHECK (custom_role_id IS NULL OR role = 'agent');
ALTER TABLE users ADD COLUMN permissions BIGINT NOT NULL DEFAULT 0;
CREATE INDEX users_of_role ON users (custom_role_id) WHERE custom_role_id IS NOT NULL;
CREATE TRIGGER permissions_given AFTER UPDATE OF custom_role_id ON users WHEN NEW.custom_role_id IS NOT OLD.custom_role_id BEGIN
  UPDATE users SET permissions = coalesce((SELECT r.permissions FROM roles r WHERE r.id = NEW.custom_role_id AND r.account_id = NEW.account_id), 0) WHERE id = NEW.id;
END;
CREATE TRIGGER permissions_changed AFTER UPDATE OF permissions ON roles BEGIN
  UPDATE users SET permissions = NEW.permissions WHERE custom_role_id = NEW.id;
END;
CREATE TRIGGER roles_in_use BEFORE DELETE ON roles WHEN EXISTS (SELECT 1 FROM users u WHERE u.custom_role_id = OLD.id)
  BEGIN SELECT RAISE(ABORT, 'somebody has this role'); END;

-- The owner is an active administrator, whoever writes.
CREATE TRIGGER owners_stay BEFORE UPDATE OF role, deleted_at ON users
  WHEN (NEW.role <> 'administrator' OR NEW.deleted_at IS NOT NULL)
    AND EXISTS (SELECT 1 FROM accounts a WHERE a.id = NEW.account_id AND a.owner_id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'the owner of an account is an administrator'); END;
CREATE TRIGGER owners_chosen BEFORE UPDATE OF owner_id ON accounts
  WHEN NOT EXISTS (SELECT 1 FROM users u WHERE u.id = NEW.owner_id AND u.account_id = NEW.id AND u.role = 'administrator' AND u.deleted_at IS NULL AND u.suspended_at IS NULL)
  BEGIN SELECT RAISE(ABORT, 'the owner of an account is an active administrator'); END;

-- Groups. Every agent is in one at least, and has one default; end users are in none.
CREATE TABLE agent_groups (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id  BIGINT NOT NULL REFERENCES accounts (id),
  name        TEXT NOT NULL,
  folded_name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  is_default  BOOLEAN NOT NULL,
  created_at  BIGINT NOT NULL,
  updated_at  BIGINT NOT NULL,
  UNIQUE (account_id, id),
  UNIQUE (account_id, folded_name)
);
CREATE UNIQUE INDEX agent_groups_default ON agent_groups (account_id) WHERE is_default;
CREATE TABLE group_memberships (
  account_id BIGINT NOT NULL,
  group_id   BIGINT NOT NULL,
  user_id    BIGINT NOT NULL,
  is_default BOOLEAN NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (group_id, user_id),
  FOREIGN KEY (account_id, group_id) REFERENCES agent_groups (account_id, id),
  FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX group_memberships_default ON group_memberships (user_id) WHERE is_default;
CREATE INDEX group_memberships_user ON group_memberships (user_id);
INSERT INTO agent_groups (account_id, name, folded_name, is_default, created_at, updated_at)
  SELECT id, 'Support', 'support', 1, created_at, created_at FROM accounts;
INSERT INTO group_memberships (account_id, group_id, user_id, is_default, created_at)
  SELECT u.account_id, g.id, u.id, 1, u.created_at FROM users u JOIN agent_groups g ON g.account_id = u.account_id
  WHERE u.role IN ('administrator', 'agent') AND u.deleted_at IS NULL;
CREATE TRIGGER team_grouped AFTER INSERT ON users WHEN NEW.role IN ('administrator', 'agent') AND NEW.deleted_at IS NULL BEGIN
  INSERT INTO group_memberships (account_id, group_id, user_id, is_default, created_at)
    SELECT g.account_id, g.id, NEW.id, 1, NEW.created_at FROM agent_groups g WHERE g.account_id = NEW.account_id AND g.is_default;
END;
CREATE TRIGGER team_grouped_again AFTER UPDATE OF role, deleted_at ON users WHEN NEW.role IN ('administrator', 'agent') AND NEW.deleted_at IS NULL BEGIN
  INSERT INTO group_memberships (account_id, group_id, user_id, is_default, created_at)
    SELECT g.account_id, g.id, NEW.id, 1, NEW.updated_at FROM agent_groups g
    WHERE g.account_id = NEW.account_id AND g.is_default
      AND NOT EXISTS (SELECT 1 FROM group_memberships m WHERE m.user_id = NEW.id);
END;
CREATE TRIGGER team_ungrouped AFTER UPDATE OF role, deleted_at ON users WHEN NEW.role = 'end_user' OR NEW.deleted_at IS NOT NULL BEGIN
  DELETE FROM group_memberships WHERE user_id = NEW.id;
END;

CREATE TRIGGER team_made AFTER INSERT ON accounts BEGIN
  INSERT INTO subscriptions (account_id, period_start) VALUES (NEW.id, NEW.created_at);
  INSERT INTO agent_groups (account_id, name, folded_name, is_default, created_at, updated_at)
    VALUES (NEW.id, 'Support', 'support', 1, NEW.created_at, NEW.created_at);
  INSERT INTO roles (account_id, system_key, name, folded_name, permissions, created_at, updated_at) VALUES
    (NEW.id, 'advisor', 'Advisor', 'advisor', 389, NEW.created_at, NEW.created_at),
    (NEW.id, 'staff', 'Staff', 'staff', 6, NEW.created_at, NEW.created_at),
    (NEW.id, 'team_lead', 'Team lead', 'team lead', 383, NEW.created_at, NEW.created_at);
END;

-- Invoices, and how they are paid. No more of a card is ever kept than what tells it from another.
CREATE TABLE invoices (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id   BIGINT NOT NULL REFERENCES accounts (id),
  number       BIGINT NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('open', 'paid', 'void')),
  currency     TEXT NOT NULL CHECK (currency IN ('EUR', 'GBP', 'USD')),
  total        BIGINT NOT NULL,
  period_start BIGINT NOT NULL,
  period_end   BIGINT NOT NULL,
  issued_at    BIGINT NOT NULL,
  due_at       BIGINT NOT NULL,
  paid_at      BIGINT,
  UNIQUE (account_id, id),
  UNIQUE (account_id, number)
);
CREATE TABLE invoice_lines (
  invoice_id BIGINT NOT NULL REFERENCES invoices (id),
  position   INTEGER NOT NULL,
  item       TEXT NOT NULL,
  quantity   BIGINT NOT NULL,
  unit_price BIGINT NOT NULL,
  amount     BIGINT NOT NULL,
  PRIMARY KEY (invoice_id, position)
) WITHOUT ROWID;
CREATE TABLE payment_methods (
  account_id   BIGINT PRIMARY KEY REFERENCES accounts (id),
  kind         TEXT NOT NULL CHECK (kind IN ('card', 'bank_transfer')),
  brand        TEXT NOT NULL DEFAULT '',
  last_four    TEXT NOT NULL DEFAULT '' CHECK (length(last_four) IN (0, 4)),
  expiry_month INTEGER CHECK (expiry_month BETWEEN 1 AND 12),
  expiry_year  INTEGER,
  updated_at   BIGINT NOT NULL
);

-- Other programs, and who lets each of them act in their name. Of a token only the hash is kept.
CREATE TABLE integrations (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id    BIGINT NOT NULL REFERENCES accounts (id),
  name          TEXT NOT NULL,
  folded_name   TEXT NOT NULL,
  description   TEXT NOT NULL DEFAULT '',
  created_by_id BIGINT,
  created_at    BIGINT NOT NULL,
  UNIQUE (account_id, id),
  UNIQUE (account_id, folded_name)
);
CREATE TABLE authorizations (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id     BIGINT NOT NULL,
  integration_id BIGINT NOT NULL,
  user_id        BIGINT NOT NULL,
  state          TEXT NOT NULL CHECK (state IN ('active', 'needs_authorization', 'revoked')),
  token_hash     TEXT NOT NULL UNIQUE,
  token_end      TEXT NOT NULL,
  created_at     BIGINT NOT NULL,
  last_used_at   BIGINT,
  ended_at       BIGINT,
  FOREIGN KEY (account_id, integration_id) REFERENCES integrations (account_id, id),
  FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id)
);
CREATE INDEX authorizations_of ON authorizations (integration_id, id);
CREATE INDEX authorizations_user ON authorizations (user_id) WHERE state <> 'revoked';

-- Whether an address was ever proved to be read by the person, or was the one they were written to: only such addresses are looked
-- for in other people's texts when the person is erased.
ALTER TABLE former_identifiers ADD COLUMN verified BOOLEAN NOT NULL DEFAULT FALSE;
DROP TRIGGER addresses_remembered;
DROP TRIGGER addresses_remembered_again;
CREATE TRIGGER addresses_remembered AFTER DELETE ON addresses BEGIN
  INSERT INTO former_identifiers (account_id, user_id, kind, value, verified)
    VALUES (OLD.account_id, OLD.user_id, OLD.kind, OLD.value, OLD.verified_at IS NOT NULL OR OLD.is_primary)
    ON CONFLICT (user_id, kind, value) DO UPDATE SET verified = former_identifiers.verified OR excluded.verified;
END;
CREATE TRIGGER addresses_remembered_again AFTER UPDATE OF value ON addresses WHEN OLD.value <> NEW.value BEGIN
  INSERT INTO former_identifiers (account_id, user_id, kind, value, verified)
    VALUES (OLD.account_id, OLD.user_id, OLD.kind, OLD.value, OLD.verified_at IS NOT NULL OR OLD.is_primary)
    ON CONFLICT (user_id, kind, value) DO UPDATE SET verified = former_identifiers.verified OR excluded.verified;
END;
