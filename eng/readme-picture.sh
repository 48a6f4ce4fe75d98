#!/usr/bin/env bash
# Makes docs/images/report.png anew: the firm section of the report of the synthetic market, seed 7.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$root/eng/install.sh" test
"$root/freeboard" sample "$work/market" --seed 7
"$root/freeboard" assess "$work/market" --store "$work/runs.db" --report "$work/report.html" >/dev/null
# The page head above, the riskiest firm's section below: two views of one page, so that the picture needs no scrolling.
cat >"$work/picture.html" <<'HTML'
<body style="margin:0;overflow:hidden;background:#FAFAF7">
<iframe id="page" src="report.html" style="border:0;width:1360px;height:9000px;position:absolute;top:0;left:0"></iframe>
<iframe src="report.html" style="border:0;width:1360px;height:97px;position:absolute;top:0;left:0" scrolling="no"></iframe>
<script>
const page = document.getElementById('page');
page.onload = () => setTimeout(() => {
  const head = page.contentDocument.querySelector('article[data-code] .firm-head');
  page.style.top = (112 - head.getBoundingClientRect().top) + 'px';
}, 1500);
</script>
</body>
HTML
chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
  --disable-component-update --disable-sync --hide-scrollbars --allow-file-access-from-files --user-data-dir="$work/browser" \
  --window-size=1360,1160 --virtual-time-budget=8000 --screenshot="$root/docs/images/report.png" "file://$work/picture.html" >/dev/null 2>&1
