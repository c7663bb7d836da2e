#!/usr/bin/env bash
# Builds the tests of the packages that Windows treats in its own way, and runs them
# under Wine. It is no part of make test: Wine is slow, and not Windows itself.
#   build/wine.sh [PACKAGE…]   RUN=pattern runs some tests alone
set -euo pipefail
cd "$(dirname "$0")/.."

wanted=(wine wine64 gcc-mingw-w64-x86-64-win32)
missing=()
for p in "${wanted[@]}"; do
  [ "$(dpkg-query -W -f='${Status}' "$p" 2>/dev/null)" = "install ok installed" ] || missing+=("$p")
done
if [ ${#missing[@]} -gt 0 ]; then
  as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  echo "Installing: ${missing[*]}"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

tmp=$PWD/build/tmp/wine
mkdir -p "$tmp"
export WINEPREFIX=$tmp/prefix WINEDEBUG=-all
[ -e "$WINEPREFIX/system.reg" ] || { wineboot --init >/dev/null 2>&1; wineserver --wait; }
x86_64-w64-mingw32-gcc -shared -O2 -o "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll" build/wine/bcryptprimitives.c -ladvapi32

# This Wine answers a newer way of deleting by an error that Go does not know as "take the
# older way", and no test could remove its folder. Go has a switch for that way.
at=$(go env GOROOT)/src/internal/syscall/windows/at_windows.go
sed 's/^var TestDeleteatFallback bool/var TestDeleteatFallback = true/' "$at" > "$tmp/at_windows.patched"
printf '{"Replace":{"%s":"%s"}}' "$at" "$tmp/at_windows.patched" > "$tmp/overlay.json"

# What can't be told here: pdftotext is a program of Linux, files have no modes of Unix, and
# Go does not follow the links that this Wine makes.
skip='TestReportsArePDFs|TestDoctorFindsFilesThatOthersMayRead|TestNoDeskIsMadeInsideAnother|TestNoPaperIsWrittenIntoADataFolder'
skip+='|TestEveryStateOfAFolderIsToldApartAndNothingIsMadeOverIt/a_link_that_leads_nowhere'

packages=("$@")
[ ${#packages[@]} -gt 0 ] || packages=(atomicfile infile process vault sqlite desk cli)
failed=()
run=${RUN:-.}
for p in "${packages[@]}"; do
  GOOS=windows CGO_ENABLED=0 go test -overlay "$tmp/overlay.json" -c -o "$tmp/$p.exe" "./internal/$p"
  # cmd starts it, so that it has a parent as on Windows.
  (cd "internal/$p" && wine cmd /c "$tmp/$p.exe" -test.timeout=40m "-test.run=${run//|/^|}" "-test.skip=${skip//|/^|}") && echo "ok $p" || failed+=("$p")
done
[ ${#failed[@]} -eq 0 ] || { echo "failed under Wine: ${failed[*]}"; exit 1; }
