package materials_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

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
	d := &desk{dir: t.TempDir(), now: time.Date(2026, 9, 8, 10, 0, 0, 0, cal.Zone)}
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
		Address: "浙江省杭州市西湖区文三路 398 号 4 幢 1203 室", Postcode: "310013", OfficePhone: "0086-0571-88880101", Version: 1,
	}
	d.lead = clients.Person{
		ID: ref.New[ref.PersonID](), ClientID: client.ID, Name: "沈一鸣", DocKind: clients.IDCard, DocNumber: "330106198205290002",
		DocAddress: "浙江省杭州市西湖区翠苑一区 8 幢 302 室", Living: "浙江省杭州市西湖区翠苑一区 8 幢 302 室",
		Mobile: "13800571001", Emergency: "13800571002", Email: "shen@example.com", Version: 1,
	}
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
		return w.Cases().Add(c, []cases.Site{site}, []cases.Lead{
			{CaseID: d.id, Person: d.lead.ID, Role: cases.SubjectLead}, {CaseID: d.id, Person: d.lead.ID, Role: cases.LegalRep},
		})
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

// files reads every file of the folder that is not the database's own.
func (d *desk) files(t *testing.T) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := filepath.WalkDir(d.dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		all[path], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// sealed counts the kept files.
func (d *desk) sealed(t *testing.T) int {
	t.Helper()
	n := 0
	for path := range d.files(t) {
		if filepath.Ext(path) == ".age" {
			n++
		}
	}
	return n
}
