package storetest

import (
	"slices"
	"strings"

	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// aStreet adds three clients with a lead, a case and a bill each.
func (d *desk) aStreet() {
	d.Helper()
	for _, v := range []struct{ client, lead, mobile, domain, bill, contact, phone, wechat string }{
		{"赵记茶业", "沈一鸣", "13800571001", "cha.example", "ZD2026-0001", "茶庄王经理", "13600573003", "Chawang-88"},
		{"杭州阿里山食品有限公司", "José Ángel", "13900571001", "shan.example", "ZD2026-0002", "", "", ""},
		{"3M 图文", "陈若溪", "13800572002", "tuwen.example", "ZD2026-0003", "顾敏", "13600574004", "图文 小顾"},
	} {
		c, p := d.client(v.client, clients.Enterprise)
		c.Contact, c.ContactPhone, c.WeChat = v.contact, v.phone, v.wechat
		d.write(func(tx store.Tx) error { return tx.Clients().UpdateClient(c) })
		p.Name, p.Mobile, p.Emergency = v.lead, v.mobile, "13700570000"
		d.write(func(tx store.Tx) error { return tx.Clients().UpdatePerson(p) })
		of, _ := d.caseFor(c, p, func(_ *cases.Case, s *cases.Site) { s.Domain, s.Name = v.domain, v.client })
		d.bill(v.bill, "2026-12-01", 100, of)
	}
}

// clientsOf are the names that a client query gives.
func clientsOf(d *desk, text string) string {
	d.Helper()
	rows := got(d, func(tx store.Tx) ([]store.ClientRow, error) {
		rows, _, err := tx.ClientList().Clients(store.ClientQuery{Text: text, Limit: 9})
		return rows, err
	})
	var names []string
	for _, r := range rows {
		names = append(names, r.Name)
	}
	return strings.Join(names, " | ")
}

const (
	tea     = "赵记茶业"
	food    = "杭州阿里山食品有限公司"
	printer = "3M 图文"
)

var words = map[string]func(*desk){
	"every list finds what is called so, word by word": func(d *desk) {
		d.aStreet()
		of := map[string]int{tea: 1, food: 2, printer: 3}
		for text, want := range map[string][]string{
			"沈一鸣": {tea}, "一鸣 茶": {tea}, "一鸣 阿里": {}, "josé": {food}, "ÁNGEL": {food},
			"1001": {food, tea}, "1001 沈": {tea}, "2002": {printer}, "13800571001": {tea}, "0571001": {}, "0000": {},
			"cha.ex": {tea}, "ＣＨＡ": {tea}, "ba2026-0002": {food}, "0003": {printer}, "3m tuwen 若溪 2002": {printer}, "有限公司": {food},
			"王经理": {tea}, "3003": {tea}, "13600574004": {printer}, "chawang-88": {tea}, "chawang": {}, "顾敏 4004": {printer}, "顾敏 3003": {},
		} {
			named := slices.Clone(want)
			slices.SortFunc(named, func(a, b string) int { return of[b] - of[a] }) // as names sort: 3M, 杭州, 赵
			equal(d, "clients by "+text, clientsOf(d, text), strings.Join(named, " | "))
			numbers, bills := []string{}, []string{}
			for _, name := range named {
				numbers = append(numbers, ba(of[name])[0])
				bills = append(bills, "ZD2026-"+ba(of[name])[0][len("BA2026-"):])
			}
			slices.Sort(numbers)
			equal(d, "cases by "+text, numbersOf(d, store.CaseQuery{View: "all", Text: text, Sort: "number"}), numbers)
			if text != "有限公司" { // bills of the suite are all made out to one
				equal(d, "bills by "+text, billsOf(d, store.InvoiceQuery{Text: text}), bills)
			}
		}
		equal(d, "clients by credit code", clientsOf(d, "91330106ma2kq7t8xj 茶"), tea)
	},
	"names lie as Chinese sorts them, numbers and letters first": func(d *desk) {
		for _, name := range []string{"张家面馆", "阿城", "重庆小面", "Zoo", "白云", "10 号店", "9 号店", "apple", "赵记"} {
			d.client(name, clients.Enterprise)
		}
		equal(d, "order", clientsOf(d, ""), "9 号店 | 10 号店 | apple | Zoo | 阿城 | 白云 | 张家面馆 | 赵记 | 重庆小面")
	},
	"keying anew goes on behind each batch and ends": func(d *desk) {
		d.aStreet()
		before := clientsOf(d, "")
		var steps int
		for after := ref.ClientID(""); ; steps++ {
			d.write(func(tx store.Tx) (err error) {
				after, err = tx.Find().Reindex(after, 2)
				return err
			})
			if after == "" {
				break
			}
		}
		same(d, "batches", steps, 2)
		equal(d, "order", clientsOf(d, ""), before)
		equal(d, "found", clientsOf(d, "1001 沈"), tea)
	},
}
