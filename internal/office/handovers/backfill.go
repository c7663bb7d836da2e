package handovers

import (
	"context"
	"log/slog"
	"slices"

	"beiandesk/internal/cal"
	"beiandesk/internal/damage"
	"beiandesk/internal/errs"
	"beiandesk/internal/handovers"
	"beiandesk/internal/materials"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/ref"
	"beiandesk/internal/workflow"
)

// The settings under which a folder keeps that its earlier hand-overs are in the register: all
// of them where it had no register, and those of the past that came with an import, which a
// register did not take at first. registered is the make of both.
const (
	registerKey = "handovers"
	pastKey     = "handovers-past"
	registered  = 1
)

// backfillBatch is how many cases one transaction goes through.
const backfillBatch = 100

// What a line says that was entered afterwards: the case tells that and when something was
// handed over, and what it holds today; what was destroyed since is not known any more.
const (
	backfilled  = "补录：登记簿启用前的步骤，种类按补录时的资料推定"
	imported    = "导入：案件导入前的步骤，种类按导入时的资料推定"
	elsewhere   = "；扫描件不在本台，交出过哪几种没有留存"
	destroyedBy = "；扫描件已经销毁，交出过哪几种没有留存"
	scansKind   = "扫描件"
)

// Backfill enters, once in a folder, what the actions of cases have handed over before there
// was a register, or imports had their part in it: each with the moment of its action, who did
// it, and the day on which it was entered. What need not be kept any more is left out. A case
// that can't be read is logged by its id and stops no other.
func Backfill(ctx context.Context, o *office.Office) error {
	if err := office.Anew(ctx, o, registerKey, registered, batchOf(o, false)); err != nil {
		return err
	}
	// A register that was there has judged its own moves, and what it left out stays out.
	return office.Anew(ctx, o, pastKey, registered, batchOf(o, true))
}

func batchOf(o *office.Office, pastOnly bool) func(w *office.Work, after string) (string, error) {
	return func(w *office.Work, after string) (string, error) {
		ids, err := w.Cases().Every(ref.CaseID(after), backfillBatch)
		if err != nil {
			return "", err
		}
		for _, id := range ids {
			err := backfill(o, w, id, pastOnly)
			switch code := errs.CodeOf(err); {
			case code == "", code == errs.Conflict: // a process beside this one took it to an edition of its own
			case code == errs.Storage && !damage.Is(err):
				return "", err
			default:
				slog.Error("entering earlier hand-overs", "case", id, "error", err)
			}
		}
		if len(ids) < backfillBatch {
			return "", nil
		}
		return string(ids[len(ids)-1]), nil
	}
}

func backfill(o *office.Office, w *office.Work, id ref.CaseID, pastOnly bool) error {
	d, err := casefile.Read(o, w.Tx, id)
	if err != nil {
		return err
	}
	if err := d.Unharmed(); err != nil {
		return err
	}
	lines, err := w.Handovers().Of(id)
	if err != nil {
		return err
	}
	known := map[ref.MoveID]bool{}
	for _, h := range lines {
		known[h.Move] = true
	}
	moves, err := d.Engine.Graph().Effective(d.Moves)
	if err != nil {
		return err
	}
	sheet, err := intake.SheetIn(o, w.Tx, d, o.Today())
	if err != nil {
		return err
	}
	old := earlier{w: w, d: d, sheet: sheet}
	for _, m := range slices.Backward(moves) {
		spec, _ := d.Engine.Graph().Action(m.Action)
		_, past := m.Imported()
		purge := !past && spec.Purges(m.Values)
		if !known[m.ID] && !m.Corrects() && (past || !pastOnly) && (!m.At.Dated() || m.At.Day > handovers.LastFree(o.Today())) {
			if err := old.enter(m, purge); err != nil {
				return err
			}
		}
		old.purged = old.purged || purge
	}
	return nil
}

// Imported enters what the past of a case handed over that has just come in with it: by whom,
// to whom and when, as far as the sheet knows. What need not be kept any more is left out.
func Imported(o *office.Office, w *office.Work, d *casefile.File) error {
	old := earlier{w: w, d: d}
	for _, m := range d.Moves {
		_, hands := handovers.ActOf(m.Action, d.Case.Type)
		if _, past := m.Imported(); !past || !hands || m.At.Dated() && m.At.Day <= handovers.LastFree(o.Today()) {
			continue
		}
		if old.sheet.Items == nil {
			var err error
			if old.sheet, err = intake.SheetIn(o, w.Tx, d, o.Today()); err != nil {
				return err
			}
		}
		if err := old.enter(m, false); err != nil {
			return err
		}
	}
	return nil
}

// earlier enters the moves of a case, the latest first.
type earlier struct {
	w      *office.Work
	d      *casefile.File
	sheet  intake.Sheet
	purged bool // after the move that is looked at the scans were destroyed
}

func (e earlier) enter(m workflow.Move, purge bool) error {
	note := backfilled
	_, past := m.Imported()
	if past {
		note = imported
	}
	m.At = happened(m, m.At)
	if act, ok := handovers.ActOf(m.Action, e.d.Case.Type); ok {
		kinds := kindsOf(act, e.sheet, m.At)
		switch {
		case past && e.asked(act):
			kinds, note = append(kinds, scansKind), note+elsewhere
		case e.purged && e.asked(act):
			kinds, note = append(kinds, scansKind), note+destroyedBy
		}
		if err := e.add(m, act, kinds, note); err != nil {
			return err
		}
	}
	if purge {
		return e.add(m, handovers.Destroyed(), []string{scansKind}, backfilled+destroyedBy)
	}
	return nil
}

// happened is when a move handed over what it did, at being when it is said to have happened.
// What an import brought without a day was by that of the import at the latest: its term ends no
// sooner than it may.
func happened(m workflow.Move, at cal.Moment) cal.Moment {
	if day, past := m.Imported(); past && !at.Dated() {
		return cal.Undated(day)
	}
	return at
}

// asked says that the case hands in papers at a stage of the act.
func (e earlier) asked(act handovers.Act) bool {
	return slices.ContainsFunc(materials.Stages(e.sheet.Case), func(stage string) bool { return slices.Contains(act.Materials, stage) })
}

func (e earlier) add(m workflow.Move, act handovers.Act, kinds []string, note string) error {
	h := lineFor(e.d, m, act, kinds)
	h.Staff, h.Recorded, h.Note = m.Staff, e.w.Now, note
	return e.w.Handovers().Add(h)
}
