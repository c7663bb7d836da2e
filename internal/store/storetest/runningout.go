package storetest

import (
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/materials"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

var runningOut = map[string]func(*desk){
	"servers and documents of open cases that run out": func(d *desk) {
		c, p := d.client("青禾", clients.Enterprise)
		p.DocUntil = dayAt("2026-12-31")
		d.write(func(tx store.Tx) error { return tx.Clients().UpdatePerson(p) })
		v, _ := d.caseFor(c, p, func(_ *cases.Case, s *cases.Site) { s.ServerUntil = dayAt("2026-11-20") })
		ended, _ := d.caseFor(c, p, func(_ *cases.Case, s *cases.Site) { s.ServerUntil = dayAt("2026-11-21") })
		ended.Status = "delivered"
		d.write(func(tx store.Tx) error {
			if err := tx.Leads().Set(v.ID, []cases.Lead{{CaseID: v.ID, Person: p.ID, Role: cases.SubjectLead}, {CaseID: v.ID, Person: p.ID, Role: cases.LegalRep}}); err != nil {
				return err
			}
			return tx.Cases().Update(ended)
		})
		expiring := func(within int) []store.ExpiryRow {
			return got(d, func(tx store.Tx) ([]store.ExpiryRow, error) {
				return tx.DateList().Expiring(day("2026-11-23"), within, 10)
			})
		}
		server := store.ExpiryRow{CaseID: v.ID, Client: c.Name, What: "server", Name: "qinghe.example", Day: day("2026-11-20")}
		paper := store.ExpiryRow{CaseID: v.ID, Client: c.Name, What: "id", Name: p.Name, Day: day("2026-12-31")}
		equal(d, "within 30 days", expiring(30), []store.ExpiryRow{server})
		equal(d, "within 38 days", expiring(38), []store.ExpiryRow{server, paper})
		p.Version, p.DocLong = 2, true
		d.write(func(tx store.Tx) error { return tx.Clients().UpdatePerson(p) })
		equal(d, "of long validity", expiring(90), []store.ExpiryRow{server})
	},
	"an identity document is watched while a case of its holder is open": func(d *desk) {
		c, p := d.client("青禾", clients.Enterprise)
		_, other := d.client("蓝鲸", clients.Enterprise)
		for _, one := range []*clients.Person{&p, &other} {
			one.DocUntil = dayAt("2026-12-01")
			d.write(func(tx store.Tx) error { return tx.Clients().UpdatePerson(*one) })
		}
		ids := func() (all []string) {
			for _, r := range got(d, func(tx store.Tx) ([]store.ExpiryRow, error) {
				return tx.DateList().Expiring(day("2026-11-23"), 30, 10)
			}) {
				all = append(all, r.What+" "+r.Name)
			}
			return all
		}
		v, _ := d.caseFor(c, p, func(*cases.Case, *cases.Site) {})
		as := func(status string) {
			v.Status = status
			d.write(func(tx store.Tx) error { return tx.Cases().Update(v) })
			v.Version++
		}
		equal(d, "of an open case", ids(), []string{"id " + p.Name})
		as("delivered")
		equal(d, "of one that has ended", ids(), []string(nil))
		as("hold")
		equal(d, "of one that was opened again", ids(), []string{"id " + p.Name})
		d.write(func(tx store.Tx) error {
			return tx.Leads().Set(v.ID, []cases.Lead{{CaseID: v.ID, Person: other.ID, Role: cases.SubjectLead}})
		})
		equal(d, "after another lead has taken over", ids(), []string{"id " + other.Name})
	},
	"each last day of a site runs out by itself": func(d *desk) {
		c, p := d.client("青禾", clients.Enterprise)
		site := func(change func(*cases.Site)) cases.Case {
			v, _ := d.caseFor(c, p, func(_ *cases.Case, s *cases.Site) { change(s) })
			return v
		}
		all := site(func(s *cases.Site) {
			s.DomainUntil, s.ProofUntil, s.GrantUntil = dayAt("2026-12-23"), dayAt("2026-12-22"), dayAt("2026-11-01")
			s.ServerUntil = dayAt("2026-12-24")
		})
		bare := site(func(s *cases.Site) { s.Name, s.Domain, s.ProofUntil = "青禾进销存", "", dayAt("2026-12-25") })
		ended, _ := d.caseFor(c, p, func(_ *cases.Case, s *cases.Site) {
			s.DomainUntil, s.ProofUntil, s.GrantUntil = dayAt("2026-11-24"), dayAt("2026-11-24"), dayAt("2026-11-24")
		})
		ended.Status = "withdrawn"
		d.write(func(tx store.Tx) error { return tx.Cases().Update(ended) })
		expiring := func(within, limit int) []store.ExpiryRow {
			return got(d, func(tx store.Tx) ([]store.ExpiryRow, error) {
				return tx.DateList().Expiring(day("2026-11-23"), within, limit)
			})
		}
		row := func(v cases.Case, what, name, until string) store.ExpiryRow {
			return store.ExpiryRow{CaseID: v.ID, Client: c.Name, What: what, Name: name, Day: day(until)}
		}
		want := []store.ExpiryRow{
			row(all, "grant", "qinghe.example", "2026-11-01"), row(all, "proof", "qinghe.example", "2026-12-22"),
			row(all, "domain", "qinghe.example", "2026-12-23"), row(all, "server", "qinghe.example", "2026-12-24"),
			row(bare, "proof", "青禾进销存", "2026-12-25"),
		}
		equal(d, "within 32 days", expiring(32, 10), want)
		equal(d, "within 30 days", expiring(30, 10), want[:3])
		equal(d, "the first two", expiring(32, 2), want[:2])
	},
	"papers of open cases that are to be handed in run out": func(d *desk) {
		c, p := d.client("青禾", clients.Enterprise)
		paper := func(material, name, ends string) cases.Case {
			v, _ := d.caseFor(c, p, func(*cases.Case, *cases.Site) {})
			d.write(func(tx store.Tx) error {
				for no := 1; no <= 2; no++ { // the second version alone is watched
					doc := materials.Document{
						ID: ref.New[ref.DocumentID](), CaseID: v.ID, Material: material, No: no, Mime: "application/pdf", Size: 1, Blob: "b", AddedBy: "s",
					}
					if no == 2 && ends != "" {
						doc.Ends, doc.EndsAs = dayAt(ends), name
					}
					if err := tx.Documents().Put(doc); err != nil {
						return err
					}
				}
				return nil
			})
			return v
		}
		letter, licence := paper("lead-letter", "主体负责人授权书", "2026-12-01"), paper("licence", "营业执照", "2026-11-20")
		paper("site-plan", "网站建设方案", "")
		ended := paper("lead-letter", "主体负责人授权书", "2026-11-21")
		ended.Status = "delivered"
		d.write(func(tx store.Tx) error { return tx.Cases().Update(ended) })
		row := func(v cases.Case, name, until string) store.ExpiryRow {
			return store.ExpiryRow{CaseID: v.ID, Client: c.Name, What: "paper", Name: name, Day: day(until)}
		}
		want := []store.ExpiryRow{row(licence, "营业执照", "2026-11-20"), row(letter, "主体负责人授权书", "2026-12-01")}
		for within, n := range map[int]int{7: 1, 8: 2} {
			equal(d, "papers", got(d, func(tx store.Tx) ([]store.ExpiryRow, error) {
				return tx.DateList().Expiring(day("2026-11-23"), within, 10)
			}), want[:n])
		}
	},
}
