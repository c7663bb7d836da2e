package filing

import (
	"context"
	"strings"

	"beiandesk/internal/cases"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// ChaseInput asks for the ready message of an open run (催办).
type ChaseInput struct {
	CaseID ref.CaseID `json:"caseId"`
	RunID  ref.RunID  `json:"runId"`
	Sent   bool       `json:"sent"` // note in the timeline that it was sent
}

// Message is a text ready to be sent to the client.
type Message struct {
	Title string // 催办：短信核验
	To    string // the lead's name; "" while there is none
	Text  string
}

// Chase makes the message, and notes it as a contact when it was sent. Errors:
// NotFound when the run has ended, Blocked when there is nothing to chase the client
// about.
func Chase(ctx context.Context, o *office.Office, in ChaseInput) (Message, error) {
	var m Message
	make := func(tx store.Tx) error {
		d, err := casefile.Read(o, tx, in.CaseID)
		if err != nil {
			return err
		}
		m, err = message(d, o, tx, in.RunID)
		return err
	}
	if !in.Sent {
		return m, o.Read(ctx, func(tx store.Tx) error { return make(tx) })
	}
	err := o.Write(ctx, func(w *office.Work) error {
		if err := make(w.Tx); err != nil {
			return err
		}
		return w.Note("contact", in.CaseID, string(in.RunID), "催办", m.Text)
	})
	return m, err
}

func message(d *casefile.File, o *office.Office, tx store.Tx, id ref.RunID) (Message, error) {
	dates := d.Engine.Deadlines(d.Plan, d.State)
	for _, r := range d.State.OpenRuns() {
		if casefile.RunID(d.Case.ID, r.Key) != id {
			continue
		}
		text := d.Engine.DescribeWith(d.Plan, r, d.State, dates, o.Now()).Message
		if text == "" {
			return Message{}, errs.New(errs.Blocked, "这一步不用催客户")
		}
		if stage, _ := o.Engine.Graph().Stage(r.Stage); stage.Collects {
			s, err := intake.SheetIn(tx, d, o.Today())
			if err != nil {
				return Message{}, err
			}
			if len(s.Owed) > 0 {
				text += "\n还缺：\n" + strings.Join(s.Owed, "\n")
			}
		}
		to := d.Leader(cases.SiteLead, r.Site).Name
		if to == "" {
			to = d.Leader(cases.SubjectLead, "").Name
		}
		return Message{Title: "催办：" + casefile.StageLabel(o, r.Stage), To: to, Text: text}, nil
	}
	return Message{}, errs.New(errs.NotFound, "这一步已经办完了，请刷新后再看")
}
