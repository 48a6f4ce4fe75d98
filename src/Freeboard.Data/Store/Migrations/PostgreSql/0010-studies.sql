-- Portfolios computed and transitions fitted for the dashboard: what each was made from, byte by byte, and what it said. See docs/serve.md.

CREATE TABLE study_kept (
  study_id TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  title TEXT COLLATE "C" NOT NULL,
  made_at TEXT COLLATE "C" NOT NULL,
  made_by TEXT COLLATE "C" NOT NULL,
  version TEXT COLLATE "C" NOT NULL,
  settings TEXT COLLATE "C" NOT NULL,
  summary TEXT COLLATE "C" NOT NULL,
  document BYTEA NOT NULL,
  PRIMARY KEY (study_id)
);
CREATE INDEX study_kept_by_moment ON study_kept (kind, made_at, study_id);

CREATE TABLE study_files (
  study_id TEXT COLLATE "C" NOT NULL REFERENCES study_kept (study_id) ON DELETE CASCADE,
  place BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  content BYTEA NOT NULL,
  PRIMARY KEY (study_id, place)
);

CREATE TRIGGER study_kept_refuse_update BEFORE UPDATE ON study_kept FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
