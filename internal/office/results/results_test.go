package results_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/results"
	"beiandesk/internal/office/sweep"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

func TestMain(m *testing.M) { os.Exit(desktest.Main(m)) }

var ctx = context.Background()

// several are n cases of different subjects with the bureau.
func several(f *desktest.Fixture, n int) []ref.CaseID {
	f.T.Helper()
	list := []ref.CaseID{}
	for i := range n {
		id := f.OpenCase(desktest.Subject(i))
		f.Reviewed(id)
		list = append(list, id)
	}
	return list
}

func picked(ids []ref.CaseID) []results.PickedCase {
	list := []results.PickedCase{}
	for _, id := range ids {
		list = append(list, results.PickedCase{CaseID: id})
	}
	return list
}

func run(f *desktest.Fixture, in results.ResultsInput) results.ResultsReport {
	f.T.Helper()
	out, err := results.Run(ctx, f.Office, in)
	if err != nil {
		f.T.Fatalf("%v (%v)", err, errors.Unwrap(err))
	}
	return out
}

func stages(f *desktest.Fixture, ids []ref.CaseID) []string {
	list := []string{}
	for _, id := range ids {
		list = append(list, f.Show(id).Next[0].Run.Stage)
	}
	return list
}

func newest(f *desktest.Fixture) (seq int64) {
	err := f.Read(ctx, func(tx store.Tx) error {
		rows, err := tx.JournalList().Find(store.JournalQuery{Limit: 1})
		seq = rows[0].Seq
		return err
	})
	if err != nil {
		f.T.Fatal(err)
	}
	return seq
}

func TestOneResultReachesAllCasesAndGoesBackAsOne(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	ids := several(f, 3)
	f.SetClock("2026-09-21 10:00")
	before := newest(f)
	dry := run(f, results.ResultsInput{Cases: picked(ids), Action: "bureau-review.approve", At: "2026-09-20", Dry: true})
	if dry.Done || dry.Wrong+dry.Asked > 0 || len(dry.Rows) != 3 || dry.Rows[1].Title != "管局已通过" || dry.Rows[1].Site != "site-2.example" {
		t.Fatalf("a dry run says %+v", dry)
	}
	if got := stages(f, ids); got[0] != "bureau-review" || newest(f) != before {
		t.Fatalf("a dry run moved them to %v", got)
	}
	out := run(f, results.ResultsInput{Cases: picked(ids), Action: "bureau-review.approve", At: "2026-09-20"})
	if got := stages(f, ids); !out.Done || slices.ContainsFunc(got, func(s string) bool { return s != "number" }) {
		t.Fatalf("recorded %+v, they stand at %v", out, got)
	}
	if line := f.Line(f.Show(ids[2]), "管局已通过"); line.At.Day.String() != "2026-09-20" {
		t.Errorf("the timeline says %+v", line)
	}
	f.Reopen()
	back, err := results.Undo(ctx, f.Office, results.BatchInput{Batch: out.Batch})
	if err != nil || back.Title != "管局已通过，3 件" {
		t.Fatalf("undone %+v: %v", back, err)
	}
	if got := stages(f, ids); slices.ContainsFunc(got, func(s string) bool { return s != "bureau-review" }) {
		t.Errorf("after undo they stand at %v", got)
	}
	if _, err := results.Undo(ctx, f.Office, results.BatchInput{Batch: out.Batch}); errs.CodeOf(err) != errs.NotFound {
		t.Errorf("undone twice: %v", err)
	}
}

func TestNothingIsRecordedWhileOneRowIsWrong(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	ids := several(f, 3)
	all := picked(ids)
	all[0].Version, all[1].Version = f.Show(ids[0]).Case.Version-1, f.Show(ids[1]).Case.Version
	f.Step(ids[2], "bureau-review.approve")
	out := run(f, results.ResultsInput{Cases: all, Action: "bureau-review.approve"})
	if out.Done || out.Wrong != 2 || !strings.Contains(out.Rows[0].Problem, "刚被别人改过") || out.Rows[1].Problem != "" ||
		!strings.Contains(out.Rows[2].Problem, "备案号下发") || !strings.Contains(out.Rows[2].Problem, "管局已通过") {
		t.Fatalf("told %+v", out)
	}
	if got := stages(f, ids); got[0] != "bureau-review" || got[1] != "bureau-review" {
		t.Errorf("they stand at %v", got)
	}
}

func TestAPastedColumnFindsItsCases(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	ids := several(f, 3)
	run(f, results.ResultsInput{Cases: picked(ids), Action: "bureau-review.approve"})
	number := func(n int) string { return fmt.Sprintf("浙ICP备202605123%d号-1", n) }
	for name, c := range map[string]struct {
		column string
		want   []string // the numbers, or the problem of each row
		lines  []string // what is said of lines
	}{
		"by domain, address, name and case number": {
			"HTTPS://www.site-2.example/\t" + number(2) + "\n杭州第3软件有限公司 " + number(3) + "\nsite-1.example，" + number(1),
			[]string{number(1), number(2), number(3)}, nil,
		},
		"bare, in order":                {number(1) + "\n" + number(2) + "\r\n" + number(3) + "\n\n", []string{number(1), number(2), number(3)}, nil},
		"the number comes first":        {number(2) + "\tsite-2.example\n" + number(3) + "\tsite-3.example\n" + number(1) + "\tsite-1.example", []string{number(1), number(2), number(3)}, nil},
		"an empty line keeps its place": {number(1) + "\n\n" + number(3), []string{number(1), "还没有网站备案号", number(3)}, nil},
		"of nobody":                     {"other.example\t" + number(1), []string{"还没有网站备案号", "还没有网站备案号", "还没有网站备案号"}, []string{"“other.example”不在选中的案件里"}},
		"of nobody, by a space":         {"别家 " + number(1), []string{"还没有网站备案号", "还没有网站备案号", "还没有网站备案号"}, []string{"“别家”不在选中的案件里"}},
		"twice":                         {"site-1.example " + number(1) + "\nsite-1.example " + number(2), []string{number(1), "还没有网站备案号", "还没有网站备案号"}, []string{"和第 1 行是同一个"}},
		"too many":                      {strings.Repeat(number(1)+"\n", 4), nil, []string{"多出来的一行"}},
		"without -1":                    {"浙ICP备2026051231号\n" + number(2) + "\n" + number(3), []string{"-1", number(2), number(3)}, nil},
		"no number":                     {"浙ICP备20号\n" + number(2) + "\n" + number(3), []string{"工信部", number(2), number(3)}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			out := run(f, results.ResultsInput{Cases: picked(ids), Action: "number.record", Column: c.column, Dry: true})
			for i, want := range c.want {
				if r := out.Rows[i]; !strings.Contains(r.Text+r.Problem, want) || strings.HasPrefix(want, "浙") && r.Problem != "" {
					t.Errorf("row %d: %+v, want %s", i+1, r, want)
				}
			}
			for i, want := range c.lines {
				if i >= len(out.Lines) || !strings.Contains(out.Lines[i].Text, want) {
					t.Errorf("lines %+v, want %s", out.Lines, want)
				}
			}
			if len(out.Lines) != len(c.lines) {
				t.Errorf("lines %+v", out.Lines)
			}
		})
	}
	out := run(f, results.ResultsInput{Cases: picked(ids), Action: "number.record", Column: number(1) + "\n" + number(2) + "\n" + number(3)})
	page := f.Show(ids[1])
	if !out.Done || page.Case.SubjectNumber != "浙ICP备2026051232号" || page.Sites[0].ICPNumber != number(2) {
		t.Errorf("recorded %+v: %s %s", out, page.Case.SubjectNumber, page.Sites[0].ICPNumber)
	}
}

func TestANumberOfTwoSubjectsIsAskedAbout(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	ids := several(f, 2)
	run(f, results.ResultsInput{Cases: picked(ids), Action: "bureau-review.approve"})
	for column, want := range map[string]string{
		"浙ICP备2026051231号-1\n浙ICP备2026051231号-2": "两个主体不会是一个号",
		"浙ICP备2026051231号-1\n浙ICP备2026051231号-1": "已经登记给",
	} {
		in := results.ResultsInput{Cases: picked(ids), Action: "number.record", Column: column}
		out := run(f, in)
		if out.Done || out.Asked != 1 || !strings.Contains(out.Rows[1].Asks, want) {
			t.Fatalf("%s: told %+v", column, out)
		}
		if in.Agree = true; strings.HasSuffix(column, "-2") {
			if out = run(f, in); !out.Done {
				t.Fatalf("agreed, and told %+v", out)
			}
			if _, err := results.Undo(ctx, f.Office, results.BatchInput{Batch: out.Batch}); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestRejectionsTakeAUsualReasonOrWords(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	ids := several(f, 3)
	choices, shown, err := results.Choices(ctx, f.Office, results.PicksInput{Cases: picked(ids)})
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(choices, func(c results.Choice) bool { return c.Code == "bureau-review.reject" })
	if at < 0 || choices[at].Cases != 3 || choices[at].Column != results.ColumnReason || len(choices[at].Values) != 1 {
		t.Fatalf("choices %+v", choices)
	}
	if len(shown) != 3 || shown[1].CaseID != ids[1] || shown[1].Version != f.Show(ids[1]).Case.Version {
		t.Errorf("shown as %+v", shown)
	}
	usual := choices[at].Values[0].Options[0]
	if last := choices[len(choices)-1]; last.Code != results.Pending || last.Label != "还在审" || last.Cases != 3 {
		t.Errorf("the last choice is %+v", last)
	}
	column := "site-1.example\t" + usual.Label + "\nsite-2.example\t首页打不开，管局要截图"
	out := run(f, results.ResultsInput{Cases: picked(ids), Action: "bureau-review.reject", Column: column, Dry: true})
	if out.Wrong != 1 || !strings.Contains(out.Rows[2].Problem, "原因") {
		t.Fatalf("told %+v", out)
	}
	out = run(f, results.ResultsInput{Cases: picked(ids), Action: "bureau-review.reject", Column: column, Reason: "见通知"})
	if !out.Done || !strings.Contains(out.Rows[0].Text, usual.Label) || !strings.Contains(out.Rows[1].Text, "首页打不开") || !strings.Contains(out.Rows[2].Text, "见通知") {
		t.Fatalf("told %+v", out)
	}
}

func TestALookThatFoundNothingIsNotedAndTakenBack(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	ids := several(f, 2)
	out := run(f, results.ResultsInput{Cases: picked(ids), Action: results.Pending})
	if !out.Done || out.Rows[0].Text != "还在审" {
		t.Fatalf("told %+v", out)
	}
	if line := f.Line(f.Show(ids[1]), "查过，还没有结果"); line.Text != "还在审" {
		t.Errorf("the timeline says %+v", line)
	}
	if _, err := results.Undo(ctx, f.Office, results.BatchInput{Batch: out.Batch}); err != nil {
		t.Fatal(err)
	}
	if line := f.Line(f.Show(ids[1]), "撤销“查过，还没有结果”"); line.Text != "2026-09-07 10:00 记的一笔" {
		t.Errorf("taken back it says %+v", line)
	}
}

// What was looked up on a Friday without a result is queued again on Monday, and at once when it
// is taken back; another run goes on standing.
func TestALookThatFoundNothingRestsUntilTheNextWorkingDay(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-11 10:00")
	ids := several(f, 2)
	queued := func() (items, rest int) {
		places, err := sweep.Queue(ctx, f.Office, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range places {
			items, rest = items+len(p.Items), rest+p.Rests
		}
		return items, rest
	}
	look := func() results.ResultsReport {
		return run(f, results.ResultsInput{Cases: picked(ids[:1]), Action: results.Pending})
	}
	stands := func(when string, wantItems, wantRest int) {
		t.Helper()
		if items, rest := queued(); items != wantItems || rest != wantRest {
			t.Errorf("%s: %d are queued and %d rest", when, items, rest)
		}
	}
	stands("at first", 2, 0)
	run(f, results.ResultsInput{Cases: picked(ids[:1]), Action: results.Pending, Dry: true})
	stands("tried", 2, 0)
	first := look()
	stands("looked up", 1, 1)
	if _, err := results.Undo(ctx, f.Office, results.BatchInput{Batch: first.Batch}); err != nil {
		t.Fatal(err)
	}
	stands("taken back", 2, 0)
	look()
	f.SetClock("2026-09-13 10:00") // a Sunday
	stands("on Sunday", 1, 1)
	f.SetClock("2026-09-14 09:00")
	stands("on Monday", 2, 0)
	look()
	f.Step(ids[1], "bureau-review.approve")
	if kept := setting(f, "sweep"); strings.Count(kept, "2026-09-15") != 1 || strings.Contains(kept, "2026-09-14") {
		t.Errorf("kept %s", kept)
	}
}

// setting is what a desk keeps under a key, as it lies in the database.
func setting(f *desktest.Fixture, key string) (text string) {
	f.T.Helper()
	err := f.Read(ctx, func(tx store.Tx) (err error) {
		text, _, err = tx.Settings().Get(key)
		return err
	})
	if err != nil {
		f.T.Fatal(err)
	}
	return text
}

func TestNoWordsOfNotesAreKeptToTakeThemBack(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	ids := several(f, 1)
	run(f, results.ResultsInput{Cases: picked(ids), Action: results.Pending, Reason: "沈敏说下周补材料"})
	if kept := setting(f, "results"); !strings.Contains(kept, string(ids[0])) || strings.Contains(kept, "沈敏") {
		t.Errorf("kept %s", kept)
	}
}

func TestSingleNotesPushOutNoBatchOfMany(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	ids := several(f, 3)
	morning := run(f, results.ResultsInput{Cases: picked(ids[:2]), Action: "bureau-review.approve"})
	var last string
	for range 12 {
		last = run(f, results.ResultsInput{Cases: picked(ids[2:]), Action: results.Pending}).Batch
	}
	if n := strings.Count(setting(f, "results"), `"parts"`); n != 11 {
		t.Errorf("%d batches are kept, want 10 single ones and the morning's", n)
	}
	for _, batch := range []string{last, morning.Batch} {
		if _, err := results.Undo(ctx, f.Office, results.BatchInput{Batch: batch}); err != nil {
			t.Error(err)
		}
	}
}

func TestARowTellsItsRunAndItsLines(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	ids := several(f, 3)
	run(f, results.ResultsInput{Cases: picked(ids), Action: "bureau-review.approve"})
	all := picked(ids)
	all[1].Version = f.Show(ids[1]).Case.Version - 1
	out := run(f, results.ResultsInput{Cases: all, Action: "number.record", Column: "一\n二\n三", Dry: true})
	for i, row := range out.Rows {
		if !slices.Equal(row.Lines, []int{i + 1}) || row.RunID != casefile.RunID(ids[i], f.Show(ids[i]).Next[0].Run.Key) {
			t.Errorf("row %d tells %+v", i+1, row)
		}
	}
}

func TestABatchThatWasBuiltOnStaysWhole(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	ids := several(f, 3)
	out := run(f, results.ResultsInput{Cases: picked(ids), Action: "bureau-review.approve"})
	numbers := map[string]string{"subject_number": "浙ICP备2026051231号", "site_number": "浙ICP备2026051231号-1"}
	f.Record(filing.DoInput{CaseID: ids[1], Action: "number.record", Values: numbers})
	_, err := results.Undo(ctx, f.Office, results.BatchInput{Batch: out.Batch})
	number := f.Show(ids[1]).Case.Number
	if errs.CodeOf(err) != errs.Blocked || !strings.HasPrefix(err.Error(), number+" 后来") {
		t.Fatalf("undone: %v", err)
	}
	if got := stages(f, ids); got[0] != "number" || got[2] != "number" {
		t.Errorf("they stand at %v", got)
	}
}

func TestWhatIsWrongAsAWholeIsAnError(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	id := f.OpenCase(desktest.Qinghe())
	many := slices.Repeat([]results.PickedCase{{CaseID: id}}, results.Most+1)
	for name, c := range map[string]struct {
		in    results.ResultsInput
		field string
	}{
		"none":         {results.ResultsInput{}, "cases"},
		"too many":     {results.ResultsInput{Cases: many}, "cases"},
		"unknown":      {results.ResultsInput{Cases: many[:1], Action: "nothing"}, "action"},
		"a whole case": {results.ResultsInput{Cases: many[:1], Action: "case.void"}, "action"},
		"later":        {results.ResultsInput{Cases: many[:1], Action: "account.done", At: "2027-01-01"}, "at"},
	} {
		_, err := results.Run(ctx, f.Office, c.in)
		var e *errs.Error
		if !errors.As(err, &e) || e.Code != errs.Invalid || e.Field != c.field {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestALongPastedReasonIsAProblemOfItsRow(t *testing.T) {
	f := desktest.NewFixture(t, "2026-09-07 10:00")
	ids := several(f, 2)
	column := "site-1.example\t" + strings.Repeat("字", 2001) + "\nsite-2.example\t没带原件"
	out := run(f, results.ResultsInput{Cases: picked(ids), Action: "bureau-review.reject", Column: column})
	if out.Done || out.Wrong != 1 || !strings.Contains(out.Rows[0].Problem, "最多 2000 个字") {
		t.Errorf("told %+v", out.Rows)
	}
}
