#!/usr/bin/env bash
# Reads randomly spoilt files of every family (own generator, a fixed stream a file): none may end in an exception or a hang, and every
# rejection says where and why. In pieces, so that a long run can be broken off and gone on with.
# Usage: eng/mutate.sh [FILES [FROM [FAMILY...]]]   default: 100000 files of each family from number 0 on.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 LC_ALL=C.UTF-8
dotnet build tests/Freeboard.Data.Tests -c Release -v quiet --nologo
program=tests/Freeboard.Data.Tests/bin/Release/net10.0/Freeboard.Data.Tests.dll
files=${1:-100000} from=${2:-0}
for family in ${*:3}; do families="${families:-} $family"; done
for family in ${families:-text gbk gzip zip xlsx mapping}; do dotnet "$program" mutate "$family" "$from" "$files"; done
