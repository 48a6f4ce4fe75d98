#!/usr/bin/env bash
# Networks on two public samples beside logistic regressions and boosted trees: 30,000 card holders a month ahead (folds 0 and 1 of 5, September's behaviour
# as auxiliary targets) and 5,910 Polish firms within a year of bankruptcy (5 folds). Held to docs/learning.md. The data (UCI, default of credit card clients and
# Polish companies bankruptcy) are not part of this project. Trees (eng/trials/boosted-trees) are fitted where their packages restore, and said to be absent where not.
# Those trees (column trees) are another program's: the table's own boosted-trees are held to them.
# Usage: eng/trials/network.sh DATA   DATA holds scoring/taiwan_credit_card_default.csv.gz and scoring/polish_5year.arff.gz.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
data=${1:-${FREEBOARD_TRIAL_DATA:-}}
for file in taiwan_credit_card_default.csv.gz polish_5year.arff.gz; do
  if [ -z "$data" ] || [ ! -e "$data/scoring/$file" ]; then
    echo "Nothing was tried: the trial data are absent (scoring/$file). Name the folder that holds them." >&2
    exit 77
  fi
done
export LC_ALL=C
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# What was known at the end of August: limit, sex, education, marriage, age, status, bills and payments of April to August. Targets of September beside the label:
# a month late, two months late, share of August's bill paid, use of the limit.
gzip -dc "$data/scoring/taiwan_credit_card_default.csv.gz" | awk -F, '
  function cut(v, low, high) { return v < low ? low : v > high ? high : v }
  NR == 1 { for (i = 1; i <= NF; i++) { gsub(/[" \r]/, "", $i); sub(/^\xef\xbb\xbf/, "", $i); at[$i] = i }
            n = split("1 2 3 4 5 7 8 9 10 11 13 14 15 16 17 19 20 21 22 23", used, " ")
            printf "y"; for (k = 1; k <= n; k++) printf ",X%d", used[k]; print ",late1,late2,repaid,use"; next }
  { printf "%d", $(at["Y"]); for (k = 1; k <= n; k++) printf ",%s", $(at["X" used[k]]) + 0
    bill = $(at["X13"]) + 0
    printf(",%d,%d,%.17g,%.17g\n", $(at["X6"]) >= 1, $(at["X6"]) >= 2, bill <= 0 ? 1 : cut($(at["X18"]) / bill, 0, 1), cut($(at["X12"]) / $(at["X1"]), -0.2, 1.5)) }' >"$folder/cards.csv"
gzip -dc "$data/scoring/polish_5year.arff.gz" | awk -F, '
  tolower($0) ~ /^@data/ { on = 1; for (k = 1; k <= 64; k++) printf "X%d,", k; print "y"; next }
  on && NF > 60 { gsub(/[\r ]/, ""); for (k = 1; k <= 64; k++) printf "%s,", $k == "?" ? "" : $k; print $65 + 0 }' >"$folder/firms.csv"

rival=()
trees=$root/eng/trials/boosted-trees
if dotnet build "$trees" -c Release -v quiet --nologo -o "$folder/trees" >"$folder/trees.log" 2>&1; then
  dotnet "$folder/trees/boosted-trees.dll" "$folder/cards.csv" "$folder/cards2.csv" y 5 late1,late2,repaid,use && mv "$folder/cards2.csv" "$folder/cards.csv"
  dotnet "$folder/trees/boosted-trees.dll" "$folder/firms.csv" "$folder/firms2.csv" y 5 && mv "$folder/firms2.csv" "$folder/firms.csv"
  rival=(--rival trees)
else
  echo "Boosted trees were left out: their packages do not restore here." >&2
fi

"$root/freeboard" network compare "$folder/cards.csv" --target y --test-every 5:0,1 --members 5 --auxiliary late1 --auxiliary late2 --auxiliary repaid --auxiliary use "${rival[@]}" --json >"$folder/cards.json"
"$root/freeboard" network compare "$folder/firms.csv" --target y --test-every 5:0,1,2,3,4 --members 5 "${rival[@]}" --json >"$folder/firms.json"
# MODEL KEY of a report.
figure() { awk -v model="$2" -v key="$3" '$1 == "\"model\":" { gsub(/[",]/, "", $2); now = $2 } $1 == "\"" key "\":" && now == model { gsub(/,/, "", $2); print $2; exit }' "$1"; }
for sample in cards firms; do
  echo "$sample:"
  for model in network network-plain boosted-trees trees logit-woe logit-ranks logit-raw; do
    area=$(figure "$folder/$sample.json" $model meanAuc)
    [ -z "$area" ] || printf '  %-14s mean area %.4f  log loss %.4f  slope %.3f  network ahead %s  z %s\n' $model "$area" "$(figure "$folder/$sample.json" $model logLoss)" "$(figure "$folder/$sample.json" $model calibrationSlope)" "$(figure "$folder/$sample.json" $model networkAhead)" "$(figure "$folder/$sample.json" $model z)"
  done
done
echo "Gains of the auxiliary targets, seed by seed:"
sed -n '/"gain": {/,/}/p' "$folder/cards.json"
grep '"gain": [0-9-]' "$folder/cards.json"
at_least() { awk -v a="$2" -v b="$3" 'BEGIN { exit !(a >= b) }' || { echo "$1: $2 is below $3." >&2; exit 1; }; }
at_least "card holders, network" "$(figure "$folder/cards.json" network meanAuc)" 0.751
at_least "card holders, z over weights of evidence" "$(figure "$folder/cards.json" logit-woe z)" 2.58
at_least "card holders, mean gain of auxiliary targets" "$(sed -n '/"gain": {/,/}/s/.*"mean": \([^,]*\),*/\1/p' "$folder/cards.json" | head -1)" 0
at_least "firms, network" "$(figure "$folder/firms.json" network meanAuc)" 0.952
at_least "firms, weights of evidence" "$(figure "$folder/firms.json" logit-woe meanAuc)" 0.917
at_least "firms, weights of evidence" 0.927 "$(figure "$folder/firms.json" logit-woe meanAuc)"
if [ ${#rival[@]} -gt 0 ]; then
  for sample in cards firms; do
    at_least "$sample, boosted trees beside those of another program" "$(figure "$folder/$sample.json" boosted-trees meanAuc)" "$(awk -v a="$(figure "$folder/$sample.json" trees meanAuc)" 'BEGIN { print a - 0.005 }')"
  done
fi
echo "All figures are within their bounds."
