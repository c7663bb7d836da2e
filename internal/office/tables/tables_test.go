package tables_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/damage"
	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/errs"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/importing"
	"beiandesk/internal/office/invoicing"
	own "beiandesk/internal/office/ownfields"
	"beiandesk/internal/office/tables"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/sheet"
	"beiandesk/internal/sqlite/sqlitetest"
	"beiandesk/internal/store"
)

var ctx = context.Background()

// desk has three cases, the first of them with a bill.
type desk struct {
	*desktest.Fixture
	ids  []string
	bill ref.InvoiceID
}

func opened(t *testing.T) desk {
	d := desk{Fixture: desktest.NewFixture(t, "2026-11-23 10:00")}
	for _, in := range []filing.OpenInput{desktest.Qinghe(), desktest.Little("宁波海纳商贸有限公司", "haina.example"), desktest.Little("=温州等号设计工作室", "deng.example")} {
		d.ids = append(d.ids, string(d.OpenCase(in)))
	}
	b, err := invoicing.Issue(ctx, d.Office, ref.CaseID(d.ids[0]))
	if err != nil {
		t.Fatal(err)
	}
	d.bill = b.ID
	return d
}

// saved is a table as csv, read back: by title, the cells below it.
func (d desk) saved(w tables.Wanted) map[string][]string {
	d.T.Helper()
	var out bytes.Buffer
	told := 0
	n, err := tables.Save(ctx, d.Office, w, sheet.Form{Kind: sheet.CSV}, &out, func(rows int) { told = rows })
	if err != nil {
		d.T.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), "\ufeff"))).ReadAll()
	if err != nil || len(rows) != n+1 || told != n {
		d.T.Fatal(n, told, len(rows), err)
	}
	by := map[string][]string{}
	for _, row := range rows[1:] {
		for i, title := range rows[0] {
			by[title] = append(by[title], row[i])
		}
	}
	return by
}

func (d desk) newest() store.JournalRow {
	d.T.Helper()
	var rows []store.JournalRow
	err := d.Read(ctx, func(tx store.Tx) (err error) {
		rows, err = tx.JournalList().Find(store.JournalQuery{Limit: 1})
		return err
	})
	if err != nil {
		d.T.Fatal(err)
	}
	return rows[0]
}

func allCases() tables.Wanted {
	return tables.Wanted{Table: tables.Cases, Cases: store.CaseQuery{View: "all", Sort: "number"}}
}

func TestTheCasesComeAsFilteredAndCoveredUnlessAskedForInFull(t *testing.T) {
	d := opened(t)
	got := d.saved(allCases())
	if !slices.Equal(got["案件编号"], []string{"BA2026-0001", "BA2026-0002", "BA2026-0003"}) || got["客户"][2] != "'=温州等号设计工作室" || got["未收"][0] == "" || got["期限"][0] == "" {
		t.Errorf("%v", got)
	}
	if got["负责人手机"][0] != "138****1001" {
		t.Errorf("the phone is %s", got["负责人手机"][0])
	}
	if title := d.newest().Title; title != "导出案件表 3 行，打码" {
		t.Errorf("the journal says %s", title)
	}
	w := allCases()
	w.Clear, w.Cases.Text = true, "青禾"
	if got := d.saved(w); !slices.Equal(got["负责人手机"], []string{"13800571001"}) {
		t.Errorf("in full it is %v", got["负责人手机"])
	}
	if l := d.newest(); l.Title != "导出案件表 1 行，完整：负责人手机" || l.Kind != "export" {
		t.Errorf("the journal says %s", l.Title)
	}
	w = allCases()
	w.Only = []string{d.ids[2], d.ids[1]}
	if got := d.saved(w); !slices.Equal(got["案件编号"], []string{"BA2026-0002", "BA2026-0003"}) {
		t.Errorf("of two there are %v", got["案件编号"])
	}
}

// Whom a case has to answer for it, its tags and its values are read a page at a time: each row
// has its own, on both sides of a page's edge, and what can't be read says so.
func TestRowsOfManyPagesHaveTheirOwnLeadsTagsAndValues(t *testing.T) {
	f := desktest.NewFixture(t, "2026-11-23 10:00")
	d := desk{Fixture: f}
	if err := own.SaveField(ctx, f.Office, own.OwnFieldInput{About: "case", Name: "会员号", Kind: "text", Sealed: true}); err != nil {
		t.Fatal(err)
	}
	rows := [][]string{{"客户", "性质", "省份", "域名", "负责人", "负责人手机", "标签", "会员号"}}
	const many = 204
	for i := range many {
		n := fmt.Sprintf("%03d", i)
		rows = append(rows, []string{"宁波" + n + "商贸有限公司", "企业", "浙江", "shop-" + n + ".example", "沈一鸣", "13800571" + n, "标" + n, "VIP-" + n})
	}
	if out, err := importing.Run(ctx, f.Office, importing.Input{File: "a.csv", ICP: true, Agree: true, Rows: rows}); err != nil || !out.Done {
		t.Fatalf("%+v, %v", out.Rows[0], err)
	}
	statements := 0
	f.SQLite().Seen(func(string, []any) { statements++ })
	w := allCases()
	w.Clear = true
	got := d.saved(w)
	f.SQLite().Seen(nil)
	for i := range many {
		n := fmt.Sprintf("%03d", i)
		if got["标签"][i] != "标"+n || got["会员号"][i] != "VIP-"+n || got["负责人手机"][i] != "13800571"+n {
			t.Errorf("row %d: %s, %s, %s", i, got["标签"][i], got["会员号"][i], got["负责人手机"][i])
		}
	}
	if statements > 40 {
		t.Errorf("%d statements for %d rows", statements, many)
	}
	sqlitetest.Past(t, f.Dir, "DELETE FROM people WHERE id IN (SELECT person_id FROM case_leads ORDER BY case_id LIMIT 1)")
	sqlitetest.Past(t, f.Dir, "UPDATE own_values SET value_sealed = x'00' WHERE id = (SELECT MIN(id) FROM own_values WHERE value = '')")
	for _, w.Clear = range []bool{true, false} {
		got := d.saved(w)
		for _, title := range []string{"会员号", "负责人", "负责人手机"} {
			if n := len(slices.DeleteFunc(got[title], func(s string) bool { return s != damage.Mark })); n != 1 {
				t.Errorf("in full %v: %s is damaged in %d rows", w.Clear, title, n)
			}
		}
	}
}

func TestTheClientsBillsAndDeadlinesComeWithTheirValues(t *testing.T) {
	d := opened(t)
	w := tables.Wanted{Table: tables.Clients, Clients: store.ClientQuery{Text: "青禾"}}
	covered := d.saved(w)
	w.Clear = true
	clear := d.saved(w)
	for title, want := range map[string][2]string{
		"证件号码": {"330***********0002", "330106198205290002"}, "邮箱": {"sh****@example.com", "shen@example.com"}, "办公电话": {"0086-0571-****0101", "0086-0571-88880101"},
		"统一社会信用代码": {"91330106MA2KQ7T8XJ", "91330106MA2KQ7T8XJ"}, "案件": {"1", "1"},
	} {
		if got := [2]string{covered[title][0], clear[title][0]}; got != want {
			t.Errorf("%s is %q", title, got)
		}
	}
	bills := d.saved(tables.Wanted{Table: tables.Bills})
	if !slices.Equal(bills["案件编号"], []string{"BA2026-0001"}) || bills["合计"][0] != bills["未收"][0] || bills["已收"][0] != "0.00" || bills["开单日期"][0] != "2026-11-23" {
		t.Errorf("%v", bills)
	}
	if title := d.newest().Title; title != "导出账单表 1 行" {
		t.Errorf("the journal says %s", title)
	}
	dates := d.saved(tables.Wanted{Table: tables.Deadlines})
	if len(dates["期限"]) == 0 || dates["理由"][0] == "" || dates["环节"][0] == "" {
		t.Errorf("%v", dates)
	}
}

func TestTodayComesWithWhatItFoldsUpInTheOrderOfThePage(t *testing.T) {
	f, sms := desktest.AtSMS(t)
	d := desk{Fixture: f}
	far := f.OpenCase(desktest.Little("宁波海纳商贸有限公司", "haina.example"))
	w := tables.Wanted{Table: tables.Today}
	got := d.saved(w)
	page, err := views.Today(ctx, f.Office, views.TodayInput{Size: 200})
	if err != nil {
		t.Fatal(err)
	}
	if len(got["案件编号"]) != page.Total || got["案件编号"][0] != f.Show(sms).Case.Number || !slices.Contains(got["案件编号"], f.Show(far).Case.Number) {
		t.Fatalf("of %d lines there are %v", page.Total, got["案件编号"])
	}
	first := page.Groups[slices.IndexFunc(page.Groups, func(g views.TaskGroup) bool { return len(g.Rows) > 0 })].Rows[0]
	for title, want := range map[string]string{
		"时间": "7 天内", "期限": first.Due.Moment.String(), "等谁": first.PartyLabel, "要办的事": first.Todo, "客户": first.Client, "负责人": first.Lead,
		"负责人手机": "138****1001", "域名或名称": first.Domain, "环节": "短信核验", "经办": first.Owner, "为什么": first.WhyLine,
	} {
		if got[title][0] != want {
			t.Errorf("%s is %q, not %q", title, got[title][0], want)
		}
	}
	if title := d.newest().Title; !strings.HasSuffix(title, "行，打码") || !strings.HasPrefix(title, "导出今日表") {
		t.Errorf("the journal says %s", title)
	}
	w.Only, w.Clear = []string{string(first.RunRow.ID)}, true
	if got := d.saved(w); !slices.Equal(got["负责人手机"], []string{"13800571001"}) || d.newest().Title != "导出今日表 1 行，完整：负责人手机" {
		t.Errorf("%v, and the journal says %s", got["负责人手机"], d.newest().Title)
	}
	w = tables.Wanted{Table: tables.Today, Today: views.TodayInput{By: "party", Party: "agency"}}
	for _, party := range d.saved(w)["等谁"] {
		if party != "待我方" {
			t.Errorf("%s is no line of ours", party)
		}
	}
	w.Today = views.TodayInput{Owner: "somebody"}
	if got := d.saved(w); len(got) != 0 {
		t.Errorf("nobody's are %v", got)
	}
}

// More than a page holds come all the same, each once, and those of a group together.
func TestALongTodayIsReadPageByPage(t *testing.T) {
	d := desk{Fixture: desktest.NewFixture(t, "2026-09-07 10:00")}
	d.Fill(0, 120) // two lines each
	for _, by := range []string{"time", "party"} {
		got := d.saved(tables.Wanted{Table: tables.Today, Today: views.TodayInput{By: by}})
		seen := map[string]bool{}
		for i := range got["案件编号"] {
			seen[got["案件编号"][i]+got["环节"][i]] = true
		}
		if len(got["案件编号"]) != 240 || len(seen) != 240 {
			t.Errorf("by %s: %d lines, %d different", by, len(got["案件编号"]), len(seen))
		}
	}
}

func TestWhatFollowsDeliveredCasesIsATable(t *testing.T) {
	f, id := desktest.Handed(t, func(in *filing.OpenInput) { in.Sites[0].ServerUntil = "2026-11-10" })
	d := desk{Fixture: f}
	got := d.saved(tables.Wanted{Table: tables.Followups})
	if !slices.Equal(got["日期"], []string{"2026-11-10"}) || got["案件编号"][0] != f.Show(id).Case.Number || !strings.HasPrefix(got["后续"][0], "服务器到期：") || got["怎么办"][0] == "" {
		t.Errorf("%v", got)
	}
	if got := d.saved(tables.Wanted{Table: tables.Followups, Within: 3}); len(got) != 0 {
		t.Errorf("within three days: %v", got)
	}
	if title := d.newest().Title; title != "导出办结后续表 0 行" {
		t.Errorf("the journal says %s", title)
	}
}

func TestOnlyWhatIsCoveredMayLeaveWithoutALine(t *testing.T) {
	d := opened(t)
	before := d.newest().Seq
	w := allCases()
	w.Unnoted = true
	d.saved(w)
	if d.newest().Seq != before {
		t.Error("it was noted")
	}
	w.Clear = true
	d.saved(w)
	if d.newest().Seq != before+1 {
		t.Error("it was not noted")
	}
}

func TestRowsAreCopiedCoveredAndNotTooManyOfThem(t *testing.T) {
	d := opened(t)
	w := allCases()
	w.Clear, w.Only = true, d.ids[:1]
	clip, err := tables.Copy(ctx, d.Office, w)
	if err != nil || clip.Rows != 1 || !strings.Contains(clip.Text, "\t138****1001\t") || strings.Contains(clip.Text+clip.HTML, "13800571001") {
		t.Errorf("%+v %v", clip, err)
	}
	if _, err := tables.Copied(allCases(), ctx, d.Office, 2); errs.CodeOf(err) != errs.Invalid || !strings.Contains(err.Error(), "超过 2 行") {
		t.Errorf("%v", err)
	}
	if _, err := tables.Copy(ctx, d.Office, tables.Wanted{Table: "staff"}); errs.CodeOf(err) != errs.Invalid {
		t.Errorf("%v", err)
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	if _, err := tables.Save(stopped, d.Office, allCases(), sheet.Form{Kind: sheet.CSV}, &bytes.Buffer{}, func(int) {}); err == nil {
		t.Error("what is stopped goes on")
	}
}

// The columns of the page's list, as its source names them: each has its place in the table.
func TestTheScreensColumnsAreTakenInTheirOrder(t *testing.T) {
	d := opened(t)
	source, err := os.ReadFile("../../../frontend/src/features/cases/columns.ts")
	if err != nil {
		t.Fatal(err)
	}
	keys := []string{"status", "ended"}
	for _, m := range regexp.MustCompile(`\{ key: "(\w+)"`).FindAllSubmatch(source, -1) {
		keys = append(keys, string(m[1]))
	}
	w := tables.Wanted{Table: tables.Cases, Cases: store.CaseQuery{View: "all", Sort: "number"}, Columns: keys}
	if whole := d.saved(w); len(keys) < 12 || whole["案件编号"] == nil || whole["剩余"] == nil || whole["负责人手机"] != nil {
		t.Errorf("%d columns: %v", len(keys), whole)
	}
	w.Columns = []string{"todo", "client"}
	clip, err := tables.Copy(ctx, d.Office, w)
	if head, _, _ := strings.Cut(clip.Text, "\n"); err != nil || strings.TrimSpace(head) != "下一步\t客户\t负责人" {
		t.Errorf("%q %v", head, err)
	}
	w.Columns = []string{"todo", "phone"}
	if _, err := tables.Copy(ctx, d.Office, w); errs.CodeOf(err) != errs.Invalid || !strings.Contains(err.Error(), "phone") {
		t.Errorf("a column that is not there: %v", err)
	}
}
