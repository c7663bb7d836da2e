package office_test

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/boards"
	"beiandesk/internal/office/calendar"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/chasing"
	"beiandesk/internal/office/closing"
	"beiandesk/internal/office/consents"
	"beiandesk/internal/office/copies"
	"beiandesk/internal/office/drafts"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/finding"
	"beiandesk/internal/office/followups"
	"beiandesk/internal/office/handovers"
	"beiandesk/internal/office/importing"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/madeviews"
	"beiandesk/internal/office/morning"
	"beiandesk/internal/office/ownfields"
	"beiandesk/internal/office/pasting"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/results"
	"beiandesk/internal/office/retention"
	"beiandesk/internal/office/rights"
	"beiandesk/internal/office/rulebook"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/office/tables"
	"beiandesk/internal/office/views"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// verb is one that takes text, with what it takes left empty.
type verb struct {
	in any
	do func(ctx context.Context, o *office.Office, in any) error
}

// taking makes a verb of a function of one input.
func taking[In, Out any](do func(context.Context, *office.Office, In) (Out, error)) verb {
	var in In
	return verb{in, func(ctx context.Context, o *office.Office, in any) error {
		_, err := do(ctx, o, in.(In))
		return err
	}}
}

// quiet is taking for a function that only fails.
func quiet[In any](do func(context.Context, *office.Office, In) error) verb {
	return taking(func(ctx context.Context, o *office.Office, in In) (struct{}, error) {
		return struct{}{}, do(ctx, o, in)
	})
}

// alone is a text that is no field of a struct.
type alone struct{ Text string }

// verbs are all that take text, by package and name.
var verbs = map[string]verb{
	"calendar.AddClosure": taking(calendar.AddClosure),
	"casefile.SavePerson": taking(casefile.SavePerson),
	"chasing.Chase":       taking(chasing.Chase),
	"copies.Make":         taking(copies.Make),
	"copies.Try":          taking(copies.Try),
	"chasing.Ticket":      taking(chasing.Ticket),
	"drafts.Keep":         taking(drafts.Keep),
	"closing.Close":       quiet(closing.Close),
	"closing.Give":        quiet(closing.Give),
	"filing.AddSite":      taking(filing.AddSite),
	"followups.Add":       taking(followups.Add),
	"followups.Done":      taking(followups.Done),
	"followups.Drop":      taking(followups.Drop),
	"followups.Open":      taking(followups.Open),
	"filing.Agree":        taking(filing.Agree),
	"filing.Do":           taking(filing.Do),
	"filing.Note":         quiet(filing.Note),
	"filing.Open":         taking(filing.Open),
	"importing.Run": quiet(func(ctx context.Context, o *office.Office, in struct{ File, Header string }) error {
		_, err := importing.Run(ctx, o, importing.Input{File: in.File, Rows: [][]string{{in.Header, "客户", "域名"}}})
		return err
	}),
	"importing.Head": quiet(func(ctx context.Context, o *office.Office, in struct{ File, Header string }) error {
		_, err := importing.Head(ctx, o, importing.Input{File: in.File, Rows: [][]string{{in.Header, "客户", "域名"}}})
		return err
	}),
	"finding.Find": quiet(func(ctx context.Context, o *office.Office, in alone) error {
		_, err := finding.Find(ctx, o, finding.Input{Text: in.Text, Limit: 1})
		return err
	}),
	"morning.Save":          taking(morning.Save),
	"setup.HandOver":        taking(setup.HandOver),
	"setup.SaveAbsence":     quiet(setup.SaveAbsence),
	"setup.SaveProfile":     quiet(setup.SaveProfile),
	"filing.Reveal":         taking(filing.Reveal),
	"filing.SaveAccount":    quiet(filing.SaveAccount),
	"filing.SaveSite":       taking(filing.SaveSite),
	"filing.SetLead":        quiet(filing.SetLead),
	"filing.SetLookup":      quiet(filing.SetLookup),
	"filing.SetOrder":       taking(filing.SetOrder),
	"filing.SetOwner":       quiet(filing.SetOwner),
	"filing.SetRemark":      taking(filing.SetRemark),
	"consents.Add":          quiet(consents.Add),
	"consents.Withdraw":     quiet(consents.Withdraw),
	"handovers.Add":         quiet(handovers.Add),
	"intake.SetDays":        taking(intake.SetDays),
	"invoicing.Pay":         taking(invoicing.Pay),
	"results.Run":           taking(results.Run),
	"results.Undo":          taking(results.Undo),
	"results.Act":           taking(results.Act),
	"ownfields.SaveField":   quiet(ownfields.SaveField),
	"ownfields.MoveField":   quiet(ownfields.MoveField),
	"ownfields.RemoveField": quiet(ownfields.RemoveField),
	"ownfields.Set":         quiet(ownfields.Set),
	"ownfields.Reveal":      taking(ownfields.Reveal),
	"results.Choices": quiet(func(ctx context.Context, o *office.Office, in results.PicksInput) error {
		_, _, err := results.Choices(ctx, o, in)
		return err
	}),
	"retention.Purge":   taking(retention.Purge),
	"rights.Breach":     taking(rights.Breach),
	"rights.Erase":      taking(rights.Erase),
	"invoicing.Reverse": taking(invoicing.Reverse),
	"invoicing.Void":    taking(invoicing.Void),
	"pasting.Read":      taking(pasting.Read),
	"people.Reveal":     taking(people.Reveal),
	"people.SaveClient": taking(people.SaveClient),
	"rulebook.SaveRule": quiet(func(ctx context.Context, o *office.Office, in rulebook.RuleInput) error {
		return rulebook.SaveRule(ctx, o, rulebook.RuleRef{}, in, rulebook.Basis{})
	}),
	"rulebook.Confirm": quiet(func(ctx context.Context, o *office.Office, in rulebook.Confirmed) error {
		return rulebook.Confirm(ctx, o, nil, in)
	}),
	"madeviews.Drop":       taking(madeviews.Drop),
	"madeviews.Restore":    taking(madeviews.Restore),
	"madeviews.Save":       taking(madeviews.Save),
	"madeviews.SetFirst":   taking(madeviews.SetFirst),
	"setup.SaveLetterhead": taking(setup.SaveLetterhead),
	"setup.SaveStaff": quiet(func(ctx context.Context, o *office.Office, in alone) error {
		_, err := setup.AddStaff(ctx, o, in.Text)
		return err
	}),
	"views.Today": taking(views.Today),
	"views.EachTask": quiet(func(ctx context.Context, o *office.Office, in views.TodayInput) error {
		return o.Read(ctx, func(tx store.Tx) error { return views.EachTask(o, tx, in, func(views.Task) error { return nil }) })
	}),
	"views.GroupOf": taking(func(ctx context.Context, o *office.Office, in views.TodayInput) (views.TaskGroup, error) {
		g, _, err := views.GroupOf(ctx, o, in, 1)
		return g, err
	}),
	"SaveRule's basis": quiet(func(ctx context.Context, o *office.Office, in rulebook.Basis) error {
		return rulebook.SaveRule(ctx, o, rulebook.RuleRef{}, rulebook.RuleInput{}, in)
	}),
	"SaveClock": quiet(func(ctx context.Context, o *office.Office, in rulebook.Basis) error {
		_, err := rulebook.SaveClock(ctx, o, rulebook.RuleRef{}, workflow.Term{}, in)
		return err
	}),
	"SaveText": quiet(func(ctx context.Context, o *office.Office, in alone) error {
		return rulebook.SaveText(ctx, o, rulebook.RuleRef{}, in.Text)
	}),
	"handovers.Withdraw": quiet(func(ctx context.Context, o *office.Office, in alone) error {
		return handovers.Withdraw(ctx, o, "", in.Text)
	}),
	"a search of cases": quiet(func(ctx context.Context, o *office.Office, in alone) error {
		_, err := views.List(ctx, o, store.CaseQuery{Text: in.Text, Limit: 1})
		return err
	}),
	"a board of cases": quiet(func(ctx context.Context, o *office.Office, in alone) error {
		_, err := boards.OnBoard(ctx, o, store.CaseQuery{Text: in.Text}, 1)
		return err
	}),
	"a table of cases": quiet(func(ctx context.Context, o *office.Office, in alone) error {
		_, err := tables.Copy(ctx, o, tables.Wanted{Table: tables.Cases, Cases: store.CaseQuery{Text: in.Text}})
		return err
	}),
	"a table of clients": quiet(func(ctx context.Context, o *office.Office, in alone) error {
		_, err := tables.Copy(ctx, o, tables.Wanted{Table: tables.Clients, Clients: store.ClientQuery{Text: in.Text}})
		return err
	}),
	"a table of bills": quiet(func(ctx context.Context, o *office.Office, in alone) error {
		_, err := tables.Copy(ctx, o, tables.Wanted{Table: tables.Bills, Bills: store.InvoiceQuery{Text: in.Text}})
		return err
	}),
	"a search of clients": quiet(func(ctx context.Context, o *office.Office, in alone) error {
		_, err := people.ListClients(ctx, o, store.ClientQuery{Text: in.Text, Limit: 1})
		return err
	}),
	"a search of bills": quiet(func(ctx context.Context, o *office.Office, in alone) error {
		_, err := invoicing.List(ctx, o, store.InvoiceQuery{Text: in.Text, Limit: 1})
		return err
	}),
}

// elsewhere are those that take an input and are held otherwise, with how.
var elsewhere = map[string]string{
	"filing.OpenIn":     "Open asks it",
	"filing.DoIn":       "Do and results.Run ask it",
	"filing.NoteIn":     "Note and results.Run ask it",
	"filing.LookFor":    "it looks for what is right and says nothing of what is wrong; saving does",
	"consents.Attach":   "a file's name is the client's, as of intake.Attach",
	"intake.Attach":     "a file's name is the client's, not typed: what can't be shown in it is marked instead",
	"people.LogReveal":  "Reveal asks it",
	"rulepage.Page":     "its texts come from the desk itself",
	"people.SavePerson": "casefile.SavePerson asks it",
}

func TestEveryVerbWithAnInputIsHeldAtTheGate(t *testing.T) {
	files, err := filepath.Glob("*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv != nil || !f.Name.IsExported() || !takesInput(f) {
				continue
			}
			seen++
			key := filepath.Base(filepath.Dir(name)) + "." + f.Name.Name
			if _, held := verbs[key]; !held && elsewhere[key] == "" {
				t.Errorf("%s takes an input that no test puts hostile text into", key)
			}
		}
	}
	if seen < 20 {
		t.Errorf("only %d verbs found: the walk is broken", seen)
	}
}

// takesInput says whether a function has the office and an …Input among its parameters.
func takesInput(f *ast.FuncDecl) bool {
	input := false
	for _, p := range f.Type.Params.List {
		typ := p.Type
		if s, ok := typ.(*ast.SelectorExpr); ok {
			typ = s.Sel
		}
		if id, ok := typ.(*ast.Ident); ok && strings.HasSuffix(id.Name, "Input") {
			input = true
		}
	}
	return input
}

// hostile texts, and by what the refusal of each is known.
var hostile = map[string]string{"a\x00b": "U+0000", "a\x1b[2Jb": "U+001B", "a\xffb": "无法识别", strings.Repeat("字", 1<<18+1): "个字，现在有"}

func TestNoVerbTakesHostileTextInAnyField(t *testing.T) {
	d := desktest.New(t, "2026-11-23 09:12")
	fields := 0
	for name, v := range verbs {
		for path, put := range leaves(reflect.TypeOf(v.in), "") {
			fields++
			for text, want := range hostile {
				in := reflect.New(reflect.TypeOf(v.in)).Elem()
				put(in, text)
				err := v.do(context.Background(), d.Office, in.Interface())
				if errs.CodeOf(err) != errs.Invalid || !strings.Contains(err.Error(), want) {
					t.Errorf("%s takes %.12q at %s: %v", name, text, path, err)
				}
			}
		}
	}
	if fields < 150 {
		t.Errorf("only %d fields found", fields)
	}
}

type put func(root reflect.Value, text string)

// leaves lists the texts of a type by their paths, with how to set each.
func leaves(t reflect.Type, path string) map[string]put {
	all := map[string]put{}
	within := func(sub reflect.Type, name string, down func(reflect.Value, func(reflect.Value))) {
		for p, set := range leaves(sub, name) {
			all[p] = func(root reflect.Value, text string) { down(root, func(v reflect.Value) { set(v, text) }) }
		}
	}
	switch t.Kind() {
	case reflect.String:
		all[path] = func(root reflect.Value, text string) { root.SetString(text) }
	case reflect.Struct:
		for i := range t.NumField() {
			if t.Field(i).IsExported() {
				within(t.Field(i).Type, path+"."+t.Field(i).Name, func(v reflect.Value, set func(reflect.Value)) { set(v.Field(i)) })
			}
		}
	case reflect.Slice:
		if t.Elem().Kind() != reflect.Uint8 {
			within(t.Elem(), path+"."+strconv.Itoa(0), func(v reflect.Value, set func(reflect.Value)) {
				v.Set(reflect.MakeSlice(t, 1, 1))
				set(v.Index(0))
			})
		}
	case reflect.Map:
		within(t.Elem(), path+".key", func(v reflect.Value, set func(reflect.Value)) {
			item := reflect.New(t.Elem()).Elem()
			set(item)
			v.Set(reflect.MakeMap(t))
			v.SetMapIndex(reflect.ValueOf("key").Convert(t.Key()), item)
		})
	}
	return all
}
