package papers_test

import (
	"context"
	"testing"
	"time"

	"beiandesk/internal/billing"
	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/office"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/vault"
	"beiandesk/internal/workflow"
)

// desk is a folder of its own with the walk's client and case, and a clock to set.
type desk struct {
	*office.Office
	dir  string
	now  time.Time
	id   ref.CaseID
	lead clients.Person
}

func newDesk(t *testing.T) *desk {
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
	client := clients.Client{
		ID: ref.New[ref.ClientID](), Name: "杭州青禾软件有限公司", Kind: clients.Enterprise, CreditCode: "91330106MA2KQ7T8XJ",
		Version: 1,
	}
	d.lead = clients.Person{ID: ref.New[ref.PersonID](), ClientID: client.ID, Name: "沈一鸣", DocKind: clients.IDCard, Version: 1}
	d.id = ref.New[ref.CaseID]()
	d.do(t, func(w *office.Work) error {
		if err := w.Tx.Staff().Add(staff); err != nil {
			return err
		}
		if err := w.Clients().AddClient(client); err != nil {
			return err
		}
		if err := w.Clients().AddPerson(d.lead); err != nil {
			return err
		}
		c := cases.Case{
			ID: d.id, Number: "BA2026-0386", ClientID: client.ID, Type: "first", Province: "33", ICP: true, Police: true,
			Graph: 1, OwnerID: staff.ID, Status: string(workflow.Open), OpenedAt: w.Now, Version: 1,
		}
		site := cases.Site{ID: ref.New[ref.SiteID](), CaseID: d.id, Ordinal: 1, Name: "青禾进销存", Domain: "qinghe.example", Version: 1}
		if err := w.Cases().Add(c, []cases.Site{site}, []cases.Lead{{CaseID: d.id, Person: d.lead.ID, Role: cases.SubjectLead}}); err != nil {
			return err
		}
		for _, f := range []billing.Fee{{Phase: "icp", Label: "ICP 备案服务"}, {Phase: "police", Label: "公安备案服务"}} {
			f.ID, f.CaseID, f.Amount, f.State, f.Version = ref.New[ref.FeeID](), d.id, 60_000, billing.FeeOpen, 1
			if err := w.Billing().AddFee(f); err != nil {
				return err
			}
		}
		return nil
	})
	return d
}

func (d *desk) do(t *testing.T, f func(*office.Work) error) {
	t.Helper()
	if err := d.Do(context.Background(), f); err != nil {
		t.Fatal(err)
	}
}

// journal lists the case's entries, newest first.
func (d *desk) journal(t *testing.T) []office.Entry {
	t.Helper()
	var list []office.Entry
	err := d.Look(context.Background(), func(tx office.Tx) error {
		var err error
		list, err = tx.Journal().Of(d.id, 0, 100)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func (d *desk) at(m cal.Moment) {
	d.now = m.Day.Start().Add(time.Duration(max(m.Minute, 0)) * time.Minute)
}
