-- The same tables as in SQLite.

CREATE TABLE access_users (
  name TEXT COLLATE "C" PRIMARY KEY,
  role TEXT COLLATE "C" NOT NULL,
  password_hash TEXT COLLATE "C",
  disabled INTEGER NOT NULL,
  created_at TEXT COLLATE "C" NOT NULL
);

CREATE TABLE access_sessions (
  token_hash TEXT COLLATE "C" PRIMARY KEY,
  user_name TEXT COLLATE "C" NOT NULL REFERENCES access_users (name),
  created_at TEXT COLLATE "C" NOT NULL,
  expires_at TEXT COLLATE "C" NOT NULL
);
CREATE INDEX access_sessions_by_user ON access_sessions (user_name);

CREATE TABLE access_keys (
  key_id TEXT COLLATE "C" PRIMARY KEY,
  label TEXT COLLATE "C" NOT NULL,
  user_name TEXT COLLATE "C" NOT NULL REFERENCES access_users (name),
  secret_hash TEXT COLLATE "C" NOT NULL,
  scopes TEXT COLLATE "C" NOT NULL,
  created_at TEXT COLLATE "C" NOT NULL,
  expires_at TEXT COLLATE "C" NOT NULL,
  revoked INTEGER NOT NULL
);
CREATE INDEX access_keys_by_user ON access_keys (user_name);

CREATE TABLE access_replies (
  caller TEXT COLLATE "C" NOT NULL,
  request_key TEXT COLLATE "C" NOT NULL,
  request_hash TEXT COLLATE "C" NOT NULL,
  status INTEGER NOT NULL,
  location TEXT COLLATE "C",
  body TEXT COLLATE "C" NOT NULL,
  kept_at TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (caller, request_key)
);

CREATE TABLE access_log (
  sequence BIGINT PRIMARY KEY CHECK (sequence > 0),
  happened_at TEXT COLLATE "C" NOT NULL,
  actor TEXT COLLATE "C" NOT NULL,
  action TEXT COLLATE "C" NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  detail TEXT COLLATE "C" NOT NULL,
  previous_hash TEXT COLLATE "C" NOT NULL,
  hash TEXT COLLATE "C" NOT NULL
);
CREATE TRIGGER access_log_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON access_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
