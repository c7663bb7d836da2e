package pasting_test

import (
	"context"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/pasting"
	"beiandesk/internal/ref"
)

// lines is what a text tells: field code, and beside a case what stands there.
func lines(t *testing.T, f *desktest.Fixture, id ref.CaseID, text string) (string, pasting.PasteView) {
	t.Helper()
	got, err := pasting.Read(context.Background(), f.Office, pasting.PasteInput{CaseID: id, Text: text})
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, p := range got.Found {
		line := p.Field + " " + p.Code
		if id != "" {
			line = p.Field + " " + p.State + " " + p.Ours + " → " + p.Shown
		}
		if p.Doubt != "" {
			line += " ?"
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n"), got
}

func TestChoicesOfAPastedTextAreGivenAsFormsTakeThem(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	got, view := lines(t, f, "", "备案类型：首次备案\n省份：浙江省\n主体性质：个体户\n证件类型：护照\n办理内容：备案+公安\n经办：没有这个人")
	if want := "type first\nprovince 33\nclient.kind sole\nlead.docKind passport\nphases true,true\n "; got != want {
		t.Errorf("the text gives\n%s\nwant\n%s", got, want)
	}
	if told := view.Found[5].Told; told != "“没有这个人”不在可选的里面，请在表里选" {
		t.Errorf("who is not there is told as %q", told)
	}
}

func TestAPastedTextIsHeldAgainstAnOpenCase(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	got, view := lines(t, f, id, "负责人：沈一鸣\n手机：13900571002\n信用代码：91330106MA2KQ7T8XJ\n邮编：310012\n联系人：高岚 13900571009\n域名：qinghe.cn\n省份：浙江")
	want := "lead.name same 沈一鸣 → 沈一鸣\nlead.mobile differs 138****1001 → 139****1002\nclient.creditCode same 91330106MA2KQ7T8XJ → 91330106MA2KQ7T8XJ\n"
	if !strings.HasPrefix(got, want) || !strings.Contains(got, "client.contact new  → 高岚\nclient.contactPhone new  → 139****1009") || !strings.Contains(got, "site.domain differs qinghe.example → qinghe.cn") {
		t.Errorf("the case is held against\n%s", got)
	}
	if view.PersonID == "" || view.SiteID == "" {
		t.Errorf("nobody is held against: %q %q", view.PersonID, view.SiteID)
	}
	if last := view.Found[len(view.Found)-1]; last.Field == "province" || last.State != "" {
		t.Errorf("the province is offered: %+v", last)
	}
	if _, err := pasting.Read(context.Background(), f.Office, pasting.PasteInput{CaseID: "none", Text: "手机：13900571002"}); errs.CodeOf(err) != errs.NotFound {
		t.Errorf("a case that is not there: %v", err)
	}
}

func TestAnotherLeadIsNotHeldAgainstTheOneThatIsThere(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	got, view := lines(t, f, id, "负责人：高岚\n手机：13900571002")
	if view.PersonID != "" || got != "lead.name new  → 高岚 ?\nlead.mobile new  → 139****1002 ?" {
		t.Errorf("another lead is held against %q:\n%s", view.PersonID, got)
	}
}

func TestReadingStoresNothing(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	before := f.Show(id)
	lines(t, f, id, "手机：13900571002")
	if now := f.Show(id); len(now.Timeline) != len(before.Timeline) || now.Case.Version != before.Case.Version {
		t.Error("reading a text has changed the case")
	}
}
