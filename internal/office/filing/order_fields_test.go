package filing_test

import (
	"context"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/chasing"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/store"
)

func TestAnOrderHasItsContractAndItsMainAccount(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	in := desktest.Qinghe()
	in.Contract, in.AccountUIN = " HT-2026-118 ", "１０００ 1234 5678"
	id := f.OpenCase(in)
	if c := f.Show(id); c.Case.Contract != "HT-2026-118" || c.Account.UIN != "100012345678" {
		t.Errorf("opened with %q, %q", c.Case.Contract, c.Account.UIN)
	}
	found := func(text string) int {
		t.Helper()
		table, err := views.List(context.Background(), f.Office, store.CaseQuery{View: "all", Text: text, Limit: 9})
		if err != nil {
			t.Fatal(err)
		}
		return len(table.Rows)
	}
	if found("ht-2026-118") != 1 {
		t.Error("the contract finds no case")
	}
	set := func(contract, account string) ([]string, error) {
		t.Helper()
		return filing.SetOrder(context.Background(), f.Office, filing.OrderInput{CaseID: id, Contract: contract, AccountUIN: account, Version: f.Show(id).Case.Version})
	}
	for _, wrong := range []string{"1234", "100012345678901", "beian-desk", "012345678"} {
		if _, err := set("HT-2026-118", wrong); len(office.ProblemsOf(err)) != 1 || office.ProblemsOf(err)[0].Field != "accountUin" {
			t.Errorf("%s: %v", wrong, err)
		}
	}
	doubts, err := set("合同 7 号", "1300000001")
	if err != nil || len(doubts) != 1 || !strings.Contains(doubts[0], "APPID") {
		t.Errorf("%v, %v", doubts, err)
	}
	if line := f.Show(id).Timeline[0]; line.Text != "合同号：HT-2026-118 → 合同 7 号\n主账号 ID：100012345678 → 1300000001" {
		t.Errorf("the timeline says %q", line.Text)
	}
	if found("ht-2026-118") != 0 || found("合同 7") != 1 {
		t.Error("it is found by what it was")
	}
	if _, err := filing.SetOrder(context.Background(), f.Office, filing.OrderInput{CaseID: id, Version: 1}); errs.CodeOf(err) != errs.Conflict {
		t.Errorf("a stale save: %v", err)
	}
}

func TestATicketQuotesTheMainAccount(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	f.Scans(id)
	f.Step(id, "account.done", "materials.done", "template.submit")
	ticket := func() string {
		t.Helper()
		m, err := chasing.Ticket(context.Background(), f.Office, chasing.TicketInput{CaseID: id, RunID: f.Show(id).Next[0].ID})
		if err != nil {
			t.Fatal(err)
		}
		return m.Text
	}
	if text := ticket(); strings.Contains(text, "账号") {
		t.Errorf("without one:\n%s", text)
	}
	if _, err := filing.SetOrder(context.Background(), f.Office, filing.OrderInput{CaseID: id, AccountUIN: "100012345678", Version: f.Show(id).Case.Version}); err != nil {
		t.Fatal(err)
	}
	if text := ticket(); !strings.HasSuffix(text, "\n主账号 ID：100012345678") {
		t.Errorf("with one:\n%s", text)
	}
}
