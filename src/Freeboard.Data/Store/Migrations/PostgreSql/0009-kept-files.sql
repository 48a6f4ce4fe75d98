-- Files that pages use again: series of the economy, scenarios, rules of monitors. See docs/serve.md.

CREATE TABLE kept_files (
  kind TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  sha256 TEXT COLLATE "C" NOT NULL,
  content BYTEA NOT NULL,
  kept_at TEXT COLLATE "C" NOT NULL,
  kept_by TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (kind, name)
);
