package storetest

import (
	"errors"
	"fmt"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/materials"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// endedOn makes a case one that ended on a day, months after the suite's.
func endedOn(months int) func(*cases.Case, *cases.Site) {
	at := now.AddDate(0, months, 0)
	return func(c *cases.Case, _ *cases.Site) { c.Status, c.ClosedAt = "delivered", &at }
}

func (d *desk) scan(id ref.CaseID, material string, no int) {
	d.Helper()
	d.made++
	doc := materials.Document{ID: ref.DocumentID(fmt.Sprintf("doc-%d", d.made)), CaseID: id, Material: material, No: no, Name: "scan.jpg", Mime: "image/jpeg", Size: 9, Blob: "blob", AddedBy: "staff-1", AddedAt: now}
	d.write(func(tx store.Tx) error { return tx.Documents().Put(doc) })
}

var retentionTests = map[string]func(*desk){
	"scans are those of ended cases, counted by material": func(d *desk) {
		unit, p := d.client("杭州青禾软件有限公司", clients.Enterprise)
		open, _ := d.caseFor(unit, p, nil)
		over, _ := d.caseFor(unit, p, endedOn(1))
		for no, id := range []ref.CaseID{over.ID, open.ID, over.ID} {
			d.scan(id, "id-front", no+1)
		}
		d.scan(over.ID, "licence", 1)
		want := store.HeldScans{Case: over.ID, Number: over.Number, Client: unit.ID, ClientName: unit.Name, ClientKind: unit.Kind, Ended: *over.ClosedAt, Material: "id-front", Count: 2}
		second := want
		second.Material, second.Count = "licence", 1
		equal(d, "scans", got(d, func(tx store.Tx) ([]store.HeldScans, error) { return tx.RetentionList().Scans("") }), []store.HeldScans{want, second})
		for _, id := range []ref.CaseID{over.ID, open.ID} {
			one := got(d, func(tx store.Tx) ([]store.HeldScans, error) { return tx.RetentionList().Scans(id) })
			same(d, "kinds of one case", len(one), map[ref.CaseID]int{over.ID: 2}[id])
		}
	},
	"a client counts from the end of its last case, without one from its own day": func(d *desk) {
		unit, p := d.client("a", clients.Enterprise)
		first, _ := d.caseFor(unit, p, endedOn(1))
		last, _ := d.caseFor(unit, p, endedOn(3))
		d.caseFor(unit, p, nil)
		lone, q := d.client("b", clients.Personal)
		lone.Contact, lone.ContactPhone, lone.WeChat, lone.Note = "", "", "", ""
		d.write(func(tx store.Tx) error { return tx.Clients().UpdateClient(lone) })
		d.write(func(tx store.Tx) error {
			return errors.Join(tx.Own().Set(store.Whose{Client: unit.ID}, "", false, "老客户"), tx.Own().Set(store.Whose{Case: first.ID}, "", false, "加急", "九月"))
		})
		d.agreed(q, "x", "2026-09-05")
		d.agreed(q, "y", "2026-09-06")
		equal(d, "clients", got(d, func(tx store.Tx) ([]store.HeldClient, error) { return tx.RetentionList().Clients("") }), []store.HeldClient{
			{ID: unit.ID, Name: "a", Kind: clients.Enterprise, Open: 1, Last: *last.ClosedAt, Reachable: true, Note: unit.Note, Own: 3},
			{ID: lone.ID, Name: "b", Kind: clients.Personal, Last: now},
		})
		people := func() []store.HeldPerson {
			return got(d, func(tx store.Tx) ([]store.HeldPerson, error) { return tx.RetentionList().People("") })
		}
		equal(d, "people", people(), []store.HeldPerson{{ID: p.ID, Client: unit.ID, Name: p.Name}, {ID: q.ID, Client: lone.ID, Name: q.Name, Consents: 2}})
		d.write(func(tx store.Tx) error {
			n, err := tx.Consents().Drop(q.ID)
			same(d, "dropped", n, 2)
			return err
		})
		same(d, "left", people()[1].Consents, 0)
		one := got(d, func(tx store.Tx) ([]store.HeldClient, error) { return tx.RetentionList().Clients(lone.ID) })
		same(d, "one client", len(one) == 1 && one[0].ID == lone.ID, true)
		its := got(d, func(tx store.Tx) ([]store.HeldPerson, error) { return tx.RetentionList().People(lone.ID) })
		same(d, "its people", len(its) == 1 && its[0].ID == q.ID, true)
	},
	"words of the desk about a client or its people stay while it has an open case": func(d *desk) {
		unit, p := d.client("杭州青禾软件有限公司", clients.Enterprise)
		past, q := d.client("杭州山止科技有限公司", clients.Enterprise)
		d.caseFor(unit, p, nil)
		d.caseFor(past, q, endedOn(1))
		for _, subject := range []string{string(unit.ID), string(p.ID), string(past.ID), string(q.ID), ""} {
			d.write(func(tx store.Tx) error {
				_, err := tx.Journal().Append(store.Entry{At: now, StaffID: "s", Via: "window", Kind: "edit", Subject: subject, Title: "登记同意", Payload: "纸质"})
				return err
			})
		}
		equal(d, "words", got(d, func(tx store.Tx) ([]store.HeldWords, error) { return tx.RetentionList().Words(cal.DayOf(now).Add(1)) }), []store.HeldWords{{Seqs: []int64{3, 4, 5}}})
	},
	"words are those of ended cases and of the desk until a day, and gone once erased": func(d *desk) {
		unit, p := d.client("杭州青禾软件有限公司", clients.Enterprise)
		open, _ := d.caseFor(unit, p, nil)
		over, _ := d.caseFor(unit, p, endedOn(1))
		put := func(id ref.CaseID, kind, payload string, days int) {
			d.write(func(tx store.Tx) error {
				_, err := tx.Journal().Append(store.Entry{At: now.AddDate(0, 0, days), StaffID: "s", Via: "window", Kind: kind, CaseID: id, Title: "记一笔", Payload: payload})
				return err
			})
		}
		put(over.ID, "note", "来电", 0)
		put(open.ID, "note", "来电", 0)
		put("", "reveal", "手机", 0)
		put(over.ID, "money", "备注", 0)
		put(over.ID, "note", "", 0)
		put(over.ID, "note", "后来", 2)
		words := func() []store.HeldWords {
			return got(d, func(tx store.Tx) ([]store.HeldWords, error) { return tx.RetentionList().Words(cal.DayOf(now).Add(1)) })
		}
		equal(d, "words", words(), []store.HeldWords{{Seqs: []int64{3}}, {Case: over.ID, Number: over.Number, Seqs: []int64{1}}})
		d.write(func(tx store.Tx) error {
			_, err := tx.Journal().Erase(store.Entry{At: now, StaffID: "s", Via: "window", CaseID: over.ID, Title: "删去"}, []int64{1})
			return err
		})
		equal(d, "erased", words(), []store.HeldWords{{Seqs: []int64{3}}})
	},
}
