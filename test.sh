#!/usr/bin/env bash
# Passes the tests on a fresh machine: installs what is missing, builds, checks the format, runs every test.
# The last line is "N passed, N failed". Extra arguments go to "dotnet test".
set -uo pipefail
cd "$(dirname "$0")" || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 LC_ALL=C.UTF-8
passed=0
failed=0
skipped=0

finish() {
  if [ "$skipped" -gt 0 ]; then
    echo "$skipped tests were SKIPPED: see their reasons above."
  fi
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}

# A step that is not a test runner counts as one test.
step() {
  local name=$1
  shift
  echo "== $name"
  if "$@"; then
    passed=$((passed + 1))
  else
    echo "FAILED: $name"
    failed=$((failed + 1))
    return 1
  fi
}

step "install what is missing" eng/install.sh test || finish
# One compiler for all projects saves its start for each; it is sent away again, so that nothing of this outlives it.
step "build without warnings" dotnet build Freeboard.slnx -c Release -v quiet --nologo -p:UseSharedCompilation=true || finish
dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1
# The build has every analyser and rule of style as an error already; here the blanks and the order of imports.
step "format" dotnet format Freeboard.slnx --verify-no-changes --no-restore --diagnostics IMPORTS || true

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
echo "== tests"
# Monte Carlo studies of minutes are run by eng/test-long.sh.
[[ " $* " == *" --filter"* ]] || set -- --filter 'Length!=Long' "$@"
dotnet test Freeboard.slnx -c Release --no-build --nologo -v quiet \
  --logger "console;verbosity=minimal" --logger trx --results-directory "$results" "$@"
code=$?
counted=0
for file in "$results"/*.trx; do
  [ -e "$file" ] || continue
  counters=$(grep -o '<Counters [^>]*>' "$file" | head -n 1)
  attribute() { echo "$counters" | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' || echo 0; }
  passed=$((passed + $(attribute passed)))
  failed=$((failed + $(attribute failed) + $(attribute error) + $(attribute timeout) + $(attribute aborted)))
  skipped=$((skipped + $(attribute notExecuted)))
  counted=$((counted + $(attribute total)))
done
# A runner that died without a result file must not pass for green.
if [ "$counted" -eq 0 ] || { [ "$code" -ne 0 ] && [ "$failed" -eq 0 ]; }; then
  echo "FAILED: the test runner ended with code $code and counted $counted tests"
  failed=$((failed + 1))
fi
finish
