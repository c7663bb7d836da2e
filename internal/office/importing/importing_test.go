package importing_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/importing"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/views"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
)

const now = "2026-11-23 09:12"

// agency is a sheet as agencies keep them: a title above, their own words, one row of a
// client that comes twice.
var agency = [][]string{
	{"2026 年备案跟进表"},
	{},
	{"序号", "公司名称", "统一社会信用代码", "注册地址", "负责人", "身份证号", "手机号", "域名", "网站名称", "办理内容", "签约日期", "进度"},
	{"1", "杭州青禾软件有限公司", "91330106MA2KQ7T8XJ", "浙江省杭州市西湖区文三路 398 号", "沈一鸣", "330106198205290002", "138 0057 1001", "https://www.qinghe.cn/", "青禾进销存", "ICP备案+公安备案", "2026/11/2", "待管局审核"},
	{"2", "杭州青禾软件有限公司", "91330106MA2KQ7T8XJ", "浙江省杭州市西湖区文三路 398 号", "沈一鸣", "330106198205290002", "138 0057 1001", "mall.qinghe.net", "青禾商城", "ICP备案+公安备案", "2026/11/2", ""},
	{"", "", "", "", "", "", "", "app.qinghe.net", "青禾手机版", "", "2026/11/3"},
	{},
	{"3", "宁波松涧家居有限公司", "", "浙江省宁波市鄞州区中山东路 1 号", "", "", "", "songjian.cn", "松涧家居", "备案", "", ""},
}

func run(t *testing.T, f *desktest.Fixture, in importing.Input) importing.Report {
	t.Helper()
	if in.Rows == nil {
		in.Rows = agency
	}
	in.File = "跟进表.xlsx"
	out, err := importing.Run(t.Context(), f.Office, in)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// held counts the clients, and gives the numbers of the cases.
func held(t *testing.T, f *desktest.Fixture) (clients, entries int) {
	t.Helper()
	list, err := people.ListClients(t.Context(), f.Office, store.ClientQuery{Limit: 9})
	if err != nil {
		t.Fatal(err)
	}
	return list.Total.N, len(f.Journal(t, ""))
}

func caseID(t *testing.T, f *desktest.Fixture, number string) ref.CaseID {
	t.Helper()
	id, err := views.ByNumber(t.Context(), f.Office, number)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestASheetIsTriedAndThenTakenIn(t *testing.T) {
	f := desktest.NewFixture(t, now)
	_, before := held(t, f)
	dry := run(t, f, importing.Input{Dry: true})
	if n, lines := held(t, f); n != 0 || lines != before {
		t.Errorf("a try has stored %d clients and %d lines of the journal", n, lines-before)
	}
	if dry.Done || dry.Header != 3 || dry.Opened != 2 || dry.Wrong+dry.Asked+dry.Skipped != 0 {
		t.Fatalf("tried %+v", dry)
	}
	lines := []int{}
	for _, r := range dry.Rows {
		lines = append(lines, r.Line)
		if r.Number != "" {
			t.Errorf("row %d: a try gave the number %s", r.Line, r.Number)
		}
	}
	if !slices.Equal(lines, []int{4, 5, 6, 8}) {
		t.Errorf("rows at %v", lines)
	}
	done := run(t, f, importing.Input{})
	if n, _ := held(t, f); !done.Done || n != 2 || done.Rows[0].Number != "BA2026-0001" || done.Rows[1].Number != "BA2026-0001" || done.Rows[3].Number != "BA2026-0002" {
		t.Fatalf("%d clients, %+v", n, done)
	}
	told := strings.Join(done.Rows[0].Told, "\n")
	for _, want := range []string{"域名：已去掉", "按地址算作浙江", "记在备忘里：序号、第 6 行的签约日期"} {
		if !strings.Contains(told, want) {
			t.Errorf("row 4 does not tell %s:\n%s", want, told)
		}
	}
	first, second := f.Show(caseID(t, f, "BA2026-0001")), f.Show(caseID(t, f, "BA2026-0002"))
	if c := first.Case; !c.ICP || !c.Police || c.Province != "33" || len(first.Sites) != 3 || first.Sites[0].Domain != "qinghe.cn" || first.Sites[2].Name != "青禾手机版" {
		t.Errorf("the first is %+v, %+v", c, first.Sites[0])
	}
	if c := second.Case; !c.ICP || c.Police {
		t.Errorf("the second is for ICP %v, police %v", c.ICP, c.Police)
	}
	if text := f.Line(first, "备忘").Text; strings.Contains(text, "进度") || !strings.Contains(text, "第 6 行的签约日期：2026/11/3") {
		t.Errorf("what no field takes is kept as %q", text)
	}
	journal := f.Journal(t, "")
	if last := journal[0]; last.Title != "导入案件" || last.Payload != "跟进表.xlsx：新建 2 件，已有 0 件" {
		t.Errorf("the journal says %+v", last)
	}
	if again := run(t, f, importing.Input{}); again.Done || again.Skipped != 2 || again.Rows[3].Number != "BA2026-0002" {
		t.Errorf("taken in again: %+v", again)
	}
}

func TestOneWrongRowStopsAllAndIsNamedByItsColumn(t *testing.T) {
	f := desktest.NewFixture(t, now)
	rows := slices.Clone(agency)
	rows[4] = slices.Clone(rows[4])
	rows[4][5], rows[4][7] = "330106198205290003", "no domain"
	out := run(t, f, importing.Input{Rows: rows})
	if n, _ := held(t, f); out.Done || out.Wrong != 1 || n != 0 {
		t.Fatalf("%d clients, %+v", n, out)
	}
	columns := []string{}
	for _, p := range out.Rows[1].Problems {
		columns = append(columns, p.Column)
	}
	if !slices.Equal(columns, []string{"身份证号", "域名"}) {
		t.Errorf("wrong at %v: %+v", columns, out.Rows[1])
	}
	if strings.Contains(strings.Join(out.Rows[1].Told, ""), "330106198205290003") {
		t.Error("the number itself is told")
	}
}

func TestWordsThatAreNotKnownAreWrongAtTheirColumn(t *testing.T) {
	f := desktest.NewFixture(t, now)
	for column, value := range map[string]string{"经办": "没有这个人", "省份": "火星", "备案类型": "别的", "注销类型": "一半", "办理内容": "ICP备案，公安不办", "性质": "神仙"} {
		rows := [][]string{{"客户", "域名", "省", "办理阶段", column}, {"杭州青禾软件有限公司", "qinghe.cn", "浙江", "ICP", value}}
		if column == "省份" || column == "办理内容" {
			rows[0][slices.Index([]string{"省份", "办理内容"}, column)+2] = "别的"
		}
		out := run(t, f, importing.Input{Rows: rows, ICP: true})
		if len(out.Rows) != 1 || out.Rows[0].Outcome != importing.Wrong || !slices.ContainsFunc(out.Rows[0].Problems, func(p importing.Problem) bool { return p.Column == column }) {
			t.Errorf("%s %s: %+v", column, value, out.Rows)
		}
	}
}

func TestTheSameSiteTwiceInASheetIsOneCase(t *testing.T) {
	f := desktest.NewFixture(t, now)
	rows := slices.Insert(slices.Clone(agency), 5, agency[4])
	out := run(t, f, importing.Input{Rows: rows})
	if !out.Done || out.Opened != 2 || out.Skipped != 1 || !slices.ContainsFunc(out.Rows, func(r importing.Row) bool { return slices.Contains(r.Told, "和第 4 行是同一件") }) {
		t.Errorf("%+v", out.Rows)
	}
}

func TestColumnsAreWhatTheUserSays(t *testing.T) {
	f := desktest.NewFixture(t, now)
	rows := [][]string{{"甲方", "站\n点", "域名"}, {"杭州青禾软件有限公司", "青禾", "qinghe.cn"}}
	out := run(t, f, importing.Input{Rows: rows, Columns: map[string]string{"站 点": "网站名称", "域名": ""}, ICP: true, Dry: true})
	if got := out.Columns; got[1].Field != "site.name" || got[2].Field != "" {
		t.Errorf("columns %+v", got)
	}
	for name, own := range map[string]map[string]string{"没有“电话簿”这一项": {"站 点": "电话簿"}, "表头里没有": {"没有": "网站名称"}} {
		if _, err := importing.Run(t.Context(), f.Office, importing.Input{Rows: rows, Columns: own}); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := importing.Run(t.Context(), f.Office, importing.Input{Rows: [][]string{{"a", "b"}, {"c"}}}); err == nil || !strings.Contains(err.Error(), "没有认出表头") {
		t.Errorf("%v", err)
	}
}

// What is only tried tells what would be done: rows that meet each other by a client, a phone or
// a site as well as those that meet nobody.
func TestATryTellsWhatWouldBeDone(t *testing.T) {
	f := desktest.NewFixture(t, now)
	rows := [][]string{
		{"客户", "省份", "负责人", "手机", "域名"},
		{"杭州青禾软件有限公司", "浙江", "沈一鸣", "13800571001", "qinghe.cn"},
		{"宁波松涧家居有限公司", "浙江", "顾敏", "+86 138-0057-1001", "songjian.cn"},
		{"杭州（青禾）软件有限公司", "浙江", "", "", "http://www.qinghe.cn/"},
		{"绍兴云帆科技有限公司", "浙江", "", "", "yunfan.cn"},
	}
	outcomes := func(dry bool) (list []string) {
		for _, r := range run(t, f, importing.Input{Rows: rows, ICP: true, Dry: dry}).Rows {
			list = append(list, strings.Join(append([]string{r.Outcome}, append(r.Asks, r.Told...)...), " "))
		}
		return list
	}
	tried := outcomes(true)
	if done := outcomes(false); !slices.Equal(tried, done) || !strings.HasPrefix(tried[1], importing.Asks) {
		t.Errorf("tried:\n%s\ndone:\n%s", strings.Join(tried, "\n"), strings.Join(done, "\n"))
	}
}

func TestAnImportThatIsStoppedLeavesNothing(t *testing.T) {
	f := desktest.NewFixture(t, now)
	ctx, stop := context.WithCancel(t.Context())
	told := []string{}
	_, err := importing.Run(ctx, f.Office, importing.Input{File: "跟进表.xlsx", Rows: agency, Told: func(done, of int) {
		told = append(told, fmt.Sprintf("%d/%d", done, of))
		if done == 1 {
			stop()
		}
	}})
	if n, _ := held(t, f); !errors.Is(err, context.Canceled) || n != 0 || !slices.Equal(told, []string{"0/2", "1/2"}) {
		t.Errorf("%d clients are there, %v, told %v", n, err, told)
	}
}
