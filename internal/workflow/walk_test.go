package workflow_test

import (
	"fmt"
	"slices"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

const (
	siteA = ref.SiteID("site-a")
	siteB = ref.SiteID("site-b")
	shen  = ref.PersonID("shen")
	lin   = ref.PersonID("lin")
)

func engine() *workflow.Engine { return workflow.Default(cal.Embedded()) }

// plan is an enterprise's order of the given type in Zhejiang with one site and one
// lead who leads the subject and the site.
func plan(kind string) workflow.Plan {
	t, _ := engine().Graph().Type(kind)
	return workflow.Plan{
		Type: kind, Province: "33", ICP: t.HasICP(), Police: t.HasPolice(),
		Client: "杭州青禾软件有限公司",
		Sites:  []workflow.Site{{ID: siteA, Name: "青禾进销存", Domain: "qinghe.example"}},
		Leads: []workflow.Lead{
			{Person: shen, Name: "沈一鸣", Role: "subject", Mobile: "m1", Document: "id"},
			{Person: shen, Name: "沈一鸣", Role: "site", Site: siteA, Mobile: "m1", Document: "id"},
		},
	}
}

func moment(t testing.TB, text string) cal.Moment {
	t.Helper()
	m, err := cal.ParseMoment(text)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// desk records moves one after another the way the office does: checked, then added.
type desk struct {
	t     testing.TB
	e     *workflow.Engine
	p     workflow.Plan
	moves []workflow.Move
	s     workflow.State
}

func newDesk(t testing.TB, p workflow.Plan) *desk {
	d := &desk{t: t, e: engine(), p: p}
	s, err := d.e.Fold(p, nil)
	if err != nil {
		t.Fatal(err)
	}
	d.s = s
	return d
}

// move makes a move from an action, a moment and key=value pairs; the keys site and
// reason set the move's own fields.
func (d *desk) move(at, action string, values ...string) workflow.Move {
	d.t.Helper()
	m := workflow.Move{Seq: len(d.moves) + 1, At: moment(d.t, at), Action: action, Values: map[string]string{}}
	act, _ := d.e.Graph().Action(action)
	if stage, ok := d.e.Graph().Stage(act.Stage); ok && stage.PerSite {
		m.Site = d.p.Sites[0].ID
	}
	for i := 0; i+1 < len(values); i += 2 {
		switch values[i] {
		case "site":
			m.Site = ref.SiteID(values[i+1])
		case "reason":
			m.Reason = values[i+1]
		default:
			m.Values[values[i]] = values[i+1]
		}
	}
	return m
}

func (d *desk) try(at, action string, values ...string) error {
	d.t.Helper()
	m := d.move(at, action, values...)
	m = d.e.Fill(d.p, d.s, m)
	now := m.At.Day.Start().AddDate(0, 0, 1)
	if !m.At.IsDay() {
		now = m.At.Day.Start().Add(minutes(m.At.Minute))
	}
	if err := d.e.Check(d.p, d.moves, d.s, nil, m, now); err != nil {
		return err
	}
	moves := append(d.moves, m)
	s, err := d.e.Fold(d.p, moves)
	if err != nil {
		d.t.Fatalf("%s %s was allowed but does not fold: %v", at, action, err)
	}
	d.moves, d.s = moves, s
	return nil
}

func (d *desk) do(at, action string, values ...string) {
	d.t.Helper()
	if err := d.try(at, action, values...); err != nil {
		d.t.Fatalf("%s %s: %v", at, action, err)
	}
}

// in is the same desk inside a subtest.
func (d *desk) in(t testing.TB) *desk {
	same := *d
	same.t, same.moves = t, slices.Clip(d.moves)
	return &same
}

func (d *desk) deadlines() []workflow.Deadline { return d.e.Deadlines(d.p, d.s) }

func (d *desk) deadline(clock string) workflow.Deadline {
	d.t.Helper()
	for _, each := range d.deadlines() {
		if each.Clock == clock {
			return each
		}
	}
	d.t.Fatalf("no deadline %s among %v", clock, summaries(d.deadlines()))
	return workflow.Deadline{}
}

func summaries(list []workflow.Deadline) []string {
	var lines []string
	for _, d := range list {
		lines = append(lines, summary(d))
	}
	return lines
}

// summary is one date in short: clock, span, whether it governs.
func summary(d workflow.Deadline) string {
	text := d.Clock + " "
	if d.From != nil && *d.From != d.Due {
		text += d.From.String() + "…"
	}
	text += d.Due.String()
	if d.Governs {
		text += " *"
	}
	return text
}

// runs lists the open runs as stage/step:party.
func (d *desk) runs() []string {
	var lines []string
	for _, r := range d.s.OpenRuns() {
		lines = append(lines, fmt.Sprintf("%s/%s:%s", r.Stage, r.Step, r.Party))
	}
	return lines
}

func (d *desk) want(runs []string, dates ...string) {
	d.t.Helper()
	if got := d.runs(); fmt.Sprint(got) != fmt.Sprint(runs) {
		d.t.Fatalf("open runs are %v, want %v", got, runs)
	}
	if dates == nil {
		return
	}
	if got := summaries(d.deadlines()); fmt.Sprint(got) != fmt.Sprint(dates) {
		d.t.Fatalf("dates are\n%v, want\n%v", got, dates)
	}
}

// TestTheWalkComesOutDayByDay is the worked example of the handbook: each stage and
// clock line of it, in its order.
func TestTheWalkComesOutDayByDay(t *testing.T) {
	d := newDesk(t, plan("first"))
	run := func(list ...string) []string { return list }

	d.do("2026-09-07", "signing.sign")
	d.want(run("account/todo:client", "materials/todo:client"), "agreed 2026-09-10 *", "agreed 2026-09-10 *")
	d.do("2026-09-08", "account.done")
	d.do("2026-09-09 10:00", "materials.done")
	d.do("2026-09-09 10:00", "template.submit")
	d.want(run("template/submitted:cloud"), "template.max 2026-09-11 10:00 *")
	d.do("2026-09-09 16:30", "template.approve")
	d.want(run("domain/buy:client"))
	d.do("2026-09-10", "domain.bought")
	d.do("2026-09-10", "domain.verified")
	d.want(run("reporting/wait:cloud"), "reporting.expected 2026-09-14 *")

	d.do("2026-09-14", "reporting.done")
	d.want(run("forms/fill:agency"), "forms.max 2026-10-29 *")
	d.do("2026-09-14", "forms.filled")
	d.want(run("forms/face:client"), "forms.max 2026-10-29 *")
	d.do("2026-09-14", "forms.face")
	d.do("2026-09-14", "prereview.submit")
	d.want(run("prereview/submitted:cloud"), "prereview.expected 2026-09-15…2026-09-16 *")
	d.do("2026-09-15 11:20", "prereview.missed-call")
	d.want(run("prereview/submitted:cloud"), "prereview.expected 2026-09-15…2026-09-16", "prereview.recall 2026-09-15 12:20 *")
	d.do("2026-09-15 12:25", "prereview.reject", "reason", "手持照反光")
	d.want(run("forms/fill:agency"))
	if r := d.s.Runs[len(d.s.Runs)-2]; r.Key != "prereview#1" || r.Outcome != workflow.Rejected || r.Reason != "手持照反光" {
		t.Fatalf("the first attempt keeps its reason: %+v", r)
	}
	if r := d.s.OpenRuns()[0]; r.Attempt != 2 {
		t.Fatalf("forms are at attempt %d, want 2", r.Attempt)
	}

	d.do("2026-09-16", "forms.filled")
	d.want(run("forms/face:client"))
	d.do("2026-09-16", "forms.face")
	d.do("2026-09-16", "prereview.submit")
	d.want(run("prereview/submitted:cloud"), "prereview.expected 2026-09-17…2026-09-18 *")
	d.do("2026-09-17", "prereview.pass")
	d.want(run("bureau-submit/submitted:cloud"), "bureau-submit.expected 2026-09-18…2026-09-21 *")

	d.do("2026-09-18 15:04", "bureau-submit.sms")
	d.want(run("sms/verify:client"), "sms.legal 2026-09-19 15:04 *")
	if r := d.s.Rounds[0]; r.No != 1 || len(r.People) != 1 {
		t.Fatalf("round 1 with the one person whose mobile serves both: %+v", r)
	}
	d.do("2026-09-19 15:30", "sms.missed", "change", "no")
	if d.s.Missed != 1 {
		t.Fatalf("missed %d rounds, want 1", d.s.Missed)
	}
	d.want(run("bureau-submit/resubmit:cloud"), "bureau-submit.again 2026-09-20 15:04 *")
	d.do("2026-09-20 09:00", "bureau-submit.again")
	d.want(run("bureau-submit/submitted:cloud"), "bureau-submit.expected 2026-09-21…2026-09-23 *")
	d.do("2026-09-21 10:00", "bureau-submit.sms")
	d.do("2026-09-21 10:30", "sms.wrong")
	if r := d.s.Rounds[1]; r.No != 2 || r.People[0].Wrong != 1 {
		t.Fatalf("round 2 with one wrong entry: %+v", r)
	}
	d.do("2026-09-21 17:30", "sms.verified")
	d.want(run("bureau-review/submitted:bureau"),
		"bureau-review.expected 2026-09-28…2026-10-08", "bureau-review.max 2026-10-26 *")

	d.do("2026-10-15", "bureau-review.approve")
	d.want(run("number/todo:agency"))
	d.do("2026-10-15", "number.record", "subject_number", "浙ICP备2026051234号", "site_number", "浙ICP备2026051234号-1")
	d.want(run("online/todo:client", "revoke/ask:agency"))
	d.do("2026-10-16", "revoke.ask")
	d.do("2026-10-16", "revoke.confirm")
	d.do("2026-10-16", "online.live", "looked_up", "yes")
	d.want(run("police-account/todo:client"), "police.legal 2026-11-15 *")
	d.do("2026-10-19", "police-account.done")
	d.want(run("police-subject/todo:agency"), "police.legal 2026-11-15 *")
	d.do("2026-10-20", "police-subject.submit")
	d.want(run("police-subject/submitted:police"),
		"police-subject.expected 2026-10-22…2026-10-23 *", "police.legal 2026-11-15")
	d.do("2026-10-23", "police-subject.approve")
	d.want(run("police-site/todo:agency"), "police.legal 2026-11-15 *")
	d.do("2026-10-26", "police-site.submit")
	d.want(run("police-site/submitted:police"), "police-site.expected 2026-10-29…2026-11-02 *")
	d.do("2026-10-30", "police-site.approve", "police_number", "浙公网安备 33010602012345号")
	d.want(run("police-number/todo:client"), "police-number.legal 2026-11-29 *")
	d.do("2026-11-02", "police-number.shown")
	d.want(run("handover/todo:agency"))
	d.do("2026-11-03", "handover.done", "scans", "purge")
	d.want(nil)
	if d.s.Status != workflow.Delivered || len(d.deadlines()) != 0 || d.s.Undoable != 0 {
		t.Fatalf("closed, nothing due, nothing to undo: %+v", d.s)
	}
	site := d.s.Sites[siteA]
	if site.ICPNumber != "浙ICP备2026051234号-1" || site.PoliceNumber != "浙公网安备 33010602012345号" || site.Live.String() != "2026-10-16" {
		t.Fatalf("the site keeps its numbers: %+v", site)
	}
}
