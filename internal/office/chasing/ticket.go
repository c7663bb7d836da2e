package chasing

import (
	"context"

	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// TicketInput asks for the text with which the cloud, or a mini program's platform, is
// asked about an open run (提工单).
type TicketInput struct {
	CaseID ref.CaseID `json:"caseId"`
	RunID  ref.RunID  `json:"runId"`
	Sent   bool       `json:"sent"` // note in the timeline that it was handed in
}

// Ticket makes the text, and notes it when it was handed in; it is no contact with the
// client. Errors: NotFound when the run has ended, Blocked when there is nothing to ask
// about.
func Ticket(ctx context.Context, o *office.Office, in TicketInput) (Message, error) {
	if err := office.Judge(in); err != nil {
		return Message{}, err
	}
	var m Message
	read := func(tx store.Tx) error {
		d, err := casefile.Read(o, tx, in.CaseID)
		if err != nil {
			return err
		}
		r, open := d.OpenRun(in.RunID)
		if !open {
			return errs.New(errs.NotFound, "这一步已经办完了，请刷新后再看")
		}
		m.Text = d.Engine.Describe(d.Plan, r, d.State, o.Now()).Ticket
		if m.Text == "" {
			return errs.New(errs.Blocked, "这一步不用提工单")
		}
		m.Where = d.Engine.Graph().TicketsOf(d.Case.Type)
		if err := damage.Refuse(m.Text); err != nil {
			return err
		}
		m.Title = "提工单：" + casefile.StageLabel(o, d.Case.Type, r.Stage)
		return nil
	}
	if !in.Sent {
		return m, o.Read(ctx, read)
	}
	err := o.Write(ctx, func(w *office.Work) error {
		if err := read(w.Tx); err != nil {
			return err
		}
		return w.Note("note", in.CaseID, string(in.RunID), "提工单", m.Text)
	})
	return m, err
}
