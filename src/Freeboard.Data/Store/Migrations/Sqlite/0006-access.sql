-- Who may do what: accounts, sessions, keys of programs, answers kept for repeated requests, and the log of what was done. See docs/access.md.

CREATE TABLE access_users (
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  password_hash TEXT,
  disabled INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;

-- A session is known by the hash of its token: who reads the store cannot sign in with what it holds.
CREATE TABLE access_sessions (
  token_hash TEXT NOT NULL,
  user_name TEXT NOT NULL REFERENCES access_users (name),
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  PRIMARY KEY (token_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX access_sessions_by_user ON access_sessions (user_name);

CREATE TABLE access_keys (
  key_id TEXT NOT NULL,
  label TEXT NOT NULL,
  user_name TEXT NOT NULL REFERENCES access_users (name),
  secret_hash TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  revoked INTEGER NOT NULL,
  PRIMARY KEY (key_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX access_keys_by_user ON access_keys (user_name);

CREATE TABLE access_replies (
  caller TEXT NOT NULL,
  request_key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status INTEGER NOT NULL,
  location TEXT,
  body TEXT NOT NULL,
  kept_at TEXT NOT NULL,
  PRIMARY KEY (caller, request_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE access_log (
  sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
  happened_at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TRIGGER access_log_refuse_update BEFORE UPDATE ON access_log BEGIN SELECT RAISE(ABORT, 'append-only: access_log refuses UPDATE'); END;
CREATE TRIGGER access_log_refuse_delete BEFORE DELETE ON access_log BEGIN SELECT RAISE(ABORT, 'append-only: access_log refuses DELETE'); END;
CREATE TRIGGER access_log_refuse_replace BEFORE INSERT ON access_log WHEN EXISTS (SELECT 1 FROM access_log WHERE sequence = NEW.sequence) BEGIN SELECT RAISE(ABORT, 'append-only: access_log refuses a second row of one key'); END;
