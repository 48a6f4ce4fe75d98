#!/usr/bin/env bash
# Writes a store with an earlier version of the program, built from its commit, and holds this version to it: the store is sound, its backup can be restored, its runs
# give the rows that the earlier version printed, and more can be put into it.
# Usage: eng/upgrade.sh COMMIT [KEEP]      KEEP: a folder that gets the store (gzip) and the rows, as tests/ReferenceValues/stores has them.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 LC_ALL=C.UTF-8
# FREEBOARD_OLD_PROGRAM names a Freeboard.Cli.dll of that commit that is built already; FREEBOARD_PROGRAM one of this version.
commit=$(git rev-parse --short "$1")
work=$(mktemp -d)
trap 'git worktree remove --force "$work/tree" 2>/dev/null || true; rm -rf "$work"' EXIT
build_old() {
  git worktree add --detach --quiet "$work/tree" "$commit"
  if [ -d src/Freeboard.Reporting/charts/node_modules ]; then cp -r src/Freeboard.Reporting/charts/node_modules "$work/tree/src/Freeboard.Reporting/charts/" 2>/dev/null || true; fi
  dotnet publish "$work/tree/src/Freeboard.Cli" -c Release -o "$work/old" -v quiet --nologo -p:RunAnalyzers=false
}
[ -n "${FREEBOARD_OLD_PROGRAM:-}" ] || build_old
old() { dotnet "${FREEBOARD_OLD_PROGRAM:-$work/old/Freeboard.Cli.dll}" "$@"; }
new() { if [ -n "${FREEBOARD_PROGRAM:-}" ]; then dotnet "$FREEBOARD_PROGRAM" "$@"; else ./freeboard "$@"; fi; }
new sample "$work/market" --seed 11 --firms 3 --years 1 >/dev/null
# A small market without an event; an earlier version takes no file of labels with none in it.
[ "$(wc -l <"$work/market/labels.csv" 2>/dev/null || echo 0)" -gt 1 ] || rm -f "$work/market/labels.csv"
old assess "$work/market" --store "$work/old.db" --report "$work/old.html" >"$work/rows.csv"
if old import --help >/dev/null 2>&1 && old assess --help | grep -q -- --from; then
  old import "$work/market" --store "$work/old.db" >/dev/null
  old assess --store "$work/old.db" --report "$work/old.html" >"$work/rows-of-facts.csv"
fi
version=$(python3 -c 'import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute("PRAGMA user_version").fetchone()[0])' "$work/old.db")
if [ $# -gt 1 ]; then
  mkdir -p "$2"
  python3 -c 'import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute("PRAGMA wal_checkpoint(TRUNCATE)"); c.execute("PRAGMA journal_mode = DELETE")' "$work/old.db"
  gzip -9nc "$work/old.db" >"$2/schema-$version.db.gz"
  for rows in rows rows-of-facts; do if [ -e "$work/$rows.csv" ]; then cp "$work/$rows.csv" "$2/schema-$version-$rows.csv"; fi; done
fi
cp "$work/old.db" "$work/copy.db"
new store check --store "$work/copy.db" >/dev/null
new store backup "$work/backup.db" --store "$work/copy.db" >/dev/null
new store restore "$work/backup.db" --store "$work/restored.db" >/dev/null
runs=$(new runs --store "$work/restored.db" --format csv | tail -n +2 | wc -l)
new import samples/market --store "$work/restored.db" >/dev/null
new assess --store "$work/restored.db" --report "$work/new.html" --as-of latest >/dev/null
new store check --store "$work/restored.db" >/dev/null
echo "commit $commit, schema $version: sound, $runs runs after backup and restore, brought up to date, took another import and run, sound"
