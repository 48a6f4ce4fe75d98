#!/usr/bin/env bash
# Imports every Shanghai A-share of 2017 from the vendor's own layout and holds the report to what is known of the file: its rows,
# firms and suspended days, and market values that are constant share counts times the close. The data are not part of this project.
# Usage: eng/trials/netease-sse-2017.sh DATA   DATA holds cn/netease_sse_2017/sse_daily_2017.csv.gz.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
data=${1:-${FREEBOARD_TRIAL_DATA:-}}
file=$data/cn/netease_sse_2017/sse_daily_2017.csv.gz
if [ -z "$data" ] || [ ! -e "$file" ]; then
  echo "Nothing was tried: the trial data are absent ($file). Name the folder that holds cn/netease_sse_2017." >&2
  exit 77
fi
export LC_ALL=C
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for address in "sqlite:$folder/market.db" ${FREEBOARD_TRIAL_POSTGRES:-}; do
  "$root/freeboard" import --store "$address" "$file" --json >"$folder/quality.json"
  # The report is written line by line: "key": value.
  value() { sed -n "s/^ *\"$1\": *\([^,]*\),\{0,1\}\$/\1/p" "$folder/quality.json" | head -1; }
  rows=$(value rows) firms=$(value firms) suspended=$(value suspendedDays) aside=$(value quarantinedRows) accepted=$(value accepted)
  implied=$(sed -n '/"proof": "SHARES-CONSTANT"/,/"verdict"/p' "$folder/quality.json")
  echo "${address%%:*}: accepted $accepted, $rows rows, $firms firms, $suspended suspended days, $aside rows set aside"
  echo "$implied" | tr -s ' \n' ' ' ; echo
  [ "$accepted $rows $firms $suspended $aside" = "true 315371 1391 16878 0" ] || { echo "That is not what the file holds: 315371 rows, 1391 firms, 16878 suspended days, none set aside." >&2; exit 1; }
  echo "$implied" | grep -q '"verdict": "Holds"\|"verdict": "Passed"\|"failures": 0' || { echo "The market values were not proven by constant share counts." >&2; exit 1; }
done
