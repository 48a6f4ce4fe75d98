-- Runs over the facts of the store: rows of a firm in one packed value, shared by the runs in which they are the same. See docs/store.md.

-- What a run stands on, written when it begins. It is a run for others only when it stands in runs.
CREATE TABLE assessments (
  run_id TEXT NOT NULL,
  settings_hash TEXT NOT NULL,
  state_hash TEXT NOT NULL,
  days_hash TEXT NOT NULL,
  PRIMARY KEY (run_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX assessments_by_settings ON assessments (settings_hash);

-- Rows, what they remark, and the inputs behind the last one. In a table with row ids, because the values are large.
CREATE TABLE assessment_contents (
  content_id INTEGER PRIMARY KEY CHECK (content_id > 0),
  content BLOB NOT NULL
) STRICT;

-- A checkpoint: firms that are done, each by its place in the run.
CREATE TABLE assessment_segments (
  run_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  firm TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  content_id INTEGER NOT NULL,
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX assessment_segments_by_firm ON assessment_segments (run_id, firm);

CREATE TRIGGER assessments_refuse_update BEFORE UPDATE ON assessments BEGIN SELECT RAISE(ABORT, 'append-only: assessments refuses UPDATE'); END;
CREATE TRIGGER assessments_refuse_delete BEFORE DELETE ON assessments BEGIN SELECT RAISE(ABORT, 'append-only: assessments refuses DELETE'); END;
CREATE TRIGGER assessments_refuse_replace BEFORE INSERT ON assessments WHEN EXISTS (SELECT 1 FROM assessments WHERE run_id = NEW.run_id) BEGIN SELECT RAISE(ABORT, 'append-only: assessments refuses a second row of one key'); END;
CREATE TRIGGER assessment_contents_refuse_update BEFORE UPDATE ON assessment_contents BEGIN SELECT RAISE(ABORT, 'append-only: assessment_contents refuses UPDATE'); END;
CREATE TRIGGER assessment_contents_refuse_delete BEFORE DELETE ON assessment_contents BEGIN SELECT RAISE(ABORT, 'append-only: assessment_contents refuses DELETE'); END;
CREATE TRIGGER assessment_contents_refuse_replace BEFORE INSERT ON assessment_contents WHEN EXISTS (SELECT 1 FROM assessment_contents WHERE content_id = NEW.content_id) BEGIN SELECT RAISE(ABORT, 'append-only: assessment_contents refuses a second row of one key'); END;
CREATE TRIGGER assessment_segments_refuse_update BEFORE UPDATE ON assessment_segments BEGIN SELECT RAISE(ABORT, 'append-only: assessment_segments refuses UPDATE'); END;
CREATE TRIGGER assessment_segments_refuse_delete BEFORE DELETE ON assessment_segments BEGIN SELECT RAISE(ABORT, 'append-only: assessment_segments refuses DELETE'); END;
CREATE TRIGGER assessment_segments_refuse_replace BEFORE INSERT ON assessment_segments WHEN EXISTS (SELECT 1 FROM assessment_segments WHERE run_id = NEW.run_id AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'append-only: assessment_segments refuses a second row of one key'); END;
