-- The browsers that a person has signed in with, each known by a cookie of which a hash is kept.
CREATE TABLE devices (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id    BIGINT NOT NULL,
  user_id       BIGINT NOT NULL,
  key_hash      TEXT NOT NULL,
  name          TEXT NOT NULL,
  first_seen_at BIGINT NOT NULL,
  last_seen_at  BIGINT NOT NULL,
  FOREIGN KEY (account_id, user_id) REFERENCES users (account_id, id)
);
CREATE UNIQUE INDEX devices_key ON devices (user_id, key_hash);

-- A device may be gone while its sessions are still told of, so nothing holds it.
ALTER TABLE sessions ADD COLUMN device_id BIGINT;
CREATE INDEX sessions_past ON sessions (user_id, id);
-- Whether the person is told by mail of a sign-in with a device that is new to them.
ALTER TABLE users ADD COLUMN device_mail BOOLEAN NOT NULL DEFAULT 0;
CREATE INDEX frames_of_subject ON frames (subject_user_id, id);
