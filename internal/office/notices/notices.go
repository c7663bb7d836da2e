// Package notices is the look, once a working day, at the places where reviewers leave
// their results beside the SMS: the messages of the police's platform and of the
// consoles of the cloud and of mini programs' platforms. It is one task of the whole desk, not one of each case.
package notices

import (
	"context"
	"fmt"
	"slices"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// Notice is one such place, as it stands today.
type Notice struct {
	workflow.Notice
	Cases []Case // with a reviewer who leaves word there; nil once somebody has looked
	More  bool   // there are more than Cases holds
	Look  *Look  // today's; nil while nobody has looked
}

// Case is a case that may have got its result.
type Case struct {
	ID             ref.CaseID
	Number, Client string
	Stage          string // 开办主体审核
	Site           string // domain or name of what is reviewed
}

// Count says how many cases may have got their result: 3 件在审.
func (n Notice) Count() string {
	more := ""
	if n.More {
		more = "以上"
	}
	return fmt.Sprintf("%d 件%s在审", len(n.Cases), more)
}

// Look is who looked, and when.
type Look struct {
	At    time.Time   `json:"at"`
	Staff ref.StaffID `json:"staff"`
	Name  string      `json:"name"`
}

// most is how many cases of a stage are named.
const most = 100

// lookedKey is the setting that keeps the latest look at each place, by its code. The
// journal keeps all of them.
const lookedKey = "notices"

// Due lists the places to look at today, and those that were looked at today. On a day off
// there are none, nor where no case is with a reviewer.
func Due(ctx context.Context, o *office.Office) (list []Notice, err error) {
	err = o.Read(ctx, func(tx store.Tx) error {
		list, err = DueIn(o, tx)
		return err
	})
	return list, err
}

// DueIn is Due inside a transaction. Its statements do not grow with the desk.
func DueIn(o *office.Office, tx store.Tx) ([]Notice, error) {
	list := []Notice{}
	if off, _ := o.Calendar.Off(o.Today()); off {
		return list, nil
	}
	looked := map[string]Look{}
	if _, err := office.ReadSetting(tx, lookedKey, &looked); err != nil {
		return nil, err
	}
	for _, place := range o.Engine.Graph().Notices {
		n := Notice{Notice: place}
		if look, ok := looked[place.Code]; ok && cal.DayOf(look.At) == o.Today() {
			n.Look = &look
			list = append(list, n)
			continue
		}
		if err := n.read(o, tx); err != nil {
			return nil, err
		}
		if len(n.Cases) > 0 {
			list = append(list, n)
		}
	}
	return list, nil
}

// read fills in the cases that stand at a step whose reviewer leaves word there.
func (n *Notice) read(o *office.Office, tx store.Tx) error {
	for _, stage := range o.Engine.Graph().Stages {
		for _, r := range n.reviewers(o.Engine.Graph(), stage) {
			if err := n.add(o, tx, stage.Code, r); err != nil {
				return err
			}
		}
	}
	return nil
}

// reviewer is a party who leaves word there, and the types of the cases in which he does.
type reviewer struct {
	party workflow.Party
	types []string
}

// reviewers are those who leave word there of a stage.
func (n *Notice) reviewers(g *workflow.Graph, stage workflow.Stage) []reviewer {
	var list []reviewer
	for _, step := range stage.Steps {
		for _, t := range g.Types {
			own, _ := g.StepIn(t.Code, stage.Code, step.Code)
			if own.Notices != n.Code {
				continue
			}
			at := slices.IndexFunc(list, func(r reviewer) bool { return r.party == own.Party })
			if at < 0 {
				list, at = append(list, reviewer{party: own.Party}), len(list)
			}
			list[at].types = append(list[at].types, t.Code)
		}
	}
	return list
}

// add adds the cases that wait for a reviewer in a stage. The types are asked of the store:
// others wait for the same party, and would fill the hundred.
func (n *Notice) add(o *office.Office, tx store.Tx, stage string, by reviewer) error {
	rows, err := tx.TaskList().Tasks(store.TaskQuery{Now: o.Now(), Stage: stage, Party: string(by.party), Types: by.types, Limit: most + 1})
	if err != nil {
		return err
	}
	for i, r := range rows {
		if i == most {
			n.More = true
			break
		}
		if step, _ := o.Engine.Graph().StepIn(r.CaseType, stage, r.Step); step.Notices != n.Code {
			continue
		}
		words := o.Engine.Graph().Of(r.CaseType)
		named, _ := words.Stage(stage)
		n.Cases = append(n.Cases, Case{ID: r.CaseID, Number: r.CaseNumber, Client: r.Client, Stage: named.Label, Site: r.SiteWord()})
	}
	return nil
}

// Seen notes that somebody has looked at a place today, or takes that back. Errors: Invalid
// at code for an unknown place.
func Seen(ctx context.Context, o *office.Office, code string, seen bool) error {
	return o.Write(ctx, func(w *office.Work) error {
		place, ok := o.Engine.Graph().NoticeOf(code)
		if !ok {
			return errs.AtField("code", "没有这处消息，请刷新后再看")
		}
		looked := map[string]Look{}
		version, err := office.ReadSetting(w.Tx, lookedKey, &looked)
		if err != nil {
			return err
		}
		if !seen {
			delete(looked, code)
			if err := office.SaveSetting(w.Tx, lookedKey, looked, version); err != nil {
				return err
			}
			return w.Note("note", "", code, "撤销“已看”："+place.Label, "")
		}
		staff, err := w.Tx.Staff().Get(w.Staff)
		if err != nil {
			return err
		}
		looked[code] = Look{At: w.Now, Staff: w.Staff, Name: staff.Name}
		if err := office.SaveSetting(w.Tx, lookedKey, looked, version); err != nil {
			return err
		}
		return w.Note("note", "", code, "已看："+place.Label, "")
	})
}
