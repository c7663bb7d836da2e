package importing_test

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"beiandesk/internal/desk/desktest"
	"beiandesk/internal/office/agenda"
	"beiandesk/internal/office/filing"
	"beiandesk/internal/office/handovers"
	"beiandesk/internal/office/importing"
	"beiandesk/internal/office/views"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// past is a sheet of one row with some more columns.
func past(cells ...string) [][]string {
	rows := [][]string{
		{"客户", "省份", "负责人", "手机", "域名", "网站名称", "签约日期", "办理阶段"},
		{"杭州青禾软件有限公司", "浙江", "沈一鸣", "13800571001", "qinghe.cn", "青禾进销存", "2026-10-08", "ICP备案+公安备案"},
	}
	for i := 0; i < len(cells); i += 2 {
		if at := slices.Index(rows[0], cells[i]); at >= 0 {
			rows[1][at] = cells[i+1]
			continue
		}
		rows[0], rows[1] = append(rows[0], cells[i]), append(rows[1], cells[i+1])
	}
	return rows
}

// stands are the open runs of a case with the date that governs each.
func stands(c views.CasePage) (list []string) {
	for _, r := range c.State.OpenRuns() {
		due := ""
		for _, n := range c.Next {
			if n.Run.Key == r.Key {
				due = n.Due.Day + " " + n.Due.Left
			}
		}
		list = append(list, fmt.Sprintf("%s/%s %s", r.Stage, r.Step, due))
	}
	return list
}

func brought(t *testing.T, cells ...string) (*desktest.Fixture, views.CasePage, importing.Report) {
	t.Helper()
	f := desktest.NewFixture(t, now)
	rows := past(cells...)
	dry := run(t, f, importing.Input{Rows: rows, Dry: true})
	out := run(t, f, importing.Input{Rows: rows})
	if !out.Done {
		t.Fatalf("%v: %+v", cells, out.Rows)
	}
	if a, b := strings.Join(dry.Rows[0].Told, "\n"), strings.Join(out.Rows[0].Told, "\n"); a != b {
		t.Errorf("tried:\n%s\ndone:\n%s", a, b)
	}
	return f, f.Show(caseID(t, f, out.Rows[0].Number)), out
}

func TestACaseComesInAtItsStageWithTheDatesOfTheSheet(t *testing.T) {
	f, c, _ := brought(t, "进度", "管局审核中", "提交日期", "2026-11-05", "初审日期", "11月6日", "核验日期", "2026-11-10 15:20")
	if got := stands(c); !slices.Equal(got, []string{"bureau-review/submitted 12月8日 周二 剩 11 个工作日"}) {
		t.Errorf("stands at %q", got)
	}
	for title, want := range map[string]string{
		"导入：签约": "2026-10-08", "导入：材料已收齐": "2026-10-08?", "导入：已提交预审": "2026-11-05", "导入：预审已通过": "2026-11-06", "导入：短信已收到": "2026-11-06?", "导入：已核验": "2026-11-10 15:20",
	} {
		if at := f.Line(c, title).At.String(); at != want {
			t.Errorf("%s at %s, want %s", title, at, want)
		}
	}
	if c.Money.Fees[0].State != "open" || len(c.Money.Fees) != 2 || len(c.Money.Bills) != 0 {
		t.Errorf("fees %+v, bills %+v", c.Money.Fees, c.Money.Bills)
	}
	if got, want := f.Stored(c.Case.ID), f.Computed(c.Case.ID); !slices.Equal(got, want) {
		t.Errorf("stored %q, computed %q", got, want)
	}
}

// What the sheet does not date has no date: it is asked for, and counted once staff have put
// it right.
func TestAnUnknownDayIsAskedForAndNeverMadeUp(t *testing.T) {
	f, c, out := brought(t, "进度", "公安备案中", "网站备案号", "浙ICP备2026051234号-1", "通过日期", "2026-11-02")
	if got := stands(c); !slices.Equal(got, []string{"revoke/ask 11月26日 周四 剩 3 个工作日", "police-account/todo 日期不详 补日期"}) {
		t.Errorf("stands at %q", got)
	}
	if told := strings.Join(out.Rows[0].Told, "\n"); !strings.Contains(told, "缺起算的日期，期限先不算，导入后在今日里补：") {
		t.Error(told)
	}
	if s := c.Sites[0]; s.ICPNumber != "浙ICP备2026051234号-1" || c.State.SubjectNumber != "浙ICP备2026051234号" || s.Live == nil || s.Live.Dated() {
		t.Errorf("site %+v", s)
	}
	clock := desktest.ClockOf(t, c, "police.legal")
	if why := strings.Join(clock.Reasons, ""); !strings.Contains(why, "那天起算，导入时没有写是哪天。30 天") {
		t.Errorf("reasons %s", why)
	}
	today, err := views.Today(t.Context(), f.Office, views.TodayInput{Size: 9})
	if err != nil || !strings.Contains(fmt.Sprintf("%+v", today), "补日期") {
		t.Errorf("today %v", err)
	}
	if n, err := agenda.Write(t.Context(), f.Office, "", io.Discard); err != nil || n != 1 {
		t.Errorf("the calendar has %d dates, %v", n, err)
	}
	live := 0
	for _, m := range c.State.Past {
		if m.Action == "online.live" {
			live = m.Seq
		}
	}
	f.Record(filing.DoInput{CaseID: c.Case.ID, Action: workflow.ActionCorrect, Reason: "客户查到了", Values: map[string]string{"seq": fmt.Sprint(live), "to": "2026-11-06"}})
	if got := stands(f.Show(c.Case.ID)); !slices.Contains(got, "police-account/todo 12月6日 周日 剩 13 天") {
		t.Errorf("corrected, it stands at %q", got)
	}
}

// A place among the others is no day: it refuses no correction of what went before.
func TestADayIsFilledInBeforeOthersThatAreUnknown(t *testing.T) {
	f, c, _ := brought(t, "进度", "公安审核中", "网站备案号", "浙ICP备2026051234号-1", "通过日期", "2026-11-02")
	for _, m := range c.State.Past {
		if m.Action == "online.live" {
			f.Record(filing.DoInput{CaseID: c.Case.ID, Action: workflow.ActionCorrect, Reason: "客户查到了", Values: map[string]string{"seq": fmt.Sprint(m.Seq), "to": "2026-11-06"}})
		}
	}
	if live := f.Show(c.Case.ID).Sites[0].Live; live == nil || live.String() != "2026-11-06" {
		t.Errorf("live %v", live)
	}
}

// What the client must do himself has no day either while nobody knows when the site went live.
func TestTheClientsOwnDateOfAnUnknownDayIsAskedFor(t *testing.T) {
	f, c, _ := brought(t, "进度", "已完成", "备案号", "浙ICP备2026051234号-1", "办理阶段", "ICP备案")
	ended, err := views.List(t.Context(), f.Office, store.CaseQuery{Now: f.Office.Now(), View: "closed", Limit: 9})
	if err != nil || len(ended.Rows) != 1 || ended.Rows[0].Due.Day != "日期不详" || ended.Rows[0].Due.Left != "已结束" {
		t.Errorf("ended: %+v, %v", ended.Rows, err)
	}
	f.SetClock("2026-11-25 10:00")
	rows, _, err := views.Expiring(t.Context(), f.Office)
	if err != nil || len(rows) != 1 || rows[0].CaseID != c.Case.ID || rows[0].What != "police" {
		t.Fatalf("%+v, %v", rows, err)
	}
	if due := views.ExpiryDueOf(rows[0], f.Office.Today()); due.Day != "日期不详" || due.Left != "补日期" || due.Tone != workflow.ToneLater {
		t.Errorf("due %+v", due)
	}
}

// The year of a number is held against the import, not against the place of an unknown day.
func TestANumberIsNewerThanTheLastKnownDay(t *testing.T) {
	_, c, _ := brought(t, "进度", "已上线", "签约日期", "2025-12-08", "备案号", "浙icp备2026051234号-1")
	if got := c.Sites[0].ICPNumber; got != "浙ICP备2026051234号-1" {
		t.Errorf("the number is %q", got)
	}
}

func TestWhatTheSheetLacksKeepsACaseWhereItIsNeeded(t *testing.T) {
	for name, c := range map[string]struct {
		cells []string
		at    string
		told  string
	}{
		"no number":        {[]string{"进度", "已备案", "通过日期", "2026-11-02"}, "number/todo", "没有主体备案号，停在“登记备案号”"},
		"a number":         {[]string{"进度", "已备案", "通过日期", "2026-11-02", "备案号", "浙ICP备2026051234号-1"}, "online/todo revoke/ask", ""},
		"live":             {[]string{"进度", "已备案", "通过日期", "2026-11-02", "备案号", "浙ICP备2026051234号-1", "上线日期", "2026-11-03"}, "revoke/ask police-account/todo", ""},
		"no police number": {[]string{"进度", "公安已备案", "备案号", "浙ICP备2026051234号-1"}, "revoke/ask police-site/submitted", "没有公安备案号"},
		"both numbers":     {[]string{"进度", "公安已备案", "备案号", "浙ICP备2026051234号-1", "公安备案号", "浙公网安备33010602012345号"}, "revoke/ask police-number/todo", ""},
		"the end":          {[]string{"进度", "已完成", "备案号", "浙ICP备2026051234号-1", "公安备案号", "浙公网安备33010602012345号", "办结日期", "2026-11-20"}, "", "已办完"},
		"a refusal":        {[]string{"进度", "管局驳回"}, "forms/fill", ""},
		"whose refusal":    {[]string{"进度", "被驳回"}, "forms/fill", "没有写是谁驳回的"},
		"dates alone":      {[]string{"提交日期", "2026-11-05"}, "prereview/submitted", "没有写进度，按最后的“提交日期”算"},
		"unknown words":    {[]string{"进度", "再说"}, "account/todo materials/todo", "认不出"},
		"not its phase":    {[]string{"进度", "公安审核中", "办理阶段", "ICP备案"}, "account/todo materials/todo", "不是这一件要办的阶段"},
		"only begun":       {[]string{"进度", "收材料中"}, "account/todo materials/todo", ""},
		"a new domain":     {[]string{"进度", "域名实名中"}, "domain/verify", ""},
		"a mini program":   {[]string{"进度", "管局审核中", "备案类型", "小程序", "域名", ""}, "bureau-review/submitted", ""},
		"not of its type":  {[]string{"进度", "公安主体审核中", "备案类型", "公安变更", "办理阶段", "公安备案"}, "materials/todo", "公安变更没有这一步"},
		"police alone":     {[]string{"进度", "公安审核中", "办理阶段", "公安备案", "上线日期", "2026-11-02", "公安提交日期", "2026-11-12"}, "police-site/submitted", ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, got, out := brought(t, c.cells...)
			at := []string{}
			for _, r := range got.State.OpenRuns() {
				at = append(at, r.Stage+"/"+r.Step)
			}
			if strings.Join(at, " ") != c.at || !strings.Contains(strings.Join(out.Rows[0].Told, "\n"), c.told) {
				t.Errorf("stands at %v:\n%s", at, strings.Join(out.Rows[0].Told, "\n"))
			}
		})
	}
}

func TestDatesThatContradictEachOtherAreNamedByTheirColumn(t *testing.T) {
	for column, cells := range map[string][]string{
		"通过日期":  {"进度", "已备案", "提交日期", "2026-11-05", "通过日期", "2026-11-02"},
		"提交日期":  {"进度", "初审中", "提交日期", "2026-09-30"},
		"核验日期":  {"进度", "管局审核中", "核验日期", "2026-11-24"},
		"上线日期":  {"进度", "已上线", "备案号", "浙ICP备2026051234号-1", "通过日期", "2026-11-05", "上线日期", "2026-11-02"},
		"备案号":   {"进度", "已上线", "备案号", "京ICP备2026051234号-1"},
		"公安备案号": {"进度", "公安已备案", "备案号", "浙ICP备2026051234号-1", "公安备案号", "12"},
	} {
		out := run(t, desktest.NewFixture(t, now), importing.Input{Rows: past(cells...)})
		if out.Done || len(out.Rows[0].Problems) != 1 || out.Rows[0].Problems[0].Column != column {
			t.Errorf("%s: %+v", column, out.Rows[0])
		}
	}
}

func TestANumberOfAnotherSiteIsAskedBack(t *testing.T) {
	f, _, _ := brought(t, "进度", "已上线", "备案号", "浙ICP备2026051234号-1")
	rows := past("进度", "已上线", "备案号", "浙ICP备2026051234号-1", "客户", "宁波松涧家居有限公司", "域名", "songjian.cn", "手机", "13957403302")
	out := run(t, f, importing.Input{Rows: rows})
	if out.Done || out.Asked != 1 || !strings.Contains(strings.Join(out.Rows[0].Asks, ""), "已经登记给") {
		t.Errorf("%+v", out.Rows)
	}
}

// All words for where an order stands, in cases of every type, lead to a case that can be read,
// and that its moves give again.
func TestEveryWordTakesACaseOfEveryTypeSomewhere(t *testing.T) {
	data, err := os.ReadFile("data/stages.json")
	if err != nil {
		t.Fatal(err)
	}
	var words []struct{ Words []string }
	if err := json.Unmarshal(data, &words); err != nil {
		t.Fatal(err)
	}
	f := desktest.NewFixture(t, now)
	rows := [][]string{{"客户", "省份", "网站名称", "备案类型", "办理阶段", "进度", "备案号", "公安备案号", "注销什么"}}
	for _, kind := range f.Office.Engine.Graph().Types {
		for _, w := range words {
			cancels := map[bool]string{true: "注销网站", false: ""}[strings.HasSuffix(kind.Code, "cancel")]
			phases := map[bool]string{true: "ICP备案", false: ""}[kind.HasICP()] + map[bool]string{true: "公安备案", false: ""}[kind.HasPolice()]
			rows = append(rows, []string{fmt.Sprintf("第%d号软件有限公司", len(rows)), "浙江", "青禾", kind.Label, phases, w.Words[0],
				fmt.Sprintf("浙ICP备%08d号-1%s", 26000000+len(rows), kind.Letter), fmt.Sprintf("浙公网安备3301060201%04d号", len(rows)), cancels})
		}
	}
	out := run(t, f, importing.Input{Rows: rows, Agree: true})
	for _, r := range out.Rows {
		if r.Outcome != importing.Opens {
			t.Errorf("%v: %+v", rows[r.Line-1], r)
		}
	}
	for _, r := range out.Rows {
		if !out.Done {
			break
		}
		id := caseID(t, f, r.Number)
		if got, want := f.Stored(id), f.Computed(id); !slices.Equal(got, want) {
			t.Errorf("%v: stored %q, computed %q", rows[r.Line-1], got, want)
		}
		f.Show(id)
	}
}

// Sixty rounds of which nobody knows the day don't stand before one whose 24 hours run.
func TestARunningClockStandsBeforeRoundsOfUnknownDays(t *testing.T) {
	f := desktest.NewFixture(t, now)
	id := f.OpenCase(desktest.Qinghe())
	f.Scans(id)
	f.Step(id, "account.done", "materials.done", "template.submit", "template.approve", "domain.bought", "domain.verified",
		"reporting.done", "forms.filled", "forms.face", "prereview.submit", "prereview.pass", "bureau-submit.sms")
	rows := [][]string{{"客户", "性质", "省份", "域名", "网站名称", "签约日期", "办理阶段", "进度"}}
	for i := range 9 {
		rows = append(rows, []string{fmt.Sprintf("宁波松涧家居%d有限公司", i), "企业", "浙江", fmt.Sprintf("songjian%d.cn", i), "松涧家居", "2026-08-03", "ICP", "待短信核验"})
	}
	if out := run(t, f, importing.Input{Rows: rows}); !out.Done {
		t.Fatalf("%+v", out.Rows)
	}
	today, err := views.Today(t.Context(), f.Office, views.TodayInput{Size: 10})
	if err != nil || len(today.SMS) != 8 || !today.MoreSMS {
		t.Fatalf("%d rounds, more: %t, %v", len(today.SMS), today.MoreSMS, err)
	}
	if first, second := today.SMS[0], today.SMS[1]; first.CaseID != id || !first.Due.Clock || second.Due.Left != "补日期" {
		t.Errorf("%s %+v, then %s %+v", first.Client, first.Due, second.Client, second.Due)
	}
}

// What the past of a case handed over stands in the register with its day, or with none; a
// correction gives it one, and who takes the import back takes the lines along.
func TestWhatHadBeenHandedOverIsRegistered(t *testing.T) {
	f, c, _ := brought(t, "进度", "管局审核中", "提交日期", "2026-11-05", "身份证号", "330106198205290002", "核验日期", "2026-11-10")
	lines := func() (list []string) {
		all, err := handovers.All(t.Context(), f.Office, handovers.Filter{Case: c.Case.ID})
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range all {
			list = append(list, l.Recipient.Code+" "+l.Purpose+" "+l.At.String())
			if l.By != "周敏" || l.Move == "" || !strings.HasPrefix(l.Note, "导入：") || !slices.Contains(l.Kinds, "姓名") {
				t.Errorf("line %+v", l)
			}
			if l.Recipient.Code == "cloud" && (!slices.Contains(l.Kinds, "扫描件") || !slices.Contains(l.Kinds, "手机号") || !strings.Contains(l.Note, "没有留存")) {
				t.Errorf("to the cloud %v, %s", l.Kinds, l.Note)
			}
		}
		slices.Sort(list)
		return list
	}
	before := []string{"bureau ICP 备案审核 2026-11-23?", "cloud 备案预审核 2026-11-05", "verifier 备案负责人人脸核验 2026-11-23?"}
	if got := lines(); !slices.Equal(got, before) {
		t.Fatalf("registered %q", got)
	}
	for _, m := range c.State.Past {
		if m.Action == "bureau-submit.sms" {
			f.Record(filing.DoInput{CaseID: c.Case.ID, Action: workflow.ActionCorrect, Reason: "客户查到了", Values: map[string]string{"seq": fmt.Sprint(m.Seq), "to": "2026-11-09"}})
		}
	}
	corrected := slices.Clone(before)
	corrected[0] = "bureau ICP 备案审核 2026-11-09"
	if got := lines(); !slices.Equal(got, corrected) {
		t.Errorf("corrected %q", got)
	}
	f.Record(filing.DoInput{CaseID: c.Case.ID, Action: workflow.ActionUndo})
	if got := lines(); !slices.Equal(got, before) {
		t.Errorf("the correction taken back %q", got)
	}
	g := desktest.NewFixture(t, now)
	run(t, g, importing.Input{Rows: past("进度", "管局审核中")})
	if _, err := importing.Undo(t.Context(), g.Office, lastImport(t, g).Seq); err != nil {
		t.Fatal(err)
	}
	if all, err := handovers.All(t.Context(), g.Office, handovers.Filter{}); err != nil || len(all) != 0 {
		t.Errorf("%d lines are left, %v", len(all), err)
	}
	old := desktest.NewFixture(t, now)
	out := run(t, old, importing.Input{Rows: past("进度", "管局审核中", "签约日期", "2023-01-02", "提交日期", "2023-02-01", "人脸日期", "2023-01-30", "核验日期", "2023-02-03")})
	if all, err := handovers.All(t.Context(), old.Office, handovers.Filter{}); err != nil || slices.ContainsFunc(all, func(l handovers.Line) bool { return l.At.Dated() }) {
		t.Errorf("%+v: what need not be kept is registered: %+v, %v", out, all, err)
	}
}
