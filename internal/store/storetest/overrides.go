package storetest

import (
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

var overrides = map[string]func(*desk){
	"rows come back as they were entered, in their order": func(d *desk) {
		staff := d.colleague("周敏")
		rows := []store.Override{
			{ID: "o1", Seq: 1, Kind: "clock", Scope: "33", Code: "bureau-review.max", Old: `{"to":30}`, New: `{"to":25}`, Changes: true,
				Source: "浙江管局电话答复", Sourced: "2026-11-20", ConfirmedOn: dayAt("2026-11-20"), Staff: staff, At: now},
			{ID: "o2", Seq: 2, Kind: "rule", Code: "lead.name", Staff: staff, At: now},
		}
		d.write(func(tx store.Tx) error { return tx.Overrides().Add(rows[1]) })
		d.write(func(tx store.Tx) error { return tx.Overrides().Add(rows[0]) })
		equal(d, "overrides", got(d, func(tx store.Tx) ([]store.Override, error) { return tx.Overrides().All() }), rows)
	},
	"two rows never share a place": func(d *desk) {
		d.write(func(tx store.Tx) error { return tx.Overrides().Add(store.Override{ID: "o1", Seq: 1, At: now}) })
		d.refused(errs.Exists, func(tx store.Tx) error { return tx.Overrides().Add(store.Override{ID: "o2", Seq: 1, At: now}) })
	},
	"the open cases of an earlier edition are found edition by edition": func(d *desk) {
		c, p := d.client("青禾软件", clients.Enterprise)
		made := make([]store.OutdatedAt, 6)
		for i, set := range []func(*cases.Case, *cases.Site){
			func(v *cases.Case, _ *cases.Site) { v.Edition = 1 },
			func(v *cases.Case, _ *cases.Site) { v.Edition = 4 },
			func(v *cases.Case, _ *cases.Site) { v.Status = "hold" },
			func(v *cases.Case, _ *cases.Site) { v.Status = "delivered" },
			func(v *cases.Case, _ *cases.Site) {},
			func(v *cases.Case, _ *cases.Site) { v.Edition = 3 },
		} {
			v, _ := d.caseFor(c, p, set)
			made[i] = store.OutdatedAt{Edition: v.Edition, ID: v.ID}
		}
		want := []store.OutdatedAt{made[2], made[4], made[0], made[5]}
		behind := func(after store.OutdatedAt, limit int) []store.OutdatedAt {
			return got(d, func(tx store.Tx) ([]store.OutdatedAt, error) { return tx.Overrides().Outdated(4, after, limit) })
		}
		equal(d, "all", behind(store.OutdatedAt{}, 10), want)
		for i, at := range want {
			equal(d, "the rest", behind(at, 10), append([]store.OutdatedAt(nil), want[i+1:]...))
		}
		equal(d, "the first", behind(store.OutdatedAt{}, 1), want[:1])
		equal(d, "how many", got(d, func(tx store.Tx) (int, error) { return tx.Overrides().CountOutdated(4) }), 4)
		equal(d, "none before the first", got(d, func(tx store.Tx) (int, error) { return tx.Overrides().CountOutdated(0) }), 0)
		editions := func(before int) []int {
			return got(d, func(tx store.Tx) ([]int, error) { return tx.Overrides().OutdatedEditions(before) })
		}
		equal(d, "editions", editions(4), []int{0, 1, 3})
		equal(d, "earlier editions", editions(1), []int{0})
		equal(d, "no editions", editions(0), []int(nil))
	},
	"the open cases that a change meets are counted once each": func(d *desk) {
		c, p := d.client("青禾软件", clients.Enterprise)
		at := func(edition int, province, status string, stages ...string) {
			v, _ := d.caseFor(c, p, func(v *cases.Case, _ *cases.Site) { v.Edition, v.Province, v.Status = edition, province, status })
			runs := []store.RunRow{}
			for i, stage := range stages {
				runs = append(runs, store.RunRow{ID: ref.RunID(string(v.ID) + stage), Headline: i == 0, RunLine: workflow.RunLine{Key: stage, Stage: stage, Party: workflow.Client}})
			}
			d.write(func(tx store.Tx) error { return tx.Projections().Replace(v.ID, runs, nil) })
		}
		at(0, "33", "open", "account", "materials")
		at(0, "44", "open", "materials")
		at(2, "33", "open", "materials")
		at(0, "33", "open", "forms")
		at(0, "33", "withdrawn", "materials")
		count := func(reaches ...store.Affected) int {
			return got(d, func(tx store.Tx) (int, error) { return tx.Overrides().CountAffected(reaches) })
		}
		both := []string{"account", "materials"}
		equal(d, "nothing", count(), 0)
		equal(d, "no stages", count(store.Affected{}), 0)
		equal(d, "an edition", count(store.Affected{Stages: both}), 2)
		equal(d, "a province", count(store.Affected{Stages: both, Province: "33"}), 1)
		equal(d, "a type", count(store.Affected{Stages: both, Type: "cancel"}), 0)
		equal(d, "in several ways", count(store.Affected{Stages: both}, store.Affected{Stages: []string{"materials"}, Province: "44"}, store.Affected{Edition: 2, Stages: both}), 3)
	},
}
