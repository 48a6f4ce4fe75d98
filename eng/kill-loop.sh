#!/usr/bin/env bash
# Kills a writer of imports and runs at many moments and checks after each kill that nothing acknowledged is lost and nothing is there in part.
# Usage: eng/kill-loop.sh [KILLS_ON_SQLITE [KILLS_ON_POSTGRESQL]]   default: 200 and 50. 0 leaves one out. FREEBOARD_KILLS_FROM numbers the first one, so that pieces differ.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 LC_ALL=C.UTF-8
dotnet build tests/Freeboard.Data.Tests -c Release -v quiet --nologo
program=tests/Freeboard.Data.Tests/bin/Release/net10.0/Freeboard.Data.Tests.dll
if [ "${1:-200}" -gt 0 ]; then dotnet "$program" kill-loop sqlite "${1:-200}" "${FREEBOARD_KILLS_FROM:-0}"; fi
if [ "${2:-50}" -gt 0 ]; then dotnet "$program" kill-loop postgres "${2:-50}" "${FREEBOARD_KILLS_FROM:-0}"; fi
