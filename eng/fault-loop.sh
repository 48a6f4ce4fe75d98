#!/usr/bin/env bash
# Breaks the disk under import, assess, export, backup and merge at many offsets, in two ways: a write past an offset fails (RLIMIT_FSIZE, EFBIG), and the disk is
# full after so many bytes (a tmpfs with a filler, ENOSPC). After each: the command has said so by a code and no stack trace, the store is sound, nothing is there in
# part, what was there before is there still, and the same command without the fault gives the bytes of an undisturbed one.
# Usage: eng/fault-loop.sh [OFFSETS [WHAT [KIND]]]   default: 50, all (import assess export backup merge), both (error full). Needs root for KIND full.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
offsets=${1:-50} what=${2:-all} kind=${3:-both}
program=${FREEBOARD_PROGRAM:-artifacts/cli/Freeboard.Cli.dll}
[ -e "$program" ] || ./freeboard --version >/dev/null
program=$(readlink -f "$program")

# The runtime maps its code twice through a file of memory that the limit would cut off, and keeps a pipe for debuggers.
export DOTNET_EnableWriteXorExecute=0 DOTNET_EnableDiagnostics=0 DOTNET_NOLOGO=1 LC_ALL=C.UTF-8
work=$(mktemp -d)
disk=$work/disk
mkdir "$disk"
cleanup() {
  cd "$root"
  mountpoint -q "$disk" && umount "$disk"
  rm -rf "$work"
}
trap cleanup EXIT
freeboard() { dotnet "$program" "$@"; }
hash_of() { [ -e "$1" ] && sha256sum "$1" | cut -d' ' -f1 || echo none; }
fail() { echo "FAULT LOOP: $*" >&2; exit 1; }

# Two markets, two imports, one run: what must never be lost.
base=$work/base
mkdir "$base"
freeboard sample "$work/market" --firms 6 --years 2 --seed 5 >/dev/null 2>&1
freeboard import "$root/samples/market" --store "$base/s.db" >/dev/null 2>&1
freeboard assess --store "$base/s.db" --out "$base/first.csv" --report "$base/first.html" >/dev/null 2>&1
first=$(hash_of "$base/first.csv")
rm "$base/first.csv" "$base/first.csv.sha256.json" "$base/first.html"

arguments() { # the command line of a piece of work, in the folder $disk
  case $1 in
    import) echo import "$work/market" --store s.db ;;
    assess) echo assess --store s.db --as-of latest --out out.csv --report out.html ;;
    export) echo runs export latest --store s.db --out out.zip ;;
    backup) echo store backup out.db --store s.db ;;
    merge) echo merge shard1.csv shard2.csv --out out.csv ;;
  esac
}

output() { case $1 in import) echo s.db ;; assess | merge) echo out.csv ;; export) echo out.zip ;; backup) echo out.db ;; esac; }

lay() { # the files before the work: the store, and an older output that must stay whole
  rm -rf "${disk:?}"/*
  cp "$base/s.db" "$disk/s.db"
  if [ "$1" = merge ]; then cp "$work"/shard?.csv "$disk/"; fi
  if [ "$1" != import ]; then echo "what was here before" >"$disk/$(output "$1")"; fi
}

state_of() { # what the store holds, by its contents: the bytes of the file differ with its history
  python3 - "$disk/s.db" <<'PYTHON'
import hashlib, sqlite3, sys
store = sqlite3.connect(sys.argv[1])
rows = [store.execute(sql).fetchall() for sql in ("SELECT import_id, source, content_hash, fact_count FROM fact_imports ORDER BY 1", "SELECT kind, import_id, state_hash FROM fact_changes ORDER BY change_id", "SELECT run_id, row_count FROM runs ORDER BY 1")]
print(hashlib.sha256(repr(rows).encode()).hexdigest())
PYTHON
}

run() { # WORK KIND
  local name=$1 way=$2 args out old good before after size code said now spared=0 refused=0 undone=0 done_=0
  read -ra args <<<"$(arguments "$name")"
  out=$(output "$name")
  if [ "$way" = full ]; then mount -t tmpfs -o size=256m none "$disk"; fi
  lay "$name"
  before=$(state_of)
  lay "$name"
  old=$(hash_of "$disk/$out")
  (cd "$disk" && freeboard "${args[@]}" >/dev/null 2>&1) || fail "$name without a fault ended with $?"
  good=$(hash_of "$disk/$out")
  after=$(state_of)
  # How much it writes: its largest file for errors at an offset (the store, or what it writes beside it), all that is new for a full disk.
  lay "$name"
  local free0 least=999999999 free
  free0=$(df --output=avail -k "$disk" | tail -1)
  (cd "$disk" && freeboard "${args[@]}" >/dev/null 2>&1) &
  local pid=$!
  while kill -0 $pid 2>/dev/null; do
    free=$(df --output=avail -k "$disk" | tail -1)
    [ "$free" -lt "$least" ] && least=$free
    sleep 0.02
  done
  wait $pid
  if [ "$way" = full ]; then size=$((free0 - least)); else size=$(stat -c %s "$disk/$([ "$name" = assess ] && echo s.db || echo "$out")"); size=$((size / 1024)); fi
  size=$((size + size / 10 + 4))
  for ((i = 0; i < offsets; i++)); do
    local limit=$((4 + size * i / offsets))
    lay "$name"
    code=0
    if [ "$way" = full ]; then
      fallocate -l $(($(df --output=avail -k "$disk" | tail -1) - limit))K "$disk/filler" 2>/dev/null || true
      said=$(cd "$disk" && freeboard "${args[@]}" 2>&1 >/dev/null) || code=$?
      rm -f "$disk/filler"
    else
      # shellcheck disable=SC2016
      said=$(cd "$disk" && bash -c 'trap "" XFSZ; ulimit -f "$0"; exec dotnet "$@"' "$limit" "$program" "${args[@]}" 2>&1 >/dev/null) || code=$?
    fi
    case $code in
      0) spared=$((spared + 1)) ;;
      3 | 4 | 75) refused=$((refused + 1)); grep -qE '[A-Z]+-[A-Z-]+' <<<"$said" || fail "$name, $way at $limit KiB: no code in: $said" ;;
      *) fail "$name, $way at $limit KiB ended with $code: $said" ;;
    esac
    grep -qE 'Unhandled exception|   at [A-Z]' <<<"$said" && fail "$name, $way at $limit KiB: a stack trace: $said"
    ls "$disk" | grep -q '\.partial$' && fail "$name, $way at $limit KiB left $(ls "$disk")"
    (cd "$disk" && freeboard store check --store s.db >/dev/null) || fail "$name, $way at $limit KiB: the store is unsound"
    now=$(state_of)
    if [ "$now" = "$before" ]; then undone=$((undone + 1)); elif [ "$now" = "$after" ]; then done_=$((done_ + 1)); else fail "$name, $way at $limit KiB: the store holds neither what it did nor what it should"; fi
    if [ "$name" != import ]; then
      now=$(hash_of "$disk/$out")
      if [ "$name" = backup ] && [ "$code" = 0 ]; then (cd "$disk" && freeboard store check --store out.db >/dev/null) || fail "backup, $way at $limit KiB: unsound"
      elif [ "$now" != "$old" ] && [ "$now" != "$good" ]; then fail "$name, $way at $limit KiB: $out is neither the old one nor the new one"; fi
      if [ "$code" = 0 ] && [ "$name" != backup ] && [ "$now" != "$good" ]; then fail "$name, $way at $limit KiB said that it was done and $out is not"; fi
    fi
    (cd "$disk" && freeboard "${args[@]}" >/dev/null 2>&1) || fail "$name again after $way at $limit KiB ended with $?"
    [ "$(state_of)" = "$after" ] || fail "$name again after $way at $limit KiB: not what an undisturbed one leaves"
    if [ "$name" != import ] && [ "$name" != backup ] && [ "$(hash_of "$disk/$out")" != "$good" ]; then fail "$name again after $way at $limit KiB: other bytes"; fi
  done
  echo "$name, $way: $offsets offsets from 4 to $((4 + size)) KiB: $refused refused by a code, $spared not reached; store sound each time, as before $undone times and as after $done_ times, nothing in part; the same command again gave the bytes of an undisturbed one"
  if [ "$way" = full ]; then umount "$disk"; fi
}

ways=(error full)
[ "$kind" = both ] || ways=("$kind")
if [ "$(id -u)" -ne 0 ] && [[ " ${ways[*]} " == *" full "* ]]; then
  echo "NOT RUN: a full disk needs root for its tmpfs; errors at offsets only." >&2
  ways=(error)
fi
works=(import assess export backup)
if freeboard merge --help >/dev/null 2>&1; then
  works+=(merge)
  for k in 1 2; do freeboard assess "$root/samples/market" --shard $k/2 --store "$work/m.db" --report "$work/m.html" >"$work/shard$k.csv" 2>/dev/null; done
fi
[ "$what" = all ] || works=("$what")
: "$first"
for name in "${works[@]}"; do for way in "${ways[@]}"; do run "$name" "$way"; done; done
