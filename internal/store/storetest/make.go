package storetest

import (
	"fmt"
	"reflect"
	"time"

	"beiandesk/internal/billing"
	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/money"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// now is the moment of the suite: Monday 2026-11-23 15:04 at UTC+8.
var now = time.Date(2026, 11, 23, 15, 4, 5, 678, cal.Zone)

func day(text string) cal.Day {
	d, err := cal.ParseDay(text)
	if err != nil {
		panic(err)
	}
	return d
}

func dayAt(text string) *cal.Day {
	d := day(text)
	return &d
}

// equal fails unless both are equal in depth; times are compared as moments.
func equal(d *desk, what string, got, want any) {
	d.Helper()
	g, w := fmt.Sprintf("%#v", utc(got)), fmt.Sprintf("%#v", utc(want))
	if !reflect.DeepEqual(utc(got), utc(want)) {
		d.Errorf("%s:\n got %s\nwant %s", what, g, w)
	}
}

// utc gives a copy in which all times are at UTC, so that only their moments count.
func utc(v any) any {
	r := reflect.New(reflect.TypeOf(v)).Elem()
	r.Set(reflect.ValueOf(v))
	toUTC(r)
	return r.Interface()
}

func toUTC(v reflect.Value) {
	switch v.Kind() {
	case reflect.Slice:
		if v.IsNil() {
			return
		}
		c := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(c, v)
		v.Set(c)
		for i := range v.Len() {
			toUTC(v.Index(i))
		}
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
		c := reflect.New(v.Type().Elem())
		c.Elem().Set(v.Elem())
		v.Set(c)
		toUTC(v.Elem())
	case reflect.Struct:
		if at, ok := v.Interface().(time.Time); ok {
			v.Set(reflect.ValueOf(at.UTC()))
			return
		}
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				toUTC(v.Field(i))
			}
		}
	default: // holds no time
	}
}

// colleague adds a member of staff.
func (d *desk) colleague(name string) ref.StaffID {
	d.Helper()
	s := store.Staff{ID: ref.New[ref.StaffID](), Name: name, Active: true, Version: 1}
	d.write(func(tx store.Tx) error { return tx.Staff().Add(s) })
	return s.ID
}

// client adds a client of the kind with one person.
func (d *desk) client(name string, kind clients.Kind) (clients.Client, clients.Person) {
	d.Helper()
	c := clients.Client{
		ID: ref.New[ref.ClientID](), Name: name, Kind: kind, Address: "浙江省杭州市西湖区文三路 398 号", Postcode: "310013",
		OfficePhone: "0086-0571-88880101", FapiaoTitle: name, FapiaoTaxNo: "91330106MA2KQ7T8XJ", Registered: "杭州市西湖区文三路 398 号", Investor: "沈一鸣", Note: "微信联系", Contact: "顾小敏",
		ContactPhone: "13800571009", WeChat: "gumin-qinghe",
		CreatedAt: now, UpdatedAt: now, Version: 1,
	}
	if kind != clients.Personal {
		c.CreditCode = "91330106MA2KQ7T8XJ"
	}
	p := clients.Person{
		ID: ref.New[ref.PersonID](), ClientID: c.ID, Name: name + "的负责人", DocKind: clients.IDCard, DocNumber: "330106198205290002",
		DocUntil: dayAt("2039-06-12"), DocAddress: "浙江省杭州市西湖区翠苑一区 8 幢", Living: "浙江省杭州市西湖区翠苑二区", Mobile: "13800571001",
		Emergency: "13800571002", Email: "shen@example.com", CreatedAt: now, UpdatedAt: now, Version: 1,
	}
	d.write(func(tx store.Tx) error {
		if err := tx.Clients().AddClient(c); err != nil {
			return err
		}
		return tx.Clients().AddPerson(p)
	})
	return c, p
}

// caseFor adds an open case with one site and the person as its subject's lead.
func (d *desk) caseFor(c clients.Client, p clients.Person, change func(*cases.Case, *cases.Site)) (cases.Case, cases.Site) {
	d.Helper()
	d.made++
	v := cases.Case{
		ID: ref.New[ref.CaseID](), Number: fmt.Sprintf("BA2026-%04d", d.made), ClientID: c.ID, Type: "first", Province: "33",
		ICP: true, Police: true, Status: "open", OpenedAt: now, CreatedAt: now, UpdatedAt: now, Version: 1,
	}
	site := cases.Site{ID: ref.New[ref.SiteID](), CaseID: v.ID, Ordinal: 1, Name: "青禾进销存", Domain: "qinghe.example", Version: 1}
	if change != nil {
		change(&v, &site)
	}
	lead := cases.Lead{CaseID: v.ID, Person: p.ID, Role: cases.SubjectLead}
	d.write(func(tx store.Tx) error { return tx.Cases().Add(v, []cases.Site{site}, []cases.Lead{lead}) })
	return v, site
}

// aCase adds a client and a case.
func (d *desk) aCase() (cases.Case, cases.Site) {
	d.Helper()
	c, p := d.client("杭州青禾软件有限公司", clients.Enterprise)
	return d.caseFor(c, p, nil)
}

// run describes an open run: due is a moment's text or "".
func run(id ref.CaseID, key, stage, party, due, kind string) store.RunRow {
	r := store.RunRow{
		ID: ref.New[ref.RunID](), CaseID: id, StageNo: 7, Attempt: 1, Entered: "2026-11-20",
		RunLine: workflow.RunLine{Key: key, Stage: stage, Step: "todo", Party: workflow.Party(party), Soft: workflow.Kind(kind).Soft()},
	}
	if due != "" {
		r.Due = &workflow.LineDue{At: moment(due), Kind: workflow.Kind(kind), Key: key + "/due", Clock: "due", Own: true}
	}
	return r
}

func moment(text string) cal.Moment {
	m, err := cal.ParseMoment(text)
	if err != nil {
		panic(err)
	}
	return m
}

// replace stores the runs of a case, the first as its headline.
func (d *desk) replace(id ref.CaseID, runs ...store.RunRow) {
	d.Helper()
	if len(runs) > 0 {
		runs[0].Headline = true
	}
	d.write(func(tx store.Tx) error { return tx.Projections().Replace(id, runs, nil) })
}

// bill adds a bill of one line for each case, due on the day.
func (d *desk) bill(number, due string, amount money.Fen, of ...cases.Case) billing.Invoice {
	d.Helper()
	v := billing.Invoice{
		ID: ref.New[ref.InvoiceID](), Number: number, ClientID: of[0].ClientID, ClientName: "杭州青禾软件有限公司",
		IssuedOn: day("2026-09-07"), DueOn: day(due), CreatedAt: now, UpdatedAt: now, Version: 1,
	}
	for _, c := range of {
		v.Lines = append(v.Lines, billing.Line{FeeID: "fee", CaseID: c.ID, CaseNumber: c.Number, Domain: "qinghe.example",
			Label: "ICP 备案服务", Quantity: 1, Price: amount, Amount: amount})
		v.Total += amount
	}
	d.write(func(tx store.Tx) error { return tx.Invoices().Add(v) })
	return v
}
