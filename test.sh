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
format() { dotnet format Freeboard.slnx --verify-no-changes --no-restore --diagnostics IMPORTS; }

# Much of a test's time is waiting (for a browser, a cluster, a server, a disk): two runners at a time, the longest first.
order="Freeboard.Web Freeboard.Reporting Freeboard.Cli format Freeboard.Services Freeboard Freeboard.Data Freeboard.Architecture"
at_once=2

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
# Monte Carlo studies of minutes are run by eng/test-long.sh.
[[ " $* " == *" --filter"* ]] || set -- --filter 'Length!=Long' "$@"
began=$SECONDS

# What a runner says is kept and shown when it ends, so that runners do not talk into each other.
run() {
  local name=$1
  shift
  if [ "$name" = format ]; then
    format
  else
    dotnet test "tests/$name.Tests/bin/Release/net10.0/$name.Tests.dll" --nologo --logger "console;verbosity=minimal" \
      --logger "trx;LogFileName=$name.trx" --results-directory "$results" "$@"
  fi >"$results/$name.log" 2>&1
  echo $? >"$results/$name.code"
  printf '== %s, done after %s s\n%s\n' "$name" "$((SECONDS - began))" "$(cat "$results/$name.log")"
}

# A new test project is run even when nobody thought of its place in the order.
for folder in tests/*.Tests/; do
  name=$(basename "$folder" .Tests)
  [[ " $order " == *" $name "* ]] || order="$order $name"
done
echo "== tests and format"
for name in $order; do
  while [ "$(jobs -rp | wc -l)" -ge "$at_once" ]; do wait -n; done
  run "$name" "$@" &
done
wait

counted=0
for name in $order; do
  code=$(cat "$results/$name.code" 2>/dev/null || echo none)
  if [ "$name" = format ]; then
    step "format" [ "$code" = 0 ] || true
    continue
  fi
  counters=$(grep -o '<Counters [^>]*>' "$results/$name.trx" 2>/dev/null | head -n 1)
  attribute() { echo "$counters" | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' || echo 0; }
  bad=$(($(attribute failed) + $(attribute error) + $(attribute timeout) + $(attribute aborted)))
  passed=$((passed + $(attribute passed)))
  failed=$((failed + bad))
  skipped=$((skipped + $(attribute total) - $(attribute executed)))
  counted=$((counted + $(attribute total)))
  # A runner that died, with or without a result file, must not pass for green.
  if [ "$code" != 0 ] && [ "$bad" -eq 0 ]; then
    echo "FAILED: the runner of $name ended with code $code and counted $(attribute total) tests"
    failed=$((failed + 1))
  fi
done
if [ "$counted" -eq 0 ]; then
  echo "FAILED: no test was run"
  failed=$((failed + 1))
fi
finish
