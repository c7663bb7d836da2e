package storetest

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/errs"
	"beiandesk/internal/followups"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

var removalTests = map[string]func(*desk){
	"a case goes with all that belongs to it, and counts and finds are as before": func(d *desk) {
		c, p := d.client("青禾", clients.Enterprise)
		v, _ := d.caseFor(c, p, func(*cases.Case, *cases.Site) {})
		d.write(func(tx store.Tx) error {
			return tx.Moves().Append(v.ID, workflow.Move{ID: ref.New[ref.MoveID](), Seq: 1, At: cal.Whole(day("2026-11-23")), Recorded: now, Action: "signing.sign"})
		})
		d.decide(v, followups.Own, "2026-12-01", followups.Open, nil)
		who := d.colleague("周敏")
		for _, key := range []string{"note:" + string(v.ID), "open"} {
			d.write(func(tx store.Tx) error {
				return tx.Drafts().Put(store.Draft{Staff: who, Key: key, Body: "客户来过", UpdatedAt: now})
			})
		}
		d.write(func(tx store.Tx) error {
			if err := tx.Removals().Case(v.ID); err != nil {
				return err
			}
			return tx.Removals().Client(c.ID)
		})
		equal(d, "cases", len(got(d, func(tx store.Tx) ([]ref.CaseID, error) { return tx.Cases().Every("", 9) })), 0)
		equal(d, "moves", len(got(d, func(tx store.Tx) ([]workflow.Move, error) { return tx.Moves().Of(v.ID) })), 0)
		left := got(d, func(tx store.Tx) ([]store.Draft, error) { return tx.Drafts().Of(who) })
		equal(d, "drafts", left, []store.Draft{{Staff: who, Key: "open", Body: "客户来过", UpdatedAt: now}})
		equal(d, "people", len(got(d, func(tx store.Tx) ([]clients.Person, error) { return tx.Clients().People(c.ID) })), 0)
	},
	"what something is built on stays": func(d *desk) {
		c, p := d.client("青禾", clients.Enterprise)
		d.caseFor(c, p, func(*cases.Case, *cases.Site) {})
		d.refused(errs.NotFound, func(tx store.Tx) error { return tx.Removals().Client(c.ID) })
	},
}
