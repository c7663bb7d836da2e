package demo

import (
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/views"
)

// walk tells the worked example of the project day by day: one case from signing on
// 7 September 2026 to its hand-over on 3 November.
func walk(asOf time.Time) []event {
	p := &profile{scenario: scenario{kind: "first", subject: clients.Enterprise}, place: places[0], staff: 0, name: "杭州青禾软件有限公司", lead: "沈一鸣", cal: cal.Embedded(), asOf: asOf}
	until := "2027-03-02"
	in := filing.OpenInput{
		Client: people.ClientInput{
			Name: p.name, Kind: string(p.subject), CreditCode: "91330106MA2KQ7T8XJ", Address: "浙江省杭州市西湖区文三路 398 号 4 幢 1203 室",
			Postcode: "310013", OfficePhone: "0086-0571-88880101",
		},
		Lead: people.PersonInput{
			Name: p.lead, DocKind: string(clients.IDCard), DocNumber: "330106198205290002", DocUntil: "2039-06-12",
			DocAddress: "浙江省杭州市西湖区翠苑一区 8 幢 302 室", Living: "浙江省杭州市西湖区翠苑一区 8 幢 302 室",
			Mobile: "13800571001", Emergency: "13800571002", Email: "shen@example.com",
		},
		LegalRep: true, Type: "first", Province: "33", ICP: true, Police: true, Agree: true,
		Sites: []filing.SiteInput{{
			Name: "青禾进销存", Domain: "qinghe.example", ServerKind: "lighthouse", ServerOwner: "client", ServerMonths: "12", ServerInstance: "lhins-2mf8k1qd", ServerIP: "203.0.113.10", ServerUntil: until,
		}},
		Lookup: "工信部网站已查：主体和域名均未备案，按首次备案办理",
		Roles:  []cases.Role{cases.SecurityLead, cases.OpinionLead},
	}
	in.Client.Registered, in.Client.Investor = in.Client.Address, p.lead
	forms(&in.Sites[0], "网站", p.subject, "33", "介绍青禾进销存软件的功能和价格，客户登录后管理自己的库存", true)
	at := func(text string, s step) event {
		m, _ := cal.ParseMoment(text) // the texts below are read by a test
		return event{at: m.Day.Start().Add(time.Duration(m.Minute) * time.Minute), staff: p.staff, what: s.what, do: s.do}
	}
	do := func(code string) step { return p.moves(code)[0] }
	numbers := func(values map[string]string) func(*world, views.CasePage) map[string]string {
		return func(*world, views.CasePage) map[string]string { return values }
	}
	account := step{"account", gap{}, saveAccount}
	list := []event{
		at("2026-09-07 09:30", p.open(in)),
		at("2026-09-07 09:40", p.bill()[0]),
		at("2026-09-08 10:10", account),
		at("2026-09-08 10:12", do("account.done")),
		at("2026-09-08 15:20", p.attach("licence", true, gap{})),
		at("2026-09-09 09:05", p.attach("licence", false, gap{})),
		at("2026-09-09 09:20", p.attach("id-front", false, gap{})),
		at("2026-09-09 09:22", p.attach("id-back", false, gap{})),
		at("2026-09-09 09:24", p.attach("handheld", false, gap{})),
		at("2026-09-09 09:40", do("materials.done")),
		at("2026-09-09 10:00", do("template.submit")),
		at("2026-09-09 16:30", do("template.approve")),
		at("2026-09-10 10:00", do("domain.bought")),
		at("2026-09-10 14:30", do("domain.verified")),
		at("2026-09-14 09:10", do("reporting.done")),
		at("2026-09-14 10:40", do("forms.filled")),
		at("2026-09-14 13:50", do("forms.face")),
		at("2026-09-14 14:10", do("prereview.submit")),
		at("2026-09-15 11:20", do("prereview.missed-call")),
		at("2026-09-15 12:25", p.move("prereview.reject", "手持照反光", nil, "1", gap{})),
		at("2026-09-16 09:30", do("forms.filled")),
		at("2026-09-16 10:30", do("forms.face")),
		at("2026-09-16 10:45", do("prereview.submit")),
		at("2026-09-17 10:00", do("prereview.pass")),
		at("2026-09-18 15:04", do("bureau-submit.sms")),
		at("2026-09-19 15:30", do("sms.missed")),
		at("2026-09-20 09:00", do("bureau-submit.again")),
		at("2026-09-21 10:00", do("bureau-submit.sms")),
		at("2026-09-21 16:40", do("sms.wrong")),
		at("2026-09-21 17:30", do("sms.verified")),
		at("2026-10-15 10:20", do("bureau-review.approve")),
		at("2026-10-15 10:30", p.move("number.record", "", numbers(map[string]string{
			"subject_number": "浙ICP备2026051234号", "site_number": "浙ICP备2026051234号-1",
		}), "1", gap{})),
		at("2026-10-16 09:10", do("revoke.ask")),
		at("2026-10-16 10:30", do("revoke.confirm")),
		at("2026-10-16 14:00", do("online.live")),
		at("2026-10-19 11:00", do("police-account.done")),
		at("2026-10-20 14:00", do("police-subject.submit")),
		at("2026-10-23 09:30", do("police-subject.approve")),
		at("2026-10-26 10:00", do("police-site.submit")),
		at("2026-10-30 11:00", p.move("police-site.approve", "", numbers(map[string]string{"police_number": "浙公网安备 33010602012345号"}), "1", gap{})),
		at("2026-11-02 10:00", do("police-number.shown")),
		at("2026-11-03 10:00", p.pay()),
		at("2026-11-03 15:00", do("handover.done")),
	}
	for i, b := range list {
		if b.at.After(asOf) {
			return list[:i]
		}
	}
	return list
}
