package workflow

import (
	"fmt"
	"slices"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
)

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
	if stage.ListLabel != "" {
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
		l.Note = cal.DayIn(l.Attempts[n-1].Ended.Day, cal.DayOf(now).Year())
		if attempts > 1 {
			l.Note = fmt.Sprintf("第 %d 次 %s", attempts, l.Note)
		}
	}
}
