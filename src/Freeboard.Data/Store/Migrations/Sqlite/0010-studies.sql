-- Portfolios computed and transitions fitted for the dashboard: what each was made from, byte by byte, and what it said. See docs/serve.md.

CREATE TABLE study_kept (
  study_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL,
  version TEXT NOT NULL,
  settings TEXT NOT NULL,
  summary TEXT NOT NULL,
  document BLOB NOT NULL,
  PRIMARY KEY (study_id)
) STRICT;
CREATE INDEX study_kept_by_moment ON study_kept (kind, made_at, study_id);

CREATE TABLE study_files (
  study_id TEXT NOT NULL REFERENCES study_kept (study_id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  name TEXT NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (study_id, place)
) STRICT;

CREATE TRIGGER study_kept_refuse_update BEFORE UPDATE ON study_kept BEGIN SELECT RAISE(ABORT, 'append-only: study_kept refuses UPDATE'); END;
