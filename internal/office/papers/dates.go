package papers

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/office/views"
	"beiandesk/internal/paper"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// coming lists the dates ahead with their reasons, one row for a run.
func (r report) coming() []paper.DateReason {
	type date struct {
		paper.DateReason
		site ref.SiteID
	}
	var dated []date
	rows := map[string]int{}
	for _, d := range r.dates {
		key := d.RunKey
		if key == "" {
			key = d.Key
		}
		at, ok := rows[key]
		if !ok {
			at = len(dated)
			rows[key] = at
			text := r.stage(d.Stage)
			if span, found := r.texts.Spans[d.Clock]; found {
				text = span
			}
			if d.Kind == workflow.Own {
				text.Matter = r.texts.NotOrdered.Matter
			}
			dated = append(dated, date{paper.DateReason{Matter: text.Matter}, d.Site})
		}
		row := &dated[at]
		switch {
		case !d.Due.Dated():
			row.Expected = "待查清起算的日期"
		case d.Kind == workflow.Legal || d.Kind == workflow.Max || d.Kind == workflow.Own:
			row.Latest = d.Due.String()
		case d.Kind == workflow.Appointment:
			row.Expected = d.Due.String() + "（约定）"
		case d.From != nil && d.From.Compare(d.Due) < 0:
			row.Expected = d.From.String() + " 至 " + d.Due.String()
		default:
			row.Expected = d.Due.String()
		}
		if ok {
			row.Why += d.Label + "：" + r.why(d)
		} else {
			row.Why = r.why(d)
		}
	}
	var list []paper.DateReason
	for _, g := range merged(dated, func(d date) paper.DateReason { return d.DateReason }) {
		row := g.key
		row.Matter += sitesOf(r, g.items, func(d date) ref.SiteID { return d.site })
		list = append(list, row)
	}
	if r.f.State.Over() {
		return list
	}
	for _, l := range r.texts.Later {
		s, _ := r.o.Engine.Graph().Stage(l.Stage)
		ordered := slices.Contains(r.kind.Stages, l.Stage) && (s.Phase != workflow.PhasePolice || r.f.State.Police)
		begun := slices.ContainsFunc(r.f.State.Runs, func(run workflow.Run) bool { return run.Stage == l.Stage })
		if ordered && !begun {
			list = append(list, r.ahead(l))
		}
	}
	if !r.f.State.Police && r.kind.HasPolice() && r.offLine() {
		list = append(list, r.ahead(r.notOrdered().laterText))
	}
	return list
}

// offLine says that a site is yet to go live.
func (r report) offLine() bool {
	return slices.ContainsFunc(r.f.Sites, func(s views.SiteFile) bool { return s.Live == nil })
}

// notOrdered is what the client must do himself, in the words of the case's type.
func (r report) notOrdered() notOrderedText {
	n, own := r.texts.NotOrdered, r.texts.Types[r.kind.Code].NotOrdered
	n.Why, n.Act, n.Intro = cmp.Or(own.Why, n.Why), cmp.Or(own.Act, n.Act), r.kind.Word(cmp.Or(own.Intro, n.Intro))
	return n
}

// ahead is a date that can't be counted yet, with the term by which it will be.
func (r report) ahead(l laterText) paper.DateReason {
	own := r.texts.Types[r.kind.Code].Later[l.Stage]
	said := func(text string) string { return r.withTerm(r.kind.Word(text), l.Clock) }
	return paper.DateReason{Matter: cmp.Or(own.Matter, l.Matter), Latest: said(l.Latest), Why: said(cmp.Or(own.Why, l.Why))}
}

// why gives the reasons of a date without what the footnote says for all dates
// (unpublished years) and without our own sources.
func (r report) why(d workflow.Deadline) string {
	var b strings.Builder
	for _, line := range r.o.Engine.Reasons(d) {
		if !strings.HasPrefix(line, "来源：") && !(d.Provisional && strings.Contains(line, "放假安排尚未公布")) {
			b.WriteString(line)
		}
	}
	return b.String()
}

func (r report) unpublished() []int {
	var years []int
	for _, d := range r.dates {
		if d.Provisional {
			years = append(years, r.o.Calendar.Unpublished(d.Why.TriggerAt.Day, d.Due.Day)...)
		}
	}
	slices.Sort(years)
	return slices.Compact(years)
}

// history tells what has been done, newest first.
func (r report) history() []paper.Done {
	var list []paper.Done
	for _, run := range r.f.State.Runs {
		if run.Ended == nil || run.Outcome == workflow.Dropped {
			continue
		}
		d := paper.Done{On: run.Ended.Day, Undated: !run.Ended.Dated(), Matter: r.stageLabel(run)}
		switch run.Outcome {
		case workflow.Rejected:
			d.Note = fmt.Sprintf("第 %d 次退回：%s", run.Attempt, run.Reason)
		case workflow.MissedIt:
			d.Note = r.withTerm(r.texts.Missed.Done, r.texts.Missed.Clock)
		default:
			d.Note = r.stage(run.Stage).Done
			if run.Attempt > 1 {
				d.Note = fmt.Sprintf("第 %d 次，", run.Attempt) + d.Note
			}
			if run.Stage == workflow.StageNumber && r.f.State.SubjectNumber != "" {
				d.Note = r.f.State.SubjectNumber + "。"
			}
		}
		list = append(list, d)
	}
	slices.SortStableFunc(list, func(a, b paper.Done) int { return cmp.Compare(a.On, b.On) })
	slices.Reverse(list)
	return list
}
