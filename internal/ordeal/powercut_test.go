//go:build linux && amd64

package ordeal

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// kept says what of that which was not synced is on the disk after a power cut.
type kept string

const (
	nothing kept = "nothing" // neither data nor names
	data    kept = "data"    // what was written, under the names of before
	names   kept = "names"   // the names of last, with what was synced in them
)

// A power cut at any call drops what was not synced: the desk holds what it held before the
// verb or after it, and a verb that ended well has come to stay.
func TestAPowerCutLeavesTheDeskWhole(t *testing.T) {
	for _, v := range tried() {
		t.Run(v.name, func(t *testing.T) {
			s := stage(t, v)
			b := s.before.copyTo(t, filepath.Join(t.TempDir(), "run"))
			d := diskOf(t, b.root)
			var calls []call
			end := b.traced(t, plan{blow: none, tell: func(c call) { calls = append(calls, c) }}, s.line(b)...)
			if end.code != 0 {
				t.Fatalf("exit %d, %s", end.code, end.err)
			}
			for _, how := range []kept{nothing, data, names} {
				sum := s.cut(t, d.copy(), calls, how, end)
				t.Logf("power cut, %s unsynced kept | %s | %s", how, v.name, sum)
			}
		})
	}
}

// moment of a run: the disk after a number of calls.
type cutAt struct {
	after int
	tree  map[string][]byte // a folder is nil
}

// cut makes the calls on a disk and judges each state of it that a power cut would leave.
func (s *scene) cut(t *testing.T, d *disk, calls []call, how kept, end outcome) tally {
	t.Helper()
	sum := tally{calls: len(calls)}
	var points []cutAt
	seen := map[[32]byte]bool{}
	for i, c := range calls {
		d.make(c)
		tree := d.tree(how)
		if key := digest(tree); !seen[key] || i == len(calls)-1 {
			seen[key] = true
			points = append(points, cutAt{i + 1, tree})
		}
	}
	if !long {
		points = points[len(points)-1:]
	}
	var mu sync.Mutex
	dir := t.TempDir()
	parallel(t, points, func(worker int, p cutAt) {
		b := s.before.at(t, filepath.Join(dir, fmt.Sprint(worker)), &box{root: d.at}, p.tree)
		then := outcome{code: -1}
		if p.after == len(calls) {
			then = end
		}
		f := s.judge(b, p.after, then)
		mu.Lock()
		defer mu.Unlock()
		sum.count(f)
		if f.kind != "" {
			t.Errorf("cut after call %d, %v, %s kept: %s\n%s", p.after, calls[p.after-1], how, f.kind, f.text)
		}
	})
	return sum
}

// at makes a box of what the disk of another holds.
func (b *box) at(t *testing.T, root string, ran *box, tree map[string][]byte) *box {
	t.Helper()
	if err := os.RemoveAll(root); err != nil {
		t.Fatal(err)
	}
	for _, path := range sorted(tree) {
		var err error
		full := filepath.Join(root, path)
		if tree[path] == nil {
			err = os.MkdirAll(full, 0o700)
		} else {
			err = os.WriteFile(full, tree[path], 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	made := &box{root: root, now: b.now, pass: b.pass}
	if err := os.Rename(made.memory(ran), made.memory(made)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return made
}

func digest(tree map[string][]byte) [32]byte {
	h := sha256.New()
	for _, path := range sorted(tree) {
		fmt.Fprintf(h, "%s %v %d\n", path, tree[path] == nil, len(tree[path]))
		h.Write(tree[path])
	}
	return [32]byte(h.Sum(nil))
}

// left says whether a path is of no weight after a power cut: the index of SQLite's log is
// made anew by whoever opens the database first.
func left(path string) bool { return strings.HasSuffix(path, "-shm") }
