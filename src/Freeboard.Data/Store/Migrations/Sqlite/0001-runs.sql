-- Append-only runs. Numbers stand in columns without a declared type, so that SQLite keeps every double bit for bit.
CREATE TABLE runs (
  run_id TEXT PRIMARY KEY NOT NULL,
  version TEXT NOT NULL,
  instruction_set TEXT NOT NULL,
  as_of TEXT NOT NULL,
  synthetic INTEGER NOT NULL,
  row_count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE executions (
  -- Above zero, because a row without an id shows as -1 to the trigger below.
  execution_id INTEGER PRIMARY KEY CHECK (execution_id > 0),
  run_id TEXT NOT NULL REFERENCES runs (run_id),
  started_at TEXT NOT NULL,
  finished_at TEXT NOT NULL
) STRICT;
CREATE INDEX executions_by_run ON executions (run_id);

CREATE TABLE run_inputs (
  run_id TEXT NOT NULL REFERENCES runs (run_id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  layout TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  quarantined INTEGER NOT NULL,
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_parameters (
  run_id TEXT NOT NULL REFERENCES runs (run_id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_notes (
  run_id TEXT NOT NULL REFERENCES runs (run_id),
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  firm TEXT NOT NULL,
  count INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_firms (
  run_id TEXT NOT NULL REFERENCES runs (run_id),
  position INTEGER NOT NULL,
  firm TEXT NOT NULL,
  name TEXT NOT NULL,
  currency TEXT NOT NULL,
  kind TEXT NOT NULL,
  industry TEXT,
  exchange TEXT,
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_latest_inputs (
  run_id TEXT NOT NULL REFERENCES runs (run_id),
  firm TEXT NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  value ANY,
  unit TEXT NOT NULL,
  source TEXT NOT NULL,
  valid_on TEXT,
  known_on TEXT,
  kind TEXT NOT NULL,
  PRIMARY KEY (run_id, firm, position)
) STRICT, WITHOUT ROWID;

-- A firm may be in the latest inputs with no figure at all; its key must come back too.
CREATE TABLE run_latest_input_firms (
  run_id TEXT NOT NULL REFERENCES runs (run_id),
  position INTEGER NOT NULL,
  firm TEXT NOT NULL,
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_funnel (
  run_id TEXT NOT NULL REFERENCES runs (run_id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  firms INTEGER NOT NULL,
  lost INTEGER NOT NULL,
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_funnel_reasons (
  run_id TEXT NOT NULL REFERENCES runs (run_id),
  step INTEGER NOT NULL,
  position INTEGER NOT NULL,
  status TEXT NOT NULL,
  firms INTEGER NOT NULL,
  PRIMARY KEY (run_id, step, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE assessment_rows (
  run_id TEXT NOT NULL REFERENCES runs (run_id),
  position INTEGER NOT NULL,
  firm TEXT NOT NULL,
  date TEXT NOT NULL,
  currency TEXT NOT NULL,
  equity_value ANY,
  equity_volatility ANY,
  volatility_model TEXT NOT NULL,
  default_point ANY,
  risk_free_rate ANY,
  horizon_years ANY,
  method TEXT NOT NULL,
  asset_value ANY,
  asset_volatility ANY,
  dd_kmv ANY,
  dd_risk_neutral ANY,
  dd_physical ANY,
  ln_edf ANY,
  edf ANY,
  edf_map TEXT NOT NULL,
  observations INTEGER,
  status TEXT NOT NULL,
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX assessment_rows_by_firm ON assessment_rows (run_id, firm);

-- What is stored is never changed: a run that could be edited would prove nothing.
CREATE TRIGGER runs_refuse_update BEFORE UPDATE ON runs BEGIN SELECT RAISE(ABORT, 'append-only: runs refuses UPDATE'); END;
CREATE TRIGGER runs_refuse_delete BEFORE DELETE ON runs BEGIN SELECT RAISE(ABORT, 'append-only: runs refuses DELETE'); END;
CREATE TRIGGER executions_refuse_update BEFORE UPDATE ON executions BEGIN SELECT RAISE(ABORT, 'append-only: executions refuses UPDATE'); END;
CREATE TRIGGER executions_refuse_delete BEFORE DELETE ON executions BEGIN SELECT RAISE(ABORT, 'append-only: executions refuses DELETE'); END;
CREATE TRIGGER run_inputs_refuse_update BEFORE UPDATE ON run_inputs BEGIN SELECT RAISE(ABORT, 'append-only: run_inputs refuses UPDATE'); END;
CREATE TRIGGER run_inputs_refuse_delete BEFORE DELETE ON run_inputs BEGIN SELECT RAISE(ABORT, 'append-only: run_inputs refuses DELETE'); END;
CREATE TRIGGER run_parameters_refuse_update BEFORE UPDATE ON run_parameters BEGIN SELECT RAISE(ABORT, 'append-only: run_parameters refuses UPDATE'); END;
CREATE TRIGGER run_parameters_refuse_delete BEFORE DELETE ON run_parameters BEGIN SELECT RAISE(ABORT, 'append-only: run_parameters refuses DELETE'); END;
CREATE TRIGGER run_notes_refuse_update BEFORE UPDATE ON run_notes BEGIN SELECT RAISE(ABORT, 'append-only: run_notes refuses UPDATE'); END;
CREATE TRIGGER run_notes_refuse_delete BEFORE DELETE ON run_notes BEGIN SELECT RAISE(ABORT, 'append-only: run_notes refuses DELETE'); END;
CREATE TRIGGER run_firms_refuse_update BEFORE UPDATE ON run_firms BEGIN SELECT RAISE(ABORT, 'append-only: run_firms refuses UPDATE'); END;
CREATE TRIGGER run_firms_refuse_delete BEFORE DELETE ON run_firms BEGIN SELECT RAISE(ABORT, 'append-only: run_firms refuses DELETE'); END;
CREATE TRIGGER run_latest_inputs_refuse_update BEFORE UPDATE ON run_latest_inputs BEGIN SELECT RAISE(ABORT, 'append-only: run_latest_inputs refuses UPDATE'); END;
CREATE TRIGGER run_latest_inputs_refuse_delete BEFORE DELETE ON run_latest_inputs BEGIN SELECT RAISE(ABORT, 'append-only: run_latest_inputs refuses DELETE'); END;
CREATE TRIGGER run_latest_input_firms_refuse_update BEFORE UPDATE ON run_latest_input_firms BEGIN SELECT RAISE(ABORT, 'append-only: run_latest_input_firms refuses UPDATE'); END;
CREATE TRIGGER run_latest_input_firms_refuse_delete BEFORE DELETE ON run_latest_input_firms BEGIN SELECT RAISE(ABORT, 'append-only: run_latest_input_firms refuses DELETE'); END;
CREATE TRIGGER run_funnel_refuse_update BEFORE UPDATE ON run_funnel BEGIN SELECT RAISE(ABORT, 'append-only: run_funnel refuses UPDATE'); END;
CREATE TRIGGER run_funnel_refuse_delete BEFORE DELETE ON run_funnel BEGIN SELECT RAISE(ABORT, 'append-only: run_funnel refuses DELETE'); END;
CREATE TRIGGER run_funnel_reasons_refuse_update BEFORE UPDATE ON run_funnel_reasons BEGIN SELECT RAISE(ABORT, 'append-only: run_funnel_reasons refuses UPDATE'); END;
CREATE TRIGGER run_funnel_reasons_refuse_delete BEFORE DELETE ON run_funnel_reasons BEGIN SELECT RAISE(ABORT, 'append-only: run_funnel_reasons refuses DELETE'); END;
CREATE TRIGGER assessment_rows_refuse_update BEFORE UPDATE ON assessment_rows BEGIN SELECT RAISE(ABORT, 'append-only: assessment_rows refuses UPDATE'); END;
CREATE TRIGGER assessment_rows_refuse_delete BEFORE DELETE ON assessment_rows BEGIN SELECT RAISE(ABORT, 'append-only: assessment_rows refuses DELETE'); END;

-- INSERT OR REPLACE deletes the old row without firing its DELETE trigger, so a key that is taken is refused before the insert.
CREATE TRIGGER runs_refuse_replace BEFORE INSERT ON runs WHEN EXISTS (SELECT 1 FROM runs WHERE run_id = NEW.run_id) BEGIN SELECT RAISE(ABORT, 'append-only: runs refuses a second row of one key'); END;
CREATE TRIGGER executions_refuse_replace BEFORE INSERT ON executions WHEN EXISTS (SELECT 1 FROM executions WHERE execution_id = NEW.execution_id) BEGIN SELECT RAISE(ABORT, 'append-only: executions refuses a second row of one key'); END;
CREATE TRIGGER run_inputs_refuse_replace BEFORE INSERT ON run_inputs WHEN EXISTS (SELECT 1 FROM run_inputs WHERE run_id = NEW.run_id AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'append-only: run_inputs refuses a second row of one key'); END;
CREATE TRIGGER run_parameters_refuse_replace BEFORE INSERT ON run_parameters WHEN EXISTS (SELECT 1 FROM run_parameters WHERE run_id = NEW.run_id AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'append-only: run_parameters refuses a second row of one key'); END;
CREATE TRIGGER run_notes_refuse_replace BEFORE INSERT ON run_notes WHEN EXISTS (SELECT 1 FROM run_notes WHERE run_id = NEW.run_id AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'append-only: run_notes refuses a second row of one key'); END;
CREATE TRIGGER run_firms_refuse_replace BEFORE INSERT ON run_firms WHEN EXISTS (SELECT 1 FROM run_firms WHERE run_id = NEW.run_id AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'append-only: run_firms refuses a second row of one key'); END;
CREATE TRIGGER run_latest_inputs_refuse_replace BEFORE INSERT ON run_latest_inputs WHEN EXISTS (SELECT 1 FROM run_latest_inputs WHERE run_id = NEW.run_id AND firm = NEW.firm AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'append-only: run_latest_inputs refuses a second row of one key'); END;
CREATE TRIGGER run_latest_input_firms_refuse_replace BEFORE INSERT ON run_latest_input_firms WHEN EXISTS (SELECT 1 FROM run_latest_input_firms WHERE run_id = NEW.run_id AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'append-only: run_latest_input_firms refuses a second row of one key'); END;
CREATE TRIGGER run_funnel_refuse_replace BEFORE INSERT ON run_funnel WHEN EXISTS (SELECT 1 FROM run_funnel WHERE run_id = NEW.run_id AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'append-only: run_funnel refuses a second row of one key'); END;
CREATE TRIGGER run_funnel_reasons_refuse_replace BEFORE INSERT ON run_funnel_reasons WHEN EXISTS (SELECT 1 FROM run_funnel_reasons WHERE run_id = NEW.run_id AND step = NEW.step AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'append-only: run_funnel_reasons refuses a second row of one key'); END;
CREATE TRIGGER assessment_rows_refuse_replace BEFORE INSERT ON assessment_rows WHEN EXISTS (SELECT 1 FROM assessment_rows WHERE run_id = NEW.run_id AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'append-only: assessment_rows refuses a second row of one key'); END;
