-- What a share had returned by each row's day: beside the rows, not in them, so that a run kept before this table can be given it without changing what is stored.
CREATE TABLE assessment_row_returns (
  run_id TEXT NOT NULL REFERENCES runs (run_id),
  position INTEGER NOT NULL,
  adjusted_close ANY,
  return_breaks INTEGER,
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER assessment_row_returns_refuse_update BEFORE UPDATE ON assessment_row_returns BEGIN SELECT RAISE(ABORT, 'append-only: assessment_row_returns refuses UPDATE'); END;
CREATE TRIGGER assessment_row_returns_refuse_delete BEFORE DELETE ON assessment_row_returns BEGIN SELECT RAISE(ABORT, 'append-only: assessment_row_returns refuses DELETE'); END;
CREATE TRIGGER assessment_row_returns_refuse_replace BEFORE INSERT ON assessment_row_returns WHEN EXISTS (SELECT 1 FROM assessment_row_returns WHERE run_id = NEW.run_id AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'append-only: assessment_row_returns refuses a second row of one key'); END;
