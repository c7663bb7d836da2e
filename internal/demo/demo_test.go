package demo_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/demo"
	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

var asOf = time.Date(2026, 11, 23, 9, 12, 0, 0, cal.Zone)

// made is a folder of so many cases, open at the end of its story.
func made(t *testing.T, cases int) *desk.Desk {
	t.Helper()
	return filled(t, demo.Options{Cases: cases, Seed: 1, AsOf: asOf})
}

func filled(t *testing.T, opts demo.Options) *desk.Desk {
	t.Helper()
	opts.Progress = io.Discard
	plan, err := demo.NewPlan(opts)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "desk")
	d, _, err := desk.Create(context.Background(), dir, demo.Passphrase, demo.FirstStaff, desk.Options{Demo: true, Now: plan.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := plan.Run(context.Background(), d.Office); err != nil {
		t.Fatal(err)
	}
	return d
}

func rows(t *testing.T, d *desk.Desk) []views.Row {
	t.Helper()
	table, err := views.List(context.Background(), d.Office, store.CaseQuery{View: "all", Sort: "number", Limit: 200})
	if err != nil {
		t.Fatal(err)
	}
	return table.Rows
}

func TestFortyCases(t *testing.T) {
	d := made(t, 40)
	t.Run("show every stage, type and subject", func(t *testing.T) { showEverything(t, d) })
	t.Run("have something of each kind that runs out", func(t *testing.T) { watchEverything(t, d) })
	t.Run("have bills that are unpaid, part paid, paid and void", func(t *testing.T) { showBills(t, d) })
	t.Run("were entered at the window for the most part", func(t *testing.T) { showHands(t, d) })
}

func showHands(t *testing.T, d *desk.Desk) {
	by := map[string]int{}
	for _, r := range rows(t, d) {
		page, err := views.Show(context.Background(), d.Office, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range page.Timeline {
			by[item.Via]++
		}
	}
	if by[office.ViaCommand] == 0 || by[office.ViaWindow] < 5*by[office.ViaCommand] {
		t.Errorf("entered %v", by)
	}
}

func showEverything(t *testing.T, d *desk.Desk) {
	if !d.Demo {
		t.Error("the folder does not say that it is a demonstration")
	}
	list := rows(t, d)
	if len(list) != 40 {
		t.Fatalf("%d cases", len(list))
	}
	stages, types, provinces, parties, tones := set{}, set{}, set{}, set{}, set{}
	subjects, outcomes, staff, domains := set{}, set{}, set{}, set{}
	rounds, oneOfTwo := 0, 0
	for _, r := range list {
		types[r.Type], provinces[r.Province], outcomes[r.Status], staff[r.Owner] = true, true, true, true
		if kind, _ := workflow.Embedded().Type(r.Type); !kind.Has(workflow.SiteDomain) {
			if r.Domain != "" {
				t.Errorf("%s has a domain, %s", kind.Label, r.Domain)
			}
		} else if domains[r.Domain] || !strings.HasSuffix(r.Domain, ".example") {
			t.Errorf("domain %s is used twice or could be real", r.Domain)
		}
		domains[r.Domain] = true
		f, err := views.Show(context.Background(), d.Office, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		subjects[string(f.Client.Kind)] = true
		for _, n := range f.Next {
			if n.Run.Stage == "forms" && n.Run.Step == "face" && len(n.Run.Checked) == 1 && len(n.People) == 2 {
				oneOfTwo++
			}
			stages[n.Run.Stage], parties[string(n.Party)], tones[n.Due.Tone] = true, true, true
		}
		rounds += f.State.Missed
	}
	if oneOfTwo == 0 {
		t.Error("no case waits for the face check of the second of two leads")
	}
	for _, s := range workflow.Embedded().Stages {
		if !stages[s.Code] && s.Code != "signing" { // a case that is open has been signed
			t.Errorf("no case stands at %s", s.Code)
		}
	}
	for _, ty := range workflow.Embedded().Types {
		if !types[ty.Code] {
			t.Errorf("no case of type %s", ty.Code)
		}
	}
	want := map[string]set{
		"personal sole enterprise institution government social military": subjects,
		"client agency cloud bureau police":                               parties,
		"overdue today soon later":                                        tones,
		"open hold leaving delivered":                                     outcomes,
	}
	for words, have := range want {
		for _, w := range strings.Fields(words) {
			if !have[w] {
				t.Errorf("%s is not among %v", w, have)
			}
		}
	}
	if len(provinces) < 10 || len(staff) != 4 || rounds < 3 {
		t.Errorf("%d provinces, %d staff, %d missed rounds", len(provinces), len(staff), rounds)
	}
	if _, err := os.Stat(filepath.Join(d.Dir, "files")); err != nil {
		t.Error(err)
	}
}

func showBills(t *testing.T, d *desk.Desk) {
	page, err := invoicing.List(context.Background(), d.Office, store.InvoiceQuery{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	states := set{}
	issued := []string{}
	for _, b := range page.Bills {
		states[b.Status.Code] = true
		issued = append(issued, b.IssuedOn.String())
	}
	for _, s := range []string{"current", "overdue", "part", "paid", "void"} {
		if !states[s] {
			t.Errorf("no bill is %s", s)
		}
	}
	// Newest number first: the days must not rise.
	slices.Reverse(issued)
	if !slices.IsSorted(issued) {
		t.Errorf("numbers and days of bills disagree: %v", issued)
	}
}

func TestWalkStandsWhereItsDayLeftIt(t *testing.T) {
	for day, want := range map[string]string{"2026-09-18 16:00": "sms", "2026-10-01 09:00": "bureau-review", "2026-11-23 09:00": ""} {
		t.Run(day, func(t *testing.T) {
			m, err := cal.ParseMoment(day)
			if err != nil {
				t.Fatal(err)
			}
			at := m.Day.Start().Add(time.Duration(m.Minute) * time.Minute)
			d := filled(t, demo.Options{Cases: 1, AsOf: at})
			list := rows(t, d)
			stage := ""
			if list[0].Run != nil {
				stage = list[0].Run.Stage
			}
			if len(list) != 1 || list[0].Client != "杭州青禾软件有限公司" || stage != want {
				t.Errorf("the case stands at %q, want %q", stage, want)
			}
		})
	}
}

func TestSameSeedTellsTheSameStory(t *testing.T) {
	tell := func() []string {
		lines := []string{}
		for _, r := range rows(t, made(t, 6)) {
			lines = append(lines, strings.Join([]string{r.Number, r.Client, r.Domain, r.Lead, r.StageLabel, r.Due.Day}, " "))
		}
		return lines
	}
	if a, b := tell(), tell(); !slices.Equal(a, b) {
		t.Errorf("two stories of one seed differ:\n%s\n%s", strings.Join(a, "\n"), strings.Join(b, "\n"))
	}
}

func TestAPlanHasItsBounds(t *testing.T) {
	for _, n := range []int{-1, demo.MaxCases + 1} {
		if _, err := demo.NewPlan(demo.Options{Cases: n, AsOf: asOf}); errs.CodeOf(err) != errs.Usage {
			t.Errorf("%d cases: %v", n, err)
		}
	}
}

type set map[string]bool
