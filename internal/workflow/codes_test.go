package workflow

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestTheCodesThatTheProgramGoesByAreInTheData reads codes.go and looks each code up.
func TestTheCodesThatTheProgramGoesByAreInTheData(t *testing.T) {
	g := Embedded()
	file, err := parser.ParseFile(token.NewFileSet(), "codes.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		seen++
		name, code := spec.Names[0].Name, literal(spec.Values[0])
		switch kind := name[:strings.IndexFunc(name[1:], func(r rune) bool { return r >= 'A' && r <= 'Z' })+1]; kind {
		case "Action":
			_, ok = g.Action(code)
		case "Stage":
			_, ok = g.Stage(code)
		case "Step":
			ok = false
			for _, s := range g.Stages {
				ok = ok || s.step(code) != nil
			}
		default:
			t.Errorf("%s names no action, stage or step", name)
		}
		if !ok {
			t.Errorf("%s: %q is not in the data", name, code)
		}
		return true
	})
	if seen < 5 {
		t.Fatalf("only %d constants were read", seen)
	}
	for code, operation := range map[string]string{ActionUndo: "undo", ActionCorrect: "correct", ActionAgree: "agree", ActionHold: "hold", ActionResume: "resume", ActionVoid: "void", ActionAddSite: "add-site", ActionDropSite: "drop-site"} {
		if act := g.acts[code]; len(act.Then) != 1 || act.Then[0].Do != operation {
			t.Errorf("%s does not do %q alone", code, operation)
		}
	}
}

// scripts are stories told in codes, each of which the engine judges as it is played; and
// what tests are made of.
var scripts = []string{"internal/demo/", "internal/desk/desktest/", "internal/store/storetest/"}

// of matches what holds a code of the graph, by its name.
var of = regexp.MustCompile(`(?i)(stages?|action|code)$`)

// TestNoCodeOfTheGraphStandsInTheProgram reads the program. A code that can't be taken
// for a word may stand nowhere but in codes.go; one that can (number, domain) not beside
// what holds a stage or an action.
func TestNoCodeOfTheGraphStandsInTheProgram(t *testing.T) {
	g := Embedded()
	codes, strict := map[string]bool{}, map[string]bool{}
	for _, s := range g.Stages {
		codes[s.Code], strict[s.Code] = true, strings.Contains(s.Code, "-") && operations[s.Code] == nil
	}
	for _, a := range g.Actions {
		codes[a.Code], strict[a.Code] = true, strings.Contains(a.Code, ".")
	}
	root, read := filepath.Join("..", ".."), 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, path)
		rel = filepath.ToSlash(rel)
		if d.IsDir() {
			for _, script := range scripts {
				if rel+"/" == script {
					return filepath.SkipDir
				}
			}
			if name := d.Name(); name == "node_modules" || name == "testdata" || (strings.HasPrefix(name, ".") && rel != ".") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(rel, ".go") || strings.HasSuffix(rel, "_test.go") || rel == "internal/workflow/codes.go" {
			return nil
		}
		read++
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, 0)
		if err != nil {
			return err
		}
		found := func(e ast.Expr, why string) {
			t.Errorf("%s:%d: %s stands %s: ask the graph, or name it in internal/workflow/codes.go", rel, set.Position(e.Pos()).Line, literal(e), why)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if strict[literal(n)] {
					found(n, "in the program")
				}
			case *ast.BinaryExpr:
				for _, side := range [][2]ast.Expr{{n.X, n.Y}, {n.Y, n.X}} {
					if code := literal(side[1]); codes[code] && !strict[code] && of.MatchString(nameOf(side[0])) {
						found(side[1], "beside "+nameOf(side[0]))
					}
				}
			case *ast.SwitchStmt:
				if !of.MatchString(nameOf(n.Tag)) {
					return true
				}
				for _, c := range n.Body.List {
					for _, e := range c.(*ast.CaseClause).List {
						if code := literal(e); codes[code] && !strict[code] {
							found(e, "in a switch of "+nameOf(n.Tag))
						}
					}
				}
			case *ast.CallExpr:
				for i, e := range n.Args {
					if code := literal(e); i > 0 && codes[code] && !strict[code] && of.MatchString(nameOf(n.Args[0])) {
						found(e, "beside "+nameOf(n.Args[0]))
					}
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if read < 200 {
		t.Fatalf("only %d files read: the walk is broken", read)
	}
}

// literal is the text of a string literal, "" for anything else.
func literal(e ast.Expr) string {
	if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		text, _ := strconv.Unquote(lit.Value)
		return text
	}
	return ""
}

// nameOf is the last name of an expression: Stage of run.Stage.
func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}
