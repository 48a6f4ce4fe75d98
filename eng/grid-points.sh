#!/usr/bin/env bash
# Measures on this machine what the model of large runs rests on (freeboard grid model --points FILE), one thread a task.
# Usage: eng/grid-points.sh [FIRMS [YEARS [OBLIGORS]]] >points.csv   default 60 firms of 30 years, 100,000 obligors; some minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
firms=${1:-60} years=${2:-30} obligors=${3:-100000}
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
fb() { if [ -n "${FREEBOARD:-}" ]; then $FREEBOARD "$@"; else ./freeboard "$@"; fi; }
column() { awk -F, -v name="$2" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i } NR == 2 { print $at }' "$1"; }
timed() { local begin end; begin=$(date +%s.%N); "$@" >&2; end=$(date +%s.%N); awk -v a="$begin" -v b="$end" 'BEGIN { printf "%.6f", b - a }'; }
point() { awk -v name="$1" -v value="$2" -v unit="$3" 'BEGIN { printf "%s,%.4g,\"%s\"\n", name, value, unit }'; }
calc() { awk "BEGIN { printf \"%.10g\", $1 }"; }

fb --version >/dev/null

# What only starting the program takes; the model counts it with every task.
nothing=$(timed fb --version)

fb sample "$work/small" --seed 1 --firms 4 --years 1 >/dev/null
fb sample "$work/market" --seed 1 --firms "$firms" --years "$years" >/dev/null
# Events may be none, and an empty file of them is refused.
rm -f "$work/small/labels.csv" "$work/market/labels.csv"
fb import "$work/small" --store "$work/small.db" >/dev/null
fb import "$work/market" --store "$work/facts.db" >/dev/null
fb grid plan assess --store "$work/small.db" --frequency day --plan "$work/p0" --shards 1 >"$work/p0.csv"
fb grid plan assess --store "$work/facts.db" --frequency day --plan "$work/p1" --shards 1 >"$work/p1.csv"
fb grid task "$work/p1" --shard 1 --threads 1 >&2
merge=$(timed fb grid merge "$work/p1" --store "$work/facts.db" --out "$work/rows.csv" --threads 1)
rows=$(($(wc -l <"$work/rows.csv") - 1))
start0=$(column "$work/p0.csv" startSeconds) start1=$(column "$work/p1.csv" startSeconds)
size() { stat -c %s "$1"; }

echo name,value,unit
point assess-row "$(calc "$(column "$work/p1.csv" secondsPerItem) * $firms / $rows")" "seconds a firm-day, facts read and two equations solved"
point assess-start "$(calc "$nothing + $start0")" "seconds until a task has opened the snapshot"
point assess-start-firm "$(calc "($start1 > $start0 ? $start1 - $start0 : 0) / ($firms - 4)")" "seconds of that a firm of the store"
point assess-shard-row "$(calc "$(size "$work/p1/results/0000001.shard") / $rows")" "bytes of a result a firm-day"
point snapshot-day "$(calc "$(size "$work/p1/inputs/snapshot.db") / $rows")" "bytes of the snapshot a firm-day"
point merge-row "$(calc "($merge - $nothing - $start1) / $rows")" "seconds a firm-day: verified, kept in the store, written as CSV"
point csv-row "$(calc "$(size "$work/rows.csv") / $rows")" "bytes of the rows a firm-day"

portfolio() { # FACTORS FILE
  awk -v n="$obligors" -v k="$1" 'BEGIN {
    srand(7); printf "obligor,ead,lgd,pd"; if (k == 1) printf ",rho"; else for (f = 1; f <= k; f++) printf ",loading_%d", f; print ""
    for (i = 1; i <= n; i++) { printf "O%d,%.2f,0.45,%.6f", i, 100 * exp(rand()), 0.001 + 0.02 * rand() * rand(); if (k == 1) printf ",0.2"; else for (f = 1; f <= k; f++) printf ",0.14"; print "" } }' >"$2"
}
for factors in 1 10; do
  portfolio $factors "$work/loans$factors.csv"
  fb grid plan portfolio "$work/loans$factors.csv" --scenarios 100000 --plan "$work/q$factors" --shards 1 >"$work/q$factors.csv"
  point draw-pair-$factors "$(calc "$(column "$work/q$factors.csv" secondsPerItem) / (16384 * $obligors)")" "seconds a scenario and obligor, $([ $factors = 1 ] && echo one factor || echo ten factors)"
done
point draw-start-obligor "$(calc "$(column "$work/q1.csv" startSeconds) / $obligors")" "seconds until a task has read the portfolio, an obligor"
head -n 11 "$work/loans1.csv" >"$work/few.csv"
fb grid plan portfolio "$work/few.csv" --scenarios 20000000 --plan "$work/q" --shards 1 >/dev/null
fb grid task "$work/q" --shard 1 --threads 1 >&2
merge=$(timed fb grid merge "$work/q" --threads 1)
point portfolio-merge-scenario "$(calc "($merge - $nothing) / 20000000")" "seconds a scenario: verified, sorted, measured"
