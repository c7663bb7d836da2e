package rulebook

import (
	"context"
	"strings"

	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/store"
)

// confirmMost bounds what one call confirms: more than any list of the settings holds.
const confirmMost = 200

// Confirmed is what was asked about with the office, and found unchanged.
type Confirmed struct {
	On   string `json:"confirmed" text:"核实日期,number,100"` // day as typed, not in the future; "" is today
	Note string `json:"note" text:"核实情况,lines,2000"`      // who was asked and what they said, "" for nothing
}

// Confirm notes that staff have confirmed with the office what stands. Each is a row and a line
// of the journal of its own, with the same day and note; with one that is refused none is
// noted. Errors: Invalid at code, confirmed or note; Conflict.
func Confirm(ctx context.Context, o *office.Office, all []RuleRef, in Confirmed) error {
	if err := office.Judge(in); err != nil {
		return err
	}
	if err := someOf(all); err != nil {
		return err
	}
	note := strings.TrimSpace(in.Note)
	if len([]rune(note)) > longestSource {
		return errs.AtField("note", "说明最多 %d 个字", longestSource)
	}
	if in.On == "" {
		in.On = o.Today().String()
	}
	day, err := confirmedOn(o, in.On)
	if err != nil {
		return err
	}
	return enter(ctx, o, all, func(rows []store.Override, v *store.Override) error {
		now, ok := held(rows, v.Key())
		if !ok {
			return errs.AtField("code", "没有这一项，请刷新后再看")
		}
		v.Old, v.New, v.Source, v.ConfirmedOn = now.text, now.text, note, day
		return nil
	})
}

// Withdraw takes the last confirmation of each back; what was confirmed before it holds again.
// All or none. Errors: Invalid at code when there is none to take back; Conflict.
func Withdraw(ctx context.Context, o *office.Office, all []RuleRef) error {
	if err := someOf(all); err != nil {
		return err
	}
	return enter(ctx, o, all, func(rows []store.Override, v *store.Override) error {
		if (book{rows: rows}).provenance(v.Key()).Confirmed == nil {
			return errs.AtField("code", "这一项没有核实过，没有可以撤销的")
		}
		now, _ := held(rows, v.Key())
		v.Old, v.New = now.text, now.text
		return nil
	})
}

func someOf(all []RuleRef) error {
	switch {
	case len(all) == 0:
		return errs.AtField("code", "先选要核实的")
	case len(all) > confirmMost:
		return errs.AtField("code", "一次最多 %d 条，请分几次", confirmMost)
	}
	return nil
}
