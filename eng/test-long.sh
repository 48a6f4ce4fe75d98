#!/usr/bin/env bash
# Runs the long tests (Monte Carlo studies of minutes), which test.sh leaves out, and prints what they measured.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 LC_ALL=C.UTF-8
dotnet test Freeboard.slnx -c Release --filter "Length=Long" --logger "console;verbosity=detailed" "$@"
