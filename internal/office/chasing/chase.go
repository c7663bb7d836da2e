// Package chasing makes what is said outside: the message that asks a client for what it
// owes (催办), and the ticket that asks its reviewer where an order stands (提工单).
package chasing

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
	"beiandesk/internal/silence"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// The ways in which a message goes.
const (
	WeChat = "wechat"
	SMS    = "sms" // short, and without a link
)

var wayLabels = map[string]string{WeChat: "微信", SMS: "短信"}

// ChaseInput asks for the ready message of an open run (催办), or of all that a client owes.
type ChaseInput struct {
	CaseID   ref.CaseID   `json:"caseId"`
	RunID    ref.RunID    `json:"runId"`
	ClientID ref.ClientID `json:"clientId"`                    // instead of a run: whatever the client owes
	Way      string       `json:"way"`                         // WeChat, which "" is too, or SMS
	Sent     bool         `json:"sent"`                        // it was sent: every run it asks about counts as chased
	Text     string       `json:"text" text:"催办内容,lines,5000"` // as it was sent; "" is as it was made
}

// Message is a text ready to be sent to the client. It gathers what the client owes in
// all of its open cases.
type Message struct {
	Title  string // 催办：短信核验等 3 件
	Way    string // WeChat or SMS
	To     string // who is written to: the client's contact, else the lead; "" while there is neither
	Phone  string // of the contact, covered, as the next; "" where he has none or is the lead
	WeChat string
	Client ref.ClientID
	Text   string
	Letter ref.CaseID  // of the case that has waited so long that the letter (中止函) is due; "" for none
	Where  string      // of a ticket: where it is handed in; "" of a message
	Runs   []ref.RunID // the runs it asks about, the one it was made for first
	Cases  []string    // their cases' numbers and those of which materials are missing, likewise
}

// Chase makes the message. When it was sent, each case in it notes it as a contact, and
// each run in it counts as chased. Errors: NotFound when the run has ended, Blocked when
// there is nothing to chase the client about, Invalid at way.
func Chase(ctx context.Context, o *office.Office, in ChaseInput) (Message, error) {
	if err := office.Judge(in); err != nil {
		return Message{}, err
	}
	way := cmp.Or(in.Way, WeChat)
	if wayLabels[way] == "" {
		return Message{}, errs.AtField("way", "请选择微信或短信")
	}
	var g gathered
	read := func(tx store.Tx) (err error) {
		if in.ClientID != "" {
			g, err = gatherAll(o, tx, in.ClientID)
		} else {
			g, err = gather(o, tx, in.CaseID, in.RunID)
		}
		g.way = way
		return err
	}
	if !in.Sent {
		if err := o.Read(ctx, read); err != nil {
			return Message{}, err
		}
		return g.message(), damage.Refuse(g.words())
	}
	err := o.Write(ctx, func(w *office.Work) error {
		if err := read(w.Tx); err != nil {
			return err
		}
		return g.note(w, in.Text)
	})
	return g.message(), err
}

// Ready is the message for all that a client owes, in a transaction that is open.
type Ready struct {
	Message
	made gathered
}

// ReadyFor makes it by a way, WeChat or SMS. Errors: Blocked when there is nothing to chase the
// client about, NotFound.
func ReadyFor(o *office.Office, tx store.Tx, client ref.ClientID, way string) (Ready, error) {
	g, err := gatherAll(o, tx, client)
	if err != nil {
		return Ready{}, err
	}
	g.way = way
	return Ready{g.message(), g}, damage.Refuse(g.words())
}

// Sent notes that it was sent, as Chase does; "" is as it was made.
func (r Ready) Sent(w *office.Work, text string) error { return r.made.note(w, text) }

// note counts the chase of every run and writes it into every case.
func (g *gathered) note(w *office.Work, sent string) error {
	text := strings.TrimSpace(sent)
	if text == "" {
		text = g.words()
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
		if err := w.Note("contact", d.Case.ID, string(first[d.Case.ID]), ChaseTitle+"："+wayLabels[g.way], text); err != nil {
			return err
		}
	}
	return nil
}

// ChaseTitle begins the title of the journal's line of a chase: 催办：微信.
const ChaseTitle = silence.Reminder

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
	return g, g.others(o, tx, d.Case.ClientID, id)
}

// gatherAll reads what a client owes, what is due first before all else.
func gatherAll(o *office.Office, tx store.Tx, client ref.ClientID) (g gathered, err error) {
	if _, err := tx.Clients().Client(client); err != nil {
		return g, err
	}
	if err := g.others(o, tx, client, ""); err != nil {
		return g, err
	}
	if len(g.asks)+len(g.owed) == 0 {
		return g, errs.New(errs.Blocked, "这个客户现在没有要办的事，不用催")
	}
	slices.SortStableFunc(g.asks, func(a, b asked) int { return cmp.Compare(a.sort, b.sort) })
	return g, nil
}

// others adds what a client owes in its open cases but for one, and who writes to it.
func (g *gathered) others(o *office.Office, tx store.Tx, client ref.ClientID, id ref.CaseID) error {
	head, err := setup.LetterheadIfWhole(tx)
	if err != nil {
		return err
	}
	g.from, g.around = cmp.Or(head.Short, head.Name), o.Editions.Phrases
	who, err := tx.Staff().Get(o.Staff)
	if err != nil {
		return err
	}
	g.staff = who.Name
	q := store.CaseQuery{Now: o.Now(), View: "open", Client: client, Sort: "number", Limit: 100}
	for {
		rows, err := tx.CaseList().Cases(q)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if row.ID == id {
				continue
			}
			other, err := casefile.Read(o, tx, row.ID)
			if err != nil {
				return err
			}
			if err := g.add(o, tx, other, ""); err != nil {
				return err
			}
		}
		if len(rows) < q.Limit {
			g.count(o.Today())
			return nil
		}
		q.After = rows[len(rows)-1].Cursor
	}
}
