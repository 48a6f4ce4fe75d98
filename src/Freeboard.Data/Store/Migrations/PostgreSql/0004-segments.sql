-- The same tables as in SQLite; their meaning stands there.
CREATE TABLE assessments (
  run_id TEXT COLLATE "C" PRIMARY KEY,
  settings_hash TEXT COLLATE "C" NOT NULL,
  state_hash TEXT COLLATE "C" NOT NULL,
  days_hash TEXT COLLATE "C" NOT NULL
);
CREATE INDEX assessments_by_settings ON assessments (settings_hash);

CREATE TABLE assessment_contents (
  content_id BIGINT PRIMARY KEY CHECK (content_id > 0),
  content BYTEA NOT NULL
);
-- Packed numbers do not become smaller by another packing.
ALTER TABLE assessment_contents ALTER COLUMN content SET STORAGE EXTERNAL;

CREATE TABLE assessment_segments (
  run_id TEXT COLLATE "C" NOT NULL,
  position INTEGER NOT NULL,
  firm TEXT COLLATE "C" NOT NULL,
  row_count INTEGER NOT NULL,
  content_id BIGINT NOT NULL,
  PRIMARY KEY (run_id, position)
);
CREATE INDEX assessment_segments_by_firm ON assessment_segments (run_id, firm);

CREATE TRIGGER assessments_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON assessments FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER assessment_contents_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON assessment_contents FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER assessment_segments_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON assessment_segments FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
