//go:build bench

package bench_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"beiandesk/internal/bench"
	"beiandesk/internal/desk"
	"beiandesk/internal/office"
	"beiandesk/internal/office/finding"
	"beiandesk/internal/office/invoicing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

// models is how many cases of a demonstration are copied.
const models = 200

// sizes are the folders that are compared, from BENCH_SIZES: 1000,100000.
func sizes(t *testing.T) (list []int) {
	t.Helper()
	for _, word := range strings.Split(os.Getenv("BENCH_SIZES"), ",") {
		n, err := strconv.Atoi(word)
		if err != nil {
			t.Fatalf("BENCH_SIZES: %v", err)
		}
		list = append(list, n)
	}
	return list
}

// folders gives the made folder of each size; the smaller ones are made on the way.
func folders(t *testing.T) map[int]string {
	t.Helper()
	out := map[int]string{}
	list := sizes(t)
	for i, n := range list {
		dir, err := bench.Folder(t.Context(), filepath.Join("..", "..", "build", "tmp", "bench"), models, list[:i+1]...)
		if err != nil {
			t.Fatal(err)
		}
		out[n] = dir
	}
	return out
}

// copied opens a copy of a folder, which may be written.
func copied(t *testing.T, dir string) *desk.Desk {
	t.Helper()
	to := filepath.Join(t.TempDir(), "desk")
	if err := bench.Copy(to, dir); err != nil {
		t.Fatal(err)
	}
	return opened(t, to)
}

func opened(t *testing.T, dir string) *desk.Desk {
	t.Helper()
	d, err := bench.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// screens are the reads of whole pages, each with all that the page asks.
func screens(t *testing.T, o *office.Office) []work {
	t.Helper()
	ctx := context.Background()
	page, err := views.List(ctx, o, store.CaseQuery{View: "open", Text: "有限公司", Limit: 50})
	if err != nil || len(page.Rows) == 0 {
		t.Fatal(page.Total, err)
	}
	one := page.Rows[len(page.Rows)/2]
	today := func(owner ref.StaffID) func() error {
		return func() error {
			_, err := views.Today(ctx, o, views.TodayInput{Owner: owner, Size: 20})
			return err
		}
	}
	list := func(q store.CaseQuery) func() error {
		q.Limit = 50
		return func() error { _, err := views.List(ctx, o, q); return err }
	}
	find := func(text string) func() error {
		return func() error { _, err := finding.Find(ctx, o, finding.Input{Text: text, Limit: 6}); return err }
	}
	word := string([]rune(one.Client)[2:4])
	return []work{
		{"Today, mine", today(o.Staff)},
		{"Today, all", today("")},
		{"Cases, open", list(store.CaseQuery{View: "open"})},
		{"Cases, two provinces unpaid", list(store.CaseQuery{View: "open", Provs: []string{"33", "32"}, Unpaid: true})},
		{"Cases, found by a firm's word", list(store.CaseQuery{View: "all", Text: word})},
		{"Cases, found by 有限公司", list(store.CaseQuery{View: "all", Text: "有限公司"})},
		{"Quick find, a firm's word", find(word)},
		{"Quick find, hangzhou", find("hangzhou")},
		{"Quick find, 有限公司", find("有限公司")},
		{"Quick find, hz youxian", find("hz youxian")},
		{"Quick find, a number", find(one.Number)},
		{"A case", func() error { _, err := views.Show(ctx, o, one.ID); return err }},
		{"Clients", func() error { _, err := people.ListClients(ctx, o, store.ClientQuery{Limit: 50}); return err }},
		{"Clients, found by a firm's word", func() error {
			_, err := people.ListClients(ctx, o, store.ClientQuery{Limit: 50, Text: word})
			return err
		}},
		{"Bills", func() error {
			if _, err := invoicing.List(ctx, o, store.InvoiceQuery{Limit: 50}); err != nil {
				return err
			}
			_, err := invoicing.Totals(ctx, o)
			return err
		}},
	}
}

func TestScreens(t *testing.T) {
	before := load(t)
	dirs, list := folders(t), sizes(t)
	var all []work
	var names []string
	counts := map[string]int64{}
	for _, n := range list {
		d := opened(t, dirs[n])
		for _, w := range screens(t, d.Office) {
			key := fmt.Sprint(n, " ", w.name)
			if !slices.Contains(names, w.name) {
				names = append(names, w.name)
			}
			from := d.SQLite().Statements()
			if err := w.f(); err != nil {
				t.Fatal(err)
			}
			counts[key] = d.SQLite().Statements() - from
			all = append(all, work{key, w.f})
		}
	}
	costs := rounds(t, 40, all)
	least, most := list[0], list[len(list)-1]
	r := newReport(t, "1-screens", fmt.Sprintf("Screens at %d cases", most),
		"screen", "statements", "median, ms", "p95, ms", "CPU, ms", fmt.Sprintf("CPU against %d cases", least))
	for _, name := range names {
		big, small := costs[fmt.Sprint(most, " ", name)], costs[fmt.Sprint(least, " ", name)]
		r.row(name, fmt.Sprint(counts[fmt.Sprint(most, " ", name)]), ms(median(big)), ms(p95(big)), ms(medianCPU(big)),
			fmt.Sprintf("%.1f ×", float64(medianCPU(big))/float64(max(medianCPU(small), 1))))
	}
	r.save(before)
}
