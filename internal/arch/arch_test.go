// Package arch holds the import rules of the house: what a package may import is
// written down once, here, and a test reads the real imports.
package arch

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const module = "beiandesk/"

var leaves = []string{"internal/charset", "internal/damage", "internal/embedded", "internal/errs", "internal/money", "internal/cal", "internal/ref"}

// system is what those may use that write files of the machine itself.
var system = []string{"internal/atomicfile", "internal/disk", "internal/faults", "internal/infile", "internal/process"}

var domain = []string{"internal/retention", "internal/clients", "internal/cases", "internal/materials", "internal/billing", "internal/handovers", "internal/consents", "internal/ownfields", "internal/silence", "internal/followups"}

// base is what every room of the office may use.
var base = join(leaves, domain, []string{"internal/workflow", "internal/rules", "internal/identity", "internal/scan", "internal/paper"})

// office gives a room of the office the rooms on the floors below it.
func office(rooms ...string) []string {
	list := join(base, []string{"internal/office", "internal/store"})
	for _, r := range rooms {
		list = append(list, "internal/office/"+r)
	}
	return list
}

// allowed maps a package, or a folder that ends in /..., to what it may import of
// our own. A package that is named nowhere fails the test: new rooms are deliberate.
var allowed = map[string][]string{
	"internal/charset":          {"internal/errs"},
	"internal/errs":             {},
	"internal/pinyin":           {},
	"internal/damage":           {"internal/errs"},
	"internal/embedded":         {},
	"internal/disk":             {},
	"internal/money":            {"internal/errs"},
	"internal/cal":              {"internal/errs"},
	"internal/ref":              {},
	"internal/atomicfile":       {},
	"internal/faults":           {"internal/atomicfile"},
	"internal/infile":           {"internal/atomicfile", "internal/errs"},
	"internal/process":          {},
	"internal/laws":             {"internal/embedded"},
	"internal/silence":          {"internal/embedded"},
	"internal/desktop":          {"internal/embedded", "internal/cal", "internal/errs", "internal/ref"},
	"internal/followups":        {"internal/embedded", "internal/cal", "internal/ref"},
	"internal/retention":        {"internal/embedded", "internal/cal"},
	"internal/identity":         leaves,
	"internal/wordings":         append([]string{"internal/identity"}, leaves...),
	"internal/pasted":           append([]string{"internal/identity", "internal/wordings"}, leaves...),
	"internal/workflow":         append([]string{"internal/identity"}, leaves...),
	"internal/rules":            append([]string{"internal/identity"}, leaves...),
	"internal/vault":            join(leaves, system),
	"internal/backup":           join(leaves, system, []string{"internal/retention", "internal/vault"}),
	"internal/scan":             append([]string{"internal/scan/eighth", "internal/scan/photo"}, leaves...),
	"internal/scan/photo":       {},
	"internal/scan/scenes":      {"internal/scan/photo"},
	"internal/scan/eighth":      {},
	"internal/sheet":            {"internal/cal", "internal/charset", "internal/errs", "internal/money"},
	"internal/paper":            append([]string{"internal/paper/breaks", "internal/paper/raster", "internal/paper/sfnt", "internal/paper/textlayer"}, leaves...),
	"internal/paper/breaks":     {},
	"internal/paper/raster":     {},
	"internal/paper/textlayer":  {},
	"internal/paper/sfnt":       {},
	"internal/clients":          append([]string{"internal/identity", "internal/workflow"}, leaves...),
	"internal/cases":            append([]string{"internal/identity", "internal/workflow"}, leaves...),
	"internal/materials":        append([]string{"internal/identity", "internal/workflow"}, leaves...),
	"internal/consents":         {"internal/embedded", "internal/cal", "internal/ref"},
	"internal/ownfields":        leaves,
	"internal/handovers":        {"internal/embedded", "internal/cal", "internal/ref", "internal/retention"},
	"internal/billing":          append([]string{"internal/identity", "internal/workflow"}, leaves...),
	"internal/office":           join(base, []string{"internal/store"}),
	"internal/office/boards":    append(office("views"), "internal/embedded"),
	"internal/office/madeviews": office(),
	"internal/office/setup":     office(),
	"internal/office/drafts":    office(),
	"internal/office/audit":     append(office(), "internal/sheet"),
	"internal/office/agenda":    office("followups", "views"),
	"internal/office/morning":   append(office("views"), "internal/desktop", "internal/robot"),
	"internal/robot":            {"internal/errs"},
	"internal/office/tables":    append(office("followups", "invoicing", "ownfields", "people", "views"), "internal/sheet"),
	"internal/office/rights":    office("casefile", "consents", "handovers", "intake", "madeviews", "ownfields", "people", "results", "setup"),
	"internal/office/retention": office("casefile", "consents", "handovers", "intake", "ownfields", "results", "rights"),
	"internal/office/people":    office("setup"),
	"internal/office/intake":    office("casefile", "people"),
	"internal/office/invoicing": office("setup"),
	"internal/office/casefile":  office("people"),
	"internal/office/copies":    append(office("intake"), "internal/scan/photo"),
	"internal/office/preflight": office("casefile", "intake", "people"),
	"internal/office/filing":    office("casefile", "handovers", "intake", "people", "preflight", "setup"),
	"internal/office/consents":  office("casefile", "intake", "people"),
	"internal/office/handovers": office("casefile", "intake", "people"),
	"internal/office/chasing":   office("casefile", "intake", "people", "setup"),
	"internal/office/calendar":  office("casefile"),
	"internal/office/footer":    office(),
	"internal/office/rulebook":  append(office("calendar", "casefile", "footer", "preflight", "setup"), "internal/desktop", "internal/laws"),
	"internal/office/rulepage":  append(office("people", "rulebook"), "internal/laws"),
	"internal/office/views":     office("casefile", "consents", "footer", "intake", "invoicing", "ownfields", "people", "rulebook", "setup"),
	"internal/office/importing": append(office("filing", "ownfields", "people"), "internal/pasted", "internal/sheet", "internal/wordings"),
	"internal/office/pasting":   append(office("casefile", "importing", "people"), "internal/pasted"),
	"internal/office/finding":   append(office("views"), "internal/pinyin"),
	"internal/office/results":   office("casefile", "chasing", "filing", "intake", "ownfields", "setup", "sweep"),
	"internal/office/ownfields": append(office("people"), "internal/wordings"),
	"internal/office/sweep":     office("casefile", "setup"),
	"internal/office/followups": office("casefile", "filing", "people"),
	"internal/office/closing":   office("filing", "handovers", "views"),
	"internal/office/notices":   join(leaves, []string{"internal/office", "internal/store", "internal/workflow"}),
	"internal/office/papers":    office("casefile", "handovers", "invoicing", "notices", "rulebook", "setup", "views"),
	"internal/store":            join(leaves, domain, []string{"internal/workflow"}),
	"internal/store/storetest":  join(leaves, domain, []string{"internal/store", "internal/workflow"}),
	"internal/sqlite":           {"internal/atomicfile", "internal/errs", "internal/retention", "internal/sqlstore", "internal/sqlstore/sqltx", "internal/store"},
	"internal/desk":             join(leaves, system, []string{"internal/backup", "internal/desk/contents", "internal/desk/synced", "internal/desk/tries", "internal/office/...", "internal/sqlite", "internal/store", "internal/vault", "internal/workflow"}),
	"internal/desk/synced":      {"internal/sqlite", "internal/vault"},
	"internal/desk/contents":    join(leaves, []string{"internal/desk/synced", "internal/desk/tries", "internal/sqlite", "internal/vault"}),
	"internal/desk/tries":       join(leaves, system),
	"internal/demo":             join(leaves, domain, []string{"internal/office/...", "internal/store", "internal/desk", "internal/identity", "internal/workflow"}),
	"internal/cli":              join(leaves, system, domain, []string{"internal/sheet", "internal/backup", "internal/office/...", "internal/store", "internal/desk", "internal/desk/contents", "internal/cli/shapes", "internal/cli/words", "internal/checkup", "internal/demo", "internal/identity", "internal/paper", "internal/present", "internal/robot", "internal/scan", "internal/workflow"}),
	"internal/cli/shapes":       join(leaves, domain, []string{"internal/office/...", "internal/present", "internal/store", "internal/workflow"}),
	"internal/cli/words":        {"internal/errs"},
	"internal/checkup":          join(leaves, []string{"internal/billing", "internal/desk", "internal/office/...", "internal/store"}),
	"internal/present":          join(leaves, []string{"internal/rules", "internal/workflow"}),
	"internal/smoke":            {},
	"internal/ordeal":           {},
	"internal/arch":             {},
	"app":                       join(leaves, system, []string{"app/host", "app/page", "app/page/after", "app/page/board", "app/page/book", "app/page/copying", "app/page/incoming", "app/page/many", "app/page/own", "app/page/personal", "app/page/telling", "internal/backup", "internal/demo", "internal/desk", "internal/desk/contents", "internal/desktop", "internal/identity", "internal/laws", "internal/office/...", "internal/present", "internal/robot", "internal/sheet", "internal/store"}),
	"app/page/after":            join(leaves, []string{"internal/followups", "internal/office/...", "internal/present"}),
	"app/page/personal":         join(leaves, domain, []string{"internal/office/...", "internal/present"}),
	"app/page/incoming":         join(leaves, []string{"internal/office/importing", "internal/present", "internal/sheet", "internal/wordings"}),
	"app/page/board":            {"app/page", "internal/cal", "internal/office/boards", "internal/office/madeviews", "internal/office/views"},
	"app/page/many":             {"app/page", "app/page/telling", "internal/office/notices", "internal/office/results", "internal/office/setup", "internal/office/sweep", "internal/present"},
	"app/page/copying":          {"app/page", "internal/materials", "internal/office/copies", "internal/ref", "internal/scan/photo"},
	"app/page/own":              {"internal/office/ownfields", "internal/ownfields", "internal/present", "internal/store"},
	"app/page/telling":          join(leaves, []string{"app/host", "internal/desktop", "internal/office/...", "internal/present", "internal/robot"}),
	"app/page/book":             join(leaves, []string{"internal/laws", "internal/office/...", "internal/present", "internal/store", "internal/workflow"}),
	"app/page":                  join([]string{"app/page/book", "app/page/own", "app/page/personal", "app/page/telling"}, leaves, domain, []string{"internal/identity", "internal/laws", "internal/office/...", "internal/present", "internal/store", "internal/workflow"}),
	"app/host":                  {"internal/atomicfile", "internal/desktop", "internal/infile", "internal/ref"},
	"":                          {"app", "app/host", "internal/cli", "internal/errs"},

	// The statements of every engine, and the second one, which nobody opens yet.
	"internal/postgres":               {"internal/errs", "internal/sqlstore", "internal/sqlstore/sqltx"},
	"internal/postgres/pgtest":        {},
	"internal/sqlite/sqlitetest":      {"internal/sqlite"},
	"internal/sqlite/sqlitetest/past": {"internal/sqlite/sqlitetest"},
	"internal/sqlstore":               {"internal/sqlstore/journal", "internal/sqlstore/lists", "internal/sqlstore/marks", "internal/sqlstore/ownvalues", "internal/sqlstore/records", "internal/sqlstore/registers", "internal/sqlstore/seals", "internal/sqlstore/sqltx", "internal/store"},
	"internal/sqlstore/ownvalues":     {"internal/ref", "internal/sqlstore/marks", "internal/sqlstore/sqltx", "internal/store"},
	"internal/sqlstore/tallies":       {"internal/ref", "internal/sqlstore/sqltx"},
	"internal/sqlstore/journal":       {"internal/damage", "internal/errs", "internal/ref", "internal/sqlstore/sqltx", "internal/store"},
	"internal/sqlstore/lists":         join(leaves, domain, []string{"internal/pinyin", "internal/sqlstore/parts", "internal/sqlstore/records", "internal/sqlstore/registers", "internal/sqlstore/sqltx", "internal/sqlstore/tallies", "internal/store", "internal/workflow"}),
	"internal/sqlstore/marks":         {"internal/damage", "internal/errs", "internal/sqlstore/sqltx", "internal/store"},
	"internal/sqlstore/registers":     {"internal/cal", "internal/consents", "internal/damage", "internal/errs", "internal/followups", "internal/handovers", "internal/ref", "internal/sqlstore/marks", "internal/sqlstore/sqltx", "internal/store"},
	"internal/sqlstore/parts":         {"internal/errs", "internal/pinyin", "internal/sqlstore/sqltx", "internal/store"},
	"internal/sqlstore/records":       join(leaves, domain, []string{"internal/pinyin", "internal/sqlstore/marks", "internal/sqlstore/parts", "internal/sqlstore/sqltx", "internal/sqlstore/tallies", "internal/store", "internal/workflow"}),
	"internal/sqlstore/seals":         {"internal/errs", "internal/sqlstore/marks", "internal/sqlstore/records", "internal/sqlstore/sqltx", "internal/store"},
	"internal/sqlstore/sqltx":         {"internal/cal", "internal/damage", "internal/errs", "internal/store"},

	// Tests alone import it.
	"internal/faults/faultstest": {},

	// The folders that are measured; its own tests alone import it.
	"internal/bench": join(leaves, domain, []string{"internal/atomicfile", "internal/demo", "internal/desk"}),

	// It stands in nobody's list: tests alone may import it, and theirs are not read here.
	"internal/desk/desktest": join(leaves, domain, []string{"internal/desk", "internal/office/...", "internal/rules", "internal/store"}),
}

// outside lists the modules that only the named packages may import.
var outside = map[string][]string{
	"database/sql":                   {"internal/postgres", "internal/sqlite/...", "internal/sqlstore/..."},
	"modernc.org/sqlite":             {"internal/sqlite"},
	"github.com/jackc/pgx/v5":        {"internal/postgres"},
	"github.com/wailsapp/wails/v2":   {"", "app"},
	"github.com/signintech/gopdf":    {"internal/paper"},
	"filippo.io/age":                 {"internal/vault"},
	"github.com/trustelem/zxcvbn":    {"internal/vault"},
	"golang.org/x/crypto":            {"internal/vault"},
	"github.com/spf13/cobra":         {"internal/cli", "internal/cli/words"},
	"github.com/pressly/goose/v3":    {"internal/postgres", "internal/sqlite"},
	"github.com/pdfcpu/pdfcpu":       {"internal/scan"},
	"github.com/google/uuid":         {"internal/ref"},
	"github.com/mozillazg/go-pinyin": {"internal/pinyin"},
	"github.com/arran4/golang-ical":  {"internal/office/agenda"},
	"github.com/xuri/excelize/v2":    {"internal/sheet"},
	"github.com/klauspost/compress":  {"internal/paper"},
	"github.com/rivo/uniseg":         {"internal/paper/breaks"},
	"rsc.io/qr":                      {"internal/paper"},
	"github.com/6tail/lunar-go":      {"internal/cal"},
	"golang.org/x/net":               {"internal/identity"},
	"golang.org/x/image":             {"internal/scan", "internal/scan/photo", "internal/demo", "internal/paper/raster"},
}

func join(lists ...[]string) []string {
	var all []string
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

func matches(pattern, path string) bool {
	if base, ok := strings.CutSuffix(pattern, "/..."); ok {
		return path == base || strings.HasPrefix(path, base+"/")
	}
	return pattern == path
}

func rule(pkg string) ([]string, bool) {
	for pattern, list := range allowed {
		if matches(pattern, pkg) {
			return list, true
		}
	}
	return nil, false
}

func TestImportsFollowTheHouseRules(t *testing.T) {
	root, files := sources(t)
	seen := 0
	for _, name := range files {
		if !strings.HasSuffix(name, ".go") {
			continue
		}
		seen++
		pkg := folder(name)
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, name), nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		list, known := rule(pkg)
		if !known {
			t.Errorf("%s: no import rule for this package", pkg)
			continue
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			check(t, pkg, path.Base(name), imported, list)
		}
	}
	if seen < 20 {
		t.Fatalf("only %d files read: the walk is broken", seen)
	}
}

// sources lists the files of the tree that are no tests, by their slashed paths below root.
func sources(t *testing.T) (root string, files []string) {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(root, func(at string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			if name == "node_modules" || name == "testdata" || (strings.HasPrefix(name, ".") && at != root) || at == filepath.Join(root, "build") {
				return filepath.SkipDir
			}
			return nil
		}
		rel, err := filepath.Rel(root, at)
		if err == nil && !strings.HasSuffix(name, "_test.go") && !strings.HasSuffix(name, ".test.ts") {
			files = append(files, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return root, files
}

// folder is the folder of a slashed path, "" for the root.
func folder(name string) string {
	if dir := path.Dir(name); dir != "." {
		return dir
	}
	return ""
}

func check(t *testing.T, pkg, file, imported string, list []string) {
	t.Helper()
	for mod, owners := range outside {
		if imported != mod && !strings.HasPrefix(imported, mod+"/") {
			continue
		}
		if !contains(owners, pkg) {
			t.Errorf("%s/%s imports %s, which belongs to %v", pkg, file, imported, owners)
		}
		if strings.HasPrefix(mod, "github.com/wailsapp") && pkg == "app" && file != "shell.go" {
			t.Errorf("app/%s imports %s: only shell.go touches the window", file, imported)
		}
	}
	own, ok := strings.CutPrefix(imported, module)
	if !ok {
		return
	}
	if !contains(list, own) {
		t.Errorf("%s/%s may not import %s", pkg, file, own)
	}
}

func contains(patterns []string, path string) bool {
	for _, p := range patterns {
		if matches(p, path) {
			return true
		}
	}
	return false
}
