#!/usr/bin/env bash
# Runs every benchmark and then prints, for each thing the screens ask of the store,
# what it costs at 100,000 cases against 1,000: a ratio near 1 is an index at work.
set -euo pipefail
mkdir -p build/out
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
