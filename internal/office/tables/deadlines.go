package tables

import (
	"strings"

	"beiandesk/internal/office/views"
	"beiandesk/internal/sheet"
)

var deadlinesTable = table{
	label: "期限",
	columns: []sheet.Column{
		{Title: "期限", Width: 18}, {Title: "剩余", Width: 18}, {Title: "案件编号", Width: 14}, {Title: "客户", Width: 30}, {Title: "网站", Width: 24},
		{Title: "环节", Width: 18}, {Title: "哪一种", Width: 26}, {Title: "经办", Width: 10}, {Title: "理由", Width: 80},
	},
	each: func(r *reader, take take) error {
		return views.EachDeadlineIn(r.o, r.Tx, func(d views.Dated) error {
			return take(row{id: string(d.ID), cells: []sheet.Cell{sheet.Moment(d.Moment), sheet.Text(d.Due.Left), sheet.Text(d.CaseNumber), sheet.Text(d.Client), sheet.Text(d.SiteName),
				sheet.Text(d.StageLabel), sheet.Text(d.Label), sheet.Text(d.Owner), sheet.Text(strings.Join(d.Reasons, " "))}})
		})
	},
}
