-- Facts with two dates: the day a fact holds for and the day it became known, as integers 20240329. Nothing is ever changed or deleted;
-- undoing an import adds a row to fact_changes. See docs/facts.md.

-- Codes as files spell them. A firm that changed its code has several; fact_code_changes joins them.
CREATE TABLE firm_codes (
  firm_id INTEGER NOT NULL,
  code TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (firm_id),
  UNIQUE (code)
);

-- One row an import, written last: facts of an import that is not here are seen by nobody.
CREATE TABLE fact_imports (
  import_id INTEGER NOT NULL,
  source TEXT COLLATE "C" NOT NULL,
  content_hash TEXT COLLATE "C" NOT NULL,
  fact_count BIGINT NOT NULL,
  synthetic INTEGER NOT NULL,
  started_at TEXT COLLATE "C" NOT NULL,
  finished_at TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (import_id)
);

CREATE TABLE fact_import_files (
  import_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  sha256 TEXT COLLATE "C" NOT NULL,
  layout TEXT COLLATE "C" NOT NULL,
  row_count INTEGER NOT NULL,
  quarantined INTEGER NOT NULL,
  PRIMARY KEY (import_id, position)
);

CREATE TABLE fact_import_parameters (
  import_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  value TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (import_id, position)
);

CREATE TABLE fact_import_notes (
  import_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  code TEXT COLLATE "C" NOT NULL,
  firm TEXT COLLATE "C" NOT NULL,
  count INTEGER NOT NULL,
  text TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (import_id, position)
);

CREATE TABLE fact_import_sources (
  import_id INTEGER NOT NULL,
  source_no INTEGER NOT NULL,
  text TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (import_id, source_no)
);

-- From which day on an import changes a firm's panels; firm 0 stands for every firm.
CREATE TABLE fact_import_firms (
  import_id INTEGER NOT NULL,
  firm_id INTEGER NOT NULL,
  first_day INTEGER NOT NULL,
  PRIMARY KEY (import_id, firm_id)
);

-- Days on which the import has a firm trading.
CREATE TABLE fact_import_days (
  import_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  PRIMARY KEY (import_id, day)
);

-- The log: every import and every undoing of one, and the hash of what is seen after it.
CREATE TABLE fact_changes (
  change_id INTEGER NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  import_id INTEGER NOT NULL,
  made_at TEXT COLLATE "C" NOT NULL,
  reason TEXT COLLATE "C" NOT NULL,
  state_hash TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (change_id)
);

-- state: 1 traded, 2 the return into the day is not usable, 3 both. The key keeps a firm's days together on the disk.
CREATE TABLE fact_prices (
  firm_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  known_on INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  source_no INTEGER NOT NULL,
  state INTEGER NOT NULL,
  close DOUBLE PRECISION,
  previous_close DOUBLE PRECISION,
  factor DOUBLE PRECISION,
  volume DOUBLE PRECISION,
  amount DOUBLE PRECISION,
  market_value DOUBLE PRECISION,
  PRIMARY KEY (firm_id, day, known_on, import_id)
);

-- Facts: firm, import, number within the import, source; then the day it holds for, the day it became known, and what it says.
CREATE TABLE fact_firms (
  firm_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  source_no INTEGER NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  currency TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  industry TEXT COLLATE "C",
  exchange TEXT COLLATE "C",
  listed INTEGER,
  delisted INTEGER,
  stated INTEGER NOT NULL,
  PRIMARY KEY (firm_id, import_id, row_no)
);

CREATE TABLE fact_shares (
  firm_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  source_no INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  known_on INTEGER NOT NULL,
  tradable DOUBLE PRECISION NOT NULL,
  restricted DOUBLE PRECISION NOT NULL,
  b_shares DOUBLE PRECISION NOT NULL,
  h_shares DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (firm_id, import_id, row_no)
);

CREATE TABLE fact_statements (
  firm_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  source_no INTEGER NOT NULL,
  period_end INTEGER NOT NULL,
  announced INTEGER NOT NULL,
  scope INTEGER NOT NULL,
  revised INTEGER NOT NULL,
  currency TEXT COLLATE "C" NOT NULL,
  current_liabilities DOUBLE PRECISION,
  noncurrent_liabilities DOUBLE PRECISION,
  total_liabilities DOUBLE PRECISION,
  total_assets DOUBLE PRECISION,
  net_assets DOUBLE PRECISION,
  net_income DOUBLE PRECISION,
  PRIMARY KEY (firm_id, import_id, row_no)
);

CREATE TABLE fact_rates (
  firm_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  source_no INTEGER NOT NULL,
  day INTEGER NOT NULL,
  known_on INTEGER NOT NULL,
  tenor_years DOUBLE PRECISION NOT NULL,
  rate DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (firm_id, import_id, row_no)
);

CREATE TABLE fact_exchange_rates (
  firm_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  source_no INTEGER NOT NULL,
  day INTEGER NOT NULL,
  known_on INTEGER NOT NULL,
  from_currency TEXT COLLATE "C" NOT NULL,
  to_currency TEXT COLLATE "C" NOT NULL,
  rate DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (firm_id, import_id, row_no)
);

CREATE TABLE fact_labels (
  firm_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  source_no INTEGER NOT NULL,
  day INTEGER NOT NULL,
  known_on INTEGER NOT NULL,
  event TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (firm_id, import_id, row_no)
);

CREATE TABLE fact_names (
  firm_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  source_no INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  known_on INTEGER NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  special_treatment TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (firm_id, import_id, row_no)
);

CREATE TABLE fact_suspensions (
  firm_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  source_no INTEGER NOT NULL,
  day INTEGER NOT NULL,
  known_on INTEGER NOT NULL,
  resumes INTEGER NOT NULL,
  PRIMARY KEY (firm_id, import_id, row_no)
);

CREATE TABLE fact_adjustment_factors (
  firm_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  source_no INTEGER NOT NULL,
  day INTEGER NOT NULL,
  known_on INTEGER NOT NULL,
  factor DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (firm_id, import_id, row_no)
);

CREATE TABLE fact_class_prices (
  firm_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  source_no INTEGER NOT NULL,
  share_class TEXT COLLATE "C" NOT NULL,
  day INTEGER NOT NULL,
  known_on INTEGER NOT NULL,
  close DOUBLE PRECISION NOT NULL,
  currency TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (firm_id, import_id, row_no)
);

CREATE TABLE fact_code_changes (
  firm_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  source_no INTEGER NOT NULL,
  old_code TEXT COLLATE "C" NOT NULL,
  new_code TEXT COLLATE "C" NOT NULL,
  valid_from INTEGER NOT NULL,
  known_on INTEGER NOT NULL,
  PRIMARY KEY (firm_id, import_id, row_no)
);

-- What is stored is never changed. An upsert fires the UPDATE trigger too.
CREATE TRIGGER firm_codes_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON firm_codes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_imports_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON fact_imports FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_import_files_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON fact_import_files FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_import_parameters_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON fact_import_parameters FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_import_notes_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON fact_import_notes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_import_sources_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON fact_import_sources FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_import_firms_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON fact_import_firms FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_import_days_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON fact_import_days FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_changes_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON fact_changes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_prices_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON fact_prices FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_firms_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON fact_firms FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_shares_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON fact_shares FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_statements_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON fact_statements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_rates_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON fact_rates FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_exchange_rates_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON fact_exchange_rates FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_labels_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON fact_labels FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_names_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON fact_names FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_suspensions_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON fact_suspensions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_adjustment_factors_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON fact_adjustment_factors FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_class_prices_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON fact_class_prices FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_code_changes_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON fact_code_changes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
