//go:build linux && amd64

package ordeal

import (
	"strings"
	"sync"
	"testing"
)

// workers is how many boxes are at work at a time.
const workers = 2

// sample gives the points from 1 to n, of those that count, at which a run hits: all of them
// in a long run.
func sample(n int, counts func(at int) bool) (points []int) {
	for at := 1; at <= n; at++ {
		if counts(at) {
			points = append(points, at)
		}
	}
	if long || len(points) == 0 {
		return points
	}
	return points[len(points)*2/3:][:1]
}

// parallel does f for every point, with the number of the worker who does it.
func parallel[P any](t *testing.T, points []P, f func(worker int, at P)) {
	t.Helper()
	todo := make(chan P)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for at := range todo {
				f(w, at)
			}
		})
	}
	for _, at := range points {
		todo <- at
	}
	close(todo)
	wg.Wait()
}

// difference lists the lines that only one of two texts has.
func difference(want, got string) string {
	seen := map[string]int{}
	for _, l := range strings.Split(want, "\n") {
		seen[l]++
	}
	var text strings.Builder
	for _, l := range strings.Split(got, "\n") {
		if seen[l]--; seen[l] < 0 {
			text.WriteString("+ " + l + "\n")
		}
	}
	for _, l := range strings.Split(want, "\n") {
		if seen[l] > 0 {
			seen[l]--
			text.WriteString("- " + l + "\n")
		}
	}
	return text.String()
}

// same says whether two texts have the same lines; lists of what is equally due have no order.
func same(a, b string) bool { return difference(a, b) == "" }
