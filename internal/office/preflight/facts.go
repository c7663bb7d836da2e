package preflight

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/identity"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ref"
	"beiandesk/internal/rules"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// fields gathers facts.
type fields map[string][]rules.Fact

func (f fields) add(field string, fact rules.Fact) { f[field] = append(f[field], fact) }

// Facts lays a case out flat for the rules of one submission; what is sealed is shown
// covered. It takes a fixed number of statements.
func Facts(d *casefile.File, o *office.Office, tx store.Tx, stage string, site ref.SiteID, day cal.Day) (rules.Facts, error) {
	f := fields{}
	clientFacts(d, f)
	leadFacts(d, f)
	siteFacts(d, f, stage, site, day)
	orderFacts(d, f, day)
	if err := heldFacts(d, f, tx); err != nil {
		return rules.Facts{}, err
	}
	if err := otherFacts(d, f, tx); err != nil {
		return rules.Facts{}, err
	}
	err := materialFacts(d, o, f, tx, stage, day)
	return rules.Facts{Today: day, Type: d.Case.Type, Subject: string(d.Client.Kind), Fields: f, Calendar: o.Calendar}, err
}

func covered(value string, mask func(string) string) rules.Fact {
	if value == "" {
		return rules.Fact{}
	}
	return rules.Fact{Value: value, Shown: mask(value)}
}

func clear(value string) rules.Fact { return rules.Fact{Value: value, Shown: value} }

func clientFacts(d *casefile.File, f fields) {
	f.add("client.name", clear(d.Client.Name))
	f.add("client.creditCode", clear(d.Client.CreditCode))
	f.add("client.postcode", clear(d.Client.Postcode))
	f.add("client.registered", clear(d.Client.Registered))
	f.add("client.officePhone", covered(d.Client.OfficePhone, identity.MaskPhone))
	address := clear(d.Client.Address)
	if d.Client.Kind == clients.Personal {
		address = covered(d.Client.Address, identity.MaskAddress)
	}
	f.add("client.address", address)
	if legal := d.Leader(cases.LegalRep, ""); legal.ID != "" {
		f.add("legal.name", clear(legal.Name))
		if isIDCard(legal) {
			f.add("legal.idNumber", covered(legal.DocNumber, identity.MaskID))
		}
	}
}

// answering lists who answers for the order and its sites, each once.
func answering(d *casefile.File) []clients.Person {
	var list []clients.Person
	for _, l := range d.Leads {
		if (l.Role != cases.SubjectLead && l.Role != cases.SiteLead) || !d.OfOrder(l) {
			continue
		}
		if p := d.Person(l.Person); p.ID != "" && !slices.ContainsFunc(list, func(q clients.Person) bool { return q.ID == p.ID }) {
			list = append(list, p)
		}
	}
	return list
}

func leadFacts(d *casefile.File, f fields) {
	list := answering(d)
	for _, p := range list {
		add := func(field string, fact rules.Fact) {
			fact.Of = string(p.ID)
			if len(list) > 1 {
				fact.About = p.Name
			}
			f.add(field, fact)
		}
		add("lead.name", clear(p.Name))
		if isIDCard(p) {
			add("lead.idNumber", covered(p.DocNumber, identity.MaskID))
		}
		add("lead.foreign", rules.Fact{Value: yesNo(isForeigner(p)), Shown: people.LabelOf(people.DocKinds, string(p.DocKind))})
		until := rules.Fact{Shown: people.Until(p)}
		switch {
		case p.DocLong:
			until.Value = rules.Forever
		case p.DocUntil != nil:
			until.Value = p.DocUntil.String()
		}
		add("lead.until", until)
		add("lead.docAddress", covered(p.DocAddress, identity.MaskAddress))
		add("lead.living", covered(p.Living, identity.MaskAddress))
		add("lead.mobile", covered(p.Mobile, identity.MaskPhone))
		add("lead.emergency", covered(p.Emergency, identity.MaskPhone))
		add("lead.email", covered(p.Email, identity.MaskEmail))
	}
	lead, legal := d.Leader(cases.SubjectLead, ""), d.Leader(cases.LegalRep, "")
	if lead.ID == "" || legal.ID == "" {
		return
	}
	isLegal := lead.ID == legal.ID
	f.add("lead.isLegal", rules.Fact{Of: string(lead.ID), Value: yesNo(isLegal), Shown: lead.Name})
	f.add("lead.legalOrSame", rules.Fact{Of: string(lead.ID), Value: yesNo(isLegal || len(list) == 1), Shown: lead.Name})
}

// isForeigner says that the person's document is one that foreigners hold.
func isForeigner(p clients.Person) bool {
	return p.DocKind == clients.Passport || p.DocKind == clients.Permanent || (isIDCard(p) && identity.IsForeigner(p.DocNumber))
}

func isIDCard(p clients.Person) bool { return p.DocKind == clients.IDCard || p.DocKind == "" }

func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

// siteFacts takes the sites of the submission: all, or for the police those that are
// to be submitted there.
func siteFacts(d *casefile.File, f fields, stage string, only ref.SiteID, today cal.Day) {
	for _, s := range d.Sites {
		if only != "" && s.ID != only || only == "" && stage == workflow.StagePoliceSite && filed(d, s.ID) {
			continue
		}
		add := func(field string, fact rules.Fact) {
			fact.Of = string(s.ID)
			if len(d.Sites) > 1 {
				fact.About = casefile.SiteLabel(s)
			}
			f.add(field, fact)
		}
		add("site.name", clear(s.Name))
		add("site.domain", clear(s.Domain))
		add("site.serverIP", clear(s.ServerIP))
		add("site.icpNumber", clear(s.ICPNumber))
		add("site.contents", clear(cases.ListOf(cases.Contents).Words(s.Contents...)))
		add("site.languages", clear(cases.ListOf(cases.Languages).Words(s.Languages...)))
		add("site.approvals", clear(cases.ListOf(cases.Approvals).Words(s.Approvals...)))
		permits(s, add)
		add("site.remark", remark(s.Remark))
		add("site.access", provider(s.Access))
		add("site.registrar", provider(s.Registrar))
		add("site.registrar-in", rules.Fact{Value: s.Registrar.Where, Shown: s.Registrar.Words()})
		add("site.hazard", clear(cases.ListOf(cases.Hazards).Words(s.Hazard)))
		add("site.security", clear(d.Leader(cases.SecurityLead, s.ID).Name))
		add("site.opinion", clear(d.Leader(cases.OpinionLead, s.ID).Name))
		serverFacts(s, add, today)
		add("domain.until", lastDay(s.DomainUntil, today))
		add("site.proof-until", lastDay(s.ProofUntil, today))
		add("site.grant-until", lastDay(s.GrantUntil, today))
		realName(d, s, add, today)
	}
}

// remark is free text: its length alone is told.
func remark(text string) rules.Fact {
	if text == "" {
		return rules.Fact{}
	}
	return rules.Fact{Value: text, Shown: fmt.Sprintf("%d 个字", utf8.RuneCountInString(text))}
}

// permits tells each approval's number; a site without approvals has none to give.
func permits(s cases.Site, add func(string, rules.Fact)) {
	held := s.HeldCodes()
	for _, code := range held {
		add("site.permits", rules.Fact{Value: s.Permits[code], Shown: strings.TrimSpace(cases.ListOf(cases.Approvals).Words(code) + " " + s.Permits[code])})
	}
	if len(held) == 0 {
		add("site.permits", clear("没有选要前置审批的类型"))
	}
}

// provider has a value once all that the form asks of it is known.
func provider(p cases.Provider) rules.Fact {
	fact := rules.Fact{Shown: p.Words()}
	if p.Whole() {
		fact.Value = fact.Shown
	}
	return fact
}

// lastDay is a day on which something of a site runs out; without a value when it is
// not on record.
func lastDay(day *cal.Day, today cal.Day) rules.Fact {
	if day == nil {
		return rules.Fact{}
	}
	return rules.Fact{Value: day.String(), Shown: "到期 " + cal.FormatDay(*day, today)}
}

// filed says whether a site has gone to the police already.
func filed(d *casefile.File, site ref.SiteID) bool {
	for _, r := range slices.Backward(d.State.Runs) {
		if r.Stage == workflow.StagePoliceSite && r.Site == site {
			return r.Submitted != nil && r.Outcome != workflow.Rejected
		}
	}
	return false
}

// siteCount is the fact by which the rules judge how many sites an order has.
const siteCount = "case.sites"

func countSites(d *casefile.File, f fields) {
	f.add(siteCount, rules.Fact{Value: fmt.Sprint(len(d.Sites)), Shown: fmt.Sprintf("%d 个", len(d.Sites))})
}

// TooManySites tells what the rules say of the number of sites alone, long before the order
// is submitted: a site that is one too many is best left out at once.
func TooManySites(d *casefile.File, o *office.Office) []string {
	f := fields{}
	countSites(d, f)
	told := []string{}
	for _, code := range submissions(d, o) {
		stage, _ := o.Engine.Graph().Stage(code)
		facts := rules.Facts{Today: o.Today(), Type: d.Case.Type, Subject: string(d.Client.Kind), Fields: f}
		for _, r := range Judge(d.Edition.Rules, d.Case.Province, stage, facts) {
			text := r.Pack + "：" + r.Text + "（" + r.Value + "），" + r.Advice
			if r.Field == siteCount && (r.Outcome == rules.Warn || r.Outcome == rules.Fail) && !slices.Contains(told, text) {
				told = append(told, text)
			}
		}
	}
	return told
}

func orderFacts(d *casefile.File, f fields, today cal.Day) {
	countSites(d, f)
	if p, ok := identity.ProvinceByCode(d.Case.Province); ok {
		f.add("case.province", rules.Fact{Value: p.Code, Shown: p.Name})
	}
	verified := rules.Fact{}
	for _, r := range slices.Backward(d.State.Runs) {
		if r.Stage == workflow.StageDomain && r.Outcome == workflow.Done {
			if !r.Ended.Dated() {
				break
			}
			verified = rules.Fact{Value: r.Ended.Day.String(), Shown: "认证于 " + cal.FormatDay(r.Ended.Day, today)}
			break
		}
	}
	f.add("domain.verified-day", verified)
	lookup := rules.Fact{Value: strings.TrimSpace(d.Case.Lookup)}
	if lookup.Value != "" && d.Case.LookupDay != nil {
		lookup.Shown = "查询于 " + d.Case.LookupDay.String()
	}
	f.add("case.lookup", lookup)
	if slices.Contains(d.State.Skipped, workflow.StageTemplate) {
		f.add("template.changed", rules.Fact{Value: yesNo(false), Shown: "域名已有，没有用信息模板；请核对域名持有者就是主办者"})
		return
	}
	submit, _ := d.Engine.Graph().SubmissionOf(workflow.StageTemplate)
	sent := lastOf(d, submit.Code)
	if sent == nil || !came(d, workflow.StageTemplate) {
		return
	}
	lead := d.Leader(cases.SubjectLead, "")
	changed := d.Client.UpdatedAt.After(sent.Recorded) || lead.UpdatedAt.After(sent.Recorded)
	f.add("template.changed", rules.Fact{Value: yesNo(changed), Shown: "模板提交于 " + cal.FormatMoment(sent.At, today)})
}

// lastOf is the latest move of an action that stands, nil when there is none.
func lastOf(d *casefile.File, action string) *workflow.Move {
	moves, _ := d.Engine.Graph().Effective(d.Moves) // the file was folded from them
	for i := range slices.Backward(moves) {
		if moves[i].Action == action {
			return &moves[i]
		}
	}
	return nil
}

// otherFacts looks beyond the case: other orders of the subject, and whose the phones
// are.
func otherFacts(d *casefile.File, f fields, tx store.Tx) error {
	q := store.SubjectQuery{Client: d.Client.ID, CreditCode: d.Client.CreditCode, Except: d.Case.ID}
	if d.Client.Kind == clients.Personal {
		q.DocNumber = d.Leader(cases.SubjectLead, "").DocNumber
	}
	others, err := tx.Find().SameSubject(q)
	if err != nil {
		return err
	}
	for _, other := range others {
		f.add("case.other", rules.Fact{Shown: other.Number, Wrong: "同一主体已有在办案件 " + other.Number})
		if d.Case.Type == "change" && other.Type == "add" || d.Case.Type == "add" && other.Type == "change" {
			f.add("case.clash", rules.Fact{Shown: other.Number, Wrong: "变更和新增不能同时办，另一个是 " + other.Number})
		}
	}
	phones, err := people.PhoneWarnings(tx, answering(d)...)
	for _, text := range phones {
		f.add("phone.shared", rules.Fact{Wrong: text})
	}
	return err
}
