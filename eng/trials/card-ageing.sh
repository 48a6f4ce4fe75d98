#!/usr/bin/env bash
# Ageing of 30,000 card holders over six months: the matrix, its homogeneity and September's forecast; repayment and roll-forward logits of those who are
# late; held to figures of an independent program (tests/ReferenceValues/migration). The data (UCI, default of credit card clients) are not part of this project.
# Usage: eng/trials/card-ageing.sh DATA   DATA holds scoring/taiwan_credit_card_default.csv.gz.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
data=${1:-${FREEBOARD_TRIAL_DATA:-}}
file=$data/scoring/taiwan_credit_card_default.csv.gz
if [ -z "$data" ] || [ ! -e "$file" ]; then
  echo "Nothing was tried: the trial data are absent ($file). Name the folder that holds scoring/taiwan_credit_card_default.csv.gz." >&2
  exit 77
fi
export LC_ALL=C
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# X6 is the status in September, X11 that in April; buckets 0: up to 1, 1: 2, 2: 3, 3: 4 and more months late.
gzip -dc "$file" | awk -F, '
  NR == 1 { for (i = 1; i <= NF; i++) { gsub(/[" \r]/, "", $i); at[$i] = i } print "obligor,date,state"; split("2005-04-30 2005-05-31 2005-06-30 2005-07-31 2005-08-31 2005-09-30", day, " "); next }
  { for (m = 1; m <= 6; m++) { s = $(at["X" (12 - m)]) + 0; printf("%d,%s,%d\n", NR - 1, day[m], s <= 1 ? 0 : s >= 4 ? 3 : s - 1) } }' >"$folder/accounts.csv"
"$root/freeboard" collections ageing "$folder/accounts.csv" --buckets 0,1,2,3 --json >"$folder/ageing.json"
value() { sed -n "s/^ *\"$1\": *\([^,]*\),\{0,1\}\$/\1/p" "$folder/ageing.json" | head -1; }
reference() { awk -F, -v s="rollrate.$1" -v i="$2" '$1 == s && $2 == i { print $3 }' "$root/tests/ReferenceValues/migration/taiwan_roll_rates.csv"; }
forecast=$("$root/freeboard" collections ageing "$folder/accounts.csv" --buckets 0,1,2,3 | awk -F, '$2 == "2005-09-30" && $3 == "0" { print $4, $5, $9 }')
echo "likelihood ratio $(value likelihoodRatio) on $(value degreesOfFreedom), p $(value p); September's current share: forecast, actual, score: $forecast"
grep '"code"' "$folder/ageing.json" | tr -d ' '
awk -v a="$(value likelihoodRatio)" -v b="$(reference homogeneity_LR stat)" -v c="${forecast%% *}" -v d="$(reference 'Sep_forecast_from_Aug(P first4)' 0)" \
  'BEGIN { exit !((a - b) ^ 2 < 1e-16 * b * b && (c - d) ^ 2 < 1e-24) }' || { echo "The figures are not those of the reference." >&2; exit 1; }

# Late in August with a balance: share of the statement paid in September, on months late, the share paid in August, use of the limit, its logarithm.
gzip -dc "$file" | awk -F, '
  function share(a, b) { a = a / b; return a < 0 ? 0 : a > 1 ? 1 : a }
  NR == 1 { for (i = 1; i <= NF; i++) { gsub(/[" \r]/, "", $i); at[$i] = i } print "obligor,bucket,prev_rate,util,ln_limit,repaid"; next }
  { x7 = $(at["X7"]) + 0; bill = $(at["X13"]) + 0; before = $(at["X14"]) + 0; limit = $(at["X1"]) + 0
    if (x7 < 2 || bill <= 0) next
    u = bill / limit; u = u > 1.5 ? 1.5 : u
    printf("%d,%d,%.17g,%.17g,%.17g,%.17g\n", NR - 1, x7 > 4 ? 4 : x7, before > 0 ? share($(at["X19"]), before) : 0, u, log(limit), share($(at["X18"]), bill)) }' >"$folder/late.csv"
gzip -dc "$file" | awk -F, '
  function share(a, b) { a = a / b; return a < 0 ? 0 : a > 1 ? 1 : a }
  function bucket(s) { return s <= 1 ? 0 : s >= 4 ? 3 : s - 1 }
  NR == 1 { for (i = 1; i <= NF; i++) { gsub(/[" \r]/, "", $i); at[$i] = i } print "obligor,bucket,prev_bucket,n_dpd_4m,util,paid_Aug_rate,worse"; next }
  { aug = bucket($(at["X7"]) + 0); if (aug < 1 || aug > 2) next
    n = 0; for (m = 8; m <= 11; m++) n += bucket($(at["X" m]) + 0) > 0
    u = $(at["X13"]) / $(at["X1"]); u = u < 0 ? 0 : u > 1.5 ? 1.5 : u; before = $(at["X14"]) + 0
    printf("%d,%d,%d,%d,%.17g,%.17g,%d\n", NR - 1, aug, bucket($(at["X8"]) + 0), n, u, before > 0 ? share($(at["X19"]), before) : 0, bucket($(at["X6"]) + 0) > aug) }' >"$folder/worse.csv"
"$root/freeboard" collections repayment "$folder/late.csv" --on bucket,prev_rate,util,ln_limit >"$folder/repayment.csv"
"$root/freeboard" collections repayment "$folder/late.csv" --on bucket,prev_rate,util,ln_limit --json | sed -n '/"outOfSample"/,$p'
"$root/freeboard" collections repayment "$folder/worse.csv" --repaid worse --on bucket,prev_bucket,n_dpd_4m,util,paid_Aug_rate >"$folder/roll.csv" || true
# Columns: coefficient 3, error by the information 4, robust 5.
near() { awk -F, -v part="$1" -v column="$2" -v section="$3" '
  NR == FNR { if ($1 == part) found[$2] = $column; next }
  $1 == section { gsub(/"/, ""); if (!($2 in found) || (found[$2] - $3) ^ 2 > 1e-18 * $3 * $3) { print section, $2, found[$2], $3 > "/dev/stderr"; bad = 1 } n++ }
  END { exit bad || n == 0 }' "$4" "$root/tests/ReferenceValues/migration/taiwan_repayment.csv"; }
near whole 3 repay.fractional_logit.coef "$folder/repayment.csv"
near whole 5 repay.fractional_logit.se_hc0 "$folder/repayment.csv"
near any 3 roll.logit.coef "$folder/roll.csv"
near any 4 roll.logit.se "$folder/roll.csv"
echo "Repayment and roll-forward logits agree with the reference to 1e-9."
