package arch

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// document reads a text of the tree.
func document(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("../..", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// answer is a row of the newcomer's test: a question, its file and a name in it.
var answer = regexp.MustCompile("(?m)^\\| (.+) \\| `([^`]+)` \\| `([^`]+)` \\|$")

func TestTheNewcomersTestNamesFilesThatAreThere(t *testing.T) {
	_, table, found := strings.Cut(document(t, "docs/architecture.md"), "## The newcomer's test")
	if !found {
		t.Fatal("docs/architecture.md has no newcomer's test")
	}
	rows := answer.FindAllStringSubmatch(table, -1)
	if len(rows) < 20 {
		t.Errorf("only %d behaviours can be looked for, want 20", len(rows))
	}
	for _, row := range rows {
		t.Run(row[1], func(t *testing.T) {
			if !strings.Contains(document(t, row[2]), row[3]) {
				t.Errorf("%s has no %s", row[2], row[3])
			}
		})
	}
}

func TestTheArchitectureTellsEveryRoom(t *testing.T) {
	text := document(t, "docs/architecture.md")
	for pkg := range allowed {
		if pkg != "" && !strings.Contains(text, "`"+pkg+"`") {
			t.Errorf("docs/architecture.md does not tell what %s holds", pkg)
		}
	}
}

// place is a file or folder of the tree that a text names.
var place = regexp.MustCompile("`((?:internal|app|frontend|docs)/[\\w./-]+)`")

func TestTextsNameWhatIsThere(t *testing.T) {
	names := []string{"README.md", "README.zh-CN.md", "CONTRIBUTING.md", "SECURITY.md"}
	for _, pattern := range []string{"docs/*.md", "docs/adr/*.md"} {
		list, err := filepath.Glob(filepath.Join("../..", pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range list {
			names = append(names, strings.TrimPrefix(filepath.ToSlash(at), "../../"))
		}
	}
	seen := 0
	for _, name := range names {
		for _, found := range place.FindAllStringSubmatch(document(t, name), -1) {
			seen++
			if _, err := os.Stat(filepath.Join("../..", found[1])); err != nil {
				t.Errorf("%s names %s, which is not there", name, found[1])
			}
		}
	}
	if seen < 100 {
		t.Errorf("only %d places are named: the texts are not read", seen)
	}
}
