-- What a monitor saw, where its triggers stand and what it has said: a step a day of work, append-only as everything here. The last step of a monitor is its present state. See docs/monitoring.md.
CREATE TABLE monitor_steps (
  monitor TEXT NOT NULL,
  step INTEGER NOT NULL CHECK (step > 0),
  last_day TEXT NOT NULL,
  source TEXT NOT NULL,
  rules TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (monitor, step)
) STRICT, WITHOUT ROWID;

-- Triggers that are not at rest after a step.
CREATE TABLE monitor_triggers (
  monitor TEXT NOT NULL,
  step INTEGER NOT NULL,
  position INTEGER NOT NULL,
  firm TEXT NOT NULL,
  rule TEXT NOT NULL,
  rule_hash TEXT NOT NULL,
  phase TEXT NOT NULL,
  since TEXT,
  raised_on TEXT,
  last_day TEXT,
  last_value ANY,
  PRIMARY KEY (monitor, step, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE monitor_events (
  monitor TEXT NOT NULL,
  step INTEGER NOT NULL,
  position INTEGER NOT NULL,
  firm TEXT NOT NULL,
  rule TEXT NOT NULL,
  change TEXT NOT NULL,
  day TEXT NOT NULL,
  raised_on TEXT NOT NULL,
  value ANY,
  PRIMARY KEY (monitor, step, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX monitor_events_by_firm ON monitor_events (monitor, firm);

-- What a day was judged by, so that a later run with other figures for it changes nothing that was said.
CREATE TABLE monitor_observations (
  monitor TEXT NOT NULL,
  day TEXT NOT NULL,
  firm TEXT NOT NULL,
  step INTEGER NOT NULL,
  currency TEXT NOT NULL,
  method TEXT NOT NULL,
  edf_map TEXT NOT NULL,
  made_by TEXT NOT NULL,
  equity_value ANY,
  equity_volatility ANY,
  default_point ANY,
  risk_free_rate ANY,
  horizon_years ANY,
  asset_value ANY,
  asset_volatility ANY,
  dd_kmv ANY,
  dd_risk_neutral ANY,
  dd_physical ANY,
  ln_edf ANY,
  edf ANY,
  adjusted_close ANY,
  return_breaks INTEGER,
  status TEXT NOT NULL,
  PRIMARY KEY (monitor, firm, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX monitor_observations_by_day ON monitor_observations (monitor, day);

-- The outbox: a digest is due at a target from its step on, until an attempt delivered it.
CREATE TABLE monitor_deliveries (
  monitor TEXT NOT NULL,
  target TEXT NOT NULL,
  step INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (monitor, target, step, attempt)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER monitor_steps_refuse_update BEFORE UPDATE ON monitor_steps BEGIN SELECT RAISE(ABORT, 'append-only: monitor_steps refuses UPDATE'); END;
CREATE TRIGGER monitor_steps_refuse_delete BEFORE DELETE ON monitor_steps BEGIN SELECT RAISE(ABORT, 'append-only: monitor_steps refuses DELETE'); END;
CREATE TRIGGER monitor_steps_refuse_replace BEFORE INSERT ON monitor_steps WHEN EXISTS (SELECT 1 FROM monitor_steps WHERE monitor = NEW.monitor AND step = NEW.step) BEGIN SELECT RAISE(ABORT, 'append-only: monitor_steps refuses a second row of one key'); END;
CREATE TRIGGER monitor_triggers_refuse_update BEFORE UPDATE ON monitor_triggers BEGIN SELECT RAISE(ABORT, 'append-only: monitor_triggers refuses UPDATE'); END;
CREATE TRIGGER monitor_triggers_refuse_delete BEFORE DELETE ON monitor_triggers BEGIN SELECT RAISE(ABORT, 'append-only: monitor_triggers refuses DELETE'); END;
CREATE TRIGGER monitor_triggers_refuse_replace BEFORE INSERT ON monitor_triggers WHEN EXISTS (SELECT 1 FROM monitor_triggers WHERE monitor = NEW.monitor AND step = NEW.step AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'append-only: monitor_triggers refuses a second row of one key'); END;
CREATE TRIGGER monitor_events_refuse_update BEFORE UPDATE ON monitor_events BEGIN SELECT RAISE(ABORT, 'append-only: monitor_events refuses UPDATE'); END;
CREATE TRIGGER monitor_events_refuse_delete BEFORE DELETE ON monitor_events BEGIN SELECT RAISE(ABORT, 'append-only: monitor_events refuses DELETE'); END;
CREATE TRIGGER monitor_events_refuse_replace BEFORE INSERT ON monitor_events WHEN EXISTS (SELECT 1 FROM monitor_events WHERE monitor = NEW.monitor AND step = NEW.step AND position = NEW.position) BEGIN SELECT RAISE(ABORT, 'append-only: monitor_events refuses a second row of one key'); END;
CREATE TRIGGER monitor_observations_refuse_update BEFORE UPDATE ON monitor_observations BEGIN SELECT RAISE(ABORT, 'append-only: monitor_observations refuses UPDATE'); END;
CREATE TRIGGER monitor_observations_refuse_delete BEFORE DELETE ON monitor_observations BEGIN SELECT RAISE(ABORT, 'append-only: monitor_observations refuses DELETE'); END;
CREATE TRIGGER monitor_observations_refuse_replace BEFORE INSERT ON monitor_observations WHEN EXISTS (SELECT 1 FROM monitor_observations WHERE monitor = NEW.monitor AND firm = NEW.firm AND day = NEW.day) BEGIN SELECT RAISE(ABORT, 'append-only: monitor_observations refuses a second row of one key'); END;
CREATE TRIGGER monitor_deliveries_refuse_update BEFORE UPDATE ON monitor_deliveries BEGIN SELECT RAISE(ABORT, 'append-only: monitor_deliveries refuses UPDATE'); END;
CREATE TRIGGER monitor_deliveries_refuse_delete BEFORE DELETE ON monitor_deliveries BEGIN SELECT RAISE(ABORT, 'append-only: monitor_deliveries refuses DELETE'); END;
CREATE TRIGGER monitor_deliveries_refuse_replace BEFORE INSERT ON monitor_deliveries WHEN EXISTS (SELECT 1 FROM monitor_deliveries WHERE monitor = NEW.monitor AND target = NEW.target AND step = NEW.step AND attempt = NEW.attempt) BEGIN SELECT RAISE(ABORT, 'append-only: monitor_deliveries refuses a second row of one key'); END;
