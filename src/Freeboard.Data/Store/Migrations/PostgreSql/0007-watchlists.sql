-- Watchlists: firms that an account keeps an eye on, by name. See docs/watchlists.md.

CREATE TABLE watchlist_lists (
  owner TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  changed_at TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (owner, name)
);

CREATE TABLE watchlist_firms (
  owner TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  firm TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (owner, name, firm)
);
