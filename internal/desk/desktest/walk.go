package desktest

import (
	"context"
	"testing"

	"beiandesk/internal/cases"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// Walk is a desk with one case: the worked example on the day of its signing, made-up
// people and numbers. The serial part of an ID number is 000, which is never given out.
type Walk struct {
	*Desk
	Case   ref.CaseID
	opened int64 // the journal's last entry of the opening
}

// OpenWalk opens the case of Qinghe on 2026-09-07, changed as the test wants it.
func OpenWalk(t testing.TB, change ...func(*filing.OpenInput)) *Walk {
	t.Helper()
	w := &Walk{Desk: New(t, "2026-09-07")}
	in := Qinghe()
	for _, f := range change {
		f(&in)
	}
	out, err := filing.Open(context.Background(), w.Office, in)
	if err != nil || out.Confirm {
		t.Fatalf("open: %+v, %v", out, err)
	}
	w.Case = out.ID
	w.opened = w.Desk.Journal(t, w.Case)[0].Seq
	return w
}

// Journal lists what the case's journal took since the case was opened, newest first.
func (w *Walk) Journal(t testing.TB) []store.Entry {
	t.Helper()
	list := w.Desk.Journal(t, w.Case)
	for i, e := range list {
		if e.Seq <= w.opened {
			return list[:i]
		}
	}
	t.Fatal("the journal goes on past what is read of it")
	return nil
}

// Qinghe is the client, lead, site and finding of the walk.
func Qinghe() filing.OpenInput {
	return filing.OpenInput{
		Client: people.ClientInput{
			Name: "杭州青禾软件有限公司", Kind: "enterprise", CreditCode: "91330106MA2KQ7T8XJ",
			Address: "浙江省杭州市西湖区文三路 398 号 4 幢 1203 室", Registered: "浙江省杭州市西湖区文三路 398 号 4 幢 1203 室", Investor: "沈一鸣", Postcode: "310013", OfficePhone: "0086-0571-88880101",
		},
		Lead: people.PersonInput{
			Name: "沈一鸣", DocNumber: "330106198205290002", DocUntil: "2039-06-12",
			DocAddress: "浙江省杭州市西湖区翠苑一区 8 幢 302 室", Living: "浙江省杭州市西湖区翠苑一区 8 幢 302 室",
			Mobile: "13800571001", Emergency: "13800571002", Email: "shen@example.com",
		},
		LegalRep: true, Type: "first", Province: "33", ICP: true, Police: true,
		Sites: []filing.SiteInput{{
			Name: "青禾进销存", Domain: "qinghe.example", ServerKind: "lighthouse", ServerOwner: "client", ServerMonths: "12", ServerInstance: "lhins-2mf8k1qd", ServerIP: "203.0.113.10", ServerUntil: "2027-03-02",
			Contents: []string{"单位门户网站"}, Languages: []string{"中文简体"}, Approvals: []string{"以上都不涉及"},
			Remark:    "介绍青禾进销存软件的功能和价格，客户登录后管理自己的库存",
			Access:    filing.ProviderInput{Where: "inland", Region: "北京", Name: "腾讯云计算（北京）有限责任公司"},
			Registrar: filing.ProviderInput{Where: "inland", Region: "other", Name: "示例域名服务有限公司"}, Hazard: "no",
		}},
		Roles:  []cases.Role{cases.SecurityLead, cases.OpinionLead},
		Lookup: "主体和域名均未备案，按首次备案办理",
	}
}
