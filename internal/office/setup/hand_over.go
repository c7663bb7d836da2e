package setup

import (
	"context"
	"fmt"
	"strings"

	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// HandOverInput hands the open cases of one 经办 to another.
type HandOverInput struct {
	From ref.StaffID  `json:"from"`
	To   ref.StaffID  `json:"to"`
	Note string       `json:"note" text:"交接说明,lines,2000"`
	Only []ref.CaseID `json:"only"` // of those alone; none is all
}

// HandOver hands over all open cases of a 经办, with a line in each that says why, in one
// transaction, and gives those that went. To hand them back, name them. Errors: Invalid at from
// or to, Blocked where he has none of them.
func HandOver(ctx context.Context, o *office.Office, in HandOverInput) ([]ref.CaseID, error) {
	if err := office.Judge(in); err != nil {
		return nil, err
	}
	var gone []ref.CaseID
	err := o.Write(ctx, func(w *office.Work) error {
		from, to, err := handing(w.Tx, in)
		if err != nil {
			return err
		}
		text := fmt.Sprintf("%s 交给 %s", from.Name, to.Name)
		if note := strings.TrimSpace(in.Note); note != "" {
			text += "：" + note
		}
		if gone, err = openOf(w, in); err != nil {
			return err
		}
		if len(gone) == 0 {
			return errs.New(errs.Blocked, "%s手上没有可以交接的在办案件", from.Name)
		}
		for _, id := range gone {
			if err := HandOn(w, id, to.ID, "交接经办", text); err != nil {
				return err
			}
		}
		return nil
	})
	return gone, err
}

func handing(tx store.Tx, in HandOverInput) (from, to store.Staff, err error) {
	var wrong office.Problems
	if from, err = tx.Staff().Get(in.From); err != nil {
		wrong.Take("from", err)
	}
	if in.To == in.From {
		wrong.At("to", "请选另一位经办")
	} else if err := OwnerFits(tx, in.To); err != nil {
		wrong.Take("to", err)
	}
	if err := wrong.Err(); err != nil {
		return from, to, err
	}
	to, err = tx.Staff().Get(in.To)
	return from, to, err
}

// handingPage is how many cases one statement reads.
const handingPage = 500

// openOf lists what is handed over, as it stands before any of it is.
func openOf(w *office.Work, in HandOverInput) (list []ref.CaseID, err error) {
	only := map[ref.CaseID]bool{}
	for _, id := range in.Only {
		only[id] = true
	}
	q := store.CaseQuery{View: "open", Owners: []ref.StaffID{in.From}, Now: w.Now, Sort: "number", Limit: handingPage}
	for {
		rows, err := w.CaseList().Cases(q)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if len(only) == 0 || only[r.ID] {
				list = append(list, r.ID)
			}
		}
		if len(rows) < handingPage {
			return list, nil
		}
		q.After = rows[len(rows)-1].Cursor
	}
}

// HandOn gives a case to another 经办, with a line that says so under a title as of Note. The
// caller has asked OwnerFits.
func HandOn(w *office.Work, id ref.CaseID, to ref.StaffID, title, text string) error {
	c, err := w.Cases().Get(id)
	if err != nil {
		return err
	}
	c.OwnerID, c.UpdatedAt = to, w.Now
	if err := w.Cases().Update(c); err != nil {
		return err
	}
	return w.Note("edit", id, string(id), title, text)
}

// OwnerFits refuses who can't have cases. Errors: Invalid.
func OwnerFits(tx store.Tx, id ref.StaffID) error {
	s, err := tx.Staff().Get(id)
	if errs.CodeOf(err) == errs.NotFound || (err == nil && !s.Active) {
		return errs.New(errs.Invalid, "请选择一位在岗的经办")
	}
	return err
}
