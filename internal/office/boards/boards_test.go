package boards_test

import (
	"context"
	"fmt"
	"testing"

	"beiandesk/internal/cal"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/boards"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/store"
)

var ctx = context.Background()

func TestEachStageHasOneColumn(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	in := map[string]int{}
	for _, c := range boards.Columns() {
		for _, stage := range c.Stages {
			in[stage]++
		}
	}
	for _, s := range f.Engine.Graph().Stages {
		if in[s.Code] != 1 {
			t.Errorf("%s stands in %d columns", s.Code, in[s.Code])
		}
		delete(in, s.Code)
	}
	if len(boards.Columns()) != 7 || len(in) > 0 {
		t.Errorf("%d columns; stages that are not there: %v", len(boards.Columns()), in)
	}
}

func TestABoardShowsTheFirstOfEachColumnAndWhereItGoesOn(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	f.Fill(1, 3)
	id := f.OpenCase(desktest.Qinghe())
	f.Record(filing.DoInput{CaseID: id, Action: "case.withdraw", Reason: "客户不办了"})

	b, err := boards.OnBoard(ctx, f.Office, store.CaseQuery{View: "all"}, 2)
	if err != nil {
		t.Fatal(err)
	}
	first := b.Lanes[0]
	if b.Head.Total.N != 4 || b.More || first.Label != "准备" || first.Count != 3 || len(first.Rows) != 2 || first.Rows[0].Todo == "" {
		t.Fatalf("%+v", b)
	}
	rest, err := views.List(ctx, f.Office, store.CaseQuery{View: "all", Sort: "due", Stages: first.Stages, After: first.Next, Limit: 9})
	if err != nil || len(rest.Rows) != 1 || rest.Rows[0].ID == first.Rows[0].ID || rest.Rows[0].ID == first.Rows[1].ID {
		t.Errorf("behind the first: %+v %v", rest.Rows, err)
	}
	if whole, err := boards.OnBoard(ctx, f.Office, store.CaseQuery{View: "open"}, 3); err != nil || whole.Lanes[0].Next != "" {
		t.Errorf("a column that is whole goes on at %q %v", whole.Lanes[0].Next, err)
	}
}

func TestAMonthHasEachCaseOnTheDayOfItsDate(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	f.Fill(1, 3)
	table, err := views.List(ctx, f.Office, store.CaseQuery{View: "open", Sort: "due", Limit: 9})
	if err != nil {
		t.Fatal(err)
	}
	due := map[cal.Day]int{}
	for _, r := range table.Rows {
		due[r.Due.Moment.Day]++
	}
	m, err := boards.InMonth(ctx, f.Office, store.CaseQuery{View: "open"}, f.Today(), 1)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[cal.Day]int{}
	for day, on := range m.Days {
		if seen[day] = on.Count; len(on.Rows) != 1 {
			t.Errorf("%s shows %d", day, len(on.Rows))
		}
	}
	if fmt.Sprint(seen) != fmt.Sprint(due) || m.Head.Total.N != 3 {
		t.Errorf("in the month %v, in the table %v", seen, due)
	}
	if far, err := boards.InMonth(ctx, f.Office, store.CaseQuery{View: "open"}, f.Today().AddMonths(12), 1); err != nil || len(far.Days) != 0 {
		t.Errorf("a year on: %+v %v", far.Days, err)
	}
}
