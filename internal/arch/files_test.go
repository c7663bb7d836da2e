package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// fileCalls are what only the named packages may call of os: a file is put in place by
// one that knows how Windows minds, and one that somebody names is read by one that knows
// what may lie there. Desks for tests do as they like.
var fileCalls = map[string][]string{
	"Rename":    {"internal/atomicfile"},
	"WriteFile": {"internal/desk/desktest"},
	"Create":    {},
	"ReadFile":  {"internal/desk/desktest"},
}

func TestFilesAreReplacedAndReadInOnePlace(t *testing.T) {
	root, files := sources(t)
	seen := 0
	for _, name := range files {
		if !strings.HasSuffix(name, ".go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, name), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			owners, watched := fileCalls[call.Sel.Name]
			if of, ok := call.X.(*ast.Ident); !ok || of.Name != "os" || !watched {
				return true
			}
			seen++
			if !contains(owners, folder(name)) {
				t.Errorf("%s calls os.%s: internal/atomicfile writes files, internal/infile reads them", name, call.Sel.Name)
			}
			return true
		})
	}
	if seen == 0 {
		t.Error("no call seen: the walk is broken")
	}
}
