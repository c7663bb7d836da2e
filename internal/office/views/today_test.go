package views_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/rulebook"
	"beiandesk/internal/office/views"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// statements counts what a look at the desk costs.
func statements(f *desktest.Fixture, look func() error) int64 {
	f.T.Helper()
	before := f.SQLite().Statements()
	if err := look(); err != nil {
		f.T.Fatal(err)
	}
	return f.SQLite().Statements() - before
}

func TestPagesCostTheSameStatementsHoweverMuchTheyHold(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	f.Fill(0, 2)
	looks := map[string]func() error{
		"today": func() error {
			_, err := views.Today(ctx, f.Office, views.TodayInput{Size: 100})
			return err
		},
		"today by party": func() error {
			_, err := views.Today(ctx, f.Office, views.TodayInput{By: "party", Size: 100})
			return err
		},
		"list": func() error {
			_, err := views.List(ctx, f.Office, store.CaseQuery{View: "open", Sort: "due", Limit: 100})
			return err
		},
		"show": func() error {
			_, err := views.Show(ctx, f.Office, id)
			return err
		},
		"deadlines": func() error {
			_, err := deadlines(ctx, f.Office)
			return err
		},
	}
	few := map[string]int64{}
	for name, look := range looks {
		few[name] = statements(f, look)
	}
	f.Fill(2, 16) // fewer than fill a page: then some lists need no question
	f.Step(id, "account.done")
	f.Scans(id)
	f.Step(id, "materials.done", "template.submit", "template.approve")
	for name, look := range looks {
		if many := statements(f, look); many != few[name] || many == 0 {
			t.Errorf("%s: %d statements with little, %d with much", name, few[name], many)
		}
	}
}

func TestAFullDayFoldsWhatIsAheadAndOpensItLineByLine(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	f.Fill(0, 22) // two runs each, agreed for 09-10
	today := func(in views.TodayInput) views.TodayPage {
		t.Helper()
		in.Size = 15
		page, err := views.Today(ctx, f.Office, in)
		if err != nil {
			t.Fatal(err)
		}
		return page
	}
	page := today(views.TodayInput{})
	week := page.Groups[2]
	if !page.Full || page.Total != 44 || week.Count != 44 || len(week.Rows) != 0 || len(week.Folded) != 2 {
		t.Fatalf("full %v, total %d, week %+v", page.Full, page.Total, week)
	}
	for _, line := range week.Folded {
		fold := views.Fold{Party: line.Party, Stage: line.Stage, Group: line.Group}
		seen := map[string]bool{}
		for cursor := ""; ; {
			opened := today(views.TodayInput{Group: "week", Fold: fold, Cursor: cursor}).Groups
			for _, r := range opened[0].Rows {
				seen[string(r.ID)] = r.Stage == line.Stage && r.LastContact == "9月7日 电话"
			}
			if cursor = opened[0].Next; cursor == "" {
				break
			}
		}
		if line.Count != 22 || len(seen) != line.Count || slices.Contains(slices.Collect(maps.Values(seen)), false) {
			t.Errorf("%+v opens %d", line, len(seen))
		}
	}
	f.SetClock("2026-09-10 09:00")
	now := today(views.TodayInput{}).Groups[1]
	rest := today(views.TodayInput{Group: "today", Cursor: now.Next}).Groups[0]
	if now.Count != 44 || len(now.Rows) != 8 || len(rest.Rows) != 15 {
		t.Errorf("today: %d, first %d, then %d", now.Count, len(now.Rows), len(rest.Rows))
	}
	byParty := today(views.TodayInput{By: "party", Party: string(now.Rows[0].WaitsFor)}).Groups[0]
	if len(byParty.Rows) != 15 || len(byParty.Folded) != 0 {
		t.Errorf("by party %d rows, %d folded", len(byParty.Rows), len(byParty.Folded))
	}
}

func TestTodayGroupsFoldsAndPages(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	empty, err := views.Today(ctx, f.Office, views.TodayInput{Size: 10})
	if err != nil || !empty.Fresh || empty.Total != 0 || len(empty.Groups) != 4 {
		t.Fatalf("%+v, %v", empty, err)
	}
	f.Fill(0, 5) // ten runs, agreed for 09-10
	id := f.OpenCase(desktest.Qinghe())
	f.Reviewed(id)
	// The bureau's review waits on others alone and is far off.
	page, err := views.Today(ctx, f.Office, views.TodayInput{Size: 4})
	if err != nil {
		t.Fatal(err)
	}
	week, later := page.Groups[2], page.Groups[3]
	if page.Fresh || page.Total != 11 || week.Count != 10 || len(week.Rows) != 4 || week.Next == "" {
		t.Errorf("total %d, week %d with %d rows", page.Total, week.Count, len(week.Rows))
	}
	if later.Count != 1 || len(later.Rows) != 0 || len(later.Folded) != 1 || later.Folded[0].Party != "bureau" || later.Folded[0].Count != 1 {
		t.Errorf("later %+v", later)
	}
	seen := map[string]bool{}
	for _, r := range week.Rows {
		seen[string(r.ID)] = true
		if r.LastContact != "9月7日 电话" {
			t.Errorf("last contact %q", r.LastContact)
		}
	}
	for cursor := week.Next; cursor != ""; {
		more, err := views.Today(ctx, f.Office, views.TodayInput{Size: 4, Group: "week", Cursor: cursor})
		if err != nil || len(more.Groups) != 1 {
			t.Fatalf("%+v, %v", more, err)
		}
		for _, r := range more.Groups[0].Rows {
			if seen[string(r.ID)] {
				t.Errorf("%s comes twice", r.Todo)
			}
			seen[string(r.ID)] = true
		}
		cursor = more.Groups[0].Next
	}
	if len(seen) != 10 {
		t.Errorf("%d rows in all, want 10", len(seen))
	}

	// On the 11th all of them are overdue: the badge says so.
	f.SetClock("2026-09-11 09:00")
	late, err := views.Today(ctx, f.Office, views.TodayInput{Size: 20, Party: string(workflow.Client)})
	if err != nil || late.Badge != 10 || late.Groups[0].Count != 10 || late.Groups[0].Rows[0].Due.Left != "逾期 1 天" {
		t.Errorf("%+v, %v", late, err)
	}
	if late.Parties["client"] != 10 || late.Parties["bureau"] != 1 {
		t.Errorf("parties %v", late.Parties)
	}
	parties, err := views.Today(ctx, f.Office, views.TodayInput{Size: 20, By: "party"})
	if err != nil || len(parties.Groups) != 6 || parties.Groups[0].Code != "agency" || parties.Groups[1].Count != 10 || parties.Groups[4].Folded[0].Stage != "bureau-review" {
		t.Errorf("%+v, %v", parties, err)
	}
}

func TestDeadlinesOfAllCasesComeWithTheirReasons(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	f.Fill(0, 3)
	f.Reviewed(id)
	all, err := deadlines(context.Background(), f.Office)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 3*2+2 {
		t.Fatalf("%d deadlines", len(all))
	}
	for i, d := range all {
		if d.CaseNumber == "" || d.StageLabel == "" || len(d.Reasons) == 0 {
			t.Errorf("%+v", d)
		}
		if i > 0 && d.Moment.Compare(all[i-1].Moment) < 0 {
			t.Errorf("%s comes after %s", d.Moment, all[i-1].Moment)
		}
	}
}

func TestProjectingTwiceChangesNothing(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	f.Reviewed(id)
	rows := func() string {
		var text string
		err := f.Read(ctx, func(tx store.Tx) error {
			runs, err := tx.Projections().Runs(id)
			if err != nil {
				return err
			}
			dates, err := tx.Projections().Deadlines(id)
			for _, r := range runs {
				text += fmt.Sprintf("%s %s %s %s %s\n", r.ID, r.Key, r.Step, r.Entered, r.Sort())
			}
			text += fmt.Sprintf("%+v", dates)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	before := rows()
	// Saving a site as it is projects the case anew.
	s := f.Show(id).Sites[0].Site
	if _, err := filing.SaveSite(ctx, f.Office, filing.SaveSiteInput{CaseID: id, Site: filing.SiteInput{
		ID: s.ID, Name: s.Name, Domain: s.Domain, ServerKind: s.ServerKind, ServerIP: s.ServerIP, ServerUntil: "2027-03-02", Version: s.Version,
	}}); err != nil {
		t.Fatal(err)
	}
	if after := rows(); after != before {
		t.Errorf("before\n%s\nafter\n%s", before, after)
	}
}

func TestRowsTellWhichDatesAreProvisional(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-12-30 10:00")
	id := f.Reporting() // until 4 January, in a year without a notice
	marked := func() (list []bool) {
		day, err := views.Today(ctx, f.Office, views.TodayInput{By: "party", Party: "cloud", Size: 10})
		if err != nil {
			t.Fatal(err)
		}
		all, err := views.Today(ctx, f.Office, views.TodayInput{Size: 10})
		if err != nil {
			t.Fatal(err)
		}
		table, err := views.List(ctx, f.Office, store.CaseQuery{View: "open", Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		dates, err := deadlines(ctx, f.Office)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range slices.Concat(day.Groups, all.Groups) {
			for _, row := range g.Rows {
				list = append(list, row.Due.Provisional)
			}
		}
		return append(list, table.Rows[0].Due.Provisional, dates[0].Due.Provisional, f.Show(id).Clocks[0].Due.Provisional)
	}
	f.SetClock("2027-01-04 09:00") // due today: nothing folds up
	if got := marked(); !slices.Equal(got, []bool{true, true, true, true, true}) {
		t.Errorf("before the notice: %v", got)
	}
	f.SetClock("2027-01-06 09:00")
	f.ImportYear()
	f.Recompute()
	if got := marked(); len(got) != 5 || slices.Contains(got, true) {
		t.Errorf("after it: %v", got)
	}
}

func TestADayThatWasAgreedByHandIsSaidInDaysOnTodayAsOnTheCase(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-11 10:00") // a Friday
	id := f.OpenCase(desktest.Qinghe())
	left := func(stage string) [2]string {
		t.Helper()
		var said [2]string
		for _, n := range f.Show(id).Next {
			if n.Run.Stage == stage {
				said[0] = n.Due.Left
			}
		}
		page, err := views.Today(ctx, f.Office, views.TodayInput{By: "party", Size: 50})
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range page.Groups {
			for _, r := range g.Rows {
				if r.CaseID == id && r.Stage == stage {
					said[1] = r.Due.Left
				}
			}
		}
		return said
	}
	if said := left("account"); said != [2]string{"剩 3 个工作日", "剩 3 个工作日"} {
		t.Errorf("counted: %q", said)
	}
	c := f.Show(id)
	if _, err := filing.Agree(ctx, f.Office, filing.AgreeInput{CaseID: id, RunID: c.Next[0].ID, Day: "2026-09-13", Reason: "周日见面", Version: c.Case.Version}); err != nil {
		t.Fatal(err)
	}
	if said := left(c.Next[0].Run.Stage); said != [2]string{"剩 2 天", "剩 2 天"} {
		t.Errorf("set by hand: %q", said)
	}
}

// Confirming is a task of the year: Today counts what is due, and confirming takes it off.
func TestTodayCountsWhatIsToBeConfirmed(t *testing.T) {
	ctx := context.Background()
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	count := func() int {
		page, err := views.Today(ctx, f.Office, views.TodayInput{Size: 10})
		if err != nil {
			t.Fatal(err)
		}
		return page.Overdue
	}
	before := count()
	of := rulebook.RuleRef{RuleKey: store.RuleKey{Kind: workflow.ChangeClock, Code: "bureau-review.max"}}
	if err := rulebook.Confirm(ctx, f.Office, []rulebook.RuleRef{of}, rulebook.Confirmed{}); err != nil {
		t.Fatal(err)
	}
	if got := count(); before == 0 || got != before-1 {
		t.Errorf("%d are due, %d after one was confirmed", before, got)
	}
	if views.YearlyTask(0) != "" {
		t.Error("nothing to confirm is told")
	}
}
