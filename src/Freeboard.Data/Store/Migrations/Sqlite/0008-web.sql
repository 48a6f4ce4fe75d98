-- Accounts that sign in elsewhere, and validations kept for the dashboard. See docs/access.md and docs/serve.md.

-- An issuer's subject and the account that it signs in to; the pair never changes hands.
CREATE TABLE access_identities (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  user_name TEXT NOT NULL REFERENCES access_users (name),
  created_at TEXT NOT NULL,
  PRIMARY KEY (issuer, subject)
) STRICT, WITHOUT ROWID;

-- What a validation was made from: the run, the file of events byte by byte, the settings. What it said when it was made stands in document.
CREATE TABLE validation_kept (
  validation_id TEXT NOT NULL,
  run_id TEXT NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL,
  version TEXT NOT NULL,
  labels_name TEXT NOT NULL,
  labels BLOB NOT NULL,
  event TEXT NOT NULL,
  months INTEGER NOT NULL,
  watched_to TEXT,
  keep_going INTEGER NOT NULL,
  firms INTEGER NOT NULL,
  observations INTEGER NOT NULL,
  events INTEGER NOT NULL,
  area REAL,
  first_day TEXT,
  last_day TEXT,
  document BLOB NOT NULL,
  PRIMARY KEY (validation_id)
) STRICT;
CREATE INDEX validation_kept_by_moment ON validation_kept (made_at, validation_id);

CREATE TRIGGER validation_kept_refuse_update BEFORE UPDATE ON validation_kept BEGIN SELECT RAISE(ABORT, 'append-only: validation_kept refuses UPDATE'); END;
