package casefile

import (
	"cmp"
	"slices"

	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
	"beiandesk/internal/workflow"
)

// Damaged says that what was typed with one of the moves can't be read. The case can be
// looked at as far as the rest tells; what is stored of its stages, dates and numbers stays.
func (d *File) Damaged() bool {
	return slices.ContainsFunc(d.Moves, func(m workflow.Move) bool { return m.Damaged })
}

// Unharmed refuses to record, or to count anew, what would rest on a damaged move. Errors:
// Blocked.
func (d *File) Unharmed() error {
	if !d.Damaged() {
		return nil
	}
	return errs.New(errs.Blocked, "案件 %s %s，先不能登记、改期", d.Case.Number, d.Harm())
}

// Harm says of a damaged case what is wrong and what to do.
func (d *File) Harm() string {
	for _, m := range d.Moves {
		if m.Damaged {
			title := m.Action
			if act, ok := d.Engine.Graph().Action(m.Action); ok {
				title = act.Label
			}
			return m.At.String() + " 登记的“" + title + "”内容损坏。环节、期限、编号照原来存的保留；请从备份恢复资料夹"
		}
	}
	return ""
}

// unread is why a case whose moves don't add up can't be read, when a damaged one is the
// cause; nil otherwise.
func (d *File) unread(err error) error {
	if err == nil || !d.Damaged() {
		return nil
	}
	return damage.Of("moves", d.Case.Number, err)
}

// keepNumbers puts the stored numbers where a damaged move has lost them.
func (d *File) keepNumbers() {
	d.State.SubjectNumber = cmp.Or(d.State.SubjectNumber, d.Case.SubjectNumber)
	for _, s := range d.all() {
		if now, there := d.State.Sites[s.ID]; there {
			now.ICPNumber, now.PoliceNumber = cmp.Or(now.ICPNumber, s.ICPNumber), cmp.Or(now.PoliceNumber, s.PoliceNumber)
			d.State.Sites[s.ID] = now
		}
	}
}
