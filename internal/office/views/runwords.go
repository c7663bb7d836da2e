package views

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// Task is a line of Today: who we wait for, what to do, for whom, when and why then.
type Task struct {
	store.TaskRow
	Words
	Chased      Chased
	Silence     Silence
	OnHold      bool   // its case is on hold: what is shown of it goes on all the same
	LastContact string // 11月20日 电话; "" when none
}

// Words are what a list says of an open run.
type Words struct {
	StageLabel string
	WaitsFor   workflow.Party // as of now: once a date has passed it may be us
	PartyLabel string         // 待客户
	Todo       string
	Act        workflow.Act // what its button does
	Chase      bool         // there is a message ready for the client
	Due        Due
	WhyLine    string // 第 2 轮短信，24 小时内
}

// TaskOf puts a run's row of a list in words.
func TaskOf(o *office.Office, r store.TaskRow) Task {
	stage, _ := o.Engine.Graph().Stage(r.Stage)
	return Task{TaskRow: r, OnHold: r.Status == string(workflow.Hold) && !stage.Pause, Words: wordsOf(o, r.RunLine, r.Edition, workflow.LineNames{
		CaseType: r.CaseType, Province: r.Province, Client: r.Client, Lead: r.Lead, Domain: r.Domain,
	})}
}

// wordsOf puts a run's line in the words of the case's edition.
func wordsOf(o *office.Office, l workflow.RunLine, edition int, names workflow.LineNames) Words {
	said := o.Editions.Of(edition).Engine.For(names.CaseType).WordsOf(l, names, o.Now())
	w := Words{
		StageLabel: said.StageLabel, WaitsFor: said.Party, PartyLabel: said.PartyLabel, Todo: said.Todo, Act: said.Act, Chase: said.Chase,
		Due: Due{Tone: ToneNone}, WhyLine: said.Why,
	}
	if l.Due != nil {
		w.Due = dueIn(o, l.Due.At, l.Due.Kind, l.Due.Provisional, said.Left, said.Tone)
		if l.Due.Began != nil {
			w.Due.Start = cal.Start(*l.Due.Began)
		}
	}
	return w
}
