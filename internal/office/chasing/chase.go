// Package chasing makes what is said outside: the message that asks a client for what it
// owes (催办), and the ticket that asks its reviewer where an order stands (提工单).
package chasing

import (
	"context"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// ChaseInput asks for the ready message of an open run (催办).
type ChaseInput struct {
	CaseID ref.CaseID `json:"caseId"`
	RunID  ref.RunID  `json:"runId"`
	Sent   bool       `json:"sent"`                        // it was sent: every run it asks about counts as chased
	Text   string     `json:"text" text:"催办内容,lines,5000"` // as it was sent; "" is as it was made
}

// Message is a text ready to be sent to the client. It gathers what the client owes in
// all of its open cases.
type Message struct {
	Title  string // 催办：短信核验等 3 件
	To     string // who is written to: the client's contact, else the lead; "" while there is neither
	Phone  string // of the contact, covered, as the next; "" where he has none or is the lead
	WeChat string
	Client ref.ClientID
	Text   string
	Where  string      // of a ticket: where it is handed in; "" of a message
	Runs   []ref.RunID // the runs it asks about, the one it was made for first
	Cases  []string    // their cases' numbers and those of which materials are missing, likewise
}

// Chase makes the message. When it was sent, each case in it notes it as a contact, and
// each run in it counts as chased. Errors: NotFound when the run has ended, Blocked when
// there is nothing to chase the client about.
func Chase(ctx context.Context, o *office.Office, in ChaseInput) (Message, error) {
	if err := office.Judge(in); err != nil {
		return Message{}, err
	}
	var g gathered
	read := func(tx store.Tx) (err error) {
		g, err = gather(o, tx, in.CaseID, in.RunID)
		return err
	}
	if !in.Sent {
		if err := o.Read(ctx, read); err != nil {
			return Message{}, err
		}
		return g.message(o), damage.Refuse(g.text())
	}
	err := o.Write(ctx, func(w *office.Work) error {
		if err := read(w.Tx); err != nil {
			return err
		}
		return g.note(w, in.Text)
	})
	return g.message(o), err
}

// note counts the chase of every run and writes it into every case.
func (g *gathered) note(w *office.Work, sent string) error {
	text := strings.TrimSpace(sent)
	if text == "" {
		text = g.text()
	}
	first := map[ref.CaseID]ref.RunID{}
	for _, a := range g.asks {
		if err := w.Chases().Add(a.file.Case.ID, a.run, a.matter, cal.At(w.Now)); err != nil {
			return err
		}
		if first[a.file.Case.ID] == "" {
			first[a.file.Case.ID] = a.run
		}
	}
	for _, d := range g.files {
		if err := w.Note("contact", d.Case.ID, string(first[d.Case.ID]), ChaseTitle, text); err != nil {
			return err
		}
	}
	return nil
}

// ChaseTitle is the title of the journal's line of a chase.
const ChaseTitle = "催办"

// gather reads what a client owes, the run and its case before all else.
func gather(o *office.Office, tx store.Tx, id ref.CaseID, run ref.RunID) (gathered, error) {
	d, err := casefile.Read(o, tx, id)
	if err != nil {
		return gathered{}, err
	}
	var g gathered
	if err := g.add(o, tx, d, run); err != nil {
		return g, err
	}
	r, open := d.OpenRun(run)
	stage, _ := d.Engine.Graph().Stage(r.Stage)
	switch {
	case len(g.asks) > 0 && g.asks[0].run == run:
	case !open:
		return g, errs.New(errs.NotFound, "这一步已经办完了，请刷新后再看")
	case stage.Collects && d.State.Status == workflow.Open:
		return g, errs.New(errs.Blocked, "材料都齐了，不用再催。记下“材料已收齐”就往下走")
	case d.State.Status == workflow.Hold:
		return g, errs.New(errs.Blocked, "案件暂停着，恢复办理后再催")
	default:
		return g, errs.New(errs.Blocked, "这一步不用催客户")
	}
	q := store.CaseQuery{Now: o.Now(), View: "open", Client: d.Case.ClientID, Sort: "number", Limit: 100}
	for {
		rows, err := tx.CaseList().Cases(q)
		if err != nil {
			return g, err
		}
		for _, row := range rows {
			if row.ID == id {
				continue
			}
			other, err := casefile.Read(o, tx, row.ID)
			if err != nil {
				return g, err
			}
			if err := g.add(o, tx, other, ""); err != nil {
				return g, err
			}
		}
		if len(rows) < q.Limit {
			return g, nil
		}
		q.After = rows[len(rows)-1].Cursor
	}
}
