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
