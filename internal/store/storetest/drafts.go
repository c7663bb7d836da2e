package storetest

import (
	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// draftsOf reads what one of the staff has typed.
func (d *desk) draftsOf(id ref.StaffID) []store.Draft {
	d.Helper()
	return got(d, func(tx store.Tx) ([]store.Draft, error) { return tx.Drafts().Of(id) })
}

// keep stores drafts.
func (d *desk) keep(all ...store.Draft) {
	d.Helper()
	d.write(func(tx store.Tx) error {
		for _, one := range all {
			if err := tx.Drafts().Put(one); err != nil {
				return err
			}
		}
		return nil
	})
}

var drafts = map[string]func(*desk){
	"the last one under a key is read, each of the staff has his own": func(d *desk) {
		zhou, lin := d.colleague("周敏"), d.colleague("林晓")
		d.keep(
			store.Draft{Staff: zhou, Key: "note:c1", Body: "客户说", UpdatedAt: now},
			store.Draft{Staff: zhou, Key: "newcase", Body: "{}", UpdatedAt: now},
			store.Draft{Staff: lin, Key: "note:c1", Body: "另一位的", UpdatedAt: now},
			store.Draft{Staff: zhou, Key: "note:c1", Body: "客户说明天寄", UpdatedAt: now.AddDate(0, 0, 1)},
		)
		equal(d, "drafts", d.draftsOf(zhou), []store.Draft{
			{Staff: zhou, Key: "newcase", Body: "{}", UpdatedAt: now},
			{Staff: zhou, Key: "note:c1", Body: "客户说明天寄", UpdatedAt: now.AddDate(0, 0, 1)},
		})
		same(d, "the other's", d.draftsOf(lin)[0].Body, "另一位的")
	},
	"what is removed is gone, the rest stays": func(d *desk) {
		zhou, lin := d.colleague("周敏"), d.colleague("林晓")
		d.keep(store.Draft{Staff: zhou, Key: "a", Body: "1"}, store.Draft{Staff: zhou, Key: "b", Body: "2"}, store.Draft{Staff: lin, Key: "a", Body: "3"})
		for range 2 { // the second time there is none
			d.write(func(tx store.Tx) error { return tx.Drafts().Remove(zhou, "a") })
		}
		left := d.draftsOf(zhou)
		if len(left) != 1 || left[0].Key != "b" || len(d.draftsOf(lin)) != 1 {
			d.Errorf("left %+v and %+v", left, d.draftsOf(lin))
		}
	},
	"nobody has none": func(d *desk) {
		d.refused(errs.NotFound, func(tx store.Tx) error { return tx.Drafts().Put(store.Draft{Staff: "nobody", Key: "a", Body: "1"}) })
	},
}
