#!/bin/bash
# Runs every fuzzer for ten minutes, one after the other. What one finds it leaves under
# testdata/fuzz of its package, where it is a test from then on.
set -euo pipefail
cd "$(dirname "$0")/.."
git grep -o -E '^func Fuzz[A-Za-z]+' -- '*_test.go' | sed 's/:func /:/' | sort | while IFS=: read -r file name; do
  package=./$(dirname "$file")
  found=$(go test -tags quickkdf -run '^$' -fuzz "^$name\$" -fuzztime 10m -fuzzminimizetime 1s -parallel 2 "$package" 2>&1) || { echo "$found"; exit 1; }
  echo "fuzz | ${package#./} | $name | $(grep -o 'execs: [0-9]*' <<<"$found" | tail -1), failures 0"
done
