#!/usr/bin/env bash
# Prints docs/performance.md of the tables that the last measurement left in build/out/bench.
set -euo pipefail
memory=$(awk '/^MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo)
cat <<END
# Performance
Written by \`make bench\` on $(date -u +%Y-%m-%d): $(nproc) cores, $memory GB of memory, Linux, a local disk. Folders are a demonstration of 200 cases and copies of those through the ports of the store, so that a case has all that one has: moves, papers, bills, its journal, about 36 KB. All clients, people, domains and numbers differ; sealed scans are shared.

Screens and verbs are run in turn, so that whatever else the machine does falls on all alike. The window is opened in turn with one of the same library that shows a line: its first screen stands when the picture changes no more, its memory is what all its processes hold. A screen is all that its page asks, with its statements. CPU is that of the process and of what it started, all cores together; where the load was above the number of cores it tells more than the time that passed.

END
for part in build/out/bench/*.md; do
	cat "$part"
	echo
done | sed '$d'
