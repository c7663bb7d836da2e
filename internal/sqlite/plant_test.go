package sqlite_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"beiandesk/internal/billing"
	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/consents"
	"beiandesk/internal/followups"
	"beiandesk/internal/handovers"
	"beiandesk/internal/materials"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// plantNow is the moment at which plant fills a desk.
var plantNow = time.Date(2026, 9, 7, 10, 0, 0, 0, cal.Zone)

// plant puts one of everything into an empty desk and tells what must not be found
// in its files. The id of the case is "case-1".
func plant(t *testing.T, s *sqlite.Store) []string {
	t.Helper()
	until := cal.Date(2039, 6, 12)
	due := cal.Date(2026, 9, 11)
	err := s.Write(t.Context(), func(tx store.Tx) error {
		person := clients.Person{ID: "person-1", ClientID: "client-1", Name: "沈一鸣", DocKind: clients.IDCard, DocNumber: "330106198205290002",
			DocUntil: &until, DocAddress: "翠苑一区 8 幢 302 室", Living: "常住翠苑二区", Mobile: "13800571001", Emergency: "13800571002",
			Email: "shen@example.com", CreatedAt: plantNow, UpdatedAt: plantNow, Version: 1}
		steps := []func() error{
			func() error {
				return tx.Staff().Add(store.Staff{ID: "staff-1", Name: "周敏", Active: true, Version: 1})
			},
			func() error {
				return tx.Clients().AddClient(clients.Client{ID: "client-1", Name: "沈一鸣", Kind: clients.Personal, Address: "文三路 398 号暗处",
					OfficePhone: "0086-0571-88880101", Note: "微信 shen-wx-88", CreatedAt: plantNow, UpdatedAt: plantNow, Version: 1})
			},
			func() error { return tx.Clients().AddPerson(person) },
			func() error {
				return tx.Cases().Add(cases.Case{ID: "case-1", Number: "BA2026-0001", ClientID: "client-1", Type: "first", Province: "33", ICP: true,
					Status: "open", OwnerID: "staff-1", Lookup: "查重的结论在此", AccountUser: "beian-desk", AccountSecret: "Xk9-secret-pass",
					OpenedAt: plantNow, CreatedAt: plantNow, UpdatedAt: plantNow, Version: 1},
					[]cases.Site{{ID: "site-1", CaseID: "case-1", Ordinal: 1, Name: "青禾进销存", Domain: "qinghe.example", Version: 1}},
					[]cases.Lead{{CaseID: "case-1", Person: "person-1", Role: cases.SubjectLead}})
			},
			func() error {
				return tx.Moves().Append("case-1", workflow.Move{ID: "move-1", Seq: 1, At: cal.Whole(cal.DayOf(plantNow)), Recorded: plantNow,
					Staff: "staff-1", Action: "signing.sign", Values: map[string]string{"note": "动作里的值"}, Reason: "动作里的原因"})
			},
			func() error {
				return tx.Projections().Replace("case-1", []store.RunRow{{ID: "run-1", CaseID: "case-1", StageNo: 2, Attempt: 1, Entered: "2026-09-07", Headline: true,
					RunLine: workflow.RunLine{Key: "materials#1", Stage: "materials", Step: "collect", Party: workflow.Client,
						Due: &workflow.LineDue{At: cal.Whole(due), Kind: workflow.AgreedOn, Key: "d", Clock: "agreed"}}}},
					[]store.DeadlineRow{{ID: "deadline-1", CaseID: "case-1", Key: "d", Stage: "materials", Kind: "agreed", DueDay: due, DueMin: -1, Governs: true}})
			},
			func() error {
				return tx.Documents().Put(materials.Document{ID: "document-1", CaseID: "case-1", Material: "id-front", No: 1, Name: "沈一鸣身份证正面.jpg",
					Mime: "image/jpeg", Size: 60000, Blob: "blob-1", OK: true, AddedAt: plantNow})
			},
			func() error {
				return tx.Fees().Add(billing.Fee{ID: "fee-1", CaseID: "case-1", Phase: "icp", Label: "ICP 备案服务", Amount: 60000,
					State: billing.FeeOpen, CreatedAt: plantNow, Version: 1})
			},
			func() error {
				return tx.Invoices().Add(billing.Invoice{ID: "invoice-1", Number: "ZD2026-0001", ClientID: "client-1", ClientName: "沈一鸣",
					IssuedOn: due, DueOn: due, Total: 60000, Void: true, VoidOn: &due, VoidReason: "作废的原因", CreatedAt: plantNow, UpdatedAt: plantNow,
					Version: 1, Lines: []billing.Line{{CaseID: "case-1", CaseNumber: "BA2026-0001", Label: "ICP 备案服务", Quantity: 1, Price: 60000, Amount: 60000}}})
			},
			func() error {
				return tx.Payments().Add(billing.Payment{ID: "payment-1", InvoiceID: "invoice-1", Number: "SJ2026-0001", Amount: 60000, On: due,
					Method: "银行转账", Note: "付款账户尾号", CreatedAt: plantNow})
			},
			func() error {
				_, err := tx.Journal().Append(store.Entry{At: plantNow, StaffID: "staff-1", Via: "window", Kind: "contact", CaseID: "case-1",
					Title: "电话", Payload: "他说打 13800571003"})
				return err
			},
			func() error {
				return tx.Handovers().Add(handovers.Handover{ID: "handover-1", CaseID: "case-1", At: cal.Whole(due), Recipient: "partner", Name: "接收方某某所",
					Actor: "agency", Kinds: []string{"姓名"}, Purpose: "移交的目的", Basis: "other", Note: "移交的说明", Staff: "staff-1", Recorded: plantNow})
			},
			func() error {
				return tx.Consents().Add(consents.Consent{ID: "consent-1", Person: "person-1", Matter: "sensitive", Kinds: []string{"证件号码"}, Way: "paper", On: due,
					Evidence: "同意的凭据", Staff: "staff-1", Recorded: plantNow, Withdrawn: &consents.Withdrawal{On: due, Follows: "撤回后的处理", Staff: "staff-1", Recorded: plantNow},
					File: &consents.File{Name: "同意书签字页.jpg", Mime: "image/jpeg", Size: 60000, Blob: "blob-2", AddedBy: "staff-1", AddedAt: plantNow}})
			},
			func() error {
				return tx.Own().Set(store.Whose{Client: "client-1"}, "field-1", true, "自定义的暗值")
			},
			func() error {
				return tx.Followups().Add(followups.Decision{ID: "followup-1", Case: "case-1", Kind: followups.Own, Day: due, State: followups.Open,
					Label: "自己加的后续", Words: "后续里的话", Was: &until, Staff: "staff-1", At: plantNow})
			},
			func() error { return tx.Settings().Put("secret.bank", "6200123412340186", 0) },
			func() error { return tx.Settings().Put("price", `{"icp":60000}`, 0) },
			func() error { _, err := tx.Numbers().Next("BA", 2026); return err },
		}
		for _, step := range steps {
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return []string{"330106198205290002", "翠苑一区", "翠苑二区", "13800571001", "13800571002", "13800571003", "shen@example.com", "文三路",
		"88880101", "shen-wx-88", "查重的结论", "Xk9-secret-pass", "动作里的值", "动作里的原因", "身份证正面", "作废的原因", "付款账户尾号", "接收方某某所", "移交的目的", "移交的说明", "同意的凭据", "撤回后的处理", "同意书签字页", "自己加的后续", "后续里的话", "6200123412340186"}
}

// harvest reads all that plant put in, as text.
func harvest(t *testing.T, s *sqlite.Store) string {
	t.Helper()
	var text strings.Builder
	put := func(v any, err error) error {
		fmt.Fprintf(&text, "%+v\n", v)
		return err
	}
	err := s.Read(t.Context(), func(tx store.Tx) error {
		for _, read := range []func() error{
			func() error { return put(tx.Staff().All()) },
			func() error { return put(tx.Clients().Client("client-1")) },
			func() error {
				p, err := tx.Clients().Person("person-1")
				until := *p.DocUntil
				p.DocUntil = nil
				return put(fmt.Sprintf("%+v %v", p, until), err)
			},
			func() error { return put(tx.Cases().ByNumber("BA2026-0001")) },
			func() error { return put(tx.Sites().Of("case-1")) },
			func() error { return put(tx.Leads().Of("case-1")) },
			func() error { return put(tx.Moves().Of("case-1")) },
			func() error { return put(tx.Projections().Deadlines("case-1")) },
			func() error { return put(tx.Documents().Of("case-1")) },
			func() error { return put(tx.Fees().Of("case-1")) },
			func() error {
				v, err := tx.Invoices().ByNumber("ZD2026-0001")
				v.VoidOn = nil
				return put(v, err)
			},
			func() error { return put(tx.Payments().Of("invoice-1")) },
			func() error { return put(tx.Payments().OfCase("case-1")) },
			func() error { return put(tx.Journal().Of("case-1", 0, 10)) },
			func() error { return put(tx.Journal().Verify()) },
			func() error {
				value, version, err := tx.Settings().Get("secret.bank")
				return put(fmt.Sprint(value, version), err)
			},
		} {
			if err := read(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return text.String()
}
