package filing

import (
	"context"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
)

// NoteInput writes something into a case's timeline that is no move.
type NoteInput struct {
	CaseID ref.CaseID `json:"caseId"`
	Kind   string     `json:"kind"` // note, or how the client was reached: phone, wechat, mail
	Text   string     `json:"text" text:"内容,lines,10000"`
	At     string     `json:"at" text:"时间,number,100"` // day or minute as typed; "" is now
	Draft  string     `json:"draft"`                   // key of the draft that ends with it, or ""
}

// contacts are the ways in which a client is reached.
var contacts = map[string]string{"phone": "电话", "wechat": "微信", "mail": "邮件"}

// Note records a note or a contact. Errors: Invalid at kind, text or at; NotFound.
func Note(ctx context.Context, o *office.Office, in NoteInput) error {
	if err := office.Judge(in); err != nil {
		return err
	}
	return o.Write(ctx, func(w *office.Work) error { return NoteIn(o, w, in, "备忘") })
}

// NoteIn is Note in a transaction, of an input that was judged; title is that of a note.
func NoteIn(o *office.Office, w *office.Work, in NoteInput, title string) error {
	text := strings.TrimSpace(in.Text)
	kind := "note"
	var wrong office.Problems
	if in.Kind != "note" {
		kind, title = "contact", contacts[in.Kind]
		if title == "" {
			wrong.At("kind", "请选择备忘、电话、微信或邮件")
		}
	}
	if text == "" {
		wrong.At("text", "请写下内容")
	}
	at, err := happened(o, in.At)
	wrong.Take("at", err)
	if err := wrong.Err(); err != nil {
		return err
	}
	if _, err := w.Cases().Get(in.CaseID); err != nil {
		return err
	}
	if err := w.NoteAt(kind, in.CaseID, "", title, text, at.String()); err != nil {
		return err
	}
	return w.Drafts().Remove(w.Staff, in.Draft)
}

// happened reads when something happened: now by default, never in the future.
func happened(o *office.Office, text string) (cal.Moment, error) {
	now := cal.At(o.Now())
	if strings.TrimSpace(text) == "" {
		return now, nil
	}
	u, err := cal.Read(text, cal.Want{Now: now, Lean: cal.Happened, Clock: true})
	return u.Moment, err
}
