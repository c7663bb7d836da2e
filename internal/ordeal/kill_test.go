//go:build linux && amd64

package ordeal

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// tally counts what blows have done to a verb.
type tally struct {
	calls, blows, lost, half, stuck, resumed int
}

func (a tally) String() string {
	return fmt.Sprintf("calls %d, blows %d, lost %d, half %d, not done over %d, gone on with %d", a.calls, a.blows, a.lost, a.half, a.stuck, a.resumed)
}

// Whatever call a process dies at, the desk holds what it held before the verb or after it;
// what was acknowledged is there, and what was not can be done over.
func TestAProcessThatIsKilledLeavesTheDeskWhole(t *testing.T) {
	for _, v := range tried() {
		t.Run(v.name, func(t *testing.T) {
			s := stage(t, v)
			for _, how := range []blow{kill, torn} {
				sum := s.strike(t, how)
				t.Logf("%s | %s | %s", how, v.name, sum)
			}
		})
	}
}

// strike hits the verb with one kind of blow at every call, or a sample, two boxes at a time.
func (s *scene) strike(t *testing.T, how blow) tally {
	t.Helper()
	sum := tally{calls: len(s.calls)}
	var mu sync.Mutex
	points := sample(len(s.calls), func(at int) bool { return how != torn || strings.Contains(s.calls[at-1], "write ") })
	dir := t.TempDir()
	parallel(t, points, func(worker, at int) {
		b := s.before.copyTo(t, filepath.Join(dir, fmt.Sprint(worker)))
		end := b.traced(t, plan{blow: how, at: at}, s.line(b)...)
		if !end.hit {
			return
		}
		fault := s.judge(b, at, end)
		mu.Lock()
		defer mu.Unlock()
		sum.count(fault)
		if sum.blows%50 == 0 {
			t.Logf("%s | %s | so far %s", how, s.name, sum)
		}
		if fault.kind != "" {
			t.Errorf("%s at call %d, %s: %s\n%s", how, at, end.calls[at-1], fault.kind, fault.text)
		}
	})
	return sum
}

// fault is what a judge has found.
type fault struct {
	kind, text string
	resumed    bool // the change was kept, and the rest of its work was gone on with
}

func (a *tally) count(f fault) {
	a.blows++
	if f.resumed {
		a.resumed++
	}
	switch f.kind {
	case "lost":
		a.lost++
	case "half":
		a.half++
	case "stuck":
		a.stuck++
	}
}

// judge looks at what a blow has left, and does the verb over where it came to nothing. That,
// and the lists, at every eighth call: they rest on what the state has told.
func (s *scene) judge(b *box, at int, end outcome) (f fault) {
	got := s.state(b)
	if s.goOn != nil && !same(got, s.states[0]) && !same(got, s.states[1]) {
		b.now, f.resumed = judgeTime, true
		s.goOn(b)
		got = s.state(b)
	}
	side := 1
	if !same(got, s.states[1]) {
		side = 0
	}
	acknowledged := end.code == 0 || end.out != "" && end.out == s.said
	switch whole := at%8 == 0 || !long; {
	case side == 0 && !same(got, s.states[0]):
		f.kind, f.text = "half", difference(s.states[0], got)+"\nagainst after:\n"+difference(s.states[1], got)
	case side == 0 && acknowledged:
		f.kind, f.text = "lost", "it said "+end.out
	case whole && !same(s.listed(b), s.lists[side]):
		f.kind, f.text = "half", difference(s.lists[side], s.listed(b))
	case whole && side == 0:
		f.kind, f.text = s.again(b)
	}
	return f
}

// again does a verb over that came to nothing: nobody has to mend anything first.
func (s *scene) again(b *box) (kind, text string) {
	b.now = judgeTime
	defer func() { b.now = verbTime }()
	// A recovery code that opens nothing yet may lie where it was to be written.
	_ = os.Remove(b.path("code"))
	code, out, said := b.run(s.line(b)[:len(s.args)]...)
	if got := s.state(b); code != 0 || !same(got, s.states[1]) {
		return "stuck", fmt.Sprintf("exit %d, %s%s\n%s", code, out, said, difference(s.states[1], got))
	}
	return "", ""
}
