package papers

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/office/views"
	"beiandesk/internal/paper"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// ownRows are what the clients of cases in the charge of owner ("" is anybody) must do
// themselves, dailyMost at most, and how many there are: it waits for the client alone, and is
// nobody's overdue work.
func ownRows(o *office.Office, tx store.Tx, owner ref.StaffID, party string) (rows []paper.DailyRow, count int, err error) {
	if party != "" && workflow.Party(party) != workflow.Client {
		return nil, 0, nil
	}
	err = views.EachOwn(o, tx, func(l views.Dated) error {
		if owner != "" && l.OwnerID != owner {
			return nil
		}
		if count++; count <= dailyMost {
			rows = append(rows, ownRow(l))
		}
		return nil
	})
	return rows, count, err
}

func ownRow(l views.Dated) paper.DailyRow {
	row := paper.DailyRow{
		Due: cal.Whole(l.DueDay), Left: l.Due.Left, Client: l.Client, Case: l.CaseNumber, Stage: l.StageLabel,
		Todo: l.Label + "：" + l.SiteName, WaitingOn: "客户", Staff: l.Owner,
	}
	if !l.Told {
		row.Todo += "，还没登记告知客户"
	}
	return row
}
