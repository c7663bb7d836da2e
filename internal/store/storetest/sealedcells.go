package storetest

import (
	"errors"
	"strconv"
	"strings"

	"beiandesk/internal/billing"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/consents"
	"beiandesk/internal/damage"
	"beiandesk/internal/followups"
	"beiandesk/internal/handovers"
	"beiandesk/internal/materials"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// cell is a sealed value, where it lies and who reads it.
type cell struct {
	table, column, stored, where string
	row, was                     string // what its seal names, and what it named in the older form
	read                         func(store.Tx) (string, error)
	update                       func(store.Tx) error // makes the next version of the row; nil for one that is written once
}

// kept is one of everything that has sealed values, under ids that end in tail.
type kept struct {
	*desk
	tail    string
	client  clients.Client
	person  clients.Person
	ofCase  cases.Case
	site    cases.Site
	line    handovers.Handover
	agreed  consents.Consent
	after   followups.Decision
	bill    billing.Invoice
	staff   ref.StaffID
	entry   store.Entry
	setting string
}

// proof is the file that proves a consent.
var proof = consents.File{Name: "同意书.pdf", Mime: "application/pdf", Size: 90000, Blob: "proof", AddedBy: "staff-1", AddedAt: now}

func keep(d *desk, tail string) *kept {
	k := &kept{desk: d, tail: tail, setting: "secret.bank" + tail}
	k.staff = d.colleague("周敏" + tail)
	k.client, k.person = d.client("沈一鸣"+tail, clients.Personal)
	k.ofCase, k.site = d.caseFor(k.client, k.person, func(c *cases.Case, s *cases.Site) {
		c.Lookup, c.Remark, c.AccountSecret, c.AccountUIN = "未备案", "备注", "Xk9", "100012345678"
		s.Remark, s.Permits, s.Details = "网站备注", cases.Permits{"news": "1"}, map[string]string{"how": "二"}
	})
	of := k.ofCase.ID
	k.line = handovers.Handover{ID: ref.HandoverID("line" + tail), CaseID: of, At: moment("2026-11-20"), Recipient: "partner", Name: "接收方",
		Kinds: []string{"姓名"}, Purpose: "目的", Basis: "other", Staff: k.staff, Recorded: now}
	k.agreed = d.agreed(k.person, "consent"+tail, "2026-11-20")
	k.after = d.decide(k.ofCase, followups.Own, "2026-12-01", followups.Open, func(f *followups.Decision) { f.Label = "续签服务合同" })
	k.bill = d.bill("ZD2026-000"+strconv.Itoa(d.made), "2026-11-30", 60000, k.ofCase)
	d.write(func(tx store.Tx) (err error) {
		k.bill.Void, k.bill.VoidOn, k.bill.VoidReason = true, dayAt("2026-11-21"), "作废的原因"
		for _, step := range []func() error{
			func() error {
				return tx.Moves().Append(of, workflow.Move{ID: ref.MoveID("move" + tail), Seq: 1, At: moment("2026-11-20"), Recorded: now, Staff: k.staff,
					Action: "signing.sign", Reason: "原因"})
			},
			func() error {
				return tx.Documents().Put(materials.Document{ID: ref.DocumentID("document" + tail), CaseID: of, Material: "id-front", No: 1, Name: "正面.jpg", AddedAt: now})
			},
			func() error { return tx.Consents().SetFile(k.agreed.ID, &proof) },
			func() error { return tx.Handovers().Add(k.line) },
			func() error { return tx.Invoices().Update(k.bill) },
			func() error {
				return tx.Payments().Add(billing.Payment{ID: ref.PaymentID("payment" + tail), InvoiceID: k.bill.ID, Number: "SJ" + tail, Amount: 1, On: day("2026-11-20"), Note: "尾号", CreatedAt: now})
			},
			func() error {
				return tx.Payments().Reverse(billing.Reversal{PaymentID: ref.PaymentID("payment" + tail), On: day("2026-11-21"), Reason: "记错了", CreatedAt: now})
			},
			func() error {
				k.entry, err = tx.Journal().Append(store.Entry{At: now, Kind: "note", CaseID: of, Title: "记一笔", Payload: "内容"})
				return err
			},
			func() error {
				return tx.Overrides().Add(store.Override{ID: ref.OverrideID("override" + tail), Seq: d.made, Kind: "text", Code: "a", New: "新的", At: now})
			},
			func() error {
				return tx.Drafts().Put(store.Draft{Staff: k.staff, Key: "note", Body: "打了一半", UpdatedAt: now})
			},
			func() error {
				return tx.Own().Set(store.Whose{Case: of}, "field", true, "转介绍")
			},
			func() error { return tx.Settings().Put(k.setting, `"6200"`, 0) },
		} {
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	})
	return k
}

// again saves what was read as it is.
func again[T any](update func(T) error) func(T, error) error {
	return func(v T, err error) error {
		if err != nil {
			return err
		}
		return update(v)
	}
}

// cells are all of them.
func (k *kept) cells() []cell {
	var all []cell
	add := func(table, key, row, columns string, update func(store.Tx) error, read func(store.Tx, string) (string, error)) {
		for _, column := range strings.Fields(columns) {
			stored := column + "_sealed"
			if column == "sealed" {
				stored = column
			}
			all = append(all, cell{table: table, column: column, stored: stored, where: key + " = '" + row + "'", row: row, was: row,
				read: func(tx store.Tx) (string, error) { return read(tx, column) }, update: update})
		}
	}
	add("clients", "id", string(k.client.ID), "address office_phone note contact_phone wechat",
		func(tx store.Tx) error { return again(tx.Clients().UpdateClient)(tx.Clients().Client(k.client.ID)) },
		func(tx store.Tx, column string) (string, error) {
			c, err := tx.Clients().Client(k.client.ID)
			return map[string]string{"address": c.Address, "office_phone": c.OfficePhone, "note": c.Note, "contact_phone": c.ContactPhone, "wechat": c.WeChat}[column], err
		})
	add("people", "id", string(k.person.ID), "doc_number doc_address living mobile emergency email",
		func(tx store.Tx) error { return again(tx.Clients().UpdatePerson)(tx.Clients().Person(k.person.ID)) },
		func(tx store.Tx, column string) (string, error) {
			p, err := tx.Clients().Person(k.person.ID)
			return map[string]string{"doc_number": p.DocNumber, "doc_address": p.DocAddress, "living": p.Living, "mobile": p.Mobile, "emergency": p.Emergency, "email": p.Email}[column], err
		})
	add("cases", "id", string(k.ofCase.ID), "lookup remark account_secret account_uin",
		func(tx store.Tx) error { return again(tx.Cases().Update)(tx.Cases().Get(k.ofCase.ID)) },
		func(tx store.Tx, column string) (string, error) {
			c, err := tx.Cases().Get(k.ofCase.ID)
			return map[string]string{"lookup": c.Lookup, "remark": c.Remark, "account_secret": c.AccountSecret, "account_uin": c.AccountUIN}[column], err
		})
	add("sites", "id", string(k.site.ID), "remark permits details",
		func(tx store.Tx) error {
			return again(func(list []cases.Site) error { return tx.Sites().Update(list[0]) })(tx.Sites().Of(k.ofCase.ID))
		},
		func(tx store.Tx, column string) (string, error) {
			list, err := tx.Sites().Of(k.ofCase.ID)
			if err != nil {
				return "", err
			}
			v := list[0]
			return map[string]string{"remark": v.Remark, "permits": said(v.Permits), "details": said(v.Details)}[column], nil
		})
	add("moves", "id", "move"+k.tail, "sealed", nil, func(tx store.Tx, _ string) (string, error) {
		list, err := tx.Moves().Of(k.ofCase.ID)
		return first(list, err, func(m workflow.Move) string {
			if m.Damaged {
				return damage.Mark
			}
			return m.Reason
		})
	})
	add("documents", "id", "document"+k.tail, "name", nil, func(tx store.Tx, _ string) (string, error) {
		v, err := tx.Documents().Get(ref.DocumentID("document" + k.tail))
		return v.Name, err
	})
	add("handovers", "id", string(k.line.ID), "sealed",
		func(tx store.Tx) error { return again(tx.Handovers().Update)(tx.Handovers().Get(k.line.ID)) },
		func(tx store.Tx, _ string) (string, error) {
			h, err := tx.Handovers().Get(k.line.ID)
			return h.Purpose, err
		})
	add("consents", "id", string(k.agreed.ID), "sealed",
		func(tx store.Tx) error { return again(tx.Consents().Update)(tx.Consents().Get(k.agreed.ID)) },
		func(tx store.Tx, _ string) (string, error) {
			c, err := tx.Consents().Get(k.agreed.ID)
			return c.Evidence, err
		})
	add("followups", "id", string(k.after.ID), "sealed",
		func(tx store.Tx) error { return again(tx.Followups().Update)(tx.Followups().Get(k.after.ID)) },
		func(tx store.Tx, _ string) (string, error) {
			f, err := tx.Followups().Get(k.after.ID)
			return f.Words, err
		})
	add("consent_files", "consent_id", string(k.agreed.ID), "name", nil, func(tx store.Tx, _ string) (string, error) {
		c, err := tx.Consents().Get(k.agreed.ID)
		return c.File.Name, err
	})
	add("invoices", "id", string(k.bill.ID), "void_reason",
		func(tx store.Tx) error { return again(tx.Invoices().Update)(tx.Invoices().Get(k.bill.ID)) },
		func(tx store.Tx, _ string) (string, error) {
			v, err := tx.Invoices().Get(k.bill.ID)
			return v.VoidReason, err
		})
	payment := func(read func(billing.Payment) string) func(store.Tx, string) (string, error) {
		return func(tx store.Tx, _ string) (string, error) {
			list, err := tx.Payments().Of(k.bill.ID)
			return first(list, err, read)
		}
	}
	add("payments", "id", "payment"+k.tail, "note", nil, payment(func(p billing.Payment) string { return p.Note }))
	add("reversals", "payment_id", "payment"+k.tail, "reason", nil, payment(func(p billing.Payment) string { return p.Reversal.Reason }))
	add("journal_payloads", "seq", strconv.FormatInt(k.entry.Seq, 10), "sealed", nil, func(tx store.Tx, _ string) (string, error) {
		list, err := tx.Journal().Of(k.ofCase.ID, 0, 1)
		return first(list, err, func(e store.Entry) string { return e.Payload })
	})
	add("overrides", "id", "override"+k.tail, "sealed", nil, func(tx store.Tx, _ string) (string, error) {
		list, err := tx.Overrides().All()
		return first(list, err, func(v store.Override) string {
			if v.Damaged {
				return damage.Mark
			}
			return v.New
		})
	})
	own := func(tx store.Tx) (store.OwnValue, error) {
		whose := store.Whose{Case: k.ofCase.ID}
		all, err := tx.Own().Of(whose)
		return append(all[whose], store.OwnValue{})[0], err
	}
	add("own_values", "id", got(k.desk, own).ID, "value", nil, func(tx store.Tx, _ string) (string, error) {
		v, err := own(tx)
		return v.Value, err
	})
	draft := string(k.staff) + "\nnote"
	all = append(all, cell{table: "drafts", column: "body", stored: "body_sealed", where: "staff_id = '" + string(k.staff) + "'", row: draft + "\n" + now.UTC().Format("2006-01-02T15:04:05.000000000Z"), was: draft,
		read: func(tx store.Tx) (string, error) {
			list, err := tx.Drafts().Of(k.staff)
			if len(list) == 0 {
				return damage.Mark, err // it is left out
			}
			return first(list, err, func(v store.Draft) string { return v.Body })
		}})
	add("settings", "key", k.setting, "value",
		func(tx store.Tx) error {
			v, version, err := tx.Settings().Get(k.setting)
			return errors.Join(err, tx.Settings().Put(k.setting, v, version))
		},
		func(tx store.Tx, _ string) (string, error) {
			v, _, err := tx.Settings().Get(k.setting)
			return v, err
		})
	return all
}

func said(m map[string]string) string {
	for _, v := range m {
		return v
	}
	return ""
}

func first[T any](list []T, err error, read func(T) string) (string, error) {
	if err != nil || len(list) == 0 {
		return "", err
	}
	return read(list[0]), nil
}
