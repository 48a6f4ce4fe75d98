-- The same tables as in SQLite.

CREATE TABLE access_identities (
  issuer TEXT COLLATE "C" NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  user_name TEXT COLLATE "C" NOT NULL REFERENCES access_users (name),
  created_at TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (issuer, subject)
);

CREATE TABLE validation_kept (
  validation_id TEXT COLLATE "C" PRIMARY KEY,
  run_id TEXT COLLATE "C" NOT NULL,
  made_at TEXT COLLATE "C" NOT NULL,
  made_by TEXT COLLATE "C" NOT NULL,
  version TEXT COLLATE "C" NOT NULL,
  labels_name TEXT COLLATE "C" NOT NULL,
  labels BYTEA NOT NULL,
  event TEXT COLLATE "C" NOT NULL,
  months INTEGER NOT NULL,
  watched_to TEXT COLLATE "C",
  keep_going INTEGER NOT NULL,
  firms INTEGER NOT NULL,
  observations INTEGER NOT NULL,
  events INTEGER NOT NULL,
  area DOUBLE PRECISION,
  first_day TEXT COLLATE "C",
  last_day TEXT COLLATE "C",
  document BYTEA NOT NULL
);
CREATE INDEX validation_kept_by_moment ON validation_kept (made_at, validation_id);
CREATE TRIGGER validation_kept_refuse_change BEFORE UPDATE OR TRUNCATE ON validation_kept FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
