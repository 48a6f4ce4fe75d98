#!/usr/bin/env bash
# Measures a daily history over a store: a synthetic market, statements stepping each quarter, every day of every firm. Run it on an idle machine.
# Usage: eng/assess-speed.sh [FIRMS [DAYS [FOLDER]]]   default: 5500 firms, 2500 days, a new temporary folder, which wants 4 GB. The store in FOLDER is used again when it is there.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 LC_ALL=C.UTF-8
dotnet build tests/Freeboard.Services.Tests -c Release -v quiet --nologo
program=tests/Freeboard.Services.Tests/bin/Release/net10.0/Freeboard.Services.Tests.dll
firms=${1:-5500} days=${2:-2500} folder=${3:-}
if [ -z "$folder" ]; then
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
fi
run() { uptime; dotnet "$program" assess-speed "$1" "$firms" "$days" "$2" ${3:+"$3"}; }
[ -e "$folder/market.db" ] || run "$folder/market.db" kmv
for method in kmv two-equation; do
  # A store of its own for each figure: what one run has done the next would take over.
  cp "$folder/market.db" "$folder/run.db"
  run "$folder/run.db" "$method"
  echo "once more, nothing changed:"
  run "$folder/run.db" "$method"
  rm -f "$folder"/run.db*
done
cp "$folder/market.db" "$folder/run.db"
echo "with all rows as CSV:"
run "$folder/run.db" kmv "$folder/rows.csv"
rm -f "$folder"/run.db* "$folder/rows.csv"
uptime
