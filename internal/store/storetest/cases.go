package storetest

import (
	"errors"
	"fmt"
	"slices"

	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

func stored(d *desk, id ref.CaseID) cases.Case {
	d.Helper()
	return got(d, func(tx store.Tx) (cases.Case, error) { return tx.Cases().Get(id) })
}

var caseTests = map[string]func(*desk){
	"every field of a case, its sites and leads comes back": func(d *desk) {
		owner := d.colleague("周敏")
		c, p := d.client("青禾", clients.Enterprise)
		ended := now.AddDate(0, 2, 0)
		v := cases.Case{
			ID: "c", Number: "BA2026-0386", ClientID: c.ID, Type: "add", Province: "62", ICP: true, Edition: 2, OwnerID: owner,
			Status: "delivered", SubjectNumber: "浙ICP备2026051234号", Lookup: "主体和域名都没有备案", LookupDay: dayAt("2026-09-07"),
			Remark: "主体在两地办公", Contract: "HT-2026-118", AccountUIN: "100012345678", AccountUser: "beian-desk", AccountSecret: "S3cret-value", OpenedAt: now, ClosedAt: &ended, UndatedEnd: true, CreatedAt: now, UpdatedAt: ended, Version: 4,
		}
		sites := []cases.Site{
			{ID: "s1", CaseID: "c", Ordinal: 1, Name: "青禾进销存", Domain: "qinghe.example", Interactive: true, ServerKind: "lighthouse",
				ServerIP: "203.0.113.10", ServerOwner: "client", ServerMonths: 12, ServerInstance: "lhins-2mf8k1qd", ServerUntil: dayAt("2027-03-02"), DomainUntil: dayAt("2027-09-10"), BoughtOn: dayAt("2026-09-08"), VerifiedOn: dayAt("2026-09-09"), ProofUntil: dayAt("2027-09-11"),
				GrantUntil: dayAt("2026-12-31"), ServerIPEnd: "203.0.113.20", Contents: []string{"unit", "shop"}, Languages: []string{"zh-hans", "en"},
				Approvals: []string{"news", "drugs"}, Permits: cases.Permits{"news": "33120260001", "drugs": "（浙）-经营性-2026-0001"}, Remark: "介绍进销存软件，登录后管理库存", Details: cases.Details{"old-provider": "某云"}, Access: cases.Provider{Where: cases.Inland, Region: "11", Name: "腾讯云"},
				Registrar: cases.Provider{Where: cases.Abroad, Name: "某注册商"}, Services: []string{"unit"}, Hazard: "no", ICPNumber: "浙ICP备2026051234号-1", Live: "2026-10-16",
				PoliceNumber: "浙公网安备 33010602012345号", Added: true, Gone: true, Version: 2},
			{ID: "s2", CaseID: "c", Ordinal: 2, Name: "青禾帮助", Domain: "bang.example", Version: 1},
		}
		leads := []cases.Lead{
			{CaseID: "c", Person: p.ID, Role: cases.SubjectLead}, {CaseID: "c", SiteID: "s1", Person: p.ID, Role: cases.SiteLead},
			{CaseID: "c", Person: p.ID, Role: cases.LegalRep},
		}
		d.write(func(tx store.Tx) error { return tx.Cases().Add(v, sites, leads) })
		equal(d, "case", stored(d, "c"), v)
		equal(d, "by number", got(d, func(tx store.Tx) (cases.Case, error) { return tx.Cases().ByNumber("BA2026-0386") }), v)
		equal(d, "sites", got(d, func(tx store.Tx) ([]cases.Site, error) { return tx.Sites().Of("c") }), sites)
		equal(d, "leads", got(d, func(tx store.Tx) ([]cases.Lead, error) { return tx.Leads().Of("c") }), leads)
	},
	"the sites on a server are found in all cases that count": func(d *desk) {
		add := func(id, status, domain, instance, ip string, gone bool) {
			c, _ := d.client(id, clients.Enterprise)
			owner := d.colleague("经办" + id)
			d.write(func(tx store.Tx) error {
				v := cases.Case{
					ID: ref.CaseID(id), Number: id, ClientID: c.ID, Type: "add", Province: "33", ICP: true, OwnerID: owner, Status: status,
					OpenedAt: now, CreatedAt: now, UpdatedAt: now, Version: 1,
				}
				return tx.Cases().Add(v, []cases.Site{{ID: ref.SiteID("s" + id), CaseID: ref.CaseID(id), Ordinal: 1, Name: "站" + id, Domain: domain, ServerInstance: instance, ServerIP: ip, Gone: gone, Version: 1}}, nil)
			})
		}
		add("1", "open", "a.example", "INS-1", "203.0.113.1", false)
		add("2", "delivered", "", "ins-1", "203.0.113.2", false)
		add("3", "void", "c.example", "ins-1", "203.0.113.1", false)
		add("4", "hold", "d.example", "ins-1", "", true)
		add("5", "hold", "e.example", "", "203.0.113.1", false)
		on := func(server, except string) []store.SiteOn {
			return got(d, func(tx store.Tx) ([]store.SiteOn, error) { return tx.Sites().On(server, ref.CaseID(except)) })
		}
		equal(d, "by its id", on("ins-1", ""), []store.SiteOn{{Number: "1", Domain: "a.example", Name: "站1"}, {Number: "2", Name: "站2"}})
		equal(d, "but for one case", on("ins-1", "1"), []store.SiteOn{{Number: "2", Name: "站2"}})
		equal(d, "by its address alone", on("203.0.113.1", ""), []store.SiteOn{{Number: "5", Domain: "e.example", Name: "站5"}})
	},
	"a save replaces what may change and keeps number and client": func(d *desk) {
		owner := d.colleague("周敏")
		v, site := d.aCase()
		ended := now.AddDate(0, 1, 0)
		v.OwnerID, v.Status, v.Police, v.ClosedAt, v.UndatedEnd, v.Lookup, v.AccountSecret = owner, "withdrawn", false, &ended, true, "已有备案", ""
		v.Province, v.SubjectNumber, v.AccountUser, v.LookupDay, v.Edition = "32", "苏ICP备1号", "u", dayAt("2026-09-08"), 7
		site.DomainUntil, site.ProofUntil, site.GrantUntil = dayAt("2028-01-02"), dayAt("2028-01-03"), dayAt("2028-01-04")
		site.BoughtOn, site.VerifiedOn = dayAt("2026-09-06"), dayAt("2026-09-07")
		v.Contract, v.AccountUIN = "合同 7 号", "12345"
		v.Remark, site.Remark, site.ServerIPEnd, site.Hazard = "另一个地址也办公", "换了内容的介绍", "203.0.113.99", "yes"
		site.ServerOwner, site.ServerMonths, site.ServerInstance = "other", 3, "ins-9x"
		site.Contents, site.Languages, site.Approvals, site.Services = []string{"news"}, []string{"en"}, []string{cases.NoApproval}, []string{"blog", "other"}
		site.Permits, site.Details = cases.Permits{"news": "33120260002"}, cases.Details{"icon": "图标.png"}
		site.Access, site.Registrar = cases.Provider{Where: cases.Abroad, Name: "甲"}, cases.Provider{Where: cases.Inland, Region: cases.OtherRegion, Name: "乙"}
		site.Name, site.Domain, site.ServerUntil, site.ICPNumber = "新名", "xin.example", dayAt("2027-01-01"), "苏ICP备1号-1"
		d.write(func(tx store.Tx) error {
			if err := tx.Cases().Update(v); err != nil {
				return err
			}
			return tx.Sites().Update(site)
		})
		v.Version, site.Version = 2, 2
		equal(d, "case", stored(d, v.ID), v)
		equal(d, "sites", got(d, func(tx store.Tx) ([]cases.Site, error) { return tx.Sites().Of(v.ID) }), []cases.Site{site})
	},
	"a site comes and goes with what it is found by and what it lets run out": func(d *desk) {
		v, first := d.aCase()
		late := cases.Site{
			ID: "late", CaseID: v.ID, Ordinal: first.Ordinal + 1, Name: "后加的站", Domain: "late.example", Added: true, Gone: true,
			DomainUntil: dayAt("2026-09-30"), Version: 1,
		}
		d.write(func(tx store.Tx) error { return tx.Sites().Add(late) })
		holds := func(when string, want bool) {
			rows := got(d, func(tx store.Tx) ([]store.CaseRow, error) {
				return tx.CaseList().Cases(store.CaseQuery{Text: "late.example", Limit: 10, Now: now})
			})
			ends := got(d, func(tx store.Tx) ([]store.ExpiryRow, error) { return tx.DateList().Expiring(day("2026-09-18"), 30, 10) })
			earlier := got(d, func(tx store.Tx) ([]store.Earlier, error) { return tx.Find().Earlier("", []string{"late.example"}) })
			named := slices.ContainsFunc(ends, func(e store.ExpiryRow) bool { return e.Name == "late.example" })
			if (len(rows) == 1) != want || named != want || (len(earlier) == 1) != want {
				d.Errorf("%s: found %d, watched %v, known %d, want %v", when, len(rows), named, len(earlier), want)
			}
		}
		holds("before its move", false)
		late.Gone = false
		d.write(func(tx store.Tx) error { return tx.Sites().Update(late) })
		late.Version = 2
		holds("of the order", true)
		late.Gone = true
		d.write(func(tx store.Tx) error { return errors.Join(tx.Sites().Update(late), tx.Cases().Update(v)) })
		late.Version = 3
		holds("dropped", false)
		equal(d, "sites", got(d, func(tx store.Tx) ([]cases.Site, error) { return tx.Sites().Of(v.ID) }), []cases.Site{first, late})
		d.refused(errs.NotFound, func(tx store.Tx) error { return tx.Sites().Add(cases.Site{ID: "x", CaseID: "none"}) })
		d.refused(errs.Exists, func(tx store.Tx) error { return tx.Sites().Add(late) })
	},
	"the first site of the order gives a case its domain": func(d *desk) {
		v, first := d.aCase()
		late := cases.Site{ID: "late", CaseID: v.ID, Ordinal: first.Ordinal + 1, Domain: "late.example", Added: true, Version: 1}
		first.Gone = true
		d.write(func(tx store.Tx) error { return errors.Join(tx.Sites().Add(late), tx.Sites().Update(first)) })
		rows := got(d, func(tx store.Tx) ([]store.CaseRow, error) {
			return tx.CaseList().Cases(store.CaseQuery{Limit: 10, Now: now})
		})
		if len(rows) != 1 || rows[0].Domain != "late.example" {
			d.Errorf("rows %+v", rows)
		}
	},
	"a stale save is refused": func(d *desk) {
		v, site := d.aCase()
		d.write(func(tx store.Tx) error { return tx.Cases().Update(v) })
		d.refused(errs.Conflict, func(tx store.Tx) error { return tx.Cases().Update(v) })
		d.write(func(tx store.Tx) error { return tx.Sites().Update(site) })
		d.refused(errs.Conflict, func(tx store.Tx) error { return tx.Sites().Update(site) })
	},
	"a number is given once": func(d *desk) {
		v, _ := d.aCase()
		v.ID = "another"
		d.refused(errs.Exists, func(tx store.Tx) error { return tx.Cases().Add(v, nil, nil) })
	},
	"what is referred to must be there": func(d *desk) {
		v, _ := d.aCase()
		v.ID, v.Number, v.ClientID = "another", "BA2026-9999", "nobody"
		d.refused(errs.NotFound, func(tx store.Tx) error { return tx.Cases().Add(v, nil, nil) })
		d.refused(errs.NotFound, func(tx store.Tx) error { _, err := tx.Cases().Get("none"); return err })
		d.refused(errs.NotFound, func(tx store.Tx) error { _, err := tx.Cases().ByNumber("none"); return err })
		d.refused(errs.NotFound, func(tx store.Tx) error { return tx.Cases().Update(cases.Case{ID: "none"}) })
		d.refused(errs.NotFound, func(tx store.Tx) error { return tx.Sites().Update(cases.Site{ID: "none"}) })
	},
	"leads are replaced as a whole": func(d *desk) {
		c, p := d.client("青禾", clients.Enterprise)
		v, _ := d.caseFor(c, p, nil)
		leads := []cases.Lead{{CaseID: v.ID, Person: p.ID, Role: cases.OpinionLead}}
		d.write(func(tx store.Tx) error { return tx.Leads().Set(v.ID, leads) })
		equal(d, "leads", got(d, func(tx store.Tx) ([]cases.Lead, error) { return tx.Leads().Of(v.ID) }), leads)
		for _, l := range leads {
			of := func(tx store.Tx) (map[ref.CaseID]clients.Person, error) {
				return tx.Leads().Persons(l.Role, v.ID, "none")
			}
			person := func(tx store.Tx) (clients.Person, error) { return tx.Clients().Person(l.Person) }
			equal(d, "who leads", got(d, of), map[ref.CaseID]clients.Person{v.ID: got(d, person)})
		}
	},
	"ten sites come in their order": func(d *desk) {
		c, p := d.client("青禾", clients.Enterprise)
		v, _ := d.caseFor(c, p, func(v *cases.Case, s *cases.Site) { s.Ordinal = 10 })
		w := v
		w.ID, w.Number = "many", "BA2026-0900"
		var sites []cases.Site
		for i := 10; i >= 1; i-- {
			sites = append(sites, cases.Site{ID: ref.SiteID(fmt.Sprint("m", i)), CaseID: w.ID, Ordinal: i, Version: 1})
		}
		d.write(func(tx store.Tx) error { return tx.Cases().Add(w, sites, nil) })
		for i, s := range got(d, func(tx store.Tx) ([]cases.Site, error) { return tx.Sites().Of(w.ID) }) {
			same(d, "ordinal", s.Ordinal, i+1)
		}
	},
}
