#!/usr/bin/env bash
# Measures on this machine what the model of large runs rests on (freeboard grid model --points FILE): processor seconds, which other programs on the machine stretch little; differences of two runs, so that starts do not count.
# Usage: eng/grid-points.sh [FIRMS [YEARS [OBLIGORS]]] >points.csv   default 40 firms of 30 years, 100,000 obligors; two minutes.
# Rows are of the rolling fixed point, the costlier of the two methods, at every trading day.
# FREEBOARD_LIBRARY names a Freeboard.Cli.dll that is built already.
set -euo pipefail
cd "$(dirname "$0")/.."
firms=${1:-40} years=${2:-30} obligors=${3:-100000}
library=${FREEBOARD_LIBRARY:-$PWD/artifacts/cli/Freeboard.Cli.dll}
[ -n "${FREEBOARD_LIBRARY:-}" ] || ./freeboard --version >/dev/null
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
fb() { dotnet "$library" "$@"; }
cpu() { local TIMEFORMAT='%3U %3S'; { time fb "$@" >/dev/null 2>&1; } 2>&1 | awk '{ print $1 + $2 }'; }
calc() { awk "BEGIN { printf \"%.10g\", $1 }"; }
point() { awk -v name="$1" -v value="$2" -v unit="$3" 'BEGIN { printf "%s,%.3g,\"%s\"\n", name, value, unit }'; }
size() { stat -c %s "$1"; }

echo name,value,unit
for market in "small 4 1" "large $firms $years"; do
  set -- $market
  fb sample "$work/$1" --seed 1 --firms "$2" --years "$3" >/dev/null
  # Events may be none, and an empty file of them is refused.
  rm -f "$work/$1/labels.csv"
  fb import "$work/$1" --store "$work/$1.db" >/dev/null
  fb grid plan assess --store "$work/$1.db" --frequency day --method kmv --plan "$work/plan-$1" --shards 1 >/dev/null
done
task0=$(cpu grid task "$work/plan-small" --shard 1 --threads 1)
task1=$(cpu grid task "$work/plan-large" --shard 1 --threads 1)
again=$(cpu grid task "$work/plan-large" --shard 1 --threads 1)
merge0=$(cpu grid merge "$work/plan-small" --store "$work/small.db" --out "$work/rows-small.csv" --threads 1)
merge1=$(cpu grid merge "$work/plan-large" --store "$work/large.db" --out "$work/rows-large.csv" --threads 1)
rows0=$(($(wc -l <"$work/rows-small.csv") - 1)) rows1=$(($(wc -l <"$work/rows-large.csv") - 1))
point assess-row "$(calc "($task1 - $task0) / ($rows1 - $rows0)")" "seconds a firm-day, facts read, fixed point of a rolling window, packed"
point assess-start "$task0" "seconds until a task has started and opened the snapshot"
# Opening a store reads every firm's description; two stores of other sizes tell what one costs.
for count in 100 4000; do
  mkdir "$work/many$count"
  awk -v n=$count 'BEGIN { print "firm,name,currency,kind"; for (i = 1; i <= n; i++) printf "M%05d,Firm %d,CNY,general\n", i, i }' >"$work/many$count/firms.csv"
  awk -v n=$count 'BEGIN { print "firm,date,close"; for (i = 1; i <= n; i++) printf "M%05d,2024-01-02,10\n", i }' >"$work/many$count/prices.csv"
  fb import "$work/many$count" --store "$work/many$count.db" >/dev/null
  fb grid plan assess --store "$work/many$count.db" --as-of latest --plan "$work/plan-many$count" --shards 1000000 >/dev/null
done
empty() { # PLAN: a shard without a firm only opens the store
  cpu grid task "$1" --shard 1 --threads 1
}
few=$(empty "$work/plan-many100")
many=$(empty "$work/plan-many4000")
point assess-start-firm "$(calc "($many > $few ? $many - $few : 0) / 3900")" "seconds of that a firm of the store"
point assess-shard-row "$(calc "$(size "$work/plan-large/results/0000001.shard") / $rows1")" "bytes of a result a firm-day"
point snapshot-day "$(calc "$(size "$work/plan-large/inputs/snapshot.db") / $rows1")" "bytes of the snapshot a firm-day"
point hash-byte "$(python3 -c 'import hashlib, os, time
block = os.urandom(1 << 26)
before = time.process_time()
for _ in range(8): hashlib.sha256(block)
print((time.process_time() - before) / (8 << 26))')" "seconds a byte of a snapshot that is held to its hash"
point merge-row "$(calc "($merge1 - $merge0) / ($rows1 - $rows0)")" "seconds a firm-day: verified, kept in the store, written as CSV"
point csv-row "$(calc "$(size "$work/rows-large.csv") / $rows1")" "bytes of the rows a firm-day"

portfolio() { # FACTORS OBLIGORS FILE
  awk -v n="$2" -v k="$1" 'BEGIN {
    srand(7); printf "obligor,ead,lgd,pd"; if (k == 1) printf ",rho"; else for (f = 1; f <= k; f++) printf ",loading_%d", f; print ""
    for (i = 1; i <= n; i++) { printf "O%d,%.2f,0.45,%.6f", i, 100 * exp(rand()), 0.001 + 0.02 * rand() * rand(); if (k == 1) printf ",0.2"; else for (f = 1; f <= k; f++) printf ",0.14"; print "" } }' >"$3"
}
draw() { # PLAN FILE SCENARIOS: processor seconds of the task
  fb grid plan portfolio "$2" --scenarios "$3" --plan "$work/$1" --shards 1 >/dev/null
  cpu grid task "$work/$1" --shard 1 --threads 1
}
for factors in 1 10; do
  portfolio $factors "$obligors" "$work/loans$factors.csv"
  one=$(draw "one$factors" "$work/loans$factors.csv" 16384)
  five=$(draw "five$factors" "$work/loans$factors.csv" 81920)
  point draw-pair-$factors "$(calc "($five - $one) / (65536 * $obligors)")" "seconds a scenario and obligor, $([ $factors = 1 ] && echo one factor || echo ten factors)"
  [ $factors = 10 ] || point draw-start-obligor "$(calc "($one - ($five - $one) / 4 - $few) / $obligors")" "seconds until a task has read the portfolio, an obligor"
done
portfolio 1 10 "$work/few.csv"
fb grid plan portfolio "$work/few.csv" --scenarios 1000000 --plan "$work/merge1" --shards 1 >/dev/null
fb grid plan portfolio "$work/few.csv" --scenarios 21000000 --plan "$work/merge21" --shards 1 >/dev/null
fb grid task "$work/merge1" --all >/dev/null 2>&1
fb grid task "$work/merge21" --all >/dev/null 2>&1
point portfolio-merge-scenario "$(calc "($(cpu grid merge "$work/merge21" --threads 1) - $(cpu grid merge "$work/merge1" --threads 1)) / 20000000")" "seconds a scenario: verified, sorted, measured"
echo "A task whose share was done before took $again s of one processor; $rows1 rows." >&2
