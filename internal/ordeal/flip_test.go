//go:build linux && amd64

package ordeal

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"beiandesk/internal/sqlite/sqlitetest"
)

// flips is how many bits are changed, by the file they lie in, in a long run and in another.
var flips = map[bool][]struct {
	of string
	n  int
}{
	true:  {{"desk.db", 1600}, {"keys.json", 200}, {".age", 200}},
	false: {{"desk.db", 2}, {"keys.json", 1}, {".age", 1}},
}

// unnoticed is what a bit may change without anybody noticing, told by table and column: what
// lies in clear and belongs to no seal, as docs/security.md says. It is counted, not excused.
const unnoticed = "unnoticed"

// A changed bit is refused, named by the doctor, or changes nothing that the database says;
// what still opens lists every case and prints.
func TestAChangedBitIsRefusedNamedOrHarmless(t *testing.T) {
	for _, f := range flips[long] {
		t.Run(f.of, func(t *testing.T) {
			from := demo(t)
			from.now = judgeTime
			want := healthy(t, from)
			var paths []string
			for _, p := range filesOf(t, from.desk()) {
				if strings.HasSuffix(p, f.of) {
					paths = append(paths, p)
				}
			}
			chance := rand.New(rand.NewPCG(7, uint64(f.n)))
			spots := make([]spot, f.n)
			for i := range spots {
				spots[i] = anywhere(t, from.desk(), paths, chance)
			}
			var mu sync.Mutex
			done := 0
			kinds, where := map[string]int{}, map[string]int{}
			dir := t.TempDir()
			parallel(t, spots, func(worker int, s spot) {
				b := from.copyTo(t, filepath.Join(dir, fmt.Sprint(worker)))
				s.flip(t, b.desk())
				kind, what := want.judge(t, b)
				mu.Lock()
				defer mu.Unlock()
				kinds[kind]++
				if done++; done%100 == 0 {
					t.Logf("flip | %s | so far %d | %v", f.of, done, kinds)
				}
				if what != "" {
					where[kind+": "+what]++
				}
				if kind == unnoticed {
					t.Logf("flip | %+v | unnoticed: %s", s, what)
				}
				if kind == "broken" {
					t.Errorf("%+v: %s", s, what)
				}
			})
			t.Logf("flip | %s | bits %d | %v", f.of, f.n, kinds)
			for _, line := range slices.Sorted(maps.Keys(where)) {
				t.Logf("flip | %s | %s | %d", f.of, line, where[line])
			}
		})
	}
}

// spot is a bit of a file.
type spot struct {
	path string // in the folder
	at   int64
	bit  uint
}

func anywhere(t *testing.T, dir string, paths []string, chance *rand.Rand) spot {
	t.Helper()
	path := paths[chance.IntN(len(paths))]
	info, err := os.Stat(filepath.Join(dir, path))
	if err != nil {
		t.Fatal(err)
	}
	return spot{path, chance.Int64N(info.Size()), chance.UintN(8)}
}

func (s spot) flip(t *testing.T, dir string) {
	t.Helper()
	path := filepath.Join(dir, s.path)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text[s.at] ^= 1 << s.bit
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
}

func filesOf(t *testing.T, dir string) (paths []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			path, err = filepath.Rel(dir, path)
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

type dump = map[string][]map[string]string

// whole is what a folder says in which nothing was changed.
type whole struct {
	cases string
	dump  dump
}

func healthy(t *testing.T, b *box) whole {
	t.Helper()
	look := b.copyTo(t, t.TempDir()+"/look")
	d, err := sqlitetest.Dump(look.desk())
	if err != nil {
		t.Fatal(err)
	}
	look = b.copyTo(t, t.TempDir()+"/list")
	if text := look.findings(); text != "" {
		t.Fatalf("the doctor names what nobody did: %s", text)
	}
	return whole{look.must(t, "list", "cases", "--json"), d}
}

// judge says what has become of a changed bit: refused, named, harmless, unnoticed, or broken
// where the desk neither refuses nor works.
func (w whole) judge(t *testing.T, b *box) (kind, what string) {
	t.Helper()
	code, out, said := b.run("doctor", "--json")
	var checks []struct {
		Check string
		OK    bool
	}
	if json.Unmarshal([]byte(out), &checks) != nil {
		return refusal(code, out, said)
	}
	found := []string{}
	for _, c := range checks {
		if !c.OK {
			found = append(found, c.Check)
		}
	}
	now := w.compare(b)
	if kind, what := w.works(b); kind != "" {
		return kind, what
	}
	if len(found) > 0 {
		return "named", strings.Join(found, ", ")
	}
	if now != "" {
		return unnoticed, now
	}
	return "harmless", ""
}

// works says that a folder with a changed bit opens, lists every case and prints.
func (w whole) works(b *box) (kind, what string) {
	code, out, said := b.run("list", "cases", "--json")
	switch {
	case code != 0:
		return refusal(code, out, said)
	case strings.Count(out, `"number"`) != strings.Count(w.cases, `"number"`):
		return "broken", "it lists " + out + said
	}
	if code, out, said := b.run("report", "daily", "--out", b.path("daily.pdf")); code != 0 {
		return "broken", "no daily sheet: " + out + said
	}
	return "", ""
}

// compare tells which table and column of the database say something else than before, ""
// when it says what it said.
func (w whole) compare(b *box) string {
	now, err := sqlitetest.Dump(b.desk())
	if err != nil {
		return err.Error()
	}
	for _, table := range slices.Sorted(maps.Keys(w.dump)) {
		before, after := w.dump[table], now[table]
		if len(before) != len(after) {
			return table + ", rows"
		}
		for i := range before {
			for c, value := range before[i] {
				if after[i][c] != value {
					return table + "." + c
				}
			}
		}
	}
	return ""
}

// refusal tells a folder that is refused, with what to do, from a program that fails.
func refusal(code int, out, said string) (kind, what string) {
	if code != 1 || strings.Contains(said, "程序出错") {
		return "broken", out + said
	}
	said = drawn.ReplaceAllString(strings.TrimSpace(said), "id")
	return "refused", string([]rune(said)[:min(40, len([]rune(said)))])
}
