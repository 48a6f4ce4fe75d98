-- What a share had returned by each row's day: beside the rows, not in them, so that a run kept before this table can be given it without changing what is stored.
CREATE TABLE assessment_row_returns (
  run_id TEXT COLLATE "C" NOT NULL,
  position INTEGER NOT NULL,
  adjusted_close DOUBLE PRECISION,
  return_breaks INTEGER,
  PRIMARY KEY (run_id, position)
);

CREATE TRIGGER assessment_row_returns_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON assessment_row_returns FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
