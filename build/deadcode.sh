#!/usr/bin/env bash
# Fails when a function can't be reached: deadcode.sh DEADCODE WINDOW_TAGS. Asked of the
# binaries as they are built, without a window and with one, tests count for nothing,
# but for those that write docs/codes.md; what C calls is nobody's in Go. Asked of the
# tests, they show what serves them alone.
set -euo pipefail
made_for_codes='^internal/cases/choices\.go:.* Lists$|^internal/workflow/codes_table\.go:|^internal/materials/requirement\.go:.* (All|Source)$'
called_by_c='(^|/)app/host/watch_page_linux\.go:.* webProcessEnded$' # a cached build names the folder it was made in
dead=$("$1" . && "$1" -tags "$2" . && "$1" -tags smoke -test . ./app/... ./internal/...)
dead=$(grep -vE "$made_for_codes|$called_by_c" <<<"$dead" | sort -u || true)
[ -z "$dead" ] || { echo "unreachable:"; echo "$dead"; exit 1; }
