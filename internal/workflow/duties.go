package workflow

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/ref"
)

// Duty is what a client must do himself where the order has not the stage, although orders
// of its type can have it: its clock counts all the same, and nobody of ours is late.
type Duty struct {
	Label   string   `json:"label"`         // of its date: 客户自办公安备案
	Note    string   `json:"note"`          // among the reasons of its date: whose it is
	Acts    []string `json:"acts"`          // what to do, in order
	Missed  string   `json:"missed"`        // what a missed date means
	Message string   `json:"message"`       // ready to send to the client
	Urgent  int      `json:"urgent"`        // days: taking the stage on with no more left than these is warned of
	Basis   string   `json:"urgent_source"` // where those days come from
	Source  string   `json:"source"`
	Sourced string   `json:"sourced"` // date of the source

	Types map[string]Duty `json:"types"` // what cases of a type say of it in their own way: note, acts, missed, message, source
}

// in is the duty as it reads in cases of a type.
func (d Duty) in(caseType string) *Duty {
	own := d.Types[caseType]
	d.Note, d.Missed, d.Message = cmp.Or(own.Note, d.Note), cmp.Or(own.Missed, d.Missed), cmp.Or(own.Message, d.Message)
	if len(own.Acts) > 0 {
		d.Acts = own.Acts
	}
	if own.Source != "" {
		d.Source, d.Sourced = own.Source, own.Sourced
	}
	return &d
}

// Owes is the duty of a client for one site.
type Owes struct {
	Site ref.SiteID
	Live cal.Moment // when it went on line, from which the date counts
	Date Deadline
	Told *Told // nil until the client was told

	duty *Duty
}

// Told is how a client was told of a duty.
type Told struct {
	At  cal.Moment
	How string // sign, wechat, phone, mail
	By  ref.StaffID
}

// DutyText is a duty in the words of a case.
type DutyText struct {
	Acts            []string
	Missed, Message string
	Source, Sourced string
}

// Duties lists what the client of a case must do himself, a site at a time. A duty outlives
// its case: it stands until the client is known to have done it. A case that is void had none.
func (e *Engine) Duties(p Plan, s State) []Owes {
	t := e.graph.types[p.Type]
	if t == nil || s.Status == Void {
		return nil
	}
	var list []Owes
	for _, c := range e.graph.spanning {
		duty := e.graph.stages[c.Stage].Duty
		if duty == nil || e.has(t, &s, c.Until) || !slices.Contains(t.Stages, c.Until) {
			continue
		}
		duty = duty.in(p.Type)
		for _, site := range s.sites(&p) {
			from, ok := triggers[c.Trigger].ofSite(&s, site.ID)
			if state := s.Sites[site.ID]; ok && !state.Own {
				list = append(list, Owes{Site: site.ID, Live: from, Date: e.dutyDate(&s, c, duty, &p, from, site.ID), Told: state.Told, duty: duty})
			}
		}
	}
	return list
}

// dutyDate is the clock's date as the client's own.
func (e *Engine) dutyDate(s *State, c *Clock, duty *Duty, p *Plan, from cal.Moment, site ref.SiteID) Deadline {
	d := e.dateIn(s, c, p, from, e.graph.types[p.Type].Word(cmp.Or(c.Types[p.Type].TriggerText, c.TriggerText)))
	d.Key, d.Stage, d.Site = c.Code+"/"+string(site), c.Stage, site
	d.Kind, d.Label = Own, duty.Label
	d.Why.Notes = append(d.Why.Notes, duty.Note)
	return d
}

// DutyText puts a duty in words.
func (e *Engine) DutyText(p Plan, o Owes, now time.Time) DutyText {
	vars := map[string]string{
		"lead": p.leadName(o.Site), "live": cal.DayOfMoment(o.Live, cal.LongDay), "due": cal.DayOfMoment(o.Date.Due, cal.LongWeekday),
	}
	if site := p.site(o.Site); site != nil {
		vars["site"] = cmp.Or(site.Name, site.Domain)
		vars["domain"] = cmp.Or(site.Domain, siteLabel(*site))
	}
	lookUp := func(name string) string {
		if c := e.graph.clockOf(name); c != nil {
			return c.words(p.Type, p.Province)
		}
		return vars[name]
	}
	of := e.graph.types[p.Type]
	text := DutyText{Missed: fill(of.Word(o.duty.Missed), lookUp), Message: fill(of.Word(o.duty.Message), lookUp), Source: o.duty.Source, Sourced: o.duty.Sourced}
	for _, act := range o.duty.Acts {
		text.Acts = append(text.Acts, fill(of.Word(act), lookUp))
	}
	return text
}

// dutyPlaces are what a duty's texts may name beside the clocks.
var dutyPlaces = strings.NewReplacer("{lead}", "", "{site}", "", "{live}", "", "{due}", "", "{domain}", "")

func (g *Graph) checkDuty(s Stage) error {
	d := s.Duty
	if d == nil {
		return nil
	}
	if d.Label == "" || d.Note == "" || len(d.Acts) == 0 || d.Missed == "" || d.Message == "" || d.Urgent < 1 || d.Basis == "" || d.Source == "" {
		return fmt.Errorf("stage %s: its duty lacks words, days or a source", s.Code)
	}
	said := append([]string{d.Missed, d.Message}, d.Acts...)
	for code, own := range d.Types {
		if g.types[code] == nil || own.Source == "" {
			return fmt.Errorf("stage %s: its duty for %s", s.Code, code)
		}
		said = append(append(said, own.Missed, own.Message), own.Acts...)
	}
	for _, text := range said {
		if strings.ContainsAny(g.withoutPlaces(dutyPlaces.Replace(text)), "{}") {
			return fmt.Errorf("stage %s: nothing fills in its duty: %s", s.Code, text)
		}
	}
	if !slices.ContainsFunc(g.spanning, func(c *Clock) bool { return c.Stage == s.Code }) {
		return fmt.Errorf("stage %s: its duty has no date", s.Code)
	}
	return nil
}

func (x *transition) duties() []Owes { return x.Duties(*x.plan, *x.state) }

// named puts a site before what is said of it, where the order has several.
func (x *transition) named(id ref.SiteID) string {
	if site := x.plan.site(id); site != nil && len(x.state.sites(x.plan)) > 1 {
		return siteLabel(*site) + "："
	}
	return ""
}

// lateToAdd warns of a phase that is taken on when its date is near or over.
func (x *transition) lateToAdd(now time.Time) []string {
	var warnings []string
	for _, o := range x.duties() {
		if !o.Date.Due.Dated() {
			warnings = append(warnings, x.named(o.Site)+"上线日期不详，算不出提交公安备案的期限，请先查清。")
			continue
		}
		left := int(o.Date.Due.Day - cal.DayOf(now))
		day := cal.LongWeekday(o.Date.Due.Day)
		switch {
		case left < 0:
			warnings = append(warnings, fmt.Sprintf("%s提交公安备案的期限 %s 已经过了 %d 天。", x.named(o.Site), day, -left))
		case left <= o.duty.Urgent:
			warnings = append(warnings, fmt.Sprintf("%s提交公安备案的最后一天是 %s，只剩 %d 天。", x.named(o.Site), day, left))
		default:
			continue
		}
		warnings[len(warnings)-1] += x.DutyText(*x.plan, o, now).Missed
	}
	return warnings
}

// untold warns that a case ends before its client was told of what he must do himself.
func (x *transition) untold(time.Time) []string {
	var warnings []string
	for _, o := range x.duties() {
		if o.Told == nil {
			warnings = append(warnings, fmt.Sprintf("%s公安备案由客户自办，最迟 %s，还没有登记告知客户。", x.named(o.Site), cal.DayOfMoment(o.Date.Due, cal.LongWeekday)))
		}
	}
	return warnings
}

func (x *transition) noDuty() string {
	if len(x.duties()) > 0 {
		return ""
	}
	return "现在没有要客户自己办的公安备案。"
}

// offerDuties offers the sites for which the client has something to do himself.
func (x *transition) offerDuties(v *Value) {
	for _, o := range x.duties() {
		v.Options = append(v.Options, Option{string(o.Site), siteLabel(*x.plan.site(o.Site))})
	}
	v.onlyOne()
}

// tell records that the client was told of all that he must do himself as things stand.
func (x *transition) tell() error {
	all := x.duties()
	if len(all) == 0 {
		return errs.New(errs.Blocked, "%s", strings.TrimSuffix(x.noDuty(), "。"))
	}
	for _, o := range all {
		site := x.state.Sites[o.Site]
		site.Told = &Told{At: x.move.At, How: x.move.Values["how"], By: x.move.Staff}
		x.state.Sites[o.Site] = site
	}
	return nil
}

// ToldHow puts a way of telling in words; "" for an unknown one.
func (g *Graph) ToldHow(code string) string {
	for _, a := range g.caseActs {
		for _, v := range a.Values {
			if a.Duty && v.Key == "how" {
				for _, o := range v.Options {
					if o.Code == code {
						return o.Label
					}
				}
			}
		}
	}
	return ""
}

// ownDone records that the client has done it himself, with the number where he tells it.
func (x *transition) ownDone() error {
	id := ref.SiteID(x.move.Values["site"])
	if !slices.ContainsFunc(x.duties(), func(o Owes) bool { return o.Site == id }) {
		return errs.AtField("site", "%s", x.typ.Word("这个{files}没有要客户自己办的公安备案，请从列表里选"))
	}
	site := x.state.Sites[id]
	site.Own, site.PoliceNumber = true, x.move.Values["police_number"]
	x.state.Sites[id] = site
	return nil
}
