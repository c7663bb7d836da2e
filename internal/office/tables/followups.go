package tables

import (
	"beiandesk/internal/errs"
	"beiandesk/internal/office/followups"
	"beiandesk/internal/sheet"
	"beiandesk/internal/store"
)

// mostFollowups is how many of them a table holds: they are read at once.
const mostFollowups = 20_000

// followupsTable has what falls due of delivered cases.
var followupsTable = table{
	label: "办结后续",
	columns: []sheet.Column{
		{Title: "日期", Width: 12}, {Title: "案件编号", Width: 14}, {Title: "客户", Width: 30}, {Title: "后续", Width: 36}, {Title: "怎么办", Width: 70},
	},
	each: func(r *reader, take take) error {
		lines, more, err := followups.DueIn(r.Tx, store.FollowupQuery{Today: r.o.Today(), Within: r.w.Within, Limit: mostFollowups})
		if err != nil {
			return err
		}
		if more {
			return errs.New(errs.Invalid, "超过 %d 项，一张表放不下。请把天数写小一些", mostFollowups)
		}
		for _, l := range lines {
			cells := []sheet.Cell{sheet.Day(l.Day), sheet.Text(l.Number), sheet.Text(l.Client), sheet.Text(l.Label()), sheet.Text(l.Kind.How)}
			if err := take(row{id: string(l.CaseID) + " " + l.Key(), cells: cells}); err != nil {
				return err
			}
		}
		return nil
	},
}
