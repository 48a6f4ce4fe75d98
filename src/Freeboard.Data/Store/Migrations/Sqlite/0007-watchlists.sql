-- Watchlists: firms that an account keeps an eye on, by name. See docs/watchlists.md.

CREATE TABLE watchlist_lists (
  owner TEXT NOT NULL,
  name TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  PRIMARY KEY (owner, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE watchlist_firms (
  owner TEXT NOT NULL,
  name TEXT NOT NULL,
  firm TEXT NOT NULL,
  PRIMARY KEY (owner, name, firm)
) STRICT, WITHOUT ROWID;
