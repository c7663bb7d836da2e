package filing_test

import (
	"context"
	"strings"
	"testing"

	"beiandesk/internal/cases"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ref"
)

// liang is a sole trader of Guangdong with two sites, the second interactive and led by
// somebody else; people and numbers are made up as in the walk.
func liang() filing.OpenInput {
	in := desktest.Qinghe()
	in.Client = people.ClientInput{
		Name: "广州市天河区榕下灯饰商行", Kind: "sole", CreditCode: "92440106MA5CT2W479",
		Address: "广东省广州市天河区龙口西路 18 号 2 栋 305 房", Registered: "广东省广州市天河区龙口西路 18 号 2 栋 305 房", Investor: "梁志远", Postcode: "510630", OfficePhone: "0086-020-88880302",
	}
	in.Lead = people.PersonInput{
		Name: "梁志远", DocNumber: "440106198506120002", DocUntil: "2035-08-01",
		DocAddress: "广东省广州市天河区龙口西路 18 号 2 栋 305 房", Living: "广东省广州市天河区龙口西路 18 号 2 栋 305 房",
		Mobile: "13802200301", Emergency: "13802200302", Email: "liang@example.com",
	}
	in.Province = "44"
	shop := in.Sites[0]
	shop.Name, shop.Domain = "榕下灯饰", "rongxia.example"
	forum := in.Sites[0]
	forum.Name, forum.Domain, forum.Interactive = "榕下灯饰交流", "bbs.rongxia.example", true
	in.Sites = []filing.SiteInput{shop, forum}
	return in
}

// TestTheSecondWorkedCase has what the walk has not: two sites and two leads, a round lost
// by wrong entries and one by time, a rejection by the bureau, by the police of the subject
// and of a site, an interview, and the turn of the year.
func TestTheSecondWorkedCase(t *testing.T) {
	f := desktest.NewFixture(t, "2026-10-12 10:00") // a Monday
	w := &worked{walk: walk{Fixture: f}, people: map[string]ref.PersonID{}}
	w.id = f.OpenCase(liang())
	c := f.Show(w.id)
	saved, err := casefile.SavePerson(context.Background(), f.Office, people.PersonInput{
		ClientID: c.Client.ID, Name: "何佩珊", DocNumber: "440106198809030004", DocUntil: "2031-02-20",
		DocAddress: "广东省广州市越秀区东风东路 9 号 6 楼", Living: "广东省广州市越秀区东风东路 9 号 6 楼",
		Mobile: "13802200303", Emergency: "13802200304", Email: "he@example.com",
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := filing.SetLead(context.Background(), f.Office, filing.LeadInput{CaseID: w.id, Role: cases.SiteLead, SiteID: c.Sites[1].ID, Person: saved.Person.ID}); err != nil {
		t.Fatal(err)
	}
	w.people["梁志远"], w.people["何佩珊"] = c.People[0].Person.ID, saved.Person.ID
	w.scansOfAll()

	w.goes([]leg{
		// Template, domain, report: 10-17 and 10-18 are a weekend.
		{at: "2026-10-13 10:00", action: "account.done"},
		{at: "2026-10-13 10:00", action: "materials.done"},
		{at: "2026-10-13 10:00", action: "template.submit", says: "template cloud 2026-10-15 10:00"},
		{at: "2026-10-14 16:00", action: "template.approve", says: "domain client 2026-10-19"},
		{at: "2026-10-15 10:00", action: "domain.bought"},
		{at: "2026-10-15 11:00", action: "domain.verified", says: "reporting cloud 2026-10-19"},

		// Forms within 45 days; pre-review 1–2 working days; to the bureau 1–3.
		{at: "2026-10-19 15:00", action: "reporting.done", says: "forms agency 2026-12-03"},
		{at: "2026-10-19 15:30", action: "forms.filled"},
		{at: "2026-10-19 16:00", action: "forms.face", with: "person=梁志远"},
		{at: "2026-10-19 16:10", action: "forms.face", with: "person=何佩珊"},
		{at: "2026-10-19 16:30", action: "prereview.submit", says: "prereview cloud 2026-10-21", dates: "prereview.expected 2026-10-20 2026-10-21"},
		{at: "2026-10-20 15:00", action: "prereview.pass", says: "bureau-submit cloud 2026-10-23", dates: "bureau-submit.expected 2026-10-21 2026-10-23"},

		// Round 1 is lost by five wrong entries of one of the two; the data must change.
		{at: "2026-10-21 09:30", action: "bureau-submit.sms", with: "at=2026-10-21 09:12", says: "sms client 2026-10-22 09:12"},
		{at: "2026-10-21 10:00", action: "sms.verified", with: "person=梁志远", says: "sms client 2026-10-22 09:12"},
		{at: "2026-10-21 10:30", action: "sms.wrong", with: "person=何佩珊"},
		{at: "2026-10-21 10:31", action: "sms.wrong", with: "person=何佩珊"},
		{at: "2026-10-21 10:32", action: "sms.wrong", with: "person=何佩珊"},
		{at: "2026-10-21 10:33", action: "sms.wrong", with: "person=何佩珊"},
		{at: "2026-10-21 10:34", action: "sms.wrong", with: "person=何佩珊", says: "sms agency 2026-10-21 10:34"},
		{at: "2026-10-21 11:00", action: "sms.missed", with: "change=yes", says: "forms agency 2026-12-05"},
		{at: "2026-10-22 10:00", action: "forms.filled"},
		{at: "2026-10-22 10:30", action: "forms.face", with: "person=梁志远"},
		{at: "2026-10-22 10:40", action: "forms.face", with: "person=何佩珊"},
		{at: "2026-10-22 11:00", action: "prereview.submit", says: "prereview cloud 2026-10-26"},
		{at: "2026-10-23 15:00", action: "prereview.pass", says: "bureau-submit cloud 2026-10-28"},

		// Round 2 is lost by time; nothing changes, and the cloud submits again by itself.
		{at: "2026-10-26 14:20", action: "bureau-submit.sms", says: "sms client 2026-10-27 14:20"},
		{at: "2026-10-27 14:20", says: "sms agency 2026-10-27 14:20"},
		{at: "2026-10-27 15:00", action: "sms.missed", with: "change=no", says: "bureau-submit cloud 2026-10-28 14:20"},
		{at: "2026-10-28 15:10", action: "bureau-submit.submit", says: "bureau-submit cloud 2026-11-02"},

		// Round 3 is done by both; Guangdong's review is expected in 7–9 days, at most 20 wd.
		{at: "2026-10-29 10:00", action: "bureau-submit.sms", says: "sms client 2026-10-30 10:00"},
		{at: "2026-10-29 18:00", action: "sms.verified", with: "person=何佩珊"},
		{at: "2026-10-29 18:20", action: "sms.verified", with: "person=梁志远", says: "bureau-review bureau 2026-11-26", dates: "bureau-review.expected 2026-11-05 2026-11-09|bureau-review.max 2026-11-26"},

		// The bureau rejects: everything once more, and the rounds count from one.
		{at: "2026-11-05 16:00", action: "bureau-review.reject", with: "reason=证件住址与执照不符|cause=other", says: "forms agency 2026-12-20"},
		{at: "2026-11-06 10:00", action: "forms.filled"},
		{at: "2026-11-06 10:30", action: "forms.face", with: "person=梁志远"},
		{at: "2026-11-06 10:40", action: "forms.face", with: "person=何佩珊"},
		{at: "2026-11-06 11:00", action: "prereview.submit", says: "prereview cloud 2026-11-10"},
		{at: "2026-11-09 15:00", action: "prereview.pass", says: "bureau-submit cloud 2026-11-12"},
		{at: "2026-11-10 11:00", action: "bureau-submit.sms", says: "sms client 2026-11-11 11:00"},
		{at: "2026-11-10 19:00", action: "sms.verified", with: "person=何佩珊"},
		{at: "2026-11-10 20:00", action: "sms.verified", with: "person=梁志远", says: "bureau-review bureau 2026-12-08", dates: "bureau-review.expected 2026-11-17 2026-11-19|bureau-review.max 2026-12-08"},

		// Approved; the sub-account is given back; the sites go live a week apart.
		{at: "2026-11-19 15:00", action: "bureau-review.approve", says: "number agency 2026-11-24"},
		{at: "2026-11-19 15:30", action: "number.record", with: "subject_number=粤ICP备2026112233号|site_number:1=粤ICP备2026112233号-1|site_number:2=粤ICP备2026112233号-2", says: "online client 2026-11-24"},
		{at: "2026-11-20 10:00", action: "revoke.ask"},
		{at: "2026-11-20 17:00", action: "revoke.confirm"},
		{at: "2026-11-23 10:00", action: "online.live", with: "site=1", dates: "police.legal@1 2026-12-23|police.legal@2 none"},
		{at: "2026-11-30 10:00", action: "online.live", with: "site=2", dates: "police.legal@1 2026-12-23|police.legal@2 2026-12-30"},

		// The police reject the subject, then take it: 2–3 working days.
		{at: "2026-11-30 11:00", action: "police-account.done"},
		{at: "2026-11-30 15:00", action: "police-subject.submit", dates: "police-subject.expected 2026-12-02 2026-12-03|police.legal@1 2026-12-23"},
		{at: "2026-12-02 10:00", action: "police-subject.reject", with: "reason=常住地没有写到门牌|cause=other"},
		{at: "2026-12-03 10:00", action: "police-subject.submit", dates: "police-subject.expected 2026-12-07 2026-12-08"},
		{at: "2026-12-08 10:00", action: "police-subject.approve", dates: "police.legal@1 2026-12-23|police.legal@2 2026-12-30"},

		// Both sites are filed: their 30 days stop; 3–5 working days.
		{at: "2026-12-09 10:00", action: "police-site.submit", with: "site=1", dates: "police.legal@1 none|police.legal@2 2026-12-30|police-site.expected@1 2026-12-14 2026-12-16"},
		{at: "2026-12-09 10:10", action: "police-site.submit", with: "site=2", dates: "police.legal@2 none|police-site.expected@2 2026-12-14 2026-12-16"},
		{at: "2026-12-15 10:00", action: "police-site.approve", with: "site=1|police_number=粤公网安备 44010602000301号", dates: "police-number.legal@1 2027-01-14 provisional"},

		// The interactive one is asked for, rejected, and filed again over the turn of the
		// year: 30 and 31 December, 4, 5 and 6 January are worked as far as is known.
		{at: "2026-12-16 09:30", action: "police-site.appointment", with: "site=2|when=2026-12-24 15:00|kind=interview", dates: "police-site.appointment@2 2026-12-24 15:00"},
		{at: "2026-12-25 10:00", action: "police-site.reject", with: "site=2|reason=实名注册的办法没有写明|cause=other", dates: "police.legal@2 2026-12-30|police-number.legal@1 2027-01-14 provisional"},
		{at: "2026-12-29 10:00", action: "police-site.submit", with: "site=2", dates: "police.legal@2 none|police-site.expected@2 2027-01-04 2027-01-06 provisional"},
		{at: "2027-01-04 10:00", action: "police-number.shown", with: "site=1", says: "police-site police 2027-01-06"},
		{at: "2027-01-06 10:00", action: "police-site.approve", with: "site=2|police_number=粤公网安备 44010602000302号", says: "police-number client 2027-02-05"},
		{at: "2027-01-15 10:00", action: "police-number.shown", with: "site=2", says: "handover agency 2027-01-20"},
		{at: "2027-01-20 16:00", action: "handover.done", with: "scans=purge", says: "delivered"},
	})
	c = f.Show(w.id)
	if len(c.Clocks) != 0 || c.State.Missed != 0 || len(c.Money.Bills) != 0 || c.Case.SubjectNumber != "粤ICP备2026112233号" {
		t.Errorf("delivered with %d clocks, %d missed rounds, %q", len(c.Clocks), c.State.Missed, c.Case.SubjectNumber)
	}
	for i, s := range c.Sites {
		if !strings.Contains(s.Footer.HTML, s.PoliceNumber) || s.PoliceNumber == "" {
			t.Errorf("site %d: footer %q", i+1, s.Footer.HTML)
		}
	}
}
