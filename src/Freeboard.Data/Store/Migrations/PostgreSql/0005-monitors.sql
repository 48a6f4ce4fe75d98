-- The same tables as in SQLite; their meaning stands there.
CREATE TABLE monitor_steps (
  monitor TEXT COLLATE "C" NOT NULL,
  step INTEGER NOT NULL CHECK (step > 0),
  last_day TEXT COLLATE "C" NOT NULL,
  source TEXT COLLATE "C" NOT NULL,
  rules TEXT COLLATE "C" NOT NULL,
  digest TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (monitor, step)
);

CREATE TABLE monitor_triggers (
  monitor TEXT COLLATE "C" NOT NULL,
  step INTEGER NOT NULL,
  position INTEGER NOT NULL,
  firm TEXT COLLATE "C" NOT NULL,
  rule TEXT COLLATE "C" NOT NULL,
  rule_hash TEXT COLLATE "C" NOT NULL,
  phase TEXT COLLATE "C" NOT NULL,
  since TEXT COLLATE "C",
  raised_on TEXT COLLATE "C",
  last_day TEXT COLLATE "C",
  last_value DOUBLE PRECISION,
  PRIMARY KEY (monitor, step, position)
);

CREATE TABLE monitor_events (
  monitor TEXT COLLATE "C" NOT NULL,
  step INTEGER NOT NULL,
  position INTEGER NOT NULL,
  firm TEXT COLLATE "C" NOT NULL,
  rule TEXT COLLATE "C" NOT NULL,
  change TEXT COLLATE "C" NOT NULL,
  day TEXT COLLATE "C" NOT NULL,
  raised_on TEXT COLLATE "C" NOT NULL,
  value DOUBLE PRECISION,
  PRIMARY KEY (monitor, step, position)
);
CREATE INDEX monitor_events_by_firm ON monitor_events (monitor, firm);

CREATE TABLE monitor_observations (
  monitor TEXT COLLATE "C" NOT NULL,
  day TEXT COLLATE "C" NOT NULL,
  firm TEXT COLLATE "C" NOT NULL,
  step INTEGER NOT NULL,
  currency TEXT COLLATE "C" NOT NULL,
  method TEXT COLLATE "C" NOT NULL,
  edf_map TEXT COLLATE "C" NOT NULL,
  made_by TEXT COLLATE "C" NOT NULL,
  equity_value DOUBLE PRECISION,
  equity_volatility DOUBLE PRECISION,
  default_point DOUBLE PRECISION,
  risk_free_rate DOUBLE PRECISION,
  horizon_years DOUBLE PRECISION,
  asset_value DOUBLE PRECISION,
  asset_volatility DOUBLE PRECISION,
  dd_kmv DOUBLE PRECISION,
  dd_risk_neutral DOUBLE PRECISION,
  dd_physical DOUBLE PRECISION,
  ln_edf DOUBLE PRECISION,
  edf DOUBLE PRECISION,
  adjusted_close DOUBLE PRECISION,
  return_breaks INTEGER,
  status TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (monitor, firm, day)
);
CREATE INDEX monitor_observations_by_day ON monitor_observations (monitor, day);

CREATE TABLE monitor_deliveries (
  monitor TEXT COLLATE "C" NOT NULL,
  target TEXT COLLATE "C" NOT NULL,
  step INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  outcome TEXT COLLATE "C" NOT NULL,
  note TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (monitor, target, step, attempt)
);

CREATE TRIGGER monitor_steps_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON monitor_steps FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER monitor_triggers_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON monitor_triggers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER monitor_events_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON monitor_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER monitor_observations_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON monitor_observations FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER monitor_deliveries_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON monitor_deliveries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
