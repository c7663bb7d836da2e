package storetest

import (
	"beiandesk/internal/clients"
	"beiandesk/internal/consents"
	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// agreed registers a consent of a person.
func (d *desk) agreed(p clients.Person, id, on string) consents.Consent {
	d.Helper()
	c := consents.Consent{ID: ref.ConsentID(id), Person: p.ID, Matter: "sensitive", Kinds: []string{"证件号码", "身份证影像"}, Way: "paper", On: day(on),
		Evidence: "同意书第 2 版，合同夹", Staff: "staff-1", Recorded: now}
	d.write(func(tx store.Tx) error { return tx.Consents().Add(c) })
	return c
}

var consentTests = map[string]func(*desk){
	"a consent is read as it was written, and once it was withdrawn": func(d *desk) {
		_, p := d.client("沈一鸣", clients.Personal)
		c := d.agreed(p, "a", "2026-09-05")
		read := func() consents.Consent {
			return got(d, func(tx store.Tx) (consents.Consent, error) { return tx.Consents().Get(c.ID) })
		}
		equal(d, "consent", read(), c)
		c.Evidence, c.Withdrawn = "", &consents.Withdrawal{On: day("2026-10-01"), Follows: "停办，删除扫描件", Staff: "staff-2", Recorded: now}
		d.write(func(tx store.Tx) error { return tx.Consents().Update(c) })
		equal(d, "withdrawn", read(), c)
		d.refused(errs.NotFound, func(tx store.Tx) error { return tx.Consents().Update(consents.Consent{ID: "b"}) })
		d.refused(errs.NotFound, func(tx store.Tx) error { _, err := tx.Consents().Get("b"); return err })
	},
	"a consent has one file, which is put in, replaced and taken out": func(d *desk) {
		_, p := d.client("沈一鸣", clients.Personal)
		c := d.agreed(p, "a", "2026-09-05")
		read := func() *consents.File {
			return got(d, func(tx store.Tx) (consents.Consent, error) { return tx.Consents().Get(c.ID) }).File
		}
		equal(d, "none", read(), (*consents.File)(nil))
		first := &consents.File{Name: "同意书.pdf", Mime: "application/pdf", Size: 90000, Blob: "one", AddedBy: "staff-1", AddedAt: now}
		second := &consents.File{Name: "同意书 新.jpg", Mime: "image/jpeg", Size: 80000, Width: 640, Height: 404, Blob: "two", AddedBy: "staff-2", AddedAt: now}
		set := func(f *consents.File) {
			d.Helper()
			d.write(func(tx store.Tx) error { return tx.Consents().SetFile(c.ID, f) })
			equal(d, "file", read(), f)
		}
		set(first)
		set(second)
		d.write(func(tx store.Tx) error {
			c.Evidence = "合同夹 3"
			return tx.Consents().Update(c)
		})
		equal(d, "after the consent was changed", read(), second)
		with := consents.Consent{ID: "b", Person: p.ID, Matter: "provide", Kinds: []string{"姓名"}, Way: "paper", On: day("2026-09-06"), Staff: "staff-1", Recorded: now, File: second}
		d.write(func(tx store.Tx) error { return tx.Consents().Add(with) })
		equal(d, "added with one", got(d, func(tx store.Tx) (consents.Consent, error) { return tx.Consents().Get("b") }), with)
		equal(d, "all", got(d, func(tx store.Tx) ([]store.ConsentFile, error) { return tx.Consents().Files() }), []store.ConsentFile{{Blob: "two", Person: p.Name}, {Blob: "two", Person: p.Name}})
		uses := func(blob string) int {
			return got(d, func(tx store.Tx) (int, error) { return tx.Documents().BlobUses(blob) })
		}
		equal(d, "uses", []int{uses("one"), uses("two")}, []int{0, 2})
		set(nil)
		same(d, "uses after one went", uses("two"), 1)
		d.write(func(tx store.Tx) error { _, err := tx.Consents().Drop(p.ID); return err })
		same(d, "uses after all went", uses("two"), 0)
		d.refused(errs.NotFound, func(tx store.Tx) error { return tx.Consents().SetFile("x", first) })
	},
	"those of a client's people are listed, the latest first": func(d *desk) {
		client, p := d.client("杭州青禾软件有限公司", clients.Enterprise)
		_, other := d.client("沈一鸣", clients.Personal)
		d.agreed(p, "a", "2026-09-05")
		d.agreed(other, "b", "2026-09-06")
		d.agreed(p, "c", "2026-09-07")
		d.agreed(p, "d", "2026-09-05")
		ids := ""
		for _, c := range got(d, func(tx store.Tx) ([]consents.Consent, error) { return tx.Consents().OfClient(client.ID) }) {
			ids += string(c.ID)
		}
		same(d, "listed", ids, "cda")
	},
	"nobody agrees who is not there": func(d *desk) {
		d.refused(errs.NotFound, func(tx store.Tx) error {
			return tx.Consents().Add(consents.Consent{ID: "a", Person: "nobody", On: day("2026-09-05"), Staff: "staff-1"})
		})
	},
}
