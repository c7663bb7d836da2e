//go:build bench

package bench_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// work is one thing that is measured.
type work struct {
	name string
	f    func() error
}

// cost is what one run of a work took.
type cost struct{ wall, cpu time.Duration }

// rounds runs all works in turn, so many times each after one that warms up: whatever else the
// machine does falls on all of them alike. Costs come sorted by wall time.
func rounds(t *testing.T, n int, list []work) map[string][]cost {
	t.Helper()
	out := map[string][]cost{}
	for round := range n + 1 {
		for _, w := range list {
			begun, before := time.Now(), cpu(t)
			if err := w.f(); err != nil {
				t.Fatalf("%s: %v", w.name, err)
			}
			if round > 0 {
				out[w.name] = append(out[w.name], cost{time.Since(begun), cpu(t) - before})
			}
		}
	}
	for _, costs := range out {
		slices.SortFunc(costs, func(a, b cost) int { return cmp.Compare(a.wall, b.wall) })
	}
	return out
}

// cpu is what this process and what it waited for have used so far.
func cpu(t *testing.T) (used time.Duration) {
	t.Helper()
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var r syscall.Rusage
		if err := syscall.Getrusage(who, &r); err != nil {
			t.Fatal(err)
		}
		used += time.Duration(r.Utime.Nano() + r.Stime.Nano())
	}
	return used
}

func median(costs []cost) time.Duration { return costs[len(costs)/2].wall }
func p95(costs []cost) time.Duration    { return costs[len(costs)*95/100].wall }

func medianCPU(costs []cost) time.Duration {
	sorted := slices.SortedFunc(slices.Values(costs), func(a, b cost) int { return cmp.Compare(a.cpu, b.cpu) })
	return sorted[len(sorted)/2].cpu
}

func ms(d time.Duration) string { return fmt.Sprintf("%.2f", float64(d.Microseconds())/1000) }

// load is the machine's, over the last minute.
func load(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Fields(string(text))[0]
}

// report gathers a table for docs/performance.md and shows it.
type report struct {
	t    *testing.T
	name string
	text strings.Builder
}

func newReport(t *testing.T, name, title string, head ...string) *report {
	r := &report{t: t, name: name}
	fmt.Fprintf(&r.text, "## %s\n\n", title)
	r.row(head...)
	r.row(slices.Repeat([]string{"---"}, len(head))...)
	return r
}

func (r *report) row(cells ...string) {
	fmt.Fprintf(&r.text, "| %s |\n", strings.Join(cells, " | "))
}

// save leaves the table in build/out/bench, with the load before and after.
func (r *report) save(before string) {
	r.t.Helper()
	fmt.Fprintf(&r.text, "\nLoad %s at the beginning, %s at the end.\n", before, load(r.t))
	dir := filepath.Join("..", "..", "build", "out", "bench")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, r.name+".md"), []byte(r.text.String()), 0o644); err != nil {
		r.t.Fatal(err)
	}
	fmt.Println(r.text.String())
}
