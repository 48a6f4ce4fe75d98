#!/usr/bin/env bash
# A run on a cluster of its own (eng/slurm.sh) whose tasks are killed at random, run twice at once, and lose a node; holds the merged bytes to those of one machine.
# FREEBOARD_LIBRARY names a Freeboard.Cli.dll that is built already.
# Usage: eng/grid-kill.sh [KILLS [DUPLICATES [FIRMS [SHARDS]]]]   default 100 kills, 20 duplicates, 200 firms of 4 years, 40 shards. Needs slurm-wlm and munge.
set -euo pipefail
cd "$(dirname "$0")/.."
kills=${1:-100} duplicates=${2:-20} firms=${3:-200} shards=${4:-40}
work=$(mktemp -d)
here=$PWD
library=${FREEBOARD_LIBRARY:-$here/artifacts/cli/Freeboard.Cli.dll}
[ -n "${FREEBOARD_LIBRARY:-}" ] || ./freeboard --version >/dev/null
fb() { dotnet "$library" "$@"; }
finish() { "$here/eng/slurm.sh" stop "$work/slurm" || true; chmod -R u+w "$work"; rm -rf "$work"; }
trap finish EXIT
"$here/eng/slurm.sh" start "$work/slurm" 1 1001
export SLURM_CONF=$work/slurm/slurm.conf
RANDOM=11

fb sample "$work/market" --seed 3 --firms "$firms" --years 4 >/dev/null
rm -f "$work/market/labels.csv"
fb import "$work/market" --store "$work/facts.db" >/dev/null
settings=(--store "$work/facts.db" --frequency day --method kmv)
fb assess "${settings[@]}" --no-report --shard 1/1 >"$work/whole.csv"
whole=$(sha256sum <"$work/whole.csv")
fb grid plan assess "${settings[@]}" --plan "$work/plan" --shards "$shards" >/dev/null
echo "$firms firms, $(($(wc -l <"$work/whole.csv") - 1)) rows, $shards shards, one machine: ${whole%% *}"

submit() { fb grid resubmit "$work/plan" --command "dotnet $library" --no-merge >/dev/null 2>&1; }
running() { squeue --noheader --array --states=R --format=%i | shuf -n 1 --random-source=<(yes $RANDOM); }
# What was stopped or lost its node would wait two minutes of the cluster's.
release() { for task in $(squeue --noheader --array --states=PD --format=%i); do scontrol update "JobId=$task" StartTime=now 2>/dev/null || true; done; }
queued() { squeue --noheader --array --format=%i | wc -l; }

killed=0 stopped=0 removed=0 node=0
begin=$(date +%s)
while [ $killed -lt "$kills" ]; do
  [ "$(queued)" -gt 0 ] || { submit
    # Everything may be done long before enough was killed: results are taken away again.
    if [ "$(queued)" -eq 0 ]; then for file in $(ls "$work"/plan/results/*.shard | shuf -n 10 --random-source=<(yes $RANDOM)); do rm -f "$file"; removed=$((removed + 1)); done; continue; fi; }
  sleep "0.$((RANDOM % 8))"
  task=$(running) || continue
  [ -n "$task" ] || { release; continue; }
  case $((RANDOM % 3)) in
    0) scancel --signal=KILL --full "$task" 2>/dev/null && killed=$((killed + 1)) || true ;;
    1) # The process itself, behind the cluster's back.
      pid=$(pgrep -f "Freeboard.Cli.dll grid task $work/plan" | shuf -n 1 --random-source=<(yes $RANDOM) || true)
      if [ -n "$pid" ] && kill -9 "$pid" 2>/dev/null; then killed=$((killed + 1)); fi ;;
    2) scancel --signal=TERM --batch "$task" 2>/dev/null && { killed=$((killed + 1)); stopped=$((stopped + 1)); } || true ;;
  esac
  if [ $node -eq 0 ] && [ $killed -gt $((kills / 2)) ]; then
    "$here/eng/slurm.sh" node-kill "$work/slurm" n1 && node=1
  elif [ $node -eq 1 ] && [ $killed -gt $((kills * 2 / 3)) ]; then
    "$here/eng/slurm.sh" node-start "$work/slurm" n1 && node=2
  fi
done
[ $node -ne 1 ] || "$here/eng/slurm.sh" node-start "$work/slurm" n1

# The same share by two machines at once, beside the cluster's own tasks.
for file in $(ls "$work"/plan/results/*.shard 2>/dev/null | head -n $((duplicates / 2))); do rm -f "$file"; removed=$((removed + 1)); done
submit
for i in $(seq 1 "$duplicates"); do
  fb grid task "$work/plan" --shard $((i % shards + 1)) --threads 1 2>/dev/null &
  [ $((i % 4)) -ne 0 ] || wait
done
wait
for _ in $(seq 1 20); do
  while [ "$(queued)" -gt 0 ]; do release; sleep 0.5; done
  fb grid status "$work/plan" >/dev/null 2>&1 && break
  submit
done
fb grid merge "$work/plan" --store "$work/facts.db" >"$work/merged.csv"
fb grid merge "$work/plan" --store "$work/facts.db" >"$work/again.csv"
merged=$(sha256sum <"$work/merged.csv")
again=$(sha256sum <"$work/again.csv")
runs=$(fb runs --store "$work/facts.db" | tail -n +2 | wc -l)
twice=$(tail -n +2 "$work/merged.csv" | cut -d, -f1,2 | sort | uniq -d | wc -l)
requeued=$(grep -hci requeu "$work/slurm/slurmctld.log" || true)
echo "$killed kills ($stopped of them SIGTERM), $removed results taken away, $duplicates duplicates, 1 node killed and started again, $requeued lines of the controller about requeues, $(($(date +%s) - begin)) s"
echo "merged: ${merged%% *}; again: ${again%% *}; rows twice: $twice; runs in the store: $runs"
[ "$merged" = "$whole" ] && [ "$again" = "$whole" ] && [ "$twice" -eq 0 ] && [ "$runs" -eq 1 ] && echo "same bytes"
