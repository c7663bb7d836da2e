package tables

import (
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/sheet"
)

var billsTable = table{
	label: "账单",
	columns: []sheet.Column{
		{Title: "账单号", Width: 14}, {Title: "案件编号", Width: 16}, {Title: "客户", Width: 30}, {Title: "项目", Width: 16}, {Title: "开单日期", Width: 12},
		{Title: "付款期限", Width: 12}, {Title: "合计", Width: 12}, {Title: "已收", Width: 12}, {Title: "未收", Width: 12}, {Title: "状态", Width: 20},
	},
	each: func(r *reader, take take) error {
		return invoicing.EachIn(r.o, r.Tx, r.w.Bills, func(b invoicing.Bill) error {
			return take(row{id: string(b.ID), cells: []sheet.Cell{sheet.Text(b.Number), sheet.Text(b.Case), sheet.Text(b.ClientName), sheet.Text(b.Items), sheet.Day(b.IssuedOn),
				sheet.Day(b.DueOn), sheet.Amount(b.Total), sheet.Amount(b.Paid), sheet.Amount(b.Invoice.Open()), sheet.Text(b.Status.Text)}})
		})
	},
}
