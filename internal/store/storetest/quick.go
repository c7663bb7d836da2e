package storetest

import (
	"fmt"
	"strings"

	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/store"
)

// quick is what a few words find, as "case BA2026-0001 | client 赵记茶业 …" by kind.
func quick(d *desk, text string, limit int) string {
	d.Helper()
	found := got(d, func(tx store.Tx) (store.QuickHits, error) { return tx.QuickFind().Quick(text, limit) })
	var all []string
	for _, kind := range [][]store.QuickHit{found.Cases, found.Clients, found.Leads, found.Sites, found.Bills} {
		for _, hit := range kind {
			title := hit.Title
			if hit.Kind == store.QuickCase {
				title = hit.Note
			}
			all = append(all, hit.Kind+" "+title)
		}
	}
	return strings.Join(all, " | ")
}

// named adds a client of a name with a lead, a case and a site.
func (d *desk) named(client, lead string, change func(*cases.Case, *cases.Site)) {
	d.Helper()
	c, p := d.client(client, clients.Enterprise)
	p.Name = lead
	c.Contact = ""
	d.write(func(tx store.Tx) error {
		if err := tx.Clients().UpdateClient(c); err != nil {
			return err
		}
		return tx.Clients().UpdatePerson(p)
	})
	d.caseFor(c, p, change)
}

var quickFinding = map[string]func(*desk){
	"each kind is found by parts, numbers, spelling and first letters, in any order": func(d *desk) {
		d.aStreet()
		tea, food := ba(1)[0], ba(2)[0]
		for text, want := range map[string]string{
			"赵记":          "case " + tea + " | client 赵记茶业",
			"zhaoji":      "case " + tea + " | client 赵记茶业",
			"ZJCY":        "case " + tea + " | client 赵记茶业",
			"沈一鸣":         "case " + tea + " | lead 沈一鸣",
			"chenyiming":  "case " + tea + " | lead 沈一鸣", // 沈 is chen, too
			"sym":         "case " + tea + " | lead 沈一鸣",
			"茶业 shen":     "case " + tea + " | lead 沈一鸣",
			"syim":        "",
			"cha.ex":      "case " + tea + " | site cha.example",
			"0002 shan":   "case " + food + " | site shan.example",
			tea:           "case " + tea,
			"2002 若溪":     "case " + ba(3)[0] + " | lead 陈若溪",
			"13800571001": "case " + tea + " | lead 沈一鸣",
			"3003":        "case " + tea + " | client 赵记茶业",
			"chawang-88":  "case " + tea + " | client 赵记茶业",
			"zd2026-0003": "bill ZD2026-0003",
			"赵记 0002":     "",
			"  ":          "",
		} {
			same(d, "by "+text, quick(d, text, 9), want)
		}
		same(d, "by ID number", quick(d, "330106198205290002", 1), "case "+ba(3)[0]+" | lead 陈若溪")
		same(d, "by credit code", quick(d, "91330106ma2kq7t8xj 赵", 9), "case "+tea+" | client 赵记茶业")
	},
	"all readings of a character find its name": func(d *desk) {
		for name, typed := range map[string]string{
			"单雄": "shan dan chan", "仇英": "qiu chou", "翟让": "zhai di", "曾巩": "zeng ceng", "查良": "zha cha", "解缙": "xie jie",
			"重庆": "chongqing zhongqing cq zq", "银行": "yinhang yinxing yh yx", "厦门市": "xiamen shamenshi xms sms", "长沙": "changsha zhangsha cs zs",
		} {
			c, _ := d.client(name, clients.Enterprise)
			c.Contact = ""
			d.write(func(tx store.Tx) error { return tx.Clients().UpdateClient(c) })
			for _, word := range strings.Fields(typed) {
				if found := quick(d, word, 9); !strings.Contains(found, "client "+name) {
					d.Errorf("%s by %s: %s", name, word, found)
				}
			}
		}
	},
	"what is called so comes before what begins so, has it further on, and is spelt so": func(d *desk) {
		for _, name := range []string{"切奇云", "上海栖云", "qiyun 上海", "qiyun", "新 qiyun"} {
			d.named(name, "某某", func(v *cases.Case, _ *cases.Site) {
				if name == "切奇云" {
					v.Status = "delivered"
				}
			})
		}
		found := got(d, func(tx store.Tx) (store.QuickHits, error) { return tx.QuickFind().Quick("qiyun", 9) })
		var names []string
		for _, hit := range found.Cases {
			names = append(names, hit.Title)
		}
		equal(d, "order", names, []string{"qiyun", "qiyun 上海", "新 qiyun", "上海栖云", "切奇云"}) // the last has ended
		same(d, "count", found.Count, store.Count{N: 10})
		same(d, "limit", quick(d, "qiyun", 1), "case "+ba(4)[0]+" | client qiyun")
	},
	"filing numbers are found as soon as a site has them, and their case by any part": func(d *desk) {
		c, p := d.client("客户", clients.Enterprise)
		v, s := d.caseFor(c, p, nil)
		same(d, "before", quick(d, "2026051234", 9), "")
		s.ICPNumber, s.PoliceNumber = "浙ICP备2026051234号-1", "浙公网安备33010602012345号"
		d.write(func(tx store.Tx) error { return tx.Sites().Update(s) })
		for text, want := range map[string]string{
			"2026051234": s.ICPNumber, "浙icp备2026051234号-1": s.ICPNumber, "33010602012345": s.PoliceNumber, "51234号-1": s.ICPNumber,
		} {
			same(d, "by "+text, quick(d, text, 9), "case "+v.Number+" | site "+want)
		}
	},
	"who is called otherwise is found by the new name alone": func(d *desk) {
		c, p := d.client("单氏", clients.Enterprise)
		p.Name = "重阳"
		d.write(func(tx store.Tx) error { return tx.Clients().UpdatePerson(p) })
		p.Version++
		c.Name, c.Contact, p.Name = "仇氏", "", "查三"
		d.write(func(tx store.Tx) error {
			if err := tx.Clients().UpdateClient(c); err != nil {
				return err
			}
			return tx.Clients().UpdatePerson(p)
		})
		for text, want := range map[string]string{"shan": "", "chong": "", "cy": "", "qiu": "client 仇氏", "zhasan": "lead 查三", "cs": "client 仇氏 | lead 查三"} {
			same(d, "by "+text, quick(d, text, 9), want)
		}
	},
	"many of one word are told as more, and a rarer word finds among them": func(d *desk) {
		for i := range 130 {
			d.client(fmt.Sprintf("有限公司 %03d 号", i), clients.Enterprise)
		}
		found := got(d, func(tx store.Tx) (store.QuickHits, error) { return tx.QuickFind().Quick("youxian", 3) })
		same(d, "shown", len(found.Clients), 3)
		same(d, "more", found.Count.More, true)
		same(d, "of two words", quick(d, "youxian 007", 9), "client 有限公司 007 号 | lead 有限公司 007 号的负责人")
	},
	"cases, clients and bills are given again by what they are": func(d *desk) {
		d.aStreet()
		found := got(d, func(tx store.Tx) (store.QuickHits, error) { return tx.QuickFind().Quick("茶", 9) })
		bill := got(d, func(tx store.Tx) (store.QuickHits, error) { return tx.QuickFind().Quick("ZD2026-0002", 9) }).Bills[0]
		want := []store.QuickHit{bill, found.Clients[0], found.Cases[0]}
		equal(d, "named", got(d, func(tx store.Tx) ([]store.QuickHit, error) {
			return tx.QuickFind().Named([]string{bill.ID, "gone", found.Clients[0].ID, found.Cases[0].ID})
		}), want)
		same(d, "of none", len(got(d, func(tx store.Tx) ([]store.QuickHit, error) { return tx.QuickFind().Named(nil) })), 0)
	},
}
