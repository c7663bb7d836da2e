package tables

import (
	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/sheet"
)

var casesTable = table{
	label: "案件",
	columns: []sheet.Column{
		{Title: "案件编号", Width: 14}, {Title: "类型", Width: 12}, {Title: "省份", Width: 8}, {Title: "客户", Width: 30}, {Title: "负责人", Width: 12},
		{Title: "负责人手机", Width: 16}, {Title: "域名或名称", Width: 26}, {Title: "环节", Width: 18}, {Title: "等谁", Width: 10}, {Title: "下一步", Width: 28},
		{Title: "期限", Width: 18}, {Title: "剩余", Width: 18}, {Title: "上次联系", Width: 20}, {Title: "经办", Width: 10}, {Title: "未收", Width: 12},
		{Title: "状态", Width: 10}, {Title: "结束日", Width: 12},
	},
	keys: []string{"number", "", "province", "client", "client", "", "site", "stage", "partyLabel", "todo", "due", "left", "contact", "owner", "unpaid",
		"status", "ended"},
	covered: "负责人手机",
	each: func(r *reader, take take) error {
		return views.EachPageIn(r.o, r.Tx, r.w.Cases, func(page []views.Row) error {
			ids, rows := []ref.CaseID{}, []row{}
			for _, c := range page {
				if r.takes(string(c.ID)) {
					ids = append(ids, c.ID)
				}
			}
			leads, err := r.Leads().Persons(cases.SubjectLead, ids...)
			if err != nil {
				return err
			}
			for _, c := range page {
				if r.takes(string(c.ID)) {
					rows = append(rows, row{string(c.ID), c.ClientID, caseCells(c, r.person(leads[c.ID]))})
				}
			}
			return take(rows...)
		})
	},
}

// caseCells are the cells of a case, with who answers for its subject; nobody where none is
// entered.
func caseCells(c views.Row, lead clients.Person) []sheet.Cell {
	var ended sheet.Cell
	if at := c.EndedOn(); at != nil && at.Dated() {
		ended = sheet.Day(at.Day)
	} else if at != nil {
		ended = sheet.Text(cal.NoDate)
	}
	return []sheet.Cell{
		sheet.Text(c.Number), sheet.Text(c.TypeLabel), sheet.Text(c.ProvinceName), sheet.Text(c.Client), sheet.Text(c.Lead),
		sheet.Text(lead.Mobile), sheet.Text(c.SiteWord()), sheet.Text(c.StageLabel), sheet.Text(c.PartyLabel), sheet.Text(c.Todo),
		sheet.Due(c.Due.Moment), sheet.Text(c.Due.Left), sheet.Text(c.Contact), sheet.Text(c.Owner), sheet.Amount(c.Unpaid),
		sheet.Text(c.StatusText), ended,
	}
}

// person is a person as the table may have him.
func (r *reader) person(p clients.Person) clients.Person {
	if r.w.Clear {
		return p
	}
	return people.MaskPerson(p)
}
