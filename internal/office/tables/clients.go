package tables

import (
	"beiandesk/internal/clients"
	"beiandesk/internal/office/people"
	"beiandesk/internal/sheet"
	"beiandesk/internal/store"
)

var clientsTable = table{
	label: "客户",
	columns: []sheet.Column{
		{Title: "客户", Width: 30}, {Title: "主体性质", Width: 12}, {Title: "统一社会信用代码", Width: 22}, {Title: "负责人", Width: 12}, {Title: "证件号码", Width: 22},
		{Title: "负责人手机", Width: 16}, {Title: "邮箱", Width: 26}, {Title: "联系人", Width: 12}, {Title: "联系人手机", Width: 16}, {Title: "微信", Width: 16},
		{Title: "办公电话", Width: 20}, {Title: "通信地址", Width: 40}, {Title: "邮编", Width: 8}, {Title: "在办", Width: 8}, {Title: "案件", Width: 8},
	},
	covered: "证件号码、负责人手机、邮箱、联系人手机、微信、办公电话、个人的通信地址",
	each: func(r *reader, take take) error {
		return r.eachPage(func(page []store.ClientRow) error {
			rows := []row{}
			for _, c := range page {
				if !r.takes(string(c.ID)) {
					continue
				}
				all, err := r.Clients().People(c.ID)
				if err != nil {
					return err
				}
				var lead clients.Person // the one who was entered first, as the list shows him
				if len(all) > 0 {
					lead = r.person(all[0])
				}
				rows = append(rows, row{id: string(c.ID), cells: r.clientCells(c, lead)})
			}
			return take(rows...)
		})
	},
}

func (r *reader) clientCells(of store.ClientRow, lead clients.Person) []sheet.Cell {
	c := of.Client
	if !r.w.Clear {
		c = people.MaskClient(c)
	}
	return []sheet.Cell{
		sheet.Text(c.Name), sheet.Text(people.LabelOf(people.Kinds, string(c.Kind))), sheet.Text(c.CreditCode),
		sheet.Text(of.Lead), sheet.Text(lead.DocNumber), sheet.Text(lead.Mobile), sheet.Text(lead.Email), sheet.Text(c.Contact),
		sheet.Text(c.ContactPhone), sheet.Text(c.WeChat), sheet.Text(c.OfficePhone), sheet.Text(c.Address), sheet.Text(c.Postcode),
		sheet.Count(of.Open), sheet.Count(of.Cases),
	}
}

// clientPage is how many clients are read at once.
const clientPage = 500

func (r *reader) eachPage(take func([]store.ClientRow) error) error {
	q := r.w.Clients
	for q.After, q.Limit = "", clientPage; ; {
		page, _, err := r.ClientList().Clients(q)
		if err == nil {
			err = take(page)
		}
		if err != nil || len(page) < clientPage {
			return err
		}
		q.After = page[len(page)-1].Cursor
	}
}
