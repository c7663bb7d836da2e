package workflow

import (
	"fmt"
	"slices"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
)

// Stage is one 环节.
type Stage struct {
	Code      string `json:"code"`
	Number    int    `json:"number"` // its number in the handbook; two stages may share one
	Label     string `json:"label"`
	Short     string `json:"short"`      // for narrow places; "" = Label
	List      string `json:"list"`       // the stage under whose line the stage list shows it; "" = its own
	ListLabel string `json:"list_label"` // the label of that line; "" = Label
	Phase     Phase  `json:"phase"`      // icp, police, or end: the last phase of the order
	PerSite   bool   `json:"per_site"`
	Rule      string `json:"rule"` // what the stage list says of it before it begins: 2–3 个工作日
	Steps     []Step `json:"steps"`

	Types map[string]Names `json:"types"` // what it is called in cases of a type

	Submission *Submission `json:"submission"` // nil: nothing is handed to a reviewer under the pre-flight rules
	Rounds     bool        `json:"rounds"`     // SMS rounds run in it; of one stage
	Collects   bool        `json:"collects"`   // materials are collected in it; of one stage
	Account    string      `json:"account"`    // what becomes of the sub-account when it is done: given, revoked; "" = nothing
	After      string      `json:"after"`      // it opens only once that stage is done, and begins no earlier; "" = at once
	AfterLive  bool        `json:"after_live"` // it opens only for sites that are live, and begins no earlier
	Pause      bool        `json:"pause"`      // a case on hold waits in it; of one stage
	Left       string      `json:"left"`       // what of a case that ends early is settled in it: account, bill, scans; "" = nothing
	Last       bool        `json:"last"`       // it opens by itself when nothing else is open; of one stage
	Refilled   bool        `json:"refilled"`   // what it makes names the sites: where they change, an order that has come so far falls back to it; of one stage
	Buys       bool        `json:"buys"`       // a new domain is bought in it; of one stage
	Settles    string      `json:"settles"`    // once it is through, why the sites stay as they are; "" = they may change
	Duty       *Duty       `json:"duty"`       // what the client must do himself where the order lacks it; nil: nothing
}

// Submission is what a stage hands to a reviewer: the rules run over a case before it.
type Submission struct {
	Takes  []string `json:"takes"`   // the stages whose materials go with it
	GoesOn string   `json:"goes_on"` // the submission that the reviewer makes by himself once this one has passed; "" = none
	Once   bool     `json:"once"`    // what came through is not handed in again, whatever else falls back
}

// The values of Stage.Account.
const (
	AccountGiven   = "given"
	AccountRevoked = "revoked"
)

// PhaseEnd marks the stages that close an order; they belong to its last phase.
const PhaseEnd Phase = "end"

// Step is a place inside a stage at which it waits for one party. Texts may hold
// {placeholders}; a part in [brackets] falls away when a placeholder in it is empty.
type Step struct {
	Code  string `json:"code"`
	Label string `json:"label"`
	Party Party  `json:"party"`
	Promise
	EscalatesTo Party  `json:"escalates_to"` // whom it waits for once the date has passed; "" = the same
	Needs       string `json:"needs"`        // what of the case it is done with: materials, form, account, fees; "" = nothing of its own
	Texts

	Act          string `json:"act"`            // the code of what its button opens
	LateAct      string `json:"late_act"`       // with Late
	AgainLateAct string `json:"again_late_act"` // with AgainLate
	Pending      string `json:"pending"`        // how it is said that nothing has come of it yet
	Fixes        string `json:"fixes"`          // why the sites stay as they are while the order stands here; "" = they may change

	Notices     string   `json:"notices"`      // where its reviewer leaves the result, to be looked at once a working day; "" nowhere
	Asks        []string `json:"asks"`         // the roles of those whom it asks in person: subject, site; empty = nobody in particular
	AsksSource  string   `json:"asks_source"`  // where it is written who it is
	AsksSourced string   `json:"asks_sourced"` // date of that source
	Script      []string `json:"script"`       // what the reviewer's call asks (seed §1.3); never an answer

	Visits    map[string]*Arrangement `json:"visits"`    // of a step that waits for an appointment: what its kinds are called and ask for
	Types     map[string]*Words       `json:"types"`     // what is said instead in cases of a type
	Subjects  map[string]*Local       `json:"subjects"`  // what is said besides to kinds of subjects
	Provinces map[string]*Local       `json:"provinces"` // what is said besides in a province
}

// Promise is the default date by which a step is to be done, as long as nobody agrees on another.
type Promise struct {
	Agreed        int    `json:"agreed"` // working days; 0 = another clock governs
	AgreedSource  string `json:"-"`      // why it is another than the release's; "" = it is not
	AgreedSourced string `json:"-"`      // date of that source, "" when it bears none
}

// Notice is a place where reviewers leave their results: somebody looks there once a
// working day while a case is with them.
type Notice struct {
	Code    string `json:"code"`
	Label   string `json:"label"` // 公安平台的系统消息
	URL     string `json:"url"`
	Source  string `json:"source"`
	Sourced string `json:"sourced"`
}

// Arrangement is a kind of appointment: what it is called, what it asks beside what the
// step says, and what to bring.
type Arrangement struct {
	Label   string `json:"label"`
	Detail  string `json:"detail"`
	Message string `json:"message"`
	Bring   string `json:"bring"` // a thing a line
	Source  string `json:"source"`
	Sourced string `json:"sourced"`
}

// The states of a line in the stage list.
const (
	LineDone    = "done"
	LineNow     = "now"
	LineTodo    = "todo"
	LineSkipped = "skipped" // this order does not need the stage
)

// StageLine is a line of the stage list: one stage, or one stage of one site where
// the order has several.
type StageLine struct {
	Code      string
	Label     string
	Short     string // for narrow places
	Phase     Phase  // icp or police
	Site      ref.SiteID
	SiteLabel string // "" unless there are several sites
	State     string
	Note      string    // 第 2 次 11月18日, 剩 5 小时 42 分, 2–3 个工作日
	Due       *Deadline // of a stage that is on: the earliest date that governs it
	Attempts  []Run     // every run of it, the earliest first
}

// Names are what a case type calls a stage; what is left out is called as in all others.
type Names struct {
	Label string `json:"label"`
	Short string `json:"short"`
	Rule  string `json:"rule"` // what the stage list says of it before it begins; terms of clocks by their codes in {braces}
}

// Stages lists the stages of a case in the handbook's order, with where each stands.
// The two runs that close an order, 撤销授权 and 交付, share the last line.
func (e *Engine) Stages(p Plan, s State, now time.Time) []StageLine {
	lines := []StageLine{}
	t := e.graph.types[p.Type]
	if t == nil {
		return lines
	}
	list := e.Deadlines(p, s)
	for _, code := range t.Stages {
		stage := e.graph.stages[code]
		left := slices.Contains(s.Skipped, code) && !slices.Contains(t.Domain, code) // no order like this one has it
		if stage.List != "" || left || (stage.Phase == PhasePolice && !s.Police) {
			continue
		}
		sites := []ref.SiteID{""}
		if stage.PerSite {
			sites = sites[:0]
			for _, site := range s.sites(&p) {
				sites = append(sites, site.ID)
			}
		}
		for _, site := range sites {
			lines = append(lines, e.line(&p, &s, stage, site, list, now))
		}
	}
	return lines
}

// Remaining lists the lines that are not done yet, those under way included.
func (e *Engine) Remaining(p Plan, s State, now time.Time) []StageLine {
	return slices.DeleteFunc(e.Stages(p, s, now), func(l StageLine) bool {
		return l.State == LineDone || l.State == LineSkipped
	})
}

func (e *Engine) line(p *Plan, s *State, stage *Stage, site ref.SiteID, list []Deadline, now time.Time) StageLine {
	l := StageLine{
		Code: stage.Code, Label: stage.Label, Short: stage.Short,
		Phase: stage.Phase, Site: site, State: LineTodo, Note: e.graph.ruleOf(stage, p), Attempts: []Run{},
	}
	if stage.ListLabel != "" && e.lists(p, s, stage) {
		l.Label = stage.ListLabel
	}
	if l.Short == "" {
		l.Short = l.Label
	}
	if l.Phase == PhaseEnd {
		if l.Phase = PhaseICP; s.Police {
			l.Phase = PhasePolice
		}
	}
	if place := p.site(site); place != nil && len(s.sites(p)) > 1 {
		l.SiteLabel = siteLabel(*place)
	}
	if slices.Contains(s.Skipped, stage.Code) {
		l.State, l.Note = LineSkipped, "不需要"
		return l
	}
	e.stand(&l, s, list, now)
	return l
}

// lists says that the line of a stage stands for others of the order, too.
func (e *Engine) lists(p *Plan, s *State, stage *Stage) bool {
	t := e.graph.types[p.Type]
	return slices.ContainsFunc(t.Stages, func(code string) bool { return e.graph.stages[code].List == stage.Code && e.has(t, s, code) })
}

// stand works out where the line stands from its runs.
func (e *Engine) stand(l *StageLine, s *State, list []Deadline, now time.Time) {
	attempts := 0
	for i := range s.Runs {
		r := &s.Runs[i]
		own := r.Stage == l.Code
		if (!own && e.graph.stages[r.Stage].List != l.Code) || r.Site != l.Site {
			continue
		}
		l.Attempts = append(l.Attempts, *r)
		if own && r.Outcome != Dropped {
			attempts++
		}
		if !r.Open() {
			continue
		}
		l.State = LineNow
		if d := Governing(*r, list); d != nil && (l.Due == nil || d.Due.Compare(l.Due.Due) < 0) {
			l.Due = d
		}
	}
	switch n := len(l.Attempts); {
	case l.State == LineNow && l.Due != nil:
		l.Note, _ = e.TimeLeft(*l.Due, now)
	case l.State == LineNow:
		l.Note = "进行中"
	case n > 0 && l.Attempts[n-1].Stage == l.Code && l.Attempts[n-1].Outcome == Done:
		l.State = LineDone
		l.Note = cal.DayOfMoment(*l.Attempts[n-1].Ended, func(d cal.Day) string { return cal.DayIn(d, cal.DayOf(now).Year()) })
		if attempts > 1 {
			l.Note = fmt.Sprintf("第 %d 次 %s", attempts, l.Note)
		}
	}
}
