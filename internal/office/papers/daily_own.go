package papers

import (
	"slices"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/views"
	"beiandesk/internal/paper"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// ownRows are what the clients of cases in the charge of owner ("" is anybody) must do
// themselves: it waits for the client alone, and is nobody's overdue work.
func ownRows(o *office.Office, tx store.Tx, owner ref.StaffID, party string) (rows []paper.DailyRow, err error) {
	if party != "" && workflow.Party(party) != workflow.Client {
		return nil, nil
	}
	list, err := views.Own(o, tx)
	if err != nil {
		return nil, err
	}
	files := map[ref.CaseID]*casefile.File{}
	for _, l := range list {
		d := files[l.CaseID]
		if d == nil {
			if d, err = casefile.Read(o, tx, l.CaseID); err != nil {
				return nil, err
			}
			files[l.CaseID] = d
		}
		if owner == "" || d.Case.OwnerID == owner {
			row, err := ownRow(tx, d, l)
			if err != nil {
				return nil, err
			}
			rows = append(rows, row)
		}
	}
	return rows, nil
}

func ownRow(tx store.Tx, d *casefile.File, l views.Dated) (paper.DailyRow, error) {
	site, _ := d.Site(l.SiteID)
	row := paper.DailyRow{
		Due: cal.Whole(l.DueDay), Left: l.Due.Left, Client: d.Client.Name, Case: l.CaseNumber, Stage: l.StageLabel,
		Todo: l.Label + "：" + casefile.SiteLabel(site), WaitingOn: "客户",
	}
	told := slices.ContainsFunc(d.Engine.Duties(d.Plan, d.State), func(w workflow.Owes) bool { return w.Site == l.SiteID && w.Told != nil })
	if !told {
		row.Todo += "，还没登记告知客户"
	}
	if d.Case.OwnerID == "" {
		return row, nil
	}
	staff, err := tx.Staff().Get(d.Case.OwnerID)
	row.Staff = staff.Name
	return row, err
}
