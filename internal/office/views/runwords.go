package views

import (
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// Task is a line of Today: who we wait for, what to do, for whom, when and why then.
type Task struct {
	store.TaskRow
	Words
	LastContact string // 11月20日 电话; "" when none
}

// Words are what a list says of an open run.
type Words struct {
	StageLabel string
	WaitsFor   workflow.Party // as of now: once a date has passed it may be us
	PartyLabel string         // 待客户
	Todo       string
	Chase      bool // there is a message ready for the client
	Due        Due
	WhyLine    string     // 第 2 轮短信，24 小时内
	Act        *RowAction // the one action; nil when there is none
}

// RowAction is the action a list offers for a run.
type RowAction struct {
	Code  string
	Label string
	Site  ref.SiteID
	Asks  bool // it asks for values or a reason
}

func newTask(o *office.Office, r store.TaskRow) Task {
	return Task{TaskRow: r, Words: wordsOf(o, r)}
}

// wordsOf puts a row in words. The engine is asked about a case that consists of what
// the row holds, so that a list needs no more statements than one.
func wordsOf(o *office.Office, row store.TaskRow) Words {
	r := row.RunRow
	engine := o.Editions.Of(row.Edition).Engine
	p := workflow.Plan{
		Type: row.CaseType, Province: row.Province, Client: row.Client,
		Sites: []workflow.Site{{ID: r.SiteID, Name: row.SiteName, Domain: row.Domain}},
		Leads: []workflow.Lead{{Name: row.Lead, Role: "subject"}},
	}
	run := workflow.Run{Key: r.Key, Stage: r.Stage, Site: r.SiteID, Attempt: r.Attempt, Step: r.Step, Party: workflow.Party(r.Party)}
	run.Entered, _ = cal.ParseMoment(r.Entered)
	if r.Visit != "" {
		run.Visit = &workflow.Visit{Kind: r.Visit}
		if r.DueDay != nil {
			run.Visit.When = cal.Moment{Day: *r.DueDay, Minute: r.DueMin}
		}
	}
	st := workflow.State{Status: workflow.Status(row.Status), Runs: []workflow.Run{run}}
	dates := []workflow.Deadline{}
	if d := deadlineOf(engine, r); d != nil {
		d.Provisional = row.Provisional
		if d.Kind == workflow.Reminder {
			run.Recall = &d.Due
		}
		dates = append(dates, *d)
	}
	if r.Round > 0 {
		st.Rounds = []workflow.Round{roundOf(r)}
	}
	text := engine.DescribeWith(p, run, st, dates, o.Now())
	w := Words{
		StageLabel: casefile.StageLabel(o, r.Stage), WaitsFor: text.Party, PartyLabel: casefile.PartyLabel(o, text.Party),
		Todo: text.Todo, Chase: text.Message != "", Due: Due{Tone: ToneNone}, Act: actOf(o, row.CaseType, r, text.Party),
	}
	if len(dates) > 0 {
		w.Due = DueOf(o, dates[0], startOf(r))
		w.WhyLine = whyLine(engine, dates[0], r.Round)
	}
	return w
}

// deadlineOf is the governing date of a run as far as its row tells.
func deadlineOf(engine *workflow.Engine, r store.RunRow) *workflow.Deadline {
	if r.DueDay == nil {
		return nil
	}
	d := &workflow.Deadline{
		Key: r.DueKey, RunKey: r.Key, Stage: r.Stage, Kind: workflow.Kind(r.DueKind),
		Due: cal.Moment{Day: *r.DueDay, Minute: r.DueMin}, Governs: true, Runs: []string{r.Key},
	}
	d.Clock = r.DueKey[strings.LastIndexByte(r.DueKey, '/')+1:]
	spanning, _, _ := strings.Cut(r.DueKey, "/")
	for _, c := range engine.Graph().Clocks {
		if c.Code == spanning {
			d.Clock, d.RunKey = c.Code, ""
		}
		if c.Code == d.Clock {
			d.Label, d.Why.Term = c.Label, c.Term
			if c.Unit == "workdays" {
				d.Why.Count = &cal.Count{}
			}
		}
	}
	if d.Clock == "agreed" {
		d.Label = "约定日期"
		d.Why.Count = &cal.Count{}
	}
	return d
}

// roundOf is the running SMS round as far as its row tells.
func roundOf(r store.RunRow) workflow.Round {
	round := workflow.Round{No: r.Round}
	if r.DueDay != nil {
		round.Expires = cal.Moment{Day: *r.DueDay, Minute: r.DueMin}
	}
	if r.Lost {
		round.Lost = &round.Expires
	}
	for name := range strings.SplitSeq(r.Who, "、") {
		round.People = append(round.People, workflow.RoundPerson{Name: name})
	}
	return round
}

// whyLine is the reason of a date in a few words.
func whyLine(engine *workflow.Engine, d workflow.Deadline, round int) string {
	if round > 0 {
		clock, _ := engine.Graph().TermOf(workflow.ChangeClock, "", d.Clock)
		return fmt.Sprintf("第 %d 轮短信，%s内", round, clock.Words)
	}
	if d.Clock == "agreed" {
		return "约定的日期"
	}
	return d.Label
}

// actOf is the action that moves a run on from its step: the primary one, else the
// first outcome. Once an SMS round is lost it waits on us instead of the client, and
// the act is to confirm that.
func actOf(o *office.Office, caseType string, r store.RunRow, waitsFor workflow.Party) *RowAction {
	round := "running"
	if waitsFor == workflow.Agency {
		round = "over"
	}
	g := o.Engine.Graph()
	var found *workflow.ActionSpec
	for i := range g.Actions {
		a := &g.Actions[i]
		if a.Stage != r.Stage || !slices.Contains(a.Steps, r.Step) || a.Interactive || (len(a.Types) > 0 && !slices.Contains(a.Types, caseType)) || (a.Round != "" && a.Round != round) {
			continue
		}
		if found == nil || (a.Kind == "primary" && found.Kind != "primary") {
			found = a
		}
	}
	if found == nil {
		return nil
	}
	return &RowAction{Code: found.Code, Label: found.Label, Site: r.SiteID, Asks: len(found.Values) > 0 || found.Reason}
}
