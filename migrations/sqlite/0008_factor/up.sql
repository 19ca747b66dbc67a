-- Signing in beyond a password: two-factor authentication, sign-ins that are not done yet, the browsers that people came from,
-- and the rules that passwords keep.
CREATE TABLE sign_in_settings (
  account_id             BIGINT PRIMARY KEY REFERENCES accounts (id),
  staff_factor           BOOLEAN NOT NULL DEFAULT 0,
  customer_factor        BOOLEAN NOT NULL DEFAULT 0,
  factor_every_time      BOOLEAN NOT NULL DEFAULT 0,
  staff_level            TEXT NOT NULL DEFAULT 'recommended' CHECK (staff_level IN ('low', 'medium', 'high', 'recommended')),
  customer_level         TEXT NOT NULL DEFAULT 'recommended' CHECK (customer_level IN ('low', 'medium', 'high', 'recommended')),
  -- Since when the level is what it is; nothing while it was never chosen.
  staff_level_at         BIGINT,
  customer_level_at      BIGINT,
  admins_set_passwords   BOOLEAN NOT NULL DEFAULT 0
);
INSERT INTO sign_in_settings (account_id) SELECT id FROM accounts;

-- A person's authenticator app. The seed is encrypted with a key that is not in the database.
CREATE TABLE factors (
  user_id      BIGINT PRIMARY KEY,
  account_id   BIGINT NOT NULL,
  seed         TEXT NOT NULL,
  last_step    BIGINT NOT NULL,
  confirmed_at BIGINT NOT NULL,
  last_used_at BIGINT,
  FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id)
);

-- One that is being set up and has not been confirmed by a code. Only who began it sees it: a session's id, or that of a sign-in
-- that is not done, below zero.
CREATE TABLE factor_drafts (
  user_id    BIGINT PRIMARY KEY,
  account_id BIGINT NOT NULL,
  holder     BIGINT NOT NULL,
  seed       TEXT NOT NULL,
  expires_at BIGINT NOT NULL,
  FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id)
);

-- Codes that stand in for the app, each once; those that an administrator showed have an end.
CREATE TABLE recovery_codes (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id BIGINT NOT NULL,
  user_id    BIGINT NOT NULL,
  code_hash  TEXT NOT NULL,
  expires_at BIGINT,
  used_at    BIGINT,
  UNIQUE (user_id, code_hash),
  FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id)
);

-- Somebody whose password was right, and who has something to do before they get a session.
CREATE TABLE pending_sign_ins (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id   BIGINT NOT NULL,
  user_id      BIGINT NOT NULL,
  epoch        BIGINT NOT NULL,
  token_hash   TEXT NOT NULL UNIQUE,
  -- What is left to do.
  asks_code    BOOLEAN NOT NULL,
  asks_password BOOLEAN NOT NULL,
  asks_factor  BOOLEAN NOT NULL,
  trusts       BOOLEAN NOT NULL DEFAULT 0,
  return_path  TEXT NOT NULL,
  created_at   BIGINT NOT NULL,
  expires_at   BIGINT NOT NULL,
  used_at      BIGINT,
  FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id)
);
CREATE INDEX pending_sign_ins_by_user ON pending_sign_ins (user_id);

-- A browser that a person signed in from, and until when it is not asked for a code.
CREATE TABLE browsers (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id    BIGINT NOT NULL,
  user_id       BIGINT NOT NULL,
  token_hash    TEXT NOT NULL UNIQUE,
  epoch         BIGINT NOT NULL,
  known_until   BIGINT NOT NULL,
  trusted_until BIGINT NOT NULL DEFAULT 0,
  FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id)
);
CREATE INDEX browsers_by_user ON browsers (user_id);

-- When a person's password was set, and by when it has to be replaced: 0 is at once.
CREATE TABLE password_states (
  user_id    BIGINT PRIMARY KEY,
  account_id BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  due_at     BIGINT,
  FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id)
);

-- The last passwords that a person had, as hashes.
CREATE TABLE former_passwords (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id    BIGINT NOT NULL,
  user_id       BIGINT NOT NULL,
  password_hash TEXT NOT NULL,
  FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id)
);
CREATE INDEX former_passwords_by_user ON former_passwords (user_id);

CREATE TRIGGER sign_in_settings_made AFTER INSERT ON accounts BEGIN
  INSERT INTO sign_in_settings (account_id) VALUES (NEW.id);
END;
