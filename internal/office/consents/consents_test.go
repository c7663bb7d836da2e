package consents_test

import (
	"context"
	"strings"
	"testing"

	register "beiandesk/internal/consents"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/consents"
	"beiandesk/internal/store"
)

var ctx = context.Background()

// What is missing is said of each person, until he has agreed, and again once he has withdrawn.
func TestAMissingConsentIsToldAndStopsNothing(t *testing.T) {
	f, id := desktest.AtSMS(t)
	page := f.Show(id)
	lead := page.People[0].Person
	told := func(use register.Use) string {
		var mine []string
		for _, line := range f.Show(id).Unagreed[use] {
			if strings.HasPrefix(line, lead.Name+"：") {
				mine = append(mine, line)
			}
		}
		return strings.Join(mine, "\n")
	}
	if got := told(register.Scans); got != lead.Name+"：没有登记单独同意：处理敏感个人信息（第二十九条）" {
		t.Errorf("%q", got)
	}
	in := consents.ConsentInput{Person: lead.ID, Matters: []string{"sensitive", "provide"}, Way: "paper", On: "2026-09-05", Evidence: "同意书第 2 版，合同夹"}
	if err := consents.Add(ctx, f.Office, in); err != nil {
		t.Fatal(err)
	}
	if got := told(register.Scans) + told(register.Handover); got != "" {
		t.Errorf("though he has agreed: %q", got)
	}
	lines, err := consents.Of(ctx, f.Office, page.Client.ID)
	if err != nil || len(lines) != 2 || lines[0].Way.Label != "签署书面同意书" || lines[0].By != "周敏" || lines[0].Evidence != in.Evidence || len(lines[0].Kinds) == 0 {
		t.Fatalf("%+v, %v", lines, err)
	}
	at := 0
	if lines[1].Matter.Code == "sensitive" {
		at = 1
	}
	back := consents.WithdrawalInput{ID: lines[at].ID, On: "2026-09-06", Follows: "停办，删除扫描件"}
	if err := consents.Withdraw(ctx, f.Office, back); err != nil {
		t.Fatal(err)
	}
	if got := told(register.Handover); got != lead.Name+"：2026-09-06 撤回了对“处理敏感个人信息（第二十九条）”的同意：不要再处理、提供" {
		t.Errorf("%q", got)
	}
	if err := consents.Withdraw(ctx, f.Office, back); errs.CodeOf(err) != errs.Blocked {
		t.Errorf("withdrawn twice: %v", err)
	}
	var rows []store.JournalRow
	err = f.Read(ctx, func(tx store.Tx) (err error) {
		rows, err = tx.JournalList().Find(store.JournalQuery{Text: "同意", Limit: 9})
		return err
	})
	if err != nil || len(rows) != 2 || rows[0].Title != "撤回同意：处理敏感个人信息" || !strings.Contains(rows[0].Payload, "停办") || rows[1].Subject != string(lead.ID) {
		t.Errorf("%+v, %v", rows, err)
	}
}

func TestAConsentIsReadOrRefusedAtItsField(t *testing.T) {
	f, id := desktest.AtSMS(t)
	page := f.Show(id)
	whole := consents.ConsentInput{Person: page.People[0].Person.ID, Matters: []string{"sensitive"}, Way: "paper", On: "2026-09-05", Evidence: "同意书"}
	for field, change := range map[string]func(*consents.ConsentInput){
		"matters":  func(in *consents.ConsentInput) { in.Matters = []string{"all"} },
		"way":      func(in *consents.ConsentInput) { in.Way = "" },
		"on":       func(in *consents.ConsentInput) { in.On = "2030-01-01" },
		"evidence": func(in *consents.ConsentInput) { in.Evidence = " " },
	} {
		in := whole
		change(&in)
		if list := office.ProblemsOf(consents.Add(ctx, f.Office, in)); len(list) != 1 || list[0].Field != field {
			t.Errorf("%s: %+v", field, list)
		}
	}
	if err := consents.Add(ctx, f.Office, whole); err != nil {
		t.Fatal(err)
	}
	lines, err := consents.Of(ctx, f.Office, page.Client.ID)
	if err != nil {
		t.Fatal(err)
	}
	for field, in := range map[string]consents.WithdrawalInput{
		"follows": {ID: lines[0].ID, On: "2026-09-06"},
		"on":      {ID: lines[0].ID, On: "2026-09-04", Follows: "停办"},
	} {
		if list := office.ProblemsOf(consents.Withdraw(ctx, f.Office, in)); len(list) != 1 || list[0].Field != field {
			t.Errorf("%s: %+v", field, list)
		}
	}
	if err := consents.Withdraw(ctx, f.Office, consents.WithdrawalInput{ID: "nothing", Follows: "停办"}); errs.CodeOf(err) != errs.NotFound {
		t.Errorf("%v", err)
	}
}
