package followups

import (
	"context"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/followups"
	"beiandesk/internal/office"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ref"
)

// DoneInput says that one was done.
type DoneInput struct {
	CaseID ref.CaseID `json:"caseId"`
	Key    string     `json:"key"`
	Note   string     `json:"note" text:"说明,lines,2000"`
	Until  string     `json:"until" text:"新的到期日,number,100"` // of what has a term: the day until which it holds now, as typed, or 长期
}

// Done records that one was done: of what has a term by the day until which it holds now, which
// is put on record; what comes each year stands again a year later. Errors: Invalid at until,
// NotFound.
func Done(ctx context.Context, o *office.Office, in DoneInput) (id ref.FollowupID, err error) {
	if err := office.Judge(in); err != nil {
		return "", err
	}
	err = o.Write(ctx, func(w *office.Work) error {
		l, err := find(w.Tx, o.Today(), in.CaseID, in.Key)
		if err != nil {
			return err
		}
		d := l.decision(followups.Done, strings.TrimSpace(in.Note), w)
		told := []string{l.Label() + "，" + l.Day.String()}
		if l.Kind.Renewed() {
			if d.Now, err = renew(w, l, in.Until, o.Today()); err != nil {
				return err
			}
			was := l.Day
			d.Was = &was
			told = append(told, "新的到期日 "+dayWords(d.Now))
		} else if strings.TrimSpace(in.Until) != "" {
			return errs.AtField("until", "%s没有到期日，请空着", l.Label())
		}
		if d.Words != "" {
			told = append(told, d.Words)
		}
		id = d.ID
		if err := put(w, l, d); err != nil {
			return err
		}
		return w.Note("edit", l.CaseID, string(d.ID), "后续已完成", strings.Join(told, "\n"))
	})
	return id, err
}

// dayWords is a last day in words; none is 长期.
func dayWords(d *cal.Day) string {
	if d == nil {
		return people.LongTerm
	}
	return d.String()
}

// decision is one about what stands, not yet stored.
func (l Line) decision(state, words string, w *office.Work) followups.Decision {
	d := followups.Decision{ID: l.ID, Case: l.CaseID, Kind: l.Kind.Code, Site: l.Site, Person: l.Person, Day: l.Day, Yearly: l.Yearly,
		State: state, Words: words, Staff: w.Staff, At: w.Now}
	if l.Kind.Of == followups.OfOwn {
		d.Label = l.Name
	}
	if d.ID == "" {
		d.ID = ref.New[ref.FollowupID]()
	}
	return d
}

// put stores a decision; one's own that comes again stands a year later.
func put(w *office.Work, l Line, d followups.Decision) error {
	if l.ID == "" {
		return w.Followups().Add(d)
	}
	if err := w.Followups().Update(d); err != nil || !l.Yearly || d.State == followups.Dropped {
		return err
	}
	d.ID, d.Day, d.State, d.Words, d.Led = ref.New[ref.FollowupID](), again(d.Day), followups.Open, "", ""
	return w.Followups().Add(d)
}

// again is the day a year later.
func again(day cal.Day) cal.Day { return day.AddMonths(12) }

// DropInput says that one is not followed any more.
type DropInput struct {
	CaseID ref.CaseID `json:"caseId"`
	Key    string     `json:"key"`
	Reason string     `json:"reason" text:"原因,lines,2000"`
}

// Drop records that one is not followed any more, with the reason: of what has a term until it
// has another day, of a year's check that year. Errors: Invalid at reason, NotFound.
func Drop(ctx context.Context, o *office.Office, in DropInput) (id ref.FollowupID, err error) {
	if err := office.Judge(in); err != nil {
		return "", err
	}
	reason := strings.TrimSpace(in.Reason)
	if reason == "" {
		return "", errs.AtField("reason", "请写明为什么不再跟，例如 客户自己办、网站已停用")
	}
	err = o.Write(ctx, func(w *office.Work) error {
		l, err := find(w.Tx, o.Today(), in.CaseID, in.Key)
		if err != nil {
			return err
		}
		d := l.decision(followups.Dropped, reason, w)
		id = d.ID
		if err := put(w, l, d); err != nil {
			return err
		}
		return w.Note("edit", l.CaseID, string(d.ID), "后续不再跟", l.Label()+"，"+l.Day.String()+"\n"+reason)
	})
	return id, err
}

// FollowupInput is one of staff's own.
type FollowupInput struct {
	CaseID ref.CaseID `json:"caseId"`
	Label  string     `json:"label" text:"要跟什么,line,100"`
	Day    string     `json:"day" text:"哪天,number,100"` // as typed
	Yearly bool       `json:"yearly"`
}

// Add adds one of staff's own to a case, open or ended. Errors: Invalid at label, day; NotFound.
func Add(ctx context.Context, o *office.Office, in FollowupInput) (id ref.FollowupID, err error) {
	if err := office.Judge(in); err != nil {
		return "", err
	}
	var wrong office.Problems
	label := strings.TrimSpace(in.Label)
	if label == "" {
		wrong.At("label", "请写要跟什么，例如 续签服务合同")
	}
	day, err := cal.ReadDay(in.Day, o.Today(), cal.Coming, "")
	wrong.Take("day", err)
	if err := wrong.Err(); err != nil {
		return "", err
	}
	d := followups.Decision{ID: ref.New[ref.FollowupID](), Case: in.CaseID, Kind: followups.Own, Label: label, Day: day, Yearly: in.Yearly, State: followups.Open}
	err = o.Write(ctx, func(w *office.Work) error {
		if _, err := w.Cases().Get(in.CaseID); err != nil {
			return err
		}
		d.Staff, d.At = w.Staff, w.Now
		if err := w.Followups().Add(d); err != nil {
			return err
		}
		text := label + "，" + day.String()
		if in.Yearly {
			text += "，每年一次"
		}
		return w.Note("edit", in.CaseID, string(d.ID), "加后续", text)
	})
	return d.ID, err
}

// Undo takes back what was decided of one, or one of staff's own. Errors: NotFound; Blocked for
// one that led to a case, and where the day on record is another one since.
func Undo(ctx context.Context, o *office.Office, id ref.FollowupID) error {
	return o.Write(ctx, func(w *office.Work) error {
		d, err := w.Followups().Get(id)
		switch {
		case err != nil:
			return err
		case d.State == followups.Undone:
			return errs.New(errs.Blocked, "这条后续已经撤销过了")
		case d.State == followups.Led:
			return errs.New(errs.Blocked, "这条后续已经开了案件；那个案件作废、撤回或不办以后，会再列出来")
		}
		k, _ := followups.KindOf(d.Kind)
		title := "撤销：" + map[string]string{followups.Done: "后续已完成", followups.Dropped: "后续不再跟", followups.Open: "加后续"}[d.State]
		if d.State == followups.Done && k.Renewed() {
			if err := unrenew(w, k, d); err != nil {
				return err
			}
		}
		if d.State == followups.Done && d.Yearly {
			if err := unrepeat(w, d); err != nil {
				return err
			}
		}
		before := d.State
		if d.State = followups.Undone; k.Of == followups.OfOwn && before != followups.Open {
			d.State, d.Words = followups.Open, ""
		}
		d.Staff, d.At = w.Staff, w.Now
		if err := w.Followups().Update(d); err != nil {
			return err
		}
		label := d.Label
		if label == "" {
			label = k.Label
		}
		return w.Note("edit", d.Case, string(d.ID), title, label+"，"+d.Day.String())
	})
}

// unrepeat takes back the one that stands a year later because of a decision.
func unrepeat(w *office.Work, d followups.Decision) error {
	all, err := w.Followups().Of(d.Case)
	if err != nil {
		return err
	}
	for _, other := range all {
		if other.State == followups.Open && other.Label == d.Label && other.Yearly && other.Day == again(d.Day) {
			other.State = followups.Undone
			return w.Followups().Update(other)
		}
	}
	return nil
}
