#!/usr/bin/env bash
# Recomputes the published asset values, volatilities and distances of eight listed banks, quarter by quarter, with the product's own
# commands: import of the three files as they came, equity by quarter, the two equations. The data are not part of this project.
# What does not reproduce, and why: the published equity values and volatilities are single-precision numbers, and a distance above 9
# turns their seventh digit into 1e-5 (eight quarters; none with equity as printed); 2003Q3 of 000001 is printed as 206e9 where the
# equations, the printed sigmaV and the printed DD agree on 205.4998e9.
# Usage: eng/trials/bank-quarters.sh DATA   DATA holds cn/bank_quarters (KMVdata1.csv, KMVdata2.csv, KMVdata3.csv, published_results.csv).
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
data=${1:-${FREEBOARD_TRIAL_DATA:-}}
banks=$data/cn/bank_quarters
if [ -z "$data" ] || [ ! -e "$banks/published_results.csv" ]; then
  echo "Nothing was tried: the trial data are absent (${banks:-cn/bank_quarters}). Name the folder that holds cn/bank_quarters." >&2
  exit 77
fi
export LC_ALL=C
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$root/freeboard" import --mapping "$root/eng/trials/bank-quarters.mapping.json" --store "sqlite:$folder/banks.db" \
  "$banks/KMVdata1.csv" "$banks/KMVdata2.csv" "$banks/KMVdata3.csv" >"$folder/quality.csv"
"$root/freeboard" equity periods --store "sqlite:$folder/banks.db" --every quarter --trading-days 62.5 --complete >"$folder/periods.csv"

# The quarters that were published, twice: with equity and its volatility from the prices, and as they were printed (seven digits).
# The rate is the one printed, a quarter of the annual one: the table of rates gives another one for some quarters, which is counted.
awk -F, -v OFS=, -v computed="$folder/computed.csv" -v printed="$folder/printed.csv" '
  function strip() { sub(/\r$/, "") }
  NR == FNR {
    strip()
    if (FNR == 1) { for (i = 1; i <= NF; i++) at[$i] = i; next }
    E[$at["id"]] = $at["E"]; s[$at["id"]] = $at["sigmaE"]; D[$at["id"]] = $at["D"]; r[$at["id"]] = $at["r"]
    next
  }
  FNR == 1 { sub(/^\357\273\277/, ""); strip(); for (i = 1; i <= NF; i++) col[$i] = i; print "id,E,sigmaE,D,r,T" >computed; print "id,E,sigmaE,D,r,T" >printed; next }
  {
    strip()
    id = sprintf("%06d:%dQ%d", $col["stockid"], $col["year"], $col["quarter"])
    rows++
    if (!(id in E)) { print "  " id ": the files do not give this quarter"; next }
    off = r[id] - $col["rf"]; if (off < 0) off = -off
    if (off > 1e-7) other++
    print id, E[id], s[id], D[id], $col["rf"], 1 >computed
    print id, $col["SV"], $col["sigma_SV"], D[id], $col["rf"], 1 >printed
  }
  END { printf "%d quarters were published; in %d of them the printed rate is not the one that the table of rates gives for the end of the quarter\n", rows, other }
' "$folder/periods.csv" "$banks/published_results.csv"

judge() {
  "$root/freeboard" solve "$folder/$1.csv" >"$folder/$1.solved.csv"
  awk -F, -v what="$2" '
    function abs(x) { return x < 0 ? -x : x }
    FILENAME == ARGV[1] { if (FNR > 1) D[$1] = $4; next }
    FILENAME == ARGV[2] { if (FNR > 1) { V[$1] = $2; sigma[$1] = $3 } next }
    FNR == 1 { sub(/^\357\273\277/, ""); sub(/\r$/, ""); for (i = 1; i <= NF; i++) col[$i] = i; next }
    {
      sub(/\r$/, "")
      id = sprintf("%06d:%dQ%d", $col["stockid"], $col["year"], $col["quarter"])
      if (!(id in V)) next
      n++
      AV = $col["AV"] + 0
      # Above 1e11 three significant digits are printed; below it all digits of a single-precision number, which has 24 bits.
      half = AV / 2 ^ 24
      if (AV >= 1e11) { half = 0.5; while (AV / (half * 2) >= 1000) half *= 10 }
      dd = (V[id] - D[id]) / (V[id] * sigma[id])
      okS = abs(sigma[id] - $col["sigma_AV"]) <= 1e-5; okD = abs(dd - $col["DD"]) <= 1e-5; okV = abs(V[id] - AV) <= half
      nS += okS; nD += okD; nV += okV
      units += AV < 1e11; nU += AV < 1e11 && abs(V[id] - AV) <= 0.5
      if (!okD) far = far sprintf("  %s DD %.6f, published %s\n", id, dd, $col["DD"])
      if (!okS) far = far sprintf("  %s sigmaV %.9f, published %s\n", id, sigma[id], $col["sigma_AV"])
      if (!okV) far = far sprintf("  %s V %.0f, published %s\n", id, V[id], $col["AV"])
    }
    END {
      printf "%s: of %d quarters sigmaV within 1e-5 in %d, DD within 1e-5 in %d, V within half a unit of its printed digits in %d (of %d values below 1e11, which are single-precision numbers printed to the unit, %d hold to half a unit of currency)\n%s", what, n, nS, nD, nV, units, nU, far
      exit !(nS == n && nD >= n - 8 && nV >= n - 1)
    }
  ' "$folder/$1.csv" "$folder/$1.solved.csv" "$banks/published_results.csv"
}

judge computed "equity from the prices"
judge printed "equity as printed"
