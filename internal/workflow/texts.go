package workflow

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
)

// Local is what a province, or kinds of subjects, make of a step, as sentences that follow
// those of the step.
type Local struct {
	Detail  string `json:"detail"`
	Message string `json:"message"`
	Source  string `json:"source"`
	Sourced string `json:"sourced"`
}

// Texts are what a step says to staff and to others.
type Texts struct {
	Todo       string `json:"todo"`
	Late       string `json:"late"`       // what to do instead once the date has passed; "" = the same
	Again      string `json:"again"`      // what to do while a second call is awaited; "" = the same
	AgainLate  string `json:"again_late"` // what to do once that call's time is over; "" = the same
	Detail     string `json:"detail"`
	LateDetail string `json:"late_detail"`
	Message    string `json:"message"` // ready to send to the client; "" = none
	Brief      string `json:"brief"`   // what Message asks for, in a few words for an SMS; "" = none
	Ticket     string `json:"ticket"`  // ready to ask the cloud with; "" = none

	Astray        string `json:"astray"`         // what to do while somebody has not received the SMS; "" = the same
	AstrayDetail  string `json:"astray_detail"`  // and why
	AstrayMessage string `json:"astray_message"` // and what the client is sent
}

// Words are what a case type words in its own way; what is left out reads as in all others.
type Words struct {
	Texts
	Promise
	Label   string   `json:"label"`
	Party   Party    `json:"party"` // for whom the step waits instead
	Pending string   `json:"pending"`
	Act     string   `json:"act"`
	LateAct string   `json:"late_act"`
	Fixes   string   `json:"fixes"`
	Notices string   `json:"notices"` // where its reviewer leaves the result instead
	Silent  bool     `json:"silent"`  // nothing is sent to the client, and no call of the reviewer asks anything
	Script  []string `json:"script"`
	Source  string   `json:"source"`  // where what they say is written
	Sourced string   `json:"sourced"` // date of the source, "" when it bears none
}

// Text is what an open run says to staff: whom it waits for, what to do, why it
// matters, and the message ready for the client ("" where there is none to send).
type Text struct {
	Party   Party
	Todo    string
	Detail  string
	Act     Act // what its button does
	Pending string
	Message string
	Brief   string   // Message in a few words, for an SMS
	Ticket  string   // ready to ask the cloud with; "" where there is nothing to ask
	Script  []string // what the reviewer's call will ask; nil elsewhere
	Bring   []string // what to bring to the appointment; nil elsewhere
}

// Describe puts an open run in words, as it stands now: once an SMS round is lost it
// waits for us to confirm that, once an office is late we ask it.
func (e *Engine) Describe(p Plan, r Run, s State, now time.Time) Text {
	return e.DescribeWith(p, r, s, e.Deadlines(p, s), now)
}

// DescribeWith is Describe for callers that hold the case's dates already.
func (e *Engine) DescribeWith(p Plan, r Run, s State, list []Deadline, now time.Time) Text {
	step := e.graph.stages[r.Stage].step(r.Step)
	vars := e.vars(&p, &r, &s, Governing(r, list), now)
	since := lateSince(&r, list)
	text := e.say(step, standing{
		late: e.lost(&r, &s) || (since != nil && since.Past(now)), again: r.Recall != nil, called: r.Recall != nil && r.Recall.Past(now), visit: r.Visit.kind(),
		astray: vars["astray"] != "",
	}, audience{p.Type, e.graph.subjectsOf(p.Subject), p.Province}, vars)
	if r.Site != "" && len(s.sites(&p)) > 1 {
		if site := p.site(r.Site); site != nil {
			text.Todo += "（" + siteLabel(*site) + "）"
		}
	}
	return text
}

// standing says in which of its states a step stands, for which it has words of their own.
type standing struct {
	late   bool   // one of its own dates is over
	again  bool   // a second call is awaited
	called bool   // and its time is over
	astray bool   // somebody has not received the SMS of the round
	visit  string // kind of the appointment that it waits for
}

// audience is whom a text speaks to: what is said to all is worded for some in their own
// way, or said with something besides.
type audience struct {
	caseType, subjects, province string // "" where nothing of their own is said to them
}

// say fills in the texts of a step as it stands.
func (e *Engine) say(step *Step, at standing, to audience, vars map[string]string) Text {
	worded := step.in(to.caseType)
	step = &worded
	text := Text{Party: step.Party, Todo: step.Todo, Detail: step.Detail, Message: step.Message, Brief: step.Brief, Ticket: step.Ticket, Pending: step.Pending}
	for _, besides := range []*Local{step.Subjects[to.subjects], step.Provinces[to.province]} {
		if besides == nil {
			continue
		}
		text.Detail += besides.Detail
		if text.Message != "" {
			text.Message += besides.Message
		}
	}
	var bring []string
	if kind := step.Visits[at.visit]; kind != nil {
		text.Detail, text.Message, bring = kind.Detail+text.Detail, text.Message+kind.Message, strings.Split(kind.Bring, "\n")
	}
	act := step.Act
	switch {
	case at.late && step.Late != "":
		text.Todo, act = step.Late, step.LateAct
		if step.EscalatesTo != "" {
			text.Party, text.Message = step.EscalatesTo, ""
		}
		if step.LateDetail != "" {
			text.Detail = step.LateDetail
		}
	case at.called && step.AgainLate != "":
		text.Todo, act = step.AgainLate, step.AgainLateAct
	case at.again && step.Again != "":
		text.Todo = step.Again
	case at.astray && step.Astray != "":
		text.Todo = step.Astray
		text.Detail, text.Message = cmp.Or(step.AstrayDetail, text.Detail), cmp.Or(step.AstrayMessage, text.Message)
	}
	text.Act = *e.graph.act(act)
	lookUp := func(name string) string {
		if c := e.graph.clockOf(name); c != nil {
			return c.words(to.caseType, to.province)
		}
		return vars[name]
	}
	of := e.graph.general()
	if t := e.graph.types[to.caseType]; t != nil {
		of = *t
	}
	for _, line := range step.Script {
		text.Script = append(text.Script, fill(of.Word(line), lookUp))
	}
	for _, line := range bring {
		text.Bring = append(text.Bring, fill(of.Word(line), lookUp))
	}
	vars["bring"], text.Act.Label = strings.Join(text.Bring, "、"), fill(text.Act.Label, lookUp)
	for _, said := range []*string{&text.Todo, &text.Detail, &text.Message, &text.Brief, &text.Ticket} {
		*said = fill(of.Word(*said), lookUp)
	}
	return text
}

// in is the step as it reads in cases of a type.
func (s *Step) in(caseType string) Step {
	worded, own := *s, s.Types[caseType]
	if own == nil {
		return worded
	}
	for _, field := range TextFields {
		if said := *own.text(field); said != "" {
			*worded.text(field) = said
		}
	}
	if own.Silent {
		worded.Message, worded.Script = "", nil
	}
	if len(own.Script) > 0 {
		worded.Script = own.Script
	}
	if own.Agreed > 0 {
		worded.Promise = own.Promise
	}
	worded.Act, worded.Label, worded.Pending = cmp.Or(own.Act, worded.Act), cmp.Or(own.Label, worded.Label), cmp.Or(own.Pending, worded.Pending)
	worded.Fixes = cmp.Or(own.Fixes, worded.Fixes)
	worded.Party, worded.LateAct, worded.Notices = cmp.Or(own.Party, worded.Party), cmp.Or(own.LateAct, worded.LateAct), cmp.Or(own.Notices, worded.Notices)
	return worded
}

// partyIn is whom the step waits for in cases of a type.
func (s *Step) partyIn(caseType string) Party {
	if own := s.Types[caseType]; own != nil && own.Party != "" {
		return own.Party
	}
	return s.Party
}

// EscalatesTo is whom an open run waits for once its own date is over, or its SMS round
// lost; "" when that changes nothing.
func (e *Engine) EscalatesTo(r Run) Party {
	step := e.graph.stages[r.Stage].step(r.Step)
	if step.EscalatesTo == step.Party {
		return ""
	}
	return step.EscalatesTo
}

// lateSince tells from when on the run says something else: the earliest of its own
// dates, nil when it has none. An agreed date does not count: what was to be done is
// still to be done.
func lateSince(r *Run, list []Deadline) *cal.Moment {
	var first *cal.Moment
	for i := range list {
		d := &list[i]
		if d.RunKey == r.Key && d.Due.Dated() && d.Kind != Reminder && d.Clock != agreedClock && (first == nil || d.Due.Compare(*first) < 0) {
			first = &d.Due
		}
	}
	return first
}

// lost says that wrong entries have used up the SMS round that the run waits for: it is
// late whatever its date says.
func (e *Engine) lost(r *Run, s *State) bool {
	round := s.round()
	return r.Stage == e.graph.rounds.Code && round != nil && round.Lost != nil
}

func (e *Engine) vars(p *Plan, r *Run, s *State, due *Deadline, now time.Time) map[string]string {
	people := e.whom(p, s, r)
	lead := p.leadName(r.Site)
	if r.Stage != e.graph.rounds.Code {
		lead = namesOf(namesIn(people), lead)
	}
	vars := map[string]string{"client": p.Client, "lead": lead, "who": who(lead), "visit": e.graph.visitLabel(r.Visit), "bureau": e.graph.bureau(p.Province), "account": p.Account}
	var domains []string
	for _, site := range s.sites(p) {
		if (r.Site == "" || site.ID == r.Site) && site.Domain != "" {
			domains = append(domains, site.Domain)
		}
	}
	vars["domain"] = strings.Join(domains, "、")
	if site := s.Sites[r.Site]; r.Site != "" {
		vars["icp"], vars["police"] = site.ICPNumber, site.PoliceNumber
	}
	if c := e.graph.causes[r.Cause]; c != nil && !c.InWords {
		vars["cause"] = c.Label
	}
	if round := s.round(); round != nil {
		vars["round"] = fmt.Sprint(round.No)
		if astray := round.astray(); len(astray) > 0 && r.Stage == e.graph.rounds.Code {
			vars["astray"] = namesOf(astray, who(lead))
		}
	}
	vars["resends"] = fmt.Sprint(e.graph.Resends.Most)
	if len(people) == 0 {
		people = p.leadOf(r.Site)
	}
	vars["waiting"] = namesOf(namesIn(people), who(lead))
	e.graph.documentVars(vars, people, p.Province)
	if r.Visit != nil {
		vars["place"], vars["contact"] = r.Visit.Place, r.Visit.Contact
	}
	sent := r.StepAt
	if r.Submitted != nil {
		sent = *r.Submitted
	}
	vars["sent"] = cal.FormatMoment(sent, cal.DayOf(now))
	if due != nil {
		dueVars(vars, due.Due, now)
	}
	return vars
}

// fill puts values into a text. A part in [brackets] falls away when a placeholder
// in it has no value.
func fill(text string, lookUp func(string) string) string {
	var out strings.Builder
	for text != "" {
		open := strings.IndexByte(text, '[')
		if open < 0 {
			filled, _ := place(text, lookUp)
			out.WriteString(filled)
			break
		}
		filled, _ := place(text[:open], lookUp)
		out.WriteString(filled)
		part, rest, _ := strings.Cut(text[open+1:], "]")
		if filled, whole := place(part, lookUp); whole {
			out.WriteString(filled)
		}
		text = rest
	}
	return out.String()
}

func place(text string, lookUp func(string) string) (string, bool) {
	var out strings.Builder
	whole := true
	for {
		before, rest, found := strings.Cut(text, "{")
		out.WriteString(before)
		if !found {
			return out.String(), whole
		}
		name, after, _ := strings.Cut(rest, "}")
		value := lookUp(name)
		whole = whole && value != ""
		out.WriteString(value)
		text = after
	}
}

// TextFields are the words of a step that may be changed, in the order in which people
// meet them.
var TextFields = []string{"todo", "late", "again", "again_late", "detail", "late_detail", "message", "brief", "ticket", "astray", "astray_detail", "astray_message"}

// bringField is what an appointment asks to bring, a thing a line.
const bringField = "bring"

// WordFields are TextFields and what an appointment alone has.
var WordFields = append(slices.Clone(TextFields), bringField)

// TextLabel is a text's field in words: 发给客户的话.
func TextLabel(field string) string { return fieldLabels[field] }

var fieldLabels = map[string]string{
	"todo": "下一步", "late": "过期后的下一步", "again": "再次来电时的下一步", "again_late": "再次来电过后的下一步",
	"detail": "说明", "late_detail": "过期后的说明", "message": "发给客户的话", "brief": "短信里的一句", "ticket": "工单内容",
	"astray": "短信没收到时的下一步", "astray_detail": "短信没收到时的说明", "astray_message": "短信没收到时发给客户的话", bringField: "要带的东西，一行一样",
}

// Placeholders are the values a text may hold in {braces}: what a case fills in, then
// the terms of the clocks by their codes.
func (g *Graph) Placeholders() []Option {
	list := slices.Clone(placeNames)
	for _, c := range g.Clocks {
		if c.Unit != "fixed" {
			list = append(list, Option{c.Code, c.Label + "的时长"})
		}
	}
	return list
}

var placeNames = []Option{
	{"client", "客户名称"}, {"account", "主账号 ID"}, {"lead", "负责人姓名"}, {"who", "负责人，没有时写“客户”"}, {"domain", "域名"},
	{"bureau", "哪个通信管理局"}, {"icp", "ICP 备案号"}, {"police", "公安备案号"}, {"round", "第几轮短信"},
	{"waiting", "还没核验的人"}, {"document", "他的证件"}, {"last", "核验要用证件号码的哪几位"}, {"due", "到期时间"}, {"by", "到期时间前"}, {"visit", "面审或实地检查"},
	{"sent", "提交的时间"}, {"files", "备案的是什么：网站、APP"}, {"goes", "怎样算开通：上线、上架"}, {"bring", "面审要带的东西"}, {"place", "面审的地点"}, {"contact", "公安的联系人"}, {"cause", "暂停的原因"},
	{"astray", "没收到短信的人"}, {"resent", "这一轮已重发几次，没有时空着"}, {"resends", "一轮最多重发几次"},
}

// checkText holds a text against what fill can do with it.
func (g *Graph) checkText(text string) error {
	text = strings.TrimSpace(text)
	if n := utf8.RuneCountInString(text); n == 0 || n > 400 {
		return errs.AtField("text", "请写 1 到 400 个字")
	}
	return checkPlaces(text, g.Placeholders())
}

// withoutPlaces takes the placeholders that a case fills in out of a text.
func (g *Graph) withoutPlaces(text string) string { return withoutPlaces(text, g.Placeholders()) }
