-- Files that pages use again: series of the economy, scenarios, rules of monitors. See docs/serve.md.

CREATE TABLE kept_files (
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  content BLOB NOT NULL,
  kept_at TEXT NOT NULL,
  kept_by TEXT NOT NULL,
  PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;
