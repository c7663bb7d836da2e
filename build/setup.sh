#!/usr/bin/env bash
# Installs the Debian packages that building, running and testing need. Does
# nothing, and asks for nothing, where they are all there.
set -euo pipefail

wanted=(build-essential pkg-config libgtk-3-dev libwebkit2gtk-4.1-dev webkit2gtk-driver
  xvfb dbus fonts-noto-cjk poppler-utils imagemagick chromium postgresql)

missing=()
for p in "${wanted[@]}"; do
  [ "$(dpkg-query -W -f='${Status}' "$p" 2>/dev/null)" = "install ok installed" ] || missing+=("$p")
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "These packages are missing and sudo is not there: ${missing[*]}" >&2; exit 1; }
  as_root=(sudo)
fi
echo "Installing: ${missing[*]}"
# The tests run a PostgreSQL of their own: installing it should start none.
none=/etc/postgresql-common/createcluster.d/beiandesk-setup.conf
if [[ " ${missing[*]} " == *" postgresql "* ]]; then
  "${as_root[@]}" mkdir -p "${none%/*}"
  echo 'create_main_cluster = false' | "${as_root[@]}" tee "$none" >/dev/null
  trap '"${as_root[@]}" rm -f "$none"' EXIT
fi
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
