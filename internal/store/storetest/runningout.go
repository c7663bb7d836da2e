package storetest

import (
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/errs"
	"beiandesk/internal/followups"
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

// delivered is a case that was handed over on a day, with a server until another one.
func (d *desk) delivered(c clients.Client, p clients.Person, domain, on, server string) cases.Case {
	d.Helper()
	v, _ := d.caseFor(c, p, func(_ *cases.Case, s *cases.Site) {
		if s.Domain = domain; server != "" {
			s.ServerUntil = dayAt(server)
		}
	})
	d.end(&v, "delivered", on)
	return v
}

func (d *desk) end(v *cases.Case, status, on string) {
	d.Helper()
	at := day(on).Start()
	v.Status, v.ClosedAt = status, &at
	d.write(func(tx store.Tx) error { return tx.Cases().Update(*v) })
	v.Version++
}

func (d *desk) decide(of cases.Case, kind, on, state string, change func(*followups.Decision)) followups.Decision {
	d.Helper()
	v := followups.Decision{ID: ref.New[ref.FollowupID](), Case: of.ID, Kind: kind, Day: day(on), State: state, Staff: "staff-1", At: now, Words: "说过了"}
	if change != nil {
		change(&v)
	}
	d.write(func(tx store.Tx) error { return tx.Followups().Add(v) })
	return v
}

// falls tells what falls due on a day, as kind, name and day.
func (d *desk) falls(on string, change func(*store.FollowupQuery)) string {
	d.Helper()
	q := store.FollowupQuery{Today: day(on), Limit: 50}
	if change != nil {
		change(&q)
	}
	var lines []string
	for _, r := range got(d, func(tx store.Tx) ([]store.FollowupRow, error) { return tx.DateList().Followups(q) }) {
		lines = append(lines, strings.Join(strings.Fields(r.Kind+" "+r.Name+" "+r.Day.String()), " "))
	}
	return strings.Join(lines, "\n")
}

var followupTests = map[string]func(*desk){
	"a decision is read as it was written, and once it was taken back": func(d *desk) {
		v, site := d.aCase()
		other, _ := d.aCase()
		one := d.decide(v, followups.Server, "2026-12-01", followups.Done, func(f *followups.Decision) {
			f.Site, f.Was, f.Now = site.ID, dayAt("2026-12-01"), dayAt("2027-12-01")
		})
		own := d.decide(v, followups.Own, "2027-01-05", followups.Open, func(f *followups.Decision) { f.Label, f.Yearly, f.Words = "续签服务合同", true, "" })
		of := got(d, func(tx store.Tx) ([]followups.Decision, error) { return tx.Followups().Of(v.ID) })
		equal(d, "of the case", of, []followups.Decision{own, one})
		one.State, one.Led, one.Words, one.Day = followups.Led, other.ID, "", day("2026-12-02")
		d.write(func(tx store.Tx) error { return tx.Followups().Update(one) })
		equal(d, "changed", got(d, func(tx store.Tx) (followups.Decision, error) { return tx.Followups().Get(one.ID) }), one)
		equal(d, "led", got(d, func(tx store.Tx) ([]followups.Decision, error) { return tx.Followups().LedTo(other.ID) }), []followups.Decision{one})
		d.refused(errs.NotFound, func(tx store.Tx) error { return tx.Followups().Update(followups.Decision{ID: "x", Day: one.Day}) })
		d.refused(errs.NotFound, func(tx store.Tx) error {
			return tx.Followups().Add(followups.Decision{ID: "x", Case: "nowhere", Day: one.Day})
		})
		d.write(func(tx store.Tx) error { return tx.Followups().Drop(v.ID) })
		equal(d, "dropped", len(got(d, func(tx store.Tx) ([]followups.Decision, error) { return tx.Followups().Of(v.ID) })), 0)
	},
	"what falls due of delivered cases, and what was decided of it": func(d *desk) {
		c, p := d.client("青禾", clients.Enterprise)
		p.DocUntil = dayAt("2026-12-20")
		v := d.delivered(c, p, "qinghe.example", "2025-12-10", "2026-12-05")
		d.write(func(tx store.Tx) error {
			return tx.Documents().Put(materials.Document{ID: "licence", CaseID: v.ID, Material: "licence", No: 2, AddedAt: now, Days: materials.Days{Until: dayAt("2026-12-15")}})
		})
		d.write(func(tx store.Tx) error { return tx.Clients().UpdatePerson(p) })
		all := "server qinghe.example 2026-12-05\ncheck 2026-12-10\nlicence 2026-12-15\nid " + p.Name + " 2026-12-20"
		same(d, "due", d.falls("2026-11-23", nil), all)
		same(d, "before", d.falls("2026-10-20", nil), "licence 2026-12-15") // 60 days ahead, the ID not yet
		same(d, "within a week", d.falls("2026-11-30", func(q *store.FollowupQuery) { q.Within = 5 }), "server qinghe.example 2026-12-05")
		same(d, "long after", d.falls("2027-02-04", nil), "check 2026-12-10\nlicence 2026-12-15\nid "+p.Name+" 2026-12-20")
		same(d, "of who has the case", d.falls("2026-11-23", func(q *store.FollowupQuery) { q.Owner = v.OwnerID }), all)
		same(d, "of a colleague", d.falls("2026-11-23", func(q *store.FollowupQuery) { q.Owner = "nobody" }), "")
		same(d, "of the case", d.falls("2030-01-01", func(q *store.FollowupQuery) { q.Case = v.ID }),
			"check 2025-12-10\nserver qinghe.example 2026-12-05\nlicence 2026-12-15\nid "+p.Name+" 2026-12-20")

		check := d.decide(v, followups.Check, "2026-12-10", followups.Done, nil)
		same(d, "checked", d.falls("2026-11-23", func(q *store.FollowupQuery) { q.Within = 20 }), "server qinghe.example 2026-12-05")
		same(d, "a year later", d.falls("2027-11-23", nil), "check 2027-12-10")
		check.State = followups.Undone
		d.write(func(tx store.Tx) error { return tx.Followups().Update(check) })
		same(d, "taken back", d.falls("2026-11-23", nil), all)

		d.decide(v, followups.ID, "2026-12-20", followups.Dropped, func(f *followups.Decision) { f.Person = p.ID })
		same(d, "not followed any more", strings.Contains(d.falls("2026-11-23", nil), "id "), false)
		p.Version, p.DocUntil = 2, dayAt("2026-12-21")
		d.write(func(tx store.Tx) error { return tx.Clients().UpdatePerson(p) })
		same(d, "another day is another one", strings.Contains(d.falls("2026-11-23", nil), "id "+p.Name+" 2026-12-21"), true)
	},
	"what led to a case stands again once that comes to nothing": func(d *desk) {
		c, p := d.client("青禾", clients.Enterprise)
		v := d.delivered(c, p, "qinghe.example", "2024-05-05", "2026-12-05")
		site := got(d, func(tx store.Tx) ([]cases.Site, error) { return tx.Sites().Of(v.ID) })[0]
		to, _ := d.caseFor(c, p, func(m *cases.Case, s *cases.Site) { m.Type, s.Domain = "access", "" })
		d.decide(v, followups.Server, "2026-12-05", followups.Led, func(f *followups.Decision) { f.Site, f.Led = site.ID, to.ID })
		same(d, "led", d.falls("2026-11-23", nil), "")
		d.end(&to, "withdrawn", "2026-11-24")
		same(d, "withdrawn", d.falls("2026-11-25", nil), "server qinghe.example 2026-12-05")
	},
	"a newer case of the site takes over, and a cancelled one ends it": func(d *desk) {
		c, p := d.client("青禾", clients.Enterprise)
		d.delivered(c, p, "qinghe.example", "2025-12-10", "2026-12-05")
		d.delivered(c, p, "other.example", "2023-12-11", "2026-12-06")
		police, _ := d.caseFor(c, p, func(m *cases.Case, _ *cases.Site) { m.Type = "police" })
		d.end(&police, "delivered", "2025-12-12")
		both := "server qinghe.example 2026-12-05\nserver other.example 2026-12-06\ncheck 2026-12-10\ncheck 2026-12-11"
		same(d, "both", d.falls("2026-11-23", nil), both)
		newer, _ := d.caseFor(c, p, func(m *cases.Case, _ *cases.Site) { m.Type = "cancel" })
		rest := "server other.example 2026-12-06\ncheck 2026-12-11"
		same(d, "while it is cancelled", d.falls("2026-11-23", nil), rest)
		d.end(&newer, "declined", "2026-11-24")
		same(d, "not cancelled after all", d.falls("2026-11-25", nil), both)
		d.end(&newer, "delivered", "2026-11-24")
		same(d, "cancelled", d.falls("2026-11-25", nil), rest)
	},
	"nothing is followed up of people who were erased": func(d *desk) {
		c, p := d.client("沈一鸣", clients.Personal)
		v := d.delivered(c, p, "shen.example", "2025-12-10", "2026-12-05")
		d.decide(v, followups.Own, "2026-12-01", followups.Open, func(f *followups.Decision) { f.Label = "续签服务合同" })
		same(d, "before", d.falls("2026-11-23", nil), "own 续签服务合同 2026-12-01\nserver shen.example 2026-12-05\ncheck 2026-12-10")
		p.Name = clients.Erased
		d.write(func(tx store.Tx) error { return tx.Clients().UpdatePerson(p) })
		same(d, "after", d.falls("2026-11-23", nil), "")
	},
	"one's own stand until they are done, of open cases too": func(d *desk) {
		v, _ := d.aCase()
		own := d.decide(v, followups.Own, "2026-01-05", followups.Open, func(f *followups.Decision) { f.Label, f.Yearly = "续签服务合同", true })
		row := got(d, func(tx store.Tx) ([]store.FollowupRow, error) {
			return tx.DateList().Followups(store.FollowupQuery{Today: cal.DayOf(now), Limit: 1})
		})
		equal(d, "row", row, []store.FollowupRow{{ID: own.ID, CaseID: v.ID, Number: v.Number, Client: "杭州青禾软件有限公司", Kind: "own", Name: "续签服务合同", Day: own.Day, Yearly: true}})
		own.State = followups.Done
		d.write(func(tx store.Tx) error { return tx.Followups().Update(own) })
		same(d, "done", d.falls("2026-11-23", nil), "")
	},
}
