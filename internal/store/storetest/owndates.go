package storetest

import (
	"fmt"
	"slices"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// ownDates are the lists of what clients must do themselves.
var ownDates = map[string]func(*desk){
	"what is the client's own is listed after its case, until its day has passed": func(d *desk) {
		c, p := d.client("青禾", clients.Enterprise)
		dated := func(id, domain, due, status string) cases.Case {
			v, site := d.caseFor(c, p, func(v *cases.Case, s *cases.Site) { v.Police, s.Domain, s.Live = false, domain, "2026-10-01" })
			d.write(func(tx store.Tx) error {
				v.Status = status
				if err := tx.Cases().Update(v); err != nil {
					return err
				}
				return tx.Projections().Replace(v.ID, nil, []store.DeadlineRow{{ID: ref.DeadlineID(id), CaseID: v.ID, Key: id, Kind: "own",
					SiteID: site.ID, DueDay: day(due), DueMin: -1, Told: id == "b", Reasons: []string{"因为"}}})
			})
			return v
		}
		open := dated("a", "open.example", "2026-11-20", "open")
		ahead := dated("b", "ahead.example", "2026-11-23", "delivered")
		dated("c", "passed.example", "2026-11-22", "delivered")
		later := dated("d", "later.example", "2026-12-30", "delivered")
		ours, _ := d.caseFor(c, p, nil)
		d.write(func(tx store.Tx) error {
			return tx.Projections().Replace(ours.ID, nil, []store.DeadlineRow{{ID: "o", CaseID: ours.ID, Key: "o", Kind: "max", DueDay: day("2026-11-21"), DueMin: -1, Reasons: []string{"因为"}}})
		})
		for want, list := range map[string]func(store.DateList, cal.Day, string, int) ([]store.DeadlineRow, error){
			"aobd": store.DateList.Deadlines, "abd": store.DateList.Own,
		} {
			var ids string
			for after := ""; ; {
				page := got(d, func(tx store.Tx) ([]store.DeadlineRow, error) {
					return list(tx.DateList(), day("2026-11-23"), after, 1)
				})
				if len(page) == 0 {
					break
				}
				after = string(page[0].ID)
				ids += after
			}
			same(d, "dates", ids, want)
		}
		all := got(d, func(tx store.Tx) ([]store.DeadlineRow, error) { return tx.DateList().Own(day("2026-11-23"), "", 9) })
		for i, want := range []cases.Case{open, ahead, later} {
			same(d, "whose it is, and whether he was told", fmt.Sprint(all[i].CaseNumber, all[i].Client, all[i].SiteName, all[i].Owner, all[i].Told), fmt.Sprint(want.Number, c.Name, "青禾进销存", "", i == 1))
		}
		row := func(v cases.Case, name, until string) store.ExpiryRow {
			return store.ExpiryRow{CaseID: v.ID, Client: c.Name, What: "police", Name: name, Day: day(until)}
		}
		equal(d, "running out", got(d, func(tx store.Tx) ([]store.ExpiryRow, error) { return tx.DateList().Expiring(day("2026-11-23"), 36, 10) }),
			[]store.ExpiryRow{row(open, "open.example", "2026-11-20"), row(ahead, "ahead.example", "2026-11-23")})
		within := got(d, func(tx store.Tx) ([]store.ExpiryRow, error) { return tx.DateList().Expiring(day("2026-11-23"), 37, 10) })
		equal(d, "a day more", within[2:], []store.ExpiryRow{row(later, "later.example", "2026-12-30")})
	},
	"what is the client's own by an unknown day is listed until the day is known, behind all that have one": func(d *desk) {
		c, p := d.client("青禾", clients.Enterprise)
		own := func(id, due string, minute int, status string) cases.Case {
			v, site := d.caseFor(c, p, func(v *cases.Case, s *cases.Site) { v.Police, s.Domain, s.Live = false, id+".example", "2026-10-01" })
			v.Status = status
			d.write(func(tx store.Tx) error {
				if err := tx.Cases().Update(v); err != nil {
					return err
				}
				return tx.Projections().Replace(v.ID, nil, []store.DeadlineRow{{ID: ref.DeadlineID(id), CaseID: v.ID, Key: id, Kind: "own",
					SiteID: site.ID, DueDay: day(due), DueMin: minute, Reasons: []string{"因为"}}})
			})
			return v
		}
		ended := own("a", "2026-11-20", -2, "delivered")
		today := own("b", "2026-11-23", -2, "delivered")
		open := own("c", "2026-11-22", -2, "open")
		known := own("d", "2026-11-24", -1, "delivered")
		row := func(v cases.Case, id, due string) store.ExpiryRow {
			return store.ExpiryRow{CaseID: v.ID, Client: c.Name, What: "police", Name: id + ".example", Day: day(due), Undated: id != "d"}
		}
		want := []store.ExpiryRow{row(known, "d", "2026-11-24"), row(ended, "a", "2026-11-20"), row(open, "c", "2026-11-22"), row(today, "b", "2026-11-23")}
		for limit := range 4 {
			equal(d, "running out", got(d, func(tx store.Tx) ([]store.ExpiryRow, error) {
				return tx.DateList().Expiring(day("2026-11-23"), 36, limit+1)
			}), want[:limit+1])
		}
		ids := ""
		for after := ""; ; {
			page := got(d, func(tx store.Tx) ([]store.DeadlineRow, error) {
				return tx.DateList().Deadlines(day("2026-11-23"), after, 1)
			})
			if len(page) == 0 {
				break
			}
			after = string(page[0].ID)
			ids += after
		}
		same(d, "deadlines", ids, "acbd")
	},
	"cases that may have dates are the open ones and those that went live without the police": func(d *desk) {
		c, p := d.client("青禾", clients.Enterprise)
		var want []ref.CaseID
		for _, one := range []struct {
			police       bool
			live, status string
			dated        bool
		}{{true, "", "open", true}, {false, "2026-10-01", "delivered", true}, {true, "2026-10-01", "delivered", false}, {false, "", "withdrawn", false}} {
			v, _ := d.caseFor(c, p, func(v *cases.Case, s *cases.Site) { v.Police, s.Live = one.police, one.live })
			v.Status = one.status
			d.write(func(tx store.Tx) error { return tx.Cases().Update(v) })
			if one.dated {
				want = append(want, v.ID)
			}
		}
		all := got(d, func(tx store.Tx) ([]ref.CaseID, error) { return tx.Cases().Dated("", 10) })
		slices.Sort(want)
		equal(d, "dated", all, want)
		equal(d, "behind the first", got(d, func(tx store.Tx) ([]ref.CaseID, error) { return tx.Cases().Dated(all[0], 10) }), want[1:])
		every := got(d, func(tx store.Tx) ([]ref.CaseID, error) { return tx.Cases().Every("", 10) })
		equal(d, "every case", len(every), 4)
		equal(d, "those behind one", got(d, func(tx store.Tx) ([]ref.CaseID, error) { return tx.Cases().Every(every[1], 10) }), every[2:])
		equal(d, "as many as are asked for", got(d, func(tx store.Tx) ([]ref.CaseID, error) { return tx.Cases().Every("", 2) }), every[:2])
	},
}

// values are what somebody has, as field=value, a sealed one in brackets.
func (d *desk) values(w store.Whose) (list []string) {
	d.Helper()
	all := got(d, func(tx store.Tx) (map[store.Whose][]store.OwnValue, error) { return tx.Own().Of(w) })
	for _, v := range all[w] {
		value := v.Value
		if v.Sealed {
			value = "[" + value + "]"
		}
		list = append(list, v.Field+"="+value)
	}
	return list
}

var ownTests = map[string]func(*desk){
	"tags and values are kept, replaced and taken away": func(d *desk) {
		c, p := d.client("青禾", clients.Enterprise)
		v, _ := d.caseFor(c, p, func(*cases.Case, *cases.Site) {})
		ofCase, ofClient := store.Whose{Case: v.ID}, store.Whose{Client: c.ID}
		d.write(func(tx store.Tx) error {
			for _, err := range []error{
				tx.Own().Set(ofCase, "", false, "老客户", "加急"), tx.Own().Set(ofClient, "", false, "老客户"),
				tx.Own().Set(ofCase, "a", false, "转介绍"), tx.Own().Set(ofClient, "b", true, "6222"),
			} {
				if err != nil {
					return err
				}
			}
			return nil
		})
		equal(d, "case", d.values(ofCase), []string{"=老客户", "=加急", "a=转介绍"})
		equal(d, "client", d.values(ofClient), []string{"=老客户", "b=[6222]"})
		for most, want := range map[int][]string{9: {"加急", "老客户"}, 1: {"加急"}} {
			equal(d, "tags", got(d, func(tx store.Tx) ([]string, error) { return tx.Own().Used("", most) }), want)
		}
		equal(d, "of a sealed field", got(d, func(tx store.Tx) ([]string, error) { return tx.Own().Used("b", 9) }), []string(nil))
		d.write(func(tx store.Tx) error { return tx.Own().Set(ofCase, "", false, "停办") })
		d.write(func(tx store.Tx) error { return tx.Own().Set(ofClient, "b", true) })
		equal(d, "case", d.values(ofCase), []string{"=停办", "a=转介绍"})
		equal(d, "client", d.values(ofClient), []string{"=老客户"})
		same(d, "in use", got(d, func(tx store.Tx) (int, error) { return tx.Own().Count("a") }), 1)
		d.write(func(tx store.Tx) error { _, err := tx.Own().DropField("a"); return err })
		equal(d, "case", d.values(ofCase), []string{"=停办"})
		d.write(func(tx store.Tx) error { return tx.Own().Drop(ofClient) })
		equal(d, "client", d.values(ofClient), []string(nil))
		d.write(func(tx store.Tx) error { return tx.Removals().Case(v.ID) })
		equal(d, "case", d.values(ofCase), []string(nil))
	},
	"cases are found by tags of theirs or of the client, and by clear values": func(d *desk) {
		c, p := d.client("青禾", clients.Enterprise)
		other, q := d.client("松涧", clients.Enterprise)
		first, _ := d.caseFor(c, p, func(*cases.Case, *cases.Site) {})
		second, _ := d.caseFor(other, q, func(*cases.Case, *cases.Site) {})
		d.write(func(tx store.Tx) error {
			for _, err := range []error{
				tx.Own().Set(store.Whose{Case: first.ID}, "", false, "加急"), tx.Own().Set(store.Whose{Client: other.ID}, "", false, "老客户"),
				tx.Own().Set(store.Whose{Case: second.ID}, "a", false, "转介绍"), tx.Own().Set(store.Whose{Client: c.ID}, "b", false, "是"),
			} {
				if err != nil {
					return err
				}
			}
			return nil
		})
		found := func(tags []string, values map[string][]string) (numbers string) {
			d.Helper()
			query := store.CaseQuery{View: "all", Now: now, Sort: "number", Limit: 9, Tags: tags, Values: values}
			for _, row := range got(d, func(tx store.Tx) ([]store.CaseRow, error) { return tx.CaseList().Cases(query) }) {
				numbers += row.Number + " "
			}
			totals := got(d, func(tx store.Tx) (store.CaseTotals, error) { return tx.CaseList().Totals(query) })
			same(d, "count", totals.Count.N*len(first.Number+" "), len(numbers))
			return numbers
		}
		same(d, "by its tag", found([]string{"加急"}, nil), first.Number+" ")
		same(d, "by either", found([]string{"加急", "老客户"}, nil), first.Number+" "+second.Number+" ")
		same(d, "by a value", found(nil, map[string][]string{"a": {"转介绍", "广告"}}), second.Number+" ")
		same(d, "by a value of the client", found(nil, map[string][]string{"b": {"是"}}), first.Number+" ")
		same(d, "by both", found([]string{"加急"}, map[string][]string{"a": {"转介绍"}}), "")
	},
}
