//go:build linux && amd64

package ordeal

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/sys/unix"
)

// asks says whether a call, as it was listed, may need space.
func asks(listed string) bool {
	kind, _, _ := strings.Cut(listed, " ")
	return call{kind: kind}.grows() || kind == "truncate" || kind == "create"
}

// A disk that is full from any call on leaves the desk as it was before the verb or after
// it, and the verb says which, in words.
func TestAFullDiskLeavesNothingHalfWritten(t *testing.T) {
	for _, v := range tried() {
		t.Run(v.name, func(t *testing.T) {
			s := stage(t, v)
			sum := tally{calls: len(s.calls)}
			unclear := 0
			var mu sync.Mutex
			dir := t.TempDir()
			points := sample(len(s.calls), func(at int) bool { return asks(s.calls[at-1]) })
			parallel(t, points, func(worker, at int) {
				b := s.before.copyTo(t, filepath.Join(dir, fmt.Sprint(worker)))
				end := b.traced(t, plan{blow: full, at: at}, s.line(b)...)
				if !end.hit {
					return
				}
				f := s.judge(b, at, end)
				mu.Lock()
				defer mu.Unlock()
				sum.count(f)
				if end.code != 0 && strings.Contains(end.err, "程序出错") {
					unclear++
					t.Errorf("full from call %d, %s: it says %s", at, end.calls[at-1], end.err)
				}
				if f.kind != "" {
					t.Errorf("full from call %d, %s: %s\n%s\nexit %d %s%s", at, end.calls[at-1], f.kind, f.text, end.code, end.out, end.err)
				}
			})
			t.Logf("full | %s | %s, unclear %d", v.name, sum, unclear)
		})
	}
}

// reads are commands that only look.
var reads = [][]string{
	{"list", "cases"}, {"list", "deadlines"}, {"list", "invoices"}, {"list", "handovers"}, {"case", "show", "--case", "BA2026-0003"},
	{"audit"}, {"preflight", "--case", "BA2026-0003"},
}

// On a real disk with less than 32 KB left, which SQLite wants for the index of its log, the
// desk is read, prints to another disk, and refuses to write.
func TestADeskOnADiskWithLessThan32KBCanBeReadAndPrints(t *testing.T) {
	b := demo(t)
	disk := filepath.Join(t.TempDir(), "disk")
	if err := os.Mkdir(disk, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := unix.Mount("tmpfs", disk, "tmpfs", 0, "size=8m"); err != nil {
		if errors.Is(err, unix.EPERM) {
			t.Log("full | a small mount | not measured: it takes root")
			return
		}
		t.Fatal(err)
	}
	defer func() {
		if err := unix.Unmount(disk, 0); err != nil {
			t.Error(err)
		}
	}()
	small := b.copyTo(t, filepath.Join(disk, "box"))
	small.now = judgeTime
	fill(t, disk, 28<<10)
	failed := 0
	for _, line := range append(reads, []string{"report", "daily", "--out", filepath.Join(t.TempDir(), "daily.pdf")}) {
		if code, out, said := small.run(line...); code != 0 {
			failed++
			t.Errorf("%v: exit %d, %s%s", line, code, out, said)
		}
	}
	if text := small.findings(); !strings.HasPrefix(text, "doctor: network 资料夹所在的磁盘满了") || strings.Count(text, "doctor:") != 1 {
		t.Errorf("the doctor says %s", text)
	}
	code, out, said := small.run("case", "do", "--case", "BA2026-0003", "--action", "case.hold", "--set", "cause=hold-asked", "--set", "until=2026-12-05", "--reason", "客户要求")
	if code != 1 || !strings.Contains(said, "没存上") || !strings.Contains(said, "磁盘满了") {
		t.Errorf("a move: exit %d, %s%s", code, out, said)
	}
	t.Logf("full | less than 32 KB left | commands %d, failed %d", len(reads)+1, failed)
}

// fill writes until just so many bytes are left.
func fill(t *testing.T, disk string, left int64) {
	t.Helper()
	var st unix.Statfs_t
	if err := unix.Statfs(disk, &st); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(disk, "filler"), make([]byte, int64(st.Bavail)*st.Bsize-left), 0o600); err != nil {
		t.Fatal(err)
	}
}
