#!/usr/bin/env bash
# Runs the long tests (Monte Carlo studies of minutes), which test.sh leaves out, and prints what they measured.
# Usage: eng/test-long.sh [--filter NAME] [MORE...]      NAME: part of a test's name, such as Kill; MORE goes to dotnet test.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 LC_ALL=C.UTF-8
filter=Length=Long
if [ "${1:-}" = --filter ]; then
  filter="$filter&FullyQualifiedName~${2:?a part of a name}"
  shift 2
fi
dotnet test Freeboard.slnx -c Release --filter "$filter" --logger "console;verbosity=detailed" "$@"
