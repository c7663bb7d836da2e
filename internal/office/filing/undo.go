package filing

import (
	"fmt"
	"slices"
	"strings"

	"beiandesk/internal/errs"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// papersHold says why the last move may not be undone although the workflow would let
// it go: it booked a fee that has been on a bill since. A bill's number stands for
// good, also when the bill was made void, credited or paid, so the move does, too; a
// credit note or a receipt exists only where a bill does. "" when nothing holds it.
func (d *dossier) papersHold(tx store.Tx) (string, error) {
	last := d.state.Undoable
	if last == 0 {
		return "", nil
	}
	undo := workflow.Move{Seq: len(d.moves) + 1, Action: workflow.ActionUndo, Values: map[string]string{"seq": fmt.Sprint(last)}}
	before, err := d.engine.Fold(d.plan, append(slices.Clip(d.moves), undo))
	if err != nil {
		return "", err
	}
	lost := []string{}
	if d.state.ICP && !before.ICP {
		lost = append(lost, string(workflow.PhaseICP))
	}
	if d.state.Police && !before.Police {
		lost = append(lost, string(workflow.PhasePolice))
	}
	if len(lost) == 0 {
		return "", nil
	}
	fees, err := tx.Fees().Of(d.c.ID)
	if err != nil {
		return "", err
	}
	bills, err := tx.Invoices().Of(d.c.ID)
	if err != nil {
		return "", err
	}
	numbers := []string{}
	for _, bill := range bills {
		for _, line := range bill.Lines {
			for _, f := range fees {
				if f.ID == line.FeeID && slices.Contains(lost, f.Phase) && !slices.Contains(numbers, bill.Number) {
					numbers = append(numbers, bill.Number)
				}
			}
		}
	}
	if len(numbers) == 0 {
		return "", nil
	}
	return fmt.Sprintf("这一步的费用已开账单（%s），开过账单的一步不能撤销；不再办理时请与客户商定，按退费或撤回处理", strings.Join(numbers, "、")), nil
}

// undoable refuses an undo that an issued paper forbids.
func (d *dossier) undoable(tx store.Tx) error {
	why, err := d.papersHold(tx)
	if err == nil && why != "" {
		err = errs.New(errs.Blocked, "%s", why)
	}
	return err
}

// blockUndo tells in the menu why the last move stands.
func (f *CaseFile) blockUndo(tx store.Tx, d *dossier) error {
	i := slices.IndexFunc(f.Menu, func(a workflow.Action) bool { return a.Code == workflow.ActionUndo })
	if i < 0 || len(f.Menu[i].Why) > 0 {
		return nil
	}
	why, err := d.papersHold(tx)
	if err == nil && why != "" {
		f.Menu[i].Why = []string{why + "。"}
	}
	return err
}
