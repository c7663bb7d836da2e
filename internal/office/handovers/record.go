// Package handovers keeps the register of hand-overs of personal data (移交登记): what an
// action of a case hands over is registered with it, the rest by hand. A purge of the scans
// is registered, too, and takes no line away.
package handovers

import (
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/handovers"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// Record registers what a move hands over, once it is appended and folded. sheet are the
// materials as they were before it. An undo takes the line of what it undoes back, a
// correction moves it.
func Record(w *office.Work, d *casefile.File, m workflow.Move, sheet intake.Sheet) error {
	if m.Action == workflow.ActionUndo || m.Corrects() {
		return follow(w, d)
	}
	if act, ok := handovers.ActOf(m.Action, d.Case.Type); ok {
		if err := add(w, d, m, act, kindsOf(act, sheet, latest)); err != nil {
			return err
		}
	}
	if spec, _ := d.Engine.Graph().Action(m.Action); spec.Purges(m.Values) {
		if kinds := scans(sheet); len(kinds) > 0 {
			return add(w, d, m, handovers.Destroyed(), kinds)
		}
	}
	return nil
}

func add(w *office.Work, d *casefile.File, m workflow.Move, act handovers.Act, kinds []string) error {
	h := lineFor(d, m, act, kinds)
	h.Staff, h.Recorded = w.Staff, w.Now
	return w.Handovers().Add(h)
}

// lineFor is the line of a move, without who enters it, and when.
func lineFor(d *casefile.File, m workflow.Move, act handovers.Act, kinds []string) handovers.Handover {
	return handovers.Handover{
		ID: ref.New[ref.HandoverID](), CaseID: d.Case.ID, At: m.At, Recipient: act.Recipient, Name: nameOf(d, act.Recipient), Actor: act.Actor,
		Kinds: kinds, Purpose: d.Kind().Word(act.Purpose), Basis: act.Basis, Move: m.ID,
	}
}

// nameOf is a recipient's name as far as the case says it; "" where it must be told.
func nameOf(d *casefile.File, recipient string) string {
	r, _ := handovers.RecipientOf(recipient)
	province, _ := d.Engine.Graph().Province(d.Case.Province)
	return strings.ReplaceAll(r.Name, "{province}", province.Name)
}

// follow keeps the lines of a case with its moves: one that was undone did not happen, one
// that was corrected happened at another moment.
func follow(w *office.Work, d *casefile.File) error {
	moves, err := casefile.MoveStatuses(d.Engine.Graph(), d.Moves)
	if err != nil {
		return err
	}
	lines, err := w.Handovers().Of(d.Case.ID)
	if err != nil {
		return err
	}
	for _, h := range lines {
		of, known := moves[h.Move]
		if !known || h.Undone != nil {
			continue
		}
		m := d.Moves[slices.IndexFunc(d.Moves, func(m workflow.Move) bool { return m.ID == h.Move })]
		at := happened(m, of.At)
		if of.Seq != 0 && at == h.At {
			continue
		}
		if h.At = at; of.Seq == 0 {
			h.Undone = &handovers.Undone{At: w.Now, Staff: w.Staff, Why: "这一步已撤销"}
		}
		if err := w.Handovers().Update(h); err != nil {
			return err
		}
	}
	return nil
}

// kindsOf are the kinds of personal data that go along with an action: of the materials of
// its stages what was there at a moment, and what always goes along.
func kindsOf(act handovers.Act, sheet intake.Sheet, at cal.Moment) []string {
	kinds := []string{}
	for _, code := range act.Kinds {
		kinds = append(kinds, kindLabel(code, sheet))
	}
	for _, i := range sheet.Items {
		along := slices.ContainsFunc(i.Stages, func(stage string) bool { return slices.Contains(act.Materials, stage) })
		if along && there(i, at) && !slices.Contains(kinds, i.Label) {
			kinds = append(kinds, i.Label)
		}
	}
	return kinds
}
