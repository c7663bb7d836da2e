package audit_test

import (
	"context"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/audit"
	"beiandesk/internal/store"
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

func TestALineOfAnUnknownDaySaysSo(t *testing.T) {
	if cells := (audit.Line{JournalRow: store.JournalRow{Entry: store.Entry{Happen: "2026-10-08?"}}}).Cells(); cells[2] != "日期不详" {
		t.Errorf("it happened %q", cells[2])
	}
}
