#!/usr/bin/env bash
# Kills a writer of imports and runs, an assessment over a store, and an export, at many moments; checks after each kill that nothing acknowledged is lost and nothing is there in part.
# Usage: eng/kill-loop.sh [KILLS_ON_SQLITE [KILLS_ON_POSTGRESQL [WHAT]]]   default: 200 and 50, of all three. 0 leaves a database out; WHAT is import, assess or export. FREEBOARD_KILLS_FROM numbers the first kill of an import, so that pieces differ.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 LC_ALL=C.UTF-8
what=${3:-all}
loop() { # PROJECT VERB [MORE]
  dotnet build "tests/$1" -c Release -v quiet --nologo
  program=tests/$1/bin/Release/net10.0/$1.dll
  if [ "${kills[0]}" -gt 0 ]; then dotnet "$program" "$2" sqlite "${kills[0]}" ${3:+"$3"}; fi
  if [ "${kills[1]}" -gt 0 ]; then dotnet "$program" "$2" postgres "${kills[1]}" ${3:+"$3"}; fi
}
kills=("${1:-200}" "${2:-50}")
case $what in all|import) loop Freeboard.Data.Tests kill-loop "${FREEBOARD_KILLS_FROM:-0}" ;; esac
case $what in all|assess) loop Freeboard.Services.Tests assess-kill-loop ;; esac
case $what in all|export) loop Freeboard.Services.Tests export-kill-loop ;; esac
