-- Facts with two dates: the day a fact holds for and the day it became known, as integers 20240329. Nothing is ever changed or deleted;
-- undoing an import adds a row to fact_changes. See docs/facts.md.

-- Codes as files spell them. A firm that changed its code has several; fact_code_changes joins them.
CREATE TABLE firm_codes (
  firm_id INTEGER NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY (firm_id),
  UNIQUE (code)
) STRICT, WITHOUT ROWID;

-- One row an import, written last: facts of an import that is not here are seen by nobody.
CREATE TABLE fact_imports (
  import_id INTEGER NOT NULL,
  source TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  fact_count INTEGER NOT NULL,
  synthetic INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  finished_at TEXT NOT NULL,
  PRIMARY KEY (import_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_import_files (
  import_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  layout TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  quarantined INTEGER NOT NULL,
  PRIMARY KEY (import_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_import_parameters (
  import_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (import_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_import_notes (
  import_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  firm TEXT NOT NULL,
  count INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (import_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_import_sources (
  import_id INTEGER NOT NULL,
  source_no INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (import_id, source_no)
) STRICT, WITHOUT ROWID;

-- From which day on an import changes a firm's panels; firm 0 stands for every firm.
CREATE TABLE fact_import_firms (
  import_id INTEGER NOT NULL,
  firm_id INTEGER NOT NULL,
  first_day INTEGER NOT NULL,
  PRIMARY KEY (import_id, firm_id)
) STRICT, WITHOUT ROWID;

-- Days on which the import has a firm trading.
CREATE TABLE fact_import_days (
  import_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  PRIMARY KEY (import_id, day)
) STRICT, WITHOUT ROWID;

-- The log: every import and every undoing of one, and the hash of what is seen after it.
CREATE TABLE fact_changes (
  change_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  import_id INTEGER NOT NULL,
  made_at TEXT NOT NULL,
  reason TEXT NOT NULL,
  state_hash TEXT NOT NULL,
  PRIMARY KEY (change_id)
) STRICT, WITHOUT ROWID;

-- state: 1 traded, 2 the return into the day is not usable, 3 both. The key keeps a firm's days together on the disk.
CREATE TABLE fact_prices (
  firm_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  known_on INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  source_no INTEGER NOT NULL,
  state INTEGER NOT NULL,
  close REAL,
  previous_close REAL,
  factor REAL,
  volume REAL,
  amount REAL,
  market_value REAL,
  PRIMARY KEY (firm_id, day, known_on, import_id)
) STRICT, WITHOUT ROWID;

-- Facts: firm, import, number within the import, source; then the day it holds for, the day it became known, and what it says.
CREATE TABLE fact_firms (
  firm_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  source_no INTEGER NOT NULL,
  name TEXT NOT NULL,
  currency TEXT NOT NULL,
  kind TEXT NOT NULL,
  industry TEXT,
  exchange TEXT,
  listed INTEGER,
  delisted INTEGER,
  stated INTEGER NOT NULL,
  PRIMARY KEY (firm_id, import_id, row_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_shares (
  firm_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  source_no INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  known_on INTEGER NOT NULL,
  tradable ANY NOT NULL,
  restricted ANY NOT NULL,
  b_shares ANY NOT NULL,
  h_shares ANY NOT NULL,
  PRIMARY KEY (firm_id, import_id, row_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_statements (
  firm_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  source_no INTEGER NOT NULL,
  period_end INTEGER NOT NULL,
  announced INTEGER NOT NULL,
  scope INTEGER NOT NULL,
  revised INTEGER NOT NULL,
  currency TEXT NOT NULL,
  current_liabilities ANY,
  noncurrent_liabilities ANY,
  total_liabilities ANY,
  total_assets ANY,
  net_assets ANY,
  net_income ANY,
  PRIMARY KEY (firm_id, import_id, row_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_rates (
  firm_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  source_no INTEGER NOT NULL,
  day INTEGER NOT NULL,
  known_on INTEGER NOT NULL,
  tenor_years ANY NOT NULL,
  rate ANY NOT NULL,
  PRIMARY KEY (firm_id, import_id, row_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_exchange_rates (
  firm_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  source_no INTEGER NOT NULL,
  day INTEGER NOT NULL,
  known_on INTEGER NOT NULL,
  from_currency TEXT NOT NULL,
  to_currency TEXT NOT NULL,
  rate ANY NOT NULL,
  PRIMARY KEY (firm_id, import_id, row_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_labels (
  firm_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  source_no INTEGER NOT NULL,
  day INTEGER NOT NULL,
  known_on INTEGER NOT NULL,
  event TEXT NOT NULL,
  PRIMARY KEY (firm_id, import_id, row_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_names (
  firm_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  source_no INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  known_on INTEGER NOT NULL,
  name TEXT NOT NULL,
  special_treatment TEXT NOT NULL,
  PRIMARY KEY (firm_id, import_id, row_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_suspensions (
  firm_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  source_no INTEGER NOT NULL,
  day INTEGER NOT NULL,
  known_on INTEGER NOT NULL,
  resumes INTEGER NOT NULL,
  PRIMARY KEY (firm_id, import_id, row_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_adjustment_factors (
  firm_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  source_no INTEGER NOT NULL,
  day INTEGER NOT NULL,
  known_on INTEGER NOT NULL,
  factor ANY NOT NULL,
  PRIMARY KEY (firm_id, import_id, row_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_class_prices (
  firm_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  source_no INTEGER NOT NULL,
  share_class TEXT NOT NULL,
  day INTEGER NOT NULL,
  known_on INTEGER NOT NULL,
  close ANY NOT NULL,
  currency TEXT NOT NULL,
  PRIMARY KEY (firm_id, import_id, row_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_code_changes (
  firm_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  source_no INTEGER NOT NULL,
  old_code TEXT NOT NULL,
  new_code TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  known_on INTEGER NOT NULL,
  PRIMARY KEY (firm_id, import_id, row_no)
) STRICT, WITHOUT ROWID;

-- What is stored is never changed.
CREATE TRIGGER firm_codes_refuse_update BEFORE UPDATE ON firm_codes BEGIN SELECT RAISE(ABORT, 'append-only: firm_codes refuses UPDATE'); END;
CREATE TRIGGER firm_codes_refuse_delete BEFORE DELETE ON firm_codes BEGIN SELECT RAISE(ABORT, 'append-only: firm_codes refuses DELETE'); END;
CREATE TRIGGER fact_imports_refuse_update BEFORE UPDATE ON fact_imports BEGIN SELECT RAISE(ABORT, 'append-only: fact_imports refuses UPDATE'); END;
CREATE TRIGGER fact_imports_refuse_delete BEFORE DELETE ON fact_imports BEGIN SELECT RAISE(ABORT, 'append-only: fact_imports refuses DELETE'); END;
CREATE TRIGGER fact_import_files_refuse_update BEFORE UPDATE ON fact_import_files BEGIN SELECT RAISE(ABORT, 'append-only: fact_import_files refuses UPDATE'); END;
CREATE TRIGGER fact_import_files_refuse_delete BEFORE DELETE ON fact_import_files BEGIN SELECT RAISE(ABORT, 'append-only: fact_import_files refuses DELETE'); END;
CREATE TRIGGER fact_import_parameters_refuse_update BEFORE UPDATE ON fact_import_parameters BEGIN SELECT RAISE(ABORT, 'append-only: fact_import_parameters refuses UPDATE'); END;
CREATE TRIGGER fact_import_parameters_refuse_delete BEFORE DELETE ON fact_import_parameters BEGIN SELECT RAISE(ABORT, 'append-only: fact_import_parameters refuses DELETE'); END;
CREATE TRIGGER fact_import_notes_refuse_update BEFORE UPDATE ON fact_import_notes BEGIN SELECT RAISE(ABORT, 'append-only: fact_import_notes refuses UPDATE'); END;
CREATE TRIGGER fact_import_notes_refuse_delete BEFORE DELETE ON fact_import_notes BEGIN SELECT RAISE(ABORT, 'append-only: fact_import_notes refuses DELETE'); END;
CREATE TRIGGER fact_import_sources_refuse_update BEFORE UPDATE ON fact_import_sources BEGIN SELECT RAISE(ABORT, 'append-only: fact_import_sources refuses UPDATE'); END;
CREATE TRIGGER fact_import_sources_refuse_delete BEFORE DELETE ON fact_import_sources BEGIN SELECT RAISE(ABORT, 'append-only: fact_import_sources refuses DELETE'); END;
CREATE TRIGGER fact_import_firms_refuse_update BEFORE UPDATE ON fact_import_firms BEGIN SELECT RAISE(ABORT, 'append-only: fact_import_firms refuses UPDATE'); END;
CREATE TRIGGER fact_import_firms_refuse_delete BEFORE DELETE ON fact_import_firms BEGIN SELECT RAISE(ABORT, 'append-only: fact_import_firms refuses DELETE'); END;
CREATE TRIGGER fact_import_days_refuse_update BEFORE UPDATE ON fact_import_days BEGIN SELECT RAISE(ABORT, 'append-only: fact_import_days refuses UPDATE'); END;
CREATE TRIGGER fact_import_days_refuse_delete BEFORE DELETE ON fact_import_days BEGIN SELECT RAISE(ABORT, 'append-only: fact_import_days refuses DELETE'); END;
CREATE TRIGGER fact_changes_refuse_update BEFORE UPDATE ON fact_changes BEGIN SELECT RAISE(ABORT, 'append-only: fact_changes refuses UPDATE'); END;
CREATE TRIGGER fact_changes_refuse_delete BEFORE DELETE ON fact_changes BEGIN SELECT RAISE(ABORT, 'append-only: fact_changes refuses DELETE'); END;
CREATE TRIGGER fact_prices_refuse_update BEFORE UPDATE ON fact_prices BEGIN SELECT RAISE(ABORT, 'append-only: fact_prices refuses UPDATE'); END;
CREATE TRIGGER fact_prices_refuse_delete BEFORE DELETE ON fact_prices BEGIN SELECT RAISE(ABORT, 'append-only: fact_prices refuses DELETE'); END;
CREATE TRIGGER fact_firms_refuse_update BEFORE UPDATE ON fact_firms BEGIN SELECT RAISE(ABORT, 'append-only: fact_firms refuses UPDATE'); END;
CREATE TRIGGER fact_firms_refuse_delete BEFORE DELETE ON fact_firms BEGIN SELECT RAISE(ABORT, 'append-only: fact_firms refuses DELETE'); END;
CREATE TRIGGER fact_shares_refuse_update BEFORE UPDATE ON fact_shares BEGIN SELECT RAISE(ABORT, 'append-only: fact_shares refuses UPDATE'); END;
CREATE TRIGGER fact_shares_refuse_delete BEFORE DELETE ON fact_shares BEGIN SELECT RAISE(ABORT, 'append-only: fact_shares refuses DELETE'); END;
CREATE TRIGGER fact_statements_refuse_update BEFORE UPDATE ON fact_statements BEGIN SELECT RAISE(ABORT, 'append-only: fact_statements refuses UPDATE'); END;
CREATE TRIGGER fact_statements_refuse_delete BEFORE DELETE ON fact_statements BEGIN SELECT RAISE(ABORT, 'append-only: fact_statements refuses DELETE'); END;
CREATE TRIGGER fact_rates_refuse_update BEFORE UPDATE ON fact_rates BEGIN SELECT RAISE(ABORT, 'append-only: fact_rates refuses UPDATE'); END;
CREATE TRIGGER fact_rates_refuse_delete BEFORE DELETE ON fact_rates BEGIN SELECT RAISE(ABORT, 'append-only: fact_rates refuses DELETE'); END;
CREATE TRIGGER fact_exchange_rates_refuse_update BEFORE UPDATE ON fact_exchange_rates BEGIN SELECT RAISE(ABORT, 'append-only: fact_exchange_rates refuses UPDATE'); END;
CREATE TRIGGER fact_exchange_rates_refuse_delete BEFORE DELETE ON fact_exchange_rates BEGIN SELECT RAISE(ABORT, 'append-only: fact_exchange_rates refuses DELETE'); END;
CREATE TRIGGER fact_labels_refuse_update BEFORE UPDATE ON fact_labels BEGIN SELECT RAISE(ABORT, 'append-only: fact_labels refuses UPDATE'); END;
CREATE TRIGGER fact_labels_refuse_delete BEFORE DELETE ON fact_labels BEGIN SELECT RAISE(ABORT, 'append-only: fact_labels refuses DELETE'); END;
CREATE TRIGGER fact_names_refuse_update BEFORE UPDATE ON fact_names BEGIN SELECT RAISE(ABORT, 'append-only: fact_names refuses UPDATE'); END;
CREATE TRIGGER fact_names_refuse_delete BEFORE DELETE ON fact_names BEGIN SELECT RAISE(ABORT, 'append-only: fact_names refuses DELETE'); END;
CREATE TRIGGER fact_suspensions_refuse_update BEFORE UPDATE ON fact_suspensions BEGIN SELECT RAISE(ABORT, 'append-only: fact_suspensions refuses UPDATE'); END;
CREATE TRIGGER fact_suspensions_refuse_delete BEFORE DELETE ON fact_suspensions BEGIN SELECT RAISE(ABORT, 'append-only: fact_suspensions refuses DELETE'); END;
CREATE TRIGGER fact_adjustment_factors_refuse_update BEFORE UPDATE ON fact_adjustment_factors BEGIN SELECT RAISE(ABORT, 'append-only: fact_adjustment_factors refuses UPDATE'); END;
CREATE TRIGGER fact_adjustment_factors_refuse_delete BEFORE DELETE ON fact_adjustment_factors BEGIN SELECT RAISE(ABORT, 'append-only: fact_adjustment_factors refuses DELETE'); END;
CREATE TRIGGER fact_class_prices_refuse_update BEFORE UPDATE ON fact_class_prices BEGIN SELECT RAISE(ABORT, 'append-only: fact_class_prices refuses UPDATE'); END;
CREATE TRIGGER fact_class_prices_refuse_delete BEFORE DELETE ON fact_class_prices BEGIN SELECT RAISE(ABORT, 'append-only: fact_class_prices refuses DELETE'); END;
CREATE TRIGGER fact_code_changes_refuse_update BEFORE UPDATE ON fact_code_changes BEGIN SELECT RAISE(ABORT, 'append-only: fact_code_changes refuses UPDATE'); END;
CREATE TRIGGER fact_code_changes_refuse_delete BEFORE DELETE ON fact_code_changes BEGIN SELECT RAISE(ABORT, 'append-only: fact_code_changes refuses DELETE'); END;

-- INSERT OR REPLACE deletes the old row without firing its DELETE trigger. Rows of an import come before its row in fact_imports,
-- so that a row of an import which is there already can only be meant to replace one. This is cheaper, a row, than looking its key up.
CREATE TRIGGER firm_codes_refuse_replace BEFORE INSERT ON firm_codes WHEN EXISTS (SELECT 1 FROM firm_codes WHERE firm_id = NEW.firm_id OR code = NEW.code) BEGIN SELECT RAISE(ABORT, 'append-only: firm_codes refuses a second row of one key'); END;
CREATE TRIGGER fact_imports_refuse_replace BEFORE INSERT ON fact_imports WHEN EXISTS (SELECT 1 FROM fact_imports WHERE import_id = NEW.import_id) BEGIN SELECT RAISE(ABORT, 'append-only: fact_imports refuses a second row of one key'); END;
CREATE TRIGGER fact_import_files_refuse_replace BEFORE INSERT ON fact_import_files WHEN EXISTS (SELECT 1 FROM fact_imports WHERE import_id = NEW.import_id) BEGIN SELECT RAISE(ABORT, 'append-only: fact_import_files refuses rows of an import that is complete'); END;
CREATE TRIGGER fact_import_parameters_refuse_replace BEFORE INSERT ON fact_import_parameters WHEN EXISTS (SELECT 1 FROM fact_imports WHERE import_id = NEW.import_id) BEGIN SELECT RAISE(ABORT, 'append-only: fact_import_parameters refuses rows of an import that is complete'); END;
CREATE TRIGGER fact_import_notes_refuse_replace BEFORE INSERT ON fact_import_notes WHEN EXISTS (SELECT 1 FROM fact_imports WHERE import_id = NEW.import_id) BEGIN SELECT RAISE(ABORT, 'append-only: fact_import_notes refuses rows of an import that is complete'); END;
CREATE TRIGGER fact_import_sources_refuse_replace BEFORE INSERT ON fact_import_sources WHEN EXISTS (SELECT 1 FROM fact_imports WHERE import_id = NEW.import_id) BEGIN SELECT RAISE(ABORT, 'append-only: fact_import_sources refuses rows of an import that is complete'); END;
CREATE TRIGGER fact_import_firms_refuse_replace BEFORE INSERT ON fact_import_firms WHEN EXISTS (SELECT 1 FROM fact_imports WHERE import_id = NEW.import_id) BEGIN SELECT RAISE(ABORT, 'append-only: fact_import_firms refuses rows of an import that is complete'); END;
CREATE TRIGGER fact_import_days_refuse_replace BEFORE INSERT ON fact_import_days WHEN EXISTS (SELECT 1 FROM fact_imports WHERE import_id = NEW.import_id) BEGIN SELECT RAISE(ABORT, 'append-only: fact_import_days refuses rows of an import that is complete'); END;
CREATE TRIGGER fact_changes_refuse_replace BEFORE INSERT ON fact_changes WHEN EXISTS (SELECT 1 FROM fact_changes WHERE change_id = NEW.change_id) BEGIN SELECT RAISE(ABORT, 'append-only: fact_changes refuses a second row of one key'); END;
CREATE TRIGGER fact_prices_refuse_replace BEFORE INSERT ON fact_prices WHEN EXISTS (SELECT 1 FROM fact_imports WHERE import_id = NEW.import_id) BEGIN SELECT RAISE(ABORT, 'append-only: fact_prices refuses rows of an import that is complete'); END;
CREATE TRIGGER fact_firms_refuse_replace BEFORE INSERT ON fact_firms WHEN EXISTS (SELECT 1 FROM fact_imports WHERE import_id = NEW.import_id) BEGIN SELECT RAISE(ABORT, 'append-only: fact_firms refuses rows of an import that is complete'); END;
CREATE TRIGGER fact_shares_refuse_replace BEFORE INSERT ON fact_shares WHEN EXISTS (SELECT 1 FROM fact_imports WHERE import_id = NEW.import_id) BEGIN SELECT RAISE(ABORT, 'append-only: fact_shares refuses rows of an import that is complete'); END;
CREATE TRIGGER fact_statements_refuse_replace BEFORE INSERT ON fact_statements WHEN EXISTS (SELECT 1 FROM fact_imports WHERE import_id = NEW.import_id) BEGIN SELECT RAISE(ABORT, 'append-only: fact_statements refuses rows of an import that is complete'); END;
CREATE TRIGGER fact_rates_refuse_replace BEFORE INSERT ON fact_rates WHEN EXISTS (SELECT 1 FROM fact_imports WHERE import_id = NEW.import_id) BEGIN SELECT RAISE(ABORT, 'append-only: fact_rates refuses rows of an import that is complete'); END;
CREATE TRIGGER fact_exchange_rates_refuse_replace BEFORE INSERT ON fact_exchange_rates WHEN EXISTS (SELECT 1 FROM fact_imports WHERE import_id = NEW.import_id) BEGIN SELECT RAISE(ABORT, 'append-only: fact_exchange_rates refuses rows of an import that is complete'); END;
CREATE TRIGGER fact_labels_refuse_replace BEFORE INSERT ON fact_labels WHEN EXISTS (SELECT 1 FROM fact_imports WHERE import_id = NEW.import_id) BEGIN SELECT RAISE(ABORT, 'append-only: fact_labels refuses rows of an import that is complete'); END;
CREATE TRIGGER fact_names_refuse_replace BEFORE INSERT ON fact_names WHEN EXISTS (SELECT 1 FROM fact_imports WHERE import_id = NEW.import_id) BEGIN SELECT RAISE(ABORT, 'append-only: fact_names refuses rows of an import that is complete'); END;
CREATE TRIGGER fact_suspensions_refuse_replace BEFORE INSERT ON fact_suspensions WHEN EXISTS (SELECT 1 FROM fact_imports WHERE import_id = NEW.import_id) BEGIN SELECT RAISE(ABORT, 'append-only: fact_suspensions refuses rows of an import that is complete'); END;
CREATE TRIGGER fact_adjustment_factors_refuse_replace BEFORE INSERT ON fact_adjustment_factors WHEN EXISTS (SELECT 1 FROM fact_imports WHERE import_id = NEW.import_id) BEGIN SELECT RAISE(ABORT, 'append-only: fact_adjustment_factors refuses rows of an import that is complete'); END;
CREATE TRIGGER fact_class_prices_refuse_replace BEFORE INSERT ON fact_class_prices WHEN EXISTS (SELECT 1 FROM fact_imports WHERE import_id = NEW.import_id) BEGIN SELECT RAISE(ABORT, 'append-only: fact_class_prices refuses rows of an import that is complete'); END;
CREATE TRIGGER fact_code_changes_refuse_replace BEFORE INSERT ON fact_code_changes WHEN EXISTS (SELECT 1 FROM fact_imports WHERE import_id = NEW.import_id) BEGIN SELECT RAISE(ABORT, 'append-only: fact_code_changes refuses rows of an import that is complete'); END;
