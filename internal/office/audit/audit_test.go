package audit_test

import (
	"context"
	"encoding/csv"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/audit"
)

var ctx = context.Background()

func TestTheJournalIsPagedAndFiltered(t *testing.T) {
	w := desktest.OpenWalk(t)
	for _, title := range []string{"一", "二", "三"} {
		w.MustWrite(t, func(work *office.Work) error { return work.Note("reveal", w.Case, "", "查看"+title, "沈一鸣") })
	}
	var seen []string
	f := audit.Filter{Kind: "reveal", Size: 2}
	for {
		p, err := audit.List(ctx, w.Office, f)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range p.Lines {
			seen = append(seen, l.Title+l.KindLabel+l.ViaLabel+l.Number)
		}
		if f.Cursor = p.Next; f.Cursor == "" {
			break
		}
	}
	if got := strings.Join(seen, " "); got != "查看三查看命令BA2026-0001 查看二查看命令BA2026-0001 查看一查看命令BA2026-0001" {
		t.Errorf("%s", got)
	}
	for field, wrong := range map[string]audit.Filter{"kind": {Kind: "odd"}, "from": {From: "31.2."}, "to": {From: "2026-09-09", To: "2026-09-01"}} {
		wrong.Size = 2
		_, err := audit.List(ctx, w.Office, wrong)
		if all := office.ProblemsOf(err); len(all) != 1 || all[0].Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	if _, err := audit.List(ctx, w.Office, audit.Filter{Number: "BA2026-0099", Size: 2}); errs.CodeOf(err) != errs.NotFound {
		t.Errorf("%v", err)
	}
}

// A table goes into a spreadsheet as it is: in its encoding, and no cell of it acts.
func TestASheetIsReadBySpreadsheetsAndActsInNone(t *testing.T) {
	texts := []string{"=1+1", "+86 571", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "沈一鸣,“引号”\"", "两\n行", ""}
	content, err := audit.Sheet([]string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}, [][]string{texts})
	if err != nil {
		t.Fatal(err)
	}
	text, marked := strings.CutPrefix(string(content), "\ufeff")
	if !marked || !strings.HasPrefix(text, "a,b,c,d,e,f,g,h,i,j\r\n") {
		t.Errorf("%q", content)
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, cell := range rows[1] {
		want := texts[i]
		if i < 7 {
			want = "'" + want
		}
		if strings.ReplaceAll(cell, "\r", "") != strings.ReplaceAll(want, "\r", "") {
			t.Errorf("%q became %q", texts[i], cell)
		}
	}
}

func TestEachKindSaysWhatItIsAndByWhatLawItIsKept(t *testing.T) {
	for _, k := range audit.Kinds() {
		if k.Label == "" || k.What == "" || (k.Kept != "") != (k.Source() != "" && k.Term() != "") {
			t.Errorf("%+v", k)
		}
	}
	if audit.KindLabel("reveal") != "查看" || audit.KindLabel("odd") != "odd" {
		t.Error("a kind is called otherwise")
	}
}
