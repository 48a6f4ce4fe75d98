#!/usr/bin/env bash
# Breaks the disk under import, assess, export, backup and merge at many offsets, in three ways: a write past an offset of a file fails (RLIMIT_FSIZE, EFBIG), the disk
# is full after so many bytes (a tmpfs with a filler, ENOSPC), and the disk dies at a call that changes it: that write, flush, cut or rename and every later one fails
# (eng/faults/dead-disk.c, EIO). Where the first fault must lie to do no harm is sought first, and the offsets are spread evenly below it: each of them strikes.
# After each: the command has said so by a code and no stack trace, the store is sound, nothing is there in part, what was there before is there still, and the same
# command without the fault gives the bytes of an undisturbed one.
# Usage: eng/fault-loop.sh [OFFSETS [WHAT [KIND]]]   default: 50, all (import assess export backup merge), all (error full dead). Needs root for KIND full, gcc for dead.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
offsets=${1:-50} what=${2:-all} kind=${3:-all}
program=${FREEBOARD_PROGRAM:-artifacts/cli/Freeboard.Cli.dll}
[ -e "$program" ] || ./freeboard --version >/dev/null
program=$(readlink -f "$program")

# The runtime maps its code twice through a file of memory that the limit would cut off, and keeps a pipe for debuggers.
export DOTNET_EnableWriteXorExecute=0 DOTNET_EnableDiagnostics=0 DOTNET_NOLOGO=1 DOTNET_TieredPGO=0 LC_ALL=C.UTF-8
work=$(mktemp -d)
page=$(($(getconf PAGESIZE) / 1024))
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
freeboard sample "$work/held" --firms 40 --years 3 --seed 6 >/dev/null 2>&1
freeboard sample "$work/market" --firms 12 --years 2 --seed 5 >/dev/null 2>&1
freeboard import "$work/held" --store "$base/s.db" >/dev/null 2>&1
freeboard store backup "$base/older.db" --store "$base/s.db" >/dev/null 2>&1
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
  # A backup takes the place of an older backup alone.
  if [ "$1" = backup ]; then
    cp "$base/older.db" "$disk/out.db"
    sed 's/older.db/out.db/' "$base/older.db.sha256" >"$disk/out.db.sha256"
  elif [ "$1" != import ]; then echo "what was here before" >"$disk/$(output "$1")"; fi
}

state_of() { # what the store holds, by its contents: the bytes of the file differ with its history
  python3 - "$disk/s.db" <<'PYTHON'
import hashlib, sqlite3, sys
store = sqlite3.connect(sys.argv[1])
rows = [store.execute(sql).fetchall() for sql in ("SELECT import_id, source, content_hash, fact_count FROM fact_imports ORDER BY 1", "SELECT kind, import_id, state_hash FROM fact_changes ORDER BY change_id", "SELECT run_id, row_count FROM runs ORDER BY 1")]
print(hashlib.sha256(repr(rows).encode()).hexdigest())
PYTHON
}

broken() { # WORK WAY AT: does the work on a disk that fails there; sets code and said
  local name=$1 way=$2 at=$3 args free
  read -ra args <<<"$(arguments "$name")"
  lay "$name"
  code=0
  case $way in
    full)
      free=$(df --output=avail -k "$disk" | tail -1)
      fallocate -l $((free - at * page))K "$disk/filler"
      said=$(cd "$disk" && freeboard "${args[@]}" 2>&1 >/dev/null) || code=$?
      rm -f "$disk/filler"
      ;;
    # shellcheck disable=SC2016
    error) said=$(cd "$disk" && bash -c 'trap "" XFSZ; exec prlimit --fsize="$0" dotnet "$@"' "$at" "$program" "${args[@]}" 2>&1 >/dev/null) || code=$? ;;
    dead)
      head -c 8 /dev/zero >"$work/count"
      said=$(cd "$disk" && FREEBOARD_DISK=$disk FREEBOARD_DISK_COUNT=$work/count FREEBOARD_DISK_DIES=$((at + 1)) LD_PRELOAD=$work/dead-disk.so dotnet "$program" "${args[@]}" 2>&1 >/dev/null) || code=$?
      ;;
  esac
}

harmless() { # WORK WAY: up to where a fault does harm, to the last but one percent (bytes of a file, pages of a disk, calls)
  local low=0 high=$((64 * 1024 * 1024)) middle
  if [ "$2" = full ]; then high=$((200 * 1024 / page)); elif [ "$2" = dead ]; then high=1000000; fi
  while [ $((high - low)) -gt $((low / 100)) ]; do
    middle=$(((low + high) / 2))
    broken "$1" "$2" "$middle"
    if [ "$code" = 0 ]; then high=$middle; else low=$((middle + 1)); fi
  done
  echo "$low"
}

run() { # WORK WAY
  local name=$1 way=$2 args out old good before after first wanted offset now unit struck=0 spared=0 undone=0 done_=0
  read -ra args <<<"$(arguments "$name")"
  out=$(output "$name")
  case $way in full) unit="pages of $page KiB" ;; error) unit=bytes ;; dead) unit="calls that change the disk" ;; esac
  if [ "$way" = full ]; then mount -t tmpfs -o size=256m none "$disk"; fi
  lay "$name"
  before=$(state_of)
  lay "$name"
  old=$(hash_of "$disk/$out")
  (cd "$disk" && freeboard "${args[@]}" >/dev/null 2>&1) || fail "$name without a fault ended with $?"
  good=$(hash_of "$disk/$out")
  after=$(state_of)
  first=$(harmless "$name" "$way")
  [ "$first" -gt 0 ] || fail "$name, $way: no fault does it any harm"
  # Fewer places than offsets: every one of them. A fault that strikes once and not again is another order of writes; the places half way between are taken too then.
  wanted=$((first < offsets ? first : offsets))
  for ((i = 0; i < 2 * wanted && struck < wanted; i++)); do
    offset=$((i < wanted ? first * i / wanted : first * (2 * (i - wanted) + 1) / (2 * wanted)))
    broken "$name" "$way" "$offset"
    case $code in
      0) spared=$((spared + 1)) ;;
      3 | 4 | 75) struck=$((struck + 1)); grep -qE '[A-Z]+-[A-Z-]+' <<<"$said" || fail "$name, $way at $offset: no code in: $said" ;;
      *) fail "$name, $way at $offset ended with $code: $said" ;;
    esac
    grep -qE 'Unhandled exception|   at [A-Z]' <<<"$said" && fail "$name, $way at $offset: a stack trace: $said"
    ls "$disk" | grep -q '\.partial$' && fail "$name, $way at $offset left $(ls "$disk")"
    (cd "$disk" && freeboard store check --store s.db >/dev/null) || fail "$name, $way at $offset: the store is unsound"
    now=$(state_of)
    if [ "$now" = "$before" ]; then undone=$((undone + 1)); elif [ "$now" = "$after" ]; then done_=$((done_ + 1)); else fail "$name, $way at $offset: the store holds neither what it did nor what it should"; fi
    if [ "$name" != import ]; then
      now=$(hash_of "$disk/$out")
      if [ "$name" = backup ] && [ "$now" != "$old" ]; then (cd "$disk" && freeboard store check --store out.db >/dev/null) || fail "backup, $way at $offset: unsound"
      elif [ "$now" != "$old" ] && [ "$now" != "$good" ]; then fail "$name, $way at $offset: $out is neither the old one nor the new one"; fi
      if [ "$code" = 0 ] && [ "$name" != backup ] && [ "$now" != "$good" ]; then fail "$name, $way at $offset said that it was done and $out is not"; fi
    fi
    (cd "$disk" && freeboard "${args[@]}" >/dev/null 2>&1) || fail "$name again after $way at $offset ended with $?"
    [ "$(state_of)" = "$after" ] || fail "$name again after $way at $offset: not what an undisturbed one leaves"
    if [ "$name" != import ] && [ "$name" != backup ] && [ "$(hash_of "$disk/$out")" != "$good" ]; then fail "$name again after $way at $offset: other bytes"; fi
  done
  [ "$struck" -eq "$wanted" ] || fail "$name, $way: only $struck of $wanted faults struck"
  echo "$name, $way: $struck offsets below $first $unit struck and were told by a code ($spared more did not); store sound each time, as before $undone times and as after $done_ times, nothing in part; the same command again gave the bytes of an undisturbed one"
  if [ "$way" = full ]; then umount "$disk"; fi
}

ways=(error full dead)
[ "$kind" = all ] || ways=("$kind")
if [ "$(id -u)" -ne 0 ] && [[ " ${ways[*]} " == *" full "* ]]; then
  echo "NOT RUN: a full disk needs root for its tmpfs." >&2
  ways=("${ways[@]/full/}")
fi
if [[ " ${ways[*]} " == *" dead "* ]]; then
  if command -v gcc >/dev/null; then
    gcc -O2 -Wall -shared -fPIC -o "$work/dead-disk.so" eng/faults/dead-disk.c -ldl
  else
    echo "NOT RUN: a disk that dies needs gcc for eng/faults/dead-disk.c." >&2
    ways=("${ways[@]/dead/}")
  fi
fi
works=(import assess export backup)
if freeboard merge --help >/dev/null 2>&1; then
  works+=(merge)
  for k in 1 2; do freeboard assess "$work/held" --shard $k/2 --store "$work/m.db" --report "$work/m.html" >"$work/shard$k.csv" 2>/dev/null; done
fi
[ "$what" = all ] || works=("$what")
: "$first"
for name in "${works[@]}"; do for way in ${ways[@]}; do run "$name" "$way"; done; done
