package papers_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/vault"
	"beiandesk/internal/workflow"
)

// desk is a folder of its own with the walk's client and case, and a clock to set.
type desk struct {
	*office.Office
	dir string
	now time.Time
	id  ref.CaseID
}

func newDesk(t *testing.T) *desk { return openDesk(t, true, 1) }

// openDesk is newDesk with phases and sites to choose.
func openDesk(t *testing.T, police bool, sites int) *desk {
	t.Helper()
	d := &desk{dir: t.TempDir(), now: time.Date(2026, 9, 7, 10, 0, 0, 0, cal.Zone)}
	keys, _, err := vault.Create(d.dir, "a long enough passphrase")
	if err != nil {
		t.Fatal(err)
	}
	store, err := sqlite.Open(context.Background(), d.dir, keys)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
		keys.Close()
	})
	staff := office.Staff{ID: ref.New[ref.StaffID](), Name: "周敏", Active: true, Version: 1}
	d.Office = &office.Office{
		Store: store, Files: keys.Files(d.dir), Hasher: keys, Engine: workflow.Default(cal.Embedded()), Calendar: cal.Embedded(),
		Now: func() time.Time { return d.now }, Staff: staff.ID, Via: "window",
	}
	d.do(t, func(w *office.Work) error { return w.Tx.Staff().Add(staff) })
	list := []filing.SiteInput{{Name: "青禾进销存", Domain: "qinghe.example"}}
	for i := 1; i < sites; i++ {
		list = append(list, filing.SiteInput{Name: "青禾软件服务站" + string([]rune("甲乙丙丁戊己庚辛壬癸")[i]), Domain: fmt.Sprintf("qinghe-%d.example", i)})
	}
	opened, err := filing.Open(context.Background(), d.Office, filing.OpenInput{
		Client: people.ClientInput{
			Name: "杭州青禾软件有限公司", Kind: "enterprise", CreditCode: "91330106MA2KQ7T8XJ",
			Address: "浙江省杭州市西湖区文三路 398 号 4 幢 1203 室", Postcode: "310013", OfficePhone: "0086-0571-88880101",
		},
		Lead: people.PersonInput{
			Name: "沈一鸣", DocNumber: "330106198205290002", DocUntil: "2039-06-12",
			DocAddress: "浙江省杭州市西湖区翠苑一区 8 幢 302 室", Living: "浙江省杭州市西湖区翠苑一区 8 幢 302 室",
			Mobile: "13800571001", Emergency: "13800571002", Email: "shen@example.com",
		},
		LegalRep: true, Type: "first", Province: "33", ICP: true, Police: police,
		Sites:  list,
		Lookup: "主体和域名都没有备案", Agree: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	d.id = opened.ID
	return d
}

func (d *desk) do(t *testing.T, f func(*office.Work) error) {
	t.Helper()
	if err := d.Do(context.Background(), f); err != nil {
		t.Fatal(err)
	}
}

func (d *desk) at(m cal.Moment) {
	d.now = m.Day.Start().Add(time.Duration(max(m.Minute, 0)) * time.Minute)
}
