#!/usr/bin/env bash
# Opens the desk: run.sh BINARY DATA DEMO. Without DATA a demo folder is made once
# and opened. Where there is no display the window runs under Xvfb, and a picture of
# Today and three papers are left in build/out.
set -euo pipefail
bin=$1 data=$2 demo=$3

if [ -z "$data" ]; then
  data=$demo
  if [ ! -d "$data" ]; then
    mkdir -p "$(dirname "$data")"
    "$bin" --data "$data" demo --cases 40
  fi
  export BEIANDESK_PASSPHRASE=${BEIANDESK_PASSPHRASE-demo-desk-2026}
fi

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec "$bin" --data "$data"
fi

out=build/out
mkdir -p "$out"
find "$out" -maxdepth 1 -type f -delete

if [ -n "${BEIANDESK_PASSPHRASE:-}" ]; then
  "$bin" --data "$data" report daily --out "$out/daily.pdf"
  # An open case and the newest bill, if the folder has any.
  first='const rows = JSON.parse(require("fs").readFileSync(0)); console.log((rows.find((r) => r.status === "open") ?? rows[0])?.number ?? "")'
  case_no=$("$bin" --data "$data" list cases --json | node -e "$first")
  bill_no=$("$bin" --data "$data" list invoices --json | node -e "$first")
  [ -z "$case_no" ] || "$bin" --data "$data" report progress --case "$case_no" --out "$out/progress.pdf"
  [ -z "$bill_no" ] || "$bin" --data "$data" report invoice --invoice "$bill_no" --out "$out/invoice.pdf"
fi

display=$(mktemp)
Xvfb -displayfd 4 -screen 0 1440x900x24 -nolisten tcp -noreset 4>"$display" 2>/dev/null &
xvfb=$!
trap 'kill "${app:-$xvfb}" "$xvfb" 2>/dev/null || true; rm -f "$display"' EXIT
until [ -s "$display" ]; do sleep 0.05; done
DISPLAY=":$(cat "$display")"
export DISPLAY

"$bin" --data "$data" &
app=$!
# The page is there once the picture has the colours of text and stays the same.
last=
for _ in $(seq 1 200); do
  kill -0 "$app" 2>/dev/null || { echo "The window ended before it was drawn." >&2; exit 1; }
  import -window root "$out/today.png" 2>/dev/null || true
  now=$(identify -format '%k %#' "$out/today.png" 2>/dev/null || true)
  if [ "${now%% *}" -gt 60 ] 2>/dev/null && [ "$now" = "$last" ]; then break; fi
  last=$now
  sleep 0.2
done
kill "$app" && wait "$app" 2>/dev/null || true
echo "No display is set, so the desk ran unseen. See what it showed and printed:"
ls "$out"/* | sed 's/^/  /'
