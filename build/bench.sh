#!/usr/bin/env bash
# Measures whole screens, verbs and the window itself on folders of lifelike cases, which are
# made once under build/tmp/bench (100,000 cases: half an hour, 4 GB) and open in the window,
# and writes docs/performance.md of it. The window is looked at and typed into from outside, on
# a display in memory, in turn with one that does nothing. BENCH_SIZES names other sizes,
# ascending. Then come the benchmarks of single packages, and for each statement of the store
# what it costs at 100,000 small cases against 1,000: a ratio near 1 is an index at work.
set -euo pipefail
export BENCH_SIZES=${BENCH_SIZES:-1000,10000,100000}
rm -f build/out/bench/*.md
mkdir -p build/out
make --no-print-directory build
go test -count=1 -timeout 0 -tags bench,csqlite -run 'TestScreens|TestEngines|TestVerbs|TestTeam|TestWindow' -v ./internal/bench
build/performance.sh > docs/performance.md
go test -run '^$' -bench . -benchmem -timeout 40m ./internal/... | grep -v 'no test files' | tee build/out/bench.txt
echo
echo "At 100,000 cases against 1,000:"
awk '
  /^BenchmarkDesk\/cases=/ {
    split($1, part, "/"); name = part[3]; sub(/-[0-9]+$/, "", name)
    split(part[2], size, "="); ms = $3 / 1e6
    if (size[2] == 1000) small[name] = ms
    else printf "  %-28s %9.3f ms  %7.1f ×\n", name, ms, ms / small[name]
  }' build/out/bench.txt
