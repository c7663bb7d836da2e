package demo

import "beiandesk/internal/clients"

// scenario is where a made-up case stands and how it came there.
type scenario struct {
	kind    string // case type
	subject clients.Kind
	until   string // the first action that has not happened yet, "x#2" for its second time; "" = delivered
	days    int    // working days since the last thing happened
	minutes int    // or minutes, when days is 0
	money   string // issued, part, paid, void, or "" for nothing billed yet
	quirks  []string
	end     string // case-level action that ends or halts it
	reason  string
}

// The quirks a case may have.
const (
	bare         = "bare"      // opened with a name and a domain alone
	silent       = "silent"    // reminded at 3, 7 and 15 days in vain
	small        = "small"     // the first scans are too small
	twoSites     = "two-sites" // an order of two sites
	twoLeads     = "two-leads" // the second has a lead of its own, who comes later to the face check
	interactive  = "interactive"
	badTemplate  = "bad-template"
	badDomain    = "bad-domain"
	call         = "call" // the pre-review's call was missed
	badPrereview = "bad-prereview"
	pulledBack   = "pulled-back" // the order was pulled back from the pre-review
	wrong        = "wrong"       // a wrong entry
	missedOnce   = "missed-once"
	missedTwice  = "missed-twice"
	badReview    = "bad-review"
	badPolice    = "bad-police"
	appointment  = "appointment"
	icpOnly      = "icp-only" // the police filing is the client's own
)

// scenarios are told in this order, so that forty cases show every stage, type and
// subject; further cases draw among them.
var scenarios = []scenario{
	{kind: "first", subject: clients.Enterprise, until: "sms.verified", minutes: 1180, money: "paid", quirks: []string{missedTwice, wrong}},
	{kind: "first", subject: clients.Personal, until: "materials.done", days: 16, quirks: []string{silent, small}},
	{kind: "first", subject: clients.Sole, until: "template.approve", minutes: 2820, money: "issued"},
	{kind: "first", subject: clients.Enterprise, until: "sms.missed", minutes: 1600, money: "paid"},
	{kind: "first", subject: clients.Enterprise, until: "domain.bought", days: 3, money: "part"},
	{kind: "first", subject: clients.Enterprise, until: "prereview.pass", minutes: 35, money: "issued", quirks: []string{call}},
	{kind: "first", subject: clients.Enterprise, until: "bureau-review.approve", days: 34, money: "issued"},
	{kind: "first", subject: clients.Enterprise, until: "account.done", days: 1, quirks: []string{bare}},
	{kind: "first", subject: clients.Enterprise, until: "template.submit", days: 2, money: "issued", quirks: []string{small}},
	{kind: "first", subject: clients.Personal, until: "domain.verified", days: 5, money: "paid"},
	{kind: "first", subject: clients.Institution, until: "reporting.done", days: 1, money: "paid"},
	{kind: "police-change", subject: clients.Enterprise, until: "police-change.approve", days: 1, money: "issued"},
	{kind: "first", subject: clients.Sole, until: "forms.face#2", days: 4, money: "paid", quirks: []string{badTemplate, twoSites, twoLeads}},
	{kind: "first", subject: clients.Enterprise, until: "prereview.submit", days: 3, money: "void"},
	{kind: "first", subject: clients.Enterprise, until: "forms.filled#2", days: 1, money: "paid", quirks: []string{badPrereview, call}},
	{kind: "first", subject: clients.Social, until: "bureau-submit.sms", days: 2, money: "paid", quirks: []string{pulledBack}},
	{kind: "first", subject: clients.Personal, until: "sms.verified", minutes: 310, money: "issued", quirks: []string{missedOnce}},
	{kind: "first", subject: clients.Enterprise, until: "bureau-submit.again", minutes: 600, money: "part", quirks: []string{missedOnce}},
	{kind: "first", subject: clients.Government, until: "bureau-review.approve", days: 6, money: "paid"},
	{kind: "first", subject: clients.Enterprise, until: "number.record", days: 1, money: "paid"},
	{kind: "first", subject: clients.Enterprise, until: "online.live", days: 3, money: "paid"},
	{kind: "first", subject: clients.Sole, until: "police-account.done", days: 20, money: "issued"},
	{kind: "police-cancel", subject: clients.Enterprise, until: "police-cancel.submit", days: 1},
	{kind: "first", subject: clients.Enterprise, until: "police-subject.approve", days: 2, money: "paid"},
	{kind: "first", subject: clients.Enterprise, until: "police-site.submit", days: 1, money: "paid", quirks: []string{twoSites}},
	{kind: "first", subject: clients.Enterprise, until: "police-site.approve", days: 2, money: "paid", quirks: []string{interactive, appointment}},
	{kind: "first", subject: clients.Enterprise, until: "police-number.shown", days: 6, money: "paid", quirks: []string{badPolice}},
	{kind: "first", subject: clients.Enterprise, until: "handover.done", days: 1, money: "part"},
	{kind: "first", subject: clients.Enterprise, days: 12, money: "paid", quirks: []string{badReview}},
	{kind: "add", subject: clients.Enterprise, until: "sms.verified", minutes: 900, money: "issued", quirks: []string{twoSites}},
	{kind: "access", subject: clients.Enterprise, until: "prereview.pass", days: 1, money: "paid"},
	{kind: "change", subject: clients.Enterprise, until: "bureau-review.approve", days: 9, money: "issued"},
	{kind: "cancel", subject: clients.Enterprise, until: "bureau-review.approve", days: 3, money: "paid"},
	{kind: "app", subject: clients.Enterprise, until: "police-site.approve", days: 2, money: "paid"},
	{kind: "mini", subject: clients.Enterprise, until: "prereview.pass", days: 1, money: "issued", quirks: []string{icpOnly}},
	{kind: "police", subject: clients.Enterprise, until: "police-account.done", days: 7, money: "issued"},
	{kind: "first", subject: clients.Military, until: "materials.done", days: 2},
	{kind: "first", subject: clients.Enterprise, until: "forms.filled", days: 6, money: "part", end: "case.hold", reason: "客户更换法定代表人，等新执照"},
	{kind: "first", subject: clients.Personal, until: "domain.bought", days: 10, money: "issued", end: "case.withdraw", reason: "客户决定不做网站了"},
	{kind: "first", subject: clients.Enterprise, until: "forms.filled#2", days: 2, money: "part", quirks: []string{badReview}},
	{kind: "first", subject: clients.Personal, days: 25, money: "paid"},
	{kind: "first", subject: clients.Enterprise, until: "account.done", days: 4, end: "case.void", reason: "重复开立"},
	{kind: "first", subject: clients.Enterprise, until: "template.submit", days: 8, end: "case.decline", reason: "经营范围涉及金融，客户不愿取得前置审批"},
	{kind: "first", subject: clients.Enterprise, until: "domain.verified", days: 2, money: "issued", quirks: []string{badDomain}},
	{kind: "police", subject: clients.Institution, days: 18, money: "paid"},
	{kind: "first", subject: clients.Enterprise, days: 40, money: "paid", quirks: []string{twoSites, wrong}},
	{kind: "first", subject: clients.Enterprise, until: "forms.filled", days: 2, money: "paid"},
	{kind: "first", subject: clients.Enterprise, until: "police-subject.submit", days: 2, money: "paid"},
	{kind: "first", subject: clients.Sole, days: 8, money: "paid", quirks: []string{icpOnly}},
	{kind: "app", subject: clients.Enterprise, until: "prereview.pass", minutes: 200, money: "issued", quirks: []string{icpOnly}},
}
