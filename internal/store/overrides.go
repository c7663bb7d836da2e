package store

import (
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
)

var overrides = map[string]func(*desk){
	"rows come back as they were entered, in their order": func(d *desk) {
		staff := d.colleague("周敏")
		rows := []office.Override{
			{ID: "o1", Seq: 1, Kind: "clock", Scope: "33", Code: "bureau-review.max", Old: `{"to":30}`, New: `{"to":25}`, Changes: true,
				Source: "浙江管局电话答复", Sourced: "2026-11-20", ConfirmedOn: dayAt("2026-11-20"), Staff: staff, At: now},
			{ID: "o2", Seq: 2, Kind: "rule", Code: "lead.name", Staff: staff, At: now},
		}
		d.write(func(tx office.Tx) error { return tx.Overrides().Add(rows[1]) })
		d.write(func(tx office.Tx) error { return tx.Overrides().Add(rows[0]) })
		equal(d, "overrides", got(d, func(tx office.Tx) ([]office.Override, error) { return tx.Overrides().All() }), rows)
	},
	"two rows never share a place": func(d *desk) {
		d.write(func(tx office.Tx) error { return tx.Overrides().Add(office.Override{ID: "o1", Seq: 1, At: now}) })
		d.refused(errs.Exists, func(tx office.Tx) error { return tx.Overrides().Add(office.Override{ID: "o2", Seq: 1, At: now}) })
	},
	"the open cases of an earlier edition are found in the order of their ids": func(d *desk) {
		c, p := d.client("青禾软件", clients.Enterprise)
		var want []ref.CaseID
		for i, set := range []func(*cases.Case, *cases.Site){
			func(v *cases.Case, _ *cases.Site) { v.Edition = 1 },
			func(v *cases.Case, _ *cases.Site) { v.Edition = 2 },
			func(v *cases.Case, _ *cases.Site) { v.Status = "hold" },
			func(v *cases.Case, _ *cases.Site) { v.Status = "delivered" },
			func(v *cases.Case, _ *cases.Site) {},
		} {
			v, _ := d.caseFor(c, p, set)
			if i != 1 && i != 3 {
				want = append(want, v.ID)
			}
		}
		behind := func(after ref.CaseID, limit int) []ref.CaseID {
			return got(d, func(tx office.Tx) ([]ref.CaseID, error) { return tx.Overrides().Behind(2, after, limit) })
		}
		equal(d, "all", behind("", 10), want)
		equal(d, "the first", behind("", 1), want[:1])
		equal(d, "the rest", behind(want[0], 10), want[1:])
		equal(d, "how many", got(d, func(tx office.Tx) (int, error) { return tx.Overrides().CountBehind(2) }), 3)
		equal(d, "none before the first", got(d, func(tx office.Tx) (int, error) { return tx.Overrides().CountBehind(0) }), 0)
	},
}
