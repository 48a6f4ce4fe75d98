#!/usr/bin/env bash
# Fits a map from distance to probability on the training group of a US panel of firm-years and judges it on the validation group: area with interval,
# calibration before and after prior correction, capture in the riskiest decile. Then the volatility policies beside each other, and the weight of the
# default point. The data are not part of this project.
# Usage: eng/trials/us-firm-years.sh DATA [POPULATION-RATE]   DATA holds us/firm_years_train_validation.csv.gz. Without a rate, the training rows' own
# rate of the last three years stands for the population: it is known when the map is made.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
data=${1:-${FREEBOARD_TRIAL_DATA:-}}
file=$data/us/firm_years_train_validation.csv.gz
if [ -z "$data" ] || [ ! -e "$file" ]; then
  echo "Nothing was tried: the trial data are absent ($file). Name the folder that holds us/firm_years_train_validation.csv.gz." >&2
  exit 77
fi
export LC_ALL=C
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
rate=${2:-$(gzip -dc "$file" | awk -F, 'NR > 1 && $7 == "train" && $2 >= 2009 { n++; d += $6 } END { printf "%.6f", d / n }')}

# The report is written line by line: "key": value; the first of a name is that of all rows.
value() { sed -n "s/^ *\"$1\": *\([^,]*\),\{0,1\}\$/\1/p" "$folder/judged.json" | head -1; }
judge() {
  "$root/freeboard" validate --firm-years "$file" --group validation --json "${@:2}" >"$folder/judged.json"
  printf '%-34s n %s events %s auc %.4f (%.4f to %.4f) brier %.5f predicted %.4f observed %.4f capture in the riskiest decile %.3f\n' "$1" \
    "$(value n)" "$(value events)" "$(value auc)" "$(value aucLow)" "$(value aucHigh)" "$(value brier)" "$(value meanPredicted)" "$(value meanObserved)" "$(value captureLowestDecile)"
}

for policy in own-moves constant size-leverage fitted; do
  "$root/freeboard" edf fit --firm-years "$file" --group train --volatility-policy "$policy" --save "$folder/$policy.json" >"$folder/fit.txt"
  judge "$policy, as fitted" --edf-map "$folder/$policy.json"
  [ "$policy" != own-moves ] || area=$(value auc)
done
"$root/freeboard" edf fit --firm-years "$file" --group train --population-rate "$rate" --save "$folder/corrected.json" >"$folder/fit.txt"
judge "own-moves, prior corrected to $rate" --edf-map "$folder/corrected.json"
"$root/freeboard" edf fit --firm-years "$file" --group train --kind isotonic --save "$folder/isotonic.json" >"$folder/fit.txt"
judge "own-moves, isotonic" --edf-map "$folder/isotonic.json"
"$root/freeboard" edf fit --firm-years "$file" --group train --kind normal --save "$folder/normal.json" >"$folder/fit.txt"
judge "own-moves, N(-DD)" --edf-map "$folder/normal.json"
echo
"$root/freeboard" firm-years compare "$file" --train train --judge validation | cut -d, -f1-3,6-9,12,17-19
for by in likelihood area; do
  "$root/freeboard" default-point optimise --firm-years "$file" --train train --by "$by" --json | sed -n '/"findings"/,/\]/p'
done
awk -v area="$area" 'BEGIN { exit !(area >= 0.79) }' || { echo "The area on the validation rows, $area, is below 0.79." >&2; exit 1; }
