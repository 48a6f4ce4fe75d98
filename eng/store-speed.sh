#!/usr/bin/env bash
# Measures price rows a second into and out of a store on both databases, from memory and then with a file read and proven. Run it on an idle machine.
# Usage: eng/store-speed.sh [ROWS]   default: 2500000. PostgreSQL runs with its own settings (fsync on).
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 LC_ALL=C.UTF-8
dotnet build tests/Freeboard.Data.Tests -c Release -v quiet --nologo
program=tests/Freeboard.Data.Tests/bin/Release/net10.0/Freeboard.Data.Tests.dll
uptime
dotnet "$program" speed sqlite "${1:-2500000}"
FREEBOARD_TEST_POSTGRES_OPTIONS="-c fsync=on" dotnet "$program" speed postgres "${1:-2500000}"
dotnet "$program" speed-files sqlite "${1:-2500000}"
FREEBOARD_TEST_POSTGRES_OPTIONS="-c fsync=on" dotnet "$program" speed-files postgres "${1:-2500000}"
uptime
