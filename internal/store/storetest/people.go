package storetest

import (
	"beiandesk/internal/clients"
	"beiandesk/internal/errs"
	"beiandesk/internal/store"
)

var staff = map[string]func(*desk){
	"what is added is read": func(d *desk) {
		id := d.colleague("周敏")
		equal(d, "staff", got(d, func(tx store.Tx) (store.Staff, error) { return tx.Staff().Get(id) }),
			store.Staff{ID: id, Name: "周敏", Active: true, Version: 1})
	},
	"all come in the order in which they were added": func(d *desk) {
		d.colleague("周敏")
		d.colleague("林晓")
		all := got(d, func(tx store.Tx) ([]store.Staff, error) { return tx.Staff().All() })
		same(d, "first", all[0].Name, "周敏")
		same(d, "second", all[1].Name, "林晓")
	},
	"a stale save is refused": func(d *desk) {
		id := d.colleague("周敏")
		save := func(tx store.Tx) error {
			return tx.Staff().Update(store.Staff{ID: id, Name: "周敏敏", Version: 1})
		}
		d.write(save)
		stored := got(d, func(tx store.Tx) (store.Staff, error) { return tx.Staff().Get(id) })
		equal(d, "stored", stored, store.Staff{ID: id, Name: "周敏敏", Version: 2})
		d.refused(errs.Conflict, save)
	},
	"nobody is not found": func(d *desk) {
		d.refused(errs.NotFound, func(tx store.Tx) error { _, err := tx.Staff().Get("nobody"); return err })
		d.refused(errs.NotFound, func(tx store.Tx) error { return tx.Staff().Update(store.Staff{ID: "nobody"}) })
	},
}

var clientTests = map[string]func(*desk){
	"every field of a client and a person comes back": func(d *desk) {
		for _, kind := range []clients.Kind{clients.Personal, clients.Enterprise} {
			c, p := d.client("青禾", kind)
			equal(d, "client", got(d, func(tx store.Tx) (clients.Client, error) { return tx.Clients().Client(c.ID) }), c)
			equal(d, "person", got(d, func(tx store.Tx) (clients.Person, error) { return tx.Clients().Person(p.ID) }), p)
		}
	},
	"empty fields come back empty": func(d *desk) {
		c := clients.Client{ID: "c", Name: "沈一鸣", Kind: clients.Personal, CreatedAt: now, UpdatedAt: now}
		p := clients.Person{ID: "p", ClientID: "c", Name: "沈一鸣", DocLong: true, CreatedAt: now, UpdatedAt: now}
		d.write(func(tx store.Tx) error {
			if err := tx.Clients().AddClient(c); err != nil {
				return err
			}
			return tx.Clients().AddPerson(p)
		})
		equal(d, "client", got(d, func(tx store.Tx) (clients.Client, error) { return tx.Clients().Client(c.ID) }), c)
		equal(d, "person", got(d, func(tx store.Tx) (clients.Person, error) { return tx.Clients().Person(p.ID) }), p)
	},
	"a save replaces every field": func(d *desk) {
		c, p := d.client("青禾", clients.Enterprise)
		c.Registered, c.Investor = "杭州市余杭区某路 1 号", "某某集团"
		c.Contact, c.ContactPhone, c.WeChat = "另一位", "13800571010", "另一个微信"
		c.Name, c.Kind, c.CreditCode, c.Address, c.Postcode, c.OfficePhone = "禾青", clients.Personal, "", "新地址", "310014", "0086-0571-88880102"
		c.FapiaoTitle, c.FapiaoTaxNo, c.Note, c.UpdatedAt = "抬头", "", "", now.AddDate(0, 0, 1)
		p.Name, p.DocKind, p.DocNumber, p.DocUntil, p.DocLong, p.DocAddress = "沈二鸣", clients.Passport, "E12345678", nil, true, ""
		p.Living, p.Mobile, p.Emergency, p.Email, p.UpdatedAt = "新住处", "13800571003", "", "er@example.com", now.AddDate(0, 0, 1)
		d.write(func(tx store.Tx) error {
			if err := tx.Clients().UpdateClient(c); err != nil {
				return err
			}
			return tx.Clients().UpdatePerson(p)
		})
		c.Version, p.Version = 2, 2
		equal(d, "client", got(d, func(tx store.Tx) (clients.Client, error) { return tx.Clients().Client(c.ID) }), c)
		equal(d, "person", got(d, func(tx store.Tx) (clients.Person, error) { return tx.Clients().Person(p.ID) }), p)
	},
	"a stale save is refused": func(d *desk) {
		c, p := d.client("青禾", clients.Enterprise)
		c.Version, p.Version = 0, 0
		d.refused(errs.Conflict, func(tx store.Tx) error { return tx.Clients().UpdateClient(c) })
		d.refused(errs.Conflict, func(tx store.Tx) error { return tx.Clients().UpdatePerson(p) })
	},
	"a second one with the same id is refused": func(d *desk) {
		c, p := d.client("青禾", clients.Enterprise)
		d.refused(errs.Exists, func(tx store.Tx) error { return tx.Clients().AddClient(c) })
		d.refused(errs.Exists, func(tx store.Tx) error { return tx.Clients().AddPerson(p) })
	},
	"nobody is not found": func(d *desk) {
		_, p := d.client("青禾", clients.Enterprise)
		p.ID, p.ClientID = "nobody", "nobody"
		d.refused(errs.NotFound, func(tx store.Tx) error { _, err := tx.Clients().Client("nobody"); return err })
		d.refused(errs.NotFound, func(tx store.Tx) error { _, err := tx.Clients().Person("nobody"); return err })
		d.refused(errs.NotFound, func(tx store.Tx) error { return tx.Clients().UpdateClient(clients.Client{ID: "nobody"}) })
		d.refused(errs.NotFound, func(tx store.Tx) error { return tx.Clients().UpdatePerson(p) })
		d.refused(errs.NotFound, func(tx store.Tx) error { return tx.Clients().AddPerson(p) })
	},
	"a client's people come in the order in which they were added": func(d *desk) {
		c, first := d.client("青禾", clients.Enterprise)
		d.client("别家", clients.Enterprise)
		second := first
		second.ID, second.Name = "zzzz", "第二位"
		d.write(func(tx store.Tx) error { return tx.Clients().AddPerson(second) })
		equal(d, "people", got(d, func(tx store.Tx) ([]clients.Person, error) { return tx.Clients().People(c.ID) }),
			[]clients.Person{first, second})
	},
}
