#!/usr/bin/env bash
# A hundred readers on a market of 1,000 firms over five years, assessed daily, and a firm's page in a browser: the figures of docs/benchmarks.md. Run it on an idle machine.
# Usage: eng/load.sh [SECONDS [READERS [FIRMS [DATES]]]]   defaults: 60 100 1000 daily
# FREEBOARD_LOAD_STORE=PATH keeps the store, so that the next time only reads.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 LC_ALL=C.UTF-8
export FREEBOARD_LOAD_SECONDS="${1:-60}" FREEBOARD_LOAD_READERS="${2:-100}" FREEBOARD_LOAD_FIRMS="${3:-1000}" FREEBOARD_LOAD_DATES="${4:-daily}"
uptime
dotnet test tests/Freeboard.Web.Tests -c Release --nologo --filter FullyQualifiedName~Load_on_loopback --logger "console;verbosity=detailed" | grep -E 'requests|errors|load of|assessed|alone|readers|browser|first page|Passed|Failed|error'
uptime
