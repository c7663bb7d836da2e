package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"beiandesk/internal/billing"
	"beiandesk/internal/cal"
	"beiandesk/internal/cases"
	"beiandesk/internal/clients"
	"beiandesk/internal/money"
	"beiandesk/internal/ref"
	"beiandesk/internal/sqlite"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// benchNow is the moment at which the benchmarks look.
var benchNow = time.Date(2026, 11, 23, 15, 4, 0, 0, cal.Zone)

const benchStaff = 8

// benchSizes are the desks that are compared: what a screen asks should cost the big
// one little more than the small one.
var benchSizes = []int{1_000, 100_000}

// big is a desk of many open cases and two of its ids.
type big struct {
	store *sqlite.Store
	staff ref.StaffID
	case_ ref.CaseID
}

// desks are built when a benchmark first asks for one; TestMain clears them away.
var (
	desks = map[int]big{}
	dirs  []string
)

func TestMain(m *testing.M) {
	code := m.Run()
	var failed []error
	for _, d := range desks {
		failed = append(failed, d.store.Close())
	}
	for _, dir := range dirs {
		failed = append(failed, os.RemoveAll(dir))
	}
	if err := errors.Join(failed...); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func deskOf(b *testing.B, n int) big {
	b.Helper()
	if d, ok := desks[n]; ok {
		return d
	}
	dir, err := os.MkdirTemp("", "desk-bench")
	if err != nil {
		b.Fatal(err)
	}
	dirs = append(dirs, dir)
	begun := time.Now()
	d, err := seed(context.Background(), dir, n)
	if err != nil {
		b.Fatal(err)
	}
	desks[n] = d
	if info, err := os.Stat(filepath.Join(dir, sqlite.FileName)); err == nil {
		fmt.Printf("seeded %d cases in %.1f s, %d MB\n", n, time.Since(begun).Seconds(), info.Size()>>20)
	}
	return d
}

// benchSteps are where runs stand, and for whom they wait there.
var benchSteps = []struct {
	stage string
	party workflow.Party
}{
	{"account", workflow.Client}, {"materials", workflow.Client}, {"template", workflow.Agency}, {"template", workflow.Cloud},
	{"domain", workflow.Client}, {"reporting", workflow.Cloud}, {"forms", workflow.Agency}, {"forms", workflow.Client},
	{"prereview", workflow.Agency}, {"prereview", workflow.Cloud}, {"bureau-submit", workflow.Cloud}, {"sms", workflow.Client},
	{"bureau-review", workflow.Bureau}, {"number", workflow.Agency}, {"online", workflow.Client}, {"police-account", workflow.Client},
	{"police-subject", workflow.Agency}, {"police-subject", workflow.Police}, {"police-site", workflow.Agency}, {"police-site", workflow.Police},
	{"police-site", workflow.Client}, {"police-number", workflow.Client}, {"hold", workflow.Agency}, {"handover", workflow.Agency},
}

// seed fills a desk through its rooms: each case with a client, a lead whose papers last up to
// twenty years, a site, three moves, one or two runs, their deadlines, two fees and, every third,
// a bill. Every tenth has been delivered.
func seed(ctx context.Context, dir string, n int) (big, error) {
	s, err := sqlite.Open(ctx, dir, newSealer(), time.Now)
	if err != nil {
		return big{}, err
	}
	r := rand.New(rand.NewPCG(1, 2))
	out := big{store: s}
	staff := make([]ref.StaffID, benchStaff)
	err = s.Write(ctx, func(tx store.Tx) error {
		for i := range staff {
			staff[i] = ref.New[ref.StaffID]()
			if err := tx.Staff().Add(store.Staff{ID: staff[i], Name: fmt.Sprint("经办", i), Active: true, Version: 1}); err != nil {
				return err
			}
		}
		return nil
	})
	out.staff = staff[0]
	const batch = 2000
	for from := 0; from < n && err == nil; from += batch {
		err = s.Write(ctx, func(tx store.Tx) error {
			for i := from; i < min(from+batch, n); i++ {
				id, err := seedCase(tx, r, staff, i)
				if err != nil {
					return err
				}
				if i == n/2 {
					out.case_ = id
				}
			}
			return nil
		})
	}
	return out, err
}

func seedCase(tx store.Tx, r *rand.Rand, staff []ref.StaffID, i int) (ref.CaseID, error) {
	at := benchNow.Add(-time.Duration(r.IntN(300*24)) * time.Hour)
	c := clients.Client{ID: ref.New[ref.ClientID](), Name: fmt.Sprintf("杭州%c%c%05d有限公司", 0x4e00+r.IntN(8000), 0x4e00+r.IntN(8000), i),
		Kind: clients.Enterprise, CreditCode: fmt.Sprintf("9133010%011d", i), Address: "浙江省杭州市", CreatedAt: at, UpdatedAt: at, Version: 1}
	until := cal.DayOf(benchNow).Add(r.IntN(20 * 365))
	p := clients.Person{ID: ref.New[ref.PersonID](), ClientID: c.ID, Name: "沈一鸣", DocKind: clients.IDCard, DocNumber: fmt.Sprintf("33010619820529%04d", i),
		DocUntil: &until, Mobile: fmt.Sprintf("138%08d", i), Emergency: fmt.Sprintf("139%08d", i), Email: "shen@example.com", CreatedAt: at, UpdatedAt: at, Version: 1}
	v := cases.Case{ID: ref.New[ref.CaseID](), Number: fmt.Sprintf("BA2026-%04d", i+1), ClientID: c.ID, Type: "first", Province: fmt.Sprint(11 + r.IntN(50)),
		ICP: true, Police: true, OwnerID: staff[r.IntN(len(staff))], Status: "open", OpenedAt: at, CreatedAt: at, UpdatedAt: at, Version: 1}
	if i%10 == 9 {
		v.Status, v.ClosedAt = string(workflow.Delivered), &at
	}
	site := cases.Site{ID: ref.New[ref.SiteID](), CaseID: v.ID, Ordinal: 1, Name: "青禾进销存", Domain: fmt.Sprintf("qinghe%d.example", i), Version: 1}
	if err := tx.Clients().AddClient(c); err != nil {
		return "", err
	}
	if err := tx.Clients().AddPerson(p); err != nil {
		return "", err
	}
	if err := tx.Cases().Add(v, []cases.Site{site}, []cases.Lead{{CaseID: v.ID, Person: p.ID, Role: cases.SubjectLead}}); err != nil {
		return "", err
	}
	for seq := 1; seq <= 3; seq++ {
		if err := tx.Moves().Append(v.ID, workflow.Move{ID: ref.New[ref.MoveID](), Seq: seq, At: cal.At(at), Recorded: at, Staff: v.OwnerID,
			Action: "template.submit", Reason: "客户已补齐材料"}); err != nil {
			return "", err
		}
	}
	runs := make([]store.RunRow, 1+i%2)
	if v.ClosedAt != nil {
		runs = nil
	}
	dates := make([]store.DeadlineRow, len(runs))
	for k := range runs {
		// Most desks have a tenth of their dates behind them.
		due := cal.DayOf(benchNow).Add(r.IntN(60) - 6)
		key := fmt.Sprintf("stage%d#1", k)
		minute, kind := -1, []string{"expected", "agreed", "max", "legal"}[r.IntN(4)]
		if r.IntN(20) == 0 {
			minute = r.IntN(24 * 60)
		}
		at := benchSteps[r.IntN(len(benchSteps))]
		runs[k] = store.RunRow{ID: ref.New[ref.RunID](), CaseID: v.ID, StageNo: k, Attempt: 1, Entered: "2026-11-20", Headline: k == 0, RunLine: workflow.RunLine{
			Key: key, Stage: at.stage, Step: "todo", Party: at.party, Soft: workflow.Kind(kind).Soft(),
			Due: &workflow.LineDue{At: cal.Moment{Day: due, Minute: minute}, Kind: workflow.Kind(kind), Key: key, Clock: "c", Own: true},
		}}
		if runs[k].Party == workflow.Client && r.IntN(5) == 0 { // a tenth of these have escalated to us
			runs[k].EscalatesTo = workflow.Agency
		}
		dates[k] = store.DeadlineRow{ID: ref.New[ref.DeadlineID](), CaseID: v.ID, Key: key, Stage: runs[k].Stage, Clock: "c", Label: "期限", Kind: kind,
			DueDay: due, DueMin: minute, Governs: true, Reasons: []string{"从 11月20日 起算 3 个工作日"}}
	}
	if err := tx.Projections().Replace(v.ID, runs, dates); err != nil {
		return "", err
	}
	fee := billing.Fee{ID: ref.New[ref.FeeID](), CaseID: v.ID, Phase: "icp", Label: "ICP 备案服务", Amount: 60000, State: billing.FeeOpen, CreatedAt: at, Version: 1}
	if i%3 != 0 {
		return v.ID, tx.Fees().Add(fee)
	}
	bill := billing.Invoice{ID: ref.New[ref.InvoiceID](), Number: fmt.Sprintf("ZD2026-%04d", i), ClientID: c.ID, ClientName: c.Name, IssuedOn: cal.DayOf(at),
		DueOn: cal.DayOf(at).Add(14), Total: 60000, Paid: money.Fen(i % 2 * 60000), CreatedAt: at, UpdatedAt: at, Version: 1,
		Lines: []billing.Line{{FeeID: fee.ID, CaseID: v.ID, CaseNumber: v.Number, Label: fee.Label, Quantity: 1, Price: 60000, Amount: 60000}}}
	fee.State, fee.InvoiceID = billing.FeeInvoiced, bill.ID
	if err := tx.Invoices().Add(bill); err != nil {
		return "", err
	}
	if err := tx.Fees().Add(fee); err != nil {
		return "", err
	}
	_, err := tx.Journal().Append(store.Entry{At: at, StaffID: v.OwnerID, Via: "window", Kind: "contact", CaseID: v.ID, Title: "电话", Payload: "已说明材料"})
	return v.ID, err
}

// BenchmarkDesk times what the screens ask of desks of two sizes.
func BenchmarkDesk(b *testing.B) {
	for _, n := range benchSizes {
		b.Run(fmt.Sprintf("cases=%d", n), func(b *testing.B) { benchDesk(b, deskOf(b, n)) })
	}
}

// screen is one that reads, or a part of it.
type screen struct {
	name string
	read func(store.Tx) error
}

// screens are what the window asks of a desk.
func screens(d big) []screen {
	week := store.TaskQuery{Now: benchNow, Limit: 50}
	with := func(f func(*store.TaskQuery)) store.TaskQuery {
		q := week
		f(&q)
		return q
	}
	tasks := func(q store.TaskQuery) func(store.Tx) error {
		return func(tx store.Tx) error { _, err := tx.TaskList().Tasks(q); return err }
	}
	caseList := func(q store.CaseQuery) func(store.Tx) error {
		q.Now, q.Limit = benchNow, 50
		return func(tx store.Tx) error { _, err := tx.CaseList().Cases(q); return err }
	}
	totals := func(q store.CaseQuery) func(store.Tx) error {
		q.Now, q.Mine = benchNow, d.staff
		return func(tx store.Tx) error { _, err := tx.CaseList().Totals(q); return err }
	}
	return []screen{
		{"tasks all", tasks(week)},
		{"tasks mine", tasks(with(func(q *store.TaskQuery) { q.Owner = d.staff }))},
		{"tasks today acting mine", tasks(with(func(q *store.TaskQuery) { q.Owner, q.Group, q.Acting = d.staff, "today", true }))},
		{"tasks all acting", tasks(with(func(q *store.TaskQuery) { q.Acting = true }))},
		{"tasks week of a party", tasks(with(func(q *store.TaskQuery) { q.Group, q.Party = "week", "bureau" }))},
		{"tasks later of a stage", tasks(with(func(q *store.TaskQuery) { q.Group, q.Stage = "later", "forms" }))},
		{"tasks waiting on us", tasks(with(func(q *store.TaskQuery) { q.Party = "agency" }))},
		{"tasks waiting on us mine", tasks(with(func(q *store.TaskQuery) { q.Owner, q.Party = d.staff, "agency" }))},
		{"counts all", func(tx store.Tx) error { _, err := tx.TaskList().Counts(week); return err }},
		{"counts mine", func(tx store.Tx) error {
			_, err := tx.TaskList().Counts(with(func(q *store.TaskQuery) { q.Owner = d.staff }))
			return err
		}},
		{"the whole of Today", func(tx store.Tx) error { return today(tx, "", d.staff) }},
		{"the whole of Today mine", func(tx store.Tx) error { return today(tx, d.staff, d.staff) }},
		{"cases open", caseList(store.CaseQuery{View: "open"})},
		{"cases all", caseList(store.CaseQuery{View: "all"})},
		{"cases by number back", caseList(store.CaseQuery{View: "open", Sort: "number", Desc: true})},
		{"cases by client", caseList(store.CaseQuery{View: "open", Sort: "client"})},
		{"cases filtered", caseList(store.CaseQuery{View: "open", Provs: []string{"33", "32"}, Stages: []string{"forms"}, Unpaid: true, Owners: []ref.StaffID{d.staff}})},
		{"cases waiting on us", caseList(store.CaseQuery{View: "open", Parties: []string{"agency"}})},
		{"case totals waiting on us", totals(store.CaseQuery{View: "open", Parties: []string{"agency"}})},
		{"cases text rare", caseList(store.CaseQuery{View: "open", Text: "qinghe99"})},
		{"cases text none", caseList(store.CaseQuery{View: "open", Text: "没有"})},
		{"case totals", totals(store.CaseQuery{View: "open"})},
		{"case totals filtered", totals(store.CaseQuery{View: "open", Provs: []string{"33", "32"}, Due: "week"})},
		{"case totals text", totals(store.CaseQuery{View: "open", Text: "qinghe99"})},
		{"clients", func(tx store.Tx) error {
			_, _, err := tx.ClientList().Clients(store.ClientQuery{Limit: 50})
			return err
		}},
		{"invoices", func(tx store.Tx) error {
			_, err := tx.InvoiceList().Invoices(store.InvoiceQuery{Today: cal.DayOf(benchNow), Limit: 50})
			return err
		}},
		{"invoices older", func(tx store.Tx) error {
			_, err := tx.InvoiceList().Invoices(store.InvoiceQuery{Today: cal.DayOf(benchNow), Age: "older", Limit: 50})
			return err
		}},
		{"invoice totals", func(tx store.Tx) error { _, err := tx.InvoiceList().Totals(cal.DayOf(benchNow)); return err }},
		{"behind", func(tx store.Tx) error {
			_, err := tx.Overrides().Outdated(5, store.OutdatedAt{ID: "5"}, 100)
			return err
		}},
		{"how many are behind", func(tx store.Tx) error { _, err := tx.Overrides().CountOutdated(5); return err }},
		{"editions behind", func(tx store.Tx) error { _, err := tx.Overrides().OutdatedEditions(5); return err }},
		{"met by a clock", func(tx store.Tx) error { return reached(tx, "bureau-review") }},
		{"met by a rule", func(tx store.Tx) error { return reached(tx, "account", "materials", "template", "forms", "prereview") }},
		{"running out", func(tx store.Tx) error { _, err := tx.DateList().Expiring(cal.DayOf(benchNow), 92, 8); return err }},
		{"history of a type that ends seldom", func(tx store.Tx) error { _, err := tx.Projections().Delivered("cancel", "33", 60); return err }},
		{"case load", func(tx store.Tx) error { return loadCase(tx, d.case_) }},
	}
}

func benchDesk(b *testing.B, d big) {
	for _, s := range screens(d) {
		b.Run(s.name, func(b *testing.B) {
			for b.Loop() {
				if err := d.store.Read(b.Context(), s.read); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("write a move", func(b *testing.B) {
		seq := 1000
		for b.Loop() {
			seq++
			err := d.store.Write(b.Context(), func(tx store.Tx) error {
				return tx.Moves().Append(d.case_, workflow.Move{ID: ref.New[ref.MoveID](), Seq: seq, At: cal.At(benchNow), Recorded: benchNow, Reason: "一"})
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}
